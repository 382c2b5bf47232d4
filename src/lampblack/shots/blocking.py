"""Blocking: the scene's beats walked through once, so that everybody's place carries over from shot to shot.

Nothing here knows the time: where somebody stands depends on what was done before, not on when."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lampblack.base.time import Rate
from lampblack.breakdown.model import Beat, Deed, Scene
from lampblack.engines.requests import Spoken
from lampblack.shots.marks import WINGS, beside, facing, homes, onward, opened, piece_at, sunward, wing
from lampblack.shots.pace import ANSWERS, REACH, action_frames, move_frames, sentences, verb_frames
from lampblack.shots.parts import Doing, Part, Stance, Stances
from lampblack.shots.rests import beside_bed, beside_wheels, in_bed, in_front, is_pushed, rest_in, rests_from_the_start
from lampblack.shots.slices import deeds_key
from lampblack.staging.people import Posture
from lampblack.staging.place import Place
from lampblack.staging.space import Point, heading

STRIDE_AWAY = 2.7
"""Metres somebody of ordinary height walks when nobody says where to."""
LEAVES = 3.4
"""Metres after which somebody of ordinary height is out of a full shot."""

OUT = 8.0
"""Metres from the middle beyond which nobody goes: the painted ground ends somewhere."""

_FOLLOWS = re.compile(r"跟|follow|after", re.I)
"""Who comes so comes from where the one before came from."""
KEPT = ("staff", "umbrella", "sword")
"""What nobody gives away unless the line names it."""

_RESTS: dict[str, Posture] = {"sit": "sit", "kneel": "kneel", "lie": "lie", "stand": "stand"}


@dataclass(frozen=True, kw_only=True)
class Company:
    """Who plays, how tall they are, where their marks are, and where it is."""

    heights: Mapping[str, float]
    homes: Mapping[str, Point]
    place: Place
    rate: Rate
    held: Mapping[str, str]
    """What everybody comes with in their hand."""


def blocked(
    scene: Scene, heights: Mapping[str, float], spoken: Sequence[Spoken], place: Place, rate: Rate,
    held: Mapping[str, str] | None = None,
) -> list[Part]:  # fmt: skip
    """The scene's parts in order. `heights` has those on stage, in order of first appearance; `spoken` one recording
    for each line; `held` what they come with in their hand."""
    company = Company(heights=heights, homes=homes(heights), place=place, rate=rate, held=held or {})
    stances = _opening(scene, company)
    recorded = iter(spoken)
    parts: list[Part] = []
    for beat in scene.beats:
        part = _part(beat, stances, company, next(recorded) if beat.line is not None else None)
        parts.append(part)
        stances = part.after
    return parts


def _opening(scene: Scene, company: Company) -> Stances:
    """Everybody on their mark, but those who are first heard of coming in, and those who first walk up to theirs."""
    stances: dict[str, Stance] = {}
    ways: dict[str, float] = {}
    came = 0.0
    for id, home in company.homes.items():
        first = _first_deed(id, scene)
        stance = Stance(position=home, yaw=0.0)
        if first is not None and first.move == "enter":
            side = came if came and _FOLLOWS.match(first.words) else 1.0 if home.x > 0 else -1.0
            came = side
            stance = replace(stance, position=wing(home, side), on_stage=False, held=first.thing or None)
        elif first is not None and first.move in ("walk", "run") and not _known(first.target, company):
            side = _from(first, home, ways)
            stance = replace(stance, position=home + Point(x=side * _stride(id, company, first.move)))
        stances[id] = stance
    return _rested(scene, {id: replace(stance, yaw=facing(id, stances)) for id, stance in stances.items()}, company)


def _from(deed: Deed, home: Point, ways: dict[str, float]) -> float:
    """The side somebody walks up from; who goes the same way in the same words comes from the same side."""
    side = 1.0 if home.x > 0 else -1.0
    return ways.setdefault(deed.words, side)


def _rested(scene: Scene, stances: Stances, company: Company) -> Stances:
    """Who is told to sit or lie when the scene opens does so already; who is with somebody in a bed stands by it."""
    opened = dict(stances)
    for id, stance in stances.items():
        begun = rests_from_the_start(id, scene)
        if begun is None or not stance.on_stage:
            continue
        deed, action = begun
        opened[id] = own = _begun(stance, deed, action, company)
        others = [other for other, each in opened.items() if other != id and each.on_stage and each.posture == "stand"]
        for number, other in enumerate(others):
            if own.rest == "bed":
                opened[other] = beside_bed(own, number)
            elif own.rest == "wheelchair" and is_pushed(action):
                opened[other] = beside_wheels(own, number)
    return opened


def _begun(stance: Stance, deed: Deed, action: str, company: Company) -> Stance:
    """Somebody who sits or lies from the scene's first frame on."""
    rest = rest_in(deed, action, company.place)
    if rest == "bed":
        return in_bed(stance)
    if rest == "wheelchair" and is_pushed(action):
        return in_front(stance)
    return replace(stance, posture=_RESTS[deed.move], rest=rest)


