"""What is doubtful about what was made: recordings that do not say their line, wishes that could not be granted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lampblack.base.findings import Finding
from lampblack.breakdown.model import Breakdown
from lampblack.build.sources import Sources
from lampblack.graph.known import Known
from lampblack.read.recordings import Recording
from lampblack.shots.model import ScenePlan
from lampblack.takes.board_files import board_file
from lampblack.takes.ways import LAST


def recordings_of(sources: Sources) -> Mapping[str, Recording]:
    """A person's recordings of the lines as this film's shots are timed by them, by line id: those of the other
    language (`ID.en`) where a dub times its own shots, else those without one."""
    dub, there = sources.dub, sources.recordings
    if dub is None or dub.picture == "kept":
        return there
    ending = f".{dub.language}"
    return {id.removesuffix(ending): recording for id, recording in there.items() if id.endswith(ending)}


def doubts(known: Known, sources: Sources, plans: Sequence[ScenePlan] = ()) -> tuple[Finding, ...]:
    """What is doubtful about the recordings that were listened to, each with the line that names it, and about shots;
    notes are left out."""
    heard = [
        replace(finding, spot=recording.spot)
        for id, recording in recordings_of(sources).items()
        for finding in known.value(f"read/{id}", tuple[Finding, ...], "findings") or ()
    ]
    said = {finding.message for finding in heard}
    shots = [finding for plan in plans for finding in plan.findings if finding.message not in said]
    told = (*heard, *shots, *_not_shown(known, sources, plans), *_lost_boards(sources, plans))
    return tuple(dict.fromkeys(each for each in told if each.severity != "note"))


def _lost_boards(sources: Sources, plans: Sequence[ScenePlan]) -> list[Finding]:
    """Accepted storyboard frames that nobody begins with: their shot is gone, or whoever films it takes none."""
    shots = {shot.id: shot for plan in plans for shot in plan.shots}
    found: list[Finding] = []
    for id, at in sources.boards if plans else ():
        name = board_file(id, at).as_posix()
        if id not in shots:
            found.append(Finding(message=f"{name}: there is no such shot now, and it begins none"))
            continue
        way = sources.ways.of(shots[id])
        control = {0: "first", LAST: "last"}.get(at, "middle")
        if "staging" not in way.limits.controls and control not in way.limits.controls:
            message = f"{name}: {way.offer.name} takes no {control} picture, and films {id} without it"
            found.append(Finding(message=message))
    return found


def _not_shown(known: Known, sources: Sources, plans: Sequence[ScenePlan]) -> tuple[Finding, ...]:
    """Accepted sheets that a shot's engine has no room for."""
    breakdown = known.value("breakdown", Breakdown) if sources.sheets else None
    if breakdown is None:
        return ()
    # Loaded only where there are sheets, as in `asking`: the theatre is shown none.
    from lampblack.takes.sheets.references import left_out

    ways = ((shot, sources.ways.of(shot)) for plan in plans for shot in plan.shots)
    return tuple(
        finding
        for shot, way in ways
        if way.recipe.references
        for finding in left_out(shot, sources.sheets, way.limits, breakdown.bible)
    )
