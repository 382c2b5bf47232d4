"""`choices.toml`: what a person decided, shot by shot; read with a line for every mistake, written keeping everything
else as it stands."""

from __future__ import annotations

from typing import Any, cast, get_type_hints

import tomlkit
from tomlkit.exceptions import ParseError
from tomlkit.items import Table

from lampblack.base.errors import Spot, UserError
from lampblack.base.saved import convert
from lampblack.base.toml import only, read_table, read_toml, read_value, spot_of
from lampblack.shots.deed_choices import check_deeds
from lampblack.shots.model import Choices, MotionChoice, ScoreChoice, ShotChoice, WordsChoice
from lampblack.shots.names import KNOWN, plain_name
from lampblack.shots.word_choices import without_choice, without_words, words_choice, write_words

_KNOWN = tuple(ShotChoice.__dataclass_fields__)
_TABLES = ("shots", "pins", "motion", "recordings", "score", "engines", "words", "without")
_SHORTEST, _LONGEST = 0.2, 600.0
_FARTHEST_LAP = 120
"""Frames."""


def read_choices(text: str, file: str = "choices.toml") -> Choices:
    """The decisions in `text`: `[shots."scene/shot"]` tables, `[pins]`, `[engines]`, `[motion]`,
    `[recordings]`, `[score.SCENE]`, `[words."scene/shot"]` and `[without]`. Whether the shots, lines
    and scenes exist is asked later."""
    table = read_toml(text, file)
    for key, value in table.items():
        if key not in _TABLES:
            inner = cast(dict[str, Any], value) if isinstance(value, dict) else {}
            spot = spot_of(text, file, key, *list(inner)[:1])
            raise UserError(f"{key} is not known", spot=spot, possible=_TABLES)
    shots = {id: _choice(id, entry, text, file) for id, entry in _table(table, "shots", text, file).items()}
    pins = {id: _pin(id, entry, text, file) for id, entry in _table(table, "pins", text, file).items()}
    motions = {id: _motions(id, entry, text, file) for id, entry in _table(table, "motion", text, file).items()}
    recordings = {
        id: _recording(id, entry, text, file) for id, entry in _table(table, "recordings", text, file).items()
    }
    engines = {id: _engine(id, entry, text, file) for id, entry in _table(table, "engines", text, file).items()}
    score = {id: _score(id, entry, text, file) for id, entry in _table(table, "score", text, file).items()}
    words = {id: words_choice(id, entry, text, file) for id, entry in _table(table, "words", text, file).items()}
    without = {id: without_choice(id, entry, text, file) for id, entry in _table(table, "without", text, file).items()}
    return Choices(
        shots=shots, pins=pins, motions=motions, recordings=recordings, score=score, engines=engines, words=words,
        without=without,
    )  # fmt: skip


def write_pin(text: str, shot: str, take: str) -> str:
    """`text` with that take kept for that shot; comments, order and everything else stay."""
    document = _document(text)
    if "pins" not in document:
        document["pins"] = tomlkit.table()
    cast(Table, document["pins"])[shot] = take
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]


def without_pin(text: str, shot: str) -> str:
    """`text` without a decision on which take of that shot is kept."""
    document = _document(text)
    if "pins" in document and shot in cast(Table, document["pins"]):
        del cast(Table, document["pins"])[shot]
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]


def write_shot_words(text: str, shot: str, choice: WordsChoice) -> str:
    """`text` with what engines are told of that shot; comments, order and everything else stay."""
    document = _document(text)
    write_words(document, shot, choice)
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]


def without_shot_words(text: str, shot: str) -> tuple[str, bool]:
    """`text` without what a person has engines told of that shot; and whether there was anything."""
    document = _document(text)
    found = without_words(document, shot)
    return tomlkit.dumps(document), found  # pyright: ignore[reportUnknownMemberType]


