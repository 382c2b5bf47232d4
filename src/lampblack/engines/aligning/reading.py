"""A voice as it is laid beside another: its colours without the long pauses, and which sound each moment is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.engines.requests import Spoken
from lampblack.media.listening import HOP, Colours, colours, during, evened, spectrum, speech

KEPT = 4
"""Moments that are left of a pause on either side of it."""


@dataclass(frozen=True, kw_only=True)
class Listened:
    """What is left of a voice: the colours of its `moments` (numbers in the whole sound), and which of them lie in no
    pause."""

    colours: Colours
    moments: NDArray[np.int64]
    speaking: NDArray[np.bool_]

    def thinned(self) -> Colours:
        """Every second moment: enough to tell how alike two voices are."""
        return np.ascontiguousarray(self.colours[::2])


def listened(sound: NDArray[np.floating], warps: tuple[float, ...] = (1.0,)) -> tuple[Listened, ...]:
    """A mono sound at 48 kHz as it is heard, with every frequency each of `warps` times higher."""
    power = spectrum(sound)
    speaking = during(speech(sound), len(power))
    kept = np.flatnonzero(_near(speaking))
    if not len(kept):
        kept = np.arange(len(power))
    said = _closed(speaking)[kept]
    return tuple(
        Listened(colours=evened(colours(power, warp), speaking)[kept], moments=kept, speaking=said) for warp in warps
    )


def sounds_at(spoken: Spoken, moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which phoneme (by number) is heard at each of `moments`; -1 between two."""
    starts = np.array([each.start for each in spoken.phonemes], np.int64)
    stops = np.array([each.stop for each in spoken.phonemes], np.int64)
    middles = moments * HOP + HOP // 2
    found = np.clip(np.searchsorted(starts, middles, side="right") - 1, 0, len(starts) - 1)
    return np.where((middles >= starts[found]) & (middles < stops[found]), found, -1)


def _closed(speaking: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same with what is no pause, only a soft consonant, filled in: nothing is left out of it."""
    wide = _near(np.pad(speaking, KEPT))
    return ~_near(~wide)[KEPT : len(wide) - KEPT]


def _near(speaking: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = speaking.copy()
    for by in range(1, KEPT + 1):
        found[by:] |= speaking[:-by]
        found[:-by] |= speaking[by:]
    return found
