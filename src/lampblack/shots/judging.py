"""What is wrong with a frame, as numbers: heads cut, chins in the captions, limbs cut at a joint, somebody in the way.

0 is a frame nobody would change; 1 is a fault that everybody sees."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lampblack.shots.bodies import CROWN, SHOULDERS, Body
from lampblack.shots.lenses import JOINTS, LENSES
from lampblack.shots.model import Angle, ShotSize
from lampblack.shots.solving import Seen, seen
from lampblack.shots.wides import WIDES
from lampblack.staging.camera import CameraPath, CameraPose
from lampblack.staging.space import Point

CAPTIONS = 0.18
"""The lowest share of the frame, where captions stand and no face may."""
SIDE = 0.03
"""The least that is left beside a head, as a share of the frame's width."""
ABOVE = 0.01
"""The least that is left above a crown; close-ups may cut hair, extreme ones the forehead."""
BAND = 0.13
"""How far the eyes may leave the height that a size wants, as a share of the frame."""
JOINT = 0.02
"""How near to a joint the lower edge may come, as a share of the body's height."""
CLEAR = 0.3
"""Metres from a body's middle, of one of ordinary height, inside which a camera would be in it."""
NEUTRAL = 0.2
"""So near to the line between two people a camera is on neither side of it."""
PATCH = 0.3
"""Faults from which another frame, or less of a move, is looked for."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a frame is to be: of whom, how near, from where, in which shape."""

    subject: tuple[str, ...]
    size: ShotSize
    angle: Angle
    aspect: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Going:
    """Who is on the way on a frame, and who comes in or has gone off."""

    on_the_way: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()


def faults(
    pose: CameraPose, bodies: Mapping[str, Body], look: Look, going: Going | None = None, *, rests: bool = True
) -> float:
    """What is wrong with one frame. Who is on the way may be anywhere in it, who comes or goes off outside as well; an
    edge that does not `rest` may pass a joint on its way."""
    going = going or Going()
    shown = [bodies[id] for id in look.subject if id in bodies and id not in going.off]
    cost = sum(2.0 for body in bodies.values() if inside(pose, body))
    if look.angle == "over_shoulder" and len(look.subject) == 2:
        shown = shown[:1]
    for body in shown:
        if body.id in going.on_the_way:
            cost += _lost(pose, body, look.aspect)
            continue
        cost += _held(pose, body, look) + (cut(pose, body, look.aspect) if rests else 0.0)
        cost += sum(_hides(pose, body, other, look.aspect) for other in bodies.values() if other is not body)
    return cost


def _lost(pose: CameraPose, body: Body, aspect: float) -> float:
    """How far the head of somebody on the way is out of the frame, to any side."""
    eyes = seen(pose, body.eyes, aspect)
    if eyes.depth < 0.25:
        return 4.0
    half = half_width(pose, eyes, body.head * body.height)
    aside = max(0.0, half - eyes.u) + max(0.0, eyes.u + half - 1.0)
    return 20.0 * (aside + max(0.0, -seen(pose, body.level(CROWN), aspect).v) + max(0.0, eyes.v - 0.9))


def inside(pose: CameraPose, body: Body) -> bool:
    """Whether the camera stands in somebody."""
    there = Point(x=body.feet.x, y=pose.position.y, z=body.feet.z)
    return pose.position.y < body.top.y and pose.position.distance(there) < CLEAR * max(0.7, body.height / 1.7)


def _held(pose: CameraPose, body: Body, look: Look) -> float:
    eyes = seen(pose, body.eyes, look.aspect)
    if eyes.depth < 0.25:
        return 4.0
    half = half_width(pose, eyes, body.head * body.height)
    crown, chin = seen(pose, body.level(CROWN), look.aspect), seen(pose, body.chin, look.aspect)
    cost = 20.0 * max(0.0, SIDE - (eyes.u - half)) + 20.0 * max(0.0, eyes.u + half - (1.0 - SIDE))
    if look.size != "extreme_close":
        cost += 20.0 * max(0.0, ABOVE - crown.v)
        cost += 10.0 * max(0.0, -ABOVE - seen(pose, body.top, look.aspect).v)
    cost += 20.0 * max(0.0, chin.v - (1.0 - CAPTIONS + 0.02))
    if look.size not in WIDES and look.size != "insert" and len(look.subject) == 1:
        cost += 5.0 * max(0.0, abs(eyes.v - LENSES[look.size].eyes) - BAND)
    return cost


