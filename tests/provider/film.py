"""A film small enough to be killed three hundred times: one shot a line of the script, each painted by a provider, and
a board of them all. Everything between the script and the ledger is the house's own.

`crow` and `crow.again` are two shots of one picture. Run as: python -m tests.provider.film FOLDER
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tests.provider.offers import NAMES
from tests.provider.world import Kind

from lampblack.base.context import Blob, Context
from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.engines import registry
from lampblack.engines.requests import Paint, Size
from lampblack.graph.build import build
from lampblack.graph.job import Effort, Job, Ref, Step
from lampblack.graph.known import Known
from lampblack.project.asking import asked, effort
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm

SHOTS = ("river", "bridge", "lantern", "snow", "boat", "crow")

CLOCK = "FILM_CLOCK"
"""Seconds by which this process's clock is wrong."""

_HERE = Effort(here=True, seconds=0.001)


def shots_of(context: Context, *, script: Blob) -> tuple[str, ...]:
    """The shots, as they stand in the script."""
    return tuple(context.path(script).read_text().split())


def board_of(context: Context, *, pictures: tuple[Blob, ...]) -> str:
    """All pictures' names, in order: the whole film, as far as this one goes."""
    return " ".join(picture.digest for picture in pictures)


class Planner:
    """The film's plan; pure."""

    def __init__(self, script: Digest, kind: Kind) -> None:
        self._script = script
        self._offer = registry.offer(NAMES[kind])

    def __call__(self, known: Known) -> list[Job]:
        read = Step(name="tests.provider.film:shots_of", version=1)
        jobs = [
            Job(
                id="script",
                stage="script",
                subject="",
                work=read,
                inputs={"script": Blob(digest=self._script)},
                effort=_HERE,
            )
        ]
        shots = known.value("script", tuple[str, ...])
        if shots is None:
            return jobs
        painted = [self._painted(shot) for shot in shots]
        pictures = tuple(Ref(job=job.id, output="picture") for job in painted)
        board = Step(name="tests.provider.film:board_of", version=1)
        return [
            *jobs,
            *painted,
            Job(id="board", stage="film", subject="", work=board, inputs={"pictures": pictures}, effort=_HERE),
        ]

    def _painted(self, shot: str) -> Job:
        request = Paint(words=shot.partition(".")[0], size=Size(width=32, height=16))
        return Job(
            id=f"takes/{shot}",
            stage="takes",
            subject=shot,
            scene="1",
            work=asked(request, self._offer),
            effort=effort(request, self._offer, 0.1),
        )


def make(folder: Path, kind: Kind) -> dict[str, object]:
    """Make the film; what came of it, as plain data."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        planner = Planner(opened.source(opened.script_bytes()), kind)
        paid = opened.paid()
        paid.collect()
        executor = opened.executor(1, paid=paid)
        try:
            report = build(planner, opened.store, executor)
        finally:
            executor.close()
        return {
            "whole": report.whole,
            "made": list(report.made),
            "failed": {failure.job: f"{failure.fault}: {failure.message}" for failure in report.failed},
            "cost": report.cost,
        }


def main() -> int:
    """Make the film in a folder; 0 where it is whole, 1 where it is not, 2 for a person's mistake (one line)."""
    if shift := float(os.environ.get(CLOCK, "0")):
        right = time.time
        time.time = lambda: right() + shift
    folder = Path(sys.argv[1])
    try:
        made = make(folder, json.loads((folder / "kind.json").read_text()))
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(made))
    return 0 if made["whole"] else 1


if __name__ == "__main__":
    sys.exit(main())
