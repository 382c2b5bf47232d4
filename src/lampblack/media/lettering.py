# pyright: reportUnknownMemberType=false
# (Pillow's font stubs leave masks untyped.)
"""Lettering: text in Chinese and Latin script as premultiplied RGBA bitmaps, with a soft dark edge.

The shipped face, Lampblack Kai, holds GB 2312 (with kana, Greek and Cyrillic), Latin and pinyin. Arabic and Indic
scripts, whose letters change their shapes, are not set right here. What no face holds is said by `missing` before
anything is drawn: a box is never drawn for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from lampblack.base.errors import Spot, UserError
from lampblack.media.breaking import wrapped

SHIPPED = Path(__file__).parent / "fonts" / "lampblack-kai.woff2"
MISSING_SIGN = "〓"
"""The geta mark: what a compositor sets where a sort is missing from the case."""

Bitmap = NDArray[np.uint8]
"""RGBA, premultiplied, (height, width, 4)."""


@dataclass(frozen=True, kw_only=True)
class Hand:
    """How text is drawn: em size, edge and shadow in pixels; colours are RGB 0 to 255. `fonts` are tried in order for
    each character, the shipped face first unless one's own is named before it."""

    size: float
    colour: tuple[int, int, int] = (250, 243, 228)
    weight: float = 0.0
    """Pixels by which strokes are made stronger: thin strokes drown in moving pictures."""
    edge: float = 0.0
    shadow: float = 0.0
    shade: tuple[int, int, int] = (18, 14, 12)
    strength: float = 0.85
    """How dark edge and shadow are, 0 to 1."""
    spacing: float = 0.0
    """Extra space after every character, in ems."""
    fonts: tuple[Path, ...] = (SHIPPED,)


def missing(text: str, fonts: tuple[Path, ...] = (SHIPPED,)) -> set[str]:
    """The characters of `text` that none of these faces can draw."""
    return {char for char in set(text) if not char.isspace() and not any(_has(font, char) for font in fonts)}


def marked(text: str, fonts: tuple[Path, ...] = (SHIPPED,)) -> str:
    """`text` with the geta mark for every character that cannot be drawn."""
    gone = missing(text, fonts)
    return "".join(MISSING_SIGN if char in gone else char for char in text) if gone else text


def width_of(text: str, hand: Hand) -> float:
    """How many pixels wide one line of text is, without its edge."""
    advance = sum(_font(path, hand.size).getlength(run) for path, run in _runs(text, hand.fonts))
    return advance + hand.spacing * hand.size * max(0, len(text) - 1)


def lines_of(text: str, hand: Hand, width: float, most: int = 99) -> tuple[str, ...] | None:
    """`text` broken into lines of at most `width` pixels; None where it does not fit into `most` lines."""
    spacing = hand.spacing * hand.size
    return wrapped(text, width, lambda piece: width_of(piece, hand) + spacing, most)


@lru_cache(maxsize=256)
def line(text: str, hand: Hand) -> Bitmap:
    """One line of text. The bitmap is `margin(hand)` larger than the text on each side and 1.3 ems high inside;
    a `UserError` for characters no face has (`marked` replaces them)."""
    gone = missing(text, hand.fonts)
    if gone:
        raise UserError(f"no font here can draw {' '.join(sorted(gone))}", possible=("name a font that has them",))
    edge = margin(hand)
    height, width = round(hand.size * 1.3) + 2 * edge, round(width_of(text, hand)) + 2 * edge + 2
    body = _drawn(text, hand, (width, height), hand.weight)
    halo = _halo(text, hand, (width, height))
    return _composed(body, halo, hand)


def margin(hand: Hand) -> int:
    """Pixels around the text for its edge and shadow."""
    return round(hand.edge + hand.shadow * 2.5) + 1


