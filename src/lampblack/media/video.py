# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's stubs leave arrays and option dictionaries untyped.)
"""Moving pictures: write frames as H.264, read frames by exact number, ask a file what it holds.

Everything written is 4:2:0, BT.709, limited range, and says so; what is read is brought there. Frame `n` of a file is
the one shown at `n / rate` after its first picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import av
import av.error
from av.codec.context import Flags
from av.container.core import Flags as ContainerFlags
from av.container.input import InputContainer
from av.container.output import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, VideoReformatter
from av.video.stream import VideoStream

from lampblack.base.errors import Spot, UserError
from lampblack.base.time import Rate
from lampblack.media.colour import Picture, to_planes, to_rgb
from lampblack.media.containers import opened
from lampblack.media.upright import BT709, turns_of, upright

_ROUNDING = 2
"""Frames by which a file's length and its last picture may differ before something is missing."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a file of moving picture holds; `frames` is counted from its index, or from its length where it has none."""

    width: int
    height: int
    rate: Rate
    frames: int
    codec: str
    pixels: str
    bt709: bool
    """Whether primaries, transfer, matrix and range are all tagged BT.709, limited."""
    audio_samples: int = 0
    """Length of the first sound track, 0 without one."""
    audio_rate: int = 0


def time_base(rate: Rate) -> Fraction:
    """The ticks of an MP4 track: a whole number of them is one frame, and they are finer than 0.1 ms."""
    ticks = rate.numerator
    while ticks < 10_000:
        ticks *= 2
    return Fraction(1, ticks)


def frame_ticks(rate: Rate) -> int:
    """How many ticks of `time_base` one frame lasts, exactly."""
    return int(1 / (rate.fraction * time_base(rate)))


class VideoWriter:
    """Writes frames, all of one size, into an H.264 MP4; a context manager. Same frames, same bytes.

    `gop` is the distance of key frames (default: two seconds); `stitchable` makes pieces that can be joined by copying
    packets: closed GOPs of a fixed length and parameter sets that do not depend on `crf`. `extra` is more x264 options.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: tuple[int, int],
        rate: Rate,
        crf: float = 16,
        preset: str = "veryfast",
        gop: int | None = None,
        stitchable: bool = False,
        threads: int = 1,
        extra: str = "",
    ) -> None:
        width, height = size
        if width % 2 or height % 2 or min(size) < 16:
            raise UserError(
                f"a picture of {width}x{height} cannot be written as 4:2:0 video",
                possible=(f"{max(16, width // 2 * 2)}x{max(16, height // 2 * 2)}",),
            )
        self.frames = 0
        self._size = size
        self._ticks, self._base = frame_ticks(rate), time_base(rate)
        options = {"movflags": "+faststart", "video_track_timescale": str(self._base.denominator)}
        file = av.open(str(path), "w", format="mp4", options=options)
        file.flags |= ContainerFlags.bitexact.value
        self._file: OutputContainer | None = file
        stream = file.add_stream("libx264", rate=rate.fraction)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = self._base
        gop = gop or max(1, rate.frames_in(2))
        stream.options = {
            "preset": preset,
            "crf": f"{crf:g}",
            "x264-params": x264_params(gop=gop, stitchable=stitchable, threads=threads, extra=extra),
        }
        context: Any = stream.codec_context
        context.time_base = self._base
        context.framerate = rate.fraction
        context.thread_count = threads
        context.flags |= Flags.bitexact.value
        context.color_primaries = context.color_trc = context.colorspace = BT709
        context.color_range = int(ColorRange.MPEG)
        self._stream = stream

    def write(self, rgb: Picture) -> None:
        """Add one RGB frame, `uint8` (height, width, 3)."""
        self.write_planes(to_planes(rgb))

    def write_planes(self, planes: Picture) -> None:
        """Add one frame of I420 planes (`media.colour`)."""
        width, height = self._size
        if planes.shape != (height * 3 // 2, width):
            raise ValueError(f"a frame of {planes.shape} does not fit a picture of {width}x{height}")
        frame = VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = self.frames * self._ticks, self._base
        frame.colorspace, frame.color_range = BT709, int(ColorRange.MPEG)
        frame.color_primaries = frame.color_trc = BT709
        self._mux(frame)
        self.frames += 1

    def close(self) -> None:
        """Write what the encoder still holds and finish the file; safe to call twice."""
        if self._file is not None:
            if self.frames:
                self._mux(None)
            self._file.close()
            self._file = None

    def _mux(self, frame: VideoFrame | None) -> None:
        if self._file is None:
            raise ValueError("this file is finished")
        for packet in self._stream.encode(frame):
            packet.duration = self._ticks
            self._file.mux(packet)

    def __enter__(self) -> VideoWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def x264_params(*, gop: int, stitchable: bool, threads: int, extra: str = "") -> str:
    """The x264 options of a file, as x264 writes them.

    `bframes=2` and `b-pyramid` fix the reordering depth at two frames, on which `film.conform` counts. The macroblock
    tree is off: with B-frames its AVX code reads past rows that are no multiple of 16 macroblocks wide (320, 1920
    pixels), so the same frames gave other packets with every state of the heap (x264 core 165).
    """
    params = f"keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=2:force-cfr=1:no-mbtree=1"
    params += f":threads={threads}:lookahead-threads=1"
    if stitchable:
        params += ":stitchable=1"
    return f"{params}:{extra}" if extra else params


class VideoReader:
    """Reads frames of a file by their numbers; a context manager. Frames come as I420 planes, BT.709, limited range.

    A file that cannot be read is a `UserError` with its path; a frame that is not there is an `IndexError`."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self.path = path
        self._file, self._stream = _opened(path)
        self._stream.codec_context.thread_count = threads
        self.contents = _contents(self._file, self._stream, path)
        self._convert = VideoReformatter()
        self._first = self._stream.start_time or 0

    def planes(self, start: int, stop: int, *, size: tuple[int, int] | None = None) -> Iterator[Picture]:
        """Frames `start` to `stop` (half-open), each scaled whole into `size` with black bars where shapes differ."""
        if not 0 <= start <= stop <= self.contents.frames:
            raise IndexError(f"{self.path.name} has no frames {start} to {stop}, only 0 to {self.contents.frames}")
        wanted, held = start, None
        for number, frame in self._from(start):
            while wanted < min(number, stop):
                # A gap in a file of variable rate: the picture before it is shown for longer.
                yield self._planes(held or frame, size)
                wanted += 1
            held = frame
            if number == wanted < stop:
                yield self._planes(frame, size)
                wanted += 1
            if wanted >= stop:
                return
        if held is None or stop - wanted > _ROUNDING:
            raise IndexError(f"{self.path.name} ends at frame {wanted}, {stop} was asked for")
        for _ in range(wanted, stop):
            yield self._planes(held, size)

    def rgb(self, start: int, stop: int) -> Iterator[Picture]:
        """Frames `start` to `stop` as RGB (height, width, 3)."""
        for planes in self.planes(start, stop):
            yield to_rgb(planes)

    def frame(self, number: int) -> Picture:
        """One frame as RGB."""
        return next(self.rgb(number, number + 1))

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> VideoReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _from(self, number: int) -> Iterator[tuple[int, VideoFrame]]:
        """Decoded frames with their numbers, from the key frame before `number` on."""
        base, rate = cast(Fraction, self._stream.time_base), self.contents.rate.fraction
        target = self._first + int(Fraction(number) / rate / base)
        self._file.seek(target, stream=self._stream, backward=True, any_frame=False)
        for frame in self._file.decode(self._stream):
            if frame.pts is None:
                raise UserError("has frames that do not say when they are shown", spot=Spot(file=str(self.path)))
            yield int((frame.pts - self._first) * base * rate + Fraction(1, 2)), frame

    def _planes(self, frame: VideoFrame, size: tuple[int, int] | None) -> Picture:
        shown = (self.contents.width, self.contents.height)
        return upright(frame, self._convert, shown, size or shown)


