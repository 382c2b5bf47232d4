"""Themes: a tune of two bars for everyone who has one, and the ways in which it comes back.

A tune is told in pentatonic steps, so that the same theme is known again in any mode and in any style: a scale of seven
plays it on the five of its notes that lie there.
"""

from __future__ import annotations

from random import Random
from typing import Literal

from lampblack.base.digest import seed_of

Tune = tuple[tuple[int, float], ...]
"""(pentatonic step above the tonic, beats), from the first beat of a bar."""
Variation = Literal["plain", "augmented", "inverted", "fragment", "ornamented", "raised", "lowered"]

_RHYTHMS: tuple[tuple[float, ...], ...] = (
    (2, 1, 1, 3, 1), (1.5, 0.5, 1, 1, 3, 1), (1, 1, 2, 1, 1, 2), (3, 1, 1.5, 0.5, 2), (1, 0.5, 0.5, 2, 1, 1, 2),
    (1.5, 0.5, 2, 1.5, 0.5, 2), (2, 2, 1, 1, 2), (1, 2, 1, 1, 3), (0.5, 0.5, 1, 2, 0.5, 0.5, 3),
    (2.5, 0.5, 1, 2.5, 1.5),
)  # fmt: skip
"""Eight beats each; the first bar asks, the second comes to rest."""
_SHAPES: tuple[tuple[float, ...], ...] = (
    (0.0, 0.5, 1.0, 0.7, 0.3), (1.0, 0.8, 0.4, 0.6, 0.1), (0.1, 0.3, 0.2, 0.7, 1.0), (0.5, 1.0, 0.4, 0.0, 0.3),
    (0.0, 1.0, 0.8, 0.5, 0.6), (0.6, 0.2, 0.0, 0.4, 0.9), (0.3, 0.6, 0.3, 0.8, 0.4),
)  # fmt: skip
"""Outlines from low (0) to high (1): an arch, a fall, a rise, a wave, a leap that is walked down, a valley, a swing."""
_RESTS = (0, 1, 3)
"""Steps a first statement may end on: the tonic, the second, the fifth."""
BAR = 8.0


def theme_of(who: str, register: str) -> Tune:
    """The tune of a member of the cast, the same in every film they are in: low voices move less and stay longer."""
    rng = Random(seed_of("theme", who, register))
    slow = [rhythm for rhythm in _RHYTHMS if len(rhythm) <= 5]
    rhythm = rng.choice(slow if register == "low" else _RHYTHMS)
    shape, span = rng.choice(_SHAPES), {"low": 4, "middle": 5, "high": 6}.get(register, 5)
    base = rng.choice((0, 0, 1))
    steps: list[int] = []
    for index in range(len(rhythm)):
        at = index / (len(rhythm) - 1) * (len(shape) - 1)
        left = min(len(shape) - 2, int(at))
        level = shape[left] + (shape[left + 1] - shape[left]) * (at - left)
        step = base + round(level * span) + rng.choice((-1, 0, 0, 0, 1))
        if steps and step == steps[-1]:
            step += rng.choice((-1, 1))
        steps.append(step)
    steps[-1] = min((rest + 5 * octave for rest in _RESTS for octave in (0, 1)), key=lambda step: abs(step - steps[-1]))
    return tuple(zip(steps, rhythm, strict=True))


def varied(tune: Tune, way: Variation, rng: Random) -> Tune:
    """The tune again, in another way; `augmented` lasts twice as long, a `fragment` is its head, said twice."""
    match way:
        case "plain":
            return tune
        case "augmented":
            return tuple((step, beats * 2.0) for step, beats in tune)
        case "inverted":
            axis = tune[0][0]
            lift = 5 if min(2 * axis - step for step, _ in tune) < -2 else 0
            return tuple((2 * axis - step + lift, beats) for step, beats in tune)
        case "raised" | "lowered":
            return tuple((step + (2 if way == "raised" else -1), beats) for step, beats in tune)
        case "fragment":
            head = _head(tune, 4.0)
            turn = rng.choice((-1, 1))
            return (*head, *((step + turn, beats) for step, beats in head))
        case "ornamented":
            return tuple(part for step, beats in tune for part in _ornamented(step, beats, rng))


def joined(first: Tune, second: Tune) -> Tune:
    """One after the other, the second moved to where it goes on from the first and both lie in a voice's reach."""
    steps = [step for step, _ in first]
    low, high = min(steps) - 2, max(steps) + 2

    def cost(shift: int) -> int:
        moved = [step + shift for step, _ in second]
        outside = sum(max(0, low - step) + max(0, step - high) for step in moved)
        return abs(moved[0] - steps[-1]) + 3 * outside + (1 if shift else 0)

    shift = min(range(-6, 7), key=lambda shift: (cost(shift), abs(shift), shift))
    return (*first, *((step + shift, beats) for step, beats in second))


def fitted(tune: Tune, beats: float, rest: int) -> Tune:
    """The tune in exactly so many beats: repeated a step away or cut short, and home on `rest` at the end."""
    out: list[tuple[int, float]] = []
    left, shift = beats, 0
    while left > 0.25:
        for step, length in tune:
            if left <= 0.25:
                break
            out.append((step + shift, min(length, left)))
            left -= length
        shift -= 1
    before = out[-2][0] if len(out) > 1 else out[-1][0]
    # a phrase comes to rest from above, unless that is far
    home = min((rest - 5, rest, rest + 5), key=lambda step: abs(step - before) + (3.5 if step > before else 0.0))
    out[-1] = (home, out[-1][1])
    if len(out) > 1 and out[-1][1] < 1.0:
        # a phrase does not end on a short note
        out[-2:] = [(out[-1][0], out[-2][1] + out[-1][1])]
    return tuple(out)


def _head(tune: Tune, beats: float) -> Tune:
    head: list[tuple[int, float]] = []
    for step, length in tune:
        if beats <= 0:
            break
        head.append((step, min(length, beats)))
        beats -= length
    return tuple(head)


def _ornamented(step: int, beats: float, rng: Random) -> Tune:
    if beats >= 2.0:
        return ((step, beats - 1.0), (step + rng.choice((-1, 1)), 0.5), (step, 0.5))
    if beats == 1.0 and rng.random() < 0.5:
        return ((step, 0.5), (step + 1, 0.5))
    return ((step, beats),)
