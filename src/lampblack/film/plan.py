"""The last stage as jobs: pieces, sound, join, captions, stills, poster, report. Plain data; steps are only named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.cut.model import Cut
from lampblack.engines.requests import Size
from lampblack.film.laying import Laid, pieces_of
from lampblack.film.model import Board, Caption, Encoding
from lampblack.graph.job import Effort, Input, Inputs, Job, Ref, Step, Value

STAGE = "film"

JOIN = "film/join"
SOUND = "film/sound"
WATCH = "film/watch"
CAPTIONS = "film/captions"
POSTER = "film/poster"
REPORT = "film/report"
GLYPHS = "film/glyphs"

STILL_WIDTH = 640

_VERSIONS = {
    "encode_piece": 3, "encode_sound": 1, "join": 1, "watch": 1,
    "write_captions": 2, "still": 1, "poster": 1, "report": 2, "find_missing": 1,
}  # fmt: skip
"""Raised by hand when a step's result changes."""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a person may ask of the film beyond its cut. `burnt` languages stand in the picture, `files` beside it;
    `fonts` are faces of one's own, tried before the shipped one."""

    burnt: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    language: str = "zh"
    opening: tuple[str, ...] | None = None
    closing: tuple[str, ...] = ()
    fonts: tuple[Blob, ...] = ()
    watch: bool = True
    """Whether the whole film is decoded once after the join."""


def film_jobs(
    cut: Cut,
    captions: tuple[Caption, ...],
    *,
    encoding: Encoding,
    mix: Input | None,
    wishes: Wishes,
    also: Mapping[str, Input] | None = None,
) -> tuple[Job, ...]:
    """Everything that makes the film itself: pieces, sound, join, the one look at it, and the caption files.

    `mix` is the finished mix (a WAV); without one the film is silent. `also` has other mixes, by the name of the
    delivery that each is for: the same packets of picture with another sound."""
    laid = pieces_of(cut, captions, wishes.burnt, opening=wishes.opening, closing=wishes.closing)
    jobs = [glyphs_job(captions, cut.title, wishes)]
    jobs += [piece_job(each, encoding, wishes.fonts) for each in laid]
    if mix is not None:
        jobs.append(sound_job(mix, cut.rate.samples_at(cut.frames)))
    jobs.append(join_job(laid, encoding, cut, wishes, has_sound=mix is not None))
    for name, other in (also or {}).items():
        jobs.append(sound_job(other, cut.rate.samples_at(cut.frames), name))
        jobs.append(join_job(laid, encoding, cut, wishes, has_sound=True, name=name))
    if wishes.watch:
        jobs.append(_job(WATCH, "watch", {"film": Ref(job=JOIN, output="film")}, seconds=cut.frames * 0.002))
    if captions and wishes.files:
        jobs.append(captions_job(captions, wishes.files, cut.size))
    return tuple(jobs)


def piece_job(laid: Laid, encoding: Encoding, fonts: tuple[Blob, ...] = ()) -> Job:
    """One piece of film."""
    inputs: dict[str, Input | tuple[Input, ...]] = {"piece": Value(value=laid.piece), "encoding": Value(value=encoding)}
    if laid.takes:
        inputs["takes"] = tuple(Blob(digest=each) for each in laid.takes)
    if fonts and (laid.piece.captions or laid.piece.card):
        inputs["fonts"] = fonts
    pixels = encoding.size.width * encoding.size.height / 921_600
    subject = laid.shots[0] if laid.shots else laid.job.removeprefix("film/piece/")
    return _job(laid.job, "encode_piece", inputs, subject=subject, seconds=0.2 + laid.piece.frames * 0.03 * pixels)


def sound_job(mix: Input, samples: int, name: str = "") -> Job:
    """The mix as the film's one sound track; `name` is that of another delivery than the film's own."""
    return _job(
        _named(SOUND, name), "encode_sound", {"mix": mix}, {"samples": samples}, seconds=0.2 + samples / 48_000 * 0.02
    )


