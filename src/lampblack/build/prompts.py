"""The verb `prompt`: all that an engine is told and shown of a shot, as it would be sent; and a person's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.breakdown.model import Bible
from lampblack.build.asking import wanted_of
from lampblack.build.guess import guessing
from lampblack.build.noticing import notice, remember
from lampblack.build.planner import FilmPlanner
from lampblack.build.sources import Sources, read_sources
from lampblack.engines.checking import check
from lampblack.engines.prices import billed_seconds, price, seconds_of
from lampblack.engines.requests import Film, Paint, request_from
from lampblack.graph.job import Ask
from lampblack.graph.known import Known
from lampblack.graph.plan import plan as plan_of
from lampblack.project.folder import FilmFolder, find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import read_text
from lampblack.shots.formats import without_shot_words, write_shot_words
from lampblack.shots.model import Shot, WordsChoice
from lampblack.store.errors import explained
from lampblack.takes.making import way_jobs
from lampblack.takes.sheets.references import left_out
from lampblack.takes.ways import Way
from lampblack.takes.words.telling import choice_for, spoken_in, words_of

WROTE = "words"
"""What a person's own words for a shot are recorded as."""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What whoever films one shot is told and shown: the request as it would be sent, and what the limits made of it.

    Pictures that are only made on the way (a painted first frame, control signals) have a stand-in's digest."""

    shot: str
    way: str
    engine: str
    request: Film
    language: str
    written: bool
    """A person wrote the words."""
    sheets: Mapping[str, str]
    """Which accepted sheet a reference is, by its picture's digest."""
    painter: str
    """Who paints the frame it begins with, if anybody does."""
    painted: Paint | None
    asked: float
    """Seconds that are asked for, and paid: an engine may make only some lengths."""
    price: float
    currency: str
    remarks: tuple[str, ...]
    """What the engine's limits made of it, and what it cannot do."""


class _Pretended(Known):
    """Everything that is made on the way is taken to be there."""

    def blob(self, job_id: str, output: str) -> Blob:
        """A stand-in."""
        return Blob(digest=digest_of(f"{job_id}/{output}".encode()))


def prompts(folder: Path, shot: str = "", engine: str = "") -> tuple[Prompt, ...]:
    """What would be sent for every shot, or for one, to the engines that film them, or to the one named. Before lines
    are read, lengths are guessed. Writes nothing."""
    with OpenFilm(find_film(folder)) as opened:
        sources = read_sources(opened, opened.film.settings)
        shots, bible = _staged(opened, sources)
        _known(shot, shots)
        return tuple(_prompt(one, sources, bible, engine) for one in shots if shot in ("", one.id))


def write(folder: Path, shot: str, engine: str = "") -> str:
    """Put what is composed for a shot into `choices.toml`, to be edited; says where."""
    with OpenFilm(find_film(folder)) as opened:
        notice(opened)
        sources = read_sources(opened, opened.film.settings)
        shots, bible = _staged(opened, sources)
        _known(shot, shots)
        one = next(each for each in shots if each.id == shot)
        if shot in sources.choices.words:
            raise UserError(
                f"{shot} has words of its own already, in {opened.film.choices.name}", possible=("--reset",)
            )
        found = _prompt(one, sources, bible, engine)
        if not found.request.words:
            raise UserError(f"{found.engine} reads no words", possible=("--engine NAME",))
        choice = WordsChoice(words=found.request.words, without=found.request.without or None)
        _rewrite(opened.film, write_shot_words(_choices(opened.film), shot, choice))
        opened.store.decisions.decide(WROTE, shot, "to be edited", film=opened.film.name)
        remember(opened)
        return f'{opened.film.choices}: [words."{shot}"]'


def reset(folder: Path, shot: str) -> str:
    """Take a person's words for a shot out of `choices.toml`; it is composed again."""
    with OpenFilm(find_film(folder)) as opened:
        notice(opened)
        text, there = without_shot_words(_choices(opened.film), shot)
        if not there:
            known = read_sources(opened, opened.film.settings).choices.words
            raise UserError(f"{shot} has no words of its own", possible=tuple(known) or ("none has",))
        _rewrite(opened.film, text)
        opened.store.decisions.decide(WROTE, shot, "taken out", film=opened.film.name)
        remember(opened)
    return f"{shot}: its words are composed again"


# ---- within ----------------------------------------------------------------------------------------------------


def _staged(opened: OpenFilm, sources: Sources) -> tuple[tuple[Shot, ...], Bible]:
    """Every shot as it would be filmed, also before lines are read."""
    planner = FilmPlanner(sources=sources, foreseeing=True)
    with guessing(opened.held) as suppose:
        plan_of(planner, opened.results, suppose)
    breakdown = planner.seen.breakdown
    return planner.seen.shots(), breakdown.bible if breakdown else sources.bible


def _known(shot: str, shots: tuple[Shot, ...]) -> None:
    if shot and shot not in {each.id for each in shots}:
        raise UserError(f"there is no shot {shot!r}", possible=tuple(each.id for each in shots) or ("none yet",))


def _prompt(shot: Shot, sources: Sources, bible: Bible, engine: str) -> Prompt:
    way = sources.ways.named(engine, "--engine") if engine else sources.ways.of(shot)
    wanted = wanted_of(sources, shot, way, bible)
    jobs = way_jobs(shot, way, 1, wanted, _Pretended({}, _nothing))
    asks = [request_from(dict(job.work.request)) for job in jobs if isinstance(job.work, Ask)]
    request = next(each for each in asks if isinstance(each, Film))
    painter = way.offers.get("first")
    return Prompt(
        shot=shot.id,
        way=way.name,
        engine=way.offer.name,
        request=request,
        language=spoken_in(bible, way.limits),
        written=choice_for(sources.choices, shot).words is not None,
        sheets={digest: subject for subject, digest in sources.sheets.items()},
        painter=painter.name if painter else "",
        painted=next((each for each in asks if isinstance(each, Paint)), None),
        asked=billed_seconds(seconds_of(request), way.limits),
        price=price(request, way.offer),
        currency=way.limits.currency,
        remarks=tuple(_remarks(shot, sources, bible, way, request)),
    )


def _nothing(digest: Digest) -> bytes:
    raise LookupError(digest)


def _remarks(shot: Shot, sources: Sources, bible: Bible, way: Way, request: Film) -> Iterator[str]:
    limits = way.limits
    if "words" not in limits.controls:
        told = "it is told by the staging" if "staging" in limits.controls else "it is only shown and steered"
        yield f"{way.offer.name} reads no words: {told}"
    elif limits.longest_words:
        choice, look = choice_for(sources.choices, shot), sources.settings.look.style
        whole = len(words_of(shot, bible, look, replace(limits, longest_words=0), choice).words)
        if whole > len(request.words):
            yield f"it reads {limits.longest_words} characters; the least important of {whole} are left out"
    if request.references:
        yield from (str(finding) for finding in left_out(shot, sources.sheets, limits, bible))
    seconds = seconds_of(request)
    if (asked := billed_seconds(seconds, limits)) > seconds + 1e-6:
        yield f"it makes {asked:g} s, cut to {seconds:.2f} s"
    yield from check(request, way.offer)


def _choices(film: FilmFolder) -> str:
    return read_text(film.choices) if film.choices.exists() else ""


def _rewrite(film: FilmFolder, text: str) -> None:
    with explained(film.folder):
        part = film.choices.with_name(f".{film.choices.name}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(film.choices)
