"""A shot in, the jobs that make or adopt its takes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.guides import Steer, bare
from lampblack.engines.requests import Film, Size
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.project.asking import asked, effort
from lampblack.shots.model import Shot

ADOPT = Step(name="lampblack.takes.steps:adopt", version=1)

Detail = Literal["draft", "review", "final"]

_SECONDS: dict[Detail, float] = {"draft": 0.03, "review": 0.06, "final": 0.11}
"""What a frame of 1280x720 costs one core in the theatre."""
_PIXELS = 1280 * 720


def film_job(
    shot: Shot, offer: Offer, take: int, size: Size, look: str, detail: Detail, steered: tuple[Steer, ...] = ()
) -> Job:
    """The job that films one take of a shot.

    Words are handed only to an engine that reads (its controls have `words`): for the others a corrected word in an
    action line must not be another request."""
    request = requested(shot, offer, size, look, detail, steered)
    return Job(
        id=f"takes/{shot.id}/{offer.name}-{take}",
        stage="takes",
        subject=shot.id,
        scene=shot.scene,
        work=asked(request, offer, take),
        # What a person looks at, and what takes longest: before sounds and pieces of film.
        effort=effort(
            request, offer, _SECONDS[detail] * shot.staging.frames * size.width * size.height / _PIXELS, priority=1
        ),
    )


def requested(shot: Shot, offer: Offer, size: Size, look: str, detail: Detail, steered: tuple[Steer, ...] = ()) -> Film:
    """All an engine is told of a shot."""
    controls = _limits(offer).controls
    reads = "words" in controls
    staging = shot.staging if reads else replace(shot.staging, place=replace(shot.staging.place, words=""))
    if "staging" not in controls:
        staging = bare(shot.staging.rate, shot.staging.frames)
    return Film(
        staging=staging,
        size=size,
        words=described(shot) if reads else "",
        look=look,
        steered=steered,
        detail=detail,
    )


def described(shot: Shot) -> str:
    """The shot as one would say it on set, then what happens and what is said in it."""
    seen = f"{shot.size} shot, {shot.angle}, {shot.move}".replace("_", " ")
    of = f" of {' and '.join(shot.subject)}" if shot.subject else ""
    return f"{seen}{of}. {shot.words}".strip()


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
        effort=Effort(seconds=0.05 * shot.staging.frames * size.width * size.height / _PIXELS),
    )


def video_of(job: Job) -> Ref:
    """Where a take's moving picture comes out."""
    return Ref(job=job.id, output="video")


def _limits(offer: Offer) -> Capabilities:
    limits = offer.can("film")
    if limits is None:
        able = tuple(each.kind for each in offer.capabilities)
        raise UserError(f"engine {offer.name} makes no moving pictures", possible=able)
    return limits
