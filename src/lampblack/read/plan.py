"""A line and a voice in, one job out."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.dubbing import words_in
from lampblack.breakdown.model import Line
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Speak, Voice
from lampblack.engines.speaking.manners import manners_of
from lampblack.engines.speaking.moods import feel_of
from lampblack.engines.speaking.pronounced import wanted
from lampblack.graph.job import Job
from lampblack.project.asking import asked, effort
from lampblack.read.steps import guide_samples

_SECONDS = 0.4
"""What a line costs one core with the voices in the box."""


def speak_job(
    line: Line,
    voice: Voice,
    language: str,
    offer: Offer,
    pinyin: tuple[str, ...] = (),
    take: int = 1,
    scene: str = "",
    pronounce: Mapping[str, str] | None = None,
    id: str = "",
) -> Job:
    """The job that records one line. Nothing but its words, language, voice, mood, manner and readings is in the
    request, so captions, speaker's position or place in the script never make it again; of `pronounce` (words, and how
    they are said) only what stands in the line.

    In another language than the line's own its caption in that language is spoken; a `UserError` where it has none.
    `id`: of the job, where it shall not be the line's usual one."""
    text = _said(line, language)
    request = Speak(
        text=text,
        language=language,
        voice=voice,
        mood=line.mood or "",
        pinyin=pinyin,
        how=manners_of(line.how),
        says=wanted(text, pronounce or {}),
    )
    own = language == line.language
    longest = guide_samples(request.text, request.language, voice.pace * feel_of(request.mood, request.how).pace)[1]
    return Job(
        id=id or (f"read/{line.id}" if own else f"read/{line.id}.{language}"),
        stage="read",
        subject=line.id,
        scene=scene,
        work=asked(request, offer, take, longest / SAMPLE_RATE),
        # The clock of everything: until the lines are there nothing can be filmed.
        effort=effort(request, offer, _SECONDS, priority=2),
    )


def _said(line: Line, language: str) -> str:
    text = words_in(line, language)
    if not text:
        raise UserError(
            f"line {line.id} has no words in {language!r}", possible=(line.language, *sorted(line.captions))
        )
    return text
