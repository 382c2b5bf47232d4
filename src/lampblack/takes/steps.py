"""What becomes a take: files people drop in, and what models give, at the film's rate and size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.receiving import covering
from lampblack.engines.requests import Size, Taken
from lampblack.media.audio import fitted, read_sound, read_wav, wav_bytes
from lampblack.media.colour import Picture
from lampblack.media.video import VideoReader, VideoWriter

_CRF = 12
"""Near lossless: a take is cut, graded and encoded again."""
_GOP = 12


def adopt(context: Context, *, source: Blob, rate: Rate, size: Size, frames: int, name: str) -> dict[str, Blob | Taken]:
    """A take of exactly `frames` frames from the beginning of a video file; outputs `video` and `taken`.

    Another rate is met by showing each moment's own frame; another shape is kept whole, black round it. A file that is
    too short is a `UserError`: nobody knows what should have been seen."""
    path = context.scratch / "take.mp4"
    with VideoReader(context.path(source)) as reader, _writer(path, rate, size) as writer:
        needed = _moments(reader, rate, frames, name)
        planes = reader.planes(0, needed[-1] + 1, size=(size.width, size.height))
        _told(context, planes, needed, writer.write_planes)
    return {"video": context.put(path), "taken": Taken(frames=frames, rate=rate, size=size)}


def fit(
    context: Context, *, video: Blob, rate: Rate, size: Size, frames: int, sound: Blob | None = None
) -> dict[str, Blob | Taken]:
    """A take of exactly `frames` frames of what a recipe's engines gave: as `adopt`, but a picture of another shape is
    cut to the film's, for nothing black may stand beside it. Its `sound`, if any, is as long as the take."""
    path = context.scratch / "take.mp4"
    with VideoReader(context.path(video)) as reader, _writer(path, rate, size) as writer:
        needed = _moments(reader, rate, frames, "what the recipe's engine gave")
        pictures = (covering(each, size) for each in reader.rgb(0, needed[-1] + 1))
        _told(context, pictures, needed, writer.write)
    made: dict[str, Blob | Taken] = {
        "video": context.put(path), "taken": Taken(frames=frames, rate=rate, size=size)
    }  # fmt: skip
    if sound is not None:
        samples = rate.samples_at(frames)
        made["sound"] = context.put(wav_bytes(fitted(read_sound(context.path(sound), channels=2)[:samples], samples)))
    return made


def said(context: Context, *, voices: tuple[Blob, ...], starts: tuple[int, ...], samples: int) -> dict[str, Blob]:
    """Recordings laid at their samples of a take into one (`voice`, 48 kHz mono, `samples` long): what a model is given
    that moves mouths. What begins before the take, or goes on after it, is heard as far as the take goes."""
    track = np.zeros(samples, np.float32)
    for blob, start in zip(voices, starts, strict=True):
        voice = read_wav(context.path(blob))[:, 0]
        first, last = max(0, start), min(samples, start + len(voice))
        if first < last:
            track[first:last] += voice[first - start : last - start]
    return {"voice": context.put(wav_bytes(track[:, None]))}


def _writer(path: Path, rate: Rate, size: Size) -> VideoWriter:
    return VideoWriter(path, size=(size.width, size.height), rate=rate, crf=_CRF, gop=_GOP)


def _moments(reader: VideoReader, rate: Rate, frames: int, name: str) -> list[int]:
    """Which of the file's frames is on at each of the take's; a `UserError` where there are not enough."""
    own = reader.contents.rate.fraction / rate.fraction
    needed = [int(frame * own) for frame in range(frames)]
    if needed and needed[-1] >= reader.contents.frames:
        has = int(reader.contents.frames / own)
        raise UserError(
            f"{name} has {has} frames at {rate} a second, the shot needs {frames} ({float(rate.seconds(frames)):.2f} s)"
        )
    return needed


def _told(context: Context, frames: Iterator[Picture], needed: list[int], write: Callable[[Picture], None]) -> None:
    """Write each frame as often as it is needed."""
    wanted = 0
    for number, frame in enumerate(frames):
        while wanted < len(needed) and needed[wanted] == number:
            if context.cancelled():
                raise Cancelled
            write(frame)
            wanted += 1
            context.progress(wanted / len(needed))
