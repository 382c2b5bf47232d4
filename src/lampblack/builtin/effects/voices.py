"""Voices without words: a source that vibrates, a throat that colours it; animals and people from the same two."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy has no complete types)

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.effects.noise import Mono, clock, white

Line = NDArray[np.float64]
"""A number for every sample."""
Knots = Sequence[tuple[float, float]]
"""(share of the whole, value)."""
Formant = tuple[float | Line, float, float]
"""Hz (or a line of them), bandwidth in Hz, gain."""

_BLOCK = 384
"""Samples (8 ms) for which a moving throat stands still."""


def line(samples: int, knots: Knots) -> Line:
    """A smooth line through the knots."""
    at = np.linspace(0.0, 1.0, samples)
    xs, ys = np.array([k[0] for k in knots]), np.array([k[1] for k in knots])
    out = np.empty(samples)
    # a stretch at a time between two knots: looking up every sample's knots takes four times as long
    edges = [0, *np.searchsorted(at, xs[1:-1], side="left"), samples]
    for knot, (start, stop) in enumerate(pairwise(edges)):
        share = np.clip((at[start:stop] - xs[knot]) / max(1e-9, xs[knot + 1] - xs[knot]), 0.0, 1.0)
        share = share * share * (3.0 - 2.0 * share)
        out[start:stop] = ys[knot] + (ys[knot + 1] - ys[knot]) * share
    return out


def cords(
    pitch: Line, rng: np.random.Generator, *, jitter: float = 0.008, growl: float = 0.0, tilt: float = 1200.0
) -> Line:
    """Vocal cords at this pitch (Hz): a saw without aliases (PolyBLEP), never quite regular. `growl` lets every second
    beat be weaker and adds the roughness of false cords; `tilt` is from where the source grows dull."""
    n = len(pitch)
    uneven = np.interp(
        np.arange(n), np.arange(0, n + 480, 480), rng.standard_normal(n // 480 + 2)[: (n + 480 - 1) // 480 + 1]
    )
    step = pitch * (1.0 + jitter * uneven) / SAMPLE_RATE
    phase = np.cumsum(step) + rng.random()
    at = phase % 1.0
    saw = 2.0 * at - 1.0
    low, high = at < step, at > 1.0 - step
    t = at[low] / step[low]
    saw[low] -= t + t - t * t - 1.0
    t = (at[high] - 1.0) / step[high]
    saw[high] -= t * t + t + t + 1.0
    if growl:
        rough = 0.5 * np.cos(np.pi * phase) + 0.5 * np.sin(2.0 * np.pi * 0.31 * phase + uneven)
        saw = saw * (1.0 - growl + growl * rough)
    keep = np.exp(-2.0 * np.pi * tilt / SAMPLE_RATE)
    return np.asarray(lfilter([1.0 - keep], [1.0, -keep], saw))


def throat(source: Line, formants: Sequence[Formant]) -> Mono:
    """The source through resonances side by side; those given as lines move."""
    out = np.zeros(len(source))
    for hertz, width, gain in formants:
        out += gain * (
            _still(source, hertz, width) if isinstance(hertz, float | int) else _moving(source, hertz, width)
        )
    return out.astype(np.float32)


def utter(
    seconds: float, pitch: Knots, loud: Knots, formants: Sequence[tuple[Knots | float, float, float]],
    rng: np.random.Generator, *, breath: float = 0.05, growl: float = 0.0, jitter: float = 0.008, tilt: float = 1200.0,
    vibrato: tuple[float, float] = (0.0, 0.0), flutter: tuple[float, float] = (0.0, 0.0),
) -> Mono:  # fmt: skip
    """One cry: how pitch, loudness and mouth move. `vibrato` and `flutter` are (Hz, depth) of pitch and loudness."""
    n = int(seconds * SAMPLE_RATE)
    t = clock(n)
    tone = line(n, pitch) * (1.0 + vibrato[1] * np.sin(2.0 * np.pi * vibrato[0] * t))
    swell = line(n, loud) * (1.0 - flutter[1] * (0.5 + 0.5 * np.sin(2.0 * np.pi * flutter[0] * t)))
    source = cords(tone, rng, jitter=jitter, growl=growl, tilt=tilt) + breath * white(n, rng)
    shaped = [(line(n, f) if not isinstance(f, float | int) else f, w, g) for f, w, g in formants]
    return (throat(source, shaped) * swell).astype(np.float32)


def _section(hertz: float, width: float) -> tuple[list[float], list[float]]:
    radius = float(np.exp(-np.pi * width / SAMPLE_RATE))
    turn = 2.0 * np.pi * min(hertz, SAMPLE_RATE * 0.45) / SAMPLE_RATE
    gain = (1.0 - radius) * 2.0
    return [gain, 0.0, -gain], [1.0, -2.0 * radius * float(np.cos(turn)), radius * radius]


def _still(source: Line, hertz: float, width: float) -> Line:
    b, a = _section(hertz, width)
    return np.asarray(lfilter(b, a, source))


def _moving(source: Line, hertz: Line, width: float) -> Line:
    out, state = np.empty(len(source)), np.zeros(2)
    for start in range(0, len(source), _BLOCK):
        b, a = _section(float(hertz[start]), width)
        out[start : start + _BLOCK], state = lfilter(b, a, source[start : start + _BLOCK], zi=state)
    return out
