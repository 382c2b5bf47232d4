"""Jobs of the script stage."""

from __future__ import annotations

from lampblack.base.context import Blob
from lampblack.graph.job import Effort, Job, Step, Value


def parse_job(source: Blob, file: str, names: tuple[str, ...] = ()) -> Job:
    """Read the script; the screenplay is its `value`. `names`, of the bible's cast, help scripts without capitals."""
    return Job(
        id="script",
        stage="script",
        subject=file,
        work=Step(name="lampblack.script.steps:parse", version=1),
        inputs={"source": source, "file": Value(value=file)},
        settings={"names": names} if names else {},
        effort=Effort(here=True),
    )
