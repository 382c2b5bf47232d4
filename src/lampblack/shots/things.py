"""Inserts: a hand at work, a thing in a hand or a thing of the place, found where it is and framed whole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lampblack.base.time import Rate
from lampblack.shots.bodies import SHOULDERS, Body
from lampblack.shots.hands import hand_at, working
from lampblack.shots.lenses import LENSES
from lampblack.shots.solving import YAW, brought_within, depth_for, fitted, placed, seen, tidy, within
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.place import Place, SetPiece
from lampblack.staging.space import Point

HAND = 0.26
"""The frame's height round a working hand, in heights of the person: the hand, the wrist, what it does."""
ROOM = 1.9
"""The frame's height by the thing's own: its outline is read against what is round it."""
LARGEST = 2.6
"""Metres: of a thing that needs a higher frame a part is shown."""
AT = 0.45
"""Where the thing's middle stands, as a share of the frame from its top: above the captions."""
DOWN = math.radians(-11.0)
"""One looks down on what hands do; lower, the body hides it, higher, one sees only the ground."""
_CLEAR = 0.35
"""Metres that a camera keeps from everybody's middle."""

_IN_HAND: Mapping[str, tuple[float, float, float]] = {
    "staff": (0.42, 0.05, 0.0), "umbrella": (0.40, 0.08, 0.0), "sword": (0.42, 0.0, 0.1),
    "lantern": (0.36, -0.04, 0.11), "fan": (0.28, 0.05, 0.0), "book": (0.28, 0.02, 0.0), "cup": (0.3, 0.0, 0.0),
    "mug": (0.3, 0.01, 0.03), "gourd": (0.32, -0.02, 0.0), "key": (0.20, 0.03, 0.0), "gun": (0.26, 0.02, 0.03),
    "letter": (0.28, 0.05, 0.0), "phone": (0.24, 0.03, 0.0), "torch": (0.26, 0.0, 0.04),
    "cigarette": (0.22, 0.02, 0.02), "clipboard": (0.34, 0.04, 0.0), "twig": (0.32, 0.06, 0.0),
}  # fmt: skip
"""How high a frame a thing in a hand needs, and how far its middle is above the fist and before it, in heights of who
holds it."""
HANDED = 0.38
"""The least height of a frame in which something goes from hand to hand: both forearms come into it."""

_STANDS: Mapping[str, tuple[float, float]] = {
    "table": (0.6, 0.25), "bench": (0.5, 0.2), "lamp": (0.5, 0.24), "lantern": (0.62, 0.3), "fire": (0.9, 0.4),
    "rock": (0.9, 0.4), "stone": (0.9, 0.4), "reeds": (1.2, 0.6), "boat": (1.9, 0.6), "bridge": (2.2, 1.0),
}  # fmt: skip
"""How high a set piece is, and where its middle is, in metres at its natural size; others are trees and houses."""
_TALL = (2.6, 1.3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """What an insert shows: its middle in metres, how high a frame it needs, and which way its open side faces."""

    middle: Point
    high: float
    faces: float
    owner: str = ""
    """Who has it in the hand; their own body must not be in the way."""


def in_hands(people: Iterable[Person]) -> dict[str, str]:
    """The things people have in their hands in a take, or are given, each with who has it first."""
    found: dict[str, str] = {}
    for person in people:
        for held in (person.figure.held, *(action.thing for action in person.actions)):
            if held:
                found.setdefault(held, person.id)
    return found


def pieces_of(place: Place) -> dict[str, SetPiece]:
    """The things of a place by id, and by kind where no id is the same."""
    named = {piece.id: piece for piece in place.pieces}
    return {**{piece.kind: piece for piece in reversed(place.pieces)}, **named}


def thing_at(
    subject: str, people: Sequence[Person], place: Place, first: int, last: int, rate: Rate
) -> tuple[Thing, int] | None:
    """What an insert of `subject` (somebody's id, a thing in a hand, a thing of the place) shows, and on which frame it
    is what it is about; None where there is no such thing."""
    company = {person.id: person for person in people}
    owner = subject if subject in company else in_hands(people).get(subject, "")
    if owner:
        person = company[owner]
        done = next((each for each in person.actions if each.thing == subject), None)
        done = done or working(person, first, last)
        done = None if done is None or done.start >= last or done.stop <= first else done
        frame = (first + last) // 2 if done is None else (max(done.start, first) + min(done.stop, last)) // 2
        held = subject if subject in _IN_HAND else ""
        tall = person.figure.height
        high, above, ahead = _IN_HAND.get(held, (HAND, 0.0, 0.0))
        if done is not None:  # what is at work is not where it hangs otherwise
            above, ahead = 0.0, 0.0
            high = max(high, HANDED) if done.verb in ("give", "take", "hold") else high
        yaw = person.mark_at(frame).yaw
        before = Point(x=math.sin(yaw) * ahead * tall, y=above * tall, z=math.cos(yaw) * ahead * tall)
        middle = hand_at(person, company, frame, rate) + before
        return Thing(middle=middle, high=high * tall, faces=yaw, owner=owner), frame
    piece = pieces_of(place).get(subject)
    if piece is None:
        return None
    tall, middle = _STANDS.get(piece.kind, _TALL)
    high = min(LARGEST, ROOM * tall * piece.size)
    at = piece.position + Point(y=min(middle * piece.size, LARGEST / 2))
    return Thing(middle=at, high=high, faces=math.pi + piece.yaw), (first + last) // 2


def frame_thing(thing: Thing, bodies: Mapping[str, Body], aspect: float) -> CameraPose:
    """The thing whole, above the captions, from its open side, with nobody before it."""
    lens = LENSES["insert"]
    focal = fitted(lens.focal_length_mm, aspect)
    high = thing.high * max(1.0, 1.2 / aspect)
    tried: list[tuple[float, CameraPose]] = []
    for turn in range(-72, 73, 8):
        yaw = math.radians(turn)
        if abs(yaw) > YAW:
            continue
        pose = CameraPose(position=Point(), yaw=yaw, pitch=DOWN, focal_length_mm=focal, f_number=lens.f_number)
        pose = placed(pose, thing.middle, 0.5, AT, depth_for(high, focal, aspect), aspect)
        pose = brought_within(pose, thing.middle, AT, aspect)
        tried.append((_cost(pose, thing, bodies, aspect) + abs(yaw) * 0.25, pose))
    return tidy(min(tried, key=lambda each: each[0])[1])


def _cost(pose: CameraPose, thing: Thing, bodies: Mapping[str, Body], aspect: float) -> float:
    towards = math.atan2(pose.position.x - thing.middle.x, pose.position.z - thing.middle.z)
    off = abs((towards - thing.faces + math.pi) % (2 * math.pi) - math.pi)
    cost = max(0.0, off - math.radians(50.0)) * 1.2 + (0.0 if within(pose) else 4.0)
    depth = seen(pose, thing.middle, aspect).depth
    for body in bodies.values():
        there = Point(x=body.feet.x, y=pose.position.y, z=body.feet.z)
        if pose.position.y < body.top.y and pose.position.distance(there) < _CLEAR * max(1.0, body.height / 1.7):
            cost += 5.0
        at = seen(pose, Point(x=body.feet.x, y=thing.middle.y, z=body.feet.z), aspect)
        half = SHOULDERS * body.height / 2 * pose.focal_length_mm / 36.0 / max(at.depth, 0.05)
        if 0.1 < at.depth < depth - 0.05 and body.top.y > thing.middle.y and abs(at.u - 0.5) < half + 0.12:
            cost += 3.0
    return cost
