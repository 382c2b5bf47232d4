"""`lampblack sheets` and `accept`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from lampblack.build.sheet_page import Shown
from lampblack.build.sheets import Drafted, accept, sheets
from lampblack.cli.main import BROKEN
from lampblack.cli.numbers import amount, count
from lampblack.cli.screen import Screen


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `sheets` and `accept`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    if name == "sheets":
        command.add_argument("names", nargs="*", metavar="NAME", help="people and places; all unless said")
        command.add_argument("--engine", default="", metavar="NAME", help="who paints; else as film.toml says")
        command.add_argument("--takes", type=count, default=1, metavar="N", help="so many of each, to choose from")
        command.add_argument("--workers", type=count, default=0, help="processes at once; 0: one a core")
        command.add_argument("--spend", type=amount, metavar="SUM", help="the most it may spend without asking")
        command.add_argument("--json", action="store_true", help="as JSON")
        command.set_defaults(run=_sheets)
    else:
        command.add_argument("subject", help="whose sheet: sheets/person/NAME or sheets/place/NAME")
        command.add_argument("take", nargs="?", default="", help="a sheet, as `sheets` names it")
        command.add_argument("--file", type=Path, metavar="PICTURE", help="a picture of your own instead")
        command.set_defaults(run=_accept)


def _sheets(asked: argparse.Namespace) -> int:
    with Screen(quiet=asked.json) as screen:
        drafted = sheets(
            asked.folder, asked.names, asked.engine, max(1, asked.takes), screen.hear, workers=asked.workers,
            spend=asked.spend, person=screen.person,
        )  # fmt: skip
    for line in drafted.failed:
        print(f"lampblack: {line}", file=sys.stderr)
    if asked.json:
        print(json.dumps(_answer(drafted), ensure_ascii=False))
    else:
        for each in drafted.shown:
            print(_line(each))
        print(drafted.page)
    return BROKEN if drafted.failed else 0


def _line(each: Shown) -> str:
    state = "accepted" if each.accepted else "to be accepted" if each.drafts else "none"
    since = "; it has changed since: accept another, or keep it" if each.changed else ""
    return f"{each.subject:<32} {each.name:<20} {', '.join(each.drafts):<24} {state}{since}"


def _answer(drafted: Drafted) -> dict[str, object]:
    return {
        "page": str(drafted.page),
        "made": drafted.made,
        "cost": drafted.cost,
        "failed": list(drafted.failed),
        "sheets": [
            {
                "subject": each.subject,
                "name": each.name,
                "drafts": list(each.drafts),
                "accepted": str(each.accepted) if each.accepted else None,
                "changed": each.changed,
            }
            for each in drafted.shown
        ],
    }


def _accept(asked: argparse.Namespace) -> int:
    print(accept(asked.folder, asked.subject, asked.take, asked.file))
    return 0
