"""The human's part, noticed: which of the files that a person writes are not as they were at the last look.

A change is recorded once, by whichever command looks first (`make`, `check`, `pin`), at the moment the file was saved.
What Lampblack writes itself (drafted entries, a pin) is remembered as seen, and is nobody's change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lampblack.base.digest import digest_of, digest_of_file
from lampblack.project.folder import FilmFolder
from lampblack.project.opened import OpenFilm
from lampblack.store.actions import now
from lampblack.store.decisions import Source
from lampblack.store.store import Store

_LARGEST = 4 * 1024 * 1024
"""Bytes up to which a text is remembered whole, to say how many lines of it changed."""

Place = tuple[str, str, Path, str]
"""Episode (empty: the series or a film of its own), name, file, and what it is: `script`, `bible`, `choices` ..."""


def notice(opened: OpenFilm) -> None:
    """Record as decisions what a person changed since the last look."""
    _look(opened.store, opened.film, record=True)


def remember(opened: OpenFilm) -> None:
    """All is as it should be now: what was just written was not written by a person."""
    _look(opened.store, opened.film, record=False)


def _look(store: Store, film: FilmFolder, *, record: bool) -> None:
    places, moment = list(_places(film)), now()
    for name in dict.fromkeys(("", film.name)):
        before = store.decisions.sources(name)
        here = {file: (path, what) for of, file, path, what in places if of == name}
        seen: list[Source] = []
        for file, (path, what) in here.items():
            old = before.get(file)
            new = _source(file, path, old, text=what != "refs")
            if new is None or new == old:
                continue
            seen.append(new)
            if record and (old is None or new.digest != old.digest):
                note, digest = _difference(old, new), new.digest
                store.decisions.decide(what, file, note, film=name, at=_saved(new, old, moment), digest=digest)
        gone = [file for file in before if file not in here]
        for file in gone if record else ():
            store.decisions.decide(_kind(file), file, "removed", film=name, at=moment)
        if seen or gone:
            store.decisions.saw(seen, gone, film=name)


def _places(film: FilmFolder) -> Iterator[Place]:
    """The files a person writes: their film's own, and those it shares with its series."""
    if film.series is not None:
        yield from _texts("", film.home, ("series.toml", "settings"), ("bible.toml", "bible"))
    yield from _texts(
        film.name, film.folder, ("film.toml", "settings"), (film.script.name, "script"), ("bible.toml", "bible"),
        ("choices.toml", "choices"),
    )  # fmt: skip
    refs = film.folder / "refs"
    for path in sorted(refs.rglob("*")) if refs.is_dir() else ():
        name = path.relative_to(film.folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(refs).parts):
            yield film.name, name, path, "refs"


def _texts(film: str, folder: Path, *names: tuple[str, str]) -> Iterator[Place]:
    for name, what in names:
        if (folder / name).is_file():
            yield film, name, folder / name, what


def _kind(file: str) -> str:
    """What a file that is gone was."""
    known = {"film.toml": "settings", "series.toml": "settings", "bible.toml": "bible", "choices.toml": "choices"}
    return known.get(file) or ("refs" if file.startswith("refs/") else "script")


def _source(file: str, path: Path, old: Source | None, *, text: bool) -> Source | None:
    """The file as it is; `old` itself where the disk says it was not touched; None where it cannot be read now."""
    try:
        stat = path.stat()
        if old is not None and (old.size, old.changed) == (stat.st_size, stat.st_mtime_ns):
            return old
        if text and stat.st_size <= _LARGEST:
            data = path.read_bytes()
            digest, words = digest_of(data), data.decode("utf-8", errors="replace")
        else:
            digest, words = digest_of_file(path), ""
    except OSError:
        return None
    return Source(file=file, digest=digest, size=stat.st_size, changed=stat.st_mtime_ns, text=words)


def _difference(old: Source | None, new: Source) -> str:
    """What changed, in lines where it is text: how many are new and how many are gone."""
    lines = _lines(new.text)
    if old is None:
        return f"first seen, {lines.total()} lines" if new.text else "first seen"
    if not new.text or not old.text:
        return "changed"
    before = _lines(old.text)
    added, removed = (lines - before).total(), (before - lines).total()
    return f"{added} new, {removed} gone" if added or removed else "lines moved"


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in text.splitlines() if line.strip())


def _saved(new: Source, old: Source | None, moment: float) -> float:
    """When it was saved, where that is after the save before; else now: a copied file keeps an old date."""
    saved = new.changed / 1e9
    return saved if old is not None and old.changed / 1e9 < saved <= moment else moment
