"""A bought result that a person brings as files (from the provider's own page): the answer its request promised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lampblack.base.context import Blob, Context
from lampblack.base.errors import Spot, UserError
from lampblack.build.guess import guide
from lampblack.engines.requests import Compose, Film, Foley, Paint, Request, Scale, Speak, Spoken, Sync, kind_of
from lampblack.media.audio import read_sound, write_wav
from lampblack.takes.steps import adopt

Answer = dict[str, Any]


def supplied(request: Request, files: tuple[Path, ...], context: Context) -> Answer:
    """The answer to `request`, as its docstring says, from one file (a score: its music, then its MIDI).

    A film is fitted as a dropped-in take is; a spoken line gets its guide reading's times, stretched to its length. A
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
    sound = read_sound(file, channels=1)
    path = context.scratch / "voice.wav"
    write_wav(path, sound)
    voice: Blob = context.put(path)
    return {"voice": voice, "spoken": _stretched(guide(request), len(sound))}


def _stretched(said: Spoken, samples: int) -> Spoken:
    factor = samples / max(1, said.samples)
    return replace(
        said,
        samples=samples,
        phonemes=tuple(
            replace(each, start=round(each.start * factor), stop=round(each.stop * factor)) for each in said.phonemes
        ),
        words=tuple(
            replace(each, start=round(each.start * factor), stop=round(each.stop * factor)) for each in said.words
        ),
    )
