"""An action at an instant: how far it has come, and where it is aimed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.pose import HandPose, blended
from lampblack.builtin.theatre.puppet.proportions import Proportions
from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.staging.space import eased

BACK, OVER = 0.09, 0.07
"""How far a body draws back before it goes, and how far it goes past before it settles: shares of the way."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An action at an instant: `share` of it is carried out (eased in and out), `t` of its time is gone."""

    share: float
    t: float
    seconds: float
    """Since it began."""
    aim: Vec | None
    """Where its target is, if it has one on the stage."""
    turn: float
    """The yaw from the body's front to the target (or a little to the right), limited to what a trunk can do."""
    body: Proportions
    first: bool = True
    """Of two who do the same to each other: this one begins."""
    seed: int = 0
    both: bool = False
    """Whether a cup is held with both hands: by the old, by children, and by everybody in the old stories."""


def coming(t: float) -> float:
    """How far an action has come `t` (0 to 1) through its way in: back a little, over, past a little, and settled."""
    if t <= 0.0:
        return 0.0
    back = math.sin(math.pi * min(1.0, t / 0.3)) ** 2
    past = math.sin(math.pi * min(1.0, max(0.0, (t - 0.68) / 0.62))) ** 2
    return eased((t - 0.12) / 0.76, "in_out") - BACK * back * (1.0 - t) + OVER * past


def reached(hand: HandPose, goal: HandPose, share: float) -> HandPose:
    """The hand `share` of the way to `goal`; hands do not go past what they reach for."""
    return blended(hand, goal, min(1.0, share))
