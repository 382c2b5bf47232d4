"""eSpeak NG as an engine: one line in, a warmed voice and its measured phonemes out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Cancelled, Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Request, Speak, Spoken
from lampblack.engines.speaking.saying import said
from lampblack.media.audio import wav_bytes
from lampblack_engines.espeak.library import RATE, Library, library
from lampblack_engines.espeak.offer import LANGUAGES
from lampblack_engines.espeak.recording import recorded
from lampblack_engines.espeak.script import scripts
from lampblack_engines.espeak.spectrum import PASSAGES, colour, correction
from lampblack_engines.espeak.timbre import Delivery, delivery
from lampblack_engines.espeak.warmth import warmed

_MEASURED_AT = 220
"""Words a minute at which a voice is measured: fast, for it costs time and is heard by nobody."""


class Espeak:
    """Speaks a line the same way every time; another take has another breath, not another reading."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer `voice` and `spoken`; a `UserError` for what is no line, or in no language it has."""
        if not isinstance(request, Speak):
            raise UserError(f"espeak only speaks; it was asked for a {type(request).__name__}")
        language = _language(request.language)
        how = delivery(request.voice, request.mood, request.how)
        words = said(request)
        lines = scripts(words.text, language, words.pinyin, words.sounds)
        if context.cancelled():
            raise Cancelled
        with library(context.scratch) as loaded:
            made = recorded(loaded, lines, how)
            tint = correction(colour(_passage(loaded, how, language), RATE * how.size // 100))
        seed = seed_of("espeak", request.voice.name, request.text, take)
        who = seed_of("espeak", request.voice.name, request.voice.timbre)
        voice = warmed(made.sound, request.voice.warmth, seed, how.feel, tint, who).astype(np.float32)
        spoken = Spoken(samples=len(voice), phonemes=made.phonemes, words=words.placed(made.words))
        return {"voice": context.put(wav_bytes(voice, depth="pcm24")), "spoken": spoken}

    def close(self) -> None:
        """Nothing is held between lines."""


def _passage(loaded: Library, how: Delivery, language: str) -> NDArray[np.float64]:
    """The voice reading what voices are measured by, plainly, whatever the line's mood."""
    manner = replace(how.manner(language), speed=_MEASURED_AT)
    return loaded.say(PASSAGES.get(language, PASSAGES[""]), manner, phonemes=False).sound


def _language(asked: str) -> str:
    """eSpeak's name for a language: `zh-CN` is `zh` is its `cmn`."""
    known = {name.lower(): own for name, own in LANGUAGES.items()}
    wanted = asked.lower()
    while wanted:
        if wanted in known:
            return known[wanted]
        wanted = wanted.rpartition("-")[0]
    raise UserError(f"espeak does not speak {asked!r} here", possible=tuple(LANGUAGES))
