"""`lampblack check`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.build.verbs import check
from lampblack.cli.main import WRONG


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    command.set_defaults(run=_check)


def _check(asked: argparse.Namespace) -> int:
    findings = check(asked.folder)
    for finding in findings:
        print(f"{finding.severity}: {finding}")
    faults = sum(finding.severity == "fault" for finding in findings)
    print(f"{len(findings)} findings, {faults} of them faults" if findings else "nothing to remark")
    return WRONG if faults else 0
