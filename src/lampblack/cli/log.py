"""`lampblack log`: what a job printed while it was at work."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.build.keeping import home_of
from lampblack.runners.logs import Kept, Logs

SHOWN = 8
"""Subjects that are named when one is not found."""


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `log`."""
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    command.add_argument(
        "subject", nargs="?", default="", help="a shot, a line or a scene, or a job as `plan` names it"
    )
    command.set_defaults(run=_log)


def _log(asked: argparse.Namespace) -> int:
    logs = Logs(home_of(asked.folder).store)
    kept = logs.every()
    if not asked.subject:
        for each in kept:
            print(f"{_when(each)}  {each.fault or 'made':<9} {each.job}")
        if not kept:
            print("no job printed anything")
        return 0
    for each in _about(kept, asked.subject):
        print(f"--- {each.job}, {_when(each)}, {each.fault or 'made'}")
        print((logs.folder / each.file).read_text(encoding="utf-8", errors="replace").rstrip("\n"))
    return 0


def _about(kept: tuple[Kept, ...], subject: str) -> list[Kept]:
    """Those of one job, or of every job that is about a shot, a line or a scene."""
    found = [each for each in kept if each.job == subject] or [
        each for each in kept if each.subject == subject or f"/{subject}/" in f"/{each.job}/"
    ]
    if not found:
        jobs = tuple(dict.fromkeys(each.job for each in reversed(kept)))[:SHOWN]
        raise UserError(f"no log is kept of {subject!r}: it printed nothing, or that was long ago", possible=jobs)
    return found


def _when(each: Kept) -> str:
    return datetime.fromtimestamp(each.at).strftime("%Y-%m-%d %H:%M:%S")
