"""No jump cuts: two shots of the same people in a row differ by a size, or by thirty degrees. No slide shows either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lampblack.shots.lenses import LADDER, steps_between, tighter
from lampblack.shots.model import ShotSize
from lampblack.shots.parts import Setup

STILL = 2
"""The most shots in a row on which the camera stands still."""
_TIGHTEST = LADDER.index("close")


def without_jumps(setups: Sequence[Setup]) -> list[Setup]:
    """The setups with sizes moved where two neighbours would look like one shot with a piece missing."""
    fixed: list[Setup] = []
    for setup in setups:
        before = fixed[-1] if fixed else None
        fixed.append(_apart(before, setup) if before is not None and jumps(before, setup) else setup)
    return fixed


def jumps(before: Setup, after: Setup) -> bool:
    """Whether a cut from one setup to the other would jump: the same people, hardly another size."""
    return before.subject == after.subject and steps_between(before.size, after.size) < 1


def _apart(before: Setup, setup: Setup) -> Setup:
    """One size nearer than the shot before; from a close-up, two sizes back."""
    size: ShotSize = tighter(setup.size) if LADDER.index(setup.size) < _TIGHTEST else "medium"
    if setup.angle == "two_shot" and LADDER.index(size) > LADDER.index("full"):
        size = "wide"
    return replace(setup, size=size, why=f"{setup.why}; another size than the shot before")


def kept_alive(setups: Sequence[Setup]) -> list[Setup]:
    """The setups with a slow move on every third of those that would stand still in a row."""
    made: list[Setup] = []
    for setup in setups:
        still = setup.move == "static" and len(made) >= STILL and all(each.move == "static" for each in made[-STILL:])
        made.append(replace(setup, move="push_in") if still else setup)
    return made
