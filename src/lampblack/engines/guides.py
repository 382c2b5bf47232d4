"""What a picture is guided by, beside words: pictures it begins and ends with, who is seen, signals, other footage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.base.time import Rate
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.control import Signal
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Use = Literal["restyle", "extend", "repair"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Still:
    """A picture (PNG or JPEG) that is seen on frame `at` of the take; 0 is its first frame."""

    picture: Digest
    at: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A picture of somebody or something that is to look so: `of` is the name by which the words call it."""

    picture: Digest
    of: str
    kind: Literal["person", "place", "thing", "style"] = "person"


@dataclass(frozen=True, kw_only=True, slots=True)
class Steer:
    """A roll of control signals (`engines.controls`), frame for frame with the take."""

    signal: Signal
    roll: Digest
    strength: float = 1.0
    """0: hardly; 1: to the letter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Footage:
    """A moving picture that the new one is made of.

    `restyle`: the same movement in another look, `strength` being how far it may depart; `extend`: what comes after it;
    `repair`: the same, but for frames `first` to `last` (half-open), which are made anew.
    """

    video: Digest
    use: Use = "restyle"
    strength: float = 0.6
    first: int = 0
    last: int = 0


def bare(rate: Rate, frames: int) -> Staging:
    """A stage with nothing on it: all that is told to an engine that reads no staging is how long and how fast, so that
    what it cannot see is no part of its request."""
    camera = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point())),))
    return Staging(rate=rate, frames=frames, place=Place(id="", kit=""), camera=camera)
