# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's stubs leave arrays and option dictionaries untyped.)
"""Speech as OpenAI's clients ask for it: names of voices, instructions, and the files they want it in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.hours import mood_of
from lampblack.breakdown.lines import language_of_text
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Speak, Voice
from lampblack.engines.speaking.manners import manners_of
from lampblack.media.audio import read_wav
from lampblack.server.limits import Limits
from lampblack.server.uploads import Sent
from lampblack.server.wanted import Wanted, known, number_of, offer_of, one_of, require, text_of
from lampblack.server.wrong import unusable

VOICES: Mapping[str, str] = {
    "onyx": "man-1", "echo": "man-2", "ash": "man-3", "ballad": "man-4", "fable": "man-5", "verse": "man-6",
    "cedar": "man-7", "nova": "woman-1", "shimmer": "woman-2", "coral": "woman-3", "sage": "woman-4",
    "alloy": "woman-5", "marin": "woman-6",
}  # fmt: skip
"""OpenAI's names of voices, and who plays them; any other name is the engine's own (`man-1`, `child-2` ...)."""
FORMATS: Mapping[str, tuple[str, str, str, int]] = {
    "mp3": ("audio/mpeg", "mp3", "libmp3lame", 44_100),
    "opus": ("audio/ogg", "ogg", "libopus", 48_000),
    "aac": ("audio/aac", "adts", "aac", 48_000),
    "flac": ("audio/flac", "flac", "flac", 48_000),
    "wav": ("audio/wav", "", "", 48_000),
    "pcm": ("audio/pcm", "", "", 24_000),
}
"""What a file of each kind is called, its container and codec, samples a second. `wav` is the engine's own; `pcm` is
bare 16-bit samples, as OpenAI's."""
_FIELDS = frozenset(
    {"model", "input", "voice", "instructions", "response_format", "speed", "stream_format", "language", "timings"}
)
_LONGEST = 4096
_TONES = ("calm", "happy", "sad", "angry", "afraid", "weary", "tender", "whisper", "shout", "slow", "fast", "laughing")


def wanted_of(sent: Sent, served: Mapping[str, Offer], limits: Limits) -> Wanted:
    """A line from OpenAI's words for it."""
    fields = sent.fields
    known(fields, _FIELDS)
    words = text_of(fields, "input").strip()
    if not 1 <= len(words) <= min(_LONGEST, limits.prompt):
        raise unusable(f"input is a text of 1 to {_LONGEST} characters", "input")
    one_of(fields, "stream_format", "audio", ("audio",))
    instructions = text_of(fields, "instructions").strip()
    if len(instructions) > _LONGEST:
        raise unusable(f"instructions are a text of up to {_LONGEST} characters", "instructions")
    mood, how = mood_of(instructions) or "", manners_of((instructions,)) if instructions else ()
    if instructions and not mood and not how:
        raise unusable("the instructions name nothing that a voice here can do", "instructions", _TONES)
    request = Speak(
        text=words,
        language=text_of(fields, "language") or language_of_text(words),
        voice=Voice(timbre=_timbre(fields), pace=number_of(fields, "speed", 1.0, 0.25, 4.0)),
        mood=mood,
        how=how,
    )
    offer = offer_of(fields, "speech", served)
    return require(Wanted(door="speech", offer=offer, request=request, files={}, prompt=words))


def _timbre(fields: Mapping[str, Any]) -> str:
    said = fields.get("voice")
    name = said.get("id") if isinstance(said, dict) else said
    if not isinstance(name, str) or not name:
        raise unusable("voice is the name of a voice", "voice", ("man-1", "woman-1", "child-1", *VOICES))
    return VOICES.get(name, name)


def encoded(voice: Path, form: str) -> tuple[bytes, str]:
    """A recorded line as a file of that kind, and what such a file is called."""
    kind, container, codec, rate = FORMATS[form]
    if form == "wav":
        return voice.read_bytes(), kind
    planes = read_wav(voice)[:, :1].T.copy()
    frame = AudioFrame.from_ndarray(planes, format="fltp", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    if form == "pcm":
        resampler = AudioResampler(format="s16", layout="mono", rate=rate)
        parts = [*resampler.resample(frame), *resampler.resample(None)]
        return b"".join(part.to_ndarray().astype("<i2").tobytes() for part in parts), kind
    held = io.BytesIO()
    with av.open(held, "w", format=container) as file:
        stream = cast(AudioStream, file.add_stream(codec, rate=rate, layout="mono"))
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    return held.getvalue(), kind
