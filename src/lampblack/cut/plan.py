"""Scene plans and kept takes in, the job that makes the cut out."""

from __future__ import annotations

from collections.abc import Sequence

from lampblack.base.time import Rate
from lampblack.breakdown.model import Bible, Scene
from lampblack.cut.assembling import heart_of
from lampblack.cut.model import Cut
from lampblack.engines.requests import Size
from lampblack.graph.job import Effort, Input, Job, Step, Value
from lampblack.project.cutting import Laps
from lampblack.takes.model import Take

ASSEMBLE = Step(name="lampblack.cut.steps:assemble", version=2)
TIMELINE = Step(name="lampblack.cut.steps:timeline", version=2)


def cut_job(
    title: str, scenes: Sequence[Scene], bible: Bible, plans: Sequence[Input], kept: Sequence[Take], *, rate: Rate,
    size: Size, fade_in_seconds: float = 0.75, fade_out_seconds: float = 1.5,
    opening_seconds: float = 0.0, closing_seconds: float = 0.0,
    laps: Laps = "usual",
) -> Job:  # fmt: skip
    """The job that makes the cut. `plans` has, for each scene in order, its `ScenePlan`; the seconds of opening and
    closing are title cards."""
    hearts = tuple(heart_of(scene, bible.place(scene.place)) for scene in scenes)
    return Job(
        id="cut",
        stage="cut",
        subject=title,
        work=ASSEMBLE,
        inputs={
            "plans": tuple(plans),
            "kept": Value(value=tuple(kept)),
            "hearts": Value(value=hearts),
            "rate": Value(value=rate),
            "size": Value(value=size),
        },
        settings={
            "title": title,
            "fade_in": rate.frames_in(fade_in_seconds),
            "fade_out": rate.frames_in(fade_out_seconds),
            "opening": rate.frames_in(opening_seconds),
            "closing": rate.frames_in(closing_seconds),
            **({"laps": laps} if laps != "usual" else {}),
        },
        effort=Effort(seconds=0.05, here=True),
    )


def timeline_job(cut: Cut, takes: str = "takes", mix: str = "stems/mix.wav") -> Job:
    """The job that writes the cut for other cutting rooms; its output is `timeline`."""
    return Job(
        id="cut/timeline",
        stage="cut",
        subject="the timeline",
        work=TIMELINE,
        inputs={"cut": Value(value=cut)},
        settings={"takes": takes, "mix": mix},
        effort=Effort(seconds=0.3),
    )
