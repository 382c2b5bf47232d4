"""The board of the report: every shot of the cut with what was planned, said, chosen and doubted about it."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.base.findings import Finding
from lampblack.breakdown.model import Breakdown, Line
from lampblack.cut.model import Clip, Cut
from lampblack.film.model import Board, BoardLine, BoardScene, BoardShot
from lampblack.shots.model import Shot


def board_of(
    cut: Cut,
    shots: tuple[Shot, ...],
    breakdown: Breakdown,
    *,
    choices: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    notes: Mapping[str, str] | None = None,
) -> Board:
    """The board of a cut. `choices` says why each shot's take was kept, `notes` are figures for the head of the page;
    stills are numbered in the order of the clips."""
    by_id = {shot.id: shot for shot in shots}
    lines = {line.id: line for line in breakdown.lines()}
    names = {each.id: each.name for each in breakdown.bible.cast}
    shown = tuple(
        _shot(clip, number, by_id.get(clip.shot), lines, names, choices or {}) for number, clip in enumerate(cut.clips)
    )
    in_cut = {clip.scene for clip in cut.clips}
    return Board(
        title=cut.title,
        language=breakdown.language,
        rate=cut.rate,
        size=cut.size,
        frames=cut.frames,
        scenes=tuple(
            BoardScene(scene=scene.slug, heading=scene.heading, synopsis=scene.synopsis)
            for scene in breakdown.scenes
            if scene.slug in in_cut
        ),
        shots=shown,
        findings=findings,
        notes=notes or {},
    )


def _shot(
    clip: Clip,
    number: int,
    shot: Shot | None,
    lines: Mapping[str, Line],
    names: Mapping[str, str],
    choices: Mapping[str, str],
) -> BoardShot:
    heard = [lines[each.line] for each in shot.lines if each.line in lines] if shot else []
    return BoardShot(
        shot=clip.shot,
        scene=clip.scene,
        still=number,
        range_in_cut=clip.range_in_cut,
        size=shot.size if shot else "",
        angle=shot.angle if shot else "",
        move=shot.move if shot else "",
        why=shot.why if shot else "",
        words=shot.words if shot else "",
        lines=tuple(
            BoardLine(speaker=names.get(line.character, line.character), text=line.text, captions=line.captions)
            for line in heard
        ),
        take=clip.take,
        take_why=choices.get(clip.shot, ""),
        join_out=clip.join_out,
    )
