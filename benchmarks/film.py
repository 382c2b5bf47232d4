"""What a whole film costs, built by command in a folder of its own, beside x264 alone on the same frames.

The copy is built from nothing (the theatre's kernels are compiled before, on a small film, and that is measured too),
then again with nothing changed, then with one word of one line changed. x264 encodes the finished film's own frames,
one thread, `veryfast`, crf 20: no studio that delivers H.264 can cost less.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.measured import Measured, wall_seconds
from lampblack.media.video import VideoReader, VideoWriter

FILMS = Path(__file__).parents[1] / "films"
KERNELS = "kernels"
UNCHANGED_LIMIT = 1.0
"""Seconds in which `make` must find that there is nothing to do."""

_CHUNK = 96
"""Frames decoded at a time, so that only encoding is on the clock and a long film fits into memory."""


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What one command took: seconds on the wall, and of processor time in it and its workers."""

    wall: float
    cpu: float
    answer: dict[str, Any]


def figures(*, name: str, quick: bool) -> list[Measured]:
    """All figures of the film `films/NAME`; `quick` leaves out how long kernels take to compile."""
    with tempfile.TemporaryDirectory() as place:
        first = [] if quick else _first_film(Path(place))
        kernels = None if quick else Path(place) / KERNELS
        _make(_copied("lantern", Path(place) / "warm"), "draft", kernels)
        folder = _copied(name, Path(place) / name)
        whole = _make(folder, "final", kernels)
        again = wall_seconds(lambda: _make(folder, "final", kernels), 3 if quick else 9)
        (folder / "script.fountain").write_text(_one_word((folder / "script.fountain").read_text("utf-8")), "utf-8")
        word = _make(folder, "final", kernels)
        alone = _x264_alone(folder / "out" / "film.mp4", Path(place) / "alone.mp4")
    length = whole.answer["length"]
    beside = "x264 veryfast alone, same frames"
    return [
        *first,
        Measured(
            name=f"{name}, {length:.1f} s: from nothing", value=whole.cpu, unit="s CPU", peer=beside, against=alone
        ),
        Measured(name=f"{name}: from nothing", value=whole.wall, unit="s", peer="the film's length", against=length),
        Measured(name=f"{name}: one line changed", value=word.wall, unit="s", peer="from nothing", against=whole.wall),
        Measured(name=f"{name}: nothing changed", value=again, unit="s", peer="its limit", against=UNCHANGED_LIMIT),
    ]


def _first_film(place: Path) -> list[Measured]:
    """The smallest film with no kernel compiled yet, beside the same film again from nothing with all of them."""
    kernels = place / KERNELS
    kernels.mkdir()
    cold = _make(_copied("lantern", place / "cold"), "draft", kernels)
    warm = _make(_copied("lantern", place / "not-cold"), "draft", kernels)
    words = "lantern: the first film after installing"
    return [Measured(name=words, value=cold.wall, unit="s", peer="the second", against=warm.wall)]


def _copied(name: str, folder: Path) -> Path:
    shutil.copytree(FILMS / name, folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    return folder


def _make(folder: Path, quality: str, kernels: Path | None) -> Spent:
    """Run `lampblack make` to its end; `kernels` is where compiled kernels are kept, or None for the usual place."""
    began, before = time.perf_counter(), _children()
    done = subprocess.run(
        [sys.executable, "-m", "lampblack.cli.main", "make", str(folder), "--json", "--quality", quality],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **({"NUMBA_CACHE_DIR": str(kernels)} if kernels else {})},
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer = json.loads(done.stdout.splitlines()[-1])
    return Spent(wall=time.perf_counter() - began, cpu=_children() - before, answer=answer)


def _one_word(script: str) -> str:
    """The last spoken line with one character more."""
    lines = script.splitlines(keepends=True)
    cue = max(place for place, line in enumerate(lines) if line.startswith("@"))
    spoken = next(place for place in range(cue + 1, len(lines)) if not lines[place].startswith("("))
    lines[spoken] = f"啊，{lines[spoken]}"
    return "".join(lines)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _x264_alone(film: Path, out: Path) -> float:
    """Processor seconds in which x264 alone encodes the film's frames; decoding them is not counted."""
    spent: list[float] = []

    @contextmanager
    def counted() -> Iterator[None]:
        began = time.process_time()
        yield
        spent.append(time.process_time() - began)

    with VideoReader(film) as reader:
        held = reader.contents
        writer = VideoWriter(out, size=(held.width, held.height), rate=held.rate, crf=20)
        frames = reader.planes(0, held.frames)
        while chunk := list(islice(frames, _CHUNK)):
            with counted():
                for planes in chunk:
                    writer.write_planes(planes)
        with counted():
            writer.close()
    return sum(spent)
