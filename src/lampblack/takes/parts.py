"""A shot that is longer than its engine can film is filmed in parts, each beginning where the one before it ended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lampblack.base.context import Blob
from lampblack.base.time import Rate
from lampblack.engines.capabilities import Capabilities
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.shots.model import Shot

SLICE = Step(name="lampblack.takes.part_steps:sliced", version=1)
LAST = Step(name="lampblack.takes.part_steps:last_frame", version=1)
JOIN = Step(name="lampblack.takes.part_steps:joined", version=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Frames `start` to `start + frames` of a take. With `again` its first frame is the last of the part before it,
    from which it was begun, and is left out where they are joined."""

    number: int
    start: int
    frames: int
    again: bool = False


def parts_of(frames: int, rate: Rate, limits: Capabilities) -> tuple[Part, ...]:
    """The parts of a take: one where the engine can film it at once, or cannot go on from anything. Else about equally
    long; where only some lengths can be asked for, and are paid whole, as long as can be."""
    longest = min((most for most in (limits.longest_seconds, *limits.lengths[-1:]) if most), default=0.0)
    again = 0 if "extend" in limits.controls else 1
    most = int(longest * rate.fraction + 1e-6) - again
    if not longest or frames <= most + again or most < 1 or not {"extend", "first"} & limits.controls:
        return (Part(number=1, start=0, frames=frames),)
    count = math.ceil(frames / most)
    ends = [min(frames, most * number if limits.lengths else round(frames * number / count)) for number in range(count)]
    return tuple(
        Part(number=number, start=start - again * (number > 1), frames=stop - start + again * (number > 1),
             again=bool(again) and number > 1)
        for number, (start, stop) in enumerate(pairwise((*ends, frames)), start=1)
    )  # fmt: skip


def slice_job(shot: Shot, roll: Blob, rate: Rate, part: Part, *, id: str) -> Job:
    """The job that cuts a roll of control signals to a part's frames, at the rate at which it is filmed."""
    return Job(
        id=id, stage="takes", subject=shot.id, scene=shot.scene, work=SLICE,
        inputs={"roll": roll, "rate": Value(value=rate)}, settings={"start": part.start, "frames": part.frames},
        effort=Effort(seconds=0.005 * part.frames),
    )  # fmt: skip


def last_job(shot: Shot, video: Ref, part: Part, *, id: str) -> Job:
    """The job that takes a part's last frame as a picture."""
    return Job(
        id=id, stage="takes", subject=shot.id, scene=shot.scene, work=LAST, inputs={"video": video},
        settings={"frame": part.frames - 1}, effort=Effort(seconds=0.5),
    )  # fmt: skip


def join_job(shot: Shot, filmed: Sequence[str], parts: Sequence[Part], *, id: str, sound: bool) -> Job:
    """The job that puts parts together into one picture, with their sounds where they have any."""
    outputs = ("video", "sound") if sound else ("video",)
    return Job(
        id=id, stage="takes", subject=shot.id, scene=shot.scene, work=JOIN,
        inputs={f"{output}s": tuple(Ref(job=job, output=output) for job in filmed) for output in outputs},
        settings={"frames": [part.frames for part in parts], "again": [part.again for part in parts]},
        effort=Effort(seconds=0.03 * sum(part.frames for part in parts)),
    )  # fmt: skip
