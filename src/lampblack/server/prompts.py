"""A stranger's prompt as a staged shot: what a screenwriter, an assistant and an operator of the house make of it.

The words become a script of one scene: its place, hour and weather are read out of them, its people are cast and do
what is said, and its shot is composed as any film's is. Nothing is invented beside the house's own rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import cast

from lampblack.base.context import Blob, Context
from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.base.time import Rate
from lampblack.breakdown.appearance import world_of
from lampblack.breakdown.drafting import draft_place
from lampblack.breakdown.headings import said_by
from lampblack.breakdown.hours import hour_of
from lampblack.breakdown.model import Bible, Breakdown
from lampblack.breakdown.steps import break_down
from lampblack.engines.requests import Size
from lampblack.script.fountain import read_fountain
from lampblack.server.wrong import Wrong
from lampblack.shots.model import Move, ScenePlan, Shot, ShotChoice, ShotSize
from lampblack.shots.steps import compose
from lampblack.staging.stage import Staging

RATE = Rate(numerator=24)
_PLACE = "here"
_OF_SOMEBODY: ShotSize = "full"
"""How a prompt's people are seen where nothing is said of it: whole, with the place behind them."""
_SIZES: tuple[tuple[ShotSize, str], ...] = (
    ("extreme_close", r"extreme close[\s-]?ups?|大特写"),
    ("medium_close", r"medium close[\s-]?ups?|近景|胸像"),
    ("close", r"close[\s-]?ups?|特写"),
    ("extreme_wide", r"extreme (?:wide|long)[\s-]?shots?|大远景"),
    ("wide", r"(?:wide|long|establishing|aerial|drone)[\s-]?(?:angle )?shots?|远景|全景"),
    ("full", r"full[\s-](?:body |length )?shots?|全身"),
    ("medium", r"(?:medium|mid|waist)[\s-]?shots?|中景|半身"),
)
_MOVES: tuple[tuple[Move, str], ...] = (
    (
        "push_in",
        r"(?:(?:slow|slowly) )?(?:push(?:es|ing)?|doll(?:y|ies|ying))[\s-]in|推镜头?|镜头(?:缓缓|慢慢)?推(?:近|进)",
    ),
    ("pull_out", r"(?:pull(?:s|ing)?|doll(?:y|ies|ying))[\s-](?:out|back)|拉镜头?|镜头(?:缓缓|慢慢)?拉(?:远|开)"),
    ("zoom_in", r"zoom(?:s|ing)?[\s-]in|变焦推"),
    ("zoom_out", r"zoom(?:s|ing)?[\s-]out|变焦拉"),
    ("orbit", r"orbit(?:s|ing)?(?: shot| around)?|环绕镜头|镜头环绕"),
    ("crane", r"crane (?:shot|up|down)|升降镜头|摇臂"),
    ("pan", r"pan(?:s|ning)? (?:shot|left|right|across)|摇镜头?|横摇"),
    ("tilt", r"tilt(?:s|ing)? (?:up|down)|俯仰"),
    ("truck", r"tracking shot|truck(?:s|ing)? (?:left|right|shot)|移镜头?|横移"),
    ("follow", r"follow(?:ing)? shot|跟拍|跟镜头?"),
    ("handheld", r"hand[\s-]?held(?: camera| shot)?|手持(?:镜头|摄影|拍摄)?"),
    ("static", r"(?:static|locked[\s-]off)(?: camera| shot)?|固定镜头|静止镜头"),
)
_OF = r"\s*(?:of|on|，|,|:|：|。|的)?\s*"
_DOING = re.compile(r"^((?:an?|the|one)\s(?:[\w'-]+\s){1,3}?)([a-z]+ing)\b", re.IGNORECASE)
_BARE = re.compile(r"^([a-z][\w'-]*(?:\s[\w'-]+){0,2}?)\s(?=(?:is\s)?[a-z]+(?:ing|s)\b)", re.IGNORECASE)
_WEARING = re.compile(
    r"^((?:an?|the)\s(?:[\w'-]+\s){0,3}?[\w'-]+)\s((?:in|with|wearing)\s(?:an?|his|her|the)?\s?[\w\s'-]{3,30}?)"
    r"\s(?!dress|robes|clothes|jeans|boots|glasses|trousers|pants|overalls|shorts)(?=[a-z]+s\b)",
    re.IGNORECASE,
)
"""Somebody, what they wear, and what they do."""
_EAST = re.compile(r"[\u3400-\u9fff]")
_FIRST = re.compile(r"^((?:[^，。,]{0,6}(?:时分?|[里晚夜昏晨午前后])[，,])?)(?!一)")


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A prompt as it is filmed: `notes` say what was understood, in the words of a job's answer."""

    staging: Staging
    notes: str


