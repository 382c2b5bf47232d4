"""A question and its answer in one frame, one person near and one far: focus goes to who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lampblack.shots.labels import label, role
from lampblack.shots.parts import Part, Setup

EVEN = 1.25
"""Of two people, the taller's height by the other's, up to which a medium close-up holds both faces."""


def exchange(group: Sequence[Part], setups: Sequence[Setup], heights: Mapping[str, float]) -> Setup | None:
    """The short lines of two people as one frame in depth, once in a talk; None where that does not fit."""
    pair = tuple(dict.fromkeys(each.line.character for each in group if each.line))
    if len(pair) != 2 or not setups or any(setup.move == "rack_focus" for setup in setups):
        return None
    tall, small = max(heights[id] for id in pair), min(heights[id] for id in pair)
    if tall / small > EVEN or any(each.line is not None and each.line.dual for each in group):
        return None
    return Setup(
        label=label(role(pair), group), parts=tuple(group), before=group[0].before, size="medium_close",
        angle="two_shot", move="rack_focus", subject=pair,
        why="a question and its answer in one frame: focus goes to who speaks",
    )  # fmt: skip
