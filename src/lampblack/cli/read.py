"""`lampblack lines`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from lampblack.base.time import SAMPLE_RATE
from lampblack.build.listing import LineThere, lines_of
from lampblack.cli.listing import Rows, add_listing
from lampblack.engines.requests import Spoken
from lampblack.project.settings import Quality
from lampblack.read.viseme_sets import ALPHABETS, visemes


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `lines`."""
    add_listing(command, _rows, _lines)


def _lines(rows: Rows) -> None:
    if not rows:
        print("no lines are known yet, or nobody speaks (lampblack check reads the script)")
    for row in rows:
        start = "  not cut" if row["start"] is None else f"{row['start']:8.2f}s"
        length = "not read" if row["duration"] is None else f"{row['duration']:6.2f}s"
        print(f"{start} {length:>8}  {row['id']}  {row['character']}: {row['text']}{_own(row)}")
        for finding in row["findings"]:
            print(f"{'':20}{finding}")


def _own(row: dict[str, Any]) -> str:
    """Whose recording it is, and how sure it is that it says these words."""
    if not row["recording"]:
        return ""
    sure = "" if row["confidence"] is None else f", confidence {row['confidence']:.2f}"
    return f"  [{row['recording']}{sure}]"


def _rows(folder: Path, quality: Quality) -> Rows:
    """Every line, in order; times in seconds, None where they are not known yet."""
    return [_row(each) for each in lines_of(folder, quality)]


def _row(there: LineThere) -> dict[str, Any]:
    line, cue, spoken = there.line, there.cue, there.spoken
    return {
        "id": line.id,
        "character": line.character,
        "text": line.text,
        "captions": dict(line.captions),
        "start": cue.start / SAMPLE_RATE if cue else None,
        "duration": spoken.samples / SAMPLE_RATE if spoken else None,
        "start_sample": cue.start if cue else None,
        "samples": spoken.samples if spoken else None,
        "recording": there.recording,
        "findings": [each.message for each in there.findings],
        **_sounds(line.text, spoken),
    }


def _sounds(text: str, spoken: Spoken | None) -> dict[str, Any]:
    """What is said when, in samples of the line's own recording: [what, from, to]."""
    if spoken is None:
        return {"measured": None, "confidence": None, "words": [], "phonemes": [], "visemes": {}}
    return {
        "measured": spoken.measured,
        "confidence": None if isinstance(spoken.confidence, msgspec.UnsetType) else spoken.confidence,
        "words": [[text[each.first : each.last], each.start, each.stop] for each in spoken.words],
        "phonemes": [[each.ipa, each.start, each.stop] for each in spoken.phonemes],
        "visemes": {
            alphabet: [[each.name, each.start, each.stop] for each in visemes(spoken, alphabet)]
            for alphabet in ALPHABETS
        },
    }
