"""Pre-laps: over a quiet cut between two scenes, the narrator of the next one is heard before it is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lampblack.base.time import FrameRange, Rate
from lampblack.breakdown.model import Scene
from lampblack.cut.model import Clip, LineCue, SceneSpan
from lampblack.project.cutting import Laps

LEAST, MOST = 0.5, 1.0
"""Seconds a line is heard under the scene before its own."""
SILENCE = 0.75
"""Seconds between that scene's last word and it."""
LEAD = 1.5
"""Seconds from its scene's first frame, beyond which a line belongs to what is seen and stays there."""
_QUIET = ("calm", "tender", "weary")


def told_first(scene: Scene) -> str:
    """The line a narrator opens a scene with, before anything else is said; empty where there is none."""
    line = next((beat.line for beat in scene.beats if beat.line is not None), None)
    opens = bool(scene.beats) and scene.beats[0].line is line
    return line.id if line is not None and opens and line.through == "voice_over" and not line.dual else ""


def prelapped(
    lines: Sequence[LineCue], spans: Sequence[SceneSpan], clips: Sequence[Clip], told: Mapping[str, str], rate: Rate,
    laps: Laps = "usual",
) -> list[LineCue]:  # fmt: skip
    """The lines of a cut, with those of `told` (by scene) that a straight cut between two quiet scenes lets begin
    before it: on a whole frame, after what is said there, and at most `MOST` seconds early, `LEAST` where laps are to
    be short."""
    if laps == "none":
        return list(lines)
    most = LEAST if laps == "short" else MOST
    joins = {clip.scene: clip.join_out for clip in clips}
    placed = list(lines)
    for before, after in pairwise(spans):
        own = after.range_in_cut
        number = next((n for n, cue in enumerate(lines) if _opens(cue, told.get(after.scene), own, rate)), None)
        quiet = before.mood in _QUIET and after.mood in _QUIET
        if number is None or not quiet or joins.get(before.scene) != "cut" or before.range_in_cut.duration == 0:
            continue
        at = _early(lines[number], lines, own.start, rate, most)
        if at is not None:
            placed[number] = replace(lines[number], start=at)
    return placed


def _opens(cue: LineCue, told: str | None, scene: FrameRange, rate: Rate) -> bool:
    return cue.line == told and rate.frame_at(cue.start) in scene


def _early(cue: LineCue, lines: Sequence[LineCue], boundary: int, rate: Rate, most: float) -> int | None:
    """The sample on which a line may begin before its scene; None where there is no room for it."""
    if cue.start - rate.samples_at(boundary) > rate.samples_at(rate.frames_in(LEAD)):
        return None
    others = [each for each in lines if each.line != cue.line and each.start <= cue.start]
    spoken = max((each.start + each.samples for each in others), default=0)
    frame = max(boundary - rate.frames_in(most), rate.frames_for(spoken) + rate.frames_in(SILENCE), 0)
    return rate.samples_at(frame) if frame <= boundary - rate.frames_in(LEAST) else None
