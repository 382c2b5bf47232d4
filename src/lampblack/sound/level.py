"""Levels: loudness (ITU-R BS.1770-4), true peak, and the limiter that keeps it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound
from lampblack.sound.gain import falling, rising, turn
from lampblack.sound.metering import (
    HOP,
    K_WEIGHTING,
    SILENCE,
    TENTH,
    PeakMeter,
    PowerMeter,
    Powers,
    four_tenths,
    loudness_of,
    lufs,
)

_ATTACK = 10.0 * HOP / (SAMPLE_RATE * 0.006)
"""dB a hop: 10 dB in 6 ms of looking ahead, so that it neither clips nor clicks."""
_RELEASE = 10.0 * HOP / (SAMPLE_RATE * 0.160)
"""dB a hop: slow enough that a low voice is not bent by it."""
_MARGIN = 0.05
"""dB: a gain that moves shifts what lies between samples by less than this."""
_GATE = 10.0
"""LU under the dialogue's own level at which nobody is speaking."""


@dataclass(frozen=True, kw_only=True)
class Gauged:
    """All that mastering needs to know of a mix: K-weighted tenths of it, those of its dialogue, and its true peaks."""

    powers: Powers
    dialogue: Powers
    peaks: NDArray[np.float32]

    def level(self, by: str, gains: Powers | None = None) -> float:
        """Integrated loudness, of the whole (`programme`) or of where someone speaks (`dialogue`), if anyone does."""
        if by == "dialogue":
            spoken = self._spoken()
            if spoken.any():
                mix = four_tenths(self.powers if gains is None else self.powers * gains**2)
                return max(SILENCE, lufs(float(mix[spoken].mean())))
        return loudness_of(self.powers, gains)

    def _spoken(self) -> NDArray[np.bool_]:
        blocks = four_tenths(self.dialogue)
        level = loudness_of(self.dialogue)
        return blocks > (10.0 ** ((level - _GATE + 0.691) / 10.0) if level > SILENCE else math.inf)


def gauged(sound: Sound, dialogue: Sound | None = None) -> Gauged:
    """A whole sound, measured."""
    peaks = PeakMeter(len(sound))
    peaks.feed(sound)
    return Gauged(
        powers=tenths(sound), dialogue=tenths(dialogue) if dialogue is not None else np.zeros(0), peaks=peaks.peaks()
    )


def tenths(sound: Sound) -> Powers:
    """The K-weighted tenths of a whole sound."""
    meter = PowerMeter(K_WEIGHTING, TENTH, len(sound))
    meter.feed(sound)
    return meter.powers()[: len(sound) // TENTH]


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS; `SILENCE` where the sound is too short or too soft to have one."""
    return loudness_of(tenths(sound))


def spoken_level(sound: Sound) -> float:
    """How loud a short sound is while it is heard: as integrated loudness, and for what is under half a second from the
    power of all of it."""
    found = loudness(sound)
    if found > SILENCE or not len(sound):
        return found
    meter = PowerMeter(K_WEIGHTING, len(sound), len(sound))
    meter.feed(sound)
    return max(SILENCE, lufs(float(meter.powers()[0])))


def true_peak(sound: Sound) -> float:
    """The highest true peak in dBTP: four times oversampled, as BS.1770-4 annex 2 asks."""
    meter = PeakMeter(len(sound))
    meter.feed(sound if sound.shape[1] == 2 else np.repeat(sound, 2, axis=1))
    return decibels(float(meter.peaks().max(initial=0.0)))


def decibels(top: float) -> float:
    """An amplitude in dB of full scale."""
    return 20.0 * math.log10(top) if top > 0.0 else -math.inf


def limiting(peaks: NDArray[np.float32], gain_db: float, ceiling_dbtp: float) -> NDArray[np.float64]:
    """dB that the limiter takes in each hop of a sound turned up by `gain_db`: all that stands above the ceiling,
    coming down before it and letting go slowly after."""
    over = 20.0 * np.log10(np.maximum(peaks.astype(np.float64), 1e-9)) + (gain_db - ceiling_dbtp + _MARGIN)
    if not len(over) or over.max() <= 0.0:
        return np.zeros(len(over))
    over = np.maximum(over, 0.0)
    # the gain is a straight line between hops: what one hop needs, its neighbours hold
    wide = np.maximum(over, np.maximum(np.append(over[1:], 0.0), np.append(0.0, over[:-1])))
    return rising(falling(wide, _RELEASE), _ATTACK)


def limited(sound: Sound, ceiling_dbtp: float) -> Sound:
    """The sound with no true peak above the ceiling: look-ahead gain that is not heard working."""
    meter = PeakMeter(len(sound))
    meter.feed(sound)
    taken = limiting(meter.peaks(), 0.0, ceiling_dbtp)
    if not taken.any():
        return sound
    out = np.array(sound, np.float32)
    turn(out, HOP, 0, 10.0 ** (-taken / 20.0))
    return out


@dataclass(frozen=True, kw_only=True)
class Mastering:
    """What brings a mix to its delivery: one gain, and what the limiter takes of it by hops (dB)."""

    gain_db: float
    taken: NDArray[np.float64]

    def gains(self) -> NDArray[np.float64]:
        """The gain of each hop, both together."""
        return 10.0 ** ((self.gain_db - self.taken) / 20.0)


def mastering(mix: Gauged, target: float, ceiling_dbtp: float, by: str = "programme") -> Mastering:
    """The one gain and the limiter that bring a mix to `target` LUFS under its true peak, found on its measures."""
    gain = 0.0
    now = mix.level(by)
    taken = limiting(mix.peaks, 0.0, ceiling_dbtp)
    if now <= SILENCE:
        return Mastering(gain_db=0.0, taken=taken)
    for _ in range(8):
        gain += target - now
        taken = limiting(mix.peaks, gain, ceiling_dbtp)
        now = mix.level(by, _by_tenths(10.0 ** ((gain - taken) / 20.0), mix.peaks, len(mix.powers)))
        if abs(now - target) < 0.02:
            break
    return Mastering(gain_db=gain, taken=taken)


def _by_tenths(gains: NDArray[np.float64], peaks: NDArray[np.float32], count: int) -> Powers:
    """The root mean square of the gain over each tenth of a second, where it is loud counting for more."""
    hops = TENTH // HOP
    short = count * hops - len(gains)
    if short > 0:
        gains, peaks = np.append(gains, np.ones(short)), np.append(peaks, np.zeros(short, np.float32))
    weights = peaks[: count * hops].reshape(count, hops).astype(np.float64) ** 2 + 1e-12
    squares = gains[: count * hops].reshape(count, hops) ** 2
    return np.sqrt((squares * weights).sum(axis=1) / weights.sum(axis=1))


def mastered(sound: Sound, target_lufs: float, ceiling_dbtp: float) -> Sound:
    """A whole sound brought to its delivery loudness under its true peak."""
    found = mastering(gauged(sound), target_lufs, ceiling_dbtp)
    out = np.array(sound, np.float32)
    turn(out, HOP, 0, found.gains())
    return out
