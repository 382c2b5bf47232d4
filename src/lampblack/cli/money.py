"""`lampblack doubts` and `settle`."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from lampblack.build.money import WORDS, doubts, settle


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `doubts` and `settle`."""
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    if name == "settle":
        command.add_argument("ticket", help="as `doubts` names it; its beginning is enough")
        command.add_argument("word", choices=WORDS, help="it was paid; nothing is owed; nothing is owed, send it again")
        command.add_argument(
            "--file",
            nargs="+",
            type=Path,
            default=[],
            help="paid, and here is what came of it: the film goes on with it",
        )
        command.add_argument("--id", default="", metavar="PROVIDER_ID", help="paid, and to be fetched by this name")
        command.add_argument("--note", default="", metavar="WHY", help="kept with the decision")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(run={"doubts": _doubts, "settle": _settle}[name])


def _doubts(asked: argparse.Namespace) -> int:
    found = doubts(asked.folder)
    if asked.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        return 0
    for each in found:
        since = datetime.fromtimestamp(each.since).strftime("%Y-%m-%d %H:%M")
        where = f"{each.film}: " * bool(each.film)
        print(
            f"{each.ticket}  {where}{each.subject or each.job}  {each.price:.2f} {each.unit} to {each.engine}  {since}"
        )
        print(f"  {each.state}: {each.why}" if each.why else f"  {each.state}")
        print(f"  look for {each.look_for}")
    if found:
        print(f"then: lampblack settle {asked.folder} TICKET paid|failed|again")
    else:
        print("nothing is in doubt")
    return 0


def _settle(asked: argparse.Namespace) -> int:
    settled = settle(
        asked.folder, asked.ticket, asked.word, files=tuple(asked.file), provider=asked.id, note=asked.note
    )  # fmt: skip
    if asked.json:
        print(json.dumps(asdict(settled), ensure_ascii=False))
    else:
        print(f"{settled.job}: {settled.state}; {settled.told}")
    return 0
