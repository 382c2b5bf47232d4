# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""Plucked strings and blown bamboo as sample loops, compiled once and cached on disk."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def pluck(f, n, bright, damp, where, bend, seed, sr):
    """Extended Karplus-Strong (Jaffe and Smith 1983): a string plucked at `where` of its length, `n` samples.

    `bright` 0..1 is the hardness of the finger, `damp` the loss each round trip, `bend` semitones it is pulled up after
    the attack; a slow vibrato sets in late, as a player's finger does.
    """
    np.random.seed(seed)
    out = np.zeros(n, np.float32)
    size = int(sr / f * 1.4) + 16
    line = np.zeros(size)
    length = int(sr / f)
    low = 0.0
    for i in range(length):
        low = low * (1.0 - bright) + (np.random.random() * 2.0 - 1.0) * bright
        line[i] = low
    comb = max(1, int(length * where))
    shape = line.copy()
    top = 1e-9
    for i in range(length):
        line[i] = shape[i] - 0.9 * shape[(i - comb) % length]
        top = max(top, abs(line[i]))
    for i in range(length):
        line[i] /= top
    write = length
    last = 0.0
    for i in range(n):
        t = i / sr
        cents = bend * (1.0 - math.exp(-t * 7.0)) + 0.10 * math.sin(31.0 * t) * min(1.0, max(0.0, t - 0.3) * 2.0)
        delay = sr / (f * 2.0 ** (cents / 12.0)) - 0.5
        k = int(delay)
        share = delay - k
        x = line[(write - k) % size] * (1.0 - share) + line[(write - k - 1) % size] * share
        y = (0.5 * x + 0.5 * last) * damp
        last = x
        line[write % size] = y
        write += 1
        out[i] = x
    return out


@njit(cache=True)
def flute(f0, f1, n, vibrato, breath, seed, sr):
    """A bamboo flute gliding from `f0` to `f1` Hz: a few partials, breath noise, the buzz of its reed membrane."""
    np.random.seed(seed)
    out = np.zeros(n, np.float32)
    phase = 0.0
    low = 0.0
    total = n / sr
    for i in range(n):
        t = i / sr
        swell = min(1.0, t / 0.09) * min(1.0, (total - t) / 0.18)
        glide = min(1.0, t / 0.12)
        late = min(1.0, max(0.0, (t - 0.35) * 1.6))
        f = (f0 + (f1 - f0) * glide) * (1.0 + vibrato * 0.009 * math.sin(32.0 * t) * late)
        phase += 2.0 * math.pi * f / sr
        low += 0.22 * ((np.random.random() * 2.0 - 1.0) - low)
        tone = math.sin(phase + 0.3 * swell * math.sin(phase)) + 0.26 * swell * math.sin(2.0 * phase + 0.2)
        tone += 0.10 * swell * swell * math.sin(3.0 * phase)
        buzz = math.tanh(2.2 * math.sin(phase) + 0.7 * math.sin(4.0 * phase)) * 0.045 * swell * swell
        level = 1.0 + 0.10 * vibrato * math.sin(32.0 * t + 0.6) * late
        out[i] = (tone * 0.42 + buzz + low * 0.6 * breath * (0.6 + 0.4 * math.sin(phase))) * swell * level
    return out


@njit(cache=True)
def bowed(f0, f1, n, vibrato, seed, sr):
    """An erhu: a bowed saw through a snakeskin body (two resonances), with bow noise and a wide, late vibrato."""
    np.random.seed(seed)
    out = np.zeros(n, np.float32)
    phase = 0.0
    total = n / sr
    a1 = 0.0
    a2 = 0.0
    b1 = 0.0
    b2 = 0.0
    low = 0.0
    w1 = 2.0 * math.cos(2.0 * math.pi * 480.0 / sr) * 0.985
    w2 = 2.0 * math.cos(2.0 * math.pi * 1250.0 / sr) * 0.975
    for i in range(n):
        t = i / sr
        swell = min(1.0, t / 0.16) * min(1.0, (total - t) / 0.22)
        glide = 1.0 - math.exp(-t * 16.0)
        late = min(1.0, max(0.0, (t - 0.25) * 1.8))
        f = (f0 + (f1 - f0) * glide) * (1.0 + vibrato * 0.013 * math.sin(35.0 * t) * late)
        phase += f / sr
        phase -= math.floor(phase)
        saw = 0.0
        for h in range(1, 12):
            if h * f > 9000.0:
                break
            saw += math.sin(2.0 * math.pi * h * phase) / (h**1.15)
        noise = np.random.random() * 2.0 - 1.0
        x = (saw * 0.5 + noise * 0.03) * swell
        y1 = x + w1 * a1 - 0.970225 * a2
        a2 = a1
        a1 = y1
        y2 = x + w2 * b1 - 0.950625 * b2
        b2 = b1
        b1 = y2
        low += 0.35 * ((x * 0.55 + y1 * 0.022 + y2 * 0.014) - low)
        out[i] = low
    return out


@njit(cache=True)
def drum(f, n, seed, sr):
    """A skin drum: two modes that fall in pitch as the skin relaxes, and the stick's click."""
    np.random.seed(seed)
    out = np.zeros(n, np.float32)
    one = 0.0
    two = 0.0
    low = 0.0
    for i in range(n):
        t = i / sr
        step = 2.0 * math.pi * f * (1.0 + 0.8 * math.exp(-t * 28.0)) / sr
        one += step
        two += step * 1.593
        low += 0.16 * ((np.random.random() * 2.0 - 1.0) - low)
        out[i] = (
            math.sin(one) * math.exp(-t * 5.0)
            + 0.3 * math.sin(two) * math.exp(-t * 11.0)
            + low * 1.1 * math.exp(-t * 60.0)
        )
    return out
