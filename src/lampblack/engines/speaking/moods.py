"""How a mood and a manner are heard: what they do to pitch, pace, range, pauses and strength, for every voice alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from lampblack.base.errors import UserError


@dataclass(frozen=True, kw_only=True, slots=True)
class Feel:
    """Factors on a voice's own pitch, pace, range and pauses; `press` is how hard it is spoken (1: plainly)."""

    pitch: float = 1.0
    pace: float = 1.0
    range: float = 1.0
    pauses: float = 1.0
    press: float = 1.0
    gain: float = 0.0
    """Decibels above a voice that simply talks."""
    breath: float = 0.0
    """How much of the voice is breath: 1 is a whisper."""
    tremor: float = 0.0
    """How much the voice shakes, 0 to 1."""


_FEELS = {
    "calm": Feel(),
    "happy": Feel(pitch=1.07, pace=1.05, range=1.25, pauses=0.9, press=1.1, gain=0.5),
    "sad": Feel(pitch=0.95, pace=0.87, range=0.72, pauses=1.35, press=0.8, gain=-1.5, breath=0.08),
    "angry": Feel(pitch=1.06, pace=1.08, range=1.35, pauses=0.75, press=1.4, gain=2.0),
    "afraid": Feel(pitch=1.1, pace=1.1, range=1.1, pauses=0.9, press=0.9, breath=0.12, tremor=0.35),
    "weary": Feel(pitch=0.93, pace=0.84, range=0.7, pauses=1.45, press=0.75, gain=-2.0, breath=0.15),
    "resolute": Feel(pitch=0.98, pace=0.94, range=1.15, pauses=1.05, press=1.25, gain=1.0),
    "tender": Feel(pitch=1.02, pace=0.9, range=0.9, pauses=1.15, press=0.8, gain=-1.5, breath=0.1),
}

_MANNERS = {
    "whisper": Feel(pitch=0.97, pace=0.92, range=0.7, pauses=1.1, press=0.6, gain=-7.0, breath=1.0),
    "shout": Feel(pitch=1.22, pace=0.95, range=1.3, pauses=0.85, press=1.5, gain=4.5),
    "quiet": Feel(pitch=0.97, pace=0.95, range=0.85, pauses=1.1, press=0.75, gain=-4.0, breath=0.15),
    "loud": Feel(pitch=1.1, pace=0.97, range=1.15, press=1.3, gain=2.5),
    "slow": Feel(pace=0.78, pauses=1.4),
    "fast": Feel(pitch=1.03, pace=1.2, range=1.1, pauses=0.65),
    "flat": Feel(pitch=0.97, range=0.55),
    "trembling": Feel(pace=0.92, pauses=1.25, press=0.85, gain=-1.0, breath=0.1, tremor=1.0),
    "breathless": Feel(pitch=1.04, pace=1.02, pauses=1.5, press=0.8, gain=-1.0, breath=0.35, tremor=0.2),
    "hesitant": Feel(pace=0.88, range=0.9, pauses=1.7, press=0.85, gain=-1.0),
    "laughing": Feel(pitch=1.06, pace=1.03, range=1.25, gain=0.5),
}


def feel_of(mood: str, how: tuple[str, ...] = ()) -> Feel:
    """What a mood and manners do together; no mood is calm; a `UserError` for a name that is not known."""
    if mood and mood not in _FEELS:
        raise UserError(f"no voice knows the mood {mood!r}", possible=tuple(_FEELS))
    for each in how:
        if each not in _MANNERS:
            raise UserError(f"no voice knows the manner {each!r}", possible=tuple(_MANNERS))
    return reduce(_together, (_MANNERS[each] for each in how), _FEELS[mood or "calm"])


def _together(one: Feel, other: Feel) -> Feel:
    return Feel(
        pitch=one.pitch * other.pitch,
        pace=one.pace * other.pace,
        range=one.range * other.range,
        pauses=one.pauses * other.pauses,
        press=one.press * other.press,
        gain=min(6.0, max(-9.0, one.gain + other.gain)),
        breath=min(1.0, one.breath + other.breath),
        tremor=min(1.0, one.tremor + other.tremor),
    )