def _document(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        raise UserError(f"this is not TOML: {error}", spot=Spot(file="choices.toml", line=error.line)) from error


def _choice(id: str, entry: Any, text: str, file: str) -> ShotChoice:
    spot = spot_of(text, file, "shots", id)
    if not isinstance(entry, dict):
        raise UserError(f'shots.{id} must be a table: write [shots."{id}"]', spot=spot)
    fields = cast(dict[str, Any], entry)
    only(fields, _KNOWN, text, file, "shots", id)
    check_deeds(id, fields.get("do", ()), text, file)
    fields = {key: _named(id, key, value, text, file) if key in KNOWN else value for key, value in fields.items()}
    choice = read_table(fields, ShotChoice, text, file, "shots", id)
    if choice.seconds is not None and not _SHORTEST <= choice.seconds <= _LONGEST:
        at = spot_of(text, file, "shots", id, "seconds")
        raise UserError(f"a shot of {choice.seconds:g} seconds is not possible ({_SHORTEST} to {_LONGEST:g})", spot=at)
    if choice.rack_at is not None and not 0.0 <= choice.rack_at <= _LONGEST:
        at = spot_of(text, file, "shots", id, "rack_at")
        raise UserError(f"focus cannot be racked at {choice.rack_at:g} seconds (0 to {_LONGEST:g})", spot=at)
    if choice.lap is not None and abs(choice.lap) > _FARTHEST_LAP:
        at = spot_of(text, file, "shots", id, "lap")
        raise UserError(f"a lap of {choice.lap} frames is out of reach ({-_FARTHEST_LAP} to {_FARTHEST_LAP})", spot=at)
    return choice


def _named(id: str, key: str, value: Any, text: str, file: str) -> str:
    """A size, an angle or a move by the house's own name; a `UserError` lists the names where it is none."""
    name = plain_name(key, value) if isinstance(value, str) else ""
    if name not in KNOWN[key]:
        at = spot_of(text, file, "shots", id, key)
        raise UserError(f"shots.{id}.{key}: there is no {key} {value!r}", spot=at, possible=KNOWN[key])
    return name


_MOTION: dict[str, str] = {
    {"first": "from", "last": "to"}.get(name, name): name for name in MotionChoice.__dataclass_fields__
}
"""What a motion's settings are called in the file, and in the model."""
_EXAMPLES: dict[str, tuple[str, ...]] = {
    "at": ('"mark"', "[1.5, 2.0]"), "facing": ('"mark"', "90"), "scale": ('"figure"', "1.0"),
}  # fmt: skip
_LIMITS: dict[str, tuple[float, float]] = {
    "from": (0.0, 3_600.0), "to": (0.0, 3_600.0), "start": (0.0, _LONGEST), "stop": (0.0, _LONGEST),
    "speed": (0.1, 10.0), "scale": (0.01, 100.0), "blend": (0.0, 5.0), "facing": (-360.0, 360.0),
}  # fmt: skip


def _motions(id: str, entry: Any, text: str, file: str) -> dict[str, MotionChoice]:
    if not isinstance(entry, dict):
        raise UserError(f'motion.{id} must be a table: write [motion."{id}"]', spot=spot_of(text, file, "motion", id))
    people = cast(dict[str, Any], entry)
    return {who: _motion((id, who), fields, text, file) for who, fields in people.items()}


def _motion(where: tuple[str, str], entry: Any, text: str, file: str) -> MotionChoice:
    named, spot = f"motion.{'.'.join(where)}", spot_of(text, file, "motion", *where)
    if not isinstance(entry, dict) or not isinstance(cast(dict[str, Any], entry).get("file"), str):
        raise UserError(f"{named} must name a file", spot=spot, possible=('{ file = "refs/walk.bvh" }',))
    fields = cast(dict[str, Any], entry)
    only(fields, _MOTION, text, file, "motion", *where)
    hints = get_type_hints(MotionChoice)
    if not fields["file"].lower().endswith(".bvh"):
        raise UserError(f"{named}.file: {fields['file']!r} is no BVH file", spot=spot, possible=("refs/walk.bvh",))
    for key, value in fields.items():
        at = spot_of(text, file, "motion", *where, key)
        read_value(value, hints[_MOTION[key]], f"{named}.{key}", at, _EXAMPLES.get(key, ()))
        low, high = _LIMITS.get(key, (0.0, 0.0))
        if key in _LIMITS and isinstance(value, int | float) and not low <= value <= high:
            raise UserError(f"{named}.{key} = {value} is not possible ({low:g} to {high:g})", spot=at)
    choice = convert({_MOTION[key]: value for key, value in fields.items()}, MotionChoice)
    for begin, end, words in ((choice.first, choice.last, "from, to"), (choice.start, choice.stop, "start, stop")):
        if end is not None and end <= begin:
            raise UserError(f"{named}: {words}: it ends at {end:g} s, before it begins at {begin:g} s", spot=spot)
    return choice


def _pin(id: str, entry: Any, text: str, file: str) -> str:
    if not isinstance(entry, str) or not entry:
        at = spot_of(text, file, "pins", id)
        raise UserError(f"pins.{id} must name a take", spot=at, possible=('"theatre-1"', '"refs/my-shot.mp4"'))
    return entry


def _engine(id: str, entry: Any, text: str, file: str) -> str:
    if not isinstance(entry, str) or not entry:
        at = spot_of(text, file, "engines", id)
        raise UserError(
            f"engines.{id} must name who films it", spot=at, possible=('"theatre"', '"a recipe of film.toml"')
        )
    return entry


def _recording(id: str, entry: Any, text: str, file: str) -> str:
    if not isinstance(entry, str) or not entry:
        at = spot_of(text, file, "recordings", id)
        raise UserError(f"recordings.{id} must name a file", spot=at, possible=('"refs/my-voice.wav"',))
    return entry


_STRENGTHS, _TEMPI = (0.0, 1.0), (20, 300)


def _score(id: str, entry: Any, text: str, file: str) -> ScoreChoice:
    spot = spot_of(text, file, "score", id)
    if not isinstance(entry, dict):
        raise UserError(f'score.{id} must be a table: write [score."{id}"]', spot=spot)
    fields = cast(dict[str, Any], entry)
    only(fields, tuple(ScoreChoice.__dataclass_fields__), text, file, "score", id)
    choice = read_table(fields, ScoreChoice, text, file, "score", id)
    for key, value in fields.items():
        at = spot_of(text, file, "score", id, key)
        low, high = {"strength": _STRENGTHS, "tempo": _TEMPI}.get(key, (0, 0))
        if high and not low <= value <= high:
            raise UserError(f"score.{id}.{key} = {value} is out of reach: {low:g} to {high:g}", spot=at)
    return choice


def _table(table: dict[str, Any], name: str, text: str, file: str) -> dict[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise UserError(f"{name} must be a table: write [{name}]", spot=spot_of(text, file, name))
    return cast(dict[str, Any], value)
