# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# (SciPy is typed only in part.)
"""What an ear takes from a voice, ten milliseconds at a time: how loud, and which colour; where somebody speaks at all.

The colour is mel-frequency cepstra (Davis and Mermelstein 1980) with their change, each brought to the voice's own mean
and spread, so that microphones and rooms matter little.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.fft import dct, rfft
from scipy.ndimage import uniform_filter1d
from scipy.signal import resample_poly

from lampblack.base.time import SAMPLE_RATE

HOP = SAMPLE_RATE // 100
"""Samples between two moments that are listened to: 10 ms."""
_DOWN = 3
_RATE = SAMPLE_RATE // _DOWN
_STEP, _WINDOW, _POINTS = HOP // _DOWN, 400, 512
_BANDS, _LOWEST, _HIGHEST = 26, 90.0, 7_000.0
_COLOURS = 13
_FLOOR = 1e-7
"""Of full scale: what is softer than the hiss of any microphone is silence."""

_BELOW, _ABOVE, _SHARE = 38.0, 8.0, 0.35
"""Speech is at most so many decibels under the loudest stretches, and at least so many, or such a share of what lies
between them, over the room's own noise."""
_STEADY = 2.0
"""Decibels between the softest moments (a twenty-fifth and an eighth of all): the noise of a room changes less, the
softest moments of a voice more."""
_SHORTEST, _LONELY = 5, 20
"""Moments: a sound shorter than the first and farther than the second from any other is a knock, not speech."""
_HELD = 5
"""Moments of silence that are no pause: the closure of a plosive."""

Colours = NDArray[np.float32]
"""(moments, features)."""


def loudness(sound: NDArray[np.floating]) -> NDArray[np.float32]:
    """Decibels of full scale at each moment of a mono `sound` (samples,) at 48 kHz."""
    power = (_frames(_quiet(sound)) ** 2).mean(axis=1)
    return np.asarray(10.0 * np.log10(power + _FLOOR**2), np.float32)


def spectrum(sound: NDArray[np.floating]) -> NDArray[np.float64]:
    """The power of a mono `sound` (samples,) at 48 kHz at each moment, (moments, frequencies)."""
    frames = _frames(_quiet(sound))
    return np.abs(np.asarray(rfft(frames * np.hanning(_WINDOW), _POINTS, axis=1))) ** 2


def colours(power: NDArray[np.float64], warp: float = 1.0) -> Colours:
    """Thirteen cepstra of a `spectrum`, the first for loudness. `warp` hears every frequency so many times higher: a
    longer throat's voice as a shorter one's."""
    heard = np.log(power @ _filters(warp).T + 1e-9)
    cepstra = np.asarray(dct(heard, type=2, norm="ortho", axis=1), np.float64)[:, :_COLOURS]
    return cepstra.astype(np.float32)


def evened(cepstra: Colours, speaking: NDArray[np.bool_]) -> Colours:
    """Cepstra at the mean and spread that a voice has while it speaks, and beside them how they change."""
    own = cepstra[speaking] if speaking.any() else cepstra
    level = (cepstra - own.mean(axis=0)) / (own.std(axis=0) + 1e-3)
    level = np.clip(level, -4.0, 4.0)
    rest = np.pad(level, ((2, 2), (0, 0)), mode="edge")
    change = (rest[4:] - rest[:-4]) * 2.0 + (rest[3:-1] - rest[1:-3])
    return np.concatenate([level, change * 0.18], axis=1).astype(np.float32)


def speech(sound: NDArray[np.floating]) -> tuple[tuple[int, int], ...]:
    """The stretches of `sound` in which somebody speaks, in moments (half-open); none in silence."""
    level = loudness(sound)
    if float(level.max()) < -70.0:
        return ()
    softest, soft, top = (float(each) for each in np.percentile(level, (4, 12, 97)))
    floor = max(softest if soft - softest < _STEADY else -140.0, top - 60.0)
    least = min(max(top - _BELOW, floor + max(_ABOVE, _SHARE * (top - floor))), top - 9.0)
    spans = _joined(_runs(uniform_filter1d(level, 5) > least))
    return tuple(span for index, span in enumerate(spans) if not _is_knock(index, spans))


def during(spans: tuple[tuple[int, int], ...], moments: int) -> NDArray[np.bool_]:
    """For each moment whether it lies in one of `spans`."""
    found = np.zeros(moments, np.bool_)
    for start, stop in spans:
        found[start:stop] = True
    return found


def _quiet(sound: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(resample_poly(sound.astype(np.float64), 1, _DOWN), np.float64)


def _frames(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Windows centred on the middle of every moment."""
    moments = max(1, math.ceil(len(sound) / _STEP))
    margin = (_WINDOW - _STEP) // 2
    padded = np.zeros(moments * _STEP + 2 * margin)
    padded[margin : margin + len(sound)] = sound
    lifted = np.append(padded[0], padded[1:] - 0.9 * padded[:-1])
    return np.asarray(sliding_window_view(lifted, _WINDOW)[::_STEP][:moments])


def _filters(warp: float) -> NDArray[np.float64]:
    """Triangles on the mel scale (O'Shaughnessy 1987), (bands, points)."""
    mels = np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _BANDS + 2)
    edges = 700.0 * (np.exp(mels / 1127.0) - 1.0) / warp
    hertz = np.arange(_POINTS // 2 + 1) * (_RATE / _POINTS)
    rising = [(hertz - low) / (middle - low) for low, middle in pairwise(edges[:-1])]
    falling = [(high - hertz) / (high - middle) for middle, high in pairwise(edges[1:])]
    return np.maximum(0.0, np.minimum(np.array(rising), np.array(falling)))


def _mel(hertz: float) -> float:
    return 1127.0 * math.log(1.0 + hertz / 700.0)


def _runs(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], true, [False]]).astype(np.int8)))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]


def _joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for start, stop in runs:
        if made and start - made[-1][1] <= _HELD:
            made[-1] = (made[-1][0], stop)
        else:
            made.append((start, stop))
    return made


def _is_knock(index: int, spans: list[tuple[int, int]]) -> bool:
    start, stop = spans[index]
    before = index == 0 or start - spans[index - 1][1] > _LONELY
    after = index == len(spans) - 1 or spans[index + 1][0] - stop > _LONELY
    return stop - start < _SHORTEST and before and after and len(spans) > 1