def _known(target: str, company: Company) -> bool:
    """Whether a way's goal is somewhere on this stage: a person, a thing of the place, the sun."""
    to_sun = target == "sun" and sunward(company.place) is not None
    return to_sun or target in company.homes or piece_at(target, company.place) is not None


def _first_deed(id: str, scene: Scene) -> Deed | None:
    """What somebody is first seen doing, None if they are heard first."""
    for beat in scene.beats:
        if beat.line is not None and beat.line.character == id and beat.line.through != "voice_over":
            return None
        for deed in beat.deeds:
            if deed.who == id:
                return deed
    return None


def _part(beat: Beat, before: Stances, company: Company, spoken: Spoken | None) -> Part:
    rate = company.rate
    if beat.line is not None and spoken is not None:
        before = _in_talk(beat.line.character, before)
    doings, after = _doings(beat.deeds, before, company, beat.action)
    shown = max((doing.start + doing.frames for doing in doings), default=0)
    if beat.line is None or spoken is None:
        length = shown or action_frames(beat.action, rate)
        # what is heard names no shot: a sound that is understood one day renames nothing that was decided before
        key = deeds_key(doings) or f"still:{sentences(beat.action)}"
        return Part(
            key=key, kind="action", stop=length, before=before, after=after, doings=doings, sounds=beat.sounds,
            words=beat.action,
        )  # fmt: skip
    line = beat.line
    seen = line.character in before and before[line.character].on_stage and line.through == ""
    if line.mood is not None and line.character in after:
        after = {**after, line.character: replace(after[line.character], mood=line.mood)}
    return Part(
        key=line.id, kind="speech" if seen else "told", stop=max(1, rate.frames_for(spoken.samples)), before=before,
        after=after, line=line, spoken=spoken, doings=doings, sounds=beat.sounds, words=line.text,
    )  # fmt: skip


def _in_talk(speaker: str, stances: Stances) -> Stances:
    """People in talk face each other again, whatever they looked at before."""
    if speaker not in stances or not stances[speaker].on_stage:
        return stances
    turned = dict(stances)
    for id, stance in stances.items():
        if stance.on_stage and stance.posture == "stand":
            toward = speaker if id != speaker else ""
            turned[id] = replace(stance, yaw=facing(id, stances, toward))
    return turned


