"""Long sounds read a stretch at a time: regions joined to a stem, and the music as it is placed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from lampblack.media.audio import Sound
from lampblack.media.wav import WavReader
from lampblack.sound.model import Placed
from lampblack.sound.place import panned, prepared


class Reel:
    """Regions in the order of the cut, each from its own first sample on: where two are heard at once they add up."""

    def __init__(self, paths: Sequence[Path], starts: Sequence[int]) -> None:
        self._readers = [WavReader(path) for path in paths]
        self._starts = tuple(starts)

    def part(self, start: int, stop: int) -> Sound:
        """Samples `start` to `stop` of the stem."""
        out = np.zeros((stop - start, 2), np.float32)
        for reader, begins in zip(self._readers, self._starts, strict=True):
            first, last = max(start, begins), min(stop, begins + reader.samples)
            if first < last:
                out[first - start : last - start] += reader.part(first - begins, last - begins)
        return out

    def close(self) -> None:
        for reader in self._readers:
            reader.close()


class Strip:
    """The music: each placed piece at its level, its fades and its side, of files that may be as long as the film."""

    def __init__(self, paths: Sequence[Path], placed: Sequence[Placed]) -> None:
        self._readers = [WavReader(path) for path in paths]
        self._placed = tuple(placed)
        self._whole: dict[Placed, Sound] = {}

    def part(self, start: int, stop: int) -> Sound:
        """Samples `start` to `stop` of the stem."""
        out = np.zeros((stop - start, 2), np.float32)
        for one in self._placed:
            first, last = max(start, one.start), min(stop, self._ends(one))
            if first < last:
                out[first - start : last - start] += self._piece(one, first - one.start, last - one.start)
        return out

    def close(self) -> None:
        for reader in self._readers:
            reader.close()

    def _ends(self, one: Placed) -> int:
        return one.loop_until or one.start + self._readers[one.blob].samples - one.skip

    def _piece(self, one: Placed, first: int, last: int) -> Sound:
        reader = self._readers[one.blob]
        if one.loop_until:
            # what is repeated is short, and its repetitions melt into each other: it is laid whole
            if one not in self._whole:
                self._whole[one] = prepared(
                    replace(one, fade_in=0, fade_out=0, gain_db=0.0), reader.part(0, reader.samples)
                )
            sound = panned(self._whole[one][first:last], 0.0, one.gain_db)
        else:
            sound = panned(reader.part(one.skip + first, one.skip + last), one.pan, one.gain_db)
        return _fading(sound, first, self._ends(one) - one.start, one)


def _fading(sound: Sound, first: int, length: int, one: Placed) -> Sound:
    """The stretch that begins at sample `first` of a piece `length` long, with its fades."""
    last = first + len(sound)
    if one.fade_in and first < one.fade_in:
        ramp = np.minimum(np.arange(first, last) / one.fade_in, 1.0)
        sound = sound * np.sin(ramp * (math.pi / 2.0)).astype(np.float32)[:, None]
    if one.fade_out and last > length - one.fade_out:
        ramp = np.minimum((length - np.arange(first, last)) / one.fade_out, 1.0)
        sound = sound * np.sin(ramp * (math.pi / 2.0)).astype(np.float32)[:, None]
    return sound
