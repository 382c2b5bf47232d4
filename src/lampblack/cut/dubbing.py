"""Lines of another language in a cut whose picture stays: how long each may last, and where it then lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lampblack.base.time import SAMPLE_RATE
from lampblack.cut.model import Cut, LineCue

GAP = SAMPLE_RATE // 8
"""Samples of silence kept between two lines."""
EARLIER = SAMPLE_RATE * 2 // 5
"""How much before its mouth opens a line may begin where it would not end in time: more is seen at once."""
OVER = SAMPLE_RATE // 2
"""How far a scene's last line may reach into the next scene."""


@dataclass(frozen=True, kw_only=True)
class Late:
    """A line that does not fit: by how many samples it is too long."""

    line: str
    samples: int


def rooms(cut: Cut) -> dict[str, int]:
    """How many samples each line may last from where it begins in the picture, without meeting the next."""
    cues = sorted(cut.lines, key=lambda cue: (cue.start, cue.line))
    return {cue.line: _limit(cut, cues, number) - cue.start for number, cue in enumerate(cues)}


def redubbed(cut: Cut, lengths: Mapping[str, int]) -> tuple[Cut, tuple[Late, ...]]:
    """The cut with each line as long as it is in the other language, and the lines that are too long.

    A line begins where it did; one that would run into the next begins earlier, as far as there is room before it.
    Lines spoken at once in the original still are."""
    cues = sorted(cut.lines, key=lambda cue: (cue.start, cue.line))
    placed: list[LineCue] = []
    late: list[Late] = []
    free = 0
    for number, cue in enumerate(cues):
        length = lengths[cue.line]
        over = cue.start + length - _limit(cut, cues, number)
        together = number > 0 and cue.start < cues[number - 1].start + cues[number - 1].samples
        spare = 0 if together else min(EARLIER, max(0, cue.start - max(free, _scene_start(cut, cue))))
        earlier = min(max(0, over), spare)
        if over > earlier:
            late.append(Late(line=cue.line, samples=over - earlier))
        one = LineCue(line=cue.line, start=cue.start - earlier, samples=length)
        placed.append(one)
        free = max(free, one.start + length + GAP)
    order = {cue.line: cue for cue in placed}
    return replace(cut, lines=tuple(order[cue.line] for cue in cut.lines)), tuple(late)


def _limit(cut: Cut, cues: list[LineCue], number: int) -> int:
    """The sample by which a line must have ended: the next line's (but not one spoken with it), or its scene's end."""
    cue = cues[number]
    own_end = cue.start + cue.samples
    following = next((each.start - GAP for each in cues[number + 1 :] if each.start >= own_end), None)
    scene = cut.scene_of(cue)
    end = cut.rate.samples_at(cut.frames)
    limit = end if scene is None else min(end, cut.rate.samples_at(scene.range_in_cut.stop) + OVER)
    return max(own_end, limit if following is None else min(limit, following))


def _scene_start(cut: Cut, cue: LineCue) -> int:
    scene = cut.scene_of(cue)
    return 0 if scene is None else cut.rate.samples_at(scene.range_in_cut.start)
