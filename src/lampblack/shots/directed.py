"""What a person wrote into `choices.toml` for people to do, on the frames of a take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.breakdown.model import Deed
from lampblack.shots.model import DoChoice
from lampblack.shots.pace import move_frames, verb_frames
from lampblack.staging.people import Action, Gaze, Mark, Person, Posture
from lampblack.staging.place import Place

_POSTURES: dict[str, Posture] = {"sit": "sit", "stand": "stand", "kneel": "kneel", "lie": "lie"}
_LIGHTS = ("sun", "camera")


def directed(
    company: Sequence[Person], wanted: Sequence[DoChoice], head: int, frames: int, rate: Rate, place: Place, id: str
) -> tuple[Person, ...]:
    """The company doing what was asked, from frame `head` (the shot's first) of a take of `frames`.

    What the script's words gave somebody at the same time gives way. Raises `UserError` for those who are not there."""
    made = {person.id: person for person in company}
    for one in wanted:
        if one.who not in made:
            raise UserError(f"shot {id}: {one.who!r} cannot {one.verb}: not on stage there", possible=tuple(made))
        targets = (*made, *(piece.id for piece in place.pieces), *_LIGHTS)
        if one.to and one.to not in targets:
            raise UserError(f"shot {id}: nothing there is called {one.to!r}", possible=targets)
        start = head + rate.frames_in(one.at)
        if start >= frames:
            raise UserError(f"shot {id}: {one.at:g} s is after its end ({float(rate.seconds(frames - head)):.2f} s)")
        made[one.who] = _playing(made[one.who], one, start, frames, rate)
    return tuple(made.values())


def _playing(person: Person, one: DoChoice, start: int, frames: int, rate: Rate) -> Person:
    if one.verb == "look":
        return _looking(person, one, start, rate)
    if one.verb in _POSTURES:
        stop = frames if one.seconds is None else start + rate.frames_in(one.seconds)
        return _resting(person, _POSTURES[one.verb], start, stop, frames, rate)
    verb = one.verb
    assert verb not in ("sit", "stand", "kneel", "lie")
    stop = start + (verb_frames(verb, rate) if one.seconds is None else rate.frames_in(one.seconds))
    mine = Action(verb=verb, start=start, stop=stop, target=one.to, thing=one.thing)
    others = [each for each in person.actions if each.stop <= start or each.start >= stop]
    return replace(person, actions=tuple(sorted((*others, mine), key=lambda each: each.start)))


def _looking(person: Person, one: DoChoice, start: int, rate: Rate) -> Person:
    before = [gaze for gaze in person.gazes if gaze.frame < start]
    if one.seconds is None:
        return replace(person, gazes=(*before, Gaze(frame=start, target=one.to)))
    stop = start + rate.frames_in(one.seconds)
    during = [gaze for gaze in person.gazes if gaze.frame <= stop]
    back = replace(during[-1], frame=stop) if during else Gaze(frame=stop)
    after = [gaze for gaze in person.gazes if gaze.frame > stop]
    return replace(person, gazes=(*before, Gaze(frame=start, target=one.to), back, *after))


def _resting(person: Person, posture: Posture, start: int, stop: int, frames: int, rate: Rate) -> Person:
    """Marks that stay where the person is at `start`, down into the posture, and up again at `stop` if the take goes
    on."""
    here = person.mark_at(start)
    stands = replace(here, frame=start, posture="stand" if here.posture in ("walk", "run") else here.posture)
    before = [mark for mark in person.marks if mark.frame < start]
    down = replace(stands, frame=start + 1, posture=posture)
    takes = move_frames(Deed(who=person.id, move="stand"), 0.0, person.figure.height, rate)
    later = [mark for mark in person.marks if mark.frame > stop + takes]
    up: list[Mark] = [replace(down, frame=stop), replace(stands, frame=stop + 1)] if start + 1 < stop < frames else []
    return replace(person, marks=(*before, stands, down, *up, *later))
