"""A film folder: which files a person keeps there, found and named; nothing is opened that is not asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lampblack.base.errors import Spot, UserError
from lampblack.project.settings import Settings, read_settings

SCRIPTS = ("script.fountain",)
"""Names a script may have, in the order they are looked for."""


@dataclass(frozen=True, kw_only=True)
class FilmFolder:
    """A film as a person keeps it: text in a folder. `bible` and `choices` need not exist."""

    folder: Path
    settings: Settings
    script: Path

    @property
    def bible(self) -> Path:
        return self.folder / "bible.toml"

    @property
    def choices(self) -> Path:
        return self.folder / "choices.toml"

    @property
    def out(self) -> Path:
        return self.folder / "out"


def find_film(folder: Path) -> FilmFolder:
    """The film in `folder`; a `UserError` where there is no folder, no script or a broken `film.toml`."""
    if not folder.exists():
        raise UserError("there is no such folder", spot=Spot(file=str(folder)), possible=_films_near(folder))
    if not folder.is_dir():
        raise UserError("this is a file; a film is a folder", spot=Spot(file=str(folder)))
    script = next((folder / name for name in SCRIPTS if (folder / name).exists()), None)
    if script is None:
        raise UserError("this folder has no script", spot=Spot(file=str(folder)), possible=SCRIPTS)
    settings = folder / "film.toml"
    return FilmFolder(
        folder=folder, settings=read_settings(settings) if settings.exists() else Settings(), script=script
    )


def _films_near(folder: Path) -> tuple[str, ...]:
    """Film folders beside the one that was asked for, to choose from."""
    near = folder.parent if folder.parent.is_dir() else Path()
    found = [each.parent for pattern in ("*/script.*", "films/*/script.*") for each in near.glob(pattern)]
    return tuple(sorted({str(each) for each in found}))[:8]
