"""`lampblack shots`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lampblack.build.verbs import known_of
from lampblack.cli.listing import Rows, add_listing
from lampblack.project.settings import Quality


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `shots`."""
    add_listing(command, _rows, _shots)


def _shots(rows: Rows) -> None:
    if not rows:
        print("no shots are known yet: lines are the clock, and have not been read (lampblack make)")
    for row in rows:
        how = f"{row['size']} {row['angle']} {row['move']}"
        print(f"{row['timecode'] or '--:--:--:--'}  {row['frames']:4d}  {row['id']:<44} {how:<38} {row['why']}")


def _rows(folder: Path, quality: Quality) -> Rows:
    """Every shot in order, as far as the film is known; times in frames, `start` None before it is cut."""
    with known_of(folder, quality) as (planned, _, settings):
        clips = {clip.shot: clip for clip in planned.cut.clips} if planned.cut else {}
        rate = settings.format.rate
        rows: Rows = []
        for shot in planned.shots():
            clip = clips.get(shot.id)
            start = clip.range_in_cut.start if clip else None
            rows.append(
                {
                    "id": shot.id,
                    "scene": shot.scene,
                    "start": start,
                    "timecode": rate.timecode(start) if start is not None else None,
                    "frames": shot.range_in_take.duration,
                    "seconds": float(rate.seconds(shot.range_in_take.duration)),
                    "size": shot.size,
                    "angle": shot.angle,
                    "move": shot.move,
                    "subject": list(shot.subject),
                    "lines": [line.line for line in shot.lines],
                    "words": shot.words,
                    "why": shot.why,
                    "take": clip.take if clip else None,
                }
            )
        return rows
