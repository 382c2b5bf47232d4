"""A voice that goes with staged mouths, and what goes wrong with it: functions of mono sound at 48 kHz."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.staging.mouth import MouthCue, mouth_at
from lampblack.staging.stage import Staging
from lampblack.takes.screening.model import What

Voice = NDArray[np.float32]
STEP = 480


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault of sound with the strengths it is planted at, and the detector that is to find it."""

    name: str
    what: What
    plant: Callable[[Voice, float], Voice]
    strengths: tuple[float, ...]
    unit: str


def voice_of(cues: tuple[MouthCue, ...], staging: Staging) -> Voice:
    """Noise as loud as the mouth is open, as long as the take: what a voice is to who only measures loudness."""
    length = staging.rate.samples_at(staging.frames)
    open_ = np.array([mouth_at(cues, at).open for at in range(0, length, STEP)], np.float32)
    gain = np.interp(np.arange(length), np.arange(0, length, STEP), open_)
    noise = np.random.default_rng(6).standard_normal(length)
    return (0.08 * gain * noise).astype(np.float32)


def late(voice: Voice, seconds: float) -> Voice:
    """The voice comes so much later than the mouth."""
    shift = round(seconds * 48_000)
    return np.concatenate([np.zeros(shift, np.float32), voice[: len(voice) - shift]])


def quiet(voice: Voice, decibels: float) -> Voice:
    return (voice * 10 ** (-decibels / 20)).astype(np.float32)


def loud(voice: Voice, decibels: float) -> Voice:
    return np.clip(voice * 10 ** (decibels / 20), -1.0, 1.0).astype(np.float32)


FAULTS: tuple[Fault, ...] = (
    Fault(name="silent", what="silence", plant=quiet, strengths=(15, 30, 60), unit="dB quieter"),
    Fault(name="clipped", what="clipping", plant=loud, strengths=(12, 20, 30), unit="dB louder"),
)
