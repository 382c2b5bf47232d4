"""The board of the film: every shot with its words, timing and reasons, for the report."""

from __future__ import annotations

from lampblack.base.findings import Finding
from lampblack.breakdown.model import Breakdown, Line
from lampblack.cut.model import Clip, Cut
from lampblack.film.model import Board, BoardLine, BoardScene, BoardShot
from lampblack.project.settings import Settings
from lampblack.script.model import Screenplay
from lampblack.shots.model import ScenePlan, Shot


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
