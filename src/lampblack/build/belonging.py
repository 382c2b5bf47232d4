"""What stored bytes belong to, in a film maker's words: stage, scene, shot and engine, also of jobs long gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from lampblack.graph.job import Job
from lampblack.project.episode import from_records
from lampblack.takes.ways import PARTS

By = Literal["stage", "scene", "shot", "engine", "episode"]

_BESIDE = ("said", "sliced", "ends")
"""What is made for takes, and belongs to none of them alone."""
_BY_SHOT = ("takes", "control", *_BESIDE, *PARTS)
_BY_SCENE = ("read", "shots", *_BY_SHOT)
_PIECES = ("piece", "still")


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """Where a job stands. `scene` is empty for what is the whole film's, `shot` for what is no shot's."""

    job: str
    stage: str = ""
    scene: str = ""
    shot: str = ""
    engine: str = ""
    episode: str = ""

    def by(self, what: By) -> str:
        """Its group, as a person reads it."""
        if what == "stage":
            return self.stage or "left over"
        if what == "engine":
            return self.engine or "none"
        found = {"scene": self.scene, "shot": self.shot, "episode": self.episode}[what]
        return found or ("the whole film" if self.job else "left over")


@dataclass(frozen=True, kw_only=True)
class Belongings:
    """Looks jobs up: in the present plans, else by what their ids say."""

    jobs: Mapping[str, Job] = field(default_factory=lambda: {})
    """By their ids in the records."""

    def of(self, id: str, engine: str = "") -> Belonging:
        """Where the job with this id in the records stands. `engine` as results name it (`theatre 5`)."""
        episode, plain = from_records(id)
        found = replace(_read(plain), job=id, episode=episode, engine=_engine(engine))
        job = self.jobs.get(id)
        if job is None:
            return found
        shot = job.subject if found.shot else ""
        return replace(found, stage=job.stage, scene=job.scene or found.scene, shot=shot)


def _read(id: str) -> Belonging:
    """`takes/river/wide/theatre-1` is of the scene `river` and the shot `river/wide`."""
    stage, *rest = id.split("/")
    if stage in _BY_SCENE and rest:
        shot = "/".join(rest[:2]) if stage in _BY_SHOT and len(rest) > 1 else ""
        return Belonging(job=id, stage="takes" if stage in (*_BESIDE, *PARTS) else stage, scene=rest[0], shot=shot)
    if stage == "film" and len(rest) > 2 and rest[0] in _PIECES:
        return Belonging(job=id, stage=stage, scene=rest[1], shot="/".join(rest[1:3]))
    return Belonging(job=id, stage=stage)


def _engine(named: str) -> str:
    """Without its version; steps of the house are not engines."""
    name = named.rpartition(" ")[0]
    return "" if ":" in name else name
