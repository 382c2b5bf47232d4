# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""Plucked strings: a digital waveguide in two planes, compiled once and cached on disk."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def pluck(out, start, n, hold, f, force, width, rough, where, sustain, dull, bend, vibrato, seed):
    """A string plucked at `where` of its length (Jaffe and Smith 1983; Karjalainen, Valimaki and Tolonen 1998), added
    to `out` from `start` on, `n` samples, damped by the finger after `hold`.

    `width` ms is how long the finger or nail leaves the string, `rough` its noise; `sustain` seconds to fall by 60 dB,
    `dull` 0 to 0.5 how fast the high partials die. `bend` semitones are pulled away after the attack (a slide when
    negative), `vibrato` semitones set in late. Two planes of vibration, a little apart, make the decay go in two
    stages and beat. Cubic (Lagrange) reading of the delay line.
    """
    np.random.seed(seed)
    sr = 48000.0
    n = min(n, out.shape[0] - start)
    lowest = f * 2.0 ** (-abs(bend) / 12.0 - 0.05)
    size = 64
    while size < int(sr / lowest) + 16:
        size *= 2
    mask = size - 1
    period = int(sr / f)
    shape = np.zeros(period)
    half = max(1.0, width * 0.001 * sr * (1.25 - 0.5 * force))
    comb = max(1, int(period * where))
    for i in range(period):
        d = min(i, period - i)
        if d < half:
            shape[i] += 0.5 + 0.5 * math.cos(math.pi * d / half)
        d = abs(i - comb)
        d = min(d, period - d)
        if d < half:
            shape[i] -= 0.5 + 0.5 * math.cos(math.pi * d / half)
    low = 0.0
    for i in range(period):
        low += 0.5 * ((np.random.random() * 2.0 - 1.0) - low)
        shape[i] += rough * low
    mean = shape.mean()
    top = 1e-9
    for i in range(period):
        shape[i] -= mean
        top = max(top, abs(shape[i]))
    for plane in range(2):
        detune = 1.0 if plane == 0 else 1.0007
        level = (0.68 if plane == 0 else 0.32) * force / top
        fall = sustain * (1.0 if plane == 0 else 0.45)
        line = np.zeros(size)
        for i in range(period):
            line[i] = shape[i] * level
        write = period
        last = 0.0
        damp = 1.0
        k = 2
        u = 0.0
        gain = 1.0
        for i in range(n):
            t = i / sr
            if i == hold:
                damp = 10.0 ** (-3.0 / (f * 0.35))
            if i & 15 == 0:
                away = bend * math.exp(-t * 9.0)
                if t > 0.25 and vibrato > 0.0:
                    away += vibrato * math.sin(29.0 * (t - 0.25)) * min(1.0, (t - 0.25) * 2.5)
                now = f * detune * 2.0 ** (away / 12.0)
                delay = sr / now - dull
                k = min(int(delay), size - 4)
                u = delay - k
                gain = 10.0 ** (-3.0 / (now * fall)) * damp
            a = line[(write - k + 1) & mask]
            b = line[(write - k) & mask]
            c = line[(write - k - 1) & mask]
            d = line[(write - k - 2) & mask]
            x = (
                -u * (u - 1.0) * (u - 2.0) / 6.0 * a
                + (u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0 * b
                - (u + 1.0) * u * (u - 2.0) / 2.0 * c
                + (u + 1.0) * u * (u - 1.0) / 6.0 * d
            )
            y = ((1.0 - dull) * x + dull * last) * gain
            last = x
            line[write & mask] = y
            write += 1
            fade = 1.0
            if n - i < 960:
                fade = (n - i) / 960.0
            if i < 24:
                fade *= i / 24.0
            out[start + i] += x * fade
