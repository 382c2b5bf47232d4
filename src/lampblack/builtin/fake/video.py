# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's streams are typed only in part.)
"""Fake videos as files: H.264, every frame whole, written on one thread so that equal pictures give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from lampblack.base.errors import JobError
from lampblack.base.time import Rate
from lampblack.builtin.fake.pictures import Picture

_BT709 = 1
_OPTIONS = {"preset": "ultrafast", "crf": "12", "g": "1", "threads": "1"}


def write_video(path: Path, pictures: Iterable[Picture], rate: Rate) -> Path:
    """Write `pictures` at `rate` into an MP4 at `path`; 4:2:0 where the size is even, else 4:4:4."""
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream: Any = None
        for number, made in enumerate(pictures):
            if stream is None:
                stream = _stream(container, made, rate)
            frame = _coloured(av.VideoFrame.from_ndarray(made, format="rgb24"), stream.pix_fmt)
            frame.pts = number
            frame.time_base = 1 / rate.fraction
            container.mux(stream.encode(frame))
        if stream is None:
            raise JobError("a video of no frames cannot be written")
        container.mux(stream.encode())
    return path


def read_video(path: Path) -> Iterator[Picture]:
    """Every frame of a file, in order."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield cast(Picture, frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False))


def rate_of(path: Path) -> Rate:
    """The rate a file says it has."""
    with av.open(str(path)) as container:
        found = Fraction(container.streams.video[0].average_rate or 24)
    return Rate(numerator=found.numerator, denominator=found.denominator)


def _stream(container: Any, made: Picture, rate: Rate) -> Any:
    stream = container.add_stream("libx264", rate=rate.fraction, options=_OPTIONS)
    stream.height, stream.width = made.shape[:2]
    stream.pix_fmt = "yuv420p" if made.shape[0] % 2 == 0 and made.shape[1] % 2 == 0 else "yuv444p"
    context = stream.codec_context
    context.time_base = 1 / rate.fraction
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = int(ColorRange.MPEG)
    return stream


def _coloured(frame: av.VideoFrame, pixels: str) -> av.VideoFrame:
    """BT.709, limited range, and tagged so, as every take is."""
    made = frame.reformat(format=pixels, dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1)
    made.color_primaries = made.color_trc = _BT709
    return made
