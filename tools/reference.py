"""Write `docs/reference/` from the program itself: commands from their parsers, engines from their offers, files from
the nouns they are read into.

    python tools/reference.py            # write
    python tools/reference.py --check    # say what is not up to date; exit 1 then

What `--help` prints depends on the terminal and on the version of Python; these pages do not.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import MISSING, Field, fields
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from lampblack.base.time import Rate
from lampblack.breakdown.model import Character, PlaceEntry, PropEntry
from lampblack.builtin.theatre.scenery import registry as registry_of_kits
from lampblack.cli.main import COMMANDS
from lampblack.engines import registry
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size, Voice
from lampblack.project.cutting import Cutting
from lampblack.project.settings import (
    Budget,
    Delivery,
    Dubbing,
    EngineChoice,
    Format,
    Keeping,
    Look,
    Ray,
    Run,
    ScoreSettings,
    Settings,
    Takes,
    Titles,
)
from lampblack.shots.model import ScoreChoice, ShotChoice, WordsChoice
from lampblack.staging.figure import Figure

FOLDER = Path(__file__).parents[1] / "docs/reference"
MADE_BY = "<!-- Written by tools/reference.py. Do not edit. -->"
OUR_OWN = ("lampblack.", "lampblack_engines.")
"""Where the engines in the box live; a stranger's, installed beside them, is not described here."""


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {"commands.md": commands(), "engines.md": engines(), "files.md": files()}


def commands() -> str:
    """The page of commands: what each does, its arguments and options."""
    parts = [MADE_BY, "# Commands", "A command ends with 0 when it was done, 2 when it could not be, 130 when stopped."]
    for name, (module, summary) in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"lampblack {name}")
        import_module(module).add(name, parser)
        parts += [f"## {name}", f"{summary[0].upper()}{summary[1:]}.", _usage(name, parser), _arguments(parser)]
    return "\n\n".join(parts) + "\n"


def _asked(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """A parser's arguments and options but `--help`; argparse has no public way to them."""
    return [each for each in parser._actions if each.dest != "help"]


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    return "    " + " ".join(["lampblack", name, *map(_word, _asked(parser))])


def _word(action: argparse.Action) -> str:
    """One argument as it stands in a command."""
    if not action.option_strings:
        many = f"{_metavar(action)} ..." if action.nargs in ("*", "+") else _metavar(action)
        return f"[{many}]" if action.nargs in ("?", "*") else many
    value = "" if action.nargs == 0 else f" {_metavar(action)}"
    return f"[{action.option_strings[-1]}{value}]"


def _metavar(action: argparse.Action) -> str:
    if action.choices:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest).upper()


def _arguments(parser: argparse.ArgumentParser) -> str:
    rows = ["| | |", "|---|---|"]
    for action in _asked(parser):
        shown = f"`{_word(action).strip('[]')}`".replace("|", "\\|")
        default = (
            f" (default: `{action.default}`)"
            if action.option_strings and action.nargs != 0 and action.default not in ("", None, [])
            else ""
        )
        rows.append(f"| {shown} | {action.help}{default} |")
    return "\n".join(rows)


def engines() -> str:
    """The page of engines in the box: what each can do, and within which limits."""
    parts = [
        MADE_BY,
        "# Engines in the box",
        "`lampblack engines` lists those that are installed, a stranger's too. `film.toml` names one for each kind of "
        "job under `[engines]`.",
    ]
    for offer in registry.offers().values():
        if offer.makes.startswith(OUR_OWN):
            parts += [f"## {offer.name}", f"{offer.summary[0].upper()}{offer.summary[1:]}.", _facts(offer)]
            parts.append("\n".join(["| job | limits |", "|---|---|", *map(_row, offer.capabilities)]))
    return "\n\n".join(parts) + "\n"


def _facts(offer: Offer) -> str:
    facts = [f"Licence: {offer.licence}."]
    if offer.needs:
        extra = offer.needs.partition("=")[2]
        facts.append(f"An optional part: `pip install 'lampblack[{extra}]'`.")
    return " ".join(facts)


def _row(limits: Capabilities) -> str:
    told = [
        f"sizes {', '.join(map(str, limits.sizes))}" if limits.sizes else "",
        f"up to {limits.largest}" if limits.largest else "",
        f"rates {', '.join(limits.rates)}" if limits.rates else "",
        f"at most {limits.longest_seconds:g} s" if limits.longest_seconds is not None else "",
        f"languages {', '.join(limits.languages)}" if limits.languages else "",
        f"steered by {', '.join(sorted(limits.controls))}" if limits.controls else "",
        f"{limits.price_per_unit:g} {limits.currency} a {limits.unit}" if limits.price_per_unit else "free",
        f"the output's licence: {limits.output_licence}" if limits.output_licence else "",
    ]
    return f"| {limits.kind} | {'; '.join(filter(None, told))} |"


