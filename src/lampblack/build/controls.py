"""The verb `control`: a shot's control signals, made like everything else and put where a person wants them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.base.events import Listener, silent
from lampblack.build.planner import FilmPlanner
from lampblack.build.sources import read_sources
from lampblack.engines.controls import RollReader
from lampblack.engines.requests import Size
from lampblack.graph.build import build, never
from lampblack.graph.job import Job
from lampblack.graph.known import Known
from lampblack.graph.plan import plan as plan_of
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import Quality
from lampblack.shots.model import Shot
from lampblack.staging.control import Signal
from lampblack.store.errors import explained
from lampblack.takes.controls import control_job


@dataclass(frozen=True, kw_only=True)
class Controlled:
    """What `control` came to: where each signal is, as a roll in the store, and what was put there."""

    shot: str
    frames: int
    size: Size
    rolls: dict[Signal, Path]
    folder: Path
    files: int
    made: bool
    """False: it was known already."""


def control(
    folder: Path,
    shot: str,
    to: Path,
    signals: Sequence[Signal],
    size: Size | None = None,
    quality: Quality = "final",
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
) -> Controlled:
    """Make a shot's signals, or find them made, and put their files below `to`. The shot must be known."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        settings = opened.film.settings.at(quality)
        staged = _shot(opened, shot, quality)
        wanted = size or settings.format.size
        job = control_job(staged, signals, wanted, settings.detail)

        def planner(known: Known) -> tuple[Job, ...]:
            return (job,)

        executor = opened.executor(1)
        try:
            report = build(planner, opened.results, executor, listener, should_stop)
        finally:
            executor.close()
        for failure in report.failed:
            raise UserError(failure.message)
        if not report.whole:
            raise UserError(f"the control signals of {shot} were not finished")
        outputs = report.outputs[job.id]
        rolls: dict[Signal, Path] = {signal: opened.store.path(outputs[signal]) for signal in signals}
        with explained(to):
            files = sum(unrolled(path, to) for path in rolls.values())
    return Controlled(
        shot=shot, frames=staged.staging.frames, size=wanted, rolls=rolls, folder=to, files=files,
        made=bool(report.made),
    )  # fmt: skip


def unrolled(path: Path, to: Path) -> int:
    """A roll's files below a folder; says how many. Files of the same names are written anew."""
    count = 0
    with RollReader(path) as roll:
        for name in roll.names():
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            part.write_bytes(roll.named(name))
            os.replace(part, target)  # noqa: PTH105 - atomic, and says so
            count += 1
    return count


def _shot(opened: OpenFilm, id: str, quality: Quality) -> Shot:
    planner = FilmPlanner(sources=read_sources(opened, opened.film.settings.at(quality)))
    plan_of(planner, opened.results)
    shots = planner.seen.shots()
    found = next((shot for shot in shots if shot.id == id), None)
    if found is None:
        none = ("none yet: lampblack make",)
        raise UserError(f"there is no shot {id!r}", possible=tuple(shot.id for shot in shots) or none)
    return found
