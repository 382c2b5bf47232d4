"""Grains: thousands of tiny sounds that together are rain, fire, gravel, applause or a crowd."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.effects.noise import Mono, Stereo


def times(samples: int, number: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """The samples on which about `number` things happen that know nothing of each other (Poisson), in order."""
    return np.sort(rng.integers(0, samples, max(1, int(rng.poisson(number)))))


def strewn(
    out: Stereo, bank: Sequence[Mono], at: NDArray[np.int64], rng: np.random.Generator, *, wide: float = 0.9,
    soft: float = 24.0, gains: NDArray[np.float64] | None = None,
) -> None:  # fmt: skip
    """Add a grain of the bank on every sample of `at`, anywhere between the sides, the softest `soft` dB under the
    loudest; what runs over the end goes on at the beginning, so that it loops."""
    samples, number = out.shape[0], len(at)
    level = 10.0 ** (-soft / 20.0 * rng.random(number))
    if gains is not None:
        level = level * gains
    angle = (0.5 + wide * (rng.random(number) - 0.5)) * (np.pi / 2.0)
    left, right = (level * np.cos(angle)).astype(np.float32), (level * np.sin(angle)).astype(np.float32)
    pairs = np.stack([left, right], axis=1)
    which = rng.integers(0, len(bank), number)
    for index in range(number):
        laid(out, bank[int(which[index])], int(at[index]), pairs[index], samples)


def laid(out: Stereo, grain: Mono, start: int, pair: NDArray[np.float32], samples: int) -> None:
    """One grain from `start`, left and right as `pair` says, going on at the beginning where it runs over."""
    stop = start + len(grain)
    if stop <= samples:
        out[start:stop] += grain[:, None] * pair
        return
    for begin in range(0, len(grain), samples):
        piece = grain[begin : begin + samples]
        at = (start + begin) % samples
        first = min(len(piece), samples - at)
        out[at : at + first] += piece[:first, None] * pair
        out[: len(piece) - first] += piece[first:, None] * pair


def sprinkled(
    samples: int, bank: Sequence[Mono], at: NDArray[np.int64], rng: np.random.Generator, soft: float = 18.0
) -> Mono:
    """The same in one channel, for a spot effect: what runs over the end is cut off."""
    out = np.zeros(samples, np.float32)
    level = (10.0 ** (-soft / 20.0 * rng.random(len(at)))).astype(np.float32)
    which = rng.integers(0, len(bank), len(at))
    for index in range(len(at)):
        start = int(at[index])
        piece = bank[int(which[index])][: samples - start]
        out[start : start + len(piece)] += piece * level[index]
    return out
