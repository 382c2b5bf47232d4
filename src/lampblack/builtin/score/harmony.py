"""Harmony: chords found for a tune, and voices that move from one to the next as little as they can.

The chords of a section are the cheapest path (Viterbi) between what fits the tune, what follows well, and where a
phrase must come to rest. Voices keep what they can, step where they must, and never run in fifths or octaves with the
bass (Aldwell and Schachter, Harmony and Voice Leading, ch. 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from random import Random

from lampblack.builtin.score.form import Section
from lampblack.builtin.score.moods import SEVEN
from lampblack.builtin.score.tunes import Phrase, Said

_AFTER = {
    False: {0: (3, 4, 5, 1, 2), 1: (4, 3), 2: (5, 3), 3: (4, 0, 1), 4: (0, 5), 5: (3, 1, 4, 2)},
    True: {0: (5, 3, 6, 2, 4), 2: (6, 5, 3), 3: (4, 0, 6), 4: (0, 5), 5: (2, 6, 3, 4), 6: (0, 2, 5)},
}
"""What follows well, in major and in minor, by the degree of the root; the diminished triads are left out."""
_AGAIN, _POOR, _WRONG_REST = 0.7, 1.3, 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Chord:
    """A triad: the degree of its root, its pitch classes from the root up, and which of them the tune rules out."""

    degree: int
    classes: tuple[int, int, int]
    avoided: frozenset[int] = frozenset()

    def free(self) -> tuple[int, ...]:
        """The pitch classes that may be played; the root always."""
        return tuple(each for each in self.classes if each not in self.avoided) or self.classes[:1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Voicing:
    """A chord as it is played: the bass, and upper voices from low to high."""

    bass: int
    upper: tuple[int, ...]


def clashes(one: float, other: float) -> bool:
    """Whether two pitches rub: a semitone apart, or that and octaves."""
    return (round(one) - round(other)) % 12 in (1, 11)


def chords_of(section: Section, phrases: tuple[Phrase, ...], rng: Random, *, slow: bool = False) -> tuple[Chord, ...]:
    """A chord for every measure of the section; `slow`: the same for two measures where the tune lets it."""
    tunes: dict[int, list[Said]] = {}
    for phrase in phrases:
        for said in phrase.notes:
            for index, measure in enumerate(section.measures):
                if said.start < measure.bar.stop and said.start + said.samples > measure.bar.start:
                    tunes.setdefault(index, []).append(said)
    after = _AFTER[section.mode in ("yu", "jue", "shang")]
    degrees = tuple(after)
    best: list[dict[int, tuple[float, int]]] = []
    for index in range(len(section.measures)):
        row: dict[int, tuple[float, int]] = {}
        for degree in degrees:
            own = _fit(section, degree, tunes.get(index, [])) + _rest(section, index, degree) + 0.4 * rng.random()
            if not best:
                row[degree] = (own + (0.0 if degree == 0 else 1.5), -1)
                continue
            before = {
                was: cost + _step(after, was, degree, slow=slow and index % 2 == 1)
                for was, (cost, _) in best[-1].items()
            }
            was = min(before, key=lambda key: (before[key], key))
            row[degree] = (before[was] + own, was)
        best.append(row)
    path = [min(best[-1], key=lambda key: (best[-1][key][0], key))]
    for row in reversed(best[1:]):
        path.append(row[path[-1]][1])
    return tuple(_chord(section, degree, tunes.get(index, [])) for index, degree in enumerate(reversed(path)))


def tonic_of(section: Section) -> Chord:
    """Home."""
    return _chord(section, 0, [])


def voiced(chord: Chord, before: Voicing | None, low: int, high: int, count: int = 3) -> Voicing:
    """The chord in the voices `low` to `high` that are nearest to where they were, over its root in the bass."""
    bass, best = _bass(chord, before), tuple[int, ...]()
    for size in range(count, 0, -1):
        # where the tune rules out a third or a fifth there are fewer places to stand
        best = _nearest(chord.free(), size, bass, before, (low, high))
        if best:
            break
    return Voicing(bass=bass, upper=best)


def _nearest(
    classes: tuple[int, ...], count: int, bass: int, before: Voicing | None, between: tuple[int, int]
) -> tuple[int, ...]:
    low, high = between
    spots = [[pitch for pitch in range(low, high + 1) if pitch % 12 == each] for each in _doubled(classes, count)]
    best, least = tuple[int, ...](), 1e9
    for choice in product(*spots):
        upper = tuple(sorted(choice))
        if len(set(upper)) < len(upper):
            continue
        cost = _cost(upper, bass, before, (low + high) / 2.0)
        if cost < least:
            best, least = upper, cost
    return best


def _doubled(classes: tuple[int, ...], count: int) -> tuple[int, ...]:
    return tuple(classes[index % len(classes)] for index in range(count))


def _cost(upper: tuple[int, ...], bass: int, before: Voicing | None, middle: float) -> float:
    spread = sum(abs((b - a) - 5) for a, b in pairwise(upper)) * 0.25
    place = abs(sum(upper) / len(upper) - middle) * 0.3
    if before is None or len(before.upper) != len(upper):
        return spread + place
    moved = sum(abs(a - b) for a, b in zip(before.upper, upper, strict=True))
    parallel = sum(
        1
        for was, now in zip(before.upper, upper, strict=True)
        if now != was and bass != before.bass
        and (now - bass) % 12 in (0, 7) and (now - bass) % 12 == (was - before.bass) % 12
    )  # fmt: skip
    return moved + spread + place + 6.0 * parallel


def _bass(chord: Chord, before: Voicing | None) -> int:
    near = before.bass if before else 41
    spots = [pitch for pitch in range(33, 53) if pitch % 12 == chord.classes[0]]
    return min(spots, key=lambda pitch: (abs(pitch - near) + 0.35 * abs(pitch - 41), pitch))


def _step(after: dict[int, tuple[int, ...]], was: int, now: int, *, slow: bool) -> float:
    if was == now:
        return 0.0 if slow else _AGAIN
    return (0.8 if slow else 0.0) + (0.0 if now in after[was] else _POOR)


def _rest(section: Section, index: int, degree: int) -> float:
    """Where phrases rest: on the dominant when they ask, at home when they answer, at the end on what leads there."""
    measure = section.measures[index]
    if not measure.closes or measure.intro:
        return 0.0
    if index == len(section.measures) - 1:
        leading = (4, 6) if section.mode in ("yu", "jue", "shang") else (4, 3)
        return 0.0 if degree in leading else _WRONG_REST
    wanted = 4 if measure.phrase % 2 == 0 else 0
    return 0.0 if degree == wanted else 0.8


def _fit(section: Section, degree: int, tune: list[Said]) -> float:
    classes = _triad(section, degree)
    cost = 0.0
    for said in tune:
        pitch = section.pitch(said.step)
        weight = (1.0 if said.strong else 0.35) * min(2.0, 0.4 + said.samples / 48_000.0)
        if clashes(pitch, classes[0]):
            # thirds and fifths can be left out; a root is what the bass has
            cost += 4.0 + weight
        elif pitch % 12 not in classes:
            cost += weight * (2.2 if any(clashes(pitch, each) for each in classes) else 0.8)
    return cost


def _triad(section: Section, degree: int) -> tuple[int, int, int]:
    scale = SEVEN[section.mode]
    one, three, five = (section.tonic + scale[(degree + each) % 7] for each in (0, 2, 4))
    return one % 12, three % 12, five % 12


def _chord(section: Section, degree: int, tune: list[Said]) -> Chord:
    one, three, five = _triad(section, degree)
    sung = [section.pitch(said.step) for said in tune]
    if degree == 4 and section.mode == "yu" and not any(clashes(pitch, three + 1) for pitch in sung):
        # minor's own dominant, where the tune does not sing against its leading note
        three = (three + 1) % 12
    avoided = frozenset(each for each in (three, five) if any(clashes(pitch, each) for pitch in sung))
    return Chord(degree=degree, classes=(one, three, five), avoided=avoided)
