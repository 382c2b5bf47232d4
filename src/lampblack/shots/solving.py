"""The camera's own geometry: where it must stand so that a point of the stage lands on a point of the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from lampblack.staging.camera import SENSOR_WIDTH_MM, CameraPose
from lampblack.staging.projection import rotation
from lampblack.staging.space import Point

YAW, PITCH_DOWN, PITCH_UP = math.radians(80), math.radians(-25), math.radians(20)
LOW, HIGH, FARTHEST, NEAREST = 0.3, 8.0, -12.0, 3.0
"""The audience's side: yaw either way, pitch, height and z of every camera, in radians and metres."""
LONGEST_MM = 135.0
"""Longer by as much as an upright frame asks for."""
_TIDY = 4
_SLACK = 1e-4
"""What rounding to `_TIDY` places may cost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A point in the frame: shares of its width and height from the top left corner, and metres along the axis."""

    u: float
    v: float
    depth: float


def seen(pose: CameraPose, point: Point, aspect: float) -> Seen:
    """Where a point of the stage stands in a frame `aspect` times as wide as high."""
    right, down, away = _axes(pose.yaw, pose.pitch, pose.roll)
    d = point - pose.position
    x, y, depth = _along(right, d), _along(down, d), _along(away, d)
    scale = pose.focal_length_mm / SENSOR_WIDTH_MM / max(depth, 1e-3)
    return Seen(u=0.5 + x * scale, v=0.5 + y * scale * aspect, depth=depth)


def frame_height(pose: CameraPose, depth: float, aspect: float) -> float:
    """How many metres the frame is high, `depth` metres along the axis."""
    return depth * SENSOR_WIDTH_MM / pose.focal_length_mm / aspect


def fitted(focal_length_mm: float, aspect: float) -> float:
    """A lens named for a frame of 16:9, for another shape: the camera stands as far away, and faces stay faces."""
    return focal_length_mm * (16 / 9) / aspect


def depth_for(height: float, focal_length_mm: float, aspect: float) -> float:
    """How far away a frame is `height` metres high."""
    return height * focal_length_mm * aspect / SENSOR_WIDTH_MM


def placed(pose: CameraPose, point: Point, u: float, v: float, depth: float, aspect: float) -> CameraPose:
    """`pose` moved, not turned, so that `point` is seen at (u, v), `depth` metres along the axis; focus lies there."""
    width = depth * SENSOR_WIDTH_MM / pose.focal_length_mm
    right, down, away = _axes(pose.yaw, pose.pitch, pose.roll)
    ray = right.scaled((u - 0.5) * width) + down.scaled((v - 0.5) * width / aspect) + away.scaled(depth)
    return replace(pose, position=point - ray, focus=depth)


def within(pose: CameraPose) -> bool:
    """Whether the camera is on the audience's side and where a crew could put it."""
    p = pose.position
    return (
        abs(pose.yaw) <= YAW + _SLACK
        and PITCH_DOWN - _SLACK <= pose.pitch <= PITCH_UP + _SLACK
        and LOW - _SLACK <= p.y <= HIGH + _SLACK
        and FARTHEST - _SLACK <= p.z <= NEAREST + _SLACK
    )


def brought_within(pose: CameraPose, point: Point, v: float, aspect: float) -> CameraPose:
    """The nearest camera that is on the audience's side, with `point` where it was in the frame.

    Too near the actors, it steps back and takes a longer lens as long as there is one; too far, it comes nearer; too
    low or too high, it is tilted until it stands right."""
    for _ in range(24):
        p = pose.position
        if p.z > NEAREST + 1e-6 and pose.focal_length_mm < fitted(LONGEST_MM, aspect):
            longer = min(fitted(LONGEST_MM, aspect), pose.focal_length_mm * 1.08)
            pose = _again(replace(pose, focal_length_mm=longer), pose, longer / pose.focal_length_mm, point, aspect)
        elif p.z > NEAREST + 1e-6:
            pose = _again(pose, pose, 1.05, point, aspect)
        elif p.z < FARTHEST - 1e-6:
            pose = _again(pose, pose, 0.95, point, aspect)
        elif not LOW - 1e-6 <= p.y <= HIGH + 1e-6:
            short = LOW - p.y if p.y < LOW else HIGH - p.y
            turn = min(max(short / max(1.0, pose.focus), -0.06), 0.06)
            pitch = min(max(pose.pitch - (turn + math.copysign(0.002, turn)), PITCH_DOWN), PITCH_UP)
            pose = _again(replace(pose, pitch=pitch), pose, 1.0, point, aspect)
        else:
            return pose
    return clamped(pose)


def clamped(pose: CameraPose) -> CameraPose:
    """The camera where a crew could put it, whatever that does to the composition."""
    p = pose.position
    return replace(
        pose,
        position=Point(x=p.x, y=min(max(p.y, LOW), HIGH), z=min(max(p.z, FARTHEST), NEAREST)),
        yaw=min(max(pose.yaw, -YAW), YAW),
        pitch=min(max(pose.pitch, PITCH_DOWN), PITCH_UP),
    )


def tidy(pose: CameraPose) -> CameraPose:
    """Rounded to a tenth of a millimetre, so that plans read well and the last bits of a maths library never matter."""
    p = pose.position
    return replace(
        pose,
        position=Point(x=round(p.x, _TIDY), y=round(p.y, _TIDY), z=round(p.z, _TIDY)),
        yaw=round(pose.yaw, _TIDY),
        pitch=round(pose.pitch, _TIDY),
        focal_length_mm=round(pose.focal_length_mm, 2),
        focus=round(pose.focus, 3),
    )


@lru_cache(maxsize=4096)
def _axes(yaw: float, pitch: float, roll: float) -> tuple[Point, Point, Point]:
    """The camera's right, down and away on the stage: the rows of the projection's own rotation."""
    rows = rotation(CameraPose(position=Point(), yaw=yaw, pitch=pitch, roll=roll))
    right, down, away = (Point(x=float(x), y=float(y), z=float(z)) for x, y, z in rows)
    return right, down, away


def _along(axis: Point, d: Point) -> float:
    return axis.x * d.x + axis.y * d.y + axis.z * d.z


def _again(pose: CameraPose, before: CameraPose, farther: float, point: Point, aspect: float) -> CameraPose:
    was = seen(before, point, aspect)
    return placed(pose, point, was.u, was.v, was.depth * farther, aspect)
