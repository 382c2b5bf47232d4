"""A bought result that a person brings as files (from the provider's own page): the answer its request promised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lampblack.base.context import Context
from lampblack.base.errors import Spot, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.build.guess import guide
from lampblack.engines.aligning.reference import as_line
from lampblack.engines.requests import Compose, Film, Foley, Paint, Request, Scale, Speak, Sync, kind_of
from lampblack.media.recorded import read_recording
from lampblack.takes.steps import adopt

Answer = dict[str, Any]

_SLOWEST, _MARGIN = 5.0, 30.0
"""A line lasts at most so many times as long as its guide reading, and so many seconds of silence more."""


def supplied(request: Request, files: tuple[Path, ...], context: Context) -> Answer:
    """The answer to `request`, as its docstring says, from one file (a score: its music, then its MIDI).

    A film is fitted as a dropped-in take is; a spoken line is cut close and levelled, and its words are found in it. A
    `UserError` where a file is not what is needed.
    """
    needed = 2 if isinstance(request, Compose) else 1
    if len(files) != needed:
        wanted = "the music and its MIDI, in this order" if needed == 2 else "one"
        raise UserError(f"{len(files)} files were given, and a {kind_of(request)} needs {wanted}")
    for file in files:
        if not file.is_file():
            raise UserError("this file is not there", spot=Spot(file=str(file)))
    blobs = tuple(context.put(file.read_bytes()) for file in files)
    match request:
        case Film():
            staging = request.staging
            source, name = blobs[0], files[0].name
            return {
                **adopt(
                    context, source=source, rate=staging.rate, size=request.size, frames=staging.frames, name=name
                )
            }  # fmt: skip
        case Speak():
            return _spoken(request, files[0], context)
        case Compose():
            return {"music": blobs[0], "score": blobs[1]}
        case Paint():
            return {"picture": blobs[0]}
        case Foley():
            return {"sound": blobs[0]}
        case Sync() | Scale():
            return {"video": blobs[0]}
        case _:
            raise UserError(
                f"a {kind_of(request)} is words, not a file: settle it without one, or let it be sent again"
            )


def _spoken(request: Speak, file: Path, context: Context) -> Answer:
    longest = guide(request).samples / SAMPLE_RATE * _SLOWEST + _MARGIN
    return {**as_line(read_recording(file, str(file), longest).sound, request, context)}
