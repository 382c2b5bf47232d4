"""The files a workflow is handed: pictures, recordings and footage as they are, control signals as models know them.

A file's name follows from what is in it, so the same one is sent there once, whichever request names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.digest import digest_of, short
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.controls import RollReader
from lampblack.engines.receiving import covering
from lampblack.engines.requests import Size
from lampblack.media.picture import png_bytes
from lampblack.media.video import VideoWriter
from lampblack.staging.control import SKY_METRES

Picture = NDArray[np.uint8]
_NAME = 32
"""Letters of a digest in a name."""
_CRF = 6
_KINDS: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png", "image/png"),
    (b"\xff\xd8\xff", 0, "jpg", "image/jpeg"),
    (b"WEBP", 8, "webp", "image/webp"),
    (b"ftyp", 4, "mp4", "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, "mkv", "video/x-matroska"),
    (b"WAVE", 8, "wav", "audio/wav"),
    (b"fLaC", 0, "flac", "audio/flac"),
    (b"OggS", 0, "ogg", "audio/ogg"),
    (b"ID3", 0, "mp3", "audio/mpeg"),
)
"""How files begin: which bytes, where, the ending of their names, their type."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One file that must lie in the server's input folder before the workflow runs."""

    name: str
    data: bytes
    kind: str
    folder: str = ""
    """A folder within the input folder; empty: the input folder itself."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What an input is told (`value`), and the files behind it."""

    value: str
    uploads: tuple[Upload, ...]


def as_it_is(digest: str, what: str, context: Context) -> Handed:
    """A picture, a recording or footage, byte for byte; a `UserError` where it is of no kind that is known."""
    data = context.path(Blob(digest=digest)).read_bytes()  # pyright: ignore[reportArgumentType] - a digest is a text
    for start, at, ending, kind in _KINDS:
        if data[at : at + len(start)] == start:
            return _one(data, ending, kind)
    raise UserError(f"the {what} is no file that is known", possible=tuple(ending for _, _, ending, _ in _KINDS))


def roll_as_video(digest: str, size: Size, rate: Rate, frames: int, context: Context) -> Handed:
    """A control signal as a moving picture, frame for frame with the take; the last stays while more are needed."""
    path = context.scratch / "signal.mp4"
    even = Size(width=size.width // 2 * 2, height=size.height // 2 * 2)
    with VideoWriter(path, size=(even.width, even.height), rate=rate, crf=_CRF, gop=12) as writer:
        for picture in _frames(digest, even, rate, frames, context):
            writer.write(picture)
    data = path.read_bytes()
    path.unlink()
    return _one(data, "mp4", "video/mp4")


def roll_as_folder(digest: str, size: Size, rate: Rate, frames: int, context: Context) -> Handed:
    """A control signal as a folder of numbered PNGs."""
    pictures = [png_bytes(each) for each in _frames(digest, size, rate, frames, context)]
    folder = _called(b"".join(digest_of(each).encode() for each in pictures))
    uploads = tuple(
        Upload(name=f"{number:06d}.png", data=data, kind="image/png", folder=folder)
        for number, data in enumerate(pictures)
    )
    return Handed(value=folder, uploads=uploads)


def roll_as_picture(digest: str, at: int, size: Size, context: Context) -> Handed:
    """One frame of a control signal."""
    with RollReader(context.path(Blob(digest=digest))) as roll:  # pyright: ignore[reportArgumentType]
        picture = next(iter(_pictures(roll, [min(at, roll.roll.frames - 1)])))
    return _one(png_bytes(covering(picture, size)), "png", "image/png")


def _one(data: bytes, ending: str, kind: str) -> Handed:
    name = f"{_called(data)}.{ending}"
    return Handed(value=name, uploads=(Upload(name=name, data=data, kind=kind),))


def _called(data: bytes) -> str:
    return f"lampblack-{short(digest_of(data), _NAME)}"


def _frames(digest: str, size: Size, rate: Rate, frames: int, context: Context) -> Iterator[Picture]:
    """The signal at each frame of the take, at its size."""
    with RollReader(context.path(Blob(digest=digest))) as roll:  # pyright: ignore[reportArgumentType]
        last, speed = roll.roll.frames - 1, roll.roll.rate.fraction / rate.fraction
        for picture in _pictures(roll, [min(last, int(n * speed)) for n in range(frames)]):
            if context.cancelled():
                raise Cancelled
            yield covering(picture, size)


def _pictures(roll: RollReader, moments: list[int]) -> Iterator[Picture]:
    if roll.roll.signal == "depth":
        near, far = _reach(roll, sorted(set(moments)))
        for at in moments:
            yield depth_picture(roll.depth(at), near, far)
    else:
        for at in moments:
            yield _colours(roll, at)


def depth_picture(metres: NDArray[np.float32], near: float, far: float) -> Picture:
    """Depth as models were shown it (MiDaS, Depth Anything): one over the distance, near is white, the sky black."""
    closeness = 1.0 / np.maximum(metres.astype(np.float64), 1e-3)
    least, most = 1.0 / far, 1.0 / near
    grey = np.clip((closeness - least) / max(1e-9, most - least), 0.0, 1.0)
    return np.repeat(np.round(grey * 255.0).astype(np.uint8)[..., None], 3, axis=2)


def _reach(roll: RollReader, moments: list[int]) -> tuple[float, float]:
    """The nearest and the furthest thing of the whole take, so that its brightness does not swim."""
    near, far = SKY_METRES, 0.0
    for at in moments:
        metres = roll.depth(at)
        near = min(near, float(metres.min()))
        there = metres[metres < SKY_METRES]
        far = max(far, float(there.max()) if there.size else 0.0)
    return max(1e-3, near), max(far, near * 1.01)


def _colours(roll: RollReader, at: int) -> Picture:
    """A frame's PNG in the colours it is looked at in: skeletons as OpenPose draws them, things in their own."""
    drawn = roll.picture(at)
    if drawn.ndim == 3:
        return np.ascontiguousarray(drawn[..., :3], np.uint8)
    if roll.roll.signal != "ids":
        return np.repeat(np.asarray(drawn, np.uint8)[..., None], 3, axis=2)
    palette = np.zeros((65_536, 3), np.uint8)
    for thing in roll.roll.things:
        palette[thing.number] = thing.colour
    return palette[drawn]
