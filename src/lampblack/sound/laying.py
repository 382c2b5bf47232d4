"""A recorded piece laid under a cut: where it begins, where it repeats, how far it gives way, so that beats meet cuts.

Pure. The piece is first unrolled at its bar lines until it is long enough; then the beginning is looked for from which
most cuts can be met, walking from cut to cut with no stretch over the limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import SAMPLE_RATE
from lampblack.sound.beats import METRE, Pulse

MOST = 0.03
"""As far as a piece may be stretched: three parts in a hundred."""
_TRIED = 96
"""Beginnings that are tried in each bar."""
_SOON = SAMPLE_RATE
"""Two cuts met closer together than this leave no room to give way between them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of the recording as it is used: samples `start` to `stop`."""

    start: int
    stop: int


@dataclass(frozen=True, kw_only=True)
class Laid:
    """How a piece lies: its pieces in order, and (sample of the film, sample of what is unrolled) pairs between which
    it runs evenly; how many cuts are met."""

    pieces: tuple[Piece, ...]
    anchors: tuple[tuple[int, float], ...]
    met: int = 0

    def places(self, every: int, samples: int) -> NDArray[np.float64]:
        """For every so many samples of the film, the sample of the unrolled piece."""
        at = np.arange(0, samples + 2 * every, every)
        film, piece = (np.array(each, float) for each in zip(*self.anchors, strict=True))
        found = np.interp(at, film, piece)
        over = at > film[-1]
        found[over] = piece[-1] + (at[over] - film[-1])
        return found


def laid(pulse: Pulse, length: int, samples: int, cuts: Sequence[int], *, stretch: bool = True) -> Laid:
    """How a piece of `length` samples lies under `samples` of film. Without a beat it begins at its beginning; without
    `stretch` only its beginning is chosen."""
    if abs(length - samples) <= SAMPLE_RATE // 2:
        # made for this film: nobody else's beats are looked for in it
        return Laid(pieces=(Piece(start=0, stop=length),), anchors=((0, 0.0), (samples, float(samples))))
    pieces = _unrolled(pulse, length, round(samples * (1.0 + MOST)) + 4 * SAMPLE_RATE)
    beats, bars = _beats(pulse, pieces)
    inside = [cut for cut in cuts if 0 < cut < samples]
    if not pulse.steady or len(bars) < 2 or not inside:
        return Laid(pieces=pieces, anchors=((0, 0.0), (samples, float(samples))))
    room = sum(piece.stop - piece.start for piece in pieces) - round(samples * (1.0 + MOST))
    best: tuple[float, list[tuple[int, float]], int] | None = None
    for begin in _beginnings(bars, room).tolist():
        anchors, met, off = _walked(begin, beats, inside, samples, stretch=stretch)
        score = met - 0.002 * begin / SAMPLE_RATE - 3.0 * off
        if best is None or score > best[0]:
            best = (score, anchors, met)
    assert best is not None
    return Laid(pieces=pieces, anchors=tuple(best[1]), met=best[2])


def _unrolled(pulse: Pulse, length: int, wanted: int) -> tuple[Piece, ...]:
    """The piece, and again from its first whole bar to its last, as often as it takes; without a beat all of it."""
    bars = list(pulse.bars) if pulse.steady else []
    again = Piece(start=bars[0], stop=bars[-1]) if len(bars) > METRE else Piece(start=0, stop=length)
    if length >= wanted:
        return (Piece(start=0, stop=length),)
    pieces = [Piece(start=0, stop=again.stop)]
    total = again.stop
    while total < wanted:
        pieces.append(again)
        total += again.stop - again.start
    return tuple(pieces)


def _beats(pulse: Pulse, pieces: Sequence[Piece]) -> tuple[NDArray[np.float64], list[float]]:
    """Beats and bar lines on the unrolled piece."""
    beats: list[float] = []
    bars: list[float] = []
    at = 0
    for piece in pieces:
        beats += [at + beat - piece.start for beat in pulse.beats if piece.start <= beat < piece.stop]
        bars += [at + bar - piece.start for bar in pulse.bars if piece.start <= bar < piece.stop]
        at += piece.stop - piece.start
    return np.array(beats), bars


def _beginnings(bars: Sequence[float], room: int) -> NDArray[np.float64]:
    """Places from which the piece may begin: anywhere in its first four bars, and in whatever it has to spare."""
    last = min(bars[min(METRE, len(bars) - 1)], max(0, room))
    count = max(1, min(4 * _TRIED, round(_TRIED * last / max(1.0, bars[1] - bars[0]))))
    return np.linspace(0.0, last, count)


def _walked(
    begin: float, beats: NDArray[np.float64], cuts: Sequence[int], samples: int, *, stretch: bool
) -> tuple[list[tuple[int, float]], int, float]:
    """From cut to cut: those that a beat can be brought to are met. Anchors, how many, how far it gives way."""
    anchors: list[tuple[int, float]] = [(0, begin)]
    met, off = 0, 0.0
    for cut in cuts:
        film, piece = anchors[-1]
        here = piece + (cut - film)
        index = int(np.searchsorted(beats, here))
        near = min(beats[max(0, index - 1) : index + 1], key=lambda beat: abs(beat - here), default=None)
        if near is None:
            continue
        if not stretch:
            met += int(abs(near - here) <= SAMPLE_RATE // 25)
            continue
        rate = (near - piece) / (cut - film)
        if abs(rate - 1.0) <= MOST and (cut - film >= _SOON or abs(near - here) < SAMPLE_RATE // 100):
            anchors.append((cut, float(near)))
            met += 1
            off += abs(rate - 1.0)
    film, piece = anchors[-1]
    anchors.append((max(samples, film + 1), piece + max(samples, film + 1) - film))
    return anchors, met, off / max(1, met)
