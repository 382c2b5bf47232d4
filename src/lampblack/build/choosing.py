"""What a person decides about takes: looking at those there are, and pinning one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.build.noticing import notice, remember
from lampblack.build.planner import FilmPlanner
from lampblack.build.sources import read_sources
from lampblack.graph.plan import plan as plan_of
from lampblack.project.folder import FilmFolder, find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import read_text
from lampblack.shots.formats import write_pin
from lampblack.store.errors import explained


@dataclass(frozen=True, kw_only=True)
class TakeThere:
    """A take of a shot that has been made; `why` says why it is the one that is kept, or is empty."""

    name: str
    why: str = ""


def takes_of(folder: Path, shot: str = "") -> dict[str, tuple[TakeThere, ...]]:
    """The takes of every shot, or of one, as far as the film is known."""
    film = find_film(folder)
    with OpenFilm(film) as opened:
        sources = read_sources(opened, film.settings)
        planner = FilmPlanner(sources=sources)
        plan_of(planner, opened.results)
        shots = tuple(each.id for each in planner.seen.shots())
        if shot:
            _known(shot, shots)
        made = opened.results.node_keys()
        pins = sources.choices.pins
        firsts = {each.id: f"{sources.ways.of(each).name}-1" for each in planner.seen.shots()}
        return {
            each: tuple(
                TakeThere(name=name, why=_why(name, pins.get(each), firsts[each])) for name in _names(made, each)
            )
            for each in shots
            if shot in ("", each)
        }


def pin(folder: Path, shot: str, take: str) -> str:
    """Keep that take for that shot: a line in `choices.toml`; says what will happen. Refuses what is not there."""
    there = takes_of(folder, shot)[shot]
    film = find_film(folder)
    names = tuple(each.name for each in there)
    if take not in names and not _is_file(film, take):
        raise UserError(f"{shot} has no take {take!r}", possible=names or ("none yet: lampblack make",))
    with OpenFilm(film) as opened:
        notice(opened)
        _write(film, shot, take)
        opened.store.decisions.decide("pin", shot, take, film=film.name)
        remember(opened)
    return f"{shot} keeps {take}; now: lampblack make {folder}"


def _write(film: FilmFolder, shot: str, take: str) -> None:
    text = read_text(film.choices) if film.choices.exists() else ""
    with explained(film.folder):
        part = film.choices.with_name(f".{film.choices.name}.part")
        part.write_text(write_pin(text, shot, take), encoding="utf-8")
        part.replace(film.choices)


def _is_file(film: FilmFolder, take: str) -> bool:
    path = (film.folder / take).resolve()
    return path.is_file() and path.is_relative_to(film.folder.resolve())


def _names(made: Iterable[str], shot: str) -> list[str]:
    prefix = f"takes/{shot}/"
    return sorted(id.removeprefix(prefix) for id in made if id.startswith(prefix))


def _why(name: str, pinned: str | None, first: str) -> str:
    if pinned is not None:
        return "pinned" if name == pinned else ""
    return "the first" if name == first else ""


def _known(shot: str, shots: tuple[str, ...]) -> None:
    if shot not in shots:
        raise UserError(f"there is no shot {shot!r}", possible=shots or ("none yet: lampblack make",))
