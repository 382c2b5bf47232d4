"""From what is saved to what is seen: the film planned in memory, lines that nobody spoke at their guide reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lampblack.base.digest import Digest, digest_of, short
from lampblack.base.errors import LampblackError, UserError
from lampblack.build.guess import guessing
from lampblack.build.planner import FilmPlanner
from lampblack.build.sources import Sources, read_sources
from lampblack.graph.job import Job
from lampblack.graph.orders import Order
from lampblack.graph.plan import plan as plan_of
from lampblack.graph.supposed import Guess, Read, Suppose
from lampblack.previs.laying import laid_out
from lampblack.previs.model import Animatic, Told
from lampblack.previs.overlay import Overlay
from lampblack.previs.spotting import located, texts_of
from lampblack.previs.watching import sources_of
from lampblack.project.folder import FilmFolder, find_film
from lampblack.project.opened import OpenFilm
from lampblack.store.store import Store


class Foresight:
    """Looks at one film again and again. What a step gave for the same inputs is remembered from the last looks, so
    that a changed word costs its own scene. Nothing is written to the film and its lock is never taken."""

    def __init__(self, film: FilmFolder, own: Store) -> None:
        """`own` is the preview's store: what was spoken for it, and files that drawing needs."""
        self._film = film
        self._folder = film.folder
        self._own = own
        self._before: dict[Digest, Guess] = {}
        self._kept: set[Digest] = set()

    def told(self, error: LampblackError) -> Told:
        """A mistake as the page says it: files from the film's folder on, and its line wherever that can be found."""
        where = str(error.spot) if error.spot else ""
        words = str(error).removeprefix(f"{where}: ") if where else str(error)
        return self.located(Told(message=self._near(words), where=self._near(where)))

    def located(self, told: Told) -> Told:
        """The same with its line, if that can be found in what is written."""
        files = [each for each in sources_of(self._film) if each.parent.name != "refs"]
        return located(told, texts_of(files, self._folder))

    def _near(self, words: str) -> str:
        for folder in (self._folder, self._folder.resolve(), self._film.home, self._film.home.resolve()):
            words = re.sub(rf"(?<![\w/]){re.escape(str(folder))}/", "", words)
        return words

    def look(self) -> Animatic:
        """The film so far; a `LampblackError` says what is wrong, and where, if it cannot be laid out."""
        with OpenFilm(find_film(self._folder)) as opened:
            return self._planned(opened, read_sources(opened, opened.film.settings.at("draft")))

    def _planned(self, opened: OpenFilm, sources: Sources) -> Animatic:
        memory, failed = _Memory(self._before), list[LampblackError]()
        overlay = Overlay(opened.results, opened.store, self._own)
        planner = FilmPlanner(sources=sources, foreseeing=True, to="sound")
        with guessing(opened.held, lambda job, error: failed.append(_about(job, error))) as suppose:
            found = plan_of(planner, overlay, memory.over(suppose))
        self._before = memory.used
        if planner.seen.cut is None:
            raise failed[0] if failed else UserError("the film cannot be laid out from what is written")
        self._keep_recordings(opened, sources)
        faults = (*map(str, failed), *planner.faults)
        return laid_out(found, planner.seen, sources, overlay, self._capture, faults)

    def _keep_recordings(self, opened: OpenFilm, sources: Sources) -> None:
        """A person's recordings, for whoever takes lines from them."""
        for recording in sources.recordings.values():
            if recording.source in opened.held and recording.source not in self._kept:
                self._kept.add(self._own.keep(opened.held[recording.source]))

    def _capture(self, data: bytes) -> Path:
        """A file with a captured motion, for whoever draws it."""
        path = self._own.folder / "tmp" / f"{short(digest_of(data), 32)}.motion"
        if not path.exists():
            path.write_bytes(data)
        return path


class _Memory:
    """Guesses by the key of their job. Those that are not asked for any more are let go."""

    def __init__(self, before: Mapping[Digest, Guess]) -> None:
        self._before = before
        self.used: dict[Digest, Guess] = {}

    def over(self, suppose: Suppose) -> Suppose:
        def remembered(order: Order, read: Read) -> Guess | None:
            guess = self.used.get(order.key) or self._before.get(order.key) or suppose(order, read)
            if guess is not None:
                self.used[order.key] = guess
            return guess

        return remembered


def _about(job: Job, error: LampblackError) -> LampblackError:
    """What a step said, with its subject where the words do not name a place in a file."""
    if error.spot is not None:
        return error
    return UserError(f"{job.subject}: {error.message}", possible=error.possible)
