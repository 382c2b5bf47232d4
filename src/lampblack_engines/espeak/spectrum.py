# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# (SciPy is typed only in part.)
"""A voice's colour measured on a passage it reads, and the filter that gives it the colour of people who talk.

The goal is the long-term average speech spectrum of twelve languages, both sexes together (Byrne et al. 1994, table 2):
every variant of eSpeak is 4 to 7 dB too strong at 1 kHz and at 3 to 4 kHz, which is its tin, and too weak below 250 Hz.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from lampblack.base.time import SAMPLE_RATE

Sound = NDArray[np.float64]

_CENTRES = np.array((
    100.0, 125.0, 160.0, 200.0, 250.0, 315.0, 400.0, 500.0, 630.0, 800.0, 1_000.0, 1_250.0, 1_600.0, 2_000.0, 2_500.0,
    3_150.0, 4_000.0, 5_000.0, 6_300.0, 8_000.0, 10_000.0,
))  # fmt: skip
_TALK = np.array((
    54.4, 57.7, 56.8, 60.2, 60.3, 59.0, 62.1, 62.1, 60.5, 56.8, 53.7, 53.0, 52.0, 48.7, 48.1, 46.8, 45.6, 44.5, 44.3,
    43.7, 43.4,
))  # fmt: skip
"""Decibels in each third of an octave."""
_MOST, _LEAST = 7.0, -9.0
"""Decibels by which a band is raised or lowered at most: what is not there cannot be made."""
_TOP = 6_000.0
_TOP_MOST = 2.0
"""Above this many hertz there is mostly buzz, and it is raised no more than by this."""
_TAPS = 2_048
_FOLD = 16_384

PASSAGES = {
    "cmn": "bei3feng1 he2 tai4yang2 zheng4zai4 zheng1lun4 shei2 bi3jiao4 you3 ben3shi4, ta1men5 kan4dao4 you3 ge5 ren2 "
    "zou3guo4, na4 ge5 ren2 chuan1zhe5 yi2 jian4 dou3peng5.",
    "": "The north wind and the sun were disputing which was the stronger, when a traveller came along wrapped in a "
    "warm cloak, and they agreed to see who could make him take it off.",
}
"""What is read to measure a voice (Aesop, as the Handbook of the IPA has it), by eSpeak's names of languages; every
other language is measured by the English one."""


def colour(sound: Sound, rate: int) -> NDArray[np.float64]:
    """Decibels in each third of an octave from 100 Hz to 10 kHz, of a whole of 0 dB."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1.0 / rate)
    edges = np.searchsorted(hertz, np.append(_CENTRES / 2.0 ** (1 / 6), _CENTRES[-1] * 2.0 ** (1 / 6)))
    sums = np.add.reduceat(power, np.minimum(edges[:-1], len(power) - 1)) + 1e-20
    bands = 10.0 * np.log10(sums)
    return bands - 10.0 * np.log10((10.0 ** (bands / 10.0)).sum())


def talk() -> NDArray[np.float64]:
    """The colour of people who talk, as `colour` has it."""
    return _TALK - 10.0 * np.log10((10.0 ** (_TALK / 10.0)).sum())


def correction(measured: NDArray[np.float64]) -> NDArray[np.float64]:
    """Decibels to add in each third of an octave, even over an octave, so that formants stay where they are."""
    wanted = talk() - measured
    around = np.convolve(np.pad(wanted, 2, mode="edge"), np.array([0.1, 0.24, 0.32, 0.24, 0.1]), mode="valid")
    most = np.where(_CENTRES > _TOP, _TOP_MOST, _MOST)
    return np.clip(around, _LEAST, most)


def coloured(sound: Sound, decibels: NDArray[np.float64]) -> Sound:
    """`sound` at 48 kHz with these bands raised; minimum phase, so that nothing comes later than it did."""
    hertz = np.fft.rfftfreq(_FOLD, 1.0 / SAMPLE_RATE)
    gain = np.interp(np.log2(np.maximum(hertz, 20.0)), np.log2(_CENTRES), decibels) * (np.log(10.0) / 20.0)
    cepstrum = np.fft.irfft(gain)
    fold = np.zeros(_FOLD)
    fold[0], fold[_FOLD // 2] = 1.0, 1.0
    fold[1 : _FOLD // 2] = 2.0
    response = np.fft.irfft(np.exp(np.fft.rfft(cepstrum * fold)))[:_TAPS]
    return np.asarray(fftconvolve(sound, response)[: len(sound)], np.float64)
