"""Control signals: what is exactly known of a shot, frame by frame, to steer a picture model by; names, units, shapes.

A *roll* is one signal of one shot: a header and a file or two a frame. Frames count from 0, the take's first. A pixel's
middle is at (x + 0.5, y + 0.5); x goes right and y down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from lampblack.base.errors import UserError
from lampblack.base.time import Rate

SCHEMA = 1
"""Raised when what a roll holds changes."""

Signal = Literal["depth", "ids", "pose", "edges", "flow", "camera"]
SIGNALS: tuple[Signal, ...] = get_args(Signal)

SKY_METRES = 1000.0
"""The depth of the sky, and of all that is further off than the stage reaches."""
NOTHING = 0
"""The number of what is no thing: the sky, and air."""
ThingKind = Literal["person", "prop", "place"]

JOINTS = (
    "nose", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle",
    "right_eye", "left_eye", "right_ear", "left_ear",
)  # fmt: skip
"""OpenPose's eighteen (COCO order); left and right are the person's own."""
LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13),
    (1, 0), (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
"""Pairs of joints, in the order in which OpenPose draws and colours them."""
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
"""OpenPose's colours, red first: of joints, and of limbs in their order."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Somebody or something with a number of its own in `ids` pictures.

    `id` is `NAME` for a person or a prop of the place, `NAME/THING` for what a person holds, `place/PART` for a part of
    the place. `colour` (red, green, blue) follows from `id` alone: it is the same in every shot. `number` is the same
    all through a shot, and in other shots where it is free there.
    """

    number: int
    id: str
    kind: ThingKind
    colour: tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class CameraFrame:
    """The camera on one frame, as OpenCV has it: x right, y down, z away from the lens.

    The world is x right, y down, z away from the audience, metres (the stage with y turned over: right-handed).
    `world_to_camera`: three rows of four, camera = R world + t. `intrinsics`: fx, fy, cx, cy in pixels.
    """

    frame: int
    intrinsics: tuple[float, float, float, float]
    world_to_camera: tuple[tuple[float, float, float, float], ...]
    position: tuple[float, float, float]
    """Of the lens in the world, metres."""
    yaw: float
    pitch: float
    roll: float
    """Radians, as staged."""
    focal_length_mm: float
    f_number: float
    focus: float
    """Metres along the axis to what is sharp."""


@dataclass(frozen=True, kw_only=True)
class Skeleton18:
    """One person's joints on one frame: x, y in pixels and confidence, three numbers each, in the order of `JOINTS`.

    Confidence is 1 where the joint is in the picture and nothing stands before it, else 0; a place is always given.
    The field is called what OpenPose calls it. `depth`: metres along the camera's axis to each joint.
    """

    person_id: str
    pose_keypoints_2d: tuple[float, ...]
    depth: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class PoseFrame:
    """Everyone's joints on one frame; reads as one of OpenPose's own files."""

    people: tuple[Skeleton18, ...]
    frame: int
    canvas_width: int
    canvas_height: int
    version: float = 1.3


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A roll's header: `SIGNAL.json` in it. `files` are patterns for a frame's number; `words` say what they hold."""

    signal: Signal
    width: int
    height: int
    frames: int
    rate: Rate
    files: tuple[str, ...]
    words: str
    things: tuple[Thing, ...] = ()
    """Of `ids`: whose number is whose."""
    cameras: tuple[CameraFrame, ...] = ()
    """Of `camera`: one a frame."""
    joints: tuple[str, ...] = ()
    """Of `pose`: what the joints are called."""
    more: Mapping[str, float] = field(default_factory=lambda: {})
    """Numbers worth knowing: `sky_metres` of `depth`."""
    lampblack_control: int = SCHEMA


def signals_named(names: str) -> tuple[Signal, ...]:
    """`depth,pose` as signals in their order; empty: all. A `UserError` for what is none."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in SIGNALS:
            raise UserError(f"there is no control signal {name!r}", possible=SIGNALS)
    return tuple(signal for signal in SIGNALS if not wanted or signal in wanted)