SECTIONS: tuple[tuple[str, str, type[Any], tuple[str, ...]], ...] = (
    ("film.toml", "", Settings, ("title", "language", "captions")),
    ("film.toml", "[format]", Format, ("size", "rate")),
    ("film.toml", "[look]", Look, ()),
    ("film.toml", "[engines]", EngineChoice, ()),
    ("film.toml", "[titles]", Titles, ()),
    ("film.toml", "[takes]", Takes, ()),
    ("film.toml", "[cut]", Cutting, ()),
    ("film.toml", "[dub]", Dubbing, ()),
    ("film.toml", "[score]", ScoreSettings, ()),
    ("film.toml", "[delivery]", Delivery, ()),
    ("film.toml", "[run]", Run, tuple(each for each in Run.__dataclass_fields__ if each != "ray")),
    ("film.toml", "[run.ray]", Ray, ()),
    ("film.toml", "[store]", Keeping, ()),
    ("film.toml", "[budget]", Budget, ()),
    ("bible.toml", "[cast.ID]", Character, ("name", "aliases", "words", "voice_engine", "theme", "drafted")),
    ("bible.toml", "[cast.ID.figure]", Figure, ()),
    ("bible.toml", "[cast.ID.voice]", Voice, ()),
    ("bible.toml", "[places.ID]", PlaceEntry, ()),
    ("bible.toml", "[props.ID]", PropEntry, ()),
    ("choices.toml", '[shots."SCENE/SHOT"]', ShotChoice, ()),
    ("choices.toml", '[score."SCENE"]', ScoreChoice, ()),
    ("choices.toml", '[words."SCENE/SHOT"]', WordsChoice, ("words", "without", "add")),
)
"""File, table, the noun it is read into, and which of its fields a person writes (none: all)."""

AFTER = {
    "[props.ID]": "### [pronounce]\n\nA word and how it is said: in pinyin with tone digits, a syllable a Hanzi "
    '(`"重楼" = "chong2 lou2"`), in IPA between slashes (`"Ahe" = "/ɑːhə/"`), or spelled as it sounds '
    '(`"Siobhan" = "shi-vawn"`).',
}
"""Tables whose keys a person makes up, told behind the one that stands before them."""

DRAFTED = {"[cast.ID.figure]": "What is left out is drafted from the name and the `words`."}
"""Tables whose defaults are not fixed values."""


def files() -> str:
    """The page of files: every table a person may write, its keys, their values and what stands where none is given."""
    parts = [MADE_BY, "# Files", "All are TOML, in UTF-8. A key that is not known is a mistake and is named."]
    last = ""
    for file, table, noun, keys in SECTIONS:
        if file != last:
            parts.append(f"## {file}")
        last = file
        parts += [f"### {table}"] if table else []
        hints = get_type_hints(noun)
        parts += [DRAFTED[table]] if table in DRAFTED else []
        shown = [each for each in fields(noun) if each.name in keys or not keys]
        rows = [_key(each, hints[each.name], drafted=table in DRAFTED) for each in shown]
        parts.append("\n".join(["| key | value | default |", "|---|---|---|", *filter(None, rows)]))
        parts += [AFTER[table]] if table in AFTER else []
    kits = ", ".join(f"`{each}`" for each in registry_of_kits.names())
    parts.append(f"The theatre's kits for places: {kits}.")
    parts.append(
        "### [pins]\n\nA shot's id and the take that is kept: `ENGINE-NUMBER`, or a file in the film's folder."
    )
    parts.append(
        "### [without]\n\nWhat must not be seen besides: by shot's id, by scene, or of the whole film (`film`)."
    )
    return "\n\n".join(parts) + "\n"


def _key(field: Field[Any], hint: Any, *, drafted: bool) -> str:
    """One row; empty for an id, which stands in the table's name."""
    if field.name == "id":
        return ""
    default = field.default if field.default is not MISSING else _made(field)
    shown = "" if drafted or default in (None, "", (), MISSING) or isinstance(default, dict) else f"`{_plain(default)}`"
    return f"| `{field.name}` | {_possible(hint)} | {shown} |"


def _made(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else None


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


_WORDS: dict[Any, str] = {str: "text", int: "whole number", float: "number", bool: "`true`, `false`"}
_WORDS |= {Size: 'text, as `"1280x720"`', Rate: 'text, as `"24"` or `"30000/1001"`'}


def _possible(hint: Any) -> str:
    """What may be written, in words; the choices themselves where there are some."""
    if hint in _WORDS:
        return _WORDS[hint]
    if get_origin(hint) is Literal:
        return ", ".join(f"`{each}`" for each in get_args(hint))
    inner = [each for each in get_args(hint) if each not in (NoneType, Ellipsis)]
    if get_origin(hint) is tuple:
        return f"list of {_possible(inner[0])}"
    return _possible(inner[0]) if len(inner) == 1 else "table"


def main() -> int:
    """Write the pages, or compare them with what stands there."""
    checking = "--check" in sys.argv[1:]
    old = [name for name, text in pages().items() if not _stands(FOLDER / name, text)]
    for name in old:
        if not checking:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(pages()[name], "utf-8")
        print(f"{'not up to date' if checking else 'written'}: docs/reference/{name}")
    return 1 if checking and old else 0


def _stands(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
