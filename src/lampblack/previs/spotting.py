"""The line of a mistake whose words name no line: where the word it complains of is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from lampblack.previs.model import Told

_WORDS = re.compile(r"'([^']+)'|“([^”]+)”|\b(refs/\S+)")
_KEY = re.compile(r"^[\w./-]+\.(\w+): ")
"""A key that is named before the words: `motion.street/wide.anna: not on stage`."""
_LINED = re.compile(r":\d+(:\d+)?$")

Text = tuple[str, str]
"""A file's name as the page says it, and what is written there."""


def located(told: Told, texts: Sequence[Text]) -> Told:
    """The mistake with file and line, if a word it quotes stands in one of the texts; those it names are looked at
    first. One that has its line, or quotes nothing that is written, stays as it is."""
    if _LINED.search(told.where):
        return told
    named = [text for text in texts if text[0] in told.where or text[0] in told.message]
    said = told.message.partition(" (possible:")[0]
    for match in (*_WORDS.finditer(said), *_KEY.finditer(said)):
        word = re.compile(rf"(?<!\w){re.escape(next(filter(None, match.groups())))}(?!\w)")
        for name, text in (*named, *texts):
            for number, line in enumerate(text.splitlines(), start=1):
                if word.search(line):
                    return replace(told, where=f"{name}:{number}")
    return told


def texts_of(files: Iterable[Path], folder: Path) -> tuple[Text, ...]:
    """What is written in these files, as far as it can be read; settings before scripts."""
    found: list[Text] = []
    for file in sorted(files, key=lambda each: each.suffix != ".toml"):
        try:
            found.append((_near(file, folder), file.read_text("utf-8")))
        except (OSError, UnicodeDecodeError):
            continue
    return tuple(found)


def _near(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
