"""People who follow a captured motion in a shot: where they begin, which way they go, and the marks that go along."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import msgspec

from lampblack.base.context import Blob
from lampblack.base.errors import Spot, UserError
from lampblack.base.time import FrameRange, Rate
from lampblack.shots.model import MotionChoice
from lampblack.staging.capture.following import actor_at, place_at
from lampblack.staging.figure import Figure
from lampblack.staging.motion import Capture, Motion
from lampblack.staging.people import Mark, Person, Posture
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

CHOICES = Spot(file="choices.toml")
LEG, CHILD_LEG = 0.475, 0.445
"""Hip joint to ankle as shares of the height: what a step is long by."""
EVERY = 8
"""Marks a second that go with the actor: the camera, lights and looks follow these."""
SITTING, KNEELING, LYING = 0.72, 0.4, 0.5
"""Hips below this share of their standing height sit, or kneel; a chest less upright than the last lies."""


@dataclass(frozen=True, kw_only=True)
class Captured:
    """A capture in memory, with the name of the blob that engines are told."""

    blob: Blob
    capture: Capture


def moved_by(
    company: Sequence[Person], choices: Mapping[str, MotionChoice], captured: Mapping[tuple[str, str], Captured],
    shot: str, in_take: FrameRange, frames: int, rate: Rate,
) -> tuple[Person, ...]:  # fmt: skip
    """The company, those with a choice following it; a `UserError` for somebody who is not in the shot."""
    there = {person.id for person in company}
    for who in choices:
        if who not in there:
            raise UserError(
                f"motion.{shot}.{who}: not on stage in this shot", spot=CHOICES, possible=tuple(sorted(there))
            )
    return tuple(
        _moved(person, choice, captured[choice.file, choice.up], f"motion.{shot}.{person.id}", in_take, frames, rate)
        if (choice := choices.get(person.id)) is not None
        else person
        for person in company
    )


def steps_of(person: Person) -> list[tuple[int, Point]]:
    """The frames of the take on which a foot of somebody who follows a motion comes down, and where."""
    motion = person.motion
    if isinstance(motion, msgspec.UnsetType):
        return []
    found: list[tuple[int, Point]] = []
    moments = [(frame, actor_at(motion, frame)) for frame in range(motion.start, motion.stop)]
    for (_, before), (frame, now) in pairwise(moments):
        for past, sole in ((before.right, now.right), (before.left, now.left)):
            if sole.stands and not past.stands:
                found.append((frame, Point(x=sole.x, y=motion.position.y, z=sole.z)))
    return found


def put_away(staging: Staging) -> Staging:
    """The staging as it is saved: captures are named, not held."""
    return replace(staging, people=tuple(_without(person) for person in staging.people))


def _without(person: Person) -> Person:
    if isinstance(person.motion, msgspec.UnsetType):
        return person
    return replace(person, motion=replace(person.motion, loaded=msgspec.UNSET))


def _moved(
    person: Person, choice: MotionChoice, read: Captured, where: str, in_take: FrameRange, frames: int, rate: Rate
) -> Person:
    motion = _placed(_paced(person, choice, read, where, in_take, frames, rate), person, choice, in_take)
    return replace(person, motion=motion, marks=_marks(person, motion, frames, rate))


def _paced(
    person: Person, choice: MotionChoice, read: Captured, where: str, in_take: FrameRange, frames: int, rate: Rate
) -> Motion:
    """When it begins and ends, in the take and in the file."""
    fps, whole = float(rate.fraction), read.capture.frames - 1
    first = choice.first * fps
    last = min(whole, choice.last * fps) if choice.last is not None else float(whole)
    if first > last:
        lasts = f"{choice.file} lasts {whole / fps:.2f} s"
        raise UserError(f"{where}: {lasts}, so nothing is left of it from {choice.first:g} s on", spot=CHOICES)
    begin = in_take.start + rate.frames_in(choice.start)
    if begin >= in_take.stop:
        seconds = float(rate.seconds(in_take.duration))
        raise UserError(
            f"{where}: the shot lasts {seconds:.2f} s, and the motion is to begin at {choice.start:g} s", spot=CHOICES
        )
    stop = frames if choice.stop is None else min(frames, in_take.start + rate.frames_in(choice.stop))
    if choice.after == "act":
        stop = min(stop, begin + math.floor((last - first) / choice.speed) + 1)
    if stop <= begin:
        raise UserError(f"{where}: it is to stop at {choice.stop:g} s, before it begins", spot=CHOICES)
    lead = min(begin, math.floor(first / choice.speed)) if begin == in_take.start else 0
    start = 0 if begin == in_take.start else begin
    blend = rate.frames_in(choice.blend)
    return Motion(
        capture=read.blob.digest,
        start=start,
        stop=stop,
        waits=begin - lead - start,
        first=round(first - lead * choice.speed, 4),
        last=round(last, 4),
        speed=choice.speed,
        after="loop" if choice.after == "loop" else "hold",
        position=person.mark_at(begin).position,
        yaw=person.mark_at(begin).yaw,
        travel=round(_leg(person.figure) / read.capture.leg, 5) if choice.scale == "figure" else float(choice.scale),
        stays=not choice.travel,
        mirrored=choice.mirror,
        hands=choice.hands,
        head=choice.head,
        blend_in=blend if start else 0,
        blend_out=blend if stop < frames else 0,
        loaded=read.capture,
    )


def _leg(figure: Figure) -> float:
    return figure.height * (CHILD_LEG if figure.age == "child" else LEG)


def _placed(motion: Motion, person: Person, choice: MotionChoice, in_take: FrameRange) -> Motion:
    """The motion turned and moved so that the actor is where he is to be when the audience first sees him move."""
    begin = max(motion.start, in_take.start)
    mark = person.mark_at(begin)
    wanted = mark.position if choice.at == "mark" else Point(x=choice.at[0], y=mark.position.y, z=choice.at[1])
    yaw = mark.yaw if choice.facing == "mark" else math.pi - math.radians(choice.facing)
    _, faced = place_at(motion, begin)
    motion = replace(motion, yaw=round(motion.yaw + yaw - faced, 5))
    stood, _ = place_at(motion, begin)
    home = motion.position + (wanted - stood)
    return replace(motion, position=Point(x=round(home.x, 4), y=round(wanted.y, 4), z=round(home.z, 4)))


def _marks(person: Person, motion: Motion, frames: int, rate: Rate) -> tuple[Mark, ...]:
    """The person's marks: as they were before, along the actor's way, and moved on to where it ended after it."""
    every = max(1, rate.frames_in(1) // EVERY)
    own = [mark for mark in person.marks if mark.frame < motion.start]
    last = min(motion.stop, frames) - 1
    way = [_mark(motion, frame) for frame in (*range(motion.start, last, every), last)]
    if last >= frames - 1:
        return (*own, *way)
    before = person.mark_at(last).position
    shift = way[-1].position - before
    later = [mark for mark in person.marks if mark.frame > last]
    after = [replace(mark, position=mark.position + shift) for mark in later]
    return (*own, *way, *after)


def _mark(motion: Motion, frame: int) -> Mark:
    place, yaw = place_at(motion, frame)
    tidy = Point(x=round(place.x, 4), y=round(place.y, 4), z=round(place.z, 4))
    return Mark(frame=frame, position=tidy, yaw=round(yaw, 4), posture=_posture(motion, frame), ease="linear")


def _posture(motion: Motion, frame: int) -> Posture:
    """What the actor's body looks like to a camera that frames it."""
    capture = motion.loaded
    if isinstance(capture, msgspec.UnsetType):
        return "stand"
    actor = actor_at(motion, frame)
    high = (actor.hips[1] - capture.ankle) / capture.leg
    if high < SITTING and abs(actor.chest[1][1]) < LYING and high < KNEELING:
        return "lie"
    return "stand" if high >= SITTING else "sit" if high >= KNEELING else "kneel"
