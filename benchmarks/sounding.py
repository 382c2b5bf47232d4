"""A film's sound made without its pictures: takes are taken to be as long as they were asked for, all else is done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.base.saved import encode
from lampblack.build.planner import FilmPlanner
from lampblack.build.sources import read_sources
from lampblack.cut.model import Cut
from lampblack.engines.requests import Film, Taken, request_from
from lampblack.graph.job import Ask
from lampblack.graph.orders import Order
from lampblack.graph.plan import Plan
from lampblack.graph.plan import plan as plan_of
from lampblack.graph.supposed import Guess, Read
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.runners.call import Caller
from lampblack.runners.context import JobContext
from lampblack.runners.task import task_of
from lampblack.store.blobs import Blobs

FILMS = Path(__file__).parents[1] / "films"


@dataclass(kw_only=True)
class Sounded:
    """A film's sound: where each output lies, what was made for it, and what that cost."""

    folder: Path
    cut: Cut
    plan: Plan
    outputs: dict[Digest, Mapping[str, bytes]] = field(default_factory=lambda: {})
    """By key: what the next time need not make."""
    seconds: dict[str, float] = field(default_factory=lambda: {})
    """Of processor time, for what was made this time, by job."""

    def path(self, job: str, output: str) -> Path:
        """The file of a job's output."""
        blob = self.plan.known.blob(job, output)
        assert blob is not None, f"{job} gave no {output}"
        return self.blobs.path(blob.digest)

    @property
    def blobs(self) -> Blobs:
        return Blobs(self.folder)

    def cost(self, prefix: str) -> float:
        """Seconds of all jobs whose id begins so."""
        return sum(spent for job, spent in self.seconds.items() if job.startswith(prefix))


def copied(name: str, folder: Path) -> Path:
    """A copy of one of the films, sources only."""
    shutil.copytree(FILMS / name, folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    return folder


def sounded(film: Path, folder: Path, before: Sounded | None = None) -> Sounded:
    """Make the sound of a film in `folder`; what `before` made already is not made again."""
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    (folder / "blobs").mkdir(parents=True, exist_ok=True)
    desk = _Desk(folder, dict(before.outputs) if before else {})
    with OpenFilm(find_film(film)) as opened:
        sources = read_sources(opened, opened.film.settings)
        for data in opened.held.values():
            desk.keep(data)
        planner = FilmPlanner(sources=sources, foreseeing=True, to="sound")
        found = plan_of(planner, opened.results, desk.done)
        assert planner.seen.cut is not None, "the film was not cut"
        return Sounded(
            folder=folder, cut=planner.seen.cut, plan=found, outputs=desk.outputs, seconds=desk.seconds
        )  # fmt: skip


class _Desk:
    def __init__(self, folder: Path, outputs: dict[Digest, Mapping[str, bytes]]) -> None:
        self._folder, self.outputs = folder, outputs
        self.seconds: dict[str, float] = {}
        self._blobs = Blobs(folder)
        self._caller = Caller(self._blobs)

    def keep(self, data: bytes) -> None:
        """What a film's own files say."""
        self._blobs.put_bytes(data)

    def done(self, order: Order, read: Read) -> Guess:
        """The job, done; a take as it was asked for."""
        if order.key not in self.outputs:
            began = time.process_time()
            self.outputs[order.key] = self._made(order, read)
            self.seconds[order.job.id] = time.process_time() - began
        return Guess(self.outputs[order.key], certain=True)

    def _made(self, order: Order, read: Read) -> Mapping[str, bytes]:
        work = order.job.work
        request = request_from(dict(work.request)) if isinstance(work, Ask) else None
        if isinstance(request, Film):
            staging = request.staging
            taken = Taken(frames=staging.frames, rate=staging.rate, size=request.size)
            return {"video": f"not filmed: {order.key}".encode(), "taken": encode(taken)}
        for given in order.given.values():
            for digest in given if isinstance(given, tuple) else (given,):
                if not self._blobs.file(digest).exists():
                    self._blobs.put_bytes(read(digest))
        with JobContext(self._blobs, self._folder / "tmp") as context:
            outputs = self._caller.do(task_of(order), context)
        return {
            name: output.text.encode() if output.text is not None else self._blobs.read(output.digest)
            for name, output in outputs.items()
        }
