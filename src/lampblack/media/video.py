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
import numpy as np
from av.codec.context import Flags
from av.container.core import Flags as ContainerFlags
from av.container.input import InputContainer
from av.container.output import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from lampblack.base.errors import Spot, UserError
from lampblack.base.time import Rate
from lampblack.media.colour import Picture, split, to_planes, to_rgb

BT709 = 1
_ROUNDING = 2
"""Frames by which a file's length and its last picture may differ before something is missing."""
_SMOOTH = Interpolation.LANCZOS | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


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

    `bframes=2` and `b-pyramid` fix the reordering depth at two frames, on which `film.conform` counts.
    """
    params = f"keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=2:force-cfr=1"
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
                yield self._tidy(held or frame, size)
                wanted += 1
            held = frame
            if number == wanted < stop:
                yield self._tidy(frame, size)
                wanted += 1
            if wanted >= stop:
                return
        if held is None or stop - wanted > _ROUNDING:
            raise IndexError(f"{self.path.name} ends at frame {wanted}, {stop} was asked for")
        for _ in range(wanted, stop):
            yield self._tidy(held, size)

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

    def _tidy(self, frame: VideoFrame, size: tuple[int, int] | None) -> Picture:
        width, height = size or (self.contents.width, self.contents.height)
        tagged = int(frame.colorspace) in (BT709, 2) and int(frame.color_range) != int(ColorRange.JPEG)
        if frame.format.name == "yuv420p" and (frame.width, frame.height) == (width, height) and tagged:
            return cast(Picture, frame.to_ndarray())
        turns = _turns(frame)
        shown = (self.contents.width, self.contents.height)
        scale = min(width / shown[0], height / shown[1])
        inner = [max(2, round(side * scale / 2) * 2) for side in shown]
        sized = self._convert.reformat(
            frame,
            width=inner[turns % 2],
            height=inner[1 - turns % 2],
            format="yuv420p",
            interpolation=_SMOOTH,
            src_colorspace=_matrix(frame),
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
        )
        return _framed(_turned(cast(Picture, sized.to_ndarray()), turns), width, height)


def probe(path: Path) -> Contents:
    """What a file of moving picture holds; a `UserError` where it cannot be read or has no picture."""
    file, stream = _opened(path)
    with file:
        return _contents(file, stream, path)


def _opened(path: Path) -> tuple[InputContainer, VideoStream]:
    try:
        file = av.open(str(path))
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


def _turns(frame: VideoFrame) -> int:
    """Quarter turns, against the clock, that bring a frame upright (a telephone held on its side writes them down)."""
    return round(frame.rotation / 90) % 4


def _shape(file: InputContainer, stream: VideoStream) -> tuple[int, int]:
    """The picture's width and height as they are to be seen: square pixels, upright, even."""
    square = float(stream.sample_aspect_ratio or 1) or 1.0
    shape = (max(16, round(stream.width * square / 2) * 2), max(16, stream.height // 2 * 2))
    first = next(file.decode(stream), None)
    file.seek(0)
    return (shape[1], shape[0]) if first is not None and _turns(first) % 2 else shape


def _turned(planes: Picture, turns: int) -> Picture:
    if not turns:
        return planes
    return np.concatenate([np.rot90(plane, turns).reshape(-1) for plane in split(planes)]).reshape(
        -1, planes.shape[0] * 2 // 3 if turns % 2 else planes.shape[1]
    )


def _matrix(frame: VideoFrame) -> int:
    """The matrix a frame was made with: its tag, else by its height, as players guess (SD is BT.601)."""
    tag = int(frame.colorspace)
    if tag in (1, 4, 5, 6, 7, 9):
        return Colorspace.ITU601 if tag in (5, 6) else tag
    return Colorspace.ITU709 if frame.height > 576 else Colorspace.ITU601


def _framed(planes: Picture, width: int, height: int) -> Picture:
    """The picture in the middle of a frame, black around it."""
    inner_height, inner_width = planes.shape[0] * 2 // 3, planes.shape[1]
    if (inner_width, inner_height) == (width, height):
        return planes
    whole = np.full(height * width * 3 // 2, 128, np.uint8)
    whole[: height * width] = 16
    frame = whole.reshape(height * 3 // 2, width)
    from_planes, to = split(planes), split(frame)
    for source, target in zip(from_planes, to, strict=True):
        top = (target.shape[0] - source.shape[0]) // 2
        left = (target.shape[1] - source.shape[1]) // 2
        target[top : top + source.shape[0], left : left + source.shape[1]] = source
    return frame
