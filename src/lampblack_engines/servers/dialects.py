"""How each server wants to be asked for a line, and whom of its voices plays whom.

OpenAI's `POST /v1/audio/speech` is what all share: model, input, voice, response_format, speed, instructions. Beside
it: vLLM-Omni and Qwen3-TTS take the language by name and read instructions; Kokoro-FastAPI streams unless told not to
and takes the language as one letter.
"""

from __future__ import annotations

import re
from typing import Any

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.requests import Speak, Voice
from lampblack.engines.speaking.aloud import aloud
from lampblack.engines.speaking.moods import feel_of
from lampblack_engines.servers.server import Dialect, Server

_SLOWEST, _FASTEST = 0.25, 4.0
_NUMBERED = re.compile(r"(man|woman|child)-([1-9]\d*)")
_LANGUAGES = {
    "zh": "Chinese", "cmn": "Chinese", "yue": "Chinese", "en": "English", "ja": "Japanese", "ko": "Korean",
    "de": "German", "fr": "French", "ru": "Russian", "pt": "Portuguese", "es": "Spanish", "it": "Italian",
}  # fmt: skip
_LETTERS = {"en": "a", "en-gb": "b", "zh": "z", "ja": "j", "es": "e", "fr": "f", "hi": "h", "it": "i", "pt": "p"}

Cast = dict[str, tuple[str, ...]]
_OPENAI: Cast = {
    "man": ("onyx", "echo", "ash", "ballad", "fable", "verse"),
    "woman": ("nova", "shimmer", "coral", "sage", "alloy"),
    "child": ("shimmer", "fable"),
}
_QWEN: Cast = {
    "man": ("uncle_fu", "ryan", "dylan", "eric", "aiden"),
    "woman": ("vivian", "serena", "ono_anna", "sohee"),
    "child": ("ono_anna", "vivian"),
}
KOKORO: dict[str, Cast] = {
    "en": {
        "man": ("am_michael", "am_fenrir", "am_puck", "bm_george", "bm_fable", "am_echo", "am_eric", "am_onyx"),
        "woman": ("af_heart", "af_bella", "af_nicole", "bf_emma", "af_kore", "af_sarah", "bf_isabella", "af_aoede"),
        "child": ("af_sky", "af_nova"),
    },
    "zh": {
        "man": ("zm_yunjian", "zm_yunxi", "zm_yunyang", "zm_yunxia"),
        "woman": ("zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi"),
        "child": ("zm_yunxia", "zf_xiaoyi"),
    },
    "ja": {
        "man": ("jm_kumo",),
        "woman": ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro"),
        "child": ("jf_tebukuro",),
    },
}
"""Kokoro's own voices: the letter is the language they speak."""


def body_of(request: Speak, server: Server) -> dict[str, Any]:
    """The request as the server reads it."""
    voice = voice_of(request.voice, request.language, server)
    made: dict[str, Any] = {
        "model": server.model or _usual_model(server.dialect),
        "input": aloud(request),
        "voice": voice,
        "response_format": "wav",
        "speed": round(min(_FASTEST, max(_SLOWEST, request.voice.pace * feel_of(request.mood, request.how).pace)), 3),
    }
    if server.dialect in ("vllm-omni", "qwen3-tts"):
        made["language"] = _LANGUAGES.get(_short(request.language), "Auto")
    if server.dialect == "kokoro-fastapi":
        made |= {"stream": False, "lang_code": letter_of(request.language)}
    if reads_instructions(server) and (words := instructions(request)):
        made["instructions"] = words
    return {**made, **server.extra}


def voice_of(voice: Voice, language: str, server: Server) -> str:
    """Who speaks: whom the person named for that timbre, else the server's own voice of that name, else one that fits;
    a `UserError` where nobody does."""
    if voice.timbre in server.voices:
        return server.voices[voice.timbre]
    numbered = _NUMBERED.fullmatch(voice.timbre)
    if voice.timbre and not numbered:
        return voice.timbre
    cast = cast_of(server.dialect, language)
    if not cast:
        words = f"no voice of {server.url} is known to speak {language!r}: name some under voices in servers.toml"
        raise UserError(words, possible=('man-1 = "..."',))
    if numbered:
        return picked(cast, numbered[1], int(numbered[2]))
    everyone = (*cast["man"], *cast["woman"])
    return everyone[seed_of("server", voice.name) % len(everyone)]


def picked(cast: Cast, who: str, number: int) -> str:
    """Who plays `man-3`: where there are fewer, the first again."""
    return cast[who][(number - 1) % len(cast[who])]


def cast_of(dialect: Dialect, language: str) -> Cast:
    """The voices a server usually has for a language; none where it has none."""
    if dialect == "kokoro-fastapi":
        return KOKORO.get(_short(language), {})
    return _OPENAI if dialect == "openai" else _QWEN


def letter_of(language: str) -> str:
    """Kokoro's letter for a language; a `UserError` where it has none."""
    found = _LETTERS.get(language.lower()) or _LETTERS.get(_short(language))
    if not found:
        raise UserError(f"Kokoro does not speak {language!r}", possible=tuple(_LETTERS))
    return found


def reads_instructions(server: Server) -> bool:
    """Whether it is told how a line is to be said."""
    if server.instructions is not None:
        return server.instructions
    return server.dialect in ("vllm-omni", "qwen3-tts") or (server.dialect == "openai" and "gpt" in server.model)


def instructions(request: Speak) -> str:
    """How the line is to be said, in a director's words; empty: plainly."""
    told = [each for each in (request.mood, *request.how) if each]
    return f"Say it like this: {', '.join(told)}." if told else ""


def _usual_model(dialect: Dialect) -> str:
    return {"openai": "gpt-4o-mini-tts", "kokoro-fastapi": "kokoro"}.get(dialect, "")


def _short(language: str) -> str:
    short = language.partition("-")[0].lower()
    return "zh" if short == "cmn" else short
