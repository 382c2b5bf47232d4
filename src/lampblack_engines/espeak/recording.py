# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# (SciPy is typed only in part.)
"""A whole line recorded: clauses joined with their pauses, cut close, at 48 kHz, every time moved along with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from lampblack.base.errors import UserError
from lampblack.engines.requests import Phoneme, Word
from lampblack_engines.espeak.library import RATE, Library
from lampblack_engines.espeak.script import Script
from lampblack_engines.espeak.timbre import Delivery
from lampblack_engines.espeak.timing import Sounded, Span, sounded, spans

_UP, _DOWN = 320, 147
"""48000 / 22050 in lowest terms."""
_SOUNDING = 0.03
"""Of the peak: the line begins where it is first this loud, and ends where it last is."""
_BEFORE, _AFTER = RATE * 6 // 1000, RATE * 12 // 1000
_FADE = RATE * 4 // 1000
_CUT_SHORT = 0.66


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A line at 48 kHz (mono, -1 to 1) with its phonemes and words in samples."""

    sound: NDArray[np.float64]
    phonemes: tuple[Phoneme, ...]
    words: tuple[Word, ...]


def recorded(library: Library, scripts: tuple[Script, ...], delivery: Delivery) -> Recording:
    """Say every clause and put them together; a `UserError` where there is nothing to say."""
    sounds: list[NDArray[np.float64]] = []
    phonemes: list[Sounded] = []
    words: list[tuple[Span, Span]] = []
    at = 0
    for number, script in enumerate(scripts):
        said = library.say(script.text, delivery.manner(script.language, number, len(scripts)), script.phonemes)
        heard = sounded(said)
        if not heard:
            continue
        begin, end = heard[0].start, heard[-1].stop
        begin = 0 if begin < _FADE * 4 else begin
        if script.clause.ends == "cut":
            end, heard = _cut_short(heard)
        sound = _faded(said.sound[begin:end])
        if script.clause.ends == "trails":
            sound = _trailing(sound)
        phonemes += [_moved(each, at - begin) for each in heard]
        for unit, (start, stop) in zip(script.clause.units, spans(script, said, heard), strict=True):
            words.append(((unit.first, unit.last), (start + at - begin, stop + at - begin)))
        rest = script.clause.pause * delivery.pauses * RATE * delivery.size / 100_000
        pause = 0 if number == len(scripts) - 1 else round(rest)
        sounds += [sound, np.zeros(pause)]
        at += len(sound) + pause
    if not sounds or not np.concatenate(sounds).any():
        raise UserError("there is nothing in this line that espeak can say")
    return _cut_close(np.concatenate(sounds), phonemes, words, delivery.size)


def played_at(size: int) -> tuple[int, int]:
    """The ratio from the library's samples to those at 48 kHz, for a throat of this size."""
    shared = math.gcd(_UP * 100, _DOWN * size)
    return _UP * 100 // shared, _DOWN * size // shared


def _cut_short(heard: tuple[Sounded, ...]) -> tuple[int, tuple[Sounded, ...]]:
    """Where a word is taken out of somebody's mouth: two thirds into its last sound."""
    last = heard[-1]
    end = last.start + max(1, round(_CUT_SHORT * (last.stop - last.start)))
    return end, (*heard[:-1], Sounded(ipa=last.ipa, start=last.start, stop=end))


def _trailing(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fading over its second half, down to a third."""
    share = np.clip(np.arange(len(sound)) / max(1, len(sound)) * 2.0 - 1.0, 0.0, 1.0)
    return sound * (1.0 - 0.67 * share**1.5)


def _cut_close(
    sound: NDArray[np.float64], phonemes: list[Sounded], words: list[tuple[Span, Span]], size: int
) -> Recording:
    sounding = np.flatnonzero(np.abs(sound) > _SOUNDING * np.abs(sound).max())
    begin = max(0, int(sounding[0]) - _BEFORE)
    end = min(len(sound), int(sounding[-1]) + _AFTER)
    up, down = played_at(size)
    made = np.asarray(resample_poly(_faded(sound[begin:end]), up, down), np.float64)
    total = len(made)

    def there(at: int) -> int:
        return min(total, max(0, round((at - begin) * up / down)))

    said = [Phoneme(ipa=p.ipa, start=there(p.start), stop=there(p.stop)) for p in phonemes]
    said = [each for each in said if each.stop > each.start]
    said[-1] = Phoneme(ipa=said[-1].ipa, start=said[-1].start, stop=total)
    placed = [
        Word(first=first, last=last, start=there(start), stop=there(stop)) for (first, last), (start, stop) in words
    ]
    placed[-1] = Word(first=placed[-1].first, last=placed[-1].last, start=placed[-1].start, stop=total)
    return Recording(sound=made, phonemes=tuple(said), words=tuple(placed))


def _faded(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without a click at either end; the beginning is kept sharp, for a plosive's sake."""
    made = sound.copy()
    rise, length = min(_FADE // 4, len(made)), min(_FADE, len(made))
    made[:rise] *= (np.arange(rise) + 1.0) / max(1, rise)
    made[len(made) - length :] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(length) + 1.0) / length)
    return made


def _moved(sound: Sounded, by: int) -> Sounded:
    return Sounded(ipa=sound.ipa, start=sound.start + by, stop=sound.stop + by)
