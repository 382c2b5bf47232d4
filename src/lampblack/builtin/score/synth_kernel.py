# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""Electronic voices: glass by frequency modulation, filtered saws, a kick, and a filter that moves over minutes."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def glass(out, start, n, f, force, ratio, depth, fall, release):
    """Two sines, one bending the other (Chowning 1973): bright when struck, pure as it dies; a second pair a little
    sharp, so that it shimmers."""
    sr = 48000.0
    tail = int(release * sr)
    length = min(n + tail, out.shape[0] - start)
    for pair in range(2):
        tune = f * (1.0 if pair == 0 else 1.0017)
        for i in range(length):
            t = i / sr
            level = min(1.0, t / 0.012) * (0.25 * math.exp(-t * 0.7) + 0.75 * math.exp(-t * fall))
            if i > n:
                level *= (1.0 - (i - n) / tail) ** 2
            bend = depth * force * math.exp(-t * fall * 1.6)
            out[start + i] += (
                0.5
                * force
                * level
                * math.sin(2.0 * math.pi * tune * t + bend * math.sin(2.0 * math.pi * tune * ratio * t))
            )


@njit(cache=True)
def filtered(out, start, n, f, force, table, sub, opening, closed, fall, resonance, attack, release):
    """A saw (`table`: one period) and its `sub` octave through a low-pass (state variable, Zavalishin 2012) that opens
    to `opening` Hz with the blow and falls back to `closed`."""
    sr = 48000.0
    tail = int(release * sr)
    length = min(n + tail, out.shape[0] - start)
    size = table.shape[0]
    one = 0.0
    two = 0.0
    position = 0.0
    phase = 0.0
    g = 0.0
    for i in range(length):
        t = i / sr
        if i % 16 == 0:
            cutoff = closed + (opening - closed) * force * math.exp(-t * fall)
            g = math.tan(math.pi * min(cutoff, 18000.0) / sr)
        position += f * size / sr
        if position >= size:
            position -= size
        k = int(position)
        u = position - k
        phase += math.pi * f / sr
        x = table[k] * (1.0 - u) + table[(k + 1) % size] * u + sub * math.sin(phase)
        a = 1.0 / (1.0 + g * (g + resonance))
        v1 = a * (one + g * (x - two))
        v2 = two + g * v1
        one = 2.0 * v1 - one
        two = 2.0 * v2 - two
        level = min(1.0, t / attack)
        if i > n:
            level *= (1.0 - (i - n) / tail) ** 2
        out[start + i] += force * level * v2


@njit(cache=True)
def swept(sound, cutoffs, every, resonance):
    """A stereo sound through a low-pass whose cut-off (Hz, one value for `every` samples) moves; in place."""
    sr = 48000.0
    for side in range(2):
        one = 0.0
        two = 0.0
        g = 0.0
        for i in range(sound.shape[0]):
            if i % every == 0:
                g = math.tan(math.pi * cutoffs[i // every] / sr)
            a = 1.0 / (1.0 + g * (g + resonance))
            v1 = a * (one + g * (sound[i, side] - two))
            v2 = two + g * v1
            one = 2.0 * v1 - one
            two = 2.0 * v2 - two
            sound[i, side] = v2


@njit(cache=True)
def kick(out, start, n, f, force):
    """A low blow: a sine that falls an octave and a half within a tenth of a second."""
    sr = 48000.0
    n = min(n, out.shape[0] - start)
    phase = 0.0
    for i in range(n):
        t = i / sr
        phase += 2.0 * math.pi * f * (1.0 + 1.8 * math.exp(-t * 38.0)) / sr
        out[start + i] += force * math.sin(phase) * math.exp(-t * 7.5) * min(1.0, t / 0.002) * min(1.0, (n - i) / 960.0)


def saw(partials: int, steep: float) -> np.ndarray:
    """One period of 2,048 samples with so many partials, each weaker by h to the power of `steep`."""
    angle = 2.0 * np.pi * np.arange(2048) / 2048.0
    total = np.zeros(2048)
    for h in range(1, partials + 1):
        total += np.sin(h * angle + 0.7 * h * h) / h**steep
    return total / np.sqrt((total**2).mean())
