"""`lampblack make`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import get_args

from lampblack.base.errors import Spot, UserError
from lampblack.build.series import MadeSeries, make_series
from lampblack.build.verbs import Made, make
from lampblack.cli.main import BROKEN, STOPPED, WRONG
from lampblack.cli.numbers import amount, count
from lampblack.cli.screen import Screen
from lampblack.project.series import is_series
from lampblack.project.settings import Quality, Where


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `make`."""
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    command.add_argument("--only", nargs="+", default=[], metavar="EPISODE", help="of a series: these episodes alone")
    command.add_argument("--quality", choices=get_args(Quality), default="final", help="how fine; final as written")
    command.add_argument("--language", default="", metavar="CODE", help="spoken and captioned in this one: en, zh ...")
    command.add_argument("--workers", type=count, default=0, help="processes at once; 0: one a core")
    command.add_argument("--on", choices=get_args(Where), help="here, or on a Ray cluster; else as [run] says")
    command.add_argument(
        "--spend",
        type=amount,
        metavar="SUM",
        help="the most this make may spend, without asking, in the budget's currency",
    )
    command.add_argument("--json", action="store_true", help="one JSON object as the last line")
    command.set_defaults(run=_make)


def _make(asked: argparse.Namespace) -> int:
    if is_series(asked.folder):
        return _make_series(asked)
    if asked.only:
        raise UserError(
            "--only chooses among the episodes of a series, and this is none", spot=Spot(file=str(asked.folder))
        )
    with Screen(quiet=asked.json) as screen:
        made = make(
            asked.folder, asked.quality, screen.hear, workers=asked.workers, spend=asked.spend, person=screen.person,
            on=asked.on, language=asked.language,
        )  # fmt: skip
    _complain(made)
    if asked.json:
        print(json.dumps(_answer(made), ensure_ascii=False))
    elif made.report.whole:
        _told(made)
    return _code(made)


def _complain(made: Made, episode: str = "") -> None:
    where = f"{episode}: " * bool(episode)
    for failure in made.report.failed:
        print(f"lampblack: {where}{failure.subject}: {failure.message}", file=sys.stderr)
    for finding in made.findings if made.made else ():
        print(f"{where}{finding.severity}: {finding}", file=sys.stderr)
    if made.held:
        print(f"lampblack: {where}{made.held}", file=sys.stderr)
    if made.report.stopped and not made.report.failed:
        print("lampblack: stopped; what was made is kept, and `make` goes on from here", file=sys.stderr)


def _code(made: Made) -> int:
    """0: made; 2: something was asked that cannot be; 1: something broke that should not; 130: stopped by a person."""
    if made.report.whole:
        return 0
    if any(failure.fault in ("refused", "held", "disk") for failure in made.report.failed):
        return WRONG
    return BROKEN if made.report.failed else STOPPED


def _make_series(asked: argparse.Namespace) -> int:
    with Screen(quiet=asked.json) as screen:
        series = make_series(
            asked.folder, asked.quality, screen.hear, workers=asked.workers, only=asked.only, begins=screen.turn_to,
            spend=asked.spend, person=screen.person, on=asked.on, language=asked.language,
        )  # fmt: skip
    for each in series.episodes:
        if each.made is not None:
            _complain(each.made, each.name)
        if each.error is not None:
            print(f"lampblack: {each.name}: {each.error}", file=sys.stderr)
    if asked.json:
        print(json.dumps(_series_answer(series), ensure_ascii=False))
    else:
        for each in series.episodes:
            if each.made is not None and each.whole:
                _told(each.made, each.name)
    return _series_code(series)


def _series_code(series: MadeSeries) -> int:
    """As of one film; what broke counts more than what was asked wrongly."""
    codes = [WRONG if each.made is None else _code(each.made) for each in series.episodes]
    return next((code for code in (STOPPED, BROKEN, WRONG) if code in codes), 0)


def _series_answer(series: MadeSeries) -> dict[str, object]:
    """Sums, and under `episodes` each one's own answer, by name."""
    made = [each.made for each in series.episodes if each.made is not None]
    return {
        "series": series.series.title,
        "whole": all(each.whole for each in series.episodes),
        "seconds": round(series.seconds, 3),
        "made": sum(len(each.made) for each in made),
        "kept": sum(len(each.report.kept) for each in made),
        "cost": sum(each.report.cost for each in made),
        "episodes": {
            each.name: {"film": None, "error": str(each.error)} if each.made is None else _answer(each.made)
            for each in series.episodes
        },
    }


def _told(made: Made, episode: str = "") -> None:
    for id in made.drafted:
        print(f"drafted in bible.toml: {id}")
    report = made.report
    print(f"{episode}{': ' * bool(episode)}{len(made.made)} made, {len(report.kept)} kept, {made.seconds:.1f} s")
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
        "collected": list(made.collected),
        "held": made.held,
        "findings": [str(each) for each in made.findings],
        "by_stage": {
            stage: {"made": one.made, "kept": one.kept, "seconds": round(one.seconds, 3)}
            for stage, one in report.by_stage.items()
        },
    }
