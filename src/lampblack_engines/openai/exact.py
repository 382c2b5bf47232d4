"""A take from another Lampblack is what was asked to the frame already: it is looked at, and not encoded once more."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from lampblack.base.context import Context
from lampblack.base.errors import JobError, UserError
from lampblack.engines.protocol import Answer
from lampblack.engines.receiving import take_of
from lampblack.engines.requests import Film, Taken
from lampblack.media.audio import read_wav
from lampblack.media.video import probe
from lampblack_engines.openai.line import Line

_WAV = ("audio/", "application/octet-stream")


def exact_take(line: Line, id: str, request: Film, path: Path, context: Context) -> Answer:
    """The answer from a file that should be the mezzanine itself. What is not exactly so is brought into shape like any
    server's."""
    staging, size = request.staging, request.size
    try:
        found = probe(path)
    except UserError as error:
        raise JobError(f"what {line.name} sent is no moving picture: {error.message}") from error
    exactly = (found.frames, found.rate, found.width, found.height, found.codec, found.pixels, found.bt709)
    if exactly != (staging.frames, staging.rate, size.width, size.height, "h264", "yuv420p", True):
        return take_of(request, path, line.name, context)
    answer: dict[str, Any] = {}
    if request.sound:
        answer["sound"] = context.put(_sound(line, id, request, context))
    taken = Taken(frames=staging.frames, rate=staging.rate, size=size)
    return {"video": context.put(path), "taken": taken, **answer}


def _sound(line: Line, id: str, request: Film, context: Context) -> Path:
    path = context.scratch / "sound.wav"
    line.bring(line.url(f"videos/{quote(id, safe='')}/content?variant=sound"), path, _WAV)
    samples = request.staging.rate.samples_at(request.staging.frames)
    try:
        heard = read_wav(path)
    except UserError as error:
        raise JobError(f"what {line.name} sent is no sound: {error.message}") from error
    if heard.shape != (samples, 2):
        raise JobError(f"{line.name} sent {heard.shape[0]} samples of sound, asked were {samples}, stereo")
    return path
