"""`bible.toml`: read with a line for every mistake, and drafted entries added once below what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, cast, get_type_hints

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from lampblack.base.errors import Spot, UserError
from lampblack.base.saved import plain
from lampblack.base.toml import laid_over, only, read_toml, read_value, spot_of
from lampblack.breakdown.figures import figure_of
from lampblack.breakdown.model import Bible, Character, PlaceEntry, PropEntry
from lampblack.engines.requests import Voice
from lampblack.engines.speaking.pronounced import WAYS, checked
from lampblack.staging.figure import Figure
from lampblack.staging.place import SetPiece

T = TypeVar("T")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_COLOURS = ("skin", "hair_colour", "robe", "trim", "inner", "skirt", "sash", "coat", "under", "marking")
_OF_BEASTS = ("species", "sex", "age", "height", "coat", "under", "marking", "markings", "seed")
_HELD = ("", "staff", "cane", "lantern", "fan", "gourd", "umbrella", "book", "cup", "mug", "sword", "key", "gun",
         "letter", "phone", "torch", "cigarette", "clipboard", "twig")  # fmt: skip
_VOICES = {"pitch": (0.25, 4.0), "pace": (0.25, 4.0), "range": (0.0, 4.0), "warmth": (0.0, 1.0)}
_HEIGHTS = (0.3, 20.0)
_ID = re.compile(r"[\w-]+")
_TABLES = ("cast", "places", "props")
_PRONOUNCE = "pronounce"
_NAMELESS = {"id"}


def read_bible(text: str, file: str, under: Mapping[str, Any] | None = None) -> Bible:
    """The bible that `text` is; `UserError` with a line for broken TOML, unknown keys, wrong types and values.

    `under` is the table of the bible this one stands on, read and found right: entries are added to it, and fields of
    its entries written over.
    """
    reader = _Reader(text, file)
    table = laid_over(under or {}, read_toml(text, file))
    for name in table:
        if name not in (*_TABLES, _PRONOUNCE):
            raise UserError(f"[{name}] is not known", spot=reader.spot(name), possible=(*_TABLES, _PRONOUNCE))
    cast_ = tuple(reader.character(id, entry) for id, entry in reader.entries(table, "cast"))
    places = tuple(reader.place(id, entry) for id, entry in reader.entries(table, "places"))
    props = tuple(reader.noun(PropEntry, "props", id, entry) for id, entry in reader.entries(table, "props"))
    reader.check_names("cast", cast_)
    reader.check_names("places", places)
    return Bible(cast=cast_, places=places, props=props, pronounce=reader.pronounce(table))


def append_drafts(text: str, drafts: Bible) -> str:
    """`text` with those drafted entries of `drafts` that it does not hold yet; what is there stays byte for byte."""
    document = tomlkit.parse(text).unwrap()
    there = {name: set(document.get(name, {})) for name in _TABLES}
    pieces: list[str] = []
    for name, entries in (("cast", drafts.cast), ("places", drafts.places), ("props", drafts.props)):
        for entry in entries:
            if entry.drafted and entry.id not in there[name]:
                pieces.append(_written(name, entry))
    if not pieces:
        return text
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    whole = text + gap + "\n".join(pieces)
    try:
        tomlkit.parse(whole)
    except TOMLKitError as error:
        raise UserError(f"drafts cannot be added to this bible: {error}", possible=("[cast.kuafu] tables",)) from error
    return whole


def _written(name: str, entry: Character | PlaceEntry | PropEntry) -> str:
    document = tomlkit.document()
    above = tomlkit.table(is_super_table=True)
    body = tomlkit.table()
    for field in fields(entry):
        value = plain(getattr(entry, field.name))
        if field.name in _NAMELESS or value in (None, "", [], False) or field.name in ("figure", "voice", "pieces"):
            continue
        body.add(field.name, value)
    if isinstance(entry, Character) and entry.figure is not None:
        body.add("figure", _figure_table(entry.figure))
    above.add(entry.id, body)
    document.add(name, above)
    return tomlkit.dumps(document)


def _figure_table(figure: Figure) -> Table:
    table = tomlkit.table()
    for key, value in plain(figure).items():
        if key not in _NAMELESS and (figure.kind == "human" or key in _OF_BEASTS):
            table.add(key, value)
    return table


class _Reader:
    """Tables to nouns; knows the text, so that every mistake has a line."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file

    def entries(self, table: dict[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
        found = self.table(table.get(name, {}), name)
        for id in found:
            if not _ID.fullmatch(id):
                raise UserError(
                    f"{id!r} is no id: use letters, digits, _ and -",
                    spot=self.spot(name, id),
                    possible=("kuafu", "old_man"),
                )
        return [(id, self.table(entry, name, id)) for id, entry in found.items()]

    def character(self, id: str, entry: dict[str, Any]) -> Character:
        self.known(Character, entry, "cast", id)
        rest = {key: value for key, value in entry.items() if key not in ("figure", "voice")}
        person = self.noun(Character, "cast", id, rest)
        figure = voice = None
        if "figure" in entry:
            written = self.table(entry["figure"], "cast", id, "figure")
            self._check_figure(written, "cast", id, "figure")
            figure = figure_of(id, person.name, person.words, written)
        if "voice" in entry:
            voice = self.noun(Voice, "cast", id, self.table(entry["voice"], "cast", id, "voice"), "voice")
            self._check_voice(voice, "cast", id, "voice")
        return replace(person, figure=figure, voice=voice)

    def pronounce(self, table: dict[str, Any]) -> dict[str, str]:
        """`[pronounce]`: words and how they are said."""
        found = self.table(table.get(_PRONOUNCE, {}), _PRONOUNCE)
        for word, reading in found.items():
            spot = self.spot(_PRONOUNCE, word)
            if not isinstance(reading, str):
                raise UserError(f"how {word!r} is said must be text", spot=spot, possible=WAYS)
            try:
                checked(word, reading)
            except UserError as error:
                raise UserError(error.message, spot=spot, possible=error.possible) from error
        return found

    def place(self, id: str, entry: dict[str, Any]) -> PlaceEntry:
        self.known(PlaceEntry, entry, "places", id)
        pieces = entry.get("pieces", [])
        if not isinstance(pieces, list):
            raise UserError("pieces must be a list of tables", spot=self.spot("places", id, "pieces"))
        made = [self._piece(id, number, one) for number, one in enumerate(cast(list[Any], pieces), 1)]
        return self.noun(PlaceEntry, "places", id, {**entry, "pieces": made})

    def noun(self, kind: type[T], name: str, id: str, entry: dict[str, Any], *deeper: str) -> T:
        """One entry as its noun, checked key by key so that the line named is the right one."""
        self.known(kind, entry, name, id, *deeper)
        hints = get_type_hints(kind)
        for key, value in entry.items():
            path = (name, id, *deeper, key)
            read_value(plain(value), hints[key], ".".join(path), self.spot(*path))
        whole = {**entry, "id": id} if "id" in hints else entry
        return cast(T, read_value(plain(whole), kind, f"[{name}.{id}]", self.spot(name, id)))

    def known(self, kind: type[Any], entry: dict[str, Any], *path: str) -> None:
        only(entry, [field.name for field in fields(kind) if field.name not in _NAMELESS], self.text, self.file, *path)

    def table(self, value: Any, *path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise UserError(f"{'.'.join(path)} must be a table: write [{'.'.join(path)}]", spot=self.spot(*path))
        return cast(dict[str, Any], value)

    def check_names(self, name: str, entries: tuple[Character | PlaceEntry, ...]) -> None:
        """One name must not mean two people, or two places."""
        seen: dict[str, str] = {}
        for entry in entries:
            for one in (entry.name, *entry.aliases):
                if seen.setdefault(one.casefold(), entry.id) != entry.id:
                    raise UserError(
                        f"{one!r} is the name of both {seen[one.casefold()]} and {entry.id}",
                        spot=self.spot(name, entry.id),
                    )

    def spot(self, *path: str) -> Spot:
        """The line of this key, or of the first table below it where it has no line of its own."""
        spot = spot_of(self.text, self.file, *path)
        below = re.compile(r"\s*\[\[?\s*" + r"\s*\.\s*".join(map(re.escape, path)) + r"\s*\.")
        if spot_of(self.text, self.file, *path[:-1]) == spot:
            lines = enumerate(self.text.splitlines(), 1)
            return next((Spot(file=self.file, line=n) for n, line in lines if below.match(line)), spot)
        return spot

    def _check_figure(self, written: dict[str, Any], *path: str) -> None:
        self.noun(Figure, path[0], path[1], written, *path[2:])
        for key in _COLOURS:
            if key in written and not _COLOUR.fullmatch(written[key]):
                raise UserError(
                    f"{written[key]!r} is no colour",
                    spot=self.spot(*path, key),
                    possible=("#rrggbb, for example #a83a34",),
                )
        if written.get("held", "") not in _HELD:
            raise UserError(f"nobody can hold {written['held']!r}", spot=self.spot(*path, "held"), possible=_HELD[1:])
        if not _HEIGHTS[0] <= written.get("height", 1.7) <= _HEIGHTS[1]:
            raise UserError(
                f"nobody is {written['height']} metres tall", spot=self.spot(*path, "height"), possible=("0.3 to 20",)
            )

    def _check_voice(self, voice: Voice, *path: str) -> None:
        for key, (least, most) in _VOICES.items():
            if not least <= getattr(voice, key) <= most:
                raise UserError(
                    f"a {key} of {getattr(voice, key)} is out of reach",
                    spot=self.spot(*path, key),
                    possible=(f"{least:g} to {most:g}",),
                )

    def _piece(self, id: str, number: int, one: Any) -> dict[str, Any]:
        piece = dict(self.table(one, "places", id, "pieces"))
        at = piece.get("position")
        if isinstance(at, list) and len(cast(list[Any], at)) == 3:
            piece["position"] = dict(zip("xyz", cast(list[Any], at), strict=True))
        piece.setdefault("id", f"{piece.get('kind', 'piece')}-{number}")
        example = ('{ kind = "rock", position = [1.0, 0.0, 3.0] }',)
        read_value(plain(piece), SetPiece, f"piece {number} of {id}", self.spot("places", id, "pieces"), example)
        return piece
