"""Camera moves at an operator's speeds, each built round a composed frame so that it stays composed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lampblack.base.time import Rate
from lampblack.shots.model import Move, ShotSize
from lampblack.shots.solving import frame_height, placed, seen, tidy, within
from lampblack.shots.wides import WIDES
from lampblack.staging.camera import SENSOR_WIDTH_MM, CameraKey, CameraPath, CameraPose
from lampblack.staging.people import Person
from lampblack.staging.projection import rotation
from lampblack.staging.space import Ease, Point

PUSH, PUSH_MOST = 0.028, 0.16
"""A dolly: this share of the distance a second (2 to 6 % is what one feels but does not notice), and at most."""
PAN, TILT = math.radians(3.0), math.radians(3.0)
SWEPT = 0.13
"""The most a pan or tilt moves the picture, as a share of it: who is looked at is in the frame all the while."""
ORBIT, ORBIT_MOST = math.radians(2.2), math.radians(14.0)
TRUCK, TRUCK_MOST = 0.022, 0.12
"""Sideways, as a share of the distance to the subject a second."""
CRANE, CRANE_MOST = 0.28, 1.4
"""Metres a second upwards or downwards."""
WIDE_CRANE, FULL_CRANE = 0.09, 0.05
"""Whole bodies are craned level, so that the horizon stays: at most this share of the frame's height."""
LEAVING, LEAVING_MOST, LEAVING_RISE = 0.05, 0.34, 0.05
"""A wide drawn back leaves: this share of the distance a second, at most, and how far the people sink in the frame."""
HANDHELD = 0.0035


@dataclass(frozen=True, kw_only=True)
class Round:
    """What a move turns on: the composed frame, the point it is composed on, and how long there is."""

    pose: CameraPose
    point: Point
    seconds: float
    aspect: float
    side: float
    size: ShotSize = "medium"


def moved(move: Move, about: Round, frames: int, rate: Rate, seed: int, follows: Person | None) -> CameraPath:
    """The camera's path through a take of `frames` frames. A move that would leave the audience's side is made smaller,
    and at last not at all."""
    if move == "follow" and follows is not None:
        return _following(about, follows, frames, seed)
    if move == "handheld":
        return CameraPath(keys=(CameraKey(frame=0, pose=about.pose),), handheld=HANDHELD, move=move, seed=seed)
    if move not in _FROM:
        return CameraPath(keys=(CameraKey(frame=0, pose=about.pose),), move="static", seed=seed)
    shift, ease = _FROM[move]
    for amount in (1.0, 0.6, 0.3):
        start, end = shift(about, amount), shift(about, -amount)
        if within(start):
            return _between(start, about.pose, move, ease, frames, seed)
        if within(end):  # no room to come from: the move leads on from the composed frame instead of up to it
            return _between(about.pose, end, move, ease, frames, seed)
    return CameraPath(keys=(CameraKey(frame=0, pose=about.pose),), move="static", seed=seed)


def _between(start: CameraPose, end: CameraPose, move: Move, ease: Ease, frames: int, seed: int) -> CameraPath:
    first, last = (end, start) if move == "pull_out" else (start, end)
    keys = (
        CameraKey(frame=0, pose=tidy(first), ease=ease),
        CameraKey(frame=max(1, frames - 1), pose=tidy(last), ease=ease),
    )
    return CameraPath(keys=keys, move=move, seed=seed)


def _pushed(about: Round, amount: float) -> CameraPose:
    at = seen(about.pose, about.point, about.aspect)
    share = min(PUSH * about.seconds, PUSH_MOST) * amount
    return placed(about.pose, about.point, at.u, at.v, at.depth * (1.0 + share), about.aspect)