def _doings(deeds: Sequence[Deed], before: Stances, company: Company, action: str) -> tuple[tuple[Doing, ...], Stances]:
    """Deeds one after another for each person; others begin a little after the one before them."""
    stances = dict(before)
    free: dict[str, int] = {}
    begun, doings = 0, list[Doing]()
    together = _together(deeds, before, company)
    for deed in deeds:
        if deed.who not in stances:
            continue
        was = stances[deed.who]
        if deed.move in _RESTS and _RESTS[deed.move] == was.posture:
            continue  # who stands already only goes on standing
        if was.rest == "bed" and deed.move == "sit":
            continue  # in a bed one lies propped up
        if not was.on_stage:
            home = company.homes[deed.who]
            begins = was.position if deed.move == "enter" and abs(was.position.x) >= WINGS else wing(home)
            was = replace(was, on_stage=True, position=begins, yaw=heading(begins, home))
        if deed.move and deed.thing:
            was = replace(was, held=deed.thing)
        start = free.get(deed.who, begun)
        step = _step_up(deed, was, stances, company)
        if step is not None:
            doings.append(replace(step, start=start))
            was = step.after
            start += step.frames
        after, frames = _done(deed, was, {**stances, **together, deed.who: was}, company, action)
        doings.append(Doing(deed=deed, start=start, frames=frames, before=was, after=after))
        free[deed.who] = start + frames + company.rate.frames_in(0.15)
        begun = start + company.rate.frames_in(0.4)
        stances[deed.who] = after
        answer = _answer(deed, stances, deeds)
        if answer is not None:
            there = stances[answer.who]
            doings.append(Doing(deed=answer, start=start, frames=frames, before=there, after=there, implied=True))
            free[answer.who] = start + frames
        _hand_over(deed, stances, company)
    return tuple(doings), stances


def _together(deeds: Sequence[Deed], before: Stances, company: Company) -> Stances:
    """Those who go one way in the same words, where they will be: who arrives first does not look back."""
    ways = [deed for deed in deeds if deed.move in ("walk", "run") and not _known(deed.target, company)]
    several = {deed.who for deed in ways if sum(other.words == deed.words for other in ways) > 1}
    return {id: replace(before[id], position=company.homes[id]) for id in several if id in before}


def _step_up(deed: Deed, was: Stance, stances: Stances, company: Company) -> Doing | None:
    """The way to somebody who stands too far off for what is done to them."""
    if deed.verb not in REACH or deed.target not in stances or deed.target == deed.who:
        return None
    other = stances[deed.target]
    tall = (company.heights[deed.who] + company.heights[deed.target]) / 2
    near, gap = (share * tall for share in REACH[deed.verb])
    far = was.position.distance(other.position)
    if not other.on_stage or far <= near or was.posture not in ("stand", "walk", "run"):
        return None
    way = Deed(who=deed.who, move="walk", target=deed.target)
    after = replace(was, position=other.position.towards(was.position, gap / far))
    after = replace(after, yaw=_arriving(way, was, after, stances))
    frames = move_frames(way, was.position.distance(after.position), company.heights[deed.who], company.rate)
    return Doing(deed=way, start=0, frames=frames, before=was, after=after, implied=True)


def _answer(deed: Deed, stances: Stances, deeds: Sequence[Deed]) -> Deed | None:
    """What the other one does meanwhile, unless the line says it itself."""
    verb = ANSWERS.get(deed.verb) if deed.verb is not None else None
    if verb is None or deed.target not in stances or deed.target == deed.who or not stances[deed.target].on_stage:
        return None
    if any(other.who == deed.target and other.verb == verb for other in deeds):
        return None
    return Deed(who=deed.target, verb=verb, target=deed.who)


def _hand_over(deed: Deed, stances: dict[str, Stance], company: Company) -> None:
    """What is in whose hand after a deed."""
    if deed.verb not in ("give", "take"):
        return
    giver, taker = (deed.who, deed.target) if deed.verb == "give" else (deed.target, deed.who)

    def in_hand(id: str) -> str:
        held = stances[id].held
        return company.held.get(id, "") if held is None else held

    thing = deed.thing or (in_hand(giver) if giver in stances else "")
    if not thing or (thing in KEPT and not deed.thing):
        return
    if giver in stances and in_hand(giver) == thing:
        stances[giver] = replace(stances[giver], held="")
    if taker in stances:
        stances[taker] = replace(stances[taker], held=thing)


