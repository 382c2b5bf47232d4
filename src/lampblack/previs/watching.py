"""Which files a person writes, and when one of them was saved: looked at often, believed when it has come to rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lampblack.project.folder import FilmFolder

LOOK = 0.02
"""Seconds between two looks: a dozen questions to the disk, a tenth of a millisecond."""
REST = 0.012
"""Seconds a file must stay as it is: an editor that writes in place is not read half-way."""
ABSENCE = 0.4
"""Seconds after which a file that is gone, or empty, is meant to be: editors put a new one in its place."""


@dataclass(frozen=True, slots=True)
class Print:
    """A file as the disk tells it apart: size, time and place; all -1 where there is none."""

    size: int = -1
    changed: int = -1
    node: int = -1


def sources_of(film: FilmFolder) -> Iterator[Path]:
    """The files a person writes: the film's own, its series', and what lies in `refs`."""
    if film.series is not None:
        yield film.home / "series.toml"
    yield from dict.fromkeys((film.folder / "film.toml", film.script, film.bible, film.variants, film.choices))
    refs = film.folder / "refs"
    yield from sorted(each for each in refs.rglob("*") if each.is_file()) if refs.is_dir() else ()


def records_of(store: Path) -> tuple[Path, ...]:
    """Where a `make` beside the preview writes down what it made."""
    return store / "records.sqlite", store / "records.sqlite-wal"


def print_of(path: Path) -> Print:
    """How a file is now."""
    try:
        stat = path.stat()
    except OSError:
        return Print()
    return Print(stat.st_size, stat.st_mtime_ns, stat.st_ino)


class Watch:
    """Looks at files when it is told to; the time is told as well, so that nothing here waits."""

    def __init__(
        self, files: Callable[[], Iterable[Path]], look: Callable[[Path], Print] = print_of, rest: float = REST
    ) -> None:
        """`files` is asked at every look: a file that appears is a change."""
        self._files = files
        self._look = look
        self._rest = rest
        self._known = self._prints()
        self._moving: dict[Path, tuple[Print, float]] = {}

    @property
    def moving(self) -> bool:
        """Whether a file is being written just now: look again soon."""
        return bool(self._moving)

    def changed(self, now: float) -> tuple[Path, ...]:
        """The files that were saved since the last time this said so, as soon as they have come to rest."""
        prints = self._prints()
        for path in self._known.keys() | prints.keys():
            there = prints.get(path, Print())
            if there == self._known.get(path, Print()):
                self._moving.pop(path, None)
            elif self._moving.get(path, (None, 0.0))[0] != there:
                self._moving[path] = there, now
        rested = tuple(path for path, (there, since) in self._moving.items() if now - since >= self._patience(there))
        if len(rested) < len(self._moving) and not any(now - since > ABSENCE for _, since in self._moving.values()):
            # Two files saved together are one change.
            return ()
        for path in rested:
            self._known[path] = self._moving.pop(path)[0]
        return tuple(sorted(rested))

    def _patience(self, there: Print) -> float:
        return ABSENCE if there.size <= 0 else self._rest

    def _prints(self) -> dict[Path, Print]:
        return {path: self._look(path) for path in self._files()}
