"""What a model or a server hands over, looked at with suspicion and brought to exactly what was asked.

A file from elsewhere may be anything: a page of HTML, a picture of a billion pixels, an hour instead of five seconds.
It is probed before it is decoded and read no further than is needed. A take is asked for at a size and a rate that its
engine offers, so all that is mended here is what models do to them: sides rounded to a multiple of the model's block,
frames rounded up to the count it can make. Anything further off is a `JobError`, never a silent swap.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from lampblack.base.context import Cancelled, Context
from lampblack.base.errors import JobError, UserError
from lampblack.base.time import Rate
from lampblack.engines.requests import Film, Size, Taken
from lampblack.media.audio import fitted, read_sound, wav_bytes
from lampblack.media.picture import png_bytes
from lampblack.media.video import Contents, VideoReader, VideoWriter

Picture = NDArray[np.uint8]
"""RGB (height, width, 3)."""

_SIDE, _PIXELS = 16_384, 80_000_000
_SECONDS, _MEGABYTES = 300.0, 2_048
"""What a moving picture of one take may hold at most."""
_SHAPE = 0.09
"""By how much a side may differ from what was asked, of it: 720 lines as 704 or 768."""
_RATE = 0.005
_CRF, _GOP = 12, 12
_PICTURES = ("PNG", "JPEG", "WEBP")
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
_HEADS = (
    b"\x1aE\xdf\xa3", b"RIFF", b"GIF8", b"OggS", b"\x89PNG", b"FLV", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3",
    b"\x30\x26\xb2\x75",
)  # fmt: skip
"""How MP4 and MOV, Matroska and WebM, AVI and WebP, GIF, Ogg, APNG, FLV, MPEG and ASF begin."""


def take_of(request: Film, path: Path, who: str, context: Context) -> dict[str, Any]:
    """The answer to `request` from a file that `who` handed over; a `JobError` says what is wrong with it."""
    if path.stat().st_size > _MEGABYTES * 1_000_000:
        raise JobError(f"{who} sent {path.stat().st_size // 1_000_000} MB for one take")
    if not _is_film(path):
        raise JobError(f"what {who} sent is no moving picture: it is no file of a kind that is opened")
    try:
        with VideoReader(path) as reader:
            _check(reader.contents, request, who)
            answer = take_from(request, reader.rgb(0, request.staging.frames), context)
    except UserError as error:
        raise JobError(f"what {who} sent is no moving picture: {error.message}") from error
    if request.sound:
        answer["sound"] = context.put(sound_of(request, path, who))
    return answer


def take_from(request: Film, frames: Iterator[Picture], context: Context) -> dict[str, Any]:
    """The take's `video` and `taken` from frames at its rate, each brought to its size; a `JobError` where there are
    too few. More are not read."""
    staging, size = request.staging, request.size
    path = context.scratch / "received.mp4"
    with VideoWriter(path, size=(size.width, size.height), rate=staging.rate, crf=_CRF, gop=_GOP) as writer:
        for made in frames:
            if writer.frames >= staging.frames:
                break
            if context.cancelled():
                raise Cancelled
            writer.write(covering(made, size))
            context.progress(writer.frames / staging.frames)
        there = writer.frames
    if there < staging.frames:
        raise JobError(f"{there} frames came, {staging.frames} were asked for")
    return {"video": context.put(path), "taken": Taken(frames=staging.frames, rate=staging.rate, size=size)}


def sound_of(request: Film, path: Path, who: str) -> bytes:
    """A take's own sound as a WAV, as long as the take to the sample."""
    samples = request.staging.rate.samples_at(request.staging.frames)
    try:
        return wav_bytes(fitted(read_sound(path, channels=2, most=samples), samples))
    except UserError as error:
        raise JobError(f"{who} sent no sound with the picture: {error.message}") from error


def picture_of(data: bytes, size: Size, who: str) -> bytes:
    """A picture that `who` handed over, as a PNG of that size; a `JobError` where it is none or of another shape."""
    made = read_image(data, who)
    check_shape(Size(width=made.shape[1], height=made.shape[0]), size, who)
    return png_bytes(covering(made, size))


def read_image(data: bytes, who: str) -> Picture:
    """RGB of a PNG, JPEG or WebP; a `JobError` for all else, and for what would fill the memory."""
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as image:
            if image.width * image.height > _PIXELS or max(image.size) > _SIDE:
                raise JobError(f"{who} sent a picture of {image.width}x{image.height}: that is not opened")
            return np.asarray(image.convert("RGB"), np.uint8)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise JobError(f"what {who} sent is no picture (PNG, JPEG or WebP)") from error


def covering(made: Picture, size: Size) -> Picture:
    """A picture scaled until it covers `size` and cut there in its middle; the same array where it fits already."""
    height, width = made.shape[:2]
    if (width, height) == (size.width, size.height):
        return made
    scale = max(size.width / width, size.height / height)
    wide, high = max(size.width, round(width * scale)), max(size.height, round(height * scale))
    how = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_CUBIC
    large = made if (wide, high) == (width, height) else cv2.resize(made, (wide, high), interpolation=how)
    left, top = (wide - size.width) // 2, (high - size.height) // 2
    return np.ascontiguousarray(large[top : top + size.height, left : left + size.width], np.uint8)


def _is_film(path: Path) -> bool:
    """Whether a file begins as films do. Lists of other files (playlists, scripts), which whoever opens them follows to
    wherever they lead, do not."""
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith(_HEADS) or head[4:8] in _BOXES


def _check(found: Contents, request: Film, who: str) -> None:
    staging = request.staging
    check_shape(Size(width=found.width, height=found.height), request.size, who)
    if abs(_speed(found.rate) / _speed(staging.rate) - 1.0) > _RATE:
        raise JobError(f"{who} sent {found.rate} frames a second, asked were {staging.rate}")
    if found.frames < staging.frames:
        raise JobError(f"{who} sent {found.frames} frames, asked were {staging.frames}")
    if found.frames / _speed(found.rate) > _SECONDS:
        raise JobError(f"{who} sent a film of over {_SECONDS:g} seconds for one take")


def check_shape(found: Size, asked: Size, who: str) -> None:
    """A `JobError` where what `who` sent is too large to be opened, or of another shape than was asked."""
    if found.width * found.height > _PIXELS or max(found.width, found.height) > _SIDE:
        raise JobError(f"{who} sent a picture of {found}: that is not opened")
    if abs(found.width / asked.width - 1.0) > _SHAPE or abs(found.height / asked.height - 1.0) > _SHAPE:
        raise JobError(f"{who} sent a picture of {found}, asked was {asked}")


def _speed(rate: Rate) -> float:
    return float(rate.fraction)