def _done(deed: Deed, was: Stance, stances: Stances, company: Company, action: str) -> tuple[Stance, int]:
    """The stance after a deed, and how many frames it takes."""
    rate, height = company.rate, company.heights[deed.who]
    if deed.move in ("enter", "exit", "walk", "run"):
        goal, gone = _goal(deed, was, stances, company)
        after = replace(was, position=goal, posture="stand", on_stage=not gone, rest=None)
        after = replace(after, yaw=_arriving(deed, was, after, stances))
        return after, move_frames(deed, was.position.distance(goal), height, rate)
    if deed.move in _RESTS:
        return _at_rest(deed, was, company, action), move_frames(deed, 0.0, height, rate)
    verb = deed.verb
    if verb == "fall":
        return replace(was, posture="lie", rest=None), verb_frames(verb, rate)
    if verb == "turn":
        return replace(was, yaw=_turned(deed, was, stances, company)), verb_frames(verb, rate)
    if verb == "look_up":
        # Half away from the audience, so that the face is a profile against the sky and never the back of a head.
        return replace(was, yaw=math.copysign(math.pi / 2 + 0.1, math.sin(was.yaw))), verb_frames(verb, rate)
    return was, verb_frames(verb, rate)


def _at_rest(deed: Deed, was: Stance, company: Company, action: str) -> Stance:
    """The stance after sitting or lying down, kneeling or getting up."""
    rest = rest_in(deed, action, company.place)
    if rest == "bed":
        return in_bed(was)
    floor = Point(x=was.position.x, z=was.position.z)
    return replace(was, posture=_RESTS[deed.move], rest=rest, position=was.position if was.rest != "bed" else floor)


def _goal(deed: Deed, was: Stance, stances: Stances, company: Company) -> tuple[Point, bool]:
    """Where a way leads, and whether out of sight."""
    here, home = was.position, company.homes[deed.who]
    sun = sunward(company.place)
    stride = _stride(deed.who, company, deed.move)
    if deed.move == "enter":
        return home, False
    if deed.target == "sun" and sun is not None:
        return onward(here, stride * (1.5 if deed.move == "exit" else 1.1), sun), deed.move == "exit"
    if deed.move == "exit":
        side = 1.0 if here.x > _middle(deed.who, stances) else -1.0
        away = here.x + side * LEAVES * company.heights[deed.who] / 1.72
        return Point(x=min(max(away, -OUT), OUT), z=here.z + 0.3), True
    if deed.target in stances and deed.target != deed.who:
        other = stances[deed.target].position
        gap = 0.55 * (company.heights[deed.who] + company.heights[deed.target]) / 2
        return beside(other, here, gap), False
    thing = piece_at(deed.target, company.place)
    if thing is not None:
        return beside(thing, here, 0.8), False
    if here.distance(home) > 1.0:
        return home, False
    if not _others(deed.who, stances):  # alone on the road: a new stretch of it, in the same direction
        way = stride if math.sin(was.yaw) >= 0 else -stride
        return Point(x=min(max(here.x + way, -4.5), 4.5), z=here.z), False
    outward = 1.0 if here.x >= _middle(deed.who, stances) else -1.0
    return Point(x=min(max(here.x + outward * stride * 0.6, -4.5), 4.5), z=here.z + 0.5), False


def _others(id: str, stances: Stances) -> list[Stance]:
    return [other for key, other in stances.items() if key != id and other.on_stage]


def _middle(id: str, stances: Stances) -> float:
    """Where the others are, from left to right; the middle of the stage where there are none."""
    others = _others(id, stances)
    return sum(other.position.x for other in others) / len(others) if others else 0.0


def _arriving(deed: Deed, was: Stance, after: Stance, stances: Stances) -> float:
    if not after.on_stage or deed.target == "sun" or was.position.distance(after.position) < 0.05:
        return heading(was.position, after.position) if was.position != after.position else was.yaw
    others = {id: each for id, each in stances.items() if id != deed.who and each.on_stage}
    if not others:
        return opened(heading(was.position, after.position))
    return facing(deed.who, {**others, deed.who: after}, deed.target)


def _turned(deed: Deed, was: Stance, stances: Stances, company: Company) -> float:
    sun = sunward(company.place)
    if deed.target == "sun" and sun is not None:
        return sun
    if deed.target in stances and deed.target != deed.who:
        return opened(heading(was.position, stances[deed.target].position))
    return -was.yaw


def _stride(id: str, company: Company, move: str) -> float:
    return STRIDE_AWAY * company.heights[id] / 1.72 * (1.5 if move == "run" else 1.0)
