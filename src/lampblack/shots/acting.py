"""Acting: the people of one shot, with marks, actions, looks, feelings and mouths on the frames of its take."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from lampblack.base.time import Rate
from lampblack.breakdown.model import Line
from lampblack.read.visemes import mouth_cues
from lampblack.shots.listening import reaction
from lampblack.shots.marks import sunward
from lampblack.shots.parts import Doing, Part, Stance
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue
from lampblack.staging.people import Action, Feeling, Gaze, Mark, Mood, Person, Posture, Rest, Verb
from lampblack.staging.place import Place
from lampblack.staging.space import Ease, Point, heading, turned

_TURN = 10
"""Frames of 24 a second to turn round on the spot after a way, or to somebody who begins to speak."""
_HELD: Mapping[Verb, float] = {"look_up": 0.6, "look_down": 0.7}
"""Looks that last until the cut, and how strong: the eyes do the rest."""
_LEFT = 0.8
"""Seconds a look that lasts goes on behind the cut: it is not taken back before it."""
_QUICKEST = math.radians(9.0)
"""The most a body turns from one frame to the next."""


@dataclass(frozen=True, kw_only=True)
class Played:
    """One part of a shot, and the frame of the take on which it begins (before the take, for a line that runs on)."""

    part: Part
    start: int


def people(
    played: Sequence[Played], before: Mapping[str, Stance], figures: Mapping[str, Figure], mood: Mood, place: Place,
    frames: int, rate: Rate,
) -> tuple[Person, ...]:  # fmt: skip
    """Everybody who is on stage in this take, in order of appearance."""
    cast = [id for id, stance in before.items() if stance.on_stage or _comes(id, played)]
    return tuple(
        Person(
            id=id,
            figure=_carrying(figures[id], before[id]),
            marks=_marks(id, played, before[id], rate),
            actions=_listening(_actions(id, played, frames, rate), id, played, frames, rate),
            gazes=_gazes(id, played, cast, before, place),
            feelings=_feelings(id, played, before[id], mood),
            mouth=mouth_of(id, played, frames, rate),
            rest=_rest(id, played, before[id]),
        )
        for id in cast
    )


def start_frame(take_frame: int, part: Part) -> int:
    """The frame of the take on which a part's line (which may have begun before the shot) or deed begins."""
    return take_frame - part.start


def _carrying(figure: Figure, stance: Stance) -> Figure:
    """The figure with what is in its hand by now."""
    return figure if stance.held is None else replace(figure, held=stance.held)


def _rest(id: str, played: Sequence[Played], before: Stance) -> Rest | msgspec.UnsetType:
    """What somebody sits or lies on in the take, be it from its first frame or from its last on."""
    stances = [before, *(doing.after for each in played for doing in each.part.doings if doing.deed.who == id)]
    for stance in stances:
        if stance.rest is not None:
            return stance.rest
    return msgspec.UNSET


def _comes(id: str, played: Sequence[Played]) -> bool:
    return any(doing.deed.who == id for each in played for doing in each.part.doings)


def _marks(id: str, played: Sequence[Played], before: Stance, rate: Rate) -> tuple[Mark, ...]:
    turn = max(4, rate.frames_in(_TURN / 24))
    first = next((doing for each in played for doing in each.part.doings if doing.deed.who == id), None)
    stance = before if before.on_stage or first is None else first.before
    marks = [Mark(frame=0, position=stance.position, yaw=stance.yaw, posture=stance.posture)]
    for each in played:
        wanted = each.part.before.get(id, stance)
        if wanted.on_stage and abs(_short(wanted.yaw - stance.yaw)) > 0.2 and each.start > 0:
            marks += _turned(marks[-1], each.start, wanted.yaw, turn)
            stance = replace(stance, yaw=wanted.yaw)
        for doing in each.part.doings:
            if doing.deed.who == id:
                marks += _done(doing, marks[-1], each.start + doing.start, turn)
                stance = doing.after
    return _rising(marks)


def _turned(last: Mark, frame: int, yaw: float, turn: int) -> list[Mark]:
    begin = max(frame, last.frame)
    return [replace(last, frame=begin), replace(last, frame=begin + turn, yaw=yaw)]


