"""A shot in, the jobs that make or adopt its takes out."""

from __future__ import annotations

from typing import Literal

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.engines.requests import Size
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.shots.model import Shot

ADOPT = Step(name="lampblack.takes.steps:adopt", version=1)

Detail = Literal["draft", "review", "final"]

SECONDS: dict[Detail, float] = {"draft": 0.03, "review": 0.06, "final": 0.11}
"""What a frame of 1280x720 costs one core in the theatre."""
PIXELS = 1280 * 720


def adopt_job(shot: Shot, name: str, file: Digest, size: Size) -> Job:
    """The job that makes a take of a file somebody dropped in: `name` is its path below the film folder, `file` its
    bytes."""
    return Job(
        id=f"takes/{shot.id}/{name}",
        stage="takes",
        subject=shot.id,
        scene=shot.scene,
        work=ADOPT,
        inputs={"source": Blob(digest=file), "rate": Value(value=shot.staging.rate), "size": Value(value=size)},
        settings={"frames": shot.staging.frames, "name": name},
        effort=Effort(seconds=0.05 * shot.staging.frames * size.width * size.height / PIXELS),
    )


def video_of(job: Job) -> Ref:
    """Where a take's moving picture comes out."""
    return Ref(job=job.id, output="video")
