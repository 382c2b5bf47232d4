"""How a generated sound begins and ends: an effect without a click, an ambience so that it can go round."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import SAMPLE_RATE

Sound = NDArray[np.float32]
"""Samples x channels at 48 kHz."""

OVERLAP = SAMPLE_RATE // 2
"""Samples by which an ambience is made longer, and laid over its own beginning."""
_IN, _OUT = SAMPLE_RATE // 500, SAMPLE_RATE // 50
"""2 ms keep the attack of a step; 20 ms end what was cut off."""


def effect(sound: Sound, samples: int) -> Sound:
    """At most `samples` of it, softened at both ends."""
    made = sound[:samples].astype(np.float32, copy=True)
    first, last = min(_IN, len(made)), min(_OUT, len(made))
    made[:first] *= np.linspace(0.0, 1.0, first, dtype=np.float32)[:, None]
    made[len(made) - last :] *= np.linspace(1.0, 0.0, last, dtype=np.float32)[:, None]
    return made


def ambience(sound: Sound, samples: int) -> Sound:
    """Exactly `samples` of it, the rest fading out over the beginning, so that its end runs on into its beginning. What
    is too short for that is softened at both ends, and silent for what is missing."""
    more = min(OVERLAP, len(sound) - samples)
    if more < _OUT:
        made = np.zeros((samples, sound.shape[1]), np.float32)
        there = effect(sound, samples)
        made[: len(there)] = there
        return made
    made = sound[:samples].astype(np.float32, copy=True)
    turn = np.linspace(0.0, np.pi / 2, min(more, samples), dtype=np.float32)[:, None]
    made[: len(turn)] = made[: len(turn)] * np.sin(turn) + sound[samples : samples + len(turn)] * np.cos(turn)
    return made
