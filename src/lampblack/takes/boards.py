"""What a take is made with: its storyboard frame, and all that is said in it."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.errors import UserError
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Paint, Size
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.project.asking import asked, effort
from lampblack.shots.model import Shot
from lampblack.takes.ways import Wanted

SAID = Step(name="lampblack.takes.steps:said", version=1)


def board_job(shot: Shot, painter: Offer, size: Size, wanted: Wanted, *, id: str, take: int = 1) -> Job:
    """The job that paints a shot's first frame (its storyboard frame)."""
    limits = painter.can("paint")
    if limits is None:
        able = tuple(each.kind for each in painter.capabilities)
        raise UserError(f"engine {painter.name} paints no pictures", possible=able)
    controls = limits.controls
    stage = shot.staging if "staging" in controls else None
    if stage is not None and "words" not in controls:
        stage = replace(stage, place=replace(stage.place, words=""))
    request = Paint(
        words=wanted.still.words if "words" in controls else "",
        without=wanted.still.without if "without" in controls else "",
        size=size,
        staging=stage,
        at=0,
        references=wanted.shown,
        look="" if "words" in controls and not limits.looks else wanted.look,
    )
    return Job(
        id=id, stage="takes", subject=shot.id, scene=shot.scene, work=asked(request, painter, take),
        effort=effort(request, painter, 2.0, priority=1),
    )  # fmt: skip


def said_job(shot: Shot, span: tuple[int, int] | None = None) -> Job:
    """The job that lays a shot's lines into one recording, as long as its take, or as a `span` of it (samples)."""
    staging = shot.staging
    start, stop = span or (0, staging.rate.samples_at(staging.frames))
    return Job(
        id=f"said/{shot.id}/{start}-{stop}" if span else f"said/{shot.id}",
        stage="takes", subject=shot.id, scene=shot.scene, work=SAID,
        inputs={
            "voices": tuple(Ref(job=f"read/{line.line}", output="voice") for line in shot.lines),
            "starts": Value(value=tuple(line.start - start for line in shot.lines)),
        },
        settings={"samples": stop - start},
        effort=Effort(seconds=0.05),
    )  # fmt: skip