def join_job(
    laid: tuple[Laid, ...], encoding: Encoding, cut: Cut, wishes: Wishes, *, has_sound: bool, name: str = ""
) -> Job:
    """The film, from its pieces; `name` is that of another delivery than the film's own."""
    inputs: dict[str, Input | tuple[Input, ...]] = {
        "pieces": tuple(Ref(job=each.job, output="piece") for each in laid),
        "facts": tuple(Ref(job=each.job) for each in laid),
        "encoding": Value(value=encoding),
    }
    if has_sound:
        inputs["sound"] = Ref(job=_named(SOUND, name), output="sound")
    return _job(
        _named(JOIN, name),
        "join",
        inputs,
        {"title": cut.title, "language": wishes.language},
        seconds=0.5 + len(laid) * 0.06,
    )


def captions_job(captions: tuple[Caption, ...], languages: tuple[str, ...], size: Size) -> Job:
    """The caption files; outputs are named `srt.zh`, `vtt.zh`, `ass.zh`, and `srt.zh-en` for all languages together."""
    inputs: Inputs = {"captions": Value(value=captions), "size": Value(value=size)}
    return _job(CAPTIONS, "write_captions", inputs, {"languages": languages}, here=True)


def still_job(shot: str, take: Digest, frame: int, width: int = STILL_WIDTH) -> Job:
    """A still of a take: made again only when the take or the frame changes."""
    settings = {"frame": frame, "width": width}
    return _job(f"film/still/{shot}", "still", {"video": Blob(digest=take)}, settings, subject=shot)


def still_jobs(cut: Cut) -> tuple[Job, ...]:
    """A still of every shot, from the middle of what is seen of it."""
    middles = {clip.shot: (clip.range_in_take.start + clip.range_in_take.stop) // 2 for clip in cut.clips}
    return tuple(still_job(clip.shot, clip.video, middles[clip.shot]) for clip in cut.clips)


def poster_job(cut: Cut, sizes: Mapping[str, str], *, fonts: tuple[Blob, ...] = ()) -> Job | None:
    """The poster: the title over the longest shot of a whole figure in its place (`sizes` by shot id), else over
    the widest; None for a cut without clips."""
    if not cut.clips:
        return None
    rank = {"full": 4, "medium_full": 3, "wide": 2, "extreme_wide": 1}
    best = max(cut.clips, key=lambda clip: (rank.get(sizes.get(clip.shot, ""), 0), clip.range_in_cut.duration))
    inputs: dict[str, Input | tuple[Input, ...]] = {"video": Blob(digest=best.video), "size": Value(value=cut.size)}
    if fonts:
        inputs["fonts"] = fonts
    frame = (best.range_in_take.start + best.range_in_take.stop) // 2
    return _job(POSTER, "poster", inputs, {"frame": frame, "title": cut.title}, subject=best.shot)


def report_job(board: Board, cut: Cut) -> Job:
    """The report page; its stills are those of `still_jobs(cut)`, in order."""
    stills = tuple(Ref(job=f"film/still/{clip.shot}", output="still") for clip in cut.clips)
    return _job(REPORT, "report", {"board": Value(value=board), "stills": stills})


def glyphs_job(captions: tuple[Caption, ...], title: str, wishes: Wishes) -> Job:
    """What no font can draw, found before anything is drawn; `value` is a tuple of findings.

    It is asked about the characters alone, so it runs again only when a new one is written."""
    shown = [caption.text.get(language, "") for caption in captions for language in wishes.burnt]
    characters = {*"".join((title, *(wishes.opening or ()), *wishes.closing, *shown))}
    fonts: Inputs = {"fonts": wishes.fonts} if wishes.fonts else {}
    return _job(GLYPHS, "find_missing", fonts, {"characters": "".join(sorted(characters))}, priority=1)


def _named(job: str, delivery: str) -> str:
    return f"{job}/{delivery}" if delivery else job


def _job(
    id: str,
    step: str,
    inputs: Inputs,
    settings: Mapping[str, Any] | None = None,
    *,
    subject: str = "",
    seconds: float = 0.2,
    here: bool = False,
    priority: int = 0,
) -> Job:
    return Job(
        id=id,
        stage=STAGE,
        subject=subject,
        # a shot's id begins with its scene's
        scene=subject.rpartition("/")[0],
        work=Step(name=f"lampblack.film.steps:{step}", version=_VERSIONS[step]),
        inputs=inputs,
        settings=settings or {},
        effort=Effort(seconds=seconds, here=here, priority=priority),
    )
