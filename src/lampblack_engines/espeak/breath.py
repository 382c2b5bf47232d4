# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false
# (SciPy is typed only in part.)
"""What a throat does that a formant machine does not: air in the upper voice, unsteadiness, whisper, trembling."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, uniform_filter1d
from scipy.signal import butter, istft, sosfilt, stft

from lampblack.base.time import SAMPLE_RATE

Sound = NDArray[np.float64]

_UPPER = ((3_600.0, 5_200.0, 0.45), (5_200.0, 7_400.0, 0.7), (7_400.0, 11_000.0, 0.85))
"""Bands of the upper voice in hertz, and the share of each that is air: people's overtones end near 4 kHz (Stylianou's
maximum voiced frequency), a machine's go on as buzz."""
_PULSE = SAMPLE_RATE * 12 // 10_000
_WINDOW, _HOP = 1_024, 256
_LIFTER = SAMPLE_RATE // 950
"""Samples of cepstrum that are kept of a whispered frame: the mouth's shape, without the throat's pitch."""
_HUSHED = 380.0


def aired(sound: Sound, share: float, seed: int) -> Sound:
    """The upper voice turned to air by `share`, pulse by pulse as loud as it was."""
    made = sound.copy()
    noise = np.random.default_rng(seed).standard_normal(len(sound))
    for low, high, most in _UPPER:
        band = butter(2, (low, high), "band", fs=SAMPLE_RATE, output="sos")
        there = np.asarray(sosfilt(band, sound), np.float64)
        air = np.asarray(sosfilt(band, noise), np.float64)
        power = np.asarray(uniform_filter1d(uniform_filter1d(there**2, _PULSE), _PULSE), np.float64)
        loud = np.sqrt(np.maximum(power, 0.0))
        usual = np.sqrt(float((air**2).mean()) + 1e-18)
        amount = most * share
        made += (np.sqrt(max(0.0, 1.0 - amount**2)) - 1.0) * there + amount * air * loud / usual
    return made


def unsteady(sound: Sound, share: float, tremor: float, seed: int) -> Sound:
    """Pitch and strength that waver as a living voice's do (6 cents, half a decibel), and shake with `tremor` (20
    cents, 3 decibels, six times a second). Nothing moves by more than a fifth of a millisecond, with tremor a half."""
    at = np.arange(len(sound), dtype=np.float64)
    rng = np.random.default_rng(seed + 17)
    slow = _wave(rng, len(sound), 0.035)
    shaking = np.sin(at * (2.0 * np.pi * 6.1 / SAMPLE_RATE) + slow + seed % 63 / 10.0)
    moved = 0.00007 * SAMPLE_RATE * share * np.clip(slow, -2.5, 2.5) + 0.0003 * SAMPLE_RATE * tremor * shaking
    stronger = 0.5 * share * np.clip(_wave(rng, len(sound), 0.05), -2.0, 2.0) + 2.2 * tremor * shaking
    return np.interp(at + moved, at, sound) * 10.0 ** (stronger / 20.0)


def whispered(sound: Sound, seed: int) -> Sound:
    """The same mouth without a throat: every frame's formants on noise, as long and as loud from moment to moment."""
    _, _, frames = stft(sound, SAMPLE_RATE, nperseg=_WINDOW, noverlap=_WINDOW - _HOP)
    noise = np.random.default_rng(seed + 29).standard_normal(len(sound))
    _, _, air = stft(noise, SAMPLE_RATE, nperseg=_WINDOW, noverlap=_WINDOW - _HOP)
    spectra = np.log(np.abs(frames) + 1e-7)
    cepstra = np.fft.irfft(spectra, axis=0)
    cepstra[_LIFTER : len(cepstra) - _LIFTER] = 0.0
    shape = np.exp(np.real(np.fft.rfft(cepstra, axis=0)))
    shape *= np.sqrt((np.abs(frames) ** 2).sum(axis=0) / np.maximum((shape**2).sum(axis=0), 1e-18))
    usual = np.sqrt((np.abs(air) ** 2).mean())
    _, made = istft(air / usual * shape, SAMPLE_RATE, nperseg=_WINDOW, noverlap=_WINDOW - _HOP)
    whole = np.zeros(len(sound))
    length = min(len(sound), len(made))
    whole[:length] = np.real(made[:length])
    return np.asarray(sosfilt(butter(2, _HUSHED, "high", fs=SAMPLE_RATE, output="sos"), whole), np.float64)


def _wave(rng: np.random.Generator, samples: int, seconds: float) -> Sound:
    """Smooth noise of unit size that turns about every `seconds`."""
    step = max(1, round(seconds * SAMPLE_RATE / 4))
    points = np.asarray(gaussian_filter1d(rng.standard_normal(samples // step + 12), 4.0), np.float64)
    points /= max(1e-9, float(points.std()))
    return np.interp(np.arange(samples) / step, np.arange(len(points)), points)
