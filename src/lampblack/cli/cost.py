"""`lampblack cost` and `decisions`: where money and time went, and what a person's part was."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lampblack.build.accounting import Costs, costs, decisions, money, worked
from lampblack.build.cost import SIDES, Row, Side, Sums
from lampblack.build.measured import per_minute
from lampblack.cli.account import Page
from lampblack.cli.wording import verdict
from lampblack.store.decisions import Decision


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `cost` and `decisions`."""
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    if name == "cost":
        command.add_argument("--by", choices=SIDES, help="one table: by what")
        command.add_argument(
            "--worked", type=_minutes, metavar="MINUTES", help="state your own time: it replaces the estimate so far"
        )
        command.add_argument(
            "--on", default="", metavar="WHAT",
            help="of --worked: on what; a kind of decision (script, pin ...) replaces its estimate, else it is added",
        )  # fmt: skip
    command.add_argument("--json", action="store_true", help="as JSON, with all numbers")
    command.set_defaults(run={"cost": _cost, "decisions": _decisions}[name])


def _minutes(text: str) -> float:
    """Minutes of work, below 0 to take some back."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.0 < abs(number) < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes")
    return number


def _cost(asked: argparse.Namespace) -> int:
    if asked.worked is not None:
        print(worked(asked.folder, asked.worked, asked.on.strip()))
        return 0
    found = costs(asked.folder)
    if asked.json:
        print(json.dumps(_answer(found, SIDES if asked.by is None else (asked.by,)), ensure_ascii=False))
    else:
        Page(found).show(asked.by)
    return 0


def _decisions(asked: argparse.Namespace) -> int:
    found = decisions(asked.folder)
    if asked.json:
        print(json.dumps([_decision(each) for each in found], ensure_ascii=False))
        return 0
    if not found:
        print("no decision is on record yet: what is written, pinned and settled is noticed by `make` and `check`")
        return 0
    _list(found)
    return 0


def _list(found: Sequence[Decision]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    several = any(each.film for each in found)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("when", "who", *(("episode",) if several else ()), "what", "on", ""):
        table.add_column(name, no_wrap=name == "when", overflow="fold")
    for each in found:
        stated = f"{each.minutes:g} min" if each.minutes is not None else ""
        cells = (
            _when(each.at)[:16].replace("T", " "), each.who, *((each.film,) if several else ()), each.what,
            each.subject, each.note or stated,
        )  # fmt: skip
        table.add_row(*map(Text, cells))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    console.print(table)


def _decision(each: Decision) -> dict[str, object]:
    return {
        "at": _when(each.at),
        "who": each.who,
        "film": each.film,
        "what": each.what,
        "subject": each.subject,
        "note": each.note,
        "minutes": each.minutes,
        "digest": each.digest,
    }


def _when(at: float) -> str:
    """The moment here, with what it is away from UTC."""
    return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")


def _answer(found: Costs, sides: Sequence[Side]) -> dict[str, object]:
    human = found.human
    measured = per_minute(found)
    return {
        "title": found.title,
        "currency": found.currency,
        "cap": found.cap,
        "cut": found.cut,
        "seconds": float(found.seconds),
        "total": _sums(found.account.total()),
        "by": {side: [_row(row) for row in found.account.by(side)] for side in sides},
        "human": {
            "minutes": round(human.minutes, 3),
            "stated": round(human.stated, 3),
            "waited": round(human.waited, 3),
            "decisions": human.decisions,
        },
        "machine_seconds": {name: round(seconds, 3) for name, seconds in found.machine.items()},
        "per_finished_minute": [
            {
                "kind": each.kind or "all",
                "seconds": float(each.seconds),
                "money": each.money,
                "money_for_hours": each.hours,
                "human_minutes": each.minutes,
                "times_faster": each.faster,
                "share_cheaper": each.cheaper,
                "words": verdict(each),
            }
            for each in measured
        ],
        "baseline": {
            "money_per_minute": found.baseline.money_per_minute,
            "human_minutes_per_minute": found.baseline.human_minutes_per_minute,
            "money_per_hour": found.baseline.money_per_hour,
        },
        "notes": list(found.notes),
    }  # fmt: skip


def _row(row: Row) -> dict[str, object]:
    seconds = None if row.seconds is None else float(row.seconds)
    return {
        "name": row.name,
        **_sums(row.money),
        "jobs": row.jobs,
        "seconds": seconds,
        "per_second": money(round(row.money.spent / row.seconds)) if row.seconds else None,
        "human_minutes": round(row.minutes, 3),
        "gone": row.gone,
    }


def _sums(sums: Sums) -> dict[str, float]:
    return {
        "spent": money(sums.spent),
        "kept": money(sums.kept),
        "not_kept": money(sums.unkept),
        "undecided": money(sums.undecided),
        "lost": money(sums.lost),
        "reserved": money(sums.reserved),
        "in_doubt": money(sums.doubt),
        "released": money(sums.released),
    }
