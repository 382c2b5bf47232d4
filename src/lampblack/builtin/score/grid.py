"""Bars and beats between two points in time: the tempo gives way a little, so that the music lands where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lampblack.base.time import SAMPLE_RATE

FREEDOM = 0.06
"""How far a tempo may be bent before it is heard: six parts in a hundred."""
_SLOWER = 0.10
"""How much longer the last beat before an ending is than the others of its bar."""
_NEAR = SAMPLE_RATE // 50
"""A cut within 20 ms of a beat is a cut on the beat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One bar: the sample of each beat, and the sample at which the next bar begins."""

    beats: tuple[int, ...]
    stop: int
    lands: bool = False
    """Whether its first beat is a point that was asked for."""

    @property
    def start(self) -> int:
        return self.beats[0]

    def at(self, beat: float) -> int:
        """The sample of a beat counted from the bar's first, with fractions."""
        edges = (*self.beats, self.stop)
        whole = min(int(beat), len(self.beats) - 1)
        return round(edges[whole] + (beat - whole) * (edges[whole + 1] - edges[whole]))


def bars_between(
    start: int, stop: int, tempo: float, hits: Sequence[int] = (), cuts: Sequence[int] = (), *, ending: bool = False
) -> tuple[Bar, ...]:
    """Bars of four from `start` to `stop`, the odd beats in the bar before the last; every hit that the tempo can reach
    within its freedom begins a bar. `ending`: the last bar slows down, and still is over on time."""
    edges = [start, *_reached(start, stop, tempo, hits), stop]
    found: list[Bar] = []
    for left, right in pairwise(edges):
        count = _count(left, right, tempo, cuts) or max(1, round((right - left) / _beat(tempo)))
        found += _bars(left, right, count)
    if ending and len(found) > 1 and len(found[-1].beats) > 2:
        found[-1] = _slowing(found[-1])
    return tuple(found)


def pickup(start: int, hit: int, beat: float) -> tuple[int, ...]:
    """Beats counted back from `hit`, at the tempo that follows it, as many as there is room for after `start`."""
    count = int((hit - start) / beat)
    return tuple(round(hit - beat * (count - index)) for index in range(count))


def _beat(tempo: float) -> float:
    return 60.0 / tempo * SAMPLE_RATE


def _reached(start: int, stop: int, tempo: float, hits: Sequence[int]) -> list[int]:
    """The hits that leave, before and behind them, stretches which the tempo can fill."""
    kept: list[int] = []
    for hit in sorted(hits):
        before = kept[-1] if kept else start
        if before < hit < stop and _count(before, hit, tempo, ()) and _count(hit, stop, tempo, ()):
            kept.append(hit)
    return kept


def _count(start: int, stop: int, tempo: float, cuts: Sequence[int]) -> int:
    """How many beats fill the stretch within the tempo's freedom, whole bars and beats on cuts preferred; 0: none."""
    length, beat = stop - start, _beat(tempo)
    best, least = 0, 1e9
    inside = [cut for cut in cuts if start < cut < stop]
    for count in range(max(1, int(length / beat / (1 + FREEDOM))), int(length / beat / (1 - FREEDOM)) + 2):
        bent = abs(length / count / beat - 1.0)
        if bent > FREEDOM:
            continue
        odd = (0.0, 0.035, 0.02, 0.03)[count % 4]
        met = sum(1 for cut in inside if _off(cut - start, length / count) <= _NEAR)
        cost = bent + odd - 0.02 * met
        if cost < least:
            best, least = count, cost
    return best


def _off(length: int, beat: float) -> float:
    rest = length % beat
    return min(rest, beat - rest)


def _bars(start: int, stop: int, count: int) -> list[Bar]:
    sizes = [4] * (count // 4)
    rest = count % 4
    if rest == 1 and sizes:
        sizes[max(0, len(sizes) - 2)] = 5
    elif rest:
        sizes.insert(max(0, len(sizes) - 1), rest)
    bars: list[Bar] = []
    at = 0
    for size in sizes:
        edges = [start + round((stop - start) * (at + index) / count) for index in range(size + 1)]
        bars.append(Bar(beats=tuple(edges[:-1]), stop=edges[-1], lands=at == 0))
        at += size
    return bars


def _slowing(bar: Bar) -> Bar:
    """The same bar, its beats a little longer one by one."""
    weights = [1.0 + _SLOWER * (index / (len(bar.beats) - 1) - 0.5) for index in range(len(bar.beats))]
    length, total, at = bar.stop - bar.start, sum(weights), 0.0
    beats: list[int] = []
    for weight in weights:
        beats.append(bar.start + round(length * at / total))
        at += weight
    return Bar(beats=tuple(beats), stop=bar.stop, lands=bar.lands)
