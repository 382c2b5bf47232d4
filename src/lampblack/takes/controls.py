"""A shot in, the job that draws its control signals out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lampblack.engines import registry
from lampblack.engines.requests import Size
from lampblack.graph.job import Effort, Job, Step, Value
from lampblack.shots.model import Shot
from lampblack.staging.control import Signal
from lampblack.takes.plan import Detail

CONTROL = Step(name="lampblack.builtin.theatre.control.steps:draw", version=1)

_SECONDS = 0.25
"""What all signals of a frame of 1280x720 cost one core, files and all."""
_PIXELS = 1280 * 720


def control_job(shot: Shot, signals: Sequence[Signal], size: Size, detail: Detail) -> Job:
    """The job that makes a roll (`engines.controls`) of each signal of a shot's first take, under the signal's name.

    Words change no signal and stay out; the theatre's version is in, because its cards and puppets are measured.
    """
    staging = replace(shot.staging, place=replace(shot.staging.place, words=""))
    return Job(
        id=f"control/{shot.id}",
        stage="control",
        subject=shot.id,
        scene=shot.scene,
        work=CONTROL,
        inputs={"staging": Value(value=staging), "size": Value(value=size)},
        settings={"signals": list(signals), "detail": detail, "theatre": registry.offer("theatre").version},
        effort=Effort(seconds=_SECONDS * staging.frames * size.width * size.height / _PIXELS),
    )
