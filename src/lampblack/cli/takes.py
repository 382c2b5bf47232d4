"""`lampblack takes` and `pin`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.build.choosing import pin, takes_of


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `takes` and `pin`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    if name == "takes":
        command.add_argument("shot", nargs="?", default="", help="one shot, as `shots` names it")
        command.set_defaults(run=_takes)
    else:
        command.add_argument("shot", help="the shot, as `shots` names it")
        command.add_argument(
            "take", help="a take, as `takes` names it, or a film file below the folder (refs/mine.mp4)"
        )
        command.set_defaults(run=_pin)


def _takes(asked: argparse.Namespace) -> int:
    found = takes_of(asked.folder, asked.shot)
    if not found:
        print("no shots are known yet: lines are the clock, and have not been read (lampblack make)")
    for shot, takes in found.items():
        print(shot)
        for take in takes:
            print(f"  {take.name}{'  kept: ' + take.why if take.why else ''}")
    return 0


def _pin(asked: argparse.Namespace) -> int:
    print(pin(asked.folder, asked.shot, asked.take))
    return 0
