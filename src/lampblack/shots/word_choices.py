"""`[words]` and `[without]` in `choices.toml`: what engines are told of a shot in a person's own words, and what must
not be seen."""

from __future__ import annotations

from typing import Any, cast

import tomlkit
from tomlkit.items import Table

from lampblack.base.errors import UserError
from lampblack.base.toml import only, read_table, spot_of
from lampblack.shots.model import WordsChoice

KEYS = ("words", "without", "add")
LONGEST = 20_000
"""Characters: more than any model reads."""


def words_choice(id: str, entry: Any, text: str, file: str) -> WordsChoice:
    """One `[words."scene/shot"]` table."""
    spot = spot_of(text, file, "words", id)
    if not isinstance(entry, dict):
        raise UserError(f'words.{id} must be a table: write [words."{id}"]', spot=spot)
    fields = cast(dict[str, Any], entry)
    only(fields, KEYS, text, file, "words", id)
    choice = read_table(fields, WordsChoice, text, file, "words", id)
    if choice.words is not None and choice.add:
        at = spot_of(text, file, "words", id, "add")
        raise UserError(
            f"words.{id}: add is said behind what is composed; with words there is nothing composed", spot=at
        )
    for key in KEYS:
        if len(getattr(choice, key) or "") > LONGEST:
            at = spot_of(text, file, "words", id, key)
            raise UserError(f"words.{id}.{key} is longer than {LONGEST} characters", spot=at)
    return choice


def without_choice(id: str, entry: Any, text: str, file: str) -> str:
    """One line of `[without]`: what must not be seen in the film, a scene or a shot."""
    if not isinstance(entry, str) or len(entry) > LONGEST:
        at = spot_of(text, file, "without", id)
        raise UserError(f"without.{id} must say what is not to be seen", spot=at, possible=('"cars, modern clothes"',))
    return entry


def write_words(document: tomlkit.TOMLDocument, shot: str, choice: WordsChoice) -> None:
    """Put a shot's words into the document, to be edited; what stands there already is written over."""
    if "words" not in document:
        document["words"] = tomlkit.table(is_super_table=True)
    table = tomlkit.table()
    for key in KEYS:
        value = getattr(choice, key)
        if value:
            table[key] = value
    cast(Table, document["words"])[shot] = table


def without_words(document: tomlkit.TOMLDocument, shot: str) -> bool:
    """Take a shot's words out of the document; whether there were any."""
    if "words" not in document or shot not in cast(Table, document["words"]):
        return False
    del cast(Table, document["words"])[shot]
    return True
