# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""Bamboo flutes: partials that follow the breath, the breath itself, and the membrane's buzz."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def blow(out, start, n, f, force, partials, buzz, breath, slide, vibrato, seed):
    """A flute note added to `out`. `partials` are the harmonics' levels at full breath; the higher ones grow with it.

    The note speaks with a chiff of air and rises into its pitch; `slide` semitones it comes from; the breath, and with
    it pitch and colour, waves at some five a second once the note stands. `buzz` is the dizi's membrane: the tone's own
    edges, high-passed, strongest when blown hard. Breath is noise ringing at the pitch (a resonator of 40 ms).
    """
    np.random.seed(seed)
    sr = 48000.0
    total = n / sr
    n = min(n, out.shape[0] - start)
    count = partials.shape[0]
    attack = 0.05 + 0.05 * (1.0 - force)
    release = min(0.14, total * 0.4)
    phase = 0.0
    drift = 0.0
    r1 = 0.0
    r2 = 0.0
    air = 0.0
    edge = 0.0
    radius = math.exp(-1.0 / (0.012 * sr))
    turn = 2.0 * radius * math.cos(2.0 * math.pi * f / sr)
    even = math.sqrt(6.0 * (1.0 - radius * radius)) * math.sin(2.0 * math.pi * f / sr)
    rate = 2.0 * math.pi * (4.7 + 0.6 * np.random.random())
    while count > 1 and f * count > 15000.0:
        count -= 1
    for i in range(n):
        t = i / sr
        noise = np.random.random() * 2.0 - 1.0
        drift += 0.0004 * ((np.random.random() * 2.0 - 1.0) * 30.0 - drift)
        up = min(1.0, t / attack)
        up = up * up * (3.0 - 2.0 * up)
        down = min(1.0, max(0.0, (total - t) / release))
        late = min(1.0, max(0.0, (t - 0.3) * 1.8))
        wave = math.sin(rate * t) * late * vibrato
        swell = 0.85 + 0.15 * math.sin(math.pi * min(1.0, t / max(0.4, total)))
        level = up * down * swell * (1.0 + 0.12 * wave + 0.02 * drift)
        cents = slide * math.exp(-t * 14.0) - 0.35 * math.exp(-t * 45.0) + 0.13 * wave + 0.012 * drift
        phase += 2.0 * math.pi * f * 2.0 ** (cents / 12.0) / sr
        s = math.sin(phase)
        c = 2.0 * math.cos(phase)
        before = 0.0
        now = s
        tone = 0.0
        colour = 1.0
        bright = level * (0.55 + 0.45 * force)
        for h in range(count):
            tone += partials[h] * colour * now
            after = c * now - before
            before = now
            now = after
            colour *= 0.35 + 0.65 * bright
        driven = math.tanh(4.0 * tone)
        reed = driven - edge
        edge += 0.35 * (driven - edge)
        ring = even * noise + turn * r1 - radius * radius * r2
        r2 = r1
        r1 = ring
        air += 0.3 * (noise - air)
        chiff = math.exp(-t * 38.0) * min(1.0, t * 400.0)
        wind = ring * 0.055 * (0.6 + 0.4 * s) + air * 0.10
        out[start + i] += force * (
            tone * level + buzz * reed * level * level * force + breath * wind * (level + 1.3 * chiff * down)
        )
