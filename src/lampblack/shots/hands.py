"""Where hands are, near enough for a camera to find them: at rest, with a thing in them, at work.

Figures are shares of a person's height from the ground between the feet: to the right, up, ahead. Whoever draws the
people may hold a hand a hand's breadth elsewhere; an insert leaves that much room."""

from __future__ import annotations

import math
from collections.abc import Mapping

from lampblack.base.time import Rate
from lampblack.shots.bodies import EYES, EYES_AT
from lampblack.staging.people import Action, Person, Verb
from lampblack.staging.space import Point

Reach = tuple[float, float, float]

_HANGING: Reach = (0.14, 0.47, 0.04)
_HELD: Mapping[str, Reach] = {
    "staff": (0.27, 0.64, 0.15), "cane": (0.15, 0.48, 0.08), "umbrella": (0.11, 0.66, 0.15),
    "sword": (0.17, 0.52, 0.08),
    "lantern": (0.19, 0.63, 0.19), "fan": (0.06, 0.65, 0.16), "book": (0.08, 0.62, 0.17), "cup": (0.10, 0.62, 0.17),
    "mug": (0.10, 0.62, 0.17), "gourd": (0.16, 0.52, 0.08), "key": (0.07, 0.64, 0.17), "gun": (0.06, 0.72, 0.30),
    "letter": (0.06, 0.65, 0.17), "phone": (0.07, 0.65, 0.17), "torch": (0.15, 0.62, 0.18),
    "cigarette": (0.15, 0.68, 0.13), "clipboard": (0.07, 0.60, 0.16), "twig": (0.11, 0.64, 0.17),
}  # fmt: skip
_AT_WORK: Mapping[Verb, Reach] = {
    "gesture": (0.22, 0.66, 0.20), "point": (0.05, 0.81, 0.34), "raise": (0.22, 1.05, 0.13),
    "reach": (0.04, 0.79, 0.37), "drink": (0.02, 0.86, 0.10), "eat": (0.02, 0.74, 0.16), "give": (0.06, 0.67, 0.28),
    "take": (0.06, 0.66, 0.24), "wave": (0.26, 0.96, 0.08), "clap": (0.0, 0.69, 0.18), "think": (0.04, 0.80, 0.12),
    "cross": (0.02, 0.68, 0.14), "wipe": (0.04, 0.88, 0.14), "cover": (0.04, 0.88, 0.14), "hold": (0.05, 0.64, 0.24),
    "work": (0.06, 0.60, 0.20),
    "bow": (0.0, 0.54, 0.19), "shrug": (0.24, 0.64, 0.13),
}  # fmt: skip
"""Where the hand is in the middle of a verb; verbs of head and trunk leave it where it is, blows are too quick."""
_MEETING: Mapping[Verb, float] = {"give": 0.28, "take": 0.28, "hold": 0.38}
"""How far under the eyes the hands of two meet, in heights."""
_SEATED = 0.12
"""How much higher they meet between two who sit: nobody reaches down into their lap."""
_INTO = 0.55
"""Seconds to come into an action, and out of it."""


def working(person: Person, first: int, last: int) -> Action | None:
    """What somebody's hands do on frames `first` to `last`, the longest of it."""
    done = [each for each in person.actions if each.verb in _AT_WORK and each.stop > first and each.start < last]
    return max(done, key=lambda each: min(each.stop, last) - max(each.start, first), default=None)


def hand_at(person: Person, others: Mapping[str, Person], frame: int, rate: Rate) -> Point:
    """Where the hand is that does something on `frame`, or holds something, or hangs."""
    held = person.figure.held
    rest = _on_stage(person, frame, _HELD.get(held, _HANGING))
    action = next((each for each in person.actions if each.start <= frame < each.stop and each.verb in _AT_WORK), None)
    if action is None:
        return rest
    goal = _meeting(person, others, action, frame) or _on_stage(person, frame, _AT_WORK[action.verb])
    ease = max(1.0, min(rate.frames_in(_INTO), (action.stop - action.start) * 0.4))
    share = min(1.0, (frame - action.start) / ease, (action.stop - frame) / ease)
    return rest.towards(goal, max(0.0, share))


def _meeting(person: Person, others: Mapping[str, Person], action: Action, frame: int) -> Point | None:
    """The middle between two whose hands meet, where the arms of both are long enough."""
    other = others.get(action.target)
    if other is None or other is person or action.verb not in _MEETING:
        return None
    a, b = _eyes(person, frame), _eyes(other, frame)
    sits = 0.5 * sum(_SEATED for each in (person, other) if each.mark_at(frame).posture == "sit")
    tall = (person.figure.height + other.figure.height) / 2
    if math.hypot(a.x - b.x, a.z - b.z) > 1.1 * tall:
        return None
    return a.towards(b, 0.5) + Point(y=(sits - _MEETING[action.verb]) * tall)


def _eyes(person: Person, frame: int) -> Point:
    mark = person.mark_at(frame)
    return mark.position + Point(y=EYES_AT.get(mark.posture, EYES) * person.figure.height)


def _on_stage(person: Person, frame: int, reach: Reach) -> Point:
    """A place beside the body on the stage; who sits or kneels has it as much lower as the eyes are."""
    mark, height = person.mark_at(frame), person.figure.height
    right, up, ahead = reach
    up -= EYES - EYES_AT.get(mark.posture, EYES)
    sin, cos = math.sin(mark.yaw), math.cos(mark.yaw)
    across = Point(x=cos * right + sin * ahead, z=-sin * right + cos * ahead)
    return mark.position + Point(x=across.x * height, y=max(0.05, up) * height, z=across.z * height)
