"""Where a person looks: head and eyes towards a target, as far as necks and eyes allow."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.vector import Frame, Vec, add, scaled, sub, upright
from lampblack.staging.people import PROPPED, Gaze, Person
from lampblack.staging.place import light_of
from lampblack.staging.space import eased
from lampblack.staging.stage import Staging

TURN = 0.42
"""Seconds for the head to follow a new look; the eyes are there in a third of it."""
HEAD_LIMIT, HEAD_UP, HEAD_DOWN = 1.2, 0.6, 0.6
EYE_LIMIT = 0.55
HEAD_SHARE = 0.78
"""How much of a turn the head takes; the eyes take the rest."""

FLAT = 1.52
"""Radians from upright at which the back of somebody on the ground lies."""
_HEIGHTS = {"sit": 0.72, "kneel": 0.58, "lie": 0.1}


def head_of(person: Person, frame: int) -> Vec:
    """About where the person's eyes are, from the marks alone."""
    mark = person.mark_at(frame)
    share = _HEIGHTS.get(mark.posture, 0.93)
    if mark.posture == "lie" and person.rest == "bed":
        h = person.figure.height
        behind, rises = 0.42 * h * math.sin(PROPPED), (0.1 + 0.42 * math.cos(PROPPED)) * h
        x, z = mark.position.x - math.sin(mark.yaw) * behind, mark.position.z - math.cos(mark.yaw) * behind
        return (x, mark.position.y + rises, z)
    return (mark.position.x, mark.position.y + share * person.figure.height, mark.position.z)


def looked_at(person: Person, gaze: Gaze, frame: int, staging: Staging) -> Vec | None:
    """The point this gaze is on at `frame`; None where its target is not on the stage."""
    if gaze.target == "camera":
        p = staging.camera.at(frame).position
        return (p.x, p.y, p.z)
    if gaze.target == "sun":
        key = light_of(staging.place).key
        return add(head_of(person, frame), scaled((key.x, key.y, key.z), 1000.0))
    if gaze.target:
        return point_of(gaze.target, frame, staging)
    if gaze.point is not None:
        return (gaze.point.x, gaze.point.y, gaze.point.z)
    return None


def point_of(target: str, frame: int, staging: Staging) -> Vec | None:
    """A person's head, or a thing's middle, by its id."""
    other = staging.person(target)
    if other is not None:
        return head_of(other, frame)
    piece = next((piece for piece in staging.place.pieces if target in (piece.id, piece.kind)), None)
    if piece is None:
        return None
    return (piece.position.x, piece.position.y + 0.8 * piece.size, piece.position.z)


def angles_to(point: Vec, trunk: Frame) -> tuple[float, float]:
    """Yaw (+ right) and pitch (+ up) of a point as seen from the trunk's frame."""
    x, y, z = trunk.inward(sub(point, trunk.origin))
    return math.atan2(x, z), math.atan2(y, math.hypot(x, z))


def look_at(person: Person, frame: int, staging: Staging, yaw: float) -> tuple[float, float, float, float]:
    """Head yaw and pitch, then eye yaw and pitch, all in radians: mostly the head, the eyes first."""
    index = max((i for i, gaze in enumerate(person.gazes) if gaze.frame <= frame), default=-1)
    if index < 0:
        return (0.0, 0.0, 0.0, 0.0)
    fps = float(staging.rate.fraction)
    since = (frame - person.gazes[index].frame) / (TURN * fps)
    goal = _goal(person, index, frame, staging, yaw)
    past = _goal(person, index - 1, frame, staging, yaw) if index else (0.0, 0.0)
    if index == 0 and person.gazes[0].frame <= 0:
        past = goal
    head = eased(since, "in_out")
    eyes = eased(since * 2.6, "out")
    head_yaw = past[0] + (goal[0] - past[0]) * head
    head_pitch = past[1] + (goal[1] - past[1]) * head
    eye_yaw = past[0] + (goal[0] - past[0]) * eyes
    eye_pitch = past[1] + (goal[1] - past[1]) * eyes
    turned = max(-HEAD_LIMIT, min(HEAD_LIMIT, head_yaw * HEAD_SHARE))
    raised = max(-HEAD_DOWN, min(HEAD_UP, head_pitch * HEAD_SHARE))
    return (
        turned,
        raised,
        max(-EYE_LIMIT, min(EYE_LIMIT, eye_yaw - turned)),
        max(-EYE_LIMIT, min(EYE_LIMIT, eye_pitch - raised)),
    )


def changing(person: Person, frame: int, fps: float) -> bool:
    """Whether the look is on its way from one target to the next: nobody blinks then by chance."""
    return any(0 <= frame - gaze.frame < TURN * fps for gaze in person.gazes)


def _goal(person: Person, index: int, frame: int, staging: Staging, yaw: float) -> tuple[float, float]:
    if index < 0:
        return (0.0, 0.0)
    point = looked_at(person, person.gazes[index], frame, staging)
    if point is None:
        return (0.0, 0.0)
    body = proportions_of(person.figure)
    origin = head_of(person, frame)
    trunk = upright((origin[0], origin[1] - 0.02 * body.height, origin[2]), yaw)
    if person.mark_at(frame).posture == "lie":  # from where the face is: up, or half up in a bed
        trunk = trunk.turned(0.0, PROPPED if person.rest == "bed" else FLAT)
    wide, high = angles_to(point, trunk)
    if abs(wide) > 2.4:
        return (0.0, 0.0)
    return (wide, high)
