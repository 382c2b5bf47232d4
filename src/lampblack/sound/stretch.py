"""Time-stretching by a few parts in a hundred: a phase vocoder that keeps what belongs together together.

Frames are read where the piece is to be, and turned so that each partial goes on from where it was (Laroche and Dolson
1999, identity phase locking: what lies round a peak turns with it). Both channels turn as their sum does, so that the
stereo picture stays. Where nothing is stretched nothing turns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.media.audio import Sound

_SIZE, _HOP = 4096, 1024


def stretched(sound: Sound, places: NDArray[np.float64], samples: int) -> Sound:
    """`samples` of the piece; `places` has for every hop of 1024 samples the one of the piece heard then."""
    padded = np.pad(sound, ((_SIZE, 2 * _SIZE), (0, 0))).astype(np.float64)
    window = np.hanning(_SIZE + 1)[:-1]
    out = np.zeros((samples + 2 * _SIZE, sound.shape[1]))
    advance = 2.0 * np.pi * _HOP * np.arange(_SIZE // 2 + 1) / _SIZE
    phase: NDArray[np.float64] | None = None
    for index in range(samples // _HOP + 2):
        at = round(float(places[min(index, len(places) - 1)])) + _SIZE // 2
        at = max(_HOP, min(at, len(padded) - _SIZE))
        now = np.fft.rfft(padded[at : at + _SIZE] * window[:, None], axis=0)
        middle = now.sum(axis=1)
        angle = np.angle(middle)
        if phase is None:
            phase = angle
        else:
            before = np.angle(np.fft.rfft(padded[at - _HOP : at - _HOP + _SIZE].sum(axis=1) * window))
            moved = np.asarray(angle - before - advance, np.float64)
            moved -= 2.0 * np.pi * np.round(moved / (2.0 * np.pi))
            phase = _locked(np.abs(middle), angle, phase + advance + moved)
        turned = now * np.exp(1j * (phase - angle))[:, None]
        start = index * _HOP
        out[start : start + _SIZE] += np.fft.irfft(turned, axis=0) * window[:, None]
    # four Hann windows squared, a quarter apart, add up to 3/2
    return (out[_SIZE // 2 : _SIZE // 2 + samples] / 1.5).astype(np.float32)


def _locked(
    levels: NDArray[np.float64], angle: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Every bin turns as the peak that it belongs to."""
    inner = levels[2:-2]
    peaks = 2 + np.flatnonzero(
        (inner > levels[1:-3]) & (inner >= levels[3:-1]) & (inner > levels[:-4]) & (inner >= levels[4:])
    )
    if not peaks.size:
        return wanted
    edges = (peaks[1:] + peaks[:-1] + 1) // 2
    owner = peaks[np.searchsorted(edges, np.arange(levels.size), side="right")]
    return angle + (wanted - angle)[owner]
