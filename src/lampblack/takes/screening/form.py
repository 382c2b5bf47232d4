"""The file itself: size, length and rate against what was asked, from its header."""

from __future__ import annotations

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Limits, Note

FORMAT = Limits(doubt=1, reject=1, unit="wrong")


def form(seen: Seen, asked: Asked) -> Note:
    """How many of size, length and rate are not exactly what was asked: the cut counts frames, so one is too many."""
    wrong: list[str] = []
    if (seen.width, seen.height) != (asked.size.width, asked.size.height):
        wrong.append(f"{seen.width}x{seen.height}, not {asked.size}")
    if seen.frames != asked.frames:
        wrong.append(f"{seen.frames} frames, not {asked.frames}")
    if seen.rate != asked.rate:
        wrong.append(f"{seen.rate} frames a second, not {asked.rate}")
    return FORMAT.note("format", len(wrong), FrameRange(start=0, stop=seen.frames), why="; ".join(wrong))
