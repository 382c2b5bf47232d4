"""A long line cut into several shots, where its speaker draws breath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lampblack.base.time import Rate
from lampblack.shots.parts import Doing, Part

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


def by_deeds(part: Part, longest: int) -> tuple[Part, ...]:
    """A long action of one person as several: a way is not what is done at its end, nor a look what the hands do."""
    who = {doing.deed.who for doing in part.doings if not doing.implied}
    at = next((index for index in range(1, len(part.doings)) if _another(part.doings, index)), 0)
    if part.frames <= longest or len(who) != 1 or not at:
        return (part,)
    begun, rest = apart(part, at)
    return (begun, *by_deeds(rest, longest))


def apart(part: Part, at: int) -> tuple[Part, Part]:
    """An action as two, of the deeds before the one numbered `at` and of those from it on."""
    first, second = part.doings[:at], part.doings[at:]
    joint = second[0].start
    between = {**part.before, **{doing.deed.who: doing.after for doing in first}}
    rest = replace(
        part,
        key=deeds_key(second),
        stop=part.stop - joint,
        before=between,
        doings=tuple(replace(doing, start=doing.start - joint) for doing in second),
        sounds=(),
    )
    return replace(part, key=deeds_key(first), stop=joint, doings=first, after=between), rest


def _another(doings: Sequence[Doing], index: int) -> bool:
    """Whether a deed asks for another frame than the one before it. A turn belongs to the way it leads into."""
    before, here = doings[index - 1], doings[index]
    return before.way > 0.6 or here.deed.verb in ("look_up", "look_down", "fall")


def deeds_key(doings: Sequence[Doing]) -> str:
    """An action's name by what is done in it, so that a typo in its words renames nothing."""
    written = [each.deed for each in doings if not each.implied]
    return "|".join(f"{each.who}:{each.verb or ''}:{each.move}:{each.target}" for each in written)


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
