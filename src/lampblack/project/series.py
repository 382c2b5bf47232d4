"""A series: a folder with `series.toml` above the folders of its episodes. They share its bible, store and budget."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, cast

from lampblack.base.errors import Spot, UserError
from lampblack.base.toml import read_toml, spot_of
from lampblack.project.scripts import script_in
from lampblack.project.settings import Settings, read_settings, read_text, settings_of

SERIES = "series.toml"
_OWN = ("title", "episodes")
"""What `series.toml` says of itself, and not of every episode."""
_SHARED = ("run", "store")
"""Sections that hold for the whole series; an episode cannot have its own."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """A series as a person keeps it. `episodes` are folders below `folder`, by name, in their order."""

    folder: Path
    settings: Settings
    episodes: tuple[str, ...]
    defaults: Mapping[str, Any] = field(default_factory=lambda: {}, repr=False)
    """What every episode's `film.toml` leaves open, as it is written in `series.toml`."""

    @property
    def file(self) -> Path:
        return self.folder / SERIES

    @property
    def title(self) -> str:
        """What the series is called; its folder's name where nothing is said."""
        return self.settings.title or self.folder.resolve().name

    @property
    def bible(self) -> Path:
        return self.folder / "bible.toml"

    def require(self, names: tuple[str, ...]) -> None:
        """A `UserError` for the first of `names` that is no episode."""
        for name in names:
            if name not in self.episodes:
                raise UserError(f"{self.folder} has no episode {name!r}", possible=self.episodes)


def is_series(folder: Path) -> bool:
    """Whether a series begins in this folder."""
    return (folder / SERIES).is_file()


def read_series(folder: Path) -> Series:
    """The series in `folder`; every mistake in `series.toml` is a `UserError` with its line."""
    path = folder / SERIES
    text = read_text(path)
    table = read_toml(text, str(path))
    written = table.pop("episodes", None)
    settings = settings_of(table, text, str(path), own=("episodes",))
    if (script := script_in(folder)) is not None:
        message = f"this folder is a series ({SERIES}) and has a script too; move the script into an episode's folder"
        raise UserError(message, spot=Spot(file=str(script)))
    episodes = _found(folder) if written is None else _named(folder, written, text)
    if not episodes:
        message = "this series has no episodes: it needs folders with a script in them"
        raise UserError(message, spot=Spot(file=str(path)), possible=("01-first/script.fountain",))
    defaults = {key: value for key, value in table.items() if key not in _OWN}
    return Series(folder=folder, settings=settings, episodes=episodes, defaults=defaults)


def series_above(folder: Path) -> tuple[Series, str] | None:
    """The series that `folder` is an episode of, and the episode's name in it; None for a film of its own.

    A folder right below a `series.toml` that does not name it is a mistake, and not a film of its own: it would get
    another bible and another purse than its neighbours.
    """
    here = Path(os.path.normpath(folder.absolute()))  # not resolved: an episode may be a link to another disk
    for above in here.parents:
        if not is_series(above):
            continue
        series, name = read_series(_shown(above)), here.relative_to(above).as_posix()
        if name in series.episodes:
            return series, name
        if here.parent == above and script_in(folder) is not None:
            spot = spot_of(read_text(series.file), str(series.file), "episodes")
            raise UserError(f"{name!r} is not one of the episodes of this series", spot=spot, possible=series.episodes)
    return None


def episode_settings(series: Series, path: Path) -> Settings:
    """An episode's settings: its own `film.toml` (which need not exist) on those of the series."""
    if not path.exists():
        return settings_of(series.defaults, "", str(path))
    file, text = str(path), read_text(path)
    settings = read_settings(path, series.defaults)
    for section in _SHARED:
        if section in read_toml(text, file):
            message = f"[{section}] holds for the whole series; write it in {series.file}"
            raise UserError(message, spot=spot_of(text, file, section))
    if settings.budget.currency != series.settings.budget.currency:
        message = f"one budget has one currency: this episode says {settings.budget.currency}, {series.file} says "
        spot = spot_of(text, file, "budget", "currency")
        raise UserError(message + series.settings.budget.currency, spot=spot)
    return settings


def _found(folder: Path) -> tuple[str, ...]:
    """Every folder below with a script, in the order of their names."""
    try:
        return tuple(sorted(each.name for each in folder.iterdir() if each.is_dir() and script_in(each) is not None))
    except OSError as error:
        raise UserError(f"cannot read this folder: {error.strerror}", spot=Spot(file=str(folder))) from error


def _named(folder: Path, written: Any, text: str) -> tuple[str, ...]:
    """The episodes that `episodes = [...]` names, each a folder below with a script, none of them twice."""
    spot = spot_of(text, str(folder / SERIES), "episodes")
    there = _found(folder)
    if not isinstance(written, list) or not all(isinstance(each, str) for each in cast(list[Any], written)):
        raise UserError("episodes must be a list of folders", spot=spot, possible=(f"episodes = {list(there)}",))
    names: list[str] = []
    for each in cast(list[str], written):
        path = PurePosixPath(each)
        if path.is_absolute() or not path.parts or ".." in path.parts or ":" in each:
            raise UserError(f"{each!r} is no folder below the series", spot=spot, possible=there)
        name = path.as_posix()
        if script_in(folder / name) is None:
            raise UserError(f"there is no episode {each!r}: no script is in that folder", spot=spot, possible=there)
        if name.casefold() in (other.casefold() for other in names):
            raise UserError(f"two episodes are called {name!r}", spot=spot)
        names.append(name)
    return tuple(names)


def _shown(folder: Path) -> Path:
    """As short as it can be said from here."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
