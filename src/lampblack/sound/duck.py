"""Ducking: music and ambience make way for the spoken word, before it begins and for a moment after."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (scipy has no complete types)

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, sosfilt

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound

_BLOCK = 480
"""10 ms: fine enough for a breath, coarse enough to be cheap."""
_HOLD = 0.45
"""Seconds the duck stays down after a sound: shorter pumps between syllables."""
_SMOOTH = 0.30
_THRESHOLD = 0.006
"""Block RMS (-44 dBFS) above which someone is speaking."""


def speaking(dialogue: Sound) -> NDArray[np.float32]:
    """How much someone is speaking, 0 to 1 for every sample: held over pauses, eased at both ends."""
    n = dialogue.shape[0]
    blocks = -(-n // _BLOCK)
    padded = np.zeros(blocks * _BLOCK, np.float32)
    padded[:n] = dialogue.mean(axis=1)
    rms = np.sqrt((padded.reshape(blocks, _BLOCK) ** 2).mean(axis=1))
    voiced = (rms > _THRESHOLD).astype(np.float32)
    per_second = SAMPLE_RATE / _BLOCK
    held = maximum_filter1d(voiced, 2 * int(_HOLD * per_second / 2) + 1, mode="constant")
    eased = uniform_filter1d(held, int(_SMOOTH * per_second), mode="nearest")
    at = np.arange(n, dtype=np.float64) / _BLOCK - 0.5
    return np.interp(at, np.arange(blocks), eased).astype(np.float32)


def ducked(sound: Sound, speech: NDArray[np.float32], depth_db: float, carve_db: float = 0.0) -> Sound:
    """`sound` lowered by `depth_db` while someone speaks, and by `carve_db` more between 900 Hz and 3.6 kHz, where the
    consonants are."""
    floor = 10.0 ** (-depth_db / 20.0)
    out = sound * (1.0 - (1.0 - floor) * speech)[:, None]
    if carve_db:
        band = np.asarray(sosfilt(butter(1, [900.0, 3600.0], "band", fs=SAMPLE_RATE, output="sos"), out, axis=0))
        out = out - band * ((1.0 - 10.0 ** (-carve_db / 20.0)) * speech)[:, None]
    return out.astype(np.float32)
