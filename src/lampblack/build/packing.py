"""A film in one file, and back: its sources, what the store must keep of it, and every take that was bought."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import tomlkit

from lampblack.base.digest import Digest
from lampblack.base.errors import Spot, UserError
from lampblack.base.points import passing
from lampblack.build.keeping import Home, home_of, local, standing_of
from lampblack.project.settings import read_text
from lampblack.store.collection import Wish, files_of, kept_alone, survey
from lampblack.store.errors import DiskFull, explained
from lampblack.store.store import FOLDER, Store
from lampblack.store.tarred import FILM, RECORDS, Archive, Contents, Packed, blob_name, write

SETTINGS = ("film.toml", "series.toml")


@dataclass(frozen=True, kw_only=True)
class PackedFilm:
    """What went into an archive. `lost`: what should have, and is not in the store any more."""

    file: Path
    contents: Contents
    lost: tuple[Digest, ...] = ()

    @property
    def size(self) -> int:
        return sum(member.size for member in self.contents.members)


def pack(folder: Path, to: Path, *, paid_only: bool = False, with_out: bool = False) -> PackedFilm:
    """Put a film, or a series, into one new file. A build may be at work meanwhile.

    `paid_only`: of the store only what was bought or made by hand, since a build makes the rest; `with_out`: also what
    was delivered.
    """
    home = home_of(folder)
    with local(home, owner=False) as store:
        keys = frozenset[Digest]() if paid_only else standing_of(home, store).keys
        found = survey(store, Wish(keys=keys, days=0.0))
        blobs, lost = files_of(store, found)
        with tempfile.TemporaryDirectory(prefix="lampblack-") as scratch:
            records = Path(scratch) / "records.sqlite"
            store.copy_records(records)
            kept_alone(records, found)
            files = [
                *_sources(home, Path(scratch), to, with_out=with_out),
                Packed(name=RECORDS, file=records),
                *(Packed(name=blob_name(each), file=store.blobs.file(each), digest=each) for each in blobs),
            ]
            contents = write(to, files, title=home.films[0].settings.title or home.folder.resolve().name,
                             paid_only=paid_only)  # fmt: skip
    return PackedFilm(file=to, contents=contents, lost=lost)


def unpack(file: Path, to: Path) -> Contents:
    """Put an archived film into a new folder, every byte checked, whole or not at all."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise UserError("this exists already and is not an empty folder; nothing was changed", spot=Spot(file=str(to)))
    to = to.resolve()
    part = to.with_name(f".{to.name}.unpacking")
    with Archive.open(file) as archive, explained(to.parent):
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        _require_room(to.parent, sum(member.size for member in archive.contents.members))
        try:
            part.mkdir()
            archive.unpack(part)
            _settle(part)
            _arrive(part, to)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return archive.contents


# ---- within ----------------------------------------------------------------------------------------------------


def _sources(home: Home, scratch: Path, to: Path, *, with_out: bool) -> Iterator[Packed]:
    """Everything a person keeps in the folder; not hidden files, nor what is delivered unless it is asked for."""
    aside = {home.store.resolve(), to.resolve()}
    if not with_out:
        aside |= {film.out.resolve() for film in home.films}
    for above, folders, files in os.walk(home.folder):
        here = Path(above)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() not in aside
        )
        for name in sorted(files):
            file = here / name
            if name.startswith(".") or file.resolve() in aside or not file.is_file():
                continue
            inside = file.relative_to(home.folder).as_posix()
            if name in SETTINGS:
                file = _without_places(file, scratch / inside.replace("/", "-"))
            yield Packed(name=FILM + inside, file=file)


def _without_places(file: Path, to: Path) -> Path:
    """The settings without what is true of this machine only: where its store lies."""
    text = read_text(file)
    if not re.search(r"^\s*\[\s*store\s*\]|^\s*store\s*[.=]", text, re.MULTILINE):
        return file
    settings = cast(dict[str, Any], tomlkit.parse(text))
    keeping = cast(dict[str, Any], settings.get("store", {}))
    keeping.pop("folder", None)
    if str(keeping.get("shared", "")).startswith("file:"):
        keeping.pop("shared")
    if not keeping:
        settings.pop("store", None)
    to.write_text(tomlkit.dumps(settings), encoding="utf-8")
    return to


def _require_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size:
        raise DiskFull(f"{folder} has {free / 1e9:.2f} GB free, and the archive holds {size / 1e9:.2f} GB")


def _settle(part: Path) -> None:
    """What was unpacked is a store like any other: it opens, its records are whole, its blobs are read-only."""
    for file in (part / FOLDER / "blobs").rglob("*"):
        if file.is_file():
            file.chmod(0o444)
    with Store(part / FOLDER, owner=True) as store:
        if problems := store.problems():
            raise UserError(f"the records in the archive are damaged ({problems[0]})")
    if hasattr(os, "sync"):
        os.sync()


def _arrive(part: Path, to: Path) -> None:
    passing("unpack.written")
    if to.exists():
        to.rmdir()
    part.replace(to)
    passing("unpack.named")
