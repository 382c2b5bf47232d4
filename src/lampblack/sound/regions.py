"""The mix in regions: a scene, or a few shots of a long one, each mixed by itself and told nothing of where it stands.

A region's sounds, with their tails, are added to its neighbours' where they overlap, so nothing is lost at a join; of
neighbouring lines it is told the time alone, to a quarter of a second. A changed line therefore mixes its own region
again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.cut.model import Cut, LineCue
from lampblack.graph.job import Ref
from lampblack.sound.model import Placed

SHOTS = 5
"""Shots of a scene in one region; counted, not timed, so that a longer line moves no other boundary of its scene."""
MOST_SHOTS = 12
"""Where lines run over every cut, one is cut through at last."""
LONGEST = 90 * SAMPLE_RATE
"""A region beyond this is divided between its lines, wherever it stands in a shot."""
MELT = SAMPLE_RATE // 2
"""Half a second in which what lasts melts from one region into the next."""
REACH = SAMPLE_RATE
"""How near a neighbour's line must be for a region to make way for it."""
_GRID = SAMPLE_RATE // 4


@dataclass(frozen=True, kw_only=True)
class Region:
    """A stretch of the cut, in samples; `name` is its first shot's."""

    name: str
    start: int
    stop: int


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A sound as it lies in the whole cut; it is mixed in the region that `at` lies in."""

    placed: Placed
    ref: Ref
    at: int


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A region with all that is heard in it, in its own time: it begins `lead` samples before its first."""

    region: Region
    lead: int
    placed: tuple[Placed, ...]
    sounds: tuple[Ref, ...]
    near: tuple[tuple[int, int], ...] = ()
    """Neighbours' lines within reach, in the region's time."""

    @property
    def start(self) -> int:
        """Where its first sample stands in the cut; before the film's own for what begins early."""
        return self.region.start - self.lead


def regions_of(cut: Cut) -> tuple[Region, ...]:
    """Regions that abut and cover the cut: they end with their scene, or after `SHOTS` shots at the next cut that no
    line runs over."""
    samples = cut.rate.samples_at(cut.frames)
    begins = {cut.rate.samples_at(span.range_in_cut.start) for span in cut.scenes}
    spoken = _Spoken(cut.lines)
    bounds: list[tuple[int, str]] = []
    count = 0
    for clip in cut.clips:
        at = cut.rate.samples_at(clip.range_in_cut.start)
        due = at in begins or count >= SHOTS
        if not bounds or (due and (count >= MOST_SHOTS or not spoken.over(at))):
            bounds.append((at if bounds else 0, clip.shot))
            count = 0
        count += 1
    if not bounds:
        bounds = [(0, "film")]
    names = _unlike([name for _, name in bounds])
    stops = [at for at, _ in bounds[1:]] + [samples]
    whole = [Region(name=name, start=at, stop=stop) for name, (at, _), stop in zip(names, bounds, stops, strict=True)]
    return tuple(part for region in whole for part in _bounded(region, spoken))


