"""Files that people drop in become takes: at the film's rate and size, clean, in the form every take has."""

from __future__ import annotations

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.requests import Size, Taken
from lampblack.media.video import VideoReader, VideoWriter

_CRF = 12
"""Near lossless: a take is cut, graded and encoded again."""
_GOP = 12


def adopt(context: Context, *, source: Blob, rate: Rate, size: Size, frames: int, name: str) -> dict[str, Blob | Taken]:
    """A take of exactly `frames` frames from the beginning of a video file; outputs `video` and `taken`.

    Another rate is met by showing each moment's own frame; another shape is kept whole, black round it. A file that is
    too short is a `UserError`: nobody knows what should have been seen."""
    path = context.scratch / "take.mp4"
    with VideoReader(context.path(source)) as reader:
        own = reader.contents.rate.fraction / rate.fraction
        needed = [int(frame * own) for frame in range(frames)]
        if needed and needed[-1] >= reader.contents.frames:
            has = int(reader.contents.frames / own)
            raise UserError(
                f"{name} has {has} frames at {rate} a second, the shot needs {frames} "
                f"({float(rate.seconds(frames)):.2f} s)"
            )
        with VideoWriter(path, size=(size.width, size.height), rate=rate, crf=_CRF, gop=_GOP) as writer:
            wanted = 0
            for number, planes in enumerate(reader.planes(0, needed[-1] + 1, size=(size.width, size.height))):
                while wanted < frames and needed[wanted] == number:
                    if context.cancelled():
                        raise Cancelled
                    writer.write_planes(planes)
                    wanted += 1
                    context.progress(wanted / frames)
    return {"video": context.put(path), "taken": Taken(frames=frames, rate=rate, size=size)}
