"""`lampblack watch`: a make that another process is at work on, as its own terminal shows it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lampblack.base.events import Event
from lampblack.base.standing import Standing
from lampblack.build.keeping import home_of
from lampblack.cli.main import BROKEN
from lampblack.cli.screen import Screen
from lampblack.store.stream import events_of, line_of


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `watch`."""
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    command.add_argument("--json", action="store_true", help="every event as it comes, one JSON object a line")
    command.set_defaults(run=_watch)


def _watch(asked: argparse.Namespace) -> int:
    standing = Standing()
    with Screen(quiet=asked.json) as screen:
        for event in events_of(home_of(asked.folder).store):
            standing.hear(event)
            screen.hear(event)
            if asked.json:
                _print(event)
    if not asked.json:
        print(_told(standing))
    return 0 if standing.ended or not standing.began else BROKEN


def _print(event: Event) -> None:
    sys.stdout.write(line_of(event).decode())
    sys.stdout.flush()


def _told(standing: Standing) -> str:
    if not standing.began:
        return "nothing has been made here yet"
    counts = standing.stages.values()
    said = [f"{sum(each.made for each in counts)} made", f"{sum(each.kept for each in counts)} kept"]
    said += [f"{len(standing.failed)} failed"] * bool(standing.failed)
    said += [f"{standing.cost:.2f} spent"] * bool(standing.cost)
    if not standing.ended:
        return ", ".join(said) + "; it was ended from outside, and `make` goes on from there"
    return ", ".join(said) + f" in {standing.ended - standing.began:.1f} s" + ("; stopped" * standing.stopped)
