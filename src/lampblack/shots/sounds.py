"""What is heard because it happens on the stage: steps when feet are put down, staffs, falls, water."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from lampblack.base.time import SAMPLE_RATE, FrameRange, Rate
from lampblack.shots.acting import Played
from lampblack.shots.model import SoundInShot
from lampblack.shots.motions import steps_of
from lampblack.shots.parts import Doing
from lampblack.shots.solving import seen
from lampblack.staging.lightning import FURTHEST, NEAREST, strikes
from lampblack.staging.people import Person
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

STEP, RUN_STEP = 0.40, 0.62
"""Metres between two footfalls, as shares of the height: as the theatre's legs go."""
_SILENT_BEFORE = 0.2
_AFTER = {"drink": 0.35, "fall": 0.75, "strike": 0.5, "raise": 0.6, "bow": 0.2, "turn": 0.1}
"""How far into a deed it is heard, as a share of its length."""
_HEARD = {"drink": "drink", "fall": "fall", "bow": "cloth", "turn": "cloth", "raise": "cloth", "strike": "cloth"}


def heard(
    staging: Staging, played: Sequence[Played], in_take: FrameRange, ground: str, aspect: float
) -> tuple[SoundInShot, ...]:
    """Every sound of a take that lies in what the cut uses, in order."""
    sounds = _thunder(staging, in_take)
    struck = {"thunder"} if sounds else set[str]()
    for person in staging.people:
        sounds += _steps(person, staging, ground, aspect)
        sounds += _captured_steps(person, staging, ground, aspect)
    for each in played:
        sounds += _deeds(each, staging, ground, aspect)
        at = staging.rate.samples_at(max(in_take.start, each.start + staging.rate.frames_in(0.3)))
        # thunder that is told of is that of the lightning that is seen
        made = {_heard(doing) for doing in each.part.doings} | struck
        sounds += [SoundInShot(what=what, start=at, ground=ground) for what in each.part.sounds if what not in made]
    first, last = staging.rate.samples_at(in_take.start), staging.rate.samples_at(in_take.stop)
    inside = [sound for sound in sounds if first <= sound.start < last]
    return tuple(sorted(inside, key=lambda sound: (sound.start, sound.what, sound.pan)))


def _thunder(staging: Staging, in_take: FrameRange) -> list[SoundInShot]:
    """The thunder of each flash that the cut shows, as long after it as it is far off; at the latest as the shot ends,
    from where it rolls on."""
    rate, found = staging.rate, list[SoundInShot]()
    for each in strikes(staging):
        if not in_take.start <= rate.frames_in(each.seconds) < in_take.stop:
            continue
        start = min(round(each.heard * SAMPLE_RATE), rate.samples_at(in_take.stop) - 1)
        strength, dull = min(1.0, 1.3 * NEAREST / each.metres), each.metres / FURTHEST
        turn = each.azimuth - staging.camera.at(0).yaw
        found.append(
            SoundInShot(
                what="thunder",
                start=start,
                strength=round(strength, 2),
                pan=round(math.sin(turn), 2),
                occlusion=round(0.5 * dull + (0.3 if staging.place.inside else 0.0), 2),
            )
        )
    return found


def _steps(person: Person, staging: Staging, ground: str, aspect: float) -> list[SoundInShot]:
    """A step each time another step's length is covered; with a staff or a cane, its knock on every second one."""
    sounds: list[SoundInShot] = []
    rate, before, count = staging.rate, 0.0, 0
    for frame in range(1, staging.frames):
        covered = person.distance_walked(frame)
        if not isinstance(person.motion, msgspec.UnsetType) and person.motion.start <= frame < person.motion.stop:
            before, count = covered, int(covered / (person.figure.height * STEP))
            continue
        running = person.mark_at(frame - 1).posture == "run"
        step = person.figure.height * (RUN_STEP if running else STEP)
        while covered > before and covered >= (count + 1) * step - 1e-6:
            count += 1
            share = (count * step - before) / (covered - before)
            start = _at(rate, frame - 1 + min(1.0, max(0.0, share)))
            where = person.mark_at(frame).position
            strength = _near(staging, frame, where, aspect) * (1.0 if running else 0.75)
            pan = _pan(staging, frame, where, aspect)
            sounds.append(
                SoundInShot(what="footstep", start=start, ground=ground, strength=round(strength, 2), pan=pan)
            )
            if person.figure.held in ("staff", "cane") and count % 2 == 0:
                sounds.append(
                    SoundInShot(what="staff", start=start, ground=ground, strength=round(strength, 2), pan=pan)
                )
        before = covered
        count = int(covered / step + 1e-6) if covered < count * step else count
    return sounds


def _captured_steps(person: Person, staging: Staging, ground: str, aspect: float) -> list[SoundInShot]:
    """A step each time a foot of the actor comes down."""
    sounds: list[SoundInShot] = []
    for frame, where in steps_of(person):
        strength, pan = _near(staging, frame, where, aspect) * 0.75, _pan(staging, frame, where, aspect)
        start = _at(staging.rate, frame)
        sounds.append(SoundInShot(what="footstep", start=start, ground=ground, strength=round(strength, 2), pan=pan))
    return sounds


def _deeds(each: Played, staging: Staging, ground: str, aspect: float) -> list[SoundInShot]:
    sounds: list[SoundInShot] = []
    for doing in each.part.doings:
        verb = doing.deed.verb or ""
        what = _heard(doing)
        if not what:
            continue
        frame = each.start + doing.start + doing.frames * _AFTER.get(verb, _SILENT_BEFORE)
        pan = _pan(staging, int(frame), doing.after.position, aspect)
        strength = round(_near(staging, int(frame), doing.after.position, aspect), 2)
        sounds.append(SoundInShot(what=what, start=_at(staging.rate, frame), ground=ground, strength=strength, pan=pan))
    return sounds


def _heard(doing: Doing) -> str:
    return _HEARD.get(doing.deed.verb or "", "cloth" if doing.deed.move in ("sit", "kneel", "stand", "lie") else "")


def _at(rate: Rate, frame: float) -> int:
    """The sample of a moment between two frames."""
    whole = int(frame)
    a, b = rate.samples_at(whole), rate.samples_at(whole + 1)
    return a + int((frame - whole) * (b - a))


def _pan(staging: Staging, frame: int, where: Point, aspect: float) -> float:
    """From the frame: its edges are heard at two thirds, so that nothing hangs in one ear."""
    at = seen(staging.camera.at(frame), where + Point(y=1.0), aspect)
    return round(min(max((at.u - 0.5) * 1.3, -0.8), 0.8), 2) if at.depth > 0.1 else 0.0


def _near(staging: Staging, frame: int, where: Point, aspect: float) -> float:
    """Loudness by distance: what is far in the picture is far in the ear."""
    depth = max(1.0, seen(staging.camera.at(frame), where + Point(y=1.0), aspect).depth)
    return min(1.0, max(0.25, 3.2 / (depth + 1.2)))
