"""Shots of the films in the box, staged on guesses: what the tests of words and sheets are told of."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lampblack.breakdown.model import Bible, Breakdown
from lampblack.build.foresight import plan
from lampblack.shots.model import Shot

FILMS = Path(__file__).parents[3] / "films"


@cache
def shots_of(film: str) -> tuple[Breakdown, tuple[Shot, ...]]:
    """A film's breakdown and all its shots."""
    with TemporaryDirectory() as folder:
        there = Path(folder) / film
        shutil.copytree(FILMS / film, there, ignore=shutil.ignore_patterns(".lampblack", "out"))
        return staged(there)


def staged(folder: Path) -> tuple[Breakdown, tuple[Shot, ...]]:
    """The same of a film in a folder."""
    _, planned = plan(folder, "draft")
    assert planned.breakdown is not None
    return planned.breakdown, planned.shots()


def bible_of(film: str) -> Bible:
    return shots_of(film)[0].bible


def shot_of(film: str, id: str) -> Shot:
    return next(shot for shot in shots_of(film)[1] if shot.id == id)
