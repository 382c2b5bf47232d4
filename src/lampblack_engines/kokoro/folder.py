"""What a folder of Kokoro holds, as it is published: `config.json`, one `.pth`, and `voices/NAME.pt`."""

from __future__ import annotations

import re
from pathlib import Path

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.requests import Voice
from lampblack.engines.speaking.housed import variable

LETTERS = {"en": "a", "en-gb": "b", "zh": "z", "cmn": "z", "ja": "j"}
"""Languages as a film names them, and Kokoro's letter for each: the first of its voices' names, too."""
_NUMBERED = re.compile(r"(man|woman|child)-([1-9]\d*)")


def voices_in(folder: Path) -> tuple[str, ...]:
    """The names of the voices that are there."""
    return tuple(sorted(path.stem for path in (folder / "voices").glob("*.pt")))


def weights_in(folder: Path) -> Path | None:
    """The model's file; None where there is none."""
    return next(iter(sorted(folder.glob("*.pth"))), None)


def lacking(folder: Path) -> str:
    """What is missing in the folder, as one sentence; empty: nothing."""
    if weights_in(folder) and (folder / "config.json").is_file() and voices_in(folder):
        return ""
    return f"its weights (config.json, *.pth, voices/*.pt) in {variable('kokoro')}"


def letter_of(language: str) -> str:
    """Kokoro's letter for a language; a `UserError` for one it does not speak."""
    wanted = language.lower()
    found = LETTERS.get(wanted) or LETTERS.get(wanted.partition("-")[0])
    if not found:
        raise UserError(f"kokoro does not speak {language!r} here", possible=tuple(LETTERS))
    return found


def chosen(voice: Voice, letter: str, voices: tuple[str, ...]) -> str:
    """Who speaks: the voice of that name, else one that fits; a `UserError` where none does. English has two letters,
    and one may borrow the other's voices."""
    if voice.timbre in voices:
        return voice.timbre
    letters = (letter, "ab".replace(letter, "")) if letter in "ab" else (letter,)
    able = [name for each in letters for name in voices if name.startswith(each)]
    numbered = _NUMBERED.fullmatch(voice.timbre)
    if voice.timbre and not numbered:
        raise UserError(f"kokoro has no voice {voice.timbre!r}", possible=tuple(able))
    sex = {"man": "m", "woman": "f", "child": "f"}[numbered[1]] if numbered else ""
    fitting = [name for name in able if name[1:2] == sex] or able
    if not fitting:
        raise UserError(f"none of kokoro's voices here speaks that language ({letter}_...)", possible=voices)
    number = int(numbered[2]) - 1 if numbered else seed_of("kokoro", voice.name)
    return fitting[number % len(fitting)]
