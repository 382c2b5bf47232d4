"""The instrument voice as an engine: one line in, a melody that says it out."""

from __future__ import annotations

import numpy as np

from lampblack.base.context import Cancelled, Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.builtin.instrument.phrasing import phrase
from lampblack.builtin.instrument.players import part
from lampblack.builtin.instrument.tone import played
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Request, Speak, Spoken
from lampblack.engines.speaking.level import levelled
from lampblack.engines.speaking.moods import feel_of
from lampblack.media.audio import wav_bytes


class Instrument:
    """Plays a line the same way every time; another take has another bow stroke, not another tune."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer `voice` and `spoken` (its times follow a rule); a `UserError` for what is no line."""
        if not isinstance(request, Speak):
            raise UserError(f"the instrument voice only speaks; it was asked for a {type(request).__name__}")
        feel, who = feel_of(request.mood, request.how), part(request.voice)
        melody = phrase(request, feel, who.tonic)
        if not melody.notes:
            raise UserError(f"there is nothing to say in {request.text!r}")
        if context.cancelled():
            raise Cancelled
        seed = seed_of("instrument", request.voice.name, request.text, take)
        voice = levelled(played(melody, who, feel, seed), feel.gain).astype(np.float32)
        spoken = Spoken(samples=len(voice), phonemes=melody.phonemes(), words=melody.words, measured=False)
        return {"voice": context.put(wav_bytes(voice, depth="pcm24")), "spoken": spoken}

    def close(self) -> None:
        """Nothing is held between lines."""
