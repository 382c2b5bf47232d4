"""Jobs of the breakdown stage."""

from __future__ import annotations

from lampblack.breakdown.model import Bible
from lampblack.graph.job import Effort, Job, Ref, Step, Value


def break_down_job(bible: Bible, language: str = "") -> Job:
    """Take the script apart; outputs `value` (the breakdown) and `where` (spots and findings)."""
    return Job(
        id="breakdown",
        stage="breakdown",
        subject="script",
        work=Step(name="lampblack.breakdown.steps:break_down", version=4),
        inputs={"screenplay": Ref(job="script"), "bible": Value(value=bible)},
        settings={"language": language} if language else {},
        effort=Effort(here=True),
    )
