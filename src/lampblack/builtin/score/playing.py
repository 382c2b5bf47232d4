"""Playing: notes as they are written become notes as people play them, and nothing sounds where nothing may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.harmony import clashes
from lampblack.builtin.score.notes import Note, Role

_LOOSE: dict[Role, float] = {
    "lead": 0.007, "answer": 0.008, "inner": 0.009, "ground": 0.005, "beat": 0.003, "colour": 0.004
}  # fmt: skip
"""Seconds (a standard deviation) by which a player is early or late."""
_TOGETHER = SAMPLE_RATE // 500


def humanised(notes: Iterable[Note], anchors: frozenset[int], seed: int) -> list[Note]:
    """Every note a little early or late, a little softer or louder; what falls on an anchor falls on it exactly."""
    found: list[Note] = []
    for note in notes:
        rng = Random(f"{seed}/{note.instrument}/{note.start}/{note.pitch}")
        force = max(0.02, min(1.0, note.force * (1.0 + rng.gauss(0.0, 0.055))))
        off = max(-0.02, min(0.02, rng.gauss(0.0, _LOOSE[note.role])))
        start = note.start if note.start in anchors else max(0, note.start + round(off * SAMPLE_RATE))
        found.append(replace(note, start=start, force=force))
    return found


def silenced(notes: Iterable[Note], silences: Sequence[tuple[int, int]]) -> list[Note]:
    """No note begins where nothing may be heard, and none that began before is held into it."""
    found: list[Note] = []
    for note in notes:
        if any(start <= note.start < stop for start, stop in silences):
            continue
        over = [start for start, _ in silences if note.start < start < note.start + note.samples]
        found.append(replace(note, samples=min(over) - note.start) if over else note)
    return found


def reconciled(notes: Sequence[Note]) -> list[Note]:
    """Where two notes begin together a semitone apart, the one that is not the melody gives way."""
    by_start = sorted(notes, key=lambda note: (note.start, note.pitch))
    dropped: set[int] = set()
    for index, note in enumerate(by_start):
        other = index + 1
        while other < len(by_start) and by_start[other].start - note.start <= _TOGETHER:
            beside = by_start[other]
            if "beat" not in (note.role, beside.role) and clashes(note.pitch, beside.pitch):
                dropped.add(index if _weight(note) < _weight(beside) else other)
            other += 1
    return [note for index, note in enumerate(by_start) if index not in dropped]


def _weight(note: Note) -> int:
    return {"lead": 5, "answer": 4, "ground": 3, "inner": 2, "colour": 1, "beat": 0}[note.role]
