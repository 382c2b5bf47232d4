"""What each field of a request says to a workflow: words, numbers, and files that are sent ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lampblack.base.context import Blob, Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.engines.guides import Steer, bare
from lampblack.engines.requests import (
    Compose,
    Film,
    Foley,
    Paint,
    Request,
    Scale,
    Size,
    Speak,
    Sync,
    saved,
)
from lampblack.engines.shapes import counts_of, in_blocks
from lampblack.engines.speaking.aloud import aloud
from lampblack.media.video import probe
from lampblack_engines.comfyui.ends import OVERLAP
from lampblack_engines.comfyui.material import (
    Handed,
    Upload,
    as_it_is,
    roll_as_folder,
    roll_as_picture,
    roll_as_video,
)
from lampblack_engines.comfyui.table import Studio
from lampblack_engines.servers.scoring import words_of

_SEEDS = 2**31
_OFF = 0.09
"""By how much a side may grow to be a multiple of the block: what `receiving` lets pass."""
_HARD, _FREE = 1.0, 0.6
"""How strongly signals and footage hold where nobody says (`Steer`, `Footage`)."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The values by their fields, the files they name, and the take that the answer's moving picture is to be."""

    values: dict[str, Any]
    uploads: tuple[Upload, ...]
    film: Film | None = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How large, how fast and how long the workflow's own pictures are: at least what was asked."""

    size: Size
    rate: Rate
    frames: int


def filled(request: Request, take: int, studio: Studio, context: Context) -> Filled:
    """Everything that is told for a request; a `UserError` for what this workflow cannot be told."""
    values, uploads = dict[str, Any](), list[Upload]()
    film = _expected(request, context)
    for name, value in _told(request, take, film, studio, context):
        if name not in studio.inlets:
            continue
        if isinstance(value, Handed):
            uploads += value.uploads
            values[name] = value.value
        else:
            values[name] = value
    for name in studio.comfy.needs:
        if name not in values:
            raise UserError(f"{studio.name} needs {name} in every request (its table says so)")
    return Filled(values=values, uploads=tuple(dict.fromkeys(uploads)), film=film)


def _expected(request: Request, context: Context) -> Film | None:
    """What the moving picture of the answer must be: asked, or as its footage is."""
    if isinstance(request, Film):
        return request
    if not isinstance(request, Scale | Sync):
        return None
    there = probe(context.path(Blob(digest=request.video)))
    size = request.size if isinstance(request, Scale) else Size(width=there.width, height=there.height)
    return Film(staging=bare(there.rate, there.frames), size=size)


def _told(
    request: Request, take: int, film: Film | None, studio: Studio, context: Context
) -> Iterator[tuple[str, Any]]:
    yield "seed", _seed(request, take, studio)
    if film is not None:
        yield from _measures(_frame(film, studio))
    match request:
        case Film():
            yield from _film(request, studio, context)
        case Paint():
            yield from _paint(request, studio, context)
        case Scale():
            yield "video", as_it_is(request.video, "footage", context)
        case Sync():
            yield "video", as_it_is(request.video, "footage", context)
            yield "voice", as_it_is(request.voice, "recording", context)
        case Foley():
            yield "words", request.words or _noise(request)
            yield "seconds", (request.samples + (OVERLAP if request.ambience else 0)) / SAMPLE_RATE
            if request.video:
                yield "video", as_it_is(request.video, "footage", context)
        case Compose():
            yield "words", ", ".join(each for each in (request.words, words_of(request)) if each)
            yield "seconds", request.samples / SAMPLE_RATE
            yield "tempo", request.tempo
        case Speak():
            yield from _line(request, studio)
        case _:
            raise UserError(f"{studio.name} does {studio.kind}; it was asked for a {type(request).__name__}")


def _measures(frame: Frame) -> Iterator[tuple[str, Any]]:
    yield "width", frame.size.width
    yield "height", frame.size.height
    yield "frames", frame.frames
    yield "seconds", float(frame.rate.seconds(frame.frames))
    yield "rate", float(frame.rate.fraction)


def _film(request: Film, studio: Studio, context: Context) -> Iterator[tuple[str, Any]]:
    yield from _seen(request, studio, context)
    last = request.staging.frames - 1
    middle = [still for still in request.stills if 0 < still.at < last]
    if len(middle) > 1:
        raise UserError(f"{studio.name} passes through one picture; {len(middle)} were asked for")
    for still in request.stills:
        where = "first" if still.at <= 0 else "last" if still.at >= last else "middle"
        yield where, as_it_is(still.picture, "picture", context)
        if where == "middle":
            yield "middle_at", still.at
    frame = _frame(request, studio)
    for steer in request.steered:
        roll = roll_as_folder if studio.comfy.sent_as.get(steer.signal) == "folder" else roll_as_video
        yield steer.signal, roll(steer.roll, frame.size, frame.rate, frame.frames, context)
    if request.source is not None:
        yield "source", as_it_is(request.source.video, "footage", context)
        yield from _strength("source", request.source.strength, _FREE, studio)
        if request.source.use == "repair":
            yield "repair.first", request.source.first
            yield "repair.last", request.source.last
    if request.voice:
        yield "voice", as_it_is(request.voice, "recording", context)
    yield "sound", request.sound


