"""`lampblack check`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.base.findings import Finding
from lampblack.build.series import check_series
from lampblack.build.verbs import check
from lampblack.cli.main import WRONG
from lampblack.project.series import is_series


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    command.set_defaults(run=_check)


def _check(asked: argparse.Namespace) -> int:
    if is_series(asked.folder):
        return max(_told(found, f"{name}: ") for name, found in check_series(asked.folder).items())
    return _told(check(asked.folder))


def _told(findings: tuple[Finding, ...], episode: str = "") -> int:
    for finding in findings:
        print(f"{episode}{finding.severity}: {finding}")
    faults = sum(finding.severity == "fault" for finding in findings)
    print(episode + (f"{len(findings)} findings, {faults} of them faults" if findings else "nothing to remark"))
    return WRONG if faults else 0
