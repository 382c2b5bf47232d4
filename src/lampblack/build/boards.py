"""The verb `boards`: a storyboard frame of each shot, seen before anything is filmed; an accepted one is the first
frame of every take by an engine that begins with a picture."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.base.events import Listener, silent
from lampblack.breakdown.model import Bible
from lampblack.build.asking import wanted_of
from lampblack.build.board_page import board_page
from lampblack.build.drafting import drafts_of, drawn, keep_as, one_of, own_picture
from lampblack.build.noticing import notice, remember
from lampblack.build.planner import FilmPlanner
from lampblack.build.purse import Person
from lampblack.build.sheet_page import FONT
from lampblack.build.sources import Sources, read_sources
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.film.deliver import deliver
from lampblack.graph.build import never
from lampblack.graph.job import Job
from lampblack.graph.plan import plan as plan_of
from lampblack.media.lettering import SHIPPED
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm, offer_for
from lampblack.project.recipes import Recipe
from lampblack.shots.model import Shot
from lampblack.store.errors import explained
from lampblack.takes.board_files import accepted_boards, board_file
from lampblack.takes.boards import board_job
from lampblack.takes.ways import Way

_THEATRE = "theatre"
DECIDED = "board"
"""What an accepted storyboard frame is recorded as."""


@dataclass(frozen=True, kw_only=True)
class Board:
    """How a shot stands: its drafts by take, and the one that was accepted."""

    shot: str
    scene: str
    """Its heading, as the script has it."""
    words: str
    drafts: dict[str, Digest] = field(default_factory=lambda: dict[str, Digest]())
    accepted: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Boarded:
    """What `boards` came to."""

    page: Path
    boards: tuple[Board, ...]
    made: int
    cost: float
    failed: tuple[str, ...] = ()


def boards(
    folder: Path,
    names: Sequence[str] = (),
    engine: str = "",
    takes: int = 1,
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
    workers: int = 0,
    spend: float | None = None,
    person: Person | None = None,
) -> Boarded:
    """Paint a storyboard frame of every shot, or of those named, and put them into `out/boards/`. What did not change
    is not painted again."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        notice(opened)
        planner = _planned(opened)
        painter = _painter(opened, engine)
        recipe = Recipe(film=_THEATRE, first=painter.name)
        way = Way(name="board", recipe=recipe, offers={"film": registry.offer(_THEATRE), "first": painter})
        jobs = tuple(
            job
            for shot in _named(planner.seen.shots(), names)
            for job in _drafts(shot, way, takes, planner.sources, _bible(planner))
        )
        report = drawn(opened, jobs, listener, should_stop, workers, spend, person)
        found = _boards(opened, planner)
        settings = planner.sources.settings
        page = _put_out(opened, found, settings.language, settings.title)
    failed = tuple(f"{failure.job}: {failure.message}" for failure in report.failed)
    return Boarded(page=page, boards=found, made=len(report.made), cost=report.cost, failed=failed)


def accept_board(folder: Path, shot: str, take: str = "", file: Path | None = None) -> str:
    """Keep a drafted storyboard frame, or a picture of a person's own, as the first frame of a shot; says what was
    done. What stood there before is kept in the store."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        notice(opened)
        (found,) = _named(_planned(opened).seen.shots(), (shot,))
        if file is None:
            drafts = drafts_of(opened, f"boards/{found.id}/")
            chosen = one_of(f"boards/{found.id}", take, drafts, f"lampblack boards {folder} {found.id}")
            data = opened.store.read(drafts[chosen])
        else:
            chosen, data = file.name, own_picture(file)
        keep_as(opened, board_file(found.id), data)
        opened.store.decisions.decide(DECIDED, found.id, chosen, film=opened.film.name, digest=digest_of(data))
        remember(opened)
    begins = f"{found.id} begins with {board_file(found.id).as_posix()} ({chosen})"
    return f"{begins}, by every engine that begins with a picture"


def _planned(opened: OpenFilm) -> FilmPlanner:
    planner = FilmPlanner(sources=read_sources(opened, opened.film.settings))
    plan_of(planner, opened.results)
    return planner


def _bible(planner: FilmPlanner) -> Bible:
    breakdown = planner.seen.breakdown
    assert breakdown is not None, "there are shots"
    return breakdown.bible


def _painter(opened: OpenFilm, engine: str) -> Offer:
    where = "--engine" if engine else f"{opened.film.settings_file}: engines.paint"
    return offer_for("paint", engine or opened.film.settings.engines.paint, where)


def _drafts(shot: Shot, way: Way, takes: int, sources: Sources, bible: Bible) -> tuple[Job, ...]:
    """The same request as a recipe's with that painter, so that a frame is painted, and paid, once."""
    painter, wanted = way.offers["first"], wanted_of(sources, shot, way, bible)
    return tuple(
        board_job(shot, painter, wanted.size, wanted, id=f"boards/{shot.id}/{painter.name}-{take}", take=take)
        for take in range(1, takes + 1)
    )


def _named(shots: tuple[Shot, ...], names: Sequence[str]) -> tuple[Shot, ...]:
    """The shots of these names, or of whole scenes; all without any."""
    none = ("none yet: lines are the clock, and have not been read (lampblack make)",)
    for name in names:
        if not any(name in (shot.id, shot.scene) for shot in shots):
            raise UserError(f"there is no shot {name!r}", possible=tuple(shot.id for shot in shots) or none)
    if not shots:
        raise UserError("no shots are known", possible=none)
    return tuple(shot for shot in shots if not names or shot.id in names or shot.scene in names)


def _boards(opened: OpenFilm, planner: FilmPlanner) -> tuple[Board, ...]:
    there, breakdown = accepted_boards(opened.film.folder), planner.seen.breakdown
    headings = {scene.slug: scene.heading for scene in breakdown.scenes} if breakdown else {}
    return tuple(
        Board(
            shot=shot.id,
            scene=headings.get(shot.scene, shot.scene),
            words=shot.words,
            drafts=drafts_of(opened, f"boards/{shot.id}/"),
            accepted=there.get((shot.id, 0)),
        )
        for shot in planner.seen.shots()
    )


def _put_out(opened: OpenFilm, found: tuple[Board, ...], language: str, title: str) -> Path:
    """The frames as PNG, and the page that shows them in the film's order."""
    out = opened.film.out / "boards"
    files = {f"{each.shot.replace('/', '.')}.{take}.png": made for each in found for take, made in each.drafts.items()}
    with explained(opened.film.folder):
        deliver(out, {name: opened.store.path(digest) for name, digest in files.items()})
        for each in found:
            if each.accepted is not None:
                (out / f"{each.shot.replace('/', '.')}.accepted.png").write_bytes(each.accepted.read_bytes())
        shutil.copyfile(SHIPPED, out / FONT)
        page = out / "index.html"
        page.write_text(board_page(found, title, language, str(opened.film.folder)), encoding="utf-8")
    return page
