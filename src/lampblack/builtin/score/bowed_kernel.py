# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""Bowed strings: one player heard closely, and a section of many heard from afar."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def bow(out, start, n, f, force, count, steep, noise_level, slide, vibrato, rate, attack, seed):
    """One bowed note added to `out`: the string's saw with `count` partials falling by h to the power of `steep`,
    duller when played softly, the hair's noise in the rhythm of the slipping string, a vibrato that sets in late
    and is never quite even, a slide from `slide` semitones away. The body is put on by the desk, so that
    vibrato moves through it.
    """
    np.random.seed(seed)
    sr = 48000.0
    total = n / sr
    n = min(n, out.shape[0] - start)
    while count > 3 and f * count > 14000.0:
        count -= 1
    hard = np.zeros(count)
    soft = np.zeros(count)
    for h in range(count):
        hard[h] = (h + 1.0) ** (-steep)
        soft[h] = (h + 1.0) ** (-steep - 0.9)
    attack = min(attack * (1.3 - 0.6 * force), total * 0.4)
    release = min(0.13, total * 0.4)
    phase = np.random.random() * 0.1
    drift = 0.0
    hair = 0.0
    rate = 2.0 * math.pi * rate * (0.95 + 0.1 * np.random.random())
    for i in range(n):
        t = i / sr
        drift += 0.0005 * ((np.random.random() * 2.0 - 1.0) * 34.0 - drift)
        up = min(1.0, t / attack)
        up = up * (2.0 - up)
        down = min(1.0, max(0.0, (total - t) / release))
        late = min(1.0, max(0.0, (t - 0.22) * 2.2))
        swell = 0.68 + 0.32 * math.sin(math.pi * min(1.0, t / max(0.5, total)))
        wave = math.sin(rate * t + 0.4 * drift) * late * vibrato
        level = up * down * swell * (1.0 + 0.06 * wave + 0.03 * drift)
        cents = slide * math.exp(-t * 11.0) + wave + 0.02 * drift
        phase += f * 2.0 ** (cents / 12.0) / sr
        phase -= math.floor(phase)
        angle = 2.0 * math.pi * phase
        s = math.sin(angle)
        c = 2.0 * math.cos(angle)
        before = 0.0
        now = s
        bright = level * (0.35 + 0.65 * force)
        tone = 0.0
        for h in range(count):
            tone += (soft[h] + (hard[h] - soft[h]) * bright) * now
            after = c * now - before
            before = now
            now = after
        hair += 0.42 * ((np.random.random() * 2.0 - 1.0) - hair)
        slip = 0.35 + 0.65 * math.exp(-phase * 6.0)
        scratch = 1.0 + 3.0 * math.exp(-t * 25.0)
        out[start + i] += force * level * (tone + noise_level * hair * slip * scratch)


@njit(cache=True)
def section(out, start, n, f, force, table, voices, spread, vibrato, attack, release, swelling, seed):
    """Many players on one note, added to `out` (samples x 2): each a little out of tune (`spread` cents), late and with
    a vibrato of their own, seated from left to right. `table` is one period of the tone; `swelling` 1 grows to the end.
    """
    np.random.seed(seed)
    sr = 48000.0
    total = n / sr
    tail = int(release * sr)
    size = table.shape[0]
    for voice in range(voices):
        detune = (np.random.random() * 2.0 - 1.0) * spread / 1200.0
        rate = 2.0 * math.pi * (4.6 + 1.5 * np.random.random())
        turn = np.random.random() * 6.28
        pan = (voice + 0.5) / voices
        delay = int(np.random.random() * 0.03 * sr * min(1.0, attack * 8.0))
        share = force / math.sqrt(voices)
        if voice == voices // 2:
            # the leader: heard a little above the others, so that their beating does not hollow the tone out
            share *= 1.9
            detune = 0.0
        left = math.cos(pan * math.pi * 0.5) * share
        right = math.sin(pan * math.pi * 0.5) * share
        position = np.random.random() * size
        length = min(n + tail, out.shape[0] - start)
        step = 0.0
        for i in range(delay, length):
            t = (i - delay) / sr
            if i % 16 == 0 or i == delay:
                wave = math.sin(rate * t + turn) * vibrato * min(1.0, t * 2.0)
                step = f * 2.0 ** (detune + wave / 12.0) * size / sr
            up = min(1.0, t / attack)
            up = up * up * (3.0 - 2.0 * up)
            if swelling > 0.0:
                up *= 1.0 - swelling + swelling * min(1.0, t / total) ** 1.5
            if i > n:
                up *= (1.0 - (i - n) / tail) ** 2
            position += step
            if position >= size:
                position -= size
            k = int(position)
            u = position - k
            value = table[k] * (1.0 - u) + table[(k + 1) % size] * u
            out[start + i, 0] += value * up * left
            out[start + i, 1] += value * up * right
