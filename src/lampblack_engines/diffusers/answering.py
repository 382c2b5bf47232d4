# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false
# (SciPy has no stubs, and what pipelines give is untyped.)
"""What a pipeline gives, looked at and brought to what was asked: pictures that are none fail, and are never a film."""

from __future__ import annotations

from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from lampblack.base.errors import JobError
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.media.audio import fitted, wav_bytes

Picture = NDArray[np.uint8]

_BLACK = 2.0 / 255.0


def pictures(given: Any, name: str) -> list[Picture]:
    """The pictures of a pipeline's answer, RGB; a `JobError` where they are no numbers, or all black."""
    found = getattr(given, "frames", None)
    found = getattr(given, "images", None) if found is None else found
    if found is None:
        raise JobError(f"{name} gave no pictures")
    first: Any = found if _is_a_row(found) else found[0]
    shares = [_shares(each) for each in first]
    if not shares:
        raise JobError(f"{name} gave no pictures")
    if not all(bool(np.isfinite(each).all()) for each in shares):
        raise JobError(f"{name} gave pictures that are no numbers (NaN): another dtype may help (bfloat16, float32)")
    if max(float(each.max()) for each in shares) <= _BLACK:
        raise JobError(f"{name} gave nothing but black: another dtype may help (bfloat16, float32)")
    return [np.rint(np.clip(each, 0.0, 1.0) * 255.0).astype(np.uint8) for each in shares]


def sound(given: Any, rate: int, film: Rate, frames: int, name: str) -> bytes:
    """A pipeline's sound as a WAV of 48 kHz, stereo, as long as the take to the sample."""
    waves = getattr(given, "audio", None)
    if waves is None:
        raise JobError(f"{name} gave no sound")
    first = waves[0]
    wave = np.asarray(first.float().cpu().numpy() if hasattr(first, "cpu") else first, np.float64)
    wave = wave[None, :] if wave.ndim == 1 else wave
    if not np.isfinite(wave).all():
        raise JobError(f"{name} gave sound that is no numbers (NaN): another dtype may help (bfloat16, float32)")
    share = gcd(rate, SAMPLE_RATE)
    there = wave if rate == SAMPLE_RATE else resample_poly(wave, SAMPLE_RATE // share, rate // share, axis=1)
    both = np.repeat(there[:1], 2, axis=0) if there.shape[0] == 1 else there[:2]
    samples = film.samples_at(frames)
    return wav_bytes(fitted(np.ascontiguousarray(np.clip(both.T, -1.0, 1.0), np.float32), samples))


def _is_a_row(found: Any) -> bool:
    """Whether it is pictures, and not films of pictures."""
    if isinstance(found, np.ndarray):
        return found.ndim == 4
    first = found[0] if len(found) else None
    return not isinstance(first, list) and not (isinstance(first, np.ndarray) and first.ndim == 4)


def _shares(picture: Any) -> NDArray[np.float32]:
    """RGB from 0 to 1 of a picture in any of the forms that pipelines give."""
    found = np.asarray(picture)
    if found.dtype == np.uint8:
        return (found[..., :3] / 255.0).astype(np.float32)
    return np.asarray(found[..., :3], np.float32)
