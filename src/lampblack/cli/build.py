"""`lampblack make`, `plan` and `why`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import get_args

from lampblack.build.verbs import Made, make, plan, why
from lampblack.cli.main import BROKEN, STOPPED, WRONG
from lampblack.cli.screen import Screen
from lampblack.graph.plan import Plan
from lampblack.graph.why import Why
from lampblack.project.settings import Quality


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `make`, `plan` and `why`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    if name == "why":
        command.add_argument("subject", help="a shot, a line or a scene, or a job as `plan` names it")
    command.add_argument("--quality", choices=get_args(Quality), default="final", help="how fine; final as written")
    if name == "make":
        command.add_argument("--workers", type=_count, default=0, help="processes at once; 0: one a core")
    if name != "why":
        command.add_argument("--json", action="store_true", help="one JSON object as the last line")
    command.set_defaults(run={"make": _make, "plan": _plan, "why": _why}[name])


def _count(text: str) -> int:
    """A number of workers; argparse names the option in its message."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _make(asked: argparse.Namespace) -> int:
    with Screen(quiet=asked.json) as screen:
        made = make(asked.folder, asked.quality, screen.hear, workers=asked.workers)
    for failure in made.report.failed:
        print(f"lampblack: {failure.subject}: {failure.message}", file=sys.stderr)
    if made.report.stopped and not made.report.failed:
        print("lampblack: stopped; what was made is kept, and `make` goes on from here", file=sys.stderr)
    if asked.json:
        print(json.dumps(_answer(made), ensure_ascii=False))
    elif made.report.whole:
        _told(made)
    return _code(made)


def _code(made: Made) -> int:
    """0: made; 2: something was asked that cannot be; 1: something broke that should not; 130: stopped by a person."""
    if made.report.whole:
        return 0
    if any(failure.fault in ("refused", "disk") for failure in made.report.failed):
        return WRONG
    return BROKEN if made.report.failed else STOPPED


def _told(made: Made) -> None:
    for id in made.drafted:
        print(f"drafted in bible.toml: {id}")
    report = made.report
    print(f"{len(made.made)} made, {len(report.kept)} kept, {made.seconds:.1f} s")
    print(made.film)


def _answer(made: Made) -> dict[str, object]:
    report, cut = made.report, made.planned.cut
    return {
        "film": str(made.film) if report.whole else None,
        "seconds": round(made.seconds, 3),
        "made": len(made.made),
        "kept": len(report.kept),
        "cost": report.cost,
        "shots": len(made.planned.shots()),
        "length": float(cut.rate.seconds(cut.frames)) if cut else None,
        "made_jobs": list(made.made),
        "failed": [{"job": each.job, "message": each.message} for each in report.failed],
        "drafted": list(made.drafted),
        "by_stage": {
            stage: {"made": one.made, "kept": one.kept, "seconds": round(one.seconds, 3)}
            for stage, one in report.by_stage.items()
        },
    }


def _plan(asked: argparse.Namespace) -> int:
    found, _ = plan(asked.folder, asked.quality)
    if asked.json:
        print(json.dumps(_forecast(found), ensure_ascii=False))
        return 0
    for each in found.forecasts:
        if each.fate != "kept":
            print(f"{each.fate:<9} {each.job.id}  {each.reason}")
    kept, run, may = (len(found.with_fate(fate)) for fate in ("kept", "will run", "may run"))
    least, most = found.prices
    print(f"{kept} kept, {run} will run, {may} may run; {found.seconds:.0f} s of work; {least:.2f} to {most:.2f}")
    if found.open_questions:
        print(f"more follows when these are known: {', '.join(sorted({job for job, _ in found.open_questions}))}")
    return 0


def _forecast(found: Plan) -> dict[str, object]:
    return {
        "jobs": [
            {"id": each.job.id, "stage": each.job.stage, "fate": each.fate, "reason": each.reason, "price": each.price}
            for each in found.forecasts
        ],
        "price": list(found.prices),
        "seconds": found.seconds,
        "waits_for": sorted({job for job, _ in found.open_questions}),
    }


def _why(asked: argparse.Namespace) -> int:
    for found in why(asked.folder, asked.subject, asked.quality):
        _explained(found, 0)
    return 0


def _explained(found: Why, depth: int) -> None:
    indent = "  " * depth
    print(f"{indent}{found.job}: {found.fate}")
    for change in found.changes:
        print(f"{indent}  {change}")
    for below in found.because:
        _explained(below, depth + 1)
