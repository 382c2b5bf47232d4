"""The score engine: `Compose` requests become one continuous piece of music, and its notes as MIDI."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lampblack.base.context import Cancelled, Context
from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.composer import composed, silences_of
from lampblack.builtin.score.midi import midi_of
from lampblack.builtin.score.orchestra import performed
from lampblack.builtin.score.styles import style_named
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Compose, Request
from lampblack.media.audio import Sound, write_wav

_LEVEL = 0.056
"""Root mean square of the middle one of all sounding tenths of a second (-25 dBFS): the mix sets its loudness."""
_PEAK = 0.7
"""What the finished score may reach at most."""


class Score:
    """Composes by rule and plays by arithmetic: no data files, no weights, the same notes every time."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """`music` and `score`; another take is another seed."""
        if not isinstance(request, Compose):
            raise UserError("the score engine composes, and does nothing else")
        style = style_named(request.style)
        music = composed(replace(request, seed=request.seed + take - 1))

        def told(done: float) -> None:
            if context.cancelled():
                raise Cancelled
            context.progress(0.8 * done, "playing")

        sound = performed(music, style, request.samples, silences_of(request), told)
        path = context.scratch / "music.wav"
        write_wav(path, levelled(sound))
        return {"music": context.put(path), "score": context.put(midi_of(music))}

    def close(self) -> None:
        """Nothing is held."""


def levelled(music: Sound) -> Sound:
    """At its level, whatever the style; the last second fades, so that the film does not end in a cut sound."""
    blocks = music[: music.shape[0] // 4_800 * 4_800].reshape(-1, 9_600)
    power = np.sqrt(np.einsum("ij,ij->i", blocks, blocks) / 9_600.0)
    sounding = power[power > 1e-5]
    if not sounding.size:
        return music
    gain = min(_LEVEL / float(np.median(sounding)), _PEAK / float(max(music.max(), -music.min())))
    out = music * np.float32(gain)
    fade = min(SAMPLE_RATE, out.shape[0])
    out[out.shape[0] - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)[:, None] ** 1.5
    return out
