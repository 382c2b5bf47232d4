"""`lampblack sheets`, `boards` and `accept`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from lampblack.build.boards import accept_board, boards
from lampblack.build.sheet_page import Shown
from lampblack.build.sheets import Drafted, accept, sheets
from lampblack.cli.main import BROKEN
from lampblack.cli.numbers import amount, count, some
from lampblack.cli.screen import Screen

_DRAFTED = {"sheets": "people and places", "boards": "shots and scenes"}
_BOARDS = "boards/"


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `sheets`, `boards` and `accept`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    if name in _DRAFTED:
        command.add_argument("names", nargs="*", metavar="NAME", help=f"{_DRAFTED[name]}; all unless said")
        command.add_argument("--engine", default="", metavar="NAME", help="who paints; else as film.toml says")
        command.add_argument("--takes", type=some, default=1, metavar="N", help="so many of each, to choose from")
        command.add_argument("--workers", type=count, default=0, help="processes at once; 0: one a core")
        command.add_argument("--spend", type=amount, metavar="SUM", help="the most it may spend without asking")
        command.add_argument("--json", action="store_true", help="as JSON")
        command.set_defaults(run=_sheets if name == "sheets" else _boards)
    else:
        command.add_argument("subject", help="sheets/person/NAME, sheets/place/NAME or boards/SHOT")
        command.add_argument("take", nargs="?", default="", help="a draft, as `sheets` and `boards` name it")
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


def _boards(asked: argparse.Namespace) -> int:
    with Screen(quiet=asked.json) as screen:
        found = boards(
            asked.folder, asked.names, asked.engine, max(1, asked.takes), screen.hear, workers=asked.workers,
            spend=asked.spend, person=screen.person,
        )  # fmt: skip
    for line in found.failed:
        print(f"lampblack: {line}", file=sys.stderr)
    if asked.json:
        shots = [
            {"shot": each.shot, "drafts": list(each.drafts), "accepted": str(each.accepted) if each.accepted else None}
            for each in found.boards
        ]
        answer = {"page": str(found.page), "made": found.made, "cost": found.cost, "failed": list(found.failed)}
        print(json.dumps({**answer, "boards": shots}, ensure_ascii=False))
    else:
        for each in found.boards:
            state = "accepted" if each.accepted else "to be accepted" if each.drafts else "none"
            print(f"{each.shot:<44} {', '.join(each.drafts):<24} {state}")
        print(found.page)
    return BROKEN if found.failed else 0


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
    if asked.subject.startswith(_BOARDS):
        print(accept_board(asked.folder, asked.subject.removeprefix(_BOARDS), asked.take, asked.file))
    else:
        print(accept(asked.folder, asked.subject, asked.take, asked.file))
    return 0
