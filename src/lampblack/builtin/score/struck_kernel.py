# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""What is struck: sums of ringing modes (piano strings, bells), and skins that fall in pitch as they relax."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def modes(out, start, n, hold, release, frequencies, levels, falls, onset):
    """Modes that ring and die, added to `out`: each a resonator of two poles, until it is 80 dB down; damped `release`
    seconds after `hold`; `onset` samples of rounding, as felt gives."""
    sr = 48000.0
    n = min(n, out.shape[0] - start)
    ring = np.zeros(n)
    for k in range(frequencies.shape[0]):
        w = 2.0 * math.pi * frequencies[k] / sr
        if w > 2.6 or levels[k] == 0.0:
            continue
        radius = math.exp(-falls[k] / sr)
        a = 2.0 * radius * math.cos(w)
        b = radius * radius
        y1 = 0.0
        y2 = -math.sin(w) * levels[k] / radius
        length = min(n, int(9.2 / falls[k] * sr))
        for i in range(length):
            y = a * y1 - b * y2
            y2 = y1
            y1 = y
            ring[i] += y
    fade = 1.0
    step = math.exp(-6.9 / (release * sr))
    for i in range(n):
        if i > hold:
            fade *= step
        soft = 1.0
        if i < onset:
            soft = 0.5 - 0.5 * math.cos(math.pi * i / onset)
        if n - i < 480:
            soft *= (n - i) / 480.0
        out[start + i] += ring[i] * fade * soft


@njit(cache=True)
def thud(out, start, n, level, dark, fall, seed):
    """The knock that comes with a blow: noise under `dark` Hz that is gone after some `fall`-ths of a second."""
    np.random.seed(seed)
    sr = 48000.0
    n = min(n, out.shape[0] - start)
    share = 1.0 - math.exp(-2.0 * math.pi * dark / sr)
    one = 0.0
    two = 0.0
    for i in range(n):
        one += share * ((np.random.random() * 2.0 - 1.0) - one)
        two += share * (one - two)
        rise = min(1.0, i / 48.0)
        out[start + i] += two * level * rise * math.exp(-fall * i / sr) * min(1.0, (n - i) / 240.0)


@njit(cache=True)
def skin(out, start, n, f, force, fall, drop, stick, seed):
    """A drum: five modes of a round skin (1, 1.59, 2.14, 2.30, 2.65), the lowest falling in pitch after a hard blow,
    the higher ones heard only then; and the stick."""
    np.random.seed(seed)
    sr = 48000.0
    n = min(n, out.shape[0] - start)
    ratios = (1.0, 1.594, 2.136, 2.296, 2.653)
    shares = (1.0, 0.42, 0.24, 0.16, 0.12)
    phases = np.zeros(5)
    hit = 0.0
    for i in range(n):
        t = i / sr
        bend = 1.0 + drop * force * math.exp(-t * 24.0)
        total = 0.0
        for k in range(5):
            phases[k] += 2.0 * math.pi * f * ratios[k] * bend / sr
            total += shares[k] * (force if k else 1.0) * math.sin(phases[k]) * math.exp(-t * fall * (1.0 + 0.9 * k))
        hit += (0.1 + 0.3 * force) * ((np.random.random() * 2.0 - 1.0) - hit)
        blow = hit * stick * math.exp(-t * 75.0)
        out[start + i] += force * (total + blow) * min(1.0, i / 20.0) * min(1.0, (n - i) / 960.0)
