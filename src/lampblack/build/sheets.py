"""The verbs `sheets` and `accept`: drafts of how everybody and every place looks, shown on a page; and the one that a
person keeps."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lampblack.base.digest import Digest, digest_of, short
from lampblack.base.errors import UserError
from lampblack.base.events import Listener, silent
from lampblack.breakdown.model import Bible, Breakdown
from lampblack.build.drafting import drafts_of, drawn, keep_as, one_of, own_picture
from lampblack.build.noticing import notice, remember
from lampblack.build.preparing import first_two
from lampblack.build.purse import Person
from lampblack.build.sheet_page import FONT, Shown, page_of
from lampblack.build.sources import Sources, read_sources
from lampblack.engines.capabilities import Offer
from lampblack.film.deliver import deliver
from lampblack.graph.build import never
from lampblack.media.lettering import SHIPPED
from lampblack.project.folder import FilmFolder, find_film
from lampblack.project.opened import OpenFilm, offer_for
from lampblack.store.decisions import Decision
from lampblack.store.errors import explained
from lampblack.takes.sheets.drafting import identity, sheet_jobs
from lampblack.takes.sheets.files import accepted, file_of, shown_subjects, subject_named, subjects_of

DECIDED = "sheet"
"""What an accepted sheet is recorded as; its note says which take, and short of what it shows."""


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What `sheets` came to: the page, and how each subject stands."""

    page: Path
    shown: tuple[Shown, ...]
    made: int
    cost: float
    failed: tuple[str, ...] = ()


def sheets(
    folder: Path,
    names: Sequence[str] = (),
    engine: str = "",
    takes: int = 1,
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
    workers: int = 0,
    spend: float | None = None,
    person: Person | None = None,
) -> Drafted:
    """Draft the sheets of everybody and every place, or of those named, and put them into `out/sheets/`. What did not
    change is not drafted again; what was accepted stays, and it is said where its figure has changed since."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        notice(opened)
        sources = read_sources(opened, opened.film.settings)
        breakdown = _breakdown(opened, sources)
        bible = breakdown.bible
        painter = _painter(opened.film, engine)
        wanted = tuple(dict.fromkeys(_subject(name, bible) for name in names)) or subjects_of(bible)
        look = sources.settings.look.style
        jobs = sheet_jobs(bible, wanted, painter, look=look, takes=takes, scenes=breakdown.scenes)
        report = drawn(opened, jobs, listener, should_stop, workers, spend, person)
        shown = _shown(opened, bible, look, {job.id for job in jobs})
        page = _put_out(opened, shown, sources.settings.language, sources.settings.title or breakdown.title)
    failed = tuple(f"{failure.job}: {failure.message}" for failure in report.failed)
    return Drafted(page=page, shown=shown, made=len(report.made), cost=report.cost, failed=failed)


def accept(folder: Path, subject: str, take: str = "", file: Path | None = None) -> str:
    """Keep a drafted sheet, or a picture of a person's own, as how somebody or something looks; says what was done.
    The file in `refs/sheets/` is the decision: what stood there before is kept in the store."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        notice(opened)
        sources = read_sources(opened, opened.film.settings)
        bible = _breakdown(opened, sources).bible
        name = subject_named(subject) if "/" in subject else _subject(subject, bible)
        if file is None:
            identity(bible, name, "")
            drafts = drafts_of(opened, f"sheets/{name}/")
            chosen = one_of(name, take, drafts, f"lampblack sheets . {name}")
            data = opened.store.read(drafts[chosen])
        else:
            _known(name, bible)
            chosen, data = file.name, own_picture(file)
        keep_as(opened, file_of(name), data)
        shows = _shows(bible, name, sources.settings.look.style)
        note = f"{chosen} {shows}".strip()
        opened.store.decisions.decide(DECIDED, name, note, film=opened.film.name, digest=digest_of(data))
        remember(opened)
    return f"{name} looks as in {file_of(name).as_posix()} ({chosen}); it is shown with every request that shows it"


# ---- within ----------------------------------------------------------------------------------------------------


def _breakdown(opened: OpenFilm, sources: Sources) -> Breakdown:
    report = first_two(opened, sources)
    for failure in report.failed:
        raise UserError(failure.message)
    found = report.known.value("breakdown", Breakdown) if report.known else None
    assert found is not None, "a breakdown that did not fail is known"
    return found


def _painter(film: FilmFolder, engine: str) -> Offer:
    if engine:
        return offer_for("paint", engine, "--engine")
    return offer_for("paint", film.settings.engines.paint, f"{film.settings_file}: engines.paint")


def _subject(name: str, bible: Bible) -> str:
    """A subject by its name, its id or one of its aliases."""
    known = subjects_of(bible)
    if name.removeprefix("sheets/") in known:
        return name.removeprefix("sheets/")
    named = [*(("person", each) for each in bible.cast if each.figure), *(("place", each) for each in bible.places)]
    for kind, each in named:
        if name.casefold() in (other.casefold() for other in (each.id, each.name, *each.aliases)):
            return f"{kind}/{each.id}"
    raise UserError(f"nobody and nothing is called {name!r}", possible=known)


def _known(subject: str, bible: Bible) -> None:
    possible = shown_subjects(bible)
    if subject not in possible:
        raise UserError(f"there is nothing called {subject!r}", possible=possible)


def _shows(bible: Bible, subject: str, look: str) -> str:
    return short(identity(bible, subject, look)) if subject in subjects_of(bible) else ""


def _shown(opened: OpenFilm, bible: Bible, look: str, present: set[str]) -> tuple[Shown, ...]:
    """How every subject stands: its drafts, what was accepted, whether that is still what the bible says."""
    there = accepted(*dict.fromkeys((opened.film.home, opened.film.folder)))
    decided = {each.subject: each for each in opened.store.decisions.every(opened.film.name) if each.what == DECIDED}
    names = {f"person/{each.id}": each.name for each in bible.cast}
    names |= {f"place/{each.id}": each.name for each in bible.places}
    found: list[Shown] = []
    for subject in subjects_of(bible):
        drafts = drafts_of(opened, f"sheets/{subject}/")
        changed = subject in there and _changed(decided.get(subject), _shows(bible, subject, look))
        kept = there.get(subject)
        found.append(
            Shown(
                subject=subject,
                name=names[subject],
                drafts=drafts,
                now=frozenset(take for take in drafts if f"sheets/{subject}/{take}" in present),
                accepted=kept,
                taken=next((take for take, digest in drafts.items() if kept and _same(kept, digest)), ""),
                changed=changed,
            )
        )
    return tuple(found)


def _same(path: Path, digest: Digest) -> bool:
    return digest_of(path.read_bytes()) == digest


def _changed(decision: Decision | None, shows: str) -> bool:
    """Whether what a sheet shows was changed since it was accepted; of one that was put there by hand nobody knows."""
    return decision is not None and bool(shows) and decision.note.rpartition(" ")[2] != shows


def _put_out(opened: OpenFilm, shown: tuple[Shown, ...], language: str, title: str) -> Path:
    """The drafts as PNG, and the page that shows them."""
    out = opened.film.out / "sheets"
    files = {f"{each.file(take)}": digest for each in shown for take, digest in each.drafts.items()}
    with explained(opened.film.folder):
        deliver(out, {name: opened.store.path(digest) for name, digest in files.items()})
        for each in shown:
            if each.accepted is not None:
                (out / each.kept_file).write_bytes(each.accepted.read_bytes())
        shutil.copyfile(SHIPPED, out / FONT)
        page = out / "index.html"
        page.write_text(page_of(shown, title, language, str(opened.film.folder)), encoding="utf-8")
    return page
