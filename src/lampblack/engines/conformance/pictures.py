"""What is promised of everything seen: exact size, exact rate, exactly as many frames as asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from av.error import FFmpegError
from PIL import Image, UnidentifiedImageError

from lampblack.base.time import Rate
from lampblack.engines.conformance.files import TEST_FRAMES, TEST_HEIGHT, TEST_WIDTH, seen
from lampblack.engines.requests import Film, Paint, Scale, Size, Taken

_RATE = Rate(numerator=24)


def film_faults(request: Film, path: Path, taken: object) -> Iterator[str]:
    """A take has exactly the frames, rate and size asked for, and says so."""
    staging = request.staging
    yield from _video_faults(path, staging.frames, staging.rate, request.size)
    wanted = Taken(frames=staging.frames, rate=staging.rate, size=request.size)
    if taken != wanted:
        yield f"taken is {taken}, asked was {wanted}"


def paint_faults(request: Paint, path: Path) -> Iterator[str]:
    """A picture is a PNG of the size asked for."""
    try:
        with Image.open(path) as picture:
            kind, size = picture.format, Size(width=picture.width, height=picture.height)
    except UnidentifiedImageError:
        yield "picture cannot be read"
        return
    if kind != "PNG":
        yield f"picture is a {kind}, not a PNG"
    if size != request.size:
        yield f"picture is {size}, asked was {request.size}"


def scale_faults(request: Scale, path: Path) -> Iterator[str]:
    """A larger video has the new size and every frame of the old one."""
    yield from _video_faults(path, TEST_FRAMES, _RATE, request.size)


def sync_faults(path: Path) -> Iterator[str]:
    """A fitted mouth changes neither size, nor rate, nor length."""
    yield from _video_faults(path, TEST_FRAMES, _RATE, Size(width=TEST_WIDTH, height=TEST_HEIGHT))


def _video_faults(path: Path, frames: int, rate: Rate, size: Size) -> Iterator[str]:
    try:
        found = seen(path)
    except (FFmpegError, IndexError) as error:
        yield f"video cannot be decoded: {error}"
        return
    if found.frames != frames:
        yield f"video has {found.frames} frames, asked were {frames}"
    if found.rate != rate.fraction:
        yield f"video runs at {found.rate} frames a second, asked were {rate}"
    if (found.width, found.height) != (size.width, size.height):
        yield f"video is {found.width}x{found.height}, asked was {size}"
