"""`lampblack takes` and `pin`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.build.choosing import pin, takes_of
from lampblack.build.recorded import requests_of


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `takes` and `pin`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    if name == "takes":
        command.add_argument("shot", nargs="?", default="", help="one shot, as `shots` names it")
        command.add_argument(
            "--request",
            nargs="?",
            const="*",
            default="",
            metavar="TAKE",
            help="what was sent for it, of all takes or one",
        )
        command.set_defaults(run=_takes)
    else:
        command.add_argument("shot", help="the shot, as `shots` names it")
        command.add_argument(
            "take", help="a take, as `takes` names it, or a film file below the folder (refs/mine.mp4)"
        )
        command.set_defaults(run=_pin)


def _takes(asked: argparse.Namespace) -> int:
    if asked.request:
        return _requests(asked)
    found = takes_of(asked.folder, asked.shot)
    if not found:
        print("no shots are known yet: lines are the clock, and have not been read (lampblack make)")
    for shot, takes in found.items():
        print(shot)
        for take in takes:
            print(f"  {take.name}{'  kept: ' + take.why if take.why else ''}")
    return 0


def _requests(asked: argparse.Namespace) -> int:
    if not asked.shot:
        raise UserError("say of which shot", possible=("lampblack takes DIR SHOT --request",))
    for each in requests_of(asked.folder, asked.shot, "" if asked.request == "*" else asked.request):
        print(f"{each.job}  {each.engine} (version {each.version}), take {each.take}")
        print(json.dumps(each.request, ensure_ascii=False, indent=2))
    return 0


def _pin(asked: argparse.Namespace) -> int:
    print(pin(asked.folder, asked.shot, asked.take))
    return 0