def block(lines: tuple[Bitmap, ...], *, gap: int = 0) -> Bitmap:
    """Bitmaps under one another, centred; `gap` pixels between them (negative: they overlap)."""
    width = max(part.shape[1] for part in lines)
    height = sum(part.shape[0] for part in lines) + gap * (len(lines) - 1)
    whole = np.zeros((height, width, 4), np.uint8)
    top = 0
    for part in lines:
        over(whole, part, top, (width - part.shape[1]) // 2)
        top += part.shape[0] + gap
    return whole


def over(ground: Bitmap, bitmap: Bitmap, top: int, left: int) -> None:
    """Lay `bitmap` over `ground` (RGBA premultiplied, or RGB), clipped at its edges."""
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(ground.shape[0], top + bitmap.shape[0]), min(ground.shape[1], left + bitmap.shape[1])
    if y0 >= y1 or x0 >= x1:
        return
    part = bitmap[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.uint16)
    under = ground[y0:y1, x0:x1].astype(np.uint16)
    mixed = part[..., : under.shape[2]] + (under * (255 - part[..., 3:4]) + 127) // 255
    ground[y0:y1, x0:x1] = np.minimum(mixed, 255).astype(np.uint8)


def _composed(body: NDArray[np.float32], halo: NDArray[np.float32], hand: Hand) -> Bitmap:
    dark = halo * hand.strength * (1.0 - body)
    alpha = body + dark
    rgb = body[..., None] * np.array(hand.colour, np.float32) + dark[..., None] * np.array(hand.shade, np.float32)
    return np.rint(np.dstack([rgb, alpha * 255.0])).astype(np.uint8)


def _halo(text: str, hand: Hand, size: tuple[int, int]) -> NDArray[np.float32]:
    """The dark behind the letters: a narrow edge, and a wide soft shadow."""
    halo: NDArray[np.float32] = np.zeros((size[1], size[0]), np.float32)
    if hand.edge:
        halo = _blurred(_drawn(text, hand, size, hand.edge), hand.edge * 0.5)
    if hand.shadow:
        soft = _blurred(_drawn(text, hand, size, hand.edge + hand.shadow * 0.5), hand.shadow)
        halo = (1.0 - (1.0 - halo) * (1.0 - soft * 0.7)).astype(np.float32)
    return halo


def _blurred(mask: NDArray[np.float32], radius: float) -> NDArray[np.float32]:
    image = Image.fromarray(np.rint(mask * 255.0).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255.0


def _drawn(text: str, hand: Hand, size: tuple[int, int], stroke: float) -> NDArray[np.float32]:
    image = Image.new("L", size)
    pen = ImageDraw.Draw(image)
    x, base = margin(hand) + 1.0, margin(hand) + hand.size * 1.02
    for path, run in _runs(text, hand.fonts):
        face = _font(path, hand.size)
        for part in run if hand.spacing else (run,):
            pen.text((x, base), part, fill=255, font=face, anchor="ls", stroke_width=stroke)
            x += face.getlength(part) + hand.spacing * hand.size
    return np.asarray(image, np.float32) / 255.0


def _runs(text: str, fonts: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """The text in stretches that one face draws."""
    runs: list[tuple[Path, str]] = []
    for char in text:
        path = next((font for font in fonts if char.isspace() or _has(font, char)), fonts[0])
        if runs and runs[-1][0] == path:
            runs[-1] = (path, runs[-1][1] + char)
        else:
            runs.append((path, char))
    return runs


@lru_cache(maxsize=32)
def _font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    # Basic layout: Pillow's other one looks for a system library (fribidi), so machines would differ.
    try:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise UserError(f"cannot be read as a font: {error}", spot=Spot(file=str(path))) from error


@lru_cache(maxsize=16_384)
def _has(path: Path, char: str) -> bool:
    """Whether a face draws this character. Pillow does not show glyph numbers, so what is drawn is compared with what
    is drawn for a code point that is never assigned."""
    drawn = _stamp(path, char)
    return any(drawn[1]) and drawn != _stamp(path, "\U0010fffe")


@lru_cache(maxsize=1024)
def _stamp(path: Path, char: str) -> tuple[tuple[int, int], bytes]:
    face = _font(path, 24)
    left, top, right, bottom = (int(edge) for edge in face.getbbox(char))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), char, fill=255, font=face)
    return (right - left, bottom - top), image.tobytes()
