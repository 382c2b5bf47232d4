"""A film folder: which files a person keeps there, found and named; nothing is opened that is not asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lampblack.base.errors import Spot, UserError
from lampblack.project.scripts import SCRIPTS, script_in
from lampblack.project.series import SERIES, Series, episode_settings, is_series, read_series, series_above
from lampblack.project.settings import Settings, read_settings


@dataclass(frozen=True, kw_only=True)
class FilmFolder:
    """A film as a person keeps it: text in a folder. `bible` and `choices` need not exist."""

    folder: Path
    settings: Settings
    script: Path
    series: Series | None = None
    """What it is an episode of."""
    name: str = ""
    """The episode's name in its series."""

    @property
    def home(self) -> Path:
        """The folder that has the store: the series', or the film's own."""
        return self.series.folder if self.series else self.folder

    @property
    def bible(self) -> Path:
        """The bible that drafts are added to: the series', since a face must not differ from one night to the next."""
        return self.home / "bible.toml"

    @property
    def variants(self) -> Path:
        """An episode's own bible: entries it adds, and fields of the series' entries that it writes over."""
        return self.folder / "bible.toml"

    @property
    def settings_file(self) -> Path:
        """Where its settings are written, as far as they are."""
        own = self.folder / "film.toml"
        return self.series.file if self.series and not own.exists() else own

    @property
    def choices(self) -> Path:
        return self.folder / "choices.toml"

    @property
    def out(self) -> Path:
        return self.folder / "out"


def find(folder: Path) -> FilmFolder | Series:
    """The film or the series in `folder`; a `UserError` where it is neither."""
    return read_series(folder) if is_series(folder) else find_film(folder)


def find_film(folder: Path) -> FilmFolder:
    """The film in `folder`, which may be an episode of a series above it; a `UserError` where there is no folder, no
    script or a broken `film.toml`."""
    if not folder.exists():
        raise UserError("there is no such folder", spot=Spot(file=str(folder)), possible=_films_near(folder))
    if not folder.is_dir():
        raise UserError("this is a file; a film is a folder", spot=Spot(file=str(folder)))
    if is_series(folder):
        episodes = tuple(str(folder / each) for each in read_series(folder).episodes)
        raise UserError("this is a series; name one of its episodes", spot=Spot(file=str(folder)), possible=episodes)
    script = script_in(folder)
    if script is None:
        message = "this folder has no script: it is neither a film nor a series"
        raise UserError(message, spot=Spot(file=str(folder)), possible=(*SCRIPTS, SERIES))
    if (above := series_above(folder)) is not None:
        return _episode(*above, folder, script)
    settings = folder / "film.toml"
    return FilmFolder(
        folder=folder, settings=read_settings(settings) if settings.exists() else Settings(), script=script
    )


def find_episode(series: Series, name: str) -> FilmFolder:
    """One episode of a series; a `UserError` where there is none of that name."""
    series.require((name,))
    folder = series.folder / name
    script = script_in(folder)
    if script is None:
        raise UserError("this episode has no script any more", spot=Spot(file=str(folder)), possible=SCRIPTS)
    return _episode(series, name, folder, script)


def _episode(series: Series, name: str, folder: Path, script: Path) -> FilmFolder:
    settings = episode_settings(series, folder / "film.toml")
    return FilmFolder(folder=folder, settings=settings, script=script, series=series, name=name)


def _films_near(folder: Path) -> tuple[str, ...]:
    """Film folders beside the one that was asked for, to choose from."""
    near = folder.parent if folder.parent.is_dir() else Path()
    found = [each.parent for pattern in ("*/script.*", "films/*/script.*") for each in near.glob(pattern)]
    return tuple(sorted({str(each) for each in found}))[:8]
