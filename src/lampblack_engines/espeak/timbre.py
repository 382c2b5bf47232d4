"""From a `Voice` and a mood to eSpeak's own measures: which variant, how fast, how high, how lively."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.requests import Voice
from lampblack.engines.speaking.moods import Feel, feel_of
from lampblack_engines.espeak.library import Manner, variants


@dataclass(frozen=True, kw_only=True, slots=True)
class _Variant:
    """One of the library's timbres, with the pitch and the range (of 99) that make a person of it."""

    name: str
    pitch: float = 1.0
    range: int = 72
    size: int = 100
    """Formants, in percent of the variant's own: below 100 a longer throat and a bigger body."""


_CAST: dict[str, tuple[_Variant, ...]] = {
    "man": (
        _Variant(name="m3", pitch=1.36, range=99, size=99),
        _Variant(name="m7", pitch=1.07, range=91, size=87),
        _Variant(name="m4", pitch=1.31, range=99, size=106),
        _Variant(name="pablo", pitch=1.50, range=99, size=89),
        _Variant(name="miguel", pitch=1.03, range=98, size=106),
        _Variant(name="Andy", pitch=1.52, range=99, size=107),
        _Variant(name="m1", pitch=1.0, range=99, size=88),
        _Variant(name="Reed", pitch=1.62, range=99, size=103),
    ),
    "woman": (
        _Variant(name="f2", pitch=1.17, range=99, size=100),
        _Variant(name="f3", pitch=1.27, range=96, size=95),
        _Variant(name="f4", pitch=1.13, range=99, size=106),
        _Variant(name="Annie", pitch=1.28, range=62, size=103),
        _Variant(name="f1", pitch=1.02, range=99, size=92),
        _Variant(name="f5", pitch=1.32, range=99, size=92),
        _Variant(name="Alicia", pitch=1.10, range=99, size=102),
        _Variant(name="grandma", pitch=1.05, range=73, size=97),
    ),
    "child": (
        _Variant(name="f3", pitch=1.64, range=99, size=104),
        _Variant(name="Annie", pitch=1.88, range=87, size=115),
        _Variant(name="f2", pitch=1.83, range=99, size=96),
        _Variant(name="f1", pitch=1.61, range=99, size=109),
    ),
}
"""The house's words for sub-voices (`man-1`, `woman-3` ...) and who plays them: eight and eight that were measured
to differ in colour (`python -m benchmarks voices`), set to throats and pitches of their own, men 80 to 147 Hz, women
165 to 236, children from 240, so that hardly two are nearer than what an ear tells apart; and opened until Mandarin's
tones span six to nine semitones; none that whispers, clips or speaks on one note."""

_NUMBERED = re.compile(r"(man|woman|child)-([1-9]\d*)")
_STEP = 0.06
"""How much higher each further round through the same variants is, so that `man-9` is not `man-1`."""

_SPEED, _PITCH = 160, 50
_TONAL = frozenset({"cmn", "yue"})
_SPEECH_RANGE = 0.75
"""Where pitch makes no words, a smaller range is enough."""
_SPEECH_KEY = 0.87
"""And there its accents go up from its pitch, where tones go to both sides: the same median needs a lower one."""
_SLOWEST, _FASTEST = 80, 450
_SINKS = 1.4
"""Semitones between the first clause of a line and its last: what makes one line of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """How one line is spoken: variant, speed, pitch and range as the library measures them, and the length of pauses
    (1: as the punctuation says)."""

    variant: str
    speed: int
    pitch: float
    """A factor on the variant's own."""
    range: float
    pauses: float
    feel: Feel
    size: int
    """Formants in percent: it is said so much lower and slower, and played back the faster."""

    def manner(self, language: str, clause: int = 0, clauses: int = 1) -> Manner:
        """How clause number `clause` of a line is said: a line sinks from its first clause to its last."""
        share = clause / (clauses - 1) - 0.5 if clauses > 1 else 0.0
        key = 1.0 if language in _TONAL else _SPEECH_KEY
        return Manner(
            voice=f"{language}+{self.variant}",
            speed=round(min(_FASTEST, max(_SLOWEST, self.speed * 100 / self.size))),
            pitch=_pitch(self.pitch * key * 2.0 ** (-_SINKS * share / 12.0) * 100 / self.size),
            range=round(min(99.0, max(0.0, self.range * (1.0 if language in _TONAL else _SPEECH_RANGE)))),
        )


def delivery(voice: Voice, mood: str, how: tuple[str, ...] = ()) -> Delivery:
    """The measures for a voice in a mood; unknown moods, manners and timbres are `UserError`s."""
    feel = feel_of(mood, how)
    variant = _variant(voice)
    return Delivery(
        variant=variant.name,
        speed=round(_SPEED * voice.pace * feel.pace),
        pitch=voice.pitch * variant.pitch * feel.pitch,
        range=variant.range * voice.range * feel.range,
        pauses=feel.pauses / voice.pace,
        feel=feel,
        size=variant.size,
    )


def _variant(voice: Voice) -> _Variant:
    """Who plays this voice; a `UserError` for a timbre the library does not have (it would keep the last one)."""
    if not voice.timbre:
        everyone = (*_CAST["man"], *_CAST["woman"])
        return everyone[seed_of("espeak", voice.name) % len(everyone)]
    if numbered := _NUMBERED.fullmatch(voice.timbre):
        parts, number = _CAST[numbered[1]], int(numbered[2]) - 1
        found = parts[number % len(parts)]
        higher = 1.0 + _STEP * (number // len(parts))
        return replace(found, pitch=found.pitch * higher)
    if voice.timbre not in variants():
        possible = ("man-1", "woman-1", "child-1", "...", *variants())
        raise UserError(f"espeak has no timbre {voice.timbre!r}", possible=possible)
    return _Variant(name=voice.timbre)


def _pitch(factor: float) -> int:
    """The library's 0 to 99, of which 50 are an octave."""
    return round(min(99.0, max(0.0, _PITCH + 50.0 * math.log2(max(0.25, factor)))))
