"""How scenes join: what a transition line asks of the scene that ends and of the one that begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.breakdown.model import Join

_DISSOLVE = re.compile(r"dissolve|cross-?\s?fade|叠化|溶|化入|化出|渐变", re.IGNORECASE)
_FADE_IN = re.compile(r"fade[sd]? (?:in|up)|淡入|渐显", re.IGNORECASE)
_FADE = re.compile(r"fade|black|淡出|渐隐|黑场|黑屏|转黑", re.IGNORECASE)
_CUT = re.compile(r"cut|切|match|smash|jump|转场|转至|闪回|结束|continuous|back to|intercut|later", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """How the scene before the transition goes out and how the one behind it comes in; None leaves it as it is."""

    out: Join | None = None
    into: Join | None = None
    known: bool = True


def join_of(transition: str) -> Joined:
    """What the words of a transition ask for; a cut, marked as not known, where they are none we know."""
    if _DISSOLVE.search(transition):
        return Joined(out="dissolve", into="dissolve")
    if _FADE_IN.search(transition):
        return Joined(into="fade")
    if _FADE.search(transition):
        return Joined(out="fade")
    return Joined(out="cut", into="cut", known=bool(_CUT.search(transition)))