def _done(doing: Doing, last: Mark, frame: int, turn: int) -> list[Mark]:
    begin, end = max(frame, last.frame), max(frame, last.frame) + doing.frames
    after = doing.after
    if doing.way > 0.05:
        return _gone(doing, last, begin, end, turn)
    if after.posture != last.posture:
        settles = doing.deed.verb == "fall"
        change = end if settles else begin
        held = replace(last, frame=begin)
        if abs(after.position.y - last.position.y) > 0.05:  # up onto a bed, or down from one, while the posture changes
            lower = Mark(frame=begin + 1, position=last.position, yaw=last.yaw, posture=after.posture, ease="in_out")
            return [held, lower, replace(lower, frame=max(end, begin + 2), position=after.position, yaw=after.yaw)]
        return [held, Mark(frame=max(change, begin + 1), position=after.position, yaw=after.yaw, posture=after.posture)]
    if abs(_short(after.yaw - last.yaw)) > 0.05:
        return _turned(last, begin, after.yaw, doing.frames if doing.deed.verb == "turn" else min(turn, doing.frames))
    return []


def _gone(doing: Doing, last: Mark, begin: int, end: int, turn: int) -> list[Mark]:
    """A way: gather speed while turning into it, go evenly, slow down, turn to whoever is there."""
    posture: Posture = "run" if doing.deed.move == "run" else "walk"
    a, b = last.position, doing.after.position
    yaw = heading(a, b)
    around = abs(_short(yaw - last.yaw)) / _QUICKEST
    ramp = max(2, min(max(turn, int(around)), (end - begin) // 3))
    even = max(1, end - begin - 2 * ramp)
    share = 0.5 * ramp / (even + ramp)
    along = turned(last.yaw, yaw, min(1.0, ramp / max(around, 1.0))) if begin else yaw
    legs: list[tuple[int, Point, float, Posture, Ease]] = [
        (begin, a, last.yaw if begin else yaw, posture, "in"),
        (begin + ramp, a.towards(b, share), along, posture, "linear"),
        (end - ramp, a.towards(b, 1.0 - share), yaw, posture, "out"),
        (end, b, yaw, "stand", "in_out"),
        (end + turn, b, doing.after.yaw, doing.after.posture, "in_out"),
    ]
    return [
        Mark(frame=frame, position=_tidy(at), yaw=angle, posture=how, ease=ease) for frame, at, angle, how, ease in legs
    ]


def _rising(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks on rising frames: of two on the same frame the later one counts."""
    kept: list[Mark] = []
    for mark in marks:
        while kept and mark.frame <= kept[-1].frame and len(kept) > 1:
            kept.pop()
        if kept and mark.frame <= kept[-1].frame:
            kept.pop()
        kept.append(replace(mark, position=_tidy(mark.position), yaw=round(mark.yaw, 4)))
    first = kept[0]
    return (first if first.frame == 0 else replace(first, frame=0), *kept[1:])


def _actions(id: str, played: Sequence[Played], frames: int, rate: Rate) -> tuple[Action, ...]:
    doings = [(each.start, doing) for each in played for doing in each.part.doings if doing.deed.who == id]
    actions: list[Action] = []
    for start, doing in doings:
        verb = doing.deed.verb
        if verb is None or verb == "turn":
            continue
        held = verb in _HELD and doing is doings[-1][1]
        begins = start + doing.start
        actions.append(
            Action(
                verb=verb,
                start=begins,
                stop=max(begins + doing.frames, frames + rate.frames_in(_LEFT)) if held else begins + doing.frames,
                target=doing.deed.target,
                thing=doing.deed.thing,
                strength=_HELD.get(verb, 1.0),
            )
        )
    return tuple(actions)


def _listening(
    actions: tuple[Action, ...], id: str, played: Sequence[Played], frames: int, rate: Rate
) -> tuple[Action, ...]:
    """The actions, with small answers to what others say wherever nothing else is done and nothing is said."""
    made = list(actions)
    spoken = [
        (each.start + each.part.start, each.start + each.part.stop)
        for each in played
        if each.part.line is not None and each.part.line.character == id
    ]
    for each in played:
        answer = reaction(id, each.part, each.start, rate)
        if answer is None or answer.stop > frames:
            continue
        busy = [(one.start, one.stop) for one in made] + spoken
        if all(answer.stop <= begin or answer.start >= end for begin, end in busy):
            made.append(answer)
    return tuple(sorted(made, key=lambda one: one.start))


def _gazes(
    id: str, played: Sequence[Played], cast: Sequence[str], before: Mapping[str, Stance], place: Place
) -> tuple[Gaze, ...]:
    """Who speaks looks at whom they speak to; the others look at who speaks, or at who does something."""
    gazes: list[Gaze] = []
    if played and played[0].part.kind == "told" and _before_the_sun(before[id].yaw, place):
        gazes.append(Gaze(frame=0, target="sun"))
    for each in played:
        at = max(0, each.start)
        line = each.part.line
        if line is not None and each.part.kind == "speech":
            target = addressee(id, cast, before) if line.character == id else line.character
            gazes.append(Gaze(frame=at, target=target if target in cast else ""))
            continue
        for doing in each.part.doings:
            begin = max(0, each.start + doing.start)
            gazes += _looks(id, doing, begin, cast, place)
    return _calm(gazes)


def _looks(id: str, doing: Doing, frame: int, cast: Sequence[str], place: Place) -> list[Gaze]:
    deed = doing.deed
    if deed.who != id:
        return [Gaze(frame=frame, target=deed.who)] if doing.way > 0.6 or deed.verb in ("fall", "strike") else []
    if deed.verb == "look_up" or deed.target == "sun":
        return [Gaze(frame=frame, target="sun")] if _before_the_sun(doing.after.yaw, place) else [_above(doing, frame)]
    if deed.target in cast and deed.target != id:
        return [Gaze(frame=frame, target=deed.target)]
    return [Gaze(frame=frame)] if doing.way > 0.6 else []


def _before_the_sun(yaw: float, place: Place) -> bool:
    """Whether somebody who faces `yaw` can look at the sun without turning round."""
    sun = sunward(place)
    return sun is not None and abs(_short(sun - yaw)) < 1.2


def _above(doing: Doing, frame: int) -> Gaze:
    stance = doing.after
    ahead = Point(x=math.sin(stance.yaw) * 6.0, y=3.0, z=math.cos(stance.yaw) * 6.0)
    return Gaze(frame=frame, point=_tidy(stance.position + ahead))


def _calm(gazes: Sequence[Gaze]) -> tuple[Gaze, ...]:
    """Without looks that repeat the one before; the first holds from frame 0."""
    kept: list[Gaze] = []
    for gaze in sorted(gazes, key=lambda each: each.frame):
        if kept and kept[-1].frame == gaze.frame:
            kept.pop()
        if not kept or (kept[-1].target, kept[-1].point) != (gaze.target, gaze.point):
            kept.append(gaze)
    return tuple(kept)


def addressee(id: str, cast: Sequence[str], before: Mapping[str, Stance]) -> str:
    """Whom somebody speaks to: the nearest of those on stage."""
    others = [other for other in cast if other != id]
    return min(others, key=lambda other: round(before[other].position.distance(before[id].position), 1), default="")


def _feelings(id: str, played: Sequence[Played], before: Stance, mood: Mood) -> tuple[Feeling, ...]:
    feelings = [Feeling(frame=0, mood=before.mood or mood, strength=0.6 if before.mood else 0.45)]
    for each in played:
        line: Line | None = each.part.line
        if line is not None and line.character == id and line.mood is not None and each.part.kind == "speech":
            feelings.append(Feeling(frame=max(0, each.start), mood=line.mood, strength=0.9))
    return tuple(feelings[1:] if len(feelings) > 1 and feelings[1].frame == 0 else feelings)


def mouth_of(id: str, played: Sequence[Played], frames: int, rate: Rate) -> tuple[MouthCue, ...]:
    """Mouth shapes on the take's own samples; of a line that began before, what is left of it."""
    end = rate.samples_at(frames)
    cues: list[MouthCue] = []
    for each in played:
        part = each.part
        if part.kind != "speech" or part.line is None or part.line.character != id or part.spoken is None:
            continue
        start = rate.samples_at(each.start)
        cues += [cue for cue in mouth_cues(part.spoken, start) if cue.stop > 0 and cue.start < end]
    return tuple(replace(cue, start=max(0, cue.start)) for cue in cues)


def _short(angle: float) -> float:
    return (angle + math.pi) % (2 * math.pi) - math.pi


def _tidy(point: Point) -> Point:
    return Point(x=round(point.x, 4), y=round(point.y, 4), z=round(point.z, 4))
