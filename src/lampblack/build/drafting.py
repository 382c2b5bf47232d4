"""Pictures that are drafted for a person to choose from, and the one that is kept: a file in the film's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.base.errors import Spot, UserError
from lampblack.base.events import Listener
from lampblack.build.purse import Person, Purse, Unanswered
from lampblack.build.verbs import Collecting
from lampblack.graph.build import build, nothing_first
from lampblack.graph.job import Job
from lampblack.graph.known import Known
from lampblack.graph.plan import plan as plan_of
from lampblack.graph.report import Report
from lampblack.media.picture import png_bytes, read_picture
from lampblack.project.opened import OpenFilm
from lampblack.store.errors import explained

_LARGEST = 30_000_000
"""Bytes of a picture that somebody brings."""


def drawn(
    opened: OpenFilm,
    jobs: tuple[Job, ...],
    listener: Listener,
    should_stop: Callable[[], bool],
    workers: int,
    spend: float | None,
    person: Person | None,
) -> Report:
    """The jobs done; what costs money is asked for as in a make."""
    purse = Purse(opened.film.settings.budget.ask_above, spend=spend, person=person)
    paid = opened.paid(purse.allowance)
    executor = opened.executor(workers, paid=paid)

    def planner(known: Known) -> tuple[Job, ...]:
        return jobs

    def before() -> None:
        purse.look(opened, plan_of(planner, opened.results))

    try:
        Collecting(paid, listener)
        try:
            return build(planner, opened.results, executor, listener, should_stop, before=before)
        except Unanswered as question:
            purse.answer(question, opened.caps.currency)
            return build(planner, opened.results, executor, listener, should_stop, before=nothing_first)
    finally:
        executor.close()


def drafts_of(opened: OpenFilm, prefix: str) -> dict[str, Digest]:
    """The drafts whose jobs' ids begin so, as they were made last, by take (`theatre-1`)."""
    found: dict[str, Digest] = {}
    for id, key in sorted(opened.results.node_keys().items()):
        take = id.removeprefix(prefix)
        outputs = opened.results.find(key) if id.startswith(prefix) and "/" not in take else None
        if outputs and "picture" in outputs:
            found[take] = outputs["picture"]
    return found


def one_of(what: str, take: str, drafts: dict[str, Digest], how: str) -> str:
    """The draft a person means; a `UserError` with those there are, or with `how` to make one."""
    none = (f"none yet: {how}", "--file mine.png")
    if take and take not in drafts:
        raise UserError(f"{what} has no draft {take!r}", possible=tuple(drafts) or none)
    if take:
        return take
    if len(drafts) == 1:
        return next(iter(drafts))
    if not drafts:
        raise UserError(f"{what} has no draft to accept", possible=none)
    raise UserError(f"{what} has several drafts; say which", possible=tuple(drafts))


def own_picture(file: Path) -> bytes:
    """A person's picture as PNG."""
    try:
        size = file.stat().st_size
    except OSError as error:
        raise UserError(f"cannot be read: {error.strerror}", spot=Spot(file=str(file))) from error
    if size > _LARGEST:
        raise UserError(
            f"it has {size / 1e6:.0f} MB; a picture of one has under {_LARGEST / 1e6:.0f}", spot=Spot(file=str(file))
        )
    return png_bytes(read_picture(file))


def keep_as(opened: OpenFilm, name: Path, data: bytes) -> None:
    """The picture under its name below the film's folder; what stood there stays in the store. A `UserError` where a
    picture of another type stands there under the same name."""
    target = opened.film.folder / name
    for other in target.parent.glob(f"{target.stem}.*") if target.parent.is_dir() else ():
        if other.suffix.lower() in (".jpg", ".jpeg"):
            raise UserError("this picture stands in the way: move it elsewhere first", spot=Spot(file=str(other)))
    if target.is_file():
        opened.store.keep(target.read_bytes())
    with explained(opened.film.folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(data)
        part.replace(target)
