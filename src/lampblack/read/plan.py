"""A line and a voice in, one job out."""

from __future__ import annotations

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.model import Line
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Speak, Voice, saved
from lampblack.graph.job import Ask, Effort, Job
from lampblack.read.steps import guide_samples

_SECONDS = 0.4
"""What a line costs one core with the voices in the box."""


def speak_job(
    line: Line, voice: Voice, language: str, offer: Offer, pinyin: tuple[str, ...] = (), take: int = 1
) -> Job:
    """The job that records one line. Nothing but its words, language, voice, mood and readings is in the request, so
    captions, speaker's position or place in the script never make it again.

    In another language than the line's own its caption in that language is spoken; a `UserError` where it has none."""
    request = Speak(text=_said(line, language), language=language, voice=voice, mood=line.mood or "", pinyin=pinyin)
    own = language == line.language
    return Job(
        id=f"read/{line.id}" if own else f"read/{line.id}.{language}",
        stage="read",
        subject=line.id,
        work=Ask(
            engine=offer.name,
            version=offer.version,
            request=saved(request),
            take=take,
            price=price(request, offer),
        ),
        effort=Effort(seconds=_SECONDS, here=False),
    )


def price(request: Speak, offer: Offer) -> float:
    """What a line is expected to cost at most, by its guide reading; 0 where the engine is free."""
    limits = offer.can("speak")
    if limits is None:
        raise UserError(f"engine {offer.name} does not speak", possible=tuple(each.kind for each in offer.capabilities))
    match limits.unit:
        case "request":
            return limits.price_per_unit
        case "thousand characters":
            return limits.price_per_unit * len(request.text) / 1000.0
        case "second":
            longest = guide_samples(request.text, request.language, request.voice.pace)[1]
            return limits.price_per_unit * longest / SAMPLE_RATE


def _said(line: Line, language: str) -> str:
    if language == line.language:
        return line.text
    if language not in line.captions:
        raise UserError(
            f"line {line.id} has no words in {language!r}", possible=(line.language, *sorted(line.captions))
        )
    return line.captions[language]
