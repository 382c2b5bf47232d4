"""Sounds laid on their samples: every recording at its level, its side, its distance, repeated and faded."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (scipy has no complete types)

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, firwin, oaconvolve, sosfiltfilt

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound
from lampblack.sound.level import SILENCE, spoken_level
from lampblack.sound.model import Placed

LOOP_FADE = 24_000
"""Samples (half a second) over which a repeated ambience melts into itself: shorter and the ear finds the seam."""
_NEAR = 2.0
"""Metres up to which nothing is lost."""
_DULL = 14.0
"""Metres beyond `_NEAR` at which half the brightness is lost: more than air takes, and what films do."""
_BRIGHTEST, _DULLEST = 18_000.0, 1_400.0
_WARMTH = 0.22
"""How much of what lies under 200 Hz is added to a voice that is close."""


def lay(placed: Sequence[Placed], sounds: Sequence[Sound], samples: int) -> Sound:
    """A stereo stem of exactly `samples`, with each of `placed` where it belongs; what runs over the end is cut off."""
    stem = np.zeros((samples, 2), np.float32)
    for one in placed:
        add(stem, prepared(one, sounds[one.blob]), one.start)
    return stem


def add(stem: Sound, sound: Sound, at: int) -> None:
    """Add a sound to a stem from sample `at` on; what lies outside is cut off."""
    skipped, start = max(0, -at), max(0, at)
    length = min(sound.shape[0] - skipped, stem.shape[0] - start)
    if length > 0:
        stem[start : start + length] += sound[skipped : skipped + length]


def prepared(one: Placed, recording: Sound) -> Sound:
    """A recording as it is heard from where it is placed, in stereo, without the room; never a sample later."""
    sound = recording
    if one.loop_until > max(0, one.start):
        sound = looped(sound, one.loop_until - one.start, one.skip)
    elif one.skip:
        sound = sound[one.skip :]
    sound = dulled(sound, one.distance, one.occlusion)
    if one.close:
        sound = warmed(sound)
    gain_db = one.gain_db + (levelling(recording, one.level) if one.level is not None else 0.0)
    return panned(faded(sound, one.fade_in, one.fade_out), one.pan, gain_db)


def levelling(recording: Sound, level: float) -> float:
    """dB that bring a recording to a loudness; nothing for one in which nothing is heard."""
    now = spoken_level(recording)
    return level - now if now > SILENCE else 0.0


def panned(sound: Sound, pan: float, gain_db: float) -> Sound:
    """Stereo with equal power from left (-1) to right (1); a stereo sound is balanced instead."""
    gain = 10.0 ** (gain_db / 20.0)
    angle = (min(1.0, max(-1.0, pan)) + 1.0) * math.pi / 4.0
    if sound.shape[1] == 1:
        return sound * np.array([[math.cos(angle) * gain, math.sin(angle) * gain]], np.float32)
    left, right = min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)
    return sound * np.array([[left * gain, right * gain]], np.float32)


def dulled(sound: Sound, distance: float, occlusion: float) -> Sound:
    """The sound from `distance` metres off, or from behind something: without its brightness, and not a sample late."""
    cutoff = _BRIGHTEST / (1.0 + max(0.0, distance - _NEAR) / _DULL) * (1.0 - 0.75 * min(1.0, max(0.0, occlusion)))
    if cutoff >= 0.95 * _BRIGHTEST:
        return sound
    taps = _softening(int(max(_DULLEST, cutoff) // 100 * 100))
    return np.asarray(oaconvolve(sound, taps, mode="same", axes=0)).astype(np.float32)


def warmed(sound: Sound) -> Sound:
    """A voice close to the ear: a little more of its depth."""
    if sound.shape[0] < 64:
        return sound
    sos = butter(1, 200.0, "low", fs=SAMPLE_RATE, output="sos")
    return (sound + _WARMTH * np.asarray(sosfiltfilt(sos, sound, axis=0))).astype(np.float32)


@lru_cache(maxsize=64)
def _softening(cutoff: int) -> NDArray[np.float32]:
    """A short symmetrical low-pass: gentle, and delays nothing once centred."""
    return np.asarray(firwin(31, cutoff, window="hann", fs=SAMPLE_RATE), np.float32).reshape(-1, 1)


def looped(sound: Sound, samples: int, skip: int = 0) -> Sound:
    """`sound` for as long as asked, each repetition cross-faded with equal power into the one before; with `skip`, from
    that far into its repetitions on."""
    length = sound.shape[0]
    if not skip and length >= samples:
        return sound[:samples]
    fade = min(LOOP_FADE, length // 3)
    period = length - fade
    if skip:
        # any place but the first repetition's head, which has nothing to melt out of
        skip = period + skip % period
        return looped(sound, skip + samples)[skip:]
    out = np.zeros((samples, sound.shape[1]), np.float32)
    ramp = np.sin(np.linspace(0.0, math.pi / 2.0, fade, dtype=np.float32))[:, None]
    body = sound.copy()
    body[period:] *= ramp[::-1]
    start = 0
    while start < samples:
        piece = body
        if start:
            piece = body.copy()
            piece[:fade] *= ramp
        take = min(length, samples - start)
        out[start : start + take] += piece[:take]
        start += period
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
