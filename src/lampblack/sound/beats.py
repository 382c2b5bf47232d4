"""The beat of a recorded piece: onsets, tempo, beats and bar lines.

Onsets are what grows in any of a few bands (spectral flux); the tempo is the strongest period of the onsets, slow and
fast ones weighed down (Ellis 2007); beats are the path that is loudest on onsets and most even in between.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (scipy has no complete types)

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound

_HOP, _WINDOW, _BANDS = 480, 2048, 28
_FRAMES = SAMPLE_RATE // _HOP
_FINE, _NEAR = 48, 1920
"""A hundred a second."""
_SLOWEST, _FASTEST, _USUAL, _SPREAD = 45.0, 200.0, 105.0, 0.9
"""Beats a minute; `_SPREAD` octaves to either side of the usual a tempo is believed in almost as much."""
_TIGHT = 220.0
"""How much an uneven beat costs against a missed onset."""
_STEADY = 0.16
"""The share of the onsets that repeats with the beat, from which on a piece is said to have one."""
METRE = 4


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """Beats (samples, in order), which of the first four begins a bar, beats a minute, and how sure it is (0 to 1)."""

    beats: tuple[int, ...]
    first_bar: int
    tempo: float
    sure: float

    @property
    def bars(self) -> tuple[int, ...]:
        """Bar lines."""
        return self.beats[self.first_bar :: METRE]

    @property
    def steady(self) -> bool:
        """Whether there is a beat at all."""
        return self.sure >= _STEADY and len(self.beats) >= 2 * METRE


def pulse_of(sound: Sound) -> Pulse:
    """The pulse of a piece (n x channels, 48 kHz); one that is not `steady` where it has none."""
    mono = sound.mean(axis=1)
    onsets, low = _onsets(mono)
    if onsets.size < 4 * _FRAMES or not onsets.any():
        return Pulse(beats=(), first_bar=0, tempo=0.0, sure=0.0)
    period, sure = _period(onsets)
    frames = _tracked(onsets, period)
    beats = [_refined(mono, frame) for frame in frames]
    level = [float(low[max(0, frame - 3) : frame + 4].max(initial=0.0)) for frame in frames]
    first = max(range(min(METRE, len(frames))), key=lambda phase: float(np.mean(level[phase::METRE])), default=0)
    tempo = 60.0 * _FRAMES / float(np.median(np.diff(frames))) if len(frames) > 1 else 0.0
    return Pulse(beats=tuple(beats), first_bar=first, tempo=tempo, sure=sure)


def _onsets(mono: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much begins in each hundredth of a second: in all bands, and in the lowest."""
    edges = np.unique(np.round(np.geomspace(3, _WINDOW // 2, _BANDS + 1)).astype(int))
    padded = np.pad(mono, (_WINDOW // 2, _WINDOW))
    count = len(mono) // _HOP
    window = np.hanning(_WINDOW).astype(np.float32)
    levels = np.zeros((count, len(edges) - 1))
    for start in range(0, count, 512):
        rows = [padded[at * _HOP : at * _HOP + _WINDOW] * window for at in range(start, min(count, start + 512))]
        power = np.abs(np.asarray(rfft(np.stack(rows), axis=1))) ** 2
        bands = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1)
        levels[start : start + len(rows)] = np.log10(1e-7 + bands)
    grown = np.maximum(0.0, np.diff(levels, axis=0, prepend=levels[:1]))
    total = grown.mean(axis=1)
    width = _FRAMES
    around = np.convolve(np.pad(total, width // 2, mode="edge"), np.ones(width) / width, "same")
    flux = np.maximum(0.0, total - around[width // 2 : width // 2 + count])
    return flux / max(1e-9, float(flux.std())), grown[:, : max(1, len(edges) // 4)].mean(axis=1)


def _period(onsets: NDArray[np.float64]) -> tuple[float, float]:
    """The beat in frames, and the share of the onsets that comes back with it."""
    size = 1 << int(np.ceil(np.log2(2 * onsets.size)))
    even = onsets - onsets.mean()
    spectrum = np.fft.rfft(even, size)
    repeat = np.fft.irfft(np.abs(spectrum) ** 2)[: onsets.size]
    repeat /= max(1e-9, float(repeat[0]))
    lags = np.arange(round(60 * _FRAMES / _FASTEST), min(onsets.size // 3, round(60 * _FRAMES / _SLOWEST)) + 1)
    tempi = 60.0 * _FRAMES / lags
    belief = np.exp(-0.5 * (np.log2(tempi / _USUAL) / _SPREAD) ** 2)
    doubled = np.array([repeat[2 * lag] if 2 * lag < repeat.size else 0.0 for lag in lags])
    score = (repeat[lags] + 0.5 * doubled) * belief
    best = int(np.argmax(score))
    lag, shift = int(lags[best]), 0.0
    if 0 < best < len(lags) - 1:
        a, b, c = repeat[lag - 1], repeat[lag], repeat[lag + 1]
        shift = float(0.5 * (a - c) / (a - 2 * b + c)) if a - 2 * b + c < 0 else 0.0
    return lag + shift, float(repeat[lag])


def _tracked(onsets: NDArray[np.float64], period: float) -> list[int]:
    """The frames of the beats (Ellis 2007, section 3)."""
    kernel = np.exp(-0.5 * (np.arange(-8, 9) / 2.0) ** 2)
    local = np.convolve(onsets, kernel / kernel.sum(), "same")
    back = np.arange(round(-2.0 * period), round(-0.5 * period))
    cost = -_TIGHT * np.log(-back / period) ** 2
    total, link = local.copy(), np.full(onsets.size, -1)
    for at in range(onsets.size):
        first = at + back
        usable = first >= 0
        if not usable.any():
            continue
        values = total[first[usable]] + cost[usable]
        best = int(np.argmax(values))
        if values[best] > 0:
            total[at] += values[best]
            link[at] = first[usable][best]
    at = int(total.size - 1 - np.argmax(total[-round(2 * period) :][::-1]))
    frames: list[int] = []
    while at >= 0:
        frames.append(at)
        at = int(link[at])
    return frames[::-1]


def _refined(mono: NDArray[np.float32], frame: int) -> int:
    """The sample of a beat: where, within 40 ms of its frame, the sound grows most from one thousandth to the next."""
    start = max(0, frame * _HOP - _NEAR)
    near = mono[start : frame * _HOP + _NEAR].astype(np.float64)
    blocks = near[: near.size // _FINE * _FINE].reshape(-1, _FINE)
    if blocks.shape[0] < 4:
        return frame * _HOP
    power = np.convolve((blocks**2).mean(axis=1), (0.5, 0.3, 0.2))[: blocks.shape[0]]
    grown = np.diff(np.log(power + 0.02 * float(power.max()) + 1e-12))
    return start + (int(np.argmax(grown)) + 1) * _FINE
