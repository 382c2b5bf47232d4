"""Sheets: how everybody and every place looks, drafted by a painter, accepted by a person.

An accepted sheet is a file: `refs/sheets/person-kuafu.png` in the film's folder. Whoever wants another puts it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value
from lampblack.breakdown.model import Bible, Character, PlaceEntry, Scene
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Paint, Size
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.project.asking import asked, effort
from lampblack.takes.sheets.files import subjects_of
from lampblack.takes.sheets.stages import VIEWS, person_stage, place_stage, sizes_of
from lampblack.takes.sheets.words import sheet_words
from lampblack.takes.words.tongue import Tongue, language_of, tongue_for

LAY_OUT = Step(name="lampblack.takes.sheets.steps:laid_out", version=1)
SIZE = Size(width=1792, height=1008)
"""Wide enough that a face on it has three hundred lines, small enough for every engine's references."""
_SECONDS = 1.0
"""What a view of 1280x720 costs one core in the theatre, paper and all."""
_PIXELS = 1280 * 720


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """What all sheets of a film have in common: who paints, how large, in which look, and how many of each."""

    painter: Offer
    size: Size = SIZE
    look: str = "paper"
    takes: int = 1
    scenes: tuple[Scene, ...] = field(default_factory=lambda: ())
    """Where places are seen, and at what hour."""


def sheet_jobs(
    bible: Bible,
    subjects: Iterable[str],
    painter: Offer,
    size: Size = SIZE,
    look: str = "paper",
    takes: int = 1,
    scenes: Sequence[Scene] = (),
) -> tuple[Job, ...]:
    """The jobs that draft sheets: `sheets/person/kuafu/ENGINE-TAKE` each, and before it, where the engine paints what
    is staged, the views that are laid out on it. A `UserError` for a subject that the bible does not have."""
    drafting = Drafting(painter=painter, size=size, look=look, takes=takes, scenes=tuple(scenes))
    return tuple(
        job
        for subject in subjects
        for take in range(1, takes + 1)
        for job in _draft(_entry(bible, subject), subject, take, bible, drafting)
    )


def identity(bible: Bible, subject: str, look: str) -> Digest:
    """What a sheet shows, as a digest: it changes when the figure, the place or the look does."""
    entry = _entry(bible, subject)
    shown = (entry.figure, entry.words) if isinstance(entry, Character) else (entry.kit, entry.words, entry.pieces)
    return digest_of_value({"shown": list(shown), "look": look})


# ---- within ----------------------------------------------------------------------------------------------------


def _entry(bible: Bible, subject: str) -> Character | PlaceEntry:
    kind, _, id = subject.partition("/")
    entry = bible.character(id) if kind == "person" else bible.place(id) if kind == "place" else None
    if entry is None or (isinstance(entry, Character) and entry.figure is None):
        raise UserError(f"there is nothing called {subject!r} to make a sheet of", possible=subjects_of(bible))
    return entry


def _draft(entry: Character | PlaceEntry, subject: str, take: int, bible: Bible, drafting: Drafting) -> tuple[Job, ...]:
    limits = drafting.painter.can("paint")
    if limits is None:
        able = tuple(each.kind for each in drafting.painter.capabilities)
        raise UserError(f"engine {drafting.painter.name} paints no pictures", possible=able)
    id = f"sheets/{subject}/{drafting.painter.name}-{take}"
    if "staging" in limits.controls:
        return _staged(entry, subject, id, take, drafting)
    tongue: Tongue = tongue_for(language_of(bible), limits.word_languages)
    words = sheet_words(entry, drafting.look, tongue, limits, drafting.scenes)
    request = Paint(words=words.words, size=drafting.size, look=_look(limits, drafting.look), without=words.without)
    return (_ask(id, subject, request, take, drafting),)


def _staged(entry: Character | PlaceEntry, subject: str, id: str, take: int, drafting: Drafting) -> tuple[Job, ...]:
    """What the theatre stages: a place in one picture, a person in several that are laid out on one sheet."""
    if isinstance(entry, PlaceEntry):
        request = Paint(words="", size=drafting.size, staging=place_stage(entry, drafting.scenes), look=drafting.look)
        return (_ask(id, subject, request, take, drafting),)
    assert entry.figure is not None
    sizes = sizes_of(entry.figure, drafting.size)
    views = tuple(
        _ask(
            f"{id}/{view}",
            subject,
            Paint(words="", size=size, staging=person_stage(entry.figure, view, size), look=drafting.look),
            take,
            drafting,
        )
        for view, size in zip(VIEWS, sizes, strict=True)
    )
    laid = Job(
        id=id,
        stage="sheets",
        subject=subject,
        work=LAY_OUT,
        inputs={
            "views": tuple(Ref(job=view.id, output="picture") for view in views),
            "size": Value(value=drafting.size),
        },
        effort=Effort(seconds=0.2),
    )
    return (*views, laid)


def _ask(id: str, subject: str, request: Paint, take: int, drafting: Drafting) -> Job:
    seconds = _SECONDS * request.size.width * request.size.height / _PIXELS
    return Job(
        id=id,
        stage="sheets",
        subject=subject,
        work=asked(request, drafting.painter, take),
        effort=effort(request, drafting.painter, seconds, priority=1),
    )


def _look(limits: Capabilities, look: str) -> str:
    """The look by name for a painter that has it; words say it to the others."""
    return look if limits.looks else ""
