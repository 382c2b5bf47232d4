"""The files a workflow is handed: pictures, recordings and footage as they are, control signals as models know them.

A file's name follows from what is in it, so the same one is sent there once, whichever request names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.context import Context
from lampblack.base.digest import Digest, digest_of, short
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.named import blob_bytes
from lampblack.engines.receiving import covering
from lampblack.engines.requests import Size
from lampblack.engines.rolled import frames_of, picture_at, video_of
from lampblack.media.kinds import ENDINGS, kind_of
from lampblack.media.picture import png_bytes

_NAME = 32
"""Letters of a digest in a name."""


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
    data = blob_bytes(context, digest)
    kind = kind_of(data)
    if kind is None:
        raise UserError(f"the {what} is no file that is known", possible=ENDINGS)
    return _one(data, kind.ending, kind.type)


def roll_as_video(digest: Digest, size: Size, rate: Rate, frames: int, context: Context) -> Handed:
    """A control signal as a moving picture, frame for frame with the take; the last stays while more are needed."""
    return _one(video_of(digest, size, rate, frames, context), "mp4", "video/mp4")


def roll_as_folder(digest: Digest, size: Size, rate: Rate, frames: int, context: Context) -> Handed:
    """A control signal as a folder of numbered PNGs."""
    pictures = [png_bytes(each) for each in frames_of(digest, size, rate, frames, context)]
    folder = _called(b"".join(digest_of(each).encode() for each in pictures))
    uploads = tuple(
        Upload(name=f"{number:06d}.png", data=data, kind="image/png", folder=folder)
        for number, data in enumerate(pictures)
    )
    return Handed(value=folder, uploads=uploads)


def roll_as_picture(digest: Digest, at: int, size: Size, context: Context) -> Handed:
    """One frame of a control signal."""
    return _one(png_bytes(covering(picture_at(digest, at, context), size)), "png", "image/png")


def _one(data: bytes, ending: str, kind: str) -> Handed:
    name = f"{_called(data)}.{ending}"
    return Handed(value=name, uploads=(Upload(name=name, data=data, kind=kind),))


def _called(data: bytes) -> str:
    return f"lampblack-{short(digest_of(data), _NAME)}"