def _bounded(region: Region, spoken: _Spoken) -> list[Region]:
    """A region that is too long to be held at once in parts: a take of ten minutes is mixed between its lines."""
    if region.stop - region.start <= LONGEST:
        return [region]
    starts = [region.start]
    for at in range(region.start + LONGEST // 2, region.stop - LONGEST // 4, LONGEST // 2):
        free = spoken.free_from(at)
        if starts[-1] < free < region.stop:
            starts.append(free)
    names = [region.name, *(f"{region.name}+{number}" for number in range(1, len(starts)))]
    stops = [*starts[1:], region.stop]
    return [Region(name=name, start=at, stop=stop) for name, at, stop in zip(names, starts, stops, strict=True)]


def filled(regions: Sequence[Region], laid: Sequence[Laid], lines: Sequence[LineCue]) -> tuple[Filled, ...]:
    """Every region with its sounds; what is repeated over several is divided among them."""
    starts = [region.start for region in regions]
    inside: dict[int, list[Laid]] = {number: [] for number in range(len(regions))}
    owner: dict[int, set[int]] = {number: set() for number in inside}
    for one in laid:
        number = max(0, bisect_right(starts, one.at) - 1)
        if one.placed.loop_until > 0:
            for index, part in _divided(one, regions):
                inside[index].append(part)
            continue
        inside[number].append(one)
        if one.placed.stem == "dialogue":
            owner[number].add(one.placed.start)
    spoken = _Spoken(lines)
    return tuple(
        _filled(region, inside[number], _near(region, spoken, owner[number])) for number, region in enumerate(regions)
    )


def _divided(one: Laid, regions: Sequence[Region]) -> list[tuple[int, Laid]]:
    """What lasts over several regions as one piece in each: they melt into each other, and every region begins at a
    place in the recording of its own, whatever was before it."""
    placed = one.placed
    over = [
        number
        for number, region in enumerate(regions)
        if min(placed.loop_until, region.stop) - max(placed.start, region.start) > MELT
    ]
    if len(over) < 2:
        at = max(placed.start, 0)
        return [(over[0] if over else _holding(at, regions), one)]
    parts: list[tuple[int, Laid]] = []
    for number in over:
        region, first, last = regions[number], number == over[0], number == over[-1]
        part = replace(
            placed,
            start=placed.start if first else region.start - MELT // 2,
            loop_until=placed.loop_until if last else region.stop + MELT // 2,
            fade_in=placed.fade_in if first else MELT,
            fade_out=placed.fade_out if last else MELT,
            skip=placed.skip if first else seed_of(region.name, one.ref.job) % (60 * SAMPLE_RATE),
        )
        parts.append((number, replace(one, placed=part)))
    return parts


def _holding(at: int, regions: Sequence[Region]) -> int:
    return max(0, bisect_right([region.start for region in regions], at) - 1)


def _filled(region: Region, inside: Sequence[Laid], near: tuple[tuple[int, int], ...]) -> Filled:
    earliest = min((one.placed.start - region.start for one in inside), default=0)
    lead = max(0, -earliest)
    sounds = tuple(dict.fromkeys(one.ref for one in inside))
    number: Mapping[Ref, int] = {ref: index for index, ref in enumerate(sounds)}
    shift = lead - region.start
    placed = tuple(
        replace(
            one.placed,
            blob=number[one.ref],
            start=one.placed.start + shift,
            loop_until=one.placed.loop_until + shift if one.placed.loop_until else 0,
        )
        for one in inside
    )
    shifted = tuple((start + lead, stop + lead) for start, stop in near)
    return Filled(region=region, lead=lead, placed=placed, sounds=sounds, near=shifted)


class _Spoken:
    """Lines in the order they begin in, to be asked about a moment or a stretch without going through all of them."""

    def __init__(self, lines: Sequence[LineCue]) -> None:
        self._spans = sorted((line.start, line.start + line.samples) for line in lines)
        self._starts = [start for start, _ in self._spans]
        self._last = list(accumulate((stop for _, stop in self._spans), max))
        self._longest = max((stop - start for start, stop in self._spans), default=0)

    def over(self, at: int) -> bool:
        """Whether a line runs over this moment."""
        before = bisect_left(self._starts, at)
        return before > 0 and self._last[before - 1] > at

    def free_from(self, at: int) -> int:
        """The first moment from this one on that no line runs over."""
        while self.over(at):
            at = self._last[bisect_left(self._starts, at) - 1]
        return at

    def between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Lines that are heard in this stretch."""
        low, high = bisect_left(self._starts, first - self._longest), bisect_left(self._starts, last)
        return [span for span in self._spans[low:high] if span[1] > first]


def _near(region: Region, lines: _Spoken, own: set[int]) -> tuple[tuple[int, int], ...]:
    """Where others' lines are spoken within reach of a region, rounded outwards and cut off at its reach."""
    first, last = -REACH, region.stop - region.start + REACH
    found: set[tuple[int, int]] = set()
    for begins, ends in lines.between(first + region.start, last + region.start):
        start, stop = begins - region.start, ends - region.start
        if begins not in own:
            found.add((max(first, start // _GRID * _GRID), min(last, -(-stop // _GRID) * _GRID)))
    return tuple(sorted(found))


def _unlike(names: Sequence[str]) -> list[str]:
    """Names told apart: a shot may be used twice."""
    seen: dict[str, int] = {}
    out: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return out
