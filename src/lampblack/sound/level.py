"""Levels: loudness (ITU-R BS.1770-4), true peak, and the limiter that keeps it."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (pyloudnorm and scipy have no complete types)

from __future__ import annotations

import math

import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound

SILENCE = -70.0
"""LUFS below which there is nothing to measure (BS.1770's absolute gate)."""
_OVERSAMPLED = 4
_BLOCK = 4_800
_MARGIN = 64
"""Samples on either side that the interpolation filter looks at."""
_OVERSHOOT = 0.5
"""6 dB: more than a true peak stands above its samples in anything but a test signal."""
_WINDOW = 480
"""Samples (10 ms) the limiter looks ahead and holds: it acts before the peak, so it neither clips nor clicks."""


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS; `SILENCE` where the sound is too short or too soft to have one."""
    if sound.shape[0] < SAMPLE_RATE * 0.4 or not sound.any():
        return SILENCE
    measured = float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound.astype(np.float64)))
    return measured if math.isfinite(measured) else SILENCE


def true_peak(sound: Sound) -> float:
    """The highest true peak in dBTP: four times oversampled, as BS.1770-4 annex 2 asks."""
    top = float(_envelope(sound).max(initial=0.0))
    return 20.0 * math.log10(top) if top > 0.0 else -math.inf


def limited(sound: Sound, ceiling_dbtp: float) -> Sound:
    """The sound with no true peak above the ceiling: look-ahead gain, smoothed so that it is not heard working."""
    ceiling = 10.0 ** (ceiling_dbtp / 20.0)
    peaks = _envelope(sound)
    if float(peaks.max(initial=0.0)) <= ceiling:
        return sound
    gain = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    held = minimum_filter1d(gain, 2 * _WINDOW + 1, mode="nearest")
    smooth = uniform_filter1d(held, _WINDOW, mode="nearest")
    return (sound * np.minimum(smooth, 1.0)[:, None]).astype(np.float32)


def mastered(sound: Sound, target_lufs: float, ceiling_dbtp: float) -> Sound:
    """The sound brought to its delivery loudness under its true peak: gain, limit, and again until both hold."""
    out = sound
    for _ in range(6):
        now = loudness(out)
        if now <= SILENCE or abs(now - target_lufs) < 0.1:
            break
        out = limited((out * 10.0 ** ((target_lufs - now) / 20.0)).astype(np.float32), ceiling_dbtp)
    return limited(out, ceiling_dbtp)


def _envelope(sound: Sound) -> NDArray[np.float64]:
    """The highest of each sample's four oversampled values, over all channels: n numbers.

    Only blocks that come within `_OVERSHOOT` of the loudest sample are oversampled: elsewhere no true peak can matter.
    """
    samples = np.abs(sound).max(axis=1).astype(np.float64) if sound.size else np.zeros(0)
    top = float(samples.max(initial=0.0))
    if top == 0.0:
        return samples
    for start in range(0, len(samples), _BLOCK):
        stop = min(len(samples), start + _BLOCK)
        if samples[start:stop].max() >= top * _OVERSHOOT:
            samples[start:stop] = np.maximum(samples[start:stop], _oversampled(sound, start, stop))
    return samples


def _oversampled(sound: Sound, start: int, stop: int) -> NDArray[np.float64]:
    """The true envelope of samples `start` to `stop`, computed with enough of its neighbours."""
    left, right = max(0, start - _MARGIN), min(sound.shape[0], stop + _MARGIN)
    fine = np.abs(np.asarray(resample_poly(sound[left:right], _OVERSAMPLED, 1, axis=0))).max(axis=1)
    peaks = fine[: (right - left) * _OVERSAMPLED].reshape(-1, _OVERSAMPLED).max(axis=1)
    return peaks[start - left : start - left + stop - start]
