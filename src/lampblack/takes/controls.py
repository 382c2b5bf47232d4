"""A shot in, the job that draws its control signals out, and the takes that are steered by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Size
from lampblack.graph.job import Effort, Job, Step, Value
from lampblack.shots.model import Shot
from lampblack.staging.control import SIGNALS, Signal
from lampblack.takes.plan import Detail

CONTROL = Step(name="lampblack.builtin.theatre.control.steps:draw", version=1)

STEERED = "signal:"
"""An engine that films by control signals has `signal:depth` among its controls, and so for each it follows."""
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


def steering(offer: Offer) -> tuple[Signal, ...]:
    """The signals an engine's films are steered by, in their order; the theatre's and most others' by none."""
    limits = offer.can("film")
    if limits is None:
        return ()
    follows: tuple[Signal, ...] = tuple(signal for signal in SIGNALS if f"{STEERED}{signal}" in limits.controls)
    return follows[: limits.most_signals] if limits.most_signals else follows