def _drawn_back(about: Round, amount: float) -> CameraPose:
    """As pushed, the other way; in a wide farther, and up, until the sky or the trees have the frame."""
    if about.size not in WIDES:
        return _pushed(about, amount)
    at = seen(about.pose, about.point, about.aspect)
    share = min(LEAVING * about.seconds, LEAVING_MOST) * amount
    rise = LEAVING_RISE * amount * SENSOR_WIDTH_MM / about.pose.focal_length_mm / about.aspect
    turned = replace(about.pose, pitch=about.pose.pitch + rise)
    return placed(turned, about.point, at.u, at.v + LEAVING_RISE * amount, at.depth * (1.0 + share), about.aspect)


def _panned(about: Round, amount: float) -> CameraPose:
    most = SWEPT * 2 * math.atan(SENSOR_WIDTH_MM / 2 / about.pose.focal_length_mm)
    return replace(about.pose, yaw=about.pose.yaw + about.side * amount * min(PAN * about.seconds, most))


def _tilted(about: Round, amount: float) -> CameraPose:
    swept = SWEPT / 2 if about.size in WIDES else SWEPT
    most = swept * 2 * math.atan(SENSOR_WIDTH_MM / 2 / about.aspect / about.pose.focal_length_mm)
    return replace(about.pose, pitch=about.pose.pitch + amount * min(TILT * about.seconds, most))


def _trucked(about: Round, amount: float) -> CameraPose:
    share = min(TRUCK * about.seconds, TRUCK_MOST) * amount * about.side
    right = rotation(about.pose)[0] * share * about.pose.focus
    return replace(about.pose, position=about.pose.position + Point(x=float(right[0]), z=float(right[2])))


def _craned(about: Round, amount: float) -> CameraPose:
    at = seen(about.pose, about.point, about.aspect)
    rise = min(CRANE * about.seconds, CRANE_MOST, 0.22 * at.depth) * amount
    if about.size in WIDES or about.size == "full":
        most = (FULL_CRANE if about.size == "full" else WIDE_CRANE) * frame_height(about.pose, at.depth, about.aspect)
        return replace(about.pose, position=about.pose.position + Point(y=max(-most, min(most, rise))))
    pitch = about.pose.pitch - math.atan2(rise, at.depth)
    return placed(replace(about.pose, pitch=pitch), about.point, at.u, at.v, at.depth, about.aspect)


def _orbited(about: Round, amount: float) -> CameraPose:
    at = seen(about.pose, about.point, about.aspect)
    yaw = about.pose.yaw + about.side * amount * min(ORBIT * about.seconds, ORBIT_MOST)
    return placed(replace(about.pose, yaw=yaw), about.point, at.u, at.v, at.depth, about.aspect)


_FROM: Mapping[Move, tuple[Callable[[Round, float], CameraPose], Ease]] = {
    "push_in": (_pushed, "linear"),
    "pull_out": (_drawn_back, "in_out"),
    "pan": (_panned, "in_out"),
    "tilt": (_tilted, "in_out"),
    "truck": (_trucked, "linear"),
    "crane": (_craned, "in_out"),
    "orbit": (_orbited, "linear"),
}


def _following(about: Round, person: Person, frames: int, seed: int) -> CameraPath:
    """The camera goes beside the person, as fast as they do, so that they stay where they are in the frame."""
    home = person.mark_at(frames - 1).position
    keys: list[CameraKey] = []
    for mark in person.marks:
        if mark.frame < frames or not keys:
            position = about.pose.position + (mark.position - home)
            keys.append(CameraKey(frame=mark.frame, pose=tidy(replace(about.pose, position=position)), ease=mark.ease))
    if keys[-1].frame < frames - 1:
        rest = person.mark_at(frames - 1).position
        position = about.pose.position + (rest - home)
        keys.append(CameraKey(frame=frames - 1, pose=tidy(replace(about.pose, position=position))))
    keys[0] = replace(keys[0], frame=0)
    if not all(within(key.pose) for key in keys):
        return CameraPath(keys=(CameraKey(frame=0, pose=about.pose),), move="static", seed=seed)
    return CameraPath(keys=tuple(keys), move="follow", seed=seed)
