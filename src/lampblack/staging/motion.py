"""Captured motion: what an actor's body did, freed of its file; and where a person on the stage follows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.time import Rate
from lampblack.staging.space import Point

Up = Literal["auto", "x", "y", "z"]
"""Which way is up in a file of captured motion; `auto`: found out."""

STEP = 1e-4
"""What one unit of a track is worth: a tenth of a millimetre, or so much of a direction of length one."""

TRACKS: Mapping[str, int] = {
    "hips": 3,
    "heading": 1,
    "pelvis": 6,
    "chest": 6,
    "head": 6,
    "right_thigh": 3,
    "right_shin": 3,
    "left_thigh": 3,
    "left_shin": 3,
    "right_arm": 3,
    "right_forearm": 3,
    "left_arm": 3,
    "left_forearm": 3,
    "hands": 3,
    "right_foot": 6,
    "left_foot": 6,
}
"""The tracks of a capture and their numbers a frame. `hips`: the middle between the hip joints, metres above the ground
the actor stood on, from where frame 0 was; `heading`: the way the body faces, radians, 0 on frame 0, running on past a
whole turn; `pelvis`, `chest`, `head`: their right and their up; limbs: the way each bone points; `hands`: from the left
wrist to the right; feet: where the ankle stands over (x, height of what touches the ground, z), heading, heel's lift in
radians (- toes up), and 1 while it stands."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Capture:
    """What an actor did, frame by frame at a film's rate, on the stage's axes and in the actor's own metres.

    Saved as a blob of canonical JSON. `tracks` are whole numbers of `STEP`, frame after frame; a track that the file
    did not have is not there. Compares by identity: it is known by the digest of its blob.
    """

    schema: int = 1
    rate: Rate
    frames: int
    leg: float
    """Hip joint to ankle, stretched, in metres."""
    arm: float
    """Shoulder to wrist; 0 where there are no arms."""
    ankle: float
    """How high the ankle is over a foot that stands."""
    foot: float
    """From under the ankle to the ball of the foot; 0 where the file has no toes."""
    tracks: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Motion:
    """A person follows a capture on frames `start` to `stop` of the take (half-open).

    On `start`, and `waits` frames more, the actor is at frame `first` of the capture, hips over `position`, facing
    `yaw`. He goes on at `speed` until frame `last`, then does as `after` says.
    """

    capture: Digest
    """The blob that holds the `Capture`."""
    start: int
    stop: int
    waits: int = 0
    first: float
    last: float
    speed: float = 1.0
    after: Literal["hold", "loop"] = "hold"
    position: Point
    yaw: float
    travel: float = 1.0
    """Metres on the stage for a metre of the actor's."""
    stays: bool = False
    """On the spot: whatever way the actor covered, the hips stay over `position`."""
    mirrored: bool = False
    hands: bool = True
    """Whether the arms follow too, or do what the scene has them do."""
    head: bool = True
    """Whether the head follows, or turns to whom the person looks at."""
    blend_in: int = 0
    blend_out: int = 0
    """Frames over which the person's own acting becomes the actor's, and back."""
    loaded: Capture | msgspec.UnsetType = field(default=msgspec.UNSET, compare=False, repr=False)
    """The capture itself, put there by who draws; never part of a request."""
