"""The score engine: `Compose` requests become one continuous piece of music, and its notes as MIDI."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Cancelled, Context
from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.composer import composed
from lampblack.builtin.score.midi import midi_of
from lampblack.builtin.score.players import played
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Compose, Request
from lampblack.media.audio import Sound, write_wav
from lampblack.media.reverb import impulse, reverberated

STYLES = ("chinese",)
_HALL = (2.4, 0.02, 4200.0)
_LEVEL = 0.25
"""Peak of the finished score: the mix sets its loudness, and nothing here may clip."""


class Score:
    """Composes by rule and plays by arithmetic: no data files, no weights, the same notes every time."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """`music` and `score`; another take is another seed."""
        if not isinstance(request, Compose):
            raise UserError("the score engine composes, and does nothing else")
        if request.style not in STYLES:
            raise UserError(f"the score engine does not know the style {request.style!r}", possible=STYLES)
        notes = composed(replace(request, seed=request.seed + take - 1))
        sound = np.zeros((request.samples, 2), np.float32)
        for index, note in enumerate(notes):
            if context.cancelled():
                raise Cancelled
            _add(sound, played(note), note.start, note.pan)
            context.progress(0.9 * index / len(notes), "playing")
        music = _levelled(reverberated(sound, impulse(*_HALL), 0.32))
        path = context.scratch / "music.wav"
        write_wav(path, music)
        return {"music": context.put(path), "score": context.put(midi_of(notes))}

    def close(self) -> None:
        """Nothing is held."""


def _add(sound: Sound, note: NDArray[np.float32], start: int, pan: float) -> None:
    n = min(note.shape[0], sound.shape[0] - start)
    if n > 0:
        angle = (pan + 1.0) * math.pi / 4.0
        sound[start : start + n, 0] += note[:n] * np.float32(math.cos(angle))
        sound[start : start + n, 1] += note[:n] * np.float32(math.sin(angle))


def _levelled(music: Sound) -> Sound:
    top = float(np.abs(music).max(initial=0.0))
    out = music * np.float32(_LEVEL / top) if top > 0 else music
    fade = min(SAMPLE_RATE, out.shape[0])
    out[out.shape[0] - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)[:, None] ** 1.5
    return out.astype(np.float32)
