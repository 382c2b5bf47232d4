# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
# (numba compiles these for the arrays they are called with; `metering` and `carving` give them their types.)
"""The inner loops of metering and ducking: filters with a memory, over stereo, one pass, no copies.

Filters are cascades of second-order sections (transposed direct form II) in double precision: b0 b1 b2 a1 a2 a row.
"""

from __future__ import annotations

import numpy as np
from numba import njit

_STRETCH = 1024
"""Samples filtered together, so that the sums stay in the first cache."""


@njit(cache=True, nogil=True, boundscheck=False)
def settle(memory):
    """Let a filter that remembers only silence forget it: a processor is slow with numbers so small."""
    for c in range(memory.shape[0]):
        for s in range(memory.shape[1]):
            for m in range(memory.shape[2]):
                if abs(memory[c, s, m]) < 1e-40:
                    memory[c, s, m] = 0.0


@njit(cache=True, nogil=True, boundscheck=False)
def add_power(sound, sections, memory, block, at, powers):
    """Add each filtered sample's square, over both channels, to `powers[(at + i) // block]`."""
    channels = sound.shape[1]
    count = sections.shape[0]
    for i in range(sound.shape[0]):
        if i % _STRETCH == 0:
            settle(memory)
        total = 0.0
        for c in range(channels):
            x = float(sound[i, c])
            for s in range(count):
                y = sections[s, 0] * x + memory[c, s, 0]
                memory[c, s, 0] = sections[s, 1] * x - sections[s, 3] * y + memory[c, s, 1]
                memory[c, s, 1] = sections[s, 2] * x - sections[s, 4] * y
                x = y
            total += x * x
        powers[(at + i) // block] += total


@njit(cache=True, nogil=True, boundscheck=False)
def carve(sound, sections, memory, hop, at, carved, gains):
    """Take `carved` of the band out of the sound and turn all of it by `gains`, straight lines between blocks.

    Block k's value holds at its middle; `sound` is changed in place."""
    last = gains.shape[0] - 1
    count = sections.shape[0]
    channels = sound.shape[1]
    for i in range(sound.shape[0]):
        if i % _STRETCH == 0:
            settle(memory)
        place = (at + i + 0.5) / hop - 0.5
        k = int(place) if place > 0.0 else 0
        share = place - k
        if share < 0.0:
            share = 0.0
        if k >= last:
            k, share = last, 0.0
            gain, taken = gains[k], carved[k]
        else:
            gain = gains[k] + share * (gains[k + 1] - gains[k])
            taken = carved[k] + share * (carved[k + 1] - carved[k])
        for c in range(channels):
            x = float(sound[i, c])
            y = x
            for s in range(count):
                z = sections[s, 0] * y + memory[c, s, 0]
                memory[c, s, 0] = sections[s, 1] * y - sections[s, 3] * z + memory[c, s, 1]
                memory[c, s, 1] = sections[s, 2] * y - sections[s, 4] * z
                y = z
            sound[i, c] = gain * (x - taken * y)


@njit(cache=True, nogil=True, boundscheck=False)
def true_peaks(planar, phases, lead, hop, at, peaks):
    """Raise `peaks` to the highest magnitude in each hop, of the samples and of the values interpolated between them.

    `planar` is (channels, n) with `lead` samples before the first that counts and after the last; that first one is
    number `at`. `phases` is (values between two samples, 2 x lead)."""
    count = planar.shape[1] - 2 * lead
    taps = phases.shape[1]
    sums = np.zeros(_STRETCH, np.float32)
    for begin in range(0, count, _STRETCH):
        size = min(_STRETCH, count - begin)
        for c in range(planar.shape[0]):
            row = planar[c]
            for i in range(size):
                k = (at + begin + i) // hop
                top = abs(row[lead + begin + i])
                if top > peaks[k]:
                    peaks[k] = top
            for p in range(phases.shape[0]):
                sums[:] = 0.0
                for t in range(taps):
                    weight = phases[p, t]
                    part = row[begin + t + 1 : begin + t + 1 + size]
                    for i in range(size):
                        sums[i] += weight * part[i]
                for i in range(size):
                    k = (at + begin + i) // hop
                    top = abs(sums[i])
                    if top > peaks[k]:
                        peaks[k] = top


@njit(cache=True, nogil=True, boundscheck=False)
def apply_gain(sound, hop, at, gains):
    """Turn the sound by `gains`, a straight line from the middle of one hop to the next; in place."""
    last = gains.shape[0] - 1
    for i in range(sound.shape[0]):
        place = (at + i + 0.5) / hop - 0.5
        k = int(place) if place > 0.0 else 0
        share = max(0.0, place - k)
        gain = gains[last] if k >= last else gains[k] + share * (gains[k + 1] - gains[k])
        for c in range(sound.shape[1]):
            sound[i, c] *= gain
