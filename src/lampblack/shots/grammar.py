"""No jump cuts: two shots of the same people in a row differ by a size, or by thirty degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lampblack.shots.lenses import LADDER, steps_between, tighter
from lampblack.shots.model import ShotSize
from lampblack.shots.parts import Setup

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
    if setup.angle == "two_shot" and LADDER.index(size) > LADDER.index("medium_full"):
        size = "wide"
    return replace(setup, size=size, why=f"{setup.why}; another size than the shot before")
