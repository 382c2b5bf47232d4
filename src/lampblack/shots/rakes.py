"""Raking frames: two people in depth, one near and one far, both faces to be seen; what a pull of focus is made for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from lampblack.shots.acting import Played
from lampblack.shots.bodies import SHOULDERS, Body
from lampblack.shots.judging import across
from lampblack.shots.lenses import LENSES
from lampblack.shots.model import ShotSize
from lampblack.shots.solving import YAW, brought_within, depth_for, fitted, placed, seen, tidy, within
from lampblack.staging.camera import CameraPose
from lampblack.staging.space import Point, heading

SHALLOW = 2.0
"""The aperture of a pull of focus: less open, both would be sharp."""
DEEPER = 1.3
"""How much farther one is to be than the other."""
_TURNED = math.radians(105.0)
"""Farther off somebody's face one sees an ear."""
_LIMIT = 0.78
"""The lowest share of the frame for a chin."""
BEHIND = 9.0
"""Metres behind somebody alone, where focus comes from."""


def frame_rake(a: Body, b: Body, size: ShotSize, aspect: float) -> CameraPose:
    """Both heads beside each other in the frame, one of them nearer than the other."""
    lens = LENSES[size]
    focal = fitted(lens.focal_length_mm, aspect)
    tried: list[tuple[float, CameraPose]] = []
    for near, far in ((a, b), (b, a)):
        along = heading(near.feet, far.feet)
        for turn in range(-64, 65, 4):
            yaw = along + math.radians(turn)
            yaw = (yaw + math.pi) % (2 * math.pi) - math.pi
            if abs(turn) < 8 or abs(yaw) > YAW:
                continue
            pose = CameraPose(position=Point(), yaw=yaw, focal_length_mm=focal, f_number=SHALLOW)
            asked = (far.eyes.y - far.level(max(lens.cut, 0.41)).y) / (1.0 - lens.eyes)
            for farther in (1.0, 1.2, 1.45, 1.75):
                depth = depth_for(asked * farther, focal, aspect)
                for u in (0.26, 0.33, 0.4, 0.6, 0.67, 0.74):
                    made = placed(pose, far.eyes, u, lens.eyes, depth, aspect)
                    made = brought_within(made, far.eyes, lens.eyes, aspect)
                    cost = _cost(made, near, far, aspect) + (farther - 1.0) * 0.8
                    tried.append((cost + 6.0 * across(made, (near, far)), made))
    return tidy(min(tried, key=lambda each: each[0])[1])


def _cost(pose: CameraPose, near: Body, far: Body, aspect: float) -> float:
    front, back = seen(pose, near.eyes, aspect), seen(pose, far.eyes, aspect)
    if front.depth < 0.6 or not within(pose):
        return 20.0
    cost = 6.0 * max(0.0, DEEPER - back.depth / front.depth)
    edges: list[tuple[float, float]] = []
    for body, at in ((near, front), (far, back)):
        half = max(body.head, 0.6 * SHOULDERS) * body.height / 2 * pose.focal_length_mm / 36.0 / at.depth
        edges.append((at.u - half, at.u + half))
        cost += 10.0 * max(0.0, 0.03 - edges[-1][0]) + 10.0 * max(0.0, edges[-1][1] - 0.97)
        cost += 10.0 * max(0.0, 0.02 - seen(pose, body.top, aspect).v)
        cost += 12.0 * max(0.0, seen(pose, body.chin, aspect).v - _LIMIT)
        towards = math.atan2(pose.position.x - body.feet.x, pose.position.z - body.feet.z)
        off = abs((towards - body.yaw + math.pi) % (2 * math.pi) - math.pi)
        cost += 3.0 * max(0.0, off - _TURNED) + 0.3 * off
    gap = max(edges[0][0], edges[1][0]) - min(edges[0][1], edges[1][1])
    return cost + 8.0 * max(0.0, 0.02 - gap)


def racked(subject: Sequence[str], played: Sequence[Played], bodies: Mapping[str, Body]) -> tuple[str, str, int | None]:
    """From whom to whom focus goes (the first may be nobody: the place), and the frame on which the other begins to
    speak; None where nobody does."""
    shown = [id for id in subject if id in bodies]
    if len(shown) < 2:
        return "", shown[0] if shown else "", None
    spoken = [(each.part.line.character, each.start) for each in played if each.part.line is not None]
    first = next((who for who, _ in spoken if who in shown), shown[0])
    then = next(((who, at) for who, at in spoken if who in shown and who != first), None)
    if then is not None:
        return first, then[0], then[1]
    if spoken and spoken[0][0] in shown:  # who listens first and speaks alone: focus comes to the voice
        return next(id for id in shown if id != first), first, None
    return shown[0], shown[1], None


def behind(pose: CameraPose, point: Point) -> Point:
    """A point of the place behind somebody, as far as focus comes from."""
    return point + Point(x=math.sin(pose.yaw) * BEHIND, z=math.cos(pose.yaw) * BEHIND)
