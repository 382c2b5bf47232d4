"""`lampblack plan` and `why`: what a build would make, why, how long it would take and what it would cost."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from lampblack.build.foresight import preview, why
from lampblack.build.preview import Preview, Sum, total
from lampblack.build.series import plan_series
from lampblack.cli.main import WRONG
from lampblack.cli.times import lasted
from lampblack.graph.job import Ask
from lampblack.graph.plan import Forecast
from lampblack.graph.why import Why
from lampblack.project.series import is_series
from lampblack.project.settings import Quality

GROUPS = ("stage", "scene", "engine")

MANY = 40
"""Lines a person still reads: beyond them only what is spoken, filmed or paid for is named one by one."""


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `plan` and `why`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    if name == "why":
        command.add_argument("subject", help="a shot, a line or a scene, or a job as `plan` names it")
    command.add_argument("--quality", choices=get_args(Quality), default="final", help="how fine; final as written")
    if name == "plan":
        command.add_argument("--by", choices=GROUPS, default="stage", help="how the sums are told (stage)")
        command.add_argument("--language", default="", metavar="CODE", help="of the film in this language: en, zh ...")
        command.add_argument("--all", action="store_true", help="name every job, also those that are kept")
        command.add_argument("--json", action="store_true", help="as JSON, with all sums")
    command.set_defaults(run={"plan": _plan, "why": _why}[name])


def _plan(asked: argparse.Namespace) -> int:
    if is_series(asked.folder):
        return _plan_series(asked)
    found = preview(asked.folder, asked.quality, asked.language)
    if asked.json:
        print(json.dumps(_answer(found), ensure_ascii=False))
        return 0
    named = [each for each in found.plan.forecasts if asked.all or each.fate != "kept"]
    if not asked.all and len(named) > MANY:
        named = [
            each for each in named if each.price or each.job.stage in ("read", "takes") or each.job.id == "sound/score"
        ]
    for each in named:
        print(_line(each))
    if not asked.all and (rest := found.whole.will_run + found.whole.may_run - len(named)):
        print(f"... and {rest} smaller ones (--all names every job)")
    if found.impact:
        print()
        _table({"stage": found.by_stage, "scene": found.by_scene, "engine": found.by_engine}[asked.by], found.unit)
        print()
    print(told(found))
    if found.plan.open_questions:
        waits = ", ".join(sorted({job for job, _ in found.plan.open_questions})[:6])
        print(f"more follows when these are known: {waits}")
    return 0


def _plan_series(asked: argparse.Namespace) -> int:
    """One line an episode, and the sum; each as it will be when those before it are made."""
    episodes = plan_series(asked.folder, asked.quality, language=asked.language)
    found = [each.preview for each in episodes if each.preview is not None]
    failed = [each for each in episodes if each.preview is None]
    whole = total([each.whole for each in found])
    clocks, unit = sum(each.clock for each in found), found[0].unit if found else ""
    if asked.json:
        answers = {
            each.name: {"error": str(each.error)} if each.preview is None else _answer(each.preview)
            for each in episodes
        }
        sums = {"price": [round(whole.least, 6), round(whole.most, 6)], "currency": unit, "clock_seconds": clocks}
        print(json.dumps({"episodes": answers, **asdict(whole), **sums}, ensure_ascii=False))
        return WRONG if failed else 0
    for each in episodes:
        print(f"{each.name}: {told(each.preview) if each.preview is not None else each.error}")
    run = whole.will_run + whole.may_run
    price = money(whole.least, whole.most, unit)
    print(f"all: {run} jobs to do, {whole.kept} kept; {price}; about {lasted(clocks)}" if run else "all: nothing to do")
    return WRONG if failed else 0


def told(found: Preview) -> str:
    """The whole plan in one line: "4 shots, 1 line, the mix; 0.84 USD; about 2 min; the rest (181 jobs) is kept"."""
    whole = found.whole
    if not found.impact:
        return f"nothing to do: all {whole.kept} jobs are kept"
    rest = f"the rest ({whole.kept} jobs) is kept" if whole.kept else "nothing is kept yet"
    return "; ".join((found.impact, money(whole.least, whole.most, found.unit), f"about {lasted(found.clock)}", rest))


def money(least: float, most: float, unit: str) -> str:
    """A sum, or a range of them, with its currency; "free" where nothing is asked."""
    if most <= 0.0:
        return "free"
    if round(least, 2) == round(most, 2):
        return f"{most:.2f} {unit}"
    return f"{least:.2f} to {most:.2f} {unit}"


def _line(each: Forecast) -> str:
    work = each.job.work
    engine = f"  [{work.engine}]" if isinstance(work, Ask) else ""
    if isinstance(work, Ask) and (style := work.request.get("style")):
        # what the world of the story chose where nobody named one
        engine += f"  {style}"
    price = f"  {money(*each.prices, each.currency)}" if each.price else ""
    guessed = "  (length guessed)" if each.guessed and each.price else ""
    return f"{each.fate:<9} {each.job.id}{engine}{price}{guessed}  {each.reason}".rstrip()


def _table(sums: Sequence[Sum], unit: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("", "kept", "will run", "may run", "price", "work"):
        table.add_column(name, justify="right" if name else "left")
    for one in sums:
        if one.will_run or one.may_run:
            price = money(one.least, one.most, unit)
            table.add_row(one.name, str(one.kept), str(one.will_run), str(one.may_run), price, lasted(one.seconds))
        else:
            table.add_row(one.name, str(one.kept), "", "", "", "")
    Console().print(table)


def _answer(found: Preview) -> dict[str, object]:
    jobs = [
        {
            "id": each.job.id,
            "stage": each.job.stage,
            "scene": each.job.scene,
            "subject": each.job.subject,
            "engine": each.job.work.engine if isinstance(each.job.work, Ask) else None,
            "fate": each.fate,
            "reason": each.reason,
            "guessed": each.guessed,
            "price": list(each.prices),
            "currency": each.currency or None,
            "seconds": round(found.seconds.get(each.job.id, 0.0), 3),
        }
        for each in found.plan.forecasts
    ]
    return {
        "jobs": jobs,
        "impact": found.impact,
        "price": [round(found.whole.least, 6), round(found.whole.most, 6)],
        "currency": found.unit,
        "seconds": round(found.whole.seconds, 3),
        "clock_seconds": round(found.clock, 3),
        "by_stage": [asdict(one) for one in found.by_stage],
        "by_scene": [asdict(one) for one in found.by_scene],
        "by_engine": [asdict(one) for one in found.by_engine],
        "waits_for": sorted({job for job, _ in found.plan.open_questions}),
    }


def _why(asked: argparse.Namespace) -> int:
    told = why(asked.folder, asked.subject, asked.quality)
    as_ever = [each for each in told if each.fate == "kept" and not each.changes]
    for found in told:
        if len(told) == 1 or found not in as_ever:
            _explained(found, 0)
    if len(told) > 1 and as_ever:
        print(f"{len(as_ever)} of {len(told)} jobs are kept, and nothing they were made of ever changed")
    return 0


def _explained(found: Why, depth: int) -> None:
    indent = "  " * depth
    kept = found.fate == "kept"
    if kept and found.changes:
        print(f"{indent}{found.job}: kept; the last time it was made because")
    elif kept:
        print(f"{indent}{found.job}: kept; nothing it was made of has changed since it was first made")
    else:
        print(f"{indent}{found.job}: {found.fate}")
    for change in found.changes:
        print(f"{indent}  {change}")
    for below in found.because:
        _explained(below, depth + 1)
