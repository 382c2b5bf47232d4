"""Meters: loudness (ITU-R BS.1770-4) and true peak (4x oversampled), fed a stretch at a time.

Loudness is gathered as the power of K-weighted tenths of a second: they add up, so a gain, a limiter or another
programme needs no second look at the sound.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy and numba have no complete types)

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, firwin

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound
from lampblack.sound import metering_kernels as kernels

SILENCE = -70.0
"""LUFS below which there is nothing to measure (BS.1770's absolute gate)."""
TENTH = SAMPLE_RATE // 10
"""Samples of one power: loudness blocks are 0.4 s long and begin every 0.1 s."""
HOP = 16
"""Samples that share one true peak: a third of a millisecond."""
LEAD = 12
"""Samples on either side that the interpolation looks at."""
_OVERSAMPLED = 4
_WINDOW: Any = ("kaiser", 6.0)

Powers = NDArray[np.float64]
Sections = NDArray[np.float64]

K_WEIGHTING: Sections = np.array(
    # BS.1770-4, tables 1 and 2, at 48 kHz
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


@lru_cache(maxsize=8)
def band(low: float, high: float, order: int = 2) -> Sections:
    """A Butterworth band-pass as sections for the meters."""
    sos = np.asarray(butter(order, [low, high], "band", fs=SAMPLE_RATE, output="sos"))
    return np.ascontiguousarray(np.delete(sos, 3, axis=1))


class PowerMeter:
    """The power of what a filter lets through, both channels added, in blocks of `block` samples."""

    def __init__(self, sections: Sections, block: int, samples: int) -> None:
        self._sections, self._block = sections, block
        self._memory = np.zeros((2, len(sections), 2))
        self._sums = np.zeros(-(-samples // block) + 1)
        self._at = 0

    def feed(self, sound: Sound) -> None:
        """The next stretch."""
        stretch = np.ascontiguousarray(sound, np.float32)
        kernels.add_power(stretch, self._sections, self._memory, self._block, self._at, self._sums)
        self._at += len(stretch)

    def powers(self) -> Powers:
        """Mean power of each block; the last one as if it were whole."""
        return self._sums[: -(-self._at // self._block)] / self._block


class PeakMeter:
    """The true peak of every `HOP` samples, over all channels."""

    def __init__(self, samples: int) -> None:
        self._peaks = np.zeros(-(-samples // HOP), np.float32)
        self._held = np.zeros((2, 2 * LEAD), np.float32)
        self._at = -LEAD

    def feed(self, sound: Sound) -> None:
        """The next stretch."""
        self._read(np.concatenate([self._held, sound.T.astype(np.float32, copy=False)], axis=1))

    def peaks(self) -> NDArray[np.float32]:
        """All that was fed; feed nothing more after asking."""
        self._read(np.concatenate([self._held, np.zeros((2, LEAD), np.float32)], axis=1))
        return self._peaks

    def _read(self, planar: NDArray[np.float32]) -> None:
        count = planar.shape[1] - 2 * LEAD
        # what comes before the first sample was silence
        skip = max(0, -self._at)
        if count > skip:
            kernels.true_peaks(
                np.ascontiguousarray(planar[:, skip:]), _phases(), LEAD, HOP, self._at + skip, self._peaks
            )
        self._held = np.ascontiguousarray(planar[:, count:])
        self._at += count


@lru_cache(maxsize=1)
def _phases() -> NDArray[np.float32]:
    """The three values between two samples as sums of the 24 around them (a windowed sinc)."""
    taps = firwin(2 * LEAD * _OVERSAMPLED + 1, 0.95 / _OVERSAMPLED, window=_WINDOW) * _OVERSAMPLED
    # the value p / 4 after a sample is every fourth tap from p on, read backwards
    return np.array([taps[p::_OVERSAMPLED][: 2 * LEAD][::-1] for p in (1, 2, 3)], np.float32)


def loudness_of(powers: Powers, gains: Powers | None = None) -> float:
    """Integrated loudness in LUFS of tenths of a second (`PowerMeter(K_WEIGHTING, TENTH, ...)`), each turned by its
    gain; `SILENCE` where there is nothing to measure."""
    blocks = four_tenths(powers if gains is None else powers * gains**2)
    loud = blocks[blocks > _power(SILENCE)]
    if not loud.size:
        return SILENCE
    kept = loud[loud > loud.mean() * 0.1]
    return max(SILENCE, lufs(float(kept.mean()))) if kept.size else SILENCE


def four_tenths(powers: Powers) -> Powers:
    """The powers of BS.1770's blocks: 0.4 s, one every tenth."""
    if len(powers) < 4:
        return np.zeros(0)
    sums = np.concatenate([[0.0], np.cumsum(powers)])
    return np.maximum(0.0, sums[4:] - sums[:-4]) / 4.0


def lufs(power: float) -> float:
    """A K-weighted power, both channels added, as loudness."""
    return -0.691 + 10.0 * math.log10(max(power, 1e-12))


def _power(level: float) -> float:
    return 10.0 ** ((level + 0.691) / 10.0)
