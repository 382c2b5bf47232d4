"""`lampblack lines`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.base.time import SAMPLE_RATE
from lampblack.build.verbs import known_of
from lampblack.cli.listing import Rows, add_listing
from lampblack.engines.requests import Spoken
from lampblack.project.settings import Quality


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `lines`."""
    add_listing(command, _rows, _lines)


def _lines(rows: Rows) -> None:
    if not rows:
        print("no lines are known yet, or nobody speaks (lampblack check reads the script)")
    for row in rows:
        start = "  not cut" if row["start"] is None else f"{row['start']:8.2f}s"
        length = "not read" if row["duration"] is None else f"{row['duration']:6.2f}s"
        print(f"{start} {length:>8}  {row['character']}: {row['text']}")


def _rows(folder: Path, quality: Quality) -> Rows:
    """Every line, in order; times in seconds, None where they are not known yet."""
    with known_of(folder, quality) as (planned, known, _):
        if planned.breakdown is None:
            return []
        cues = {cue.line: cue for cue in planned.cut.lines} if planned.cut else {}
        rows: Rows = []
        for line in planned.breakdown.lines():
            cue, spoken = cues.get(line.id), known.value(f"read/{line.id}", Spoken, "spoken")
            rows.append(
                {
                    "id": line.id,
                    "character": line.character,
                    "text": line.text,
                    "captions": dict(line.captions),
                    "start": cue.start / SAMPLE_RATE if cue else None,
                    "duration": spoken.samples / SAMPLE_RATE if spoken else None,
                    "start_sample": cue.start if cue else None,
                    "samples": spoken.samples if spoken else None,
                }
            )
        return rows
