"""From the store into `out/`: what a person wanted, under the names they expect, and only where it changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.saved import decode, encode
from lampblack.build.planner import Planned
from lampblack.film.deliver import deliver
from lampblack.project.opened import OpenFilm

MANIFEST = ".delivered.json"
"""What was put there and how the file looked then, so that finding nothing changed reads no film."""

_FIXED = {
    "film.mp4": ("film/join", "film"),
    "film.otio": ("cut/timeline", "timeline"),
    "poster.jpg": ("film/poster", "poster"),
    "report.html": ("film/report", "report"),
    "score.mid": ("sound/score", "score"),
    "stems/mix.wav": ("sound/mix", "mix"),
    **{f"stems/{stem}.wav": ("sound/stems", stem) for stem in ("dialogue", "effects", "music", "m_and_e")},
}


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was delivered."""

    digest: str
    size: int
    modified: int


def folder_of(opened: OpenFilm, language: str = "") -> Path:
    """Where a film is put: `out/`, or `out/en/` for what is spoken in English in its place."""
    return opened.film.out / language if language else opened.film.out


def dubs_of(opened: OpenFilm) -> tuple[str, ...]:
    """The languages in which the film was delivered beside its own."""
    return tuple(sorted(each.parent.name for each in opened.film.out.glob(f"*/{MANIFEST}")))


def wanted(outputs: Mapping[str, Mapping[str, Digest]], planned: Planned, *, takes: bool = True) -> dict[str, Digest]:
    """File names below `out/` and the bytes they are to have; with the kept takes, unless those are there already."""
    found = {name: outputs[job][output] for name, (job, output) in _FIXED.items() if output in outputs.get(job, {})}
    for job, given in outputs.items():
        found |= {name.format(job.rpartition("/")[2]): given[output] for name, output in _also(job, given)}
    for output, digest in outputs.get("film/captions", {}).items():
        kind, _, language = output.partition(".")
        found[f"film.{language}.{kind}"] = digest
    for take in planned.kept if takes else ():
        found[f"takes/{take.shot.replace('/', '-')}.mp4"] = take.video
    return found


def _also(job: str, given: Mapping[str, Digest]) -> list[tuple[str, str]]:
    """The files of another delivery than the film's own, by the job that made them."""
    kinds = {"film/join/": ("film.{}.mp4", "film"), "sound/mix/": ("stems/mix.{}.wav", "mix")}
    return [kind for start, kind in kinds.items() if job.startswith(start) and kind[1] in given]


def put_out(opened: OpenFilm, files: Mapping[str, Digest], language: str = "") -> tuple[Path, ...]:
    """Deliver what is not there as it should be; say what was put."""
    out = folder_of(opened, language)
    before = _manifest(out)
    stale = {name: digest for name, digest in files.items() if not _stands(out / name, before.get(name), digest)}
    placed = deliver(out, {name: opened.store.path(digest) for name, digest in stale.items()})
    for name in before.keys() - files.keys():
        if _stands(out / name, before[name], before[name].digest):
            # what is no longer wanted, and still is as we put it, would only mislead
            (out / name).unlink()
    if stale or set(before) != set(files):
        now = {name: _looks(out / name, digest) for name, digest in files.items()}
        (out / MANIFEST).write_bytes(encode(now))
    return placed


def _manifest(out: Path) -> dict[str, Delivered]:
    try:
        return decode((out / MANIFEST).read_bytes(), dict[str, Delivered])
    except (OSError, msgspec.DecodeError):
        return {}


def _stands(path: Path, before: Delivered | None, digest: str) -> bool:
    return before is not None and path.is_file() and before == _looks(path, digest)


def _looks(path: Path, digest: str) -> Delivered:
    state = path.stat()
    return Delivered(digest=digest, size=state.st_size, modified=state.st_mtime_ns)
