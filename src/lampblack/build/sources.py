"""Everything a person wrote and decided, read once: what the planner plans from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of_file
from lampblack.base.errors import Spot, UserError
from lampblack.base.toml import spot_of
from lampblack.breakdown.model import Bible
from lampblack.build.bible import bible_of
from lampblack.build.dubbing import Dub
from lampblack.build.naming import check_names
from lampblack.build.ways import Ways, ways_of
from lampblack.engines.capabilities import Offer
from lampblack.engines.checking import has_look
from lampblack.engines.requests import Kind
from lampblack.media.kinds import kind_of
from lampblack.project.folder import FilmFolder
from lampblack.project.opened import OpenFilm, offers_for
from lampblack.project.settings import Settings, read_text
from lampblack.read.recordings import Recording
from lampblack.shots.formats import read_choices
from lampblack.shots.model import Choices
from lampblack.takes.board_files import accepted_boards
from lampblack.takes.choice import engine_take
from lampblack.takes.sheets.files import accepted

Name = TypeVar("Name")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LARGEST = 200_000_000
_LARGEST_PICTURE = 30_000_000
_SOUNDS = frozenset((".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".aac", ".aif", ".aiff"))


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The planner's whole world beside what is known. `dropped` are the files that pins name, by their path."""

    script: Blob
    script_file: str
    bible: Bible
    choices: Choices
    settings: Settings
    offers: Mapping[Kind, Offer]
    ways: Ways
    choices_file: str = "choices.toml"
    dropped: Mapping[str, Digest] = field(default_factory=lambda: {})
    captured: Mapping[str, Digest] = field(default_factory=lambda: {})
    """The motion capture files that people follow, by their path."""
    music: Mapping[str, Digest] = field(default_factory=lambda: {})
    """A person's own music, by its path."""
    recordings: Mapping[str, Recording] = field(default_factory=lambda: {})
    """A person's own recordings, by line id."""
    sheets: Mapping[str, Digest] = field(default_factory=lambda: {})
    """The accepted sheets of people and places, by subject (`person/kuafu`)."""
    boards: Mapping[tuple[str, int], Digest] = field(default_factory=lambda: {})
    """The accepted storyboard frames, by shot id and frame."""
    dub: Dub | None = None
    """The film is made in another language."""


def read_sources(opened: OpenFilm, settings: Settings, language: str = "") -> Sources:
    """The sources as they stand now, for the film in its own or another `language`; every mistake in them is a
    `UserError` with its place."""
    film = opened.film
    choices = read_choices(read_text(film.choices), str(film.choices)) if film.choices.exists() else Choices()
    engines = settings.engines
    wanted: dict[Kind, str] = {
        "speak": engines.speak,
        "foley": engines.foley,
        "compose": engines.compose,
    }
    if engines.write:
        wanted["write"] = engines.write
    offers = offers_for(wanted, str(film.settings_file))
    ways = ways_of(film, settings, choices)
    _check_look(settings, ways.usual.offer, film)
    _check_style(settings, offers["compose"], film)
    bible = bible_of(film)
    check_names(bible, film, {**offers, "film": ways.usual.offer})
    return Sources(
        script=Blob(digest=opened.source(opened.script_bytes())),
        script_file=film.script.name,
        bible=bible,
        choices=choices,
        choices_file=str(film.choices),
        settings=settings,
        offers=offers,
        ways=ways,
        dropped=_dropped(opened, film, choices),
        captured=_captured(opened, film, choices),
        music=_music(opened, film, choices),
        recordings=_recordings(opened, film, choices),
        sheets=_sheets(opened, film),
        boards=_pictures(opened, accepted_boards(film.folder)),
        dub=_dub(settings, language, film),
    )


def _dub(settings: Settings, language: str, film: FilmFolder) -> Dub | None:
    """What another language asks for; None for the film's own."""
    if not language:
        return None
    if not _LANGUAGE.fullmatch(language):
        raise UserError(f"{language!r} is no language's code", possible=("en", "zh", "ja", "fr", "pt-BR"))
    if language.split("-")[0] == settings.language.split("-")[0]:
        spot = Spot(file=str(film.settings_file))
        raise UserError(f"the film is in {settings.language!r} of itself: make it without --language", spot=spot)
    return Dub(language=language, picture=settings.dub.picture)


def _check_look(settings: Settings, offer: Offer, film: FilmFolder) -> None:
    """A look that the film's engine does not have is told where it is written, before anything is planned."""
    limits, look = offer.can("film"), settings.look.style
    if limits is None or has_look(look, limits):
        return
    file = str(film.settings_file)
    spot = spot_of(read_text(film.settings_file), file, "look", "style")
    raise UserError(f"engine {offer.name} has no look called {look!r}", spot=spot, possible=limits.looks)


