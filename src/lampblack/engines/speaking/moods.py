"""How a mood is heard: what it does to pitch, pace, range and pauses, for every voice alike."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.errors import UserError


@dataclass(frozen=True, kw_only=True, slots=True)
class Feel:
    """Factors on a voice's own pitch, pace, range and pauses; `press` is how hard it is spoken (1: plainly)."""

    pitch: float = 1.0
    pace: float = 1.0
    range: float = 1.0
    pauses: float = 1.0
    press: float = 1.0


_FEELS = {
    "calm": Feel(),
    "happy": Feel(pitch=1.07, pace=1.05, range=1.25, pauses=0.9, press=1.1),
    "sad": Feel(pitch=0.95, pace=0.87, range=0.72, pauses=1.35, press=0.8),
    "angry": Feel(pitch=1.06, pace=1.08, range=1.35, pauses=0.75, press=1.4),
    "afraid": Feel(pitch=1.1, pace=1.1, range=1.1, pauses=0.9, press=0.9),
    "weary": Feel(pitch=0.93, pace=0.84, range=0.7, pauses=1.45, press=0.75),
    "resolute": Feel(pitch=0.98, pace=0.94, range=1.15, pauses=1.05, press=1.25),
    "tender": Feel(pitch=1.02, pace=0.9, range=0.9, pauses=1.15, press=0.8),
}


def feel_of(mood: str) -> Feel:
    """What a mood does; none is calm; a `UserError` for one that is not known."""
    if mood and mood not in _FEELS:
        raise UserError(f"no voice knows the mood {mood!r}", possible=tuple(_FEELS))
    return _FEELS[mood or "calm"]
