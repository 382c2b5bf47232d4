"""Wide frames: the horizon on the lower third, so that sky, peaks and trees carry the picture; people on a third."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.shots.bodies import Body
from lampblack.shots.lenses import LENSES
from lampblack.shots.model import ShotSize
from lampblack.shots.solving import brought_within, depth_for, fitted, placed, seen
from lampblack.staging.camera import SENSOR_WIDTH_MM, CameraPose
from lampblack.staging.space import Point

ORDINARY = 1.72
"""Metres: who is taller stands as much taller in a wide."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wide:
    """What a wide frame asks for: a person's share of its height, where the horizon lies from its top, and how high
    the camera stands in metres."""

    person: float
    horizon: float
    camera: float


WIDES: dict[ShotSize, Wide] = {
    "extreme_wide": Wide(person=0.18, horizon=0.645, camera=1.35),
    "wide": Wide(person=0.29, horizon=0.66, camera=1.05),
}
INDOORS: dict[ShotSize, Wide] = {
    "extreme_wide": Wide(person=0.27, horizon=0.53, camera=1.45),
    "wide": Wide(person=0.34, horizon=0.53, camera=1.4),
}
"""Indoors there is no sky to show: walls end not far above people's heads, and the lens stays level."""

THIRD = 1 / 3
_MARGIN = 0.9
"""Metres kept beside the outermost people."""


def frame_wide(
    bodies: Sequence[Body], size: ShotSize, yaw: float, room: float, aspect: float, *, inside: bool
) -> CameraPose:
    """People small in a place, seen along `yaw`. `room` is the side with the empty two thirds: +1 right, -1 left;
    people who stand far from each other take both thirds."""
    wide = (INDOORS if inside else WIDES)[size]
    lens = LENSES[size]
    focal = fitted(lens.focal_length_mm, aspect)
    pitch = tilt_for(wide.horizon, focal, aspect)
    pose = CameraPose(position=Point(), yaw=yaw, pitch=pitch, focal_length_mm=focal, f_number=lens.f_number)
    high = max(min(ORDINARY, min(body.height for body in bodies)) / wide.person, _group_needs(bodies, yaw, aspect))
    depth = depth_for(high, focal, aspect)
    feet = _middle(bodies)
    v = 0.5 + (wide.camera + depth * math.sin(pitch) - feet.y) / (high * math.cos(pitch))
    u = 0.5 - room * (0.5 - THIRD) * max(0.0, 1.0 - _across(bodies, yaw) / (THIRD * high * aspect))
    pose = brought_within(placed(pose, feet, u, v, depth, aspect), feet, v, aspect)
    return _all_inside(pose, bodies, aspect)


def tilt_for(horizon: float, focal_length_mm: float, aspect: float) -> float:
    """The pitch in radians that puts the horizon on that share of the frame's height from its top."""
    return math.atan((horizon - 0.5) * SENSOR_WIDTH_MM / (focal_length_mm * aspect))


def horizon_of(pose: CameraPose, aspect: float) -> float:
    """Where the horizon lies, as a share of the frame's height from its top."""
    return 0.5 + math.tan(pose.pitch) * pose.focal_length_mm / SENSOR_WIDTH_MM * aspect


def _group_needs(bodies: Sequence[Body], yaw: float, aspect: float) -> float:
    """How many metres a frame must be high to hold them all beside each other round a third."""
    return (_across(bodies, yaw) / 2 + _MARGIN) / THIRD / aspect


def _across(bodies: Sequence[Body], yaw: float) -> float:
    """How many metres lie between the outermost, seen along `yaw`."""
    across = [body.feet.x * math.cos(yaw) - body.feet.z * math.sin(yaw) for body in bodies]
    return max(across) - min(across)


def _middle(bodies: Sequence[Body]) -> Point:
    total = Point()
    for body in bodies:
        total = total + body.feet
    return total.scaled(1.0 / len(bodies))


def _all_inside(pose: CameraPose, bodies: Sequence[Body], aspect: float) -> CameraPose:
    """The same camera, moved sideways until nobody touches the frame's edges."""
    across = [seen(pose, body.feet, aspect) for body in bodies]
    left, right = min(at.u for at in across), max(at.u for at in across)
    shift = max(0.0, 0.08 - left) - max(0.0, right - 0.92)
    at = min(across, key=lambda each: each.u)
    anchor = bodies[across.index(at)].feet
    return placed(pose, anchor, at.u + shift, at.v, at.depth, aspect) if abs(shift) > 1e-9 else pose
