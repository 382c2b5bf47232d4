"""How beasts on four feet are built: what their bones measure, as shares of the height of their withers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.staging.figure import Markings, Species

Station = tuple[float, float, float, float, float]
"""A ring of a trunk or a head: how far ahead, how high, half its width, its upper and its lower half height."""
Foot = Literal["hoof", "paw"]
Tail = Literal["tuft", "hair", "brush", "sabre", "long", "scut"]
Horns = Literal["none", "ox", "antlers"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limb:
    """A leg: where it hangs, its bones as shares of its reach, and its thickness from top to fetlock."""

    ahead: float
    """Of the middle of the body."""
    high: float
    apart: float
    """Half the distance of the two feet."""
    bones: tuple[float, float, float]
    side: tuple[float, ...]
    """Half widths seen from the side: above the joint, joint, knee, below, hock, cannon, fetlock."""
    front: tuple[float, ...]
    """The same seen from the front."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Skull:
    """A head along its own axis (ahead, from the poll at 0): rings of cranium and muzzle, then of the lower jaw."""

    size: float
    """Poll to nose."""
    hang: float
    """Radians below level."""
    rings: tuple[Station, ...]
    jaw: tuple[Station, ...]
    eye: tuple[float, float, float]
    """To the side, up, ahead."""
    eye_size: float
    eye_front: float
    """How much eyes look ahead rather than aside."""
    ear: tuple[float, float, float]
    ear_size: float
    ear_width: float
    ear_out: float
    """Radians by which the ears lean outwards."""
    nose: float
    """Half width of the bare nose; 0: nostrils only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A beast on four feet."""

    species: Species
    crown: float
    """The height of its crown as it stands, in withers."""
    trunk: tuple[Station, ...]
    neck_at: tuple[float, float]
    """Ahead and up: the middle of the neck's foot."""
    neck_long: float
    neck_rise: float
    """Radians above level."""
    neck_deep: tuple[float, float, float]
    """Half depth at foot, middle, poll."""
    neck_wide: tuple[float, float, float]
    skull: Skull
    fore: Limb
    hind: Limb
    foot: Foot
    fetlock: float
    """Height of the joint over the foot."""
    foot_size: float
    tail: Tail
    tail_long: float
    tail_wide: float
    stride: float
    """Metres of a walking stride, in withers."""
    horns: Horns = "none"
    mane: bool = False
    markings: Markings = "none"
    colours: tuple[str, str, str] = ("#8a6a46", "#d9c4a0", "#3a2c22")
    """Coat, belly, marks."""
    ruff: float = 0.0
    """How far the cheeks' fur stands off."""
