"""What is heard because it happens on the stage: steps when feet are put down, blows when they land, cups, cloth; and
what the words of an action name, at the moment they name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from lampblack.base.time import FrameRange
from lampblack.shots.acting import Played
from lampblack.shots.deed_sounds import sounded
from lampblack.shots.hearing import ground_under, heard_from, sample_at, shoe_of, weight_of
from lampblack.shots.model import SoundInShot
from lampblack.shots.motions import steps_of
from lampblack.shots.named_sounds import named
from lampblack.shots.rolling import thunder
from lampblack.staging.footfalls import BEASTS, footfalls
from lampblack.staging.people import Person
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

WALKED = 0.75
"""How loud a walking step is beside a running one."""
_GROUNDED = ("footstep", "gallop")
_SUPPORTS = ("staff", "cane")


def heard(
    staging: Staging, played: Sequence[Played], in_take: FrameRange, ground: str, aspect: float
) -> tuple[SoundInShot, ...]:
    """Every sound of a take that lies in what the cut uses, in order."""
    under = ground_under(ground, staging.place)
    sounds = thunder(staging, in_take)
    # thunder that is told of is that of the lightning that is seen
    struck = {"thunder", "thunder_far"} if sounds else set[str]()
    for person in staging.people:
        sounds += _steps(person, staging, under, aspect)
    for each in played:
        made = list(sounded(each, staging, aspect))
        sounds += [_on(under, sound) for sound in made]
        spoken = named(each, staging, in_take, aspect, {sound.what for sound in made} | struck)
        sounds += [_on(under, sound) for sound in spoken]
    first, last = staging.rate.samples_at(in_take.start), staging.rate.samples_at(in_take.stop)
    inside = [sound for sound in sounds if first <= sound.start < last]
    return tuple(sorted(inside, key=lambda sound: (sound.start, sound.what, sound.pan)))


def _on(ground: str, sound: SoundInShot) -> SoundInShot:
    """The sound with what is under it, where that is heard in it: thunder is the same on grass and on stone."""
    return replace(sound, ground=ground) if sound.what in _GROUNDED else sound


def _steps(person: Person, staging: Staging, ground: str, aspect: float) -> Iterator[SoundInShot]:
    """A step for each foot that is put down; with a staff or a cane, its knock with every second one."""
    for count, (frame, where, running, force) in enumerate(_falls(person)):
        if not 0.0 <= frame < staging.frames:
            continue
        at = heard_from(staging, int(frame), where, aspect, force * (1.0 if running else WALKED))
        kind = person.figure.kind
        what = "footstep" if kind == "human" else "hoof" if BEASTS[kind].hoofed else "paw"
        step = SoundInShot(
            what=what, start=sample_at(staging.rate, frame), ground=ground, strength=at.strength, pan=at.pan,
            distance=at.distance, occlusion=at.occlusion, weight=weight_of(person.figure),
            pace="run" if running else "walk", shoe=shoe_of(person.figure) if kind == "human" else "",
        )  # fmt: skip
        yield step
        if person.figure.held in _SUPPORTS and count % 2 == 1 and what == "footstep":
            yield replace(step, what="staff", weight=1.0, pace="walk", shoe="")


def _falls(person: Person) -> list[tuple[float, Point, bool, float]]:
    """When, where, how fast and how hard somebody's feet come down: by marks, or as the actor's they follow."""
    followed = [(float(frame), where, False, 1.0) for frame, where in steps_of(person)]
    motion = person.motion
    start, stop = (0, 0) if isinstance(motion, msgspec.UnsetType) else (motion.start, motion.stop)
    own = [
        (fall.frame, fall.position, fall.running, fall.force)
        for fall in footfalls(person)
        if not start <= fall.frame < stop
    ]
    return sorted([*own, *followed], key=lambda fall: fall[0])
