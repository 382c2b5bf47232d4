"""`lampblack preview`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.cli.numbers import count
from lampblack.previs.verbs import open_browser, preview


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `preview`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    command.add_argument("--port", type=count, default=0, help="of this machine; 0: any that is free")
    command.add_argument("--no-open", action="store_true", help="open no browser, only say where to look")
    command.set_defaults(run=_preview)


def _preview(asked: argparse.Namespace) -> int:
    def opened(address: str) -> None:
        print(f"{asked.folder} is shown at {address}\nCtrl-C ends it.", flush=True)
        if not asked.no_open:
            open_browser(address)

    preview(asked.folder, asked.port, opened)
    return 0