def _paint(request: Paint, studio: Studio, context: Context) -> Iterator[tuple[str, Any]]:
    size = _blocks(request.size, studio)
    yield "width", size.width
    yield "height", size.height
    yield from _seen(request, studio, context)
    for steer in request.steered:
        yield steer.signal, roll_as_picture(steer.roll, request.at or 0, size, context)
    if request.source:
        yield "source", as_it_is(request.source, "picture", context)
        yield from _strength("source", request.strength, _FREE, studio)


def _seen(request: Film | Paint, studio: Studio, context: Context) -> Iterator[tuple[str, Any]]:
    """What moving and still pictures have in common. What is not said leaves the workflow's own."""
    yield "words", request.words
    if request.without:
        yield "without", request.without
    if request.guidance:
        yield "guidance", request.guidance
    for number, reference in enumerate(request.references, start=1):
        yield f"references.{number}", as_it_is(reference.picture, f"picture of {reference.of}", context)
    for steer in _once(request.steered, studio):
        yield from _strength(steer.signal, steer.strength, _HARD, studio)


def _once(steered: tuple[Steer, ...], studio: Studio) -> tuple[Steer, ...]:
    names = [each.signal for each in steered]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UserError(f"{studio.name} follows {twice} once; it was asked for {names.count(twice)} of it")
    return steered


def _strength(name: str, strength: float, usual: float, studio: Studio) -> Iterator[tuple[str, Any]]:
    if f"strength.{name}" not in studio.inlets and strength != usual:
        words = f"{studio.name} is not told how strongly {name} holds ({strength:g})"
        raise UserError(words, possible=(f'inputs.strength.{name} = "Title.input"', f"{usual:g}"))
    yield f"strength.{name}", strength


def _line(request: Speak, studio: Studio) -> Iterator[tuple[str, Any]]:
    yield "words", aloud(request)
    yield "language", request.language
    yield "pace", request.voice.pace
    yield "manner", ", ".join(each for each in (request.mood, *request.how) if each)
    if "voice" in studio.inlets:
        yield "voice", _voice(request, studio)


def _voice(request: Speak, studio: Studio) -> str:
    """Whom the person named for that timbre; for a numbered one beyond those, the first again; else its own word."""
    voices, timbre = studio.comfy.voices, request.voice.timbre
    if timbre in voices or not voices:
        return voices.get(timbre, timbre or request.voice.name)
    who, _, number = timbre.partition("-")
    cast = [voice for name, voice in sorted(voices.items()) if name.partition("-")[0] == who]
    if cast and number.isdigit():
        return cast[(int(number) - 1) % len(cast)]
    everyone = sorted(voices.values())
    return everyone[seed_of("comfyui", request.voice.name) % len(everyone)]


def _noise(request: Foley) -> str:
    place = ", heard from inside" if request.inside else ""
    return f"{request.what}{f' on {request.ground}' if request.ground else ''}{place}"


def _frame(film: Film, studio: Studio) -> Frame:
    """The next size in blocks and the next count of frames that the model can make."""
    staging, told = film.staging, studio.inlets
    size = _blocks(film.size, studio) if "width" in told else film.size
    counts = counts_of(studio.comfy.frames_rule)
    frames = counts.upward(staging.frames) if {"frames", "seconds"} & set(told) else staging.frames
    return Frame(size=size, rate=staging.rate, frames=frames)


def _blocks(size: Size, studio: Studio) -> Size:
    block = studio.comfy.block
    made = in_blocks(size, block)
    if made.width > size.width * (1 + _OFF) or made.height > size.height * (1 + _OFF):
        words = f"{studio.name} makes pictures in blocks of {block}: {size} is too far from one"
        raise UserError(words, possible=(str(made),))
    return made


def _seed(request: Request, take: int, studio: Studio) -> int:
    """A person's own seed and the take, or what follows from the request and the take."""
    if take > 1 and "seed" not in studio.inlets:
        words = f"{studio.name} is told no seed: take {take} would be the same as the first"
        raise UserError(words, possible=('inputs.seed = "class:KSampler.seed"',))
    own = request.seed if isinstance(request, Film | Paint) else 0
    if own:
        return (own + take) % _SEEDS
    return seed_of("comfyui", digest_of_value(saved(request)), take) % _SEEDS
