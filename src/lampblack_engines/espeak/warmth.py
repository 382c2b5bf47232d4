# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# (SciPy is typed only in part.)
"""A formant voice made gentler, without moving anything in time: warmer below, less buzz above, breath, a small room.

Every filter is minimum-phase or short against a millisecond; the direct sound is never delayed.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.speaking.level import levelled
from lampblack.engines.speaking.moods import Feel
from lampblack_engines.espeak.breath import aired, unsteady, whispered
from lampblack_engines.espeak.spectrum import coloured

Sound = NDArray[np.float64]

PLAIN = Feel()
_EFFORT = 9.0
"""Decibels above 1.6 kHz for a voice pressed twice as hard: a shout is not only louder, it is brighter (Traunmüller and
Eriksson 2000)."""

_ROOM = ((7.1, -19.0), (11.3, -21.0), (16.9, -22.0), (21.7, -24.0), (28.3, -26.0))
"""Early reflections of a small room with curtains: milliseconds, decibels."""


def warmed(
    sound: Sound, warmth: float, seed: int, feel: Feel = PLAIN, colour: NDArray[np.float64] | None = None, who: int = 0
) -> Sound:
    """The voice, treated by `warmth` (0: only levelled; 1: much); exactly as long as before.

    `feel` says how much of it is breath, whether it trembles, and how loud it is; `colour` is decibels to add in each
    third of an octave (`spectrum.correction`); `seed` is the line's, `who` the character's."""
    share = min(1.0, max(0.0, warmth))
    made = np.asarray(sosfilt(butter(2, 65.0, "high", fs=SAMPLE_RATE, output="sos"), sound), np.float64)
    if share or feel.tremor:
        made = unsteady(made, min(1.0, 2.0 * share), feel.tremor, seed)
    if share:
        made = made if colour is None else coloured(made, colour * min(1.0, 1.4 * share))
        made = aired(made, min(1.0, 1.3 * share), seed)
        made = _shelved(made, 200.0, 2.5 * share, low=True)
        made = _bell(made, 6_300.0, -5.0 * share, 0.8)
    if feel.press != 1.0 and feel.breath < 0.5:
        made = _shelved(made, 1_600.0, _EFFORT * (feel.press - 1.0), low=False)
    if feel.breath:
        made = _breathed(made, feel.breath, seed)
    if share:
        made = made + _double(made, share, who)
        made = made + _reflections(made, share)
    return levelled(made, feel.gain)


def _breathed(sound: Sound, breath: float, seed: int) -> Sound:
    """Voice given way to whisper: a share of 1 leaves no voice at all."""
    return sound * (1.0 - breath) + whispered(sound, seed) * (breath * (0.5 + 0.5 * breath))


def _double(sound: Sound, share: float, who: int) -> Sound:
    """A second voice a few cents aside, each character's at a distance and a pace of its own, within two milliseconds
    and 18 dB under the first."""
    at = np.arange(len(sound), dtype=np.float64)
    phase = (who % 628) / 100.0
    slow, quick = 1.8 + (who // 628 % 12) / 10.0, 4.3 + (who // 7_536 % 16) / 10.0
    wander = 0.75 + (who // 120_576 % 10) / 20.0 + 0.35 * np.sin(at * (2.0 * np.pi * slow / SAMPLE_RATE) + phase)
    wander += 0.15 * np.sin(at * (2.0 * np.pi * quick / SAMPLE_RATE) + 2.0 * phase)
    second = np.interp(at - wander * SAMPLE_RATE / 1000.0, at, sound, left=0.0)
    return second * (10.0 ** (-18.0 / 20.0) * 2.0 * min(0.5, share))


def _reflections(sound: Sound, share: float) -> Sound:
    """The room's first answers, each duller than the voice."""
    dull = np.asarray(sosfilt(butter(1, 3_200.0, "low", fs=SAMPLE_RATE, output="sos"), sound), np.float64)
    made = np.zeros_like(sound)
    for milliseconds, decibels in _ROOM:
        delay = round(milliseconds * SAMPLE_RATE / 1000.0)
        if delay < len(sound):
            made[delay:] += dull[: len(sound) - delay] * 10.0 ** ((decibels + 6.0 * share) / 20.0)
    return made * min(1.0, 2.0 * share)


def _shelved(sound: Sound, hertz: float, decibels: float, low: bool) -> Sound:
    """A low shelf (RBJ Audio EQ Cookbook, slope 0.7)."""
    a = 10.0 ** (decibels / 40.0)
    w = 2.0 * math.pi * hertz / SAMPLE_RATE
    cos, alpha = math.cos(w), math.sin(w) / 2.0 * math.sqrt((a + 1.0 / a) * (1.0 / 0.7 - 1.0) + 2.0)
    root, sign = 2.0 * math.sqrt(a) * alpha, 1.0 if low else -1.0
    b = (
        a * ((a + 1.0) - sign * (a - 1.0) * cos + root),
        sign * 2.0 * a * ((a - 1.0) - sign * (a + 1.0) * cos),
        a * ((a + 1.0) - sign * (a - 1.0) * cos - root),
    )
    c = (
        (a + 1.0) + sign * (a - 1.0) * cos + root,
        sign * -2.0 * ((a - 1.0) + sign * (a + 1.0) * cos),
        (a + 1.0) + sign * (a - 1.0) * cos - root,
    )
    return _biquad(sound, b, c)


def _bell(sound: Sound, hertz: float, decibels: float, q: float) -> Sound:
    """A peaking equaliser (RBJ Audio EQ Cookbook)."""
    a = 10.0 ** (decibels / 40.0)
    w = 2.0 * math.pi * hertz / SAMPLE_RATE
    cos, alpha = math.cos(w), math.sin(w) / (2.0 * q)
    return _biquad(
        sound,
        (1.0 + alpha * a, -2.0 * cos, 1.0 - alpha * a),
        (1.0 + alpha / a, -2.0 * cos, 1.0 - alpha / a),
    )


def _biquad(sound: Sound, b: tuple[float, float, float], a: tuple[float, float, float]) -> Sound:
    section = np.array([[*(x / a[0] for x in b), 1.0, a[1] / a[0], a[2] / a[0]]])
    return np.asarray(sosfilt(section, sound), np.float64)
