"""Voices for those who were given none: by sex, age and name, no two alike.

A timbre is said in the house's words (`man-3`, `woman-1`, `child-2`), which every engine in the box knows how to play;
an engine with voices of its own is given their names in the bible.
"""

from __future__ import annotations

from collections.abc import Iterable

from lampblack.base.digest import seed_of
from lampblack.breakdown.model import Bible, Character
from lampblack.engines.requests import Voice
from lampblack.read.model import Casting, Role
from lampblack.staging.figure import Age

TIMBRES = 8
"""How many timbres of men, and as many of women, are told apart."""
_CHILDREN = 4
_TUNINGS = (1.0, 1.12, 0.9, 1.2, 0.84)
"""Pitches tried, in this order, where a timbre is taken; nearer than a tenth two voices sound like one."""

_AGES: dict[Age, tuple[float, float, float, float]] = {
    # pitch, pace, range, warmth
    "child": (1.0, 1.04, 1.15, 0.4),
    "young": (1.04, 1.03, 1.08, 0.5),
    "middle": (0.97, 0.99, 1.0, 0.6),
    "old": (0.9, 0.89, 0.88, 0.7),
}
_NARRATOR = (1.0, 0.95, 0.9, 0.75)


def casting(bible: Bible, engine: str) -> Casting:
    """A role for everyone in the bible. What a person wrote stands; the others choose in the bible's order, so that
    whoever is appended takes nobody's voice. `engine` speaks for those with no engine of their own."""
    taken = [each.voice for each in bible.cast if each.voice is not None]
    roles: list[Role] = []
    for character in bible.cast:
        voice = character.voice
        if voice is None:
            voice = picked(character, taken)
            taken.append(voice)
        roles.append(Role(character=character.id, engine=character.voice_engine or engine, voice=voice))
    return Casting(roles=tuple(roles))


def picked(character: Character, taken: Iterable[Voice]) -> Voice:
    """A voice that fits the character and sounds like none of those `taken`."""
    pitch, pace, spread, warmth = _AGES[character.figure.age] if character.figure else _NARRATOR
    seed = seed_of("voice", character.id)
    heard = tuple(taken)
    wishes = [
        Voice(
            name=character.id,
            timbre=timbre,
            pitch=round(pitch * tuning, 3),
            pace=round(pace * (0.97 + 0.06 * (seed % 7) / 6), 3),
            range=round(spread * (0.92 + 0.16 * (seed // 7 % 9) / 8), 3),
            warmth=warmth,
        )
        for tuning in _TUNINGS
        for timbre in _timbres(character, seed)
    ]
    return next((wish for wish in wishes if not _alike(wish, heard)), _unheard(wishes, heard))


def _unheard(wishes: list[Voice], heard: tuple[Voice, ...]) -> Voice:
    """Where all are taken (a cast of more than forty of a kind): the wish that is shared by the fewest."""
    return min(wishes, key=lambda wish: sum(_alike(wish, (other,)) for other in heard))


def _timbres(character: Character, seed: int) -> list[str]:
    """The timbres that fit, the character's own favourite first."""
    figure = character.figure
    if figure is not None and figure.age == "child":
        return _turned("child", _CHILDREN, seed)
    if figure is not None:
        return _turned(figure.sex, TIMBRES, seed)
    first, second = ("man", "woman") if seed // 11 % 2 else ("woman", "man")
    return [*_turned(first, TIMBRES, seed), *_turned(second, TIMBRES, seed)]


def _turned(who: str, count: int, seed: int) -> list[str]:
    return [f"{who}-{(seed + step) % count + 1}" for step in range(count)]


def _alike(wish: Voice, heard: tuple[Voice, ...]) -> bool:
    """The same timbre at nearly the same pitch: an ear would take them for one person."""
    return any(other.timbre == wish.timbre and abs(other.pitch / max(0.01, wish.pitch) - 1.0) < 0.07 for other in heard)
