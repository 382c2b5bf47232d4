"""Files that came from a workflow, brought to exactly what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from lampblack.base.context import Context
from lampblack.base.errors import JobError, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.aligning.reference import as_line
from lampblack.engines.protocol import Answer
from lampblack.engines.receiving import check_shape, picture_of, take_from, take_of
from lampblack.engines.requests import Compose, Film, Foley, Paint, Request, Scale, Size, Speak, Sync
from lampblack.media.audio import lasts, read_sound, wav_bytes
from lampblack.media.recorded import read_recording
from lampblack_engines.comfyui.ends import ambience, effect
from lampblack_engines.comfyui.outputs import File, Sort
from lampblack_engines.servers.scoring import midi_of, shaped

_MOVING = ("PNG", "JPEG", "WEBP", "GIF")
_SHORTEST = 0.95
"""Of the length that was asked for: less sound than that is no answer."""
_LONGEST = 3_600.0
_SECONDS_A_CHARACTER, _SECONDS_MORE = 2.0, 60.0
"""How long a line may be at most."""

Picture = NDArray[np.uint8]


def wanted(request: Request, film: Film | None, files: Sequence[File], who: str) -> tuple[File, ...]:
    """Which of the files are the answer, of a numbered sequence as many as are asked for; a `JobError` where there is
    none, or more than one."""
    if isinstance(request, Film | Scale | Sync):
        films = _sorted(files, "film")
        frames = film.staging.frames if film else None
        return _only(films, who) if films else _some(_sorted(files, "picture"), files, "moving picture", who)[:frames]
    if isinstance(request, Paint):
        return _only(_some(_sorted(files, "picture"), files, "picture", who), who)
    return _only(_some(_sorted(files, "sound") or _sorted(files, "film"), files, "sound", who), who)


def answer_of(request: Request, film: Film | None, files: Sequence[Path], who: str, context: Context) -> Answer:
    """The answer to `request`; `film` is what its moving picture must be."""
    match request:
        case Film() | Scale() | Sync():
            assert film is not None, "a moving picture has its measures"
            made = _take(film, files, who, context)
            return made if isinstance(request, Film) else {"video": made["video"]}
        case Paint():
            return {"picture": context.put(picture_of(files[0].read_bytes(), request.size, who))}
        case Foley():
            return {"sound": context.put(_noise(request, files[0], who))}
        case Compose():
            music = shaped(_sound(files[0], 2, request.samples, who), request)
            return {"music": context.put(wav_bytes(music)), "score": context.put(midi_of(request))}
        case Speak():
            return _line(request, files[0], who, context)
        case _:
            raise JobError(f"{who} was asked for a {type(request).__name__}")


def _take(film: Film, files: Sequence[Path], who: str, context: Context) -> dict[str, Any]:
    if len(files) == 1 and files[0].suffix.lower() not in (".png", ".jpg", ".jpeg", ".webp", ".gif"):
        return take_of(film, files[0], who, context)
    if film.sound:
        raise JobError(f"{who} sent pictures without their sound: let the workflow save a video with it")
    return take_from(film, _frames(files, film.size, who), context)


def _frames(files: Sequence[Path], size: Size, who: str) -> Iterator[Picture]:
    """Every frame of every file, in order: a numbered sequence, or one animated picture."""
    for file in files:
        try:
            with Image.open(file, formats=_MOVING) as image:
                check_shape(Size(width=image.width, height=image.height), size, who)
                for frame in ImageSequence.Iterator(image):
                    yield np.asarray(frame.convert("RGB"), np.uint8)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise JobError(f"what {who} sent is no picture (PNG, JPEG, WebP or GIF)") from error


def _noise(request: Foley, file: Path, who: str) -> bytes:
    """An effect is mono and may be shorter than was asked; an ambience is stereo and goes round."""
    if not request.ambience:
        return wav_bytes(effect(_sound(file, 1, 1, who), request.samples))
    return wav_bytes(ambience(_sound(file, 2, request.samples, who), request.samples))


def _sound(file: Path, channels: int, samples: int, who: str) -> NDArray[np.float32]:
    """A file's sound (samples, channels), not much shorter than was asked."""
    try:
        if lasts(file) > _LONGEST:
            raise JobError(f"{who} sent a sound of over {_LONGEST:g} seconds")
        sound = read_sound(file, channels=channels, most=round(_LONGEST * SAMPLE_RATE))
    except UserError as error:
        raise JobError(f"what {who} sent is no sound: {error.message}") from error
    if len(sound) < samples * _SHORTEST:
        raise JobError(f"{who} sent {len(sound)} samples of sound, asked were {samples}")
    return sound


def _line(request: Speak, file: Path, who: str, context: Context) -> Answer:
    longest = len(request.text) * _SECONDS_A_CHARACTER + _SECONDS_MORE
    try:
        sound = read_recording(file, f"what {who} answered", longest).sound
    except UserError as error:
        raise JobError(error.message) from error
    return as_line(sound, request, context)


def _sorted(files: Sequence[File], sort: Sort) -> tuple[File, ...]:
    return tuple(file for file in files if file.sort == sort)


def _some(found: tuple[File, ...], files: Sequence[File], what: str, who: str) -> tuple[File, ...]:
    if not found:
        there = ", ".join(file.name for file in files[:4]) or "nothing"
        raise JobError(f"{who} gave no {what} at its output node (it gave {there})")
    return found


def _only(found: tuple[File, ...], who: str) -> tuple[File, ...]:
    if len(found) != 1:
        raise JobError(f"{who} gave {len(found)} files, and one was asked for: {', '.join(f.name for f in found[:4])}")
    return found
