"""From a `Voice` and a mood to eSpeak's own measures: which variant, how fast, how high, how lively."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.requests import Voice
from lampblack.engines.speaking.moods import feel_of
from lampblack_engines.espeak.library import Manner, variants

_CAST: dict[str, tuple[str, ...]] = {
    "man": ("m3", "max", "m7", "Alex", "m1", "gustave", "m6", "travis"),
    "woman": ("f4", "linda", "f2", "belinda", "f3", "aunty", "f5", "Annie"),
    "child": ("linda", "f4", "belinda", "f3"),
}
"""The house's words for sub-voices (`man-1`, `woman-3` ...) and the variants that play them: far apart in pitch
and colour by measurement; none that whispers, echoes or buzzes."""

_NUMBERED = re.compile(r"(man|woman|child)-([1-9]\d*)")
_CHILD_PITCH = 1.3
_STEP = 0.06
"""How much higher each further round through the same variants is, so that `man-9` is not `man-1`."""

_SPEED, _PITCH, _RANGE = 158, 50, 56
_SLOWEST, _FASTEST = 80, 450


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """How one line is spoken: the library's measures, and the length of pauses (1: as the punctuation says)."""

    manner: Manner
    pauses: float


def delivery(voice: Voice, language: str, mood: str) -> Delivery:
    """The measures for a voice in a language (eSpeak's name) and a mood; unknown moods and timbres are `UserError`s."""
    feel = feel_of(mood)
    variant, own = _variant(voice)
    manner = Manner(
        voice=f"{language}+{variant}",
        speed=round(min(_FASTEST, max(_SLOWEST, _SPEED * voice.pace * feel.pace))),
        pitch=_pitch(voice.pitch * own * feel.pitch),
        range=round(min(99.0, max(0.0, _RANGE * voice.range * feel.range))),
    )
    return Delivery(manner=manner, pauses=feel.pauses / voice.pace)


def _variant(voice: Voice) -> tuple[str, float]:
    """The variant's name, and the pitch that belongs to it."""
    if not voice.timbre:
        everyone = (*_CAST["man"], *_CAST["woman"])
        return everyone[seed_of("espeak", voice.name) % len(everyone)], 1.0
    if numbered := _NUMBERED.fullmatch(voice.timbre):
        who, number = numbered[1], int(numbered[2]) - 1
        names = _CAST[who]
        own = _CHILD_PITCH if who == "child" else 1.0
        return names[number % len(names)], own * (1.0 + _STEP * (number // len(names)))
    if voice.timbre not in variants():
        possible = ("man-1", "woman-1", "child-1", "...", *variants())
        raise UserError(f"espeak has no timbre {voice.timbre!r}", possible=possible)
    return voice.timbre, 1.0


def _pitch(factor: float) -> int:
    """The library's 0 to 99, of which 50 are an octave."""
    return round(min(99.0, max(0.0, _PITCH + 50.0 * math.log2(max(0.25, factor)))))