def probe(path: Path) -> Contents:
    """What a file of moving picture holds; a `UserError` where it cannot be read or has no picture."""
    file, stream = _opened(path)
    with file:
        return _contents(file, stream, path)


def _opened(path: Path) -> tuple[InputContainer, VideoStream]:
    try:
        file = opened(path)
    except (av.error.FFmpegError, OSError) as error:
        raise UserError(f"cannot be read as moving picture: {error}", spot=Spot(file=str(path))) from error
    if not file.streams.video:
        file.close()
        raise UserError("has no moving picture in it", spot=Spot(file=str(path)))
    return file, file.streams.video[0]


def _contents(file: InputContainer, stream: VideoStream, path: Path) -> Contents:
    guessed = stream.average_rate or stream.base_rate
    if guessed is None:
        raise UserError("does not say how many frames pass in a second", spot=Spot(file=str(path)))
    rate = Rate(numerator=guessed.numerator, denominator=guessed.denominator)
    frames = stream.frames or int(Fraction(file.duration or 0, 1_000_000) * rate.fraction + Fraction(1, 2))
    width, height = _shape(file, stream)
    context: Any = stream.codec_context
    tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
    sound = file.streams.audio[0] if file.streams.audio else None
    length = 0
    if sound is not None and sound.duration is not None:
        length = int(sound.duration * cast(Fraction, sound.time_base) * sound.rate + Fraction(1, 2))
    return Contents(
        width=width,
        height=height,
        rate=rate,
        frames=frames,
        codec=stream.codec_context.name,
        pixels=str(stream.pix_fmt),
        bt709=tuple(int(tag) for tag in tags) == (BT709, BT709, BT709, int(ColorRange.MPEG)),
        audio_samples=length,
        audio_rate=sound.rate if sound is not None else 0,
    )


def _shape(file: InputContainer, stream: VideoStream) -> tuple[int, int]:
    """The picture's width and height as they are to be seen: square pixels, upright, even."""
    square = float(stream.sample_aspect_ratio or 1) or 1.0
    shape = (max(16, round(stream.width * square / 2) * 2), max(16, stream.height // 2 * 2))
    first = next(file.decode(stream), None)
    file.seek(0)
    return (shape[1], shape[0]) if first is not None and turns_of(first) % 2 else shape