def _check_style(settings: Settings, offer: Offer, film: FilmFolder) -> None:
    """The same for a style that the film's composer does not know."""
    limits, style = offer.can("compose"), settings.score.style
    if not style or limits is None or has_look(style, limits):
        return
    file = str(film.settings_file)
    spot = spot_of(read_text(film.settings_file), file, "score", "style")
    raise UserError(f"engine {offer.name} has no style called {style!r}", spot=spot, possible=limits.looks)


def _sheets(opened: OpenFilm, film: FilmFolder) -> dict[str, Digest]:
    """The sheets that were accepted for the film, or for the series it belongs to."""
    folders = (film.series.folder, film.folder) if film.series else (film.folder,)
    return _pictures(opened, accepted(*folders))


def _pictures(opened: OpenFilm, paths: Mapping[Name, Path]) -> dict[Name, Digest]:
    """Pictures that a person accepted; none may be larger than any painter makes one."""
    found: dict[Name, Digest] = {}
    for name, path in paths.items():
        size = path.stat().st_size
        if size > _LARGEST_PICTURE:
            most = f"under {_LARGEST_PICTURE // 1_000_000} MB are read"
            raise UserError(f"this picture has {size / 1e6:.0f} MB: {most}", spot=Spot(file=str(path)))
        data = path.read_bytes()
        kind = kind_of(data)
        if kind is None or kind.ending not in ("png", "jpg"):
            raise UserError("this is no picture as PNG or JPEG", spot=Spot(file=str(path)))
        found[name] = opened.source(data)
    return found


def _music(opened: OpenFilm, film: FilmFolder, choices: Choices) -> dict[str, Digest]:
    """The pieces of music that the film or its scenes name; each must be there."""
    named = [(film.settings.score.file, film.settings_file, ("score", "file"))]
    named += [(one.file, film.choices, ("score", slug, "file")) for slug, one in choices.score.items()]
    found: dict[str, Digest] = {}
    for name, place, keys in named:
        if not name:
            continue
        spot = spot_of(read_text(place), str(place), *keys)
        try:
            found[name] = opened.source((film.folder / name).read_bytes())
        except OSError as error:
            files = [each for each in (film.folder / "refs").glob("*") if each.suffix.lower() in _SOUNDS]
            near = tuple(sorted(f"refs/{each.name}" for each in files))
            message = f"{'.'.join(keys)}: {name} cannot be read: {error.strerror}"
            raise UserError(message, spot=spot, possible=near) from error
    return found


def _captured(opened: OpenFilm, film: FilmFolder, choices: Choices) -> dict[str, Digest]:
    """The motion capture files that people follow; each must be there."""
    found: dict[str, Digest] = {}
    for shot, people in choices.motions.items():
        for who, choice in people.items():
            try:
                found[choice.file] = opened.source((film.folder / choice.file).read_bytes())
            except OSError as error:
                text, place = read_text(film.choices), str(film.choices)
                spot = spot_of(text, place, "motion", shot, who, "file")
                near = tuple(sorted(f"refs/{path.name}" for path in (film.folder / "refs").glob("*.bvh")))
                message = f"motion.{shot}.{who}: {choice.file} cannot be read: {error.strerror}"
                raise UserError(message, spot=spot, possible=near) from error
    return found


def _recordings(opened: OpenFilm, film: FilmFolder, choices: Choices) -> dict[str, Recording]:
    """The recordings that stand for lines; each must be there, and no larger than a recording of one line can be."""
    found: dict[str, Recording] = {}
    place, text = str(film.choices), read_text(film.choices) if choices.recordings else ""
    for line, name in choices.recordings.items():
        spot, path = spot_of(text, place, "recordings", line), film.folder / name
        try:
            if path.stat().st_size > _LARGEST:
                size = f"{path.stat().st_size / 1e6:.0f} MB"
                raise UserError(f"{name} has {size}: a recording of one line has under {_LARGEST / 1e6:.0f}", spot=spot)
            found[line] = Recording(file=name, source=opened.source(path.read_bytes()), spot=spot)
        except OSError as error:
            near = tuple(
                sorted(
                    f"refs/{each.name}" for each in (film.folder / "refs").glob("*") if each.suffix.lower() in _SOUNDS
                )
            )
            raise UserError(
                f"recordings.{line}: {name} cannot be read: {error.strerror}", spot=spot, possible=near
            ) from error
    return found


def _dropped(opened: OpenFilm, film: FilmFolder, choices: Choices) -> dict[str, Digest]:
    """The files that are pinned as takes. An owner keeps them: a build must not depend on what is moved away."""
    found: dict[str, Digest] = {}
    for shot, name in choices.pins.items():
        if engine_take(name) is not None:
            continue
        path = film.folder / name
        if not path.is_file():
            raise UserError(f"the take pinned for {shot} is not there: {name}", spot=Spot(file=str(film.choices)))
        digest = digest_of_file(path)
        found[name] = opened.store.put(path.read_bytes()).digest if opened.store.owner else digest
    return found
