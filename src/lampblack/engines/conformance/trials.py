"""The small requests an engine is tried with, inside the limits it names itself."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lampblack.base.time import Rate
from lampblack.engines.capabilities import Capabilities
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_video, a_wav
from lampblack.engines.conformance.guided import demanded, guided, unguided
from lampblack.engines.guides import bare
from lampblack.engines.requests import (
    Compose,
    Film,
    Foley,
    Judge,
    Paint,
    Passage,
    Request,
    Scale,
    Size,
    Speak,
    Sync,
    Voice,
    Write,
)
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SENTENCES = {
    "zh": "你好，长安。下雪了！",
    "en": "Hello, old friend. It snows!",
    "ja": "さくらが、さきました。",
    "yue": "你好，我係演員。",
}
"""One short sentence with a pause in it, by language."""

ELSEWHERE = "qqq"
"""A language nobody speaks (ISO 639-2 keeps qaa to qtz for private use)."""

_SMALL = Size(width=160, height=90)
_RATES = ("24", "30000/1001")
_FRAMES = 5


def trials(limits: Capabilities, bench: Bench) -> tuple[Request, ...]:
    """One to four requests of that kind, each within the limits."""
    match limits.kind:
        case "write":
            return (Write(instruction="Say hello."), Write(instruction="List names.", json_schema=_SCHEMA))
        case "paint":
            still = staged(Rate(numerator=24))
            stage = still if not limits.controls or "staging" in limits.controls else None
            asked = Paint(words="a man in the mountains", size=_size(limits), staging=stage, look=_look(limits))
            painted = demanded(asked, limits, bench)
            return (painted, *guided(painted, limits, bench))
        case "film":
            films = tuple(demanded(_film(rate, limits), limits, bench) for rate in _rates(limits))
            return (*films, *guided(films[0], limits, bench))
        case "speak":
            return tuple(_lines(limits))
        case "sync":
            return (Sync(video=a_video(bench).digest, voice=a_wav(bench).digest),)
        case "foley":
            return (
                Foley(what="footstep", samples=24_000, ground="earth", seed=3),
                Foley(what="wind", samples=48_001, ambience=True, seed=3),
            )
        case "compose":
            return (_score(),)
        case "scale":
            return (Scale(video=a_video(bench).digest, size=Size(width=320, height=180)),)
        case "judge":
            return (Judge(video=a_video(bench).digest, words="a bridge at dawn"),)


def beyond(limits: Capabilities) -> tuple[Request, ...]:
    """Requests of that kind the engine says it cannot do: it must say so again when it is asked."""
    match limits.kind:
        case "speak" if limits.languages:
            return (Speak(text="hello", language=ELSEWHERE, voice=Voice()),)
        case "film":
            film = _film(next(_rates(limits)), limits)
            return (*_too_large(film, limits), *_too_long(film, limits), *unguided(film, limits))
        case "paint":
            painted = Paint(words="a bridge", size=_size(limits), look=_look(limits))
            return (*_too_large(painted, limits), *unguided(painted, limits))
        case _:
            return ()


def staged(rate: Rate, frames: int = _FRAMES) -> Staging:
    """A man in the mountains, and a camera that looks at him."""
    man = Person(id="man", figure=Figure(id="man"), marks=(Mark(frame=0, position=Point(z=4.0), yaw=math.pi),))
    camera = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point(y=1.5))),))
    return Staging(rate=rate, frames=frames, place=Place(id="hills", kit="mountains"), camera=camera, people=(man,))


def _film(rate: Rate, limits: Capabilities) -> Film:
    return Film(
        staging=_stage(rate, limits), size=_size(limits), words=_words(limits), look=_look(limits),
        sound=limits.makes_sound,
    )  # fmt: skip


def _look(limits: Capabilities) -> str:
    """The look of those that have looks, or do not read what one is called."""
    return limits.looks[0] if limits.looks else "" if "words" in limits.controls else "paper"


def _stage(rate: Rate, limits: Capabilities) -> Staging:
    """What is told of the stage to engines that read it, and to those that do not."""
    return staged(rate) if not limits.controls or "staging" in limits.controls else bare(rate, _FRAMES)


def _words(limits: Capabilities) -> str:
    return "a man in the mountains" if "words" in limits.controls else ""


def _too_large(request: Film | Paint, limits: Capabilities) -> Iterator[Film | Paint]:
    if limits.largest:
        yield replace(request, size=Size(width=limits.largest.width + 2, height=limits.largest.height + 2))
    if limits.sizes:
        yield replace(request, size=Size(width=limits.sizes[0].width + 2, height=limits.sizes[0].height + 34))


def _too_long(request: Film, limits: Capabilities) -> Iterator[Film]:
    longest = limits.lengths[-1] if limits.lengths else limits.longest_seconds
    if longest:
        frames = int(longest * request.staging.rate.fraction) + 2
        yield replace(request, staging=replace(request.staging, frames=frames))


def _size(limits: Capabilities) -> Size:
    return limits.sizes[0] if limits.sizes else _SMALL


def _rates(limits: Capabilities) -> Iterator[Rate]:
    wanted = [rate for rate in _RATES if not limits.rates or rate in limits.rates] or [limits.rates[0]]
    return (Rate.parse(rate) for rate in wanted)


def _lines(limits: Capabilities) -> Iterator[Speak]:
    known = {each.partition("-")[0].lower() for each in limits.languages}
    spoken = [language for language in SENTENCES if not known or language in known]
    for language in islice(spoken, len(SENTENCES)):
        yield Speak(text=SENTENCES[language], language=language, voice=Voice(name="someone"))


def _score() -> Compose:
    samples = 3 * 48_000 + 7
    return Compose(
        samples=samples,
        passages=(Passage(start=0, mood="calm"), Passage(start=samples // 2, mood="sad", strength=0.4)),
        hits=(48_000,),
        speech=((60_000, 90_000),),
        silences=((96_000, 120_000),),
        seed=5,
    )


_SCHEMA = (
    '{"type": "object", "properties": {"names": {"type": "array", "items": {"type": "string"}}}, "required": ["names"]}'
)
