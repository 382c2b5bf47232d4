"""`lampblack doctor`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from lampblack.cli.main import WRONG
from lampblack.project.doctor import able, examine
from lampblack.project.health.check import Check


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `doctor`."""
    command.add_argument("folder", type=Path, nargs="?", help="where films are to be made; here, if nothing is said")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(run=_doctor)


def _doctor(asked: argparse.Namespace) -> int:
    checks = examine(asked.folder)
    if asked.json:
        print(json.dumps({"able": able(checks), "checks": [asdict(each) for each in checks]}))
    else:
        for each in checks:
            print(_printable(_line(each)))
        print("films can be made here" if able(checks) else "films cannot be made here yet")
    return 0 if able(checks) else WRONG


def _line(check: Check) -> str:
    what = f"{check.state:<16}{check.name}: {check.said}"
    return f"{what}; {check.do}" if check.do else what


def _printable(line: str) -> str:
    """What this terminal can show of it: a doctor must not fall ill of what it finds."""
    encoding = sys.stdout.encoding or "ascii"
    return line.encode(encoding, "replace").decode(encoding)
