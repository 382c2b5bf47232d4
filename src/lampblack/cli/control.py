"""`lampblack control`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

from lampblack.base.errors import UserError
from lampblack.build.controls import control
from lampblack.engines.requests import Size
from lampblack.project.settings import Quality
from lampblack.staging.control import SIGNALS, signals_named


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `control`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    command.add_argument("shot", help="the shot, as `shots` names it")
    command.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder the files are put into; must be said"
    )
    command.add_argument(
        "--only", default="", metavar="SIGNALS", help=f"some of them, with commas: {', '.join(SIGNALS)}"
    )
    command.add_argument("--size", default="", help="WIDTHxHEIGHT in pixels; the film's own unless said")
    command.add_argument(
        "--quality", choices=get_args(Quality), default="final", help="of which make; final as written"
    )
    command.set_defaults(run=_control)


def _control(asked: argparse.Namespace) -> int:
    signals = signals_named(asked.only)
    done = control(asked.folder, asked.shot, asked.to, signals, _size(asked.size), asked.quality)
    how = "made" if done.made else "known already"
    print(f"{done.shot}: {', '.join(signals)}, {done.frames} frames of {done.size}, {how}")
    print(f"{done.files} files in {done.folder}")
    return 0


def _size(text: str) -> Size | None:
    if not text:
        return None
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise UserError(f"--size {text!r} is no size", possible=("640x360", "1280x720"))
    return Size(width=int(width), height=int(height))
