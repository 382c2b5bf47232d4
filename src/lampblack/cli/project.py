"""`lampblack new`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.project.verbs import LANGUAGES, new


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `new`."""
    command.add_argument("folder", type=Path, help="the film's folder; it must not exist, or be empty")
    command.add_argument("--language", default="zh", help=f"of the script: {', '.join(LANGUAGES)}")
    command.set_defaults(run=_new)


def _new(asked: argparse.Namespace) -> int:
    for path in new(asked.folder, asked.language):
        print(path)
    print(f"now: lampblack make {asked.folder}")
    return 0