def staged(prompt: str, seconds: Fraction, size: Size, rate: Rate = RATE) -> Staged:
    """One shot of exactly `seconds`; the same words give the same shot."""
    frames = rate.frames_in(seconds)
    try:
        shot, breakdown = _composed(prompt, float(seconds), size, rate)
    except LampblackError as error:
        raise Wrong(400, "cannot_be_staged", f"this prompt cannot be staged: {error}", param="prompt") from error
    staging = replace(shot.staging, frames=frames, place=replace(shot.staging.place, words=""))
    return Staged(staging=staging, notes=_notes(shot, breakdown))


def _composed(prompt: str, seconds: float, size: Size, rate: Rate) -> tuple[Shot, Breakdown]:
    words, choice = _camera(" ".join(prompt.split()))
    breakdown = _broken_down(words)
    scene = breakdown.scenes[0]

    def plan(choices: dict[str, ShotChoice]) -> ScenePlan:
        return compose(
            _Nobody(), scene=scene, bible=breakdown.bible, spoken=(), choices=choices, rate=rate,
            aspect=f"{size.width}:{size.height}",
        )  # fmt: skip

    shots = plan({}).shots
    told = next((shot for shot in shots if shot.subject), shots[0])
    # a film opens wide, to show where one is; where all there is is one shot, it is of those in it
    choice = replace(choice, size=(choice.size or _OF_SOMEBODY) if told.subject else None)
    wished = plan({told.id: replace(choice, seconds=seconds)})
    return next(shot for shot in wished.shots if shot.id == told.id), breakdown


def _broken_down(words: str) -> Breakdown:
    """The first way to say it in which somebody comes on stage; else as it was said."""
    first: Breakdown | None = None
    for said in dict.fromkeys(_ways(words)):
        found = _scene(said, words)
        if found.scenes[0].cast:
            return found
        first = first or found
    assert first is not None
    return first


def _scene(said: str, words: str) -> Breakdown:
    where = said_by(words).where
    drafted = draft_place(words, where, set(), world_of(words))
    place = replace(drafted, id=_PLACE, name=_PLACE.upper())
    side = "INT" if where == "int" else "EXT"
    # `!` makes it an action, whatever it looks like
    script = f"{side}. {_PLACE.upper()} - {(hour_of(words) or 'noon').upper()}\n\n!{said}\n"
    found = break_down(_Nobody(), screenplay=read_fountain(script, "prompt"), bible=Bible(places=(place,)))
    return cast(Breakdown, found["value"])


def _ways(words: str) -> Iterator[str]:
    """The prompt as action lines are written: somebody is brought in, and does something."""
    yield words
    if _EAST.search(words):
        yield _FIRST.sub(r"\g<1>一个", words, count=1)
        return
    for said in (words, _with_article(words)):
        yield said
        if doing := _DOING.sub(r"\1is \2", said):
            yield doing
        yield _WEARING.sub(r"\1, \2, ", said)
        yield _WEARING.sub(r"\1 ", said)


def _with_article(words: str) -> str:
    if re.match(r"(?:an?|the|one|two|some|in|on|at)\b", words, re.IGNORECASE) or not _BARE.match(words):
        return words
    return f"{'An' if words[:1].lower() in 'aeiou' else 'A'} {words[:1].lower()}{words[1:]}"


def _camera(words: str) -> tuple[str, ShotChoice]:
    """What is said of the camera, and the rest of the words."""
    size: ShotSize | None = None
    move: Move | None = None
    for name, pattern in _SIZES:
        if size is None and re.search(rf"(?<![a-z])(?:{pattern})", words, re.IGNORECASE):
            size, words = name, _without(pattern, words)
    for wish, pattern in _MOVES:
        if move is None and re.search(rf"(?<![a-z])(?:{pattern})", words, re.IGNORECASE):
            move, words = wish, _without(pattern, words)
    return words or "A place.", ShotChoice(size=size, move=move)


def _without(pattern: str, words: str) -> str:
    """The words without those of the camera: `A slow wide shot of a lake` is a lake."""
    opening = rf"^(?:(?:an?|the|cinematic|slow|beautiful|dramatic|一个|一组)\s*)*(?:{pattern}){_OF}"
    left = re.sub(opening, "", words, count=1, flags=re.IGNORECASE)
    left = re.sub(rf"[\s,，.。]*(?<![a-z])(?:{pattern})(?![a-z])", "", left, flags=re.IGNORECASE)
    return left.strip(" ,，:：")


def _notes(shot: Shot, breakdown: Breakdown) -> str:
    place, scene = shot.staging.place, breakdown.scenes[0]
    people = ", ".join(person.id.replace("_", " ") for person in shot.staging.people) or "nobody"
    return f"{shot.size.replace('_', ' ')} shot; {people}; {place.kit}, {scene.time}, {scene.weather}"


class _Nobody:
    """A context for steps that are handed no bytes and tell nobody how far they are."""

    scratch = Path()

    def path(self, blob: Blob | Digest) -> Path:
        raise LampblackError("a prompt has no files")

    def put(self, source: bytes | Path) -> Blob:
        raise LampblackError("a prompt makes no files")

    def progress(self, done: float, note: str = "") -> None:
        pass

    def cancelled(self) -> bool:
        return False


_CHECKED: type[Context] = _Nobody
