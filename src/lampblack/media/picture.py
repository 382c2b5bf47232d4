# pyright: reportUnknownMemberType=false
# (Pillow's stubs leave `fromarray` and `resize` partly untyped.)
"""Still pictures as files and arrays: RGB `uint8` (height, width, 3)."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from lampblack.base.errors import Spot, UserError
from lampblack.media.colour import Picture

_READ = ("PNG", "JPEG", "WEBP")
"""Of all that Pillow opens, these are pictures and nothing else: PostScript would be run as a program."""


def read_picture(path: Path) -> Picture:
    """A PNG, JPEG or WebP as RGB, turned as its camera said; a `UserError` where it cannot be read."""
    try:
        with Image.open(path, formats=_READ) as image:
            return np.array(ImageOps.exif_transpose(image).convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(f"cannot be read as a picture: {error}", spot=Spot(file=str(path))) from error


def png_bytes(rgb: Picture) -> bytes:
    """The picture as PNG, lossless."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


def grey_png(grey: NDArray[np.uint8] | NDArray[np.uint16]) -> bytes:
    """One channel of 8 or 16 bits, (height, width), as PNG."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(grey)).save(buffer, "PNG", compress_level=2)
    return buffer.getvalue()


def palette_png(numbers: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """Numbers of colours, uint8 (height, width), as PNG with its palette, uint8 (256, 3)."""
    image = Image.fromarray(np.ascontiguousarray(numbers))
    image.putpalette(palette.tobytes())
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


def jpeg_bytes(rgb: Picture, quality: int = 88) -> bytes:
    """The picture as JPEG without chroma subsampling, so that lettering stays clean."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
    return buffer.getvalue()


def scaled(rgb: Picture, width: int) -> Picture:
    """The picture at another width, its shape kept (Lanczos)."""
    height = max(1, round(rgb.shape[0] * width / rgb.shape[1]))
    if (width, height) == (rgb.shape[1], rgb.shape[0]):
        return rgb
    return np.asarray(Image.fromarray(np.ascontiguousarray(rgb)).resize((width, height), Image.Resampling.LANCZOS))
