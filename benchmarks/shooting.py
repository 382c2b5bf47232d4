"""How fast the theatre films whole shots on all cores, encoding included: `python -m benchmarks theatre`.

Every shot of every film in `films/` is staged (lines at their guide reading), and a second of it is filmed by a worker
process on each core, as `make` films takes: drawn and encoded as the theatre's mezzanine. So is every place of the
manual's sheets with two people in it, in every look. Times are by the clock with
all cores at work, sets painted before: measure on a quiet machine. What x264 `veryfast` alone needs for the same frames
stands beside it. Each film's worst shot is named.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from tools import places_sheet

from benchmarks.measured import Measured
from lampblack.build.foresight import foresee
from lampblack.builtin.theatre import render
from lampblack.builtin.theatre.engine import CRF, PRESET
from lampblack.builtin.theatre.looks.registry import names
from lampblack.builtin.theatre.render import Renderer
from lampblack.builtin.theatre.scenery import erect
from lampblack.engines.requests import Size
from lampblack.media.colour import to_planes
from lampblack.media.video import VideoWriter
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.shots.model import Shot
from lampblack.staging.stage import Staging

FILMS = Path(__file__).parents[1] / "films"
REVIEW, DRAFT = Size(width=1280, height=720), Size(width=640, height=360)
LIMITS = {"review": 24.0, "draft": 60.0}
WORST = 12.0
"""Frames a second that no shot in review may fall below."""
FIRST = 1.0
"""Seconds to the first frame of a shot whose set is painted."""
MEMORY = 1024.0
"""Megabytes a worker may hold."""


class Staged(Protocol):
    """What can be filmed: a shot of a film, or a place on its own."""

    @property
    def id(self) -> str: ...
    @property
    def staging(self) -> Staging: ...


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A place with people in it."""

    id: str
    staging: Staging


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Some frames of one shot, filmed: seconds by the clock and of processor time, for x264 alone; megabytes held."""

    shot: str
    frames: int
    wall: float
    cpu: float
    first: float
    x264: float
    megabytes: float


def figures(*, quick: bool) -> list[Measured]:
    """Frames a second of each film in review and draft, its worst shot, its slowest first frame, a worker's memory."""
    found: list[Measured] = []
    for folder in films():
        shots = staged(folder)
        for detail, size in (("review", REVIEW), ("draft", DRAFT)):
            found += _film(folder.name, shots, detail, size, 8 if quick else 24, 1 if quick else 3)
    places = tuple(
        Subject(id=view.words.split(" ", 1)[1].replace(" ", "-"), staging=places_sheet.staged(view))
        for view in (*places_sheet.PLACES, *places_sheet.PLACES_TODAY)
    )
    for look in names():
        found += _film(f"places, {look}", places, "review", REVIEW, 8, 1 if quick else 3, look)
    return found


def films() -> Iterator[Path]:
    """The films, and the episodes of series."""
    for each in sorted(FILMS.rglob("film.toml")):
        if ".lampblack" not in each.parts:
            yield each.parent


def staged(folder: Path) -> tuple[Shot, ...]:
    """A film's shots as they would be staged now."""
    root = folder.parent if (folder.parent / "series.toml").exists() else folder
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / root.name
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".lampblack", "out"))
        with OpenFilm(find_film(copy / folder.relative_to(root)), owner=True) as opened:
            return foresee(opened)[1].shots()


def _film(
    name: str, shots: Sequence[Staged], detail: str, size: Size, count: int, runs: int, look: str = "paper"
) -> list[Measured]:
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        rounds: list[list[Chunk]] = []
        for _ in range(runs + 1):  # the first paints the sets and compiles
            asked = [pool.submit(filmed, shot.id, shot.staging, size, detail, count, look) for shot in shots]
            rounds.append([each.result() for each in asked])
    kept = rounds[1:]
    speed = statistics.median(cores * sum(c.frames for c in one) / sum(c.wall for c in one) for one in kept)
    rates = [[cores * c.frames / c.wall for c in one] for one in kept]
    by_shot = {shot.id: statistics.median(one[i] for one in rates) for i, shot in enumerate(shots)}
    worst = min(by_shot, key=lambda id: by_shot[id])
    floor = statistics.median(sum(c.frames for c in one) / sum(c.x264 for c in one) * cores for one in kept)
    first = max(statistics.median(one[i].first for one in kept) for i in range(len(shots)))
    cpu = statistics.median(1000 * sum(c.cpu for c in one) / sum(c.frames for c in one) for one in kept)
    heaviest = max(1000 * c.cpu / c.frames for one in kept for c in one)
    where = f"{name}, {detail} {size}"

    def figure(what: str, value: float, unit: str, limit: float | None = None) -> Measured:
        peer = "" if limit is None else "at least" if unit == "fps" else "at most"
        return Measured(name=f"{where}: {what}", value=value, unit=unit, peer=peer, against=limit)

    return [
        figure("filmed by all cores", speed, "fps", LIMITS[detail]),
        figure("the same frames, x264 veryfast alone, all cores", floor, "fps"),
        figure(f"worst shot, {worst}", by_shot[worst], "fps", WORST if detail == "review" else None),
        figure("a frame with its encoding, on average", cpu, "ms CPU"),
        figure("a frame with its encoding, in the heaviest shot", heaviest, "ms CPU"),
        figure("slowest first frame, set painted", first, "s", FIRST),
        figure("memory of a worker", max(c.megabytes for one in kept for c in one), "MB", MEMORY),
    ]


def filmed(shot: str, staging: Staging, size: Size, detail: str, count: int, look: str = "paper") -> Chunk:
    """Film `count` frames from the shot's middle, in this process."""
    began = time.perf_counter()
    render.built.cache_clear()
    erect.forget()
    renderer = Renderer(staging, size, look, detail)
    start = max(0, (staging.frames - count) // 2)
    renderer.frame(start)
    first = time.perf_counter() - began
    numbers = range(start, min(staging.frames, start + count))
    with tempfile.TemporaryDirectory() as place:
        path, drawn, away, spent = Path(place) / "take.mp4", [], 0.0, 0.0
        began, cpu = time.perf_counter(), time.process_time()
        with VideoWriter(
            path, size=(size.width, size.height), rate=staging.rate, crf=CRF, preset=PRESET, threads=1
        ) as writer:
            for n in numbers:
                picture = renderer.frame(n)
                writer.write(picture)
                aside, off = time.perf_counter(), time.process_time()
                drawn.append(to_planes(picture))
                away, spent = away + time.perf_counter() - aside, spent + time.process_time() - off
        held = _megabytes() - sum(planes.nbytes for planes in drawn) / 2**20
        wall, cpu = time.perf_counter() - began - away, time.process_time() - cpu - spent
        began = time.process_time()
        with VideoWriter(Path(place) / "alone.mp4", size=(size.width, size.height), rate=staging.rate, crf=20) as alone:
            for planes in drawn:
                alone.write_planes(planes)
        x264 = time.process_time() - began
    return Chunk(shot=shot, frames=len(numbers), wall=wall, cpu=cpu, first=first, x264=x264, megabytes=held)


def _megabytes() -> float:
    """What this process holds now."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if statm.exists() else 0.0
