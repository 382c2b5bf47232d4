"""A person's own recordings in the places of lines: which file is which line, and the jobs that put it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.errors import Spot, UserError
from lampblack.breakdown.model import Line
from lampblack.engines.aligning.readers import reader, reading_of
from lampblack.engines.requests import Speak, Voice
from lampblack.graph.job import Effort, Job, Ref, Step
from lampblack.project.asking import asked, effort

RECORD = Step(name="lampblack.read.recording_steps:record", version=1)
_READING_SECONDS, _SECONDS = 0.4, 0.6
_NEAR = 5


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A line's own recording: its path below the film's folder, its bytes, and where that is written."""

    file: str
    source: Digest
    spot: Spot


def record_jobs(line: Line, voice: Voice, recording: Recording, scene: str = "") -> tuple[Job, Job]:
    """The reading that the recording is laid beside, and the job that makes the line of it. Nothing of the line but its
    words and its language is in them; what is written about the recording elsewhere makes nothing again."""
    request = reading_of(Speak(text=line.text, language=line.language, voice=voice))
    offer = reader(line.language)
    reading = Job(
        id=f"reading/{line.id}",
        stage="read",
        subject=line.id,
        scene=scene,
        work=asked(request, offer),
        effort=effort(request, offer, _READING_SECONDS, priority=2),
    )
    placed = Job(
        id=f"read/{line.id}",
        stage="read",
        subject=line.id,
        scene=scene,
        work=RECORD,
        inputs={
            "source": Blob(digest=recording.source),
            "reading": Ref(job=reading.id, output="voice"),
            "said": Ref(job=reading.id, output="spoken"),
        },
        settings={"name": recording.file, "line": line.id},
        effort=Effort(seconds=_SECONDS, priority=2),
    )
    return reading, placed


def check_recordings(recordings: Mapping[str, Recording], lines: Sequence[Line]) -> None:
    """A `UserError` for a recording of a line that the script does not have: an edited line has another id. `ID.en` is
    what a dub says in English in its place."""
    ids = [line.id for line in lines]
    for id, recording in recordings.items():
        if id not in ids and not any(id.startswith(f"{each}.") for each in ids):
            message = f"recordings name {id!r}, but there is no such line; `lampblack lines` shows every line's id"
            raise UserError(message, spot=recording.spot, possible=nearest(id, ids))


def nearest(id: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids most like one that is not there: of the same speaker in the same scene, then of any."""
    same = [each for each in ids if each.rpartition("-")[0] == id.rpartition("-")[0]]
    like = get_close_matches(id, ids, n=_NEAR, cutoff=0.5)
    return tuple(dict.fromkeys((*same, *like)))[:_NEAR] or tuple(ids[:_NEAR])


def remarks_of(lines: Sequence[Line], recordings: Mapping[str, Recording]) -> tuple[Ref, ...]:
    """Where it is said what is doubtful about the recordings of these lines."""
    return tuple(Ref(job=f"read/{line.id}", output="findings") for line in lines if line.id in recordings)
