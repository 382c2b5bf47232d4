"""Every line of a film as it stands: when it is heard, how long, by whose recording, and how well that fits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lampblack.base.findings import Finding
from lampblack.breakdown.model import Line
from lampblack.build.planner import FilmPlanner
from lampblack.build.sources import read_sources
from lampblack.cut.model import LineCue
from lampblack.engines.requests import Spoken
from lampblack.graph.plan import plan as plan_of
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import Quality


@dataclass(frozen=True, kw_only=True)
class LineThere:
    """One line; `cue` and `spoken` are None where it is not cut, or not read, yet. `recording` is a person's own file,
    `findings` what is doubtful about it."""

    line: Line
    cue: LineCue | None = None
    spoken: Spoken | None = None
    recording: str = ""
    findings: tuple[Finding, ...] = ()


def lines_of(folder: Path, quality: Quality = "final") -> tuple[LineThere, ...]:
    """All lines in order, as far as the film is known."""
    with OpenFilm(find_film(folder)) as opened:
        sources = read_sources(opened, opened.film.settings.at(quality))
        planner = FilmPlanner(sources=sources)
        known = plan_of(planner, opened.results).known
        seen = planner.seen
        if seen.breakdown is None:
            return ()
        cues = {cue.line: cue for cue in seen.cut.lines} if seen.cut else {}
        there: list[LineThere] = []
        for line in seen.breakdown.lines():
            job, own = f"read/{line.id}", sources.recordings.get(line.id)
            found = known.value(job, tuple[Finding, ...], "findings") if own else None
            there.append(
                LineThere(
                    line=line,
                    cue=cues.get(line.id),
                    spoken=known.value(job, Spoken, "spoken"),
                    recording=own.file if own else "",
                    findings=found or (),
                )
            )
        return tuple(there)