def cut(pose: CameraPose, body: Body, aspect: float) -> float:
    """How near the lower edge is to a joint of somebody who stands: 0 where it is not, 1 where it is on it."""
    if body.posture not in ("stand", "walk", "run"):
        return 0.0
    if seen(pose, body.feet, aspect).v <= 1.0:
        return 0.0
    worst = 0.0
    for share in JOINTS.values():
        edge = seen(pose, body.level(share), aspect).v
        slope = (edge - seen(pose, body.level(share + 0.02), aspect).v) / 0.02
        worst = max(worst, 1.0 - abs(edge - 1.0) / max(1e-6, slope) / JOINT)
    return worst


def _hides(pose: CameraPose, body: Body, other: Body, aspect: float) -> float:
    """1 where somebody nearer stands before a face."""
    eyes, at = seen(pose, body.eyes, aspect), seen(pose, other.eyes, aspect)
    if not 0.05 < at.depth < eyes.depth - 0.1:
        return 0.0
    apart = abs(at.u - eyes.u) - half_width(pose, eyes, body.head * body.height)
    if seen(pose, other.top, aspect).v > seen(pose, body.chin, aspect).v:
        return 0.0
    shoulder = seen(pose, other.level(0.82), aspect).v
    wide = SHOULDERS if shoulder < eyes.v else other.head
    return min(1.0, 10.0 * max(0.0, half_width(pose, at, wide * other.height) - apart))


def half_width(pose: CameraPose, at: Seen, metres: float) -> float:
    """Half of `metres`, as a share of the frame's width, where a point is seen."""
    return metres / 2 * pose.focal_length_mm / 36.0 / max(at.depth, 0.05)


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A shot as it is judged: on its first, middle and last frame, with everybody as they are then."""

    look: Look
    frames: tuple[int, ...]
    bodies: Callable[[int], Mapping[str, Body]]
    going: Callable[[int], Going]

    def along(self, path: CameraPath) -> float:
        """The worst of the frames looked at, and a little of the others."""
        ends = (self.frames[0], self.frames[-1])
        found = [
            faults(path.at(frame), self.bodies(frame), self.look, self.going(frame), rests=frame in ends)
            for frame in self.frames
        ]
        return max(found) + 0.25 * sum(found) / len(found)


def looked_at(first: int, last: int) -> tuple[int, ...]:
    """The frames of a shot that are judged."""
    return tuple(dict.fromkeys((first, (3 * first + last) // 4, (first + last) // 2, (first + 3 * last) // 4, last)))


def screen_order(yaw: float, a: Body, b: Body) -> float:
    """How much of the way from one to another goes to the right in the frame, -1 to 1: its sign is the side of the line
    between them on which the camera is; near 0 the camera is on the line."""
    x, z = b.feet.x - a.feet.x, b.feet.z - a.feet.z
    return (x * math.cos(yaw) - z * math.sin(yaw)) / max(1e-6, math.hypot(x, z))


def across(pose: CameraPose, bodies: Sequence[Body]) -> float:
    """How far a camera is across a line: the one between two people as the audience sees them, on whose side every
    camera of a scene is to be. 0 on its own side, and on the line itself, which is neutral."""
    far = 0.0
    for number, a in enumerate(bodies):
        for b in bodies[number + 1 :]:
            if math.hypot(b.feet.x - a.feet.x, b.feet.z - a.feet.z) > 0.2:
                own = math.copysign(1.0, screen_order(0.0, a, b))
                far += max(0.0, -own * screen_order(pose.yaw, a, b) - NEUTRAL)
    return far
