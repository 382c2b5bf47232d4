"""From moments that lie beside each other to sounds and words with times: in order, none empty, none across a pause."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lampblack.engines.aligning.reading import Listened
from lampblack.engines.requests import Phoneme, Spoken, Word
from lampblack.media.listening import HOP
from lampblack.media.warping import Warped

Span = tuple[int, int]


def phonemes_placed(
    said: Spoken, heard: Listened, way: Warped, order: NDArray[np.int64], samples: int
) -> tuple[Phoneme, ...]:
    """Every phoneme of `said`, where it is heard in a recording of `samples`."""
    spans: list[Span] = []
    for number in range(len(said.phonemes)):
        at = np.flatnonzero(order == number)
        if len(at):
            spans.append(_span(heard, int(way.first[at[0]]), int(way.last[at[-1]])))
        else:
            # shorter than a moment: it is heard where the one before it ends
            at_once = spans[-1][1] if spans else 0
            spans.append((at_once, at_once))
    return tuple(
        Phoneme(ipa=each.ipa, start=start, stop=stop)
        for each, (start, stop) in zip(said.phonemes, _in_order(spans, samples), strict=True)
    )


def words_placed(said: Spoken, phonemes: Sequence[Phoneme], samples: int) -> tuple[Word, ...]:
    """Every word of `said`, moved along with its sounds, in a recording of `samples`."""
    starts = np.array([each.start for each in said.phonemes])
    made: list[Span] = []
    for word in said.words:
        opens = int(np.clip(np.searchsorted(starts, word.start, side="right") - 1, 0, len(starts) - 1))
        closes = int(np.clip(np.searchsorted(starts, word.stop, side="left") - 1, opens, len(starts) - 1))
        start = _within(said.phonemes[opens], phonemes[opens], word.start)
        made.append((start, _within(said.phonemes[closes], phonemes[closes], word.stop)))
    return tuple(
        Word(first=word.first, last=word.last, start=start, stop=stop)
        for word, (start, stop) in zip(said.words, _in_order(made, samples), strict=True)
    )


def _within(own: Phoneme, there: Phoneme, at: int) -> int:
    """A sample of a phoneme, in the recording: as far through it as it was."""
    share = (at - own.start) / max(1, own.stop - own.start)
    return there.start + round(min(1.0, max(0.0, share)) * (there.stop - there.start))


def _span(heard: Listened, first: int, last: int) -> Span:
    """From when to when moments `first` to `last` (of those that were kept) are heard: on one side of any pause, and
    without the silence at its edges."""
    best: tuple[int, int, int] = (-1, first, last)
    at = np.arange(first, last + 1)
    for part in np.split(at, np.flatnonzero(np.diff(heard.moments[at]) > 1) + 1):
        sounding = part[heard.speaking[part]]
        if len(sounding) > best[0]:
            edge = sounding if len(sounding) else part
            best = (len(sounding), int(edge[0]), int(edge[-1]))
    return int(heard.moments[best[1]]) * HOP, (int(heard.moments[best[2]]) + 1) * HOP


def _in_order(spans: list[Span], samples: int) -> list[Span]:
    """The same, none beginning before the one ahead of it ends, each at least a sample long, all within the sound."""
    made: list[Span] = []
    for index, (start, stop) in enumerate(spans):
        after = len(spans) - 1 - index
        begin = min(max(start, made[-1][1] if made else 0), samples - 1 - after)
        following = spans[index + 1][0] if after else samples
        end = min(max(stop if stop <= following or following <= begin else following, begin + 1), samples - after)
        made.append((begin, end))
    return made
