"""Sounds laid on the cut: every recording at its sample, its level, its side, repeated and faded where asked."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from lampblack.media.audio import Sound
from lampblack.sound.model import Placed

LOOP_FADE = 24_000
"""Samples (half a second) over which a repeated ambience melts into itself: shorter and the ear finds the seam."""


def lay(placed: Sequence[Placed], sounds: Sequence[Sound], samples: int) -> Sound:
    """A stereo stem of exactly `samples`, with each of `placed` where it belongs; what runs over the end is cut off."""
    stem = np.zeros((samples, 2), np.float32)
    for one in placed:
        sound = sounds[one.blob]
        if one.loop_until > max(0, one.start):
            sound = looped(sound, one.loop_until - one.start)
        sound = faded(sound, one.fade_in, one.fade_out)
        skipped = max(0, -one.start)
        start = max(0, one.start)
        length = min(sound.shape[0] - skipped, samples - start)
        if length > 0:
            stem[start : start + length] += panned(sound[skipped : skipped + length], one.pan, one.gain_db)
    return stem


def panned(sound: Sound, pan: float, gain_db: float) -> Sound:
    """Stereo with equal power from left (-1) to right (1); a stereo sound is balanced instead."""
    gain = 10.0 ** (gain_db / 20.0)
    angle = (min(1.0, max(-1.0, pan)) + 1.0) * math.pi / 4.0
    if sound.shape[1] == 1:
        return sound * np.array([[math.cos(angle) * gain, math.sin(angle) * gain]], np.float32)
    left, right = min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)
    return sound * np.array([[left * gain, right * gain]], np.float32)


def looped(sound: Sound, samples: int) -> Sound:
    """`sound` for as long as asked, each repetition cross-faded with equal power into the one before."""
    length = sound.shape[0]
    if length >= samples:
        return sound[:samples]
    fade = min(LOOP_FADE, length // 3)
    out = np.zeros((samples, sound.shape[1]), np.float32)
    ramp = np.sin(np.linspace(0.0, math.pi / 2.0, fade, dtype=np.float32))[:, None]
    body = sound.copy()
    body[length - fade :] *= ramp[::-1]
    start = 0
    while start < samples:
        piece = body if start else np.concatenate([sound[: length - fade], body[length - fade :]])
        if start:
            piece = piece.copy()
            piece[:fade] *= ramp
        take = min(length, samples - start)
        out[start : start + take] += piece[:take]
        start += length - fade
    return out


def faded(sound: Sound, fade_in: int, fade_out: int) -> Sound:
    """The sound rising over its first and falling over its last samples."""
    if not fade_in and not fade_out:
        return sound
    out = sound.copy()
    rise, fall = min(fade_in, out.shape[0]), min(fade_out, out.shape[0])
    if rise:
        out[:rise] *= np.sin(np.linspace(0.0, math.pi / 2.0, rise, dtype=np.float32))[:, None]
    if fall:
        out[out.shape[0] - fall :] *= np.cos(np.linspace(0.0, math.pi / 2.0, fall, dtype=np.float32))[:, None]
    return out
