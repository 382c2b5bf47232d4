"""The board of the film: every shot with its words, timing and reasons, for the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lampblack.base.findings import Finding
from lampblack.breakdown.model import Breakdown, Line
from lampblack.cut.model import Clip, Cut
from lampblack.film.model import Board, BoardLine, BoardScene, BoardShot
from lampblack.project.settings import Settings
from lampblack.script.model import Screenplay
from lampblack.shots.model import ScenePlan, Shot
from lampblack.sound.model import Loudness


def board_of(
    breakdown: Breakdown, plans: tuple[ScenePlan, ...], cut: Cut, settings: Settings, script: Screenplay | None
) -> Board:
    """What the report shows. Findings lose their line numbers here: a page must not change when a line moves."""
    shots = {shot.id: shot for plan in plans for shot in plan.shots}
    lines = {line.id: line for line in breakdown.lines()}
    names = {character.id: character.name for character in breakdown.bible.cast}
    findings = [finding for plan in plans for finding in plan.findings]
    if script is not None:
        findings += [Finding(message=each.message, severity=each.severity) for each in script.findings]
    return Board(
        title=cut.title,
        language=settings.language,
        rate=cut.rate,
        size=cut.size,
        frames=cut.frames,
        scenes=tuple(
            BoardScene(scene=scene.slug, heading=scene.heading, synopsis=scene.synopsis) for scene in breakdown.scenes
        ),
        shots=tuple(
            _shot(number, clip, shots[clip.shot], lines, names, settings) for number, clip in enumerate(cut.clips)
        ),
        findings=tuple(findings),
    )


def with_measures(board: Board, loudness: Loudness, gone: tuple[Finding, ...], pins: Mapping[str, str]) -> Board:
    """The board with what is only known at the end: how loud the film came out, which characters no font can draw, and
    which takes a person pinned."""
    notes = {
        "Loudness": f"{loudness.integrated:.1f} LUFS",
        "True peak": f"{loudness.true_peak:.1f} dBTP",
    }
    shots = tuple(replace(shot, take_why="pinned" if shot.shot in pins else "") for shot in board.shots)
    return replace(board, notes=notes, findings=(*board.findings, *gone), shots=shots)


def _shot(
    number: int, clip: Clip, shot: Shot, lines: dict[str, Line], names: dict[str, str], settings: Settings
) -> BoardShot:
    spoken = [lines[each.line] for each in shot.lines if each.line in lines]
    return BoardShot(
        shot=shot.id,
        scene=shot.scene,
        still=number,
        range_in_cut=clip.range_in_cut,
        size=shot.size,
        angle=shot.angle,
        move=shot.move,
        why=shot.why,
        words=shot.words,
        lines=tuple(
            BoardLine(
                speaker=names.get(line.character, line.character),
                text=line.text,
                captions={language: text for language, text in line.captions.items() if language in settings.captions},
            )
            for line in spoken
        ),
        take=clip.take,
        join_out=clip.join_out,
    )
