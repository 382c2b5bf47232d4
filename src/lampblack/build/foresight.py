"""What a person can ask before a build: what it would do and cost, and why."""

from __future__ import annotations

import os
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.build.guess import guessing
from lampblack.build.planner import FilmPlanner, Planned, impossible
from lampblack.build.preview import Convert, Preview, preview_of
from lampblack.build.sources import Sources, read_sources
from lampblack.graph.plan import Plan
from lampblack.graph.plan import plan as plan_of
from lampblack.graph.why import Why, explained
from lampblack.project.episode import in_records
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import Quality


def plan(folder: Path, quality: Quality = "final", language: str = "") -> tuple[Plan, Planned]:
    """What `make` would do now, and why. Writes nothing and runs nothing, also while a build is at work: small steps
    are worked out in memory, lines that are not recorded have their guide reading."""
    with OpenFilm(find_film(folder)) as opened:
        return foresee(opened, quality, language)


def preview(folder: Path, quality: Quality = "final", language: str = "") -> Preview:
    """The same, added up by stage, scene and engine, in the budget's currency."""
    with OpenFilm(find_film(folder)) as opened:
        found, _ = foresee(opened, quality, language)
        unit = opened.film.settings.budget.currency
        return preview_of(found, opened.store.actions.seconds(), converter(opened), unit, os.cpu_count() or 1)


def why(folder: Path, subject: str, quality: Quality = "final") -> tuple[Why, ...]:
    """Why something would be made again, or was. `subject` is a job's id as `plan` shows it, or a shot, a line or a
    scene: then every job that is about it is explained. A `UserError` names what there is where nothing fits."""
    with OpenFilm(find_film(folder)) as opened:
        found, _ = foresee(opened, quality)
        jobs = [each.job.id for each in found.forecasts]
        about = [job for job in jobs if f"/{subject}/" in f"/{job}/"] if subject not in jobs else [subject]

        def past(job: str, key: Digest) -> bytes | None:
            return opened.store.actions.before(in_records(opened.film.name, job), key)

        return explained(tuple(about or [subject]), found, opened.results, past)


def foresee(opened: OpenFilm, quality: Quality = "final", language: str = "") -> tuple[Plan, Planned]:
    """The plan of an opened film, in its own or another language, as far as guessing sees."""
    return foreseen(opened, read_sources(opened, opened.film.settings.at(quality), language))


def foreseen(opened: OpenFilm, sources: Sources) -> tuple[Plan, Planned]:
    """The same, from sources that were read already. A `UserError` lists all that no engine named can do."""
    planner = FilmPlanner(sources=sources, foreseeing=True)
    with guessing(opened.held) as suppose:
        found = plan_of(planner, opened.results, suppose)
    if planner.faults:
        raise impossible(planner.faults)
    return found, planner.seen


def converter(opened: OpenFilm) -> Convert:
    """Sums of engines in the currency of the film's budget."""
    return opened.caps.worth
