"""Bodies: what a skin, a plate or a belly of wood does to a string, as a few resonances over a whole part."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy has no complete types, kernels have none)

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.desk_kernel import cascade

Part = NDArray[np.float32]
"""What one instrument plays in the whole film: (samples,) or (samples, 2)."""
Peak = tuple[float, float, float]
"""Hertz, dB, Q."""


def through(part: Part, peaks: tuple[Peak, ...], low: float = 0.0, high: float = 0.0) -> Part:
    """The part through resonances (peaking filters, R. Bristow-Johnson's cookbook), nothing under `low` or over
    `high` Hz (0: no limit)."""
    sections = [_peaking(*peak) for peak in peaks]
    if low:
        sections += list(np.asarray(butter(2, low, "high", fs=SAMPLE_RATE, output="sos")))
    if high:
        sections += list(np.asarray(butter(2, high, "low", fs=SAMPLE_RATE, output="sos")))
    if not sections:
        return part
    out = np.ascontiguousarray(part.reshape(part.shape[0], -1)).copy()
    cascade(out, np.asarray(sections, np.float64))
    return out.reshape(part.shape)


def soundboard(part: Part, share: float) -> Part:
    """The part with the open strings of a piano humming along: some fifty faint modes on the tempered scale, two
    seconds long."""
    if share <= 0.0 or not part.any():
        return part
    rng = np.random.default_rng(seed_of("soundboard"))
    t = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    hum = np.zeros(t.size)
    for key in range(33, 88):
        f = 440.0 * 2.0 ** ((key - 69) / 12.0)
        hum += rng.normal() * np.sin(2 * math.pi * f * t + rng.uniform(0, 6.28)) * np.exp(-t * (1.2 + f / 700.0))
    hum *= np.minimum(1.0, t / 0.02)
    hum = (hum / np.sqrt((hum**2).sum())).astype(np.float32)
    return (part + share * np.asarray(oaconvolve(part, hum))[: part.shape[0]]).astype(np.float32)


def echoed(part: Part, seconds: float, share: float, times: int) -> Part:
    """A stereo part with its echoes, from side to side, each weaker and duller."""
    out, echo = part.copy(), part
    for _ in range(times):
        shift = round(seconds * SAMPLE_RATE)
        moved = np.zeros_like(echo)
        if shift < echo.shape[0]:
            moved[shift:] = echo[: echo.shape[0] - shift, ::-1]
        echo = through(moved, (), 220.0, 4200.0) * np.float32(share)
        out += echo
    return out


def _peaking(hertz: float, decibels: float, q: float) -> NDArray[np.float64]:
    a, w = 10.0 ** (decibels / 40.0), 2.0 * math.pi * hertz / SAMPLE_RATE
    alpha, c = math.sin(w) / (2.0 * q), math.cos(w)
    top, bottom = (1 + alpha * a, -2 * c, 1 - alpha * a), (1 + alpha / a, -2 * c, 1 - alpha / a)
    return np.array([*(each / bottom[0] for each in top), *(each / bottom[0] for each in bottom)])
