"""A long line cut into several shots, where its speaker draws breath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from lampblack.base.time import Rate
from lampblack.shots.parts import Part

_BREATHS = "，。！？；：、…—,.!?;:"
_REACH = 1.4
"""Seconds a cut may be moved to fall on a breath."""


def sliced(part: Part, count: int, rate: Rate, shares: Mapping[int, float] | None = None) -> tuple[Part, ...]:
    """`part` as `count` parts that abut, cut after a clause where one ends near, else after a word.

    `shares` makes some of them longer or shorter than the others, which count 1."""
    if count < 2:
        return (part,)
    weights = [(shares or {}).get(number, 1.0) for number in range(count)]
    cuts = [0]
    for number in range(1, count):
        wanted = int(part.frames * sum(weights[:number]) / sum(weights))
        cuts.append(max(cuts[-1] + 1, min(_breath_near(part, wanted, rate), part.frames - 1)))
    cuts.append(part.frames)
    edges = pairwise(cuts)
    return tuple(
        replace(
            part, start=a, stop=b, before=part.before if a == 0 else part.after,
            doings=part.doings if a == 0 else (), sounds=part.sounds if a == 0 else (), words=_words(part, a, b, rate),
        )
        for a, b in edges
    )  # fmt: skip


def _breath_near(part: Part, wanted: int, rate: Rate) -> int:
    """The frame nearest to `wanted` on which a clause, or at least a word, has ended."""
    if part.spoken is None or part.line is None:
        return wanted
    best, cost = wanted, rate.frames_in(_REACH)
    words = part.spoken.words
    for word, after in pairwise(words):
        frame = rate.frame_at((word.stop + after.start) // 2)
        breath = any(sign in _BREATHS for sign in part.line.text[word.last : after.first])
        away = abs(frame - wanted) + (0 if breath else rate.frames_in(0.9))
        if away < cost:
            best, cost = frame, away
    return best


def _words(part: Part, start: int, stop: int, rate: Rate) -> str:
    """What is said between two frames of the line; all of it where nobody measured the words."""
    if part.spoken is None or part.line is None or not part.spoken.words:
        return part.words
    said = [word for word in part.spoken.words if start <= rate.frame_at(word.start) < stop]
    return part.line.text[said[0].first : said[-1].last] if said else part.words
