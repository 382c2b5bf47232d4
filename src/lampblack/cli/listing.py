"""What every command that lists a film's parts has in common: its options, and rows as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from lampblack.project.settings import Quality

Rows = list[dict[str, Any]]


def add_listing(
    command: argparse.ArgumentParser, rows: Callable[[Path, Quality], Rows], show: Callable[[Rows], None]
) -> None:
    """A film's folder, which of its makes, and `--json`; else `show` prints the rows for a person."""
    command.add_argument("folder", type=Path, help="the film's folder")
    command.add_argument(
        "--quality", choices=get_args(Quality), default="final", help="of which make; final as written"
    )
    command.add_argument("--json", action="store_true", help="as JSON")

    def run(asked: argparse.Namespace) -> int:
        found = rows(asked.folder, asked.quality)
        if asked.json:
            print(json.dumps(found, ensure_ascii=False))
        else:
            show(found)
        return 0

    command.set_defaults(run=run)
