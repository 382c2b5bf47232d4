"""The suite: every promise of the public door, tried on one engine with small requests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from lampblack.base.context import Blob, Cancelled
from lampblack.base.errors import UserError
from lampblack.base.saved import plain
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.pictures import film_faults, paint_faults, scale_faults, sync_faults
from lampblack.engines.conformance.sounds import foley_faults, line_faults, score_faults, take_sound_faults
from lampblack.engines.conformance.trials import beyond, trials
from lampblack.engines.protocol import Answer, Engine
from lampblack.engines.requests import (
    Compose,
    Film,
    Foley,
    Judge,
    Kind,
    Paint,
    Request,
    Scale,
    Speak,
    Sync,
    Write,
    kind_of,
)

OUTPUTS: dict[Kind, tuple[str, ...]] = {
    "write": ("text",),
    "paint": ("picture",),
    "film": ("video", "taken"),
    "speak": ("voice", "spoken"),
    "sync": ("video",),
    "foley": ("sound",),
    "compose": ("music", "score"),
    "scale": ("video",),
    "judge": ("opinion",),
}
"""What each kind of answer holds, by name."""

_FILES = frozenset({"picture", "video", "voice", "sound", "music", "score"})
_STOPS_EARLY: frozenset[Kind] = frozenset({"film", "scale", "sync"})
"""Kinds so long that a cancel must be noticed within the work, even in a small trial."""


def conform(make: Callable[[], Engine], offer: Offer, folder: Path, kinds: tuple[Kind, ...] = ()) -> tuple[str, ...]:
    """Every promise the engine breaks, one sentence each; nothing: it keeps them all.

    `make` gives a new engine, `folder` is empty and yours to clear away. `kinds` limits the suite to some kinds of job.
    A priced engine is asked only once for each trial, and not whether a repeat gives the same bytes.
    """
    faults: list[str] = []
    for limits in offer.capabilities:
        if not kinds or limits.kind in kinds:
            bench = Bench(folder=folder / limits.kind)
            faults += [f"{limits.kind}: {fault}" for fault in _kind_faults(make, limits, bench)]
    return (*faults, *_closing_faults(make))


def answer_faults(request: Request, answer: Answer, bench: Bench) -> Iterator[str]:
    """What is wrong with one answer: its names, its files, its nouns."""
    wanted = OUTPUTS[kind_of(request)]
    if isinstance(request, Film) and request.sound:
        wanted = (*wanted, "sound")
    if set(answer) != set(wanted):
        yield f"the answer holds {sorted(answer)}, promised is {sorted(wanted)}"
        return
    for name in _FILES.intersection(wanted):
        blob = answer[name]
        if not isinstance(blob, Blob) or not bench.path(blob).is_file():
            yield f"{name} is not a blob that was put"
            return
    yield from _content_faults(request, answer, bench)


def _content_faults(request: Request, answer: Answer, bench: Bench) -> Iterator[str]:
    def file(name: str) -> Path:
        return bench.path(cast(Blob, answer[name]))

    match request:
        case Write():
            yield from _text_faults(request, answer["text"])
        case Paint():
            yield from paint_faults(request, file("picture"))
        case Film():
            yield from film_faults(request, file("video"), answer["taken"])
            if request.sound:
                yield from take_sound_faults(request, file("sound"))
        case Speak():
            yield from line_faults(request, file("voice"), answer["spoken"])
        case Sync():
            yield from sync_faults(file("video"))
        case Foley():
            yield from foley_faults(request, file("sound"))
        case Compose():
            yield from score_faults(request, file("music"), file("score"))
        case Scale():
            yield from scale_faults(request, file("video"))
        case Judge():
            yield from _opinion_faults(answer["opinion"])


def _kind_faults(make: Callable[[], Engine], limits: Capabilities, bench: Bench) -> Iterator[str]:
    asked = trials(limits, bench)
    free = limits.price_per_unit == 0.0
    answers: list[Answer] = []
    engine = make()
    for request in asked:
        try:
            answers.append(engine.run(request, 1, bench := bench.cleared()))
        except Exception as error:  # whatever an engine raises for a sound request is a fault to report
            yield f"a sound request failed: {type(error).__name__}: {error}"
            continue
        yield from answer_faults(request, answers[-1], bench)
        yield from _progress_faults(bench.told)
    engine.close()
    if free and len(answers) == len(asked):
        yield from _repeat_faults(make, asked, answers, bench)
        yield from _cancel_faults(make, asked[0], bench)
    yield from _limit_faults(make, limits, bench)


def _repeat_faults(
    make: Callable[[], Engine], asked: tuple[Request, ...], answers: list[Answer], bench: Bench
) -> Iterator[str]:
    """The same bytes from a new engine that was asked the other way round: nothing said before may be heard."""
    engine = make()
    for request, first in reversed(list(zip(asked, answers, strict=True))):
        try:
            again = engine.run(request, 1, bench.cleared())
        except Exception as error:  # it could do it a moment ago
            yield f"the same request failed when made again: {type(error).__name__}: {error}"
            continue
        for name in first:
            if _comparable(first[name]) != _comparable(again.get(name)):
                yield f"{name} is another when the same request is made again"
    engine.close()


def _cancel_faults(make: Callable[[], Engine], request: Request, bench: Bench) -> Iterator[str]:
    """A cancelled job raises `Cancelled`; a short one may also be finished, but then properly."""
    stopped = bench.cleared()
    stopped.stop = True
    engine = make()
    try:
        answer = engine.run(request, 1, stopped)
        if kind_of(request) in _STOPS_EARLY:
            yield "a cancel was not noticed"
        yield from answer_faults(request, answer, stopped)
    except Cancelled:
        pass
    except Exception as error:  # anything but Cancelled is a fault to report
        yield f"a cancel raised {type(error).__name__}: {error}"
    engine.close()


def _limit_faults(make: Callable[[], Engine], limits: Capabilities, bench: Bench) -> Iterator[str]:
    engine = make()
    for request in beyond(limits):
        try:
            engine.run(request, 1, bench.cleared())
            yield f"a request beyond its own limits was answered: {request}"
        except UserError:
            pass
        except Exception as error:  # a user must be told in words, whatever went wrong inside
            yield f"a request beyond its limits raised {type(error).__name__}, not UserError: {error}"
    engine.close()


def _closing_faults(make: Callable[[], Engine]) -> Iterator[str]:
    engine = make()
    try:
        engine.close()
        engine.close()
    except Exception as error:  # closing is always promised to be safe
        yield f"closing twice raised {type(error).__name__}: {error}"


def _progress_faults(told: list[float]) -> Iterator[str]:
    if any(not 0.0 <= share <= 1.0 for share in told):
        yield f"progress went outside 0 to 1: {told}"
    if any(b < a for a, b in pairwise(told)):
        yield f"progress went backwards: {told}"


def _text_faults(request: Write, said: Any) -> Iterator[str]:
    if not isinstance(said, str) or not said.strip():
        yield f"text is {said!r}"
        return
    if not request.json_schema:
        return
    try:
        found = json.loads(said)
    except ValueError:
        yield f"text is not the JSON that was asked for: {said!r}"
        return
    if not isinstance(found, dict) or "names" not in found:
        yield f"text does not fit the schema: {said!r}"


def _opinion_faults(opinion: Any) -> Iterator[str]:
    found = plain(opinion)
    if not isinstance(found, Mapping):
        yield f"opinion is {opinion!r}"
        return
    held = cast(Mapping[str, Any], found)
    score, words = held.get("score"), held.get("words")
    if not isinstance(score, int | float) or not 0.0 <= score <= 1.0:
        yield f"the opinion's score is {score!r}, not a number from 0 to 1"
    if not isinstance(words, str):
        yield f"the opinion's words are {words!r}"


def _comparable(value: Any) -> Any:
    return value.digest if isinstance(value, Blob) else plain(value)
