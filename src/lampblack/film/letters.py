"""Captions and title cards as they look in the frame: sizes, places and breaks, from the frame's height.

Captions stand in the lowest 18 % of the frame, the first language above and larger, the others under it, smaller; sizes
shrink together until everything fits, so nothing ever lies over anything else.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lampblack.engines.requests import Size
from lampblack.film.grading import Overlay, overlay
from lampblack.film.model import Caption
from lampblack.media.breaking import is_wide
from lampblack.media.colour import Picture, to_planes
from lampblack.media.lettering import SHIPPED, Bitmap, Hand, block, line, lines_of, margin, marked, over

BAND = 0.18
"""Share of the frame's height, from below, that captions may use."""
FOOT = 0.05
"""Share of the frame's height kept free under them: the graphics-safe area of EBU R 95."""
WIDTH = 0.84
"""Share of the frame's width a line may be long."""
_GROUND = (22, 19, 17)
_PAPER = (238, 226, 200)
_FAINT = (186, 174, 152)
_SEAL = (158, 46, 36)


def caption_overlay(
    caption: Caption, languages: tuple[str, ...], size: Size, fonts: tuple[Path, ...] = (SHIPPED,)
) -> Overlay | None:
    """The caption's texts in these languages (those it has), laid out for a frame of `size`; None without any."""
    texts = [marked(caption.text[each], fonts) for each in languages if caption.text.get(each, "").strip()]
    if not texts:
        return None
    for shrink in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4):
        rows = _rows(texts, size, shrink, fonts)
        if rows is not None and _height(rows) <= size.height * (BAND - FOOT):
            return _placed(rows, size)
    raise ValueError(f"a caption of {sum(map(len, texts))} characters was not divided before it was drawn")


def card(lines: tuple[str, ...], size: Size, fonts: tuple[Path, ...] = (SHIPPED,)) -> Picture:
    """A title card as planes: the first line large on ink-dark ground, a short rule, the others small under it."""
    ground = _ink_ground(size)
    shown = tuple(marked(each, fonts) for each in lines if each.strip())
    if not shown:
        return to_planes(ground)
    title, rest = _title(shown[0], size, fonts), [_small(each, size, fonts) for each in shown[1:]]
    gap = round(size.height * 0.035)
    height = title.shape[0] + (2 * gap if rest else 0) + sum(each.shape[0] for each in rest)
    top = round((size.height - height) * 0.46)
    over(ground, title, top, (size.width - title.shape[1]) // 2)
    top += title.shape[0]
    if rest:
        _rule(ground, top + gap, size)
        top += 2 * gap
    for each in rest:
        over(ground, each, top, (size.width - each.shape[1]) // 2)
        top += each.shape[0]
    return to_planes(ground)


def _rows(texts: list[str], size: Size, shrink: float, fonts: tuple[Path, ...]) -> list[tuple[Hand, str]] | None:
    """Every line with its hand, or None where a text would need more lines than are readable."""
    rows: list[tuple[Hand, str]] = []
    for index, text in enumerate(texts):
        hand = _caption_hand(text, size, shrink, fonts, first=index == 0)
        lines = lines_of(text, hand, size.width * WIDTH, most=2 if size.width > size.height and shrink > 0.7 else 4)
        if lines is None:
            return None
        rows += [(hand, each) for each in lines]
    return rows


def _caption_hand(text: str, size: Size, shrink: float, fonts: tuple[Path, ...], *, first: bool) -> Hand:
    em = round(em_of(size, wide=any(map(is_wide, text)), first=first) * shrink, 1)
    return Hand(size=em, weight=em * 0.008, edge=max(1.0, em * 0.05), shadow=max(2.5, em * 0.16), fonts=fonts)


def em_of(size: Size, *, wide: bool, first: bool) -> float:
    """The size of a caption's letters in pixels of a frame: `wide` writing is larger, the first language is largest."""
    share = (0.051 if wide else 0.044) if first else 0.034
    return min(size.height, size.width * 0.75) * share


def _height(rows: list[tuple[Hand, str]]) -> float:
    return sum(hand.size * 1.32 for hand, _ in rows)


def _placed(rows: list[tuple[Hand, str]], size: Size) -> Overlay:
    """The rows from the foot of the frame up, on one bitmap no larger than it must be."""
    bitmaps = [line(text, hand) for hand, text in rows]
    top = round(size.height * (1.0 - FOOT) - _height(rows))
    band_top = size.height - int(size.height * BAND)
    canvas = np.zeros((size.height - band_top, size.width, 4), np.uint8)
    y = float(top - band_top)
    for (hand, _), bitmap in zip(rows, bitmaps, strict=True):
        over(canvas, bitmap, round(y) - margin(hand), (size.width - bitmap.shape[1]) // 2)
        y += hand.size * 1.32
    bitmap, up, left = _cropped(canvas)
    return overlay(bitmap, top=band_top + up, left=left)


def _cropped(canvas: Bitmap) -> tuple[Bitmap, int, int]:
    """What of the canvas is drawn on, and where on it that begins."""
    rows, columns = np.flatnonzero(canvas[..., 3].any(1)), np.flatnonzero(canvas[..., 3].any(0))
    top, left = int(rows[0]), int(columns[0])
    return canvas[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1], top, left


def _title(text: str, size: Size, fonts: tuple[Path, ...]) -> Bitmap:
    spacing = 0.22 if len(text) <= 8 and all(map(is_wide, text)) else 0.02
    return _set(text, size, fonts, (0.14, 0.12, 0.1, 0.085, 0.07, 0.055, 0.04), spacing, _PAPER)


def _small(text: str, size: Size, fonts: tuple[Path, ...]) -> Bitmap:
    return _set(text, size, fonts, (0.042, 0.036, 0.03, 0.025), 0.06, _FAINT)


def _set(
    text: str,
    size: Size,
    fonts: tuple[Path, ...],
    shares: tuple[float, ...],
    spacing: float,
    colour: tuple[int, int, int],
) -> Bitmap:
    """The text in the largest of these sizes that needs one line; in the smallest, in as many lines as it needs."""
    for share in shares:
        em = round(size.height * share, 1)
        hand = Hand(size=em, colour=colour, spacing=spacing, weight=em * 0.008, fonts=fonts)
        lines = lines_of(text, hand, size.width * WIDTH, most=1 if share > shares[-1] else 99)
        if lines is not None:
            return block(tuple(line(each, hand) for each in lines))
    raise ValueError(f"no line of a card may be one word of {len(text)} letters")


def _rule(ground: Picture, middle: int, size: Size) -> None:
    thick, half = max(1, round(size.height / 360)), round(size.width * 0.035)
    ground[middle : middle + thick, size.width // 2 - half : size.width // 2 + half] = _SEAL


def _ink_ground(size: Size) -> Picture:
    """Ink-dark paper, a little lighter in the middle, with a grain that is the same every time and hides banding."""
    y, x = np.mgrid[0 : size.height, 0 : size.width].astype(np.float32)
    far = np.hypot((x / size.width - 0.5) * 1.2, y / size.height - 0.46)
    light = 1.25 - np.minimum(far, 0.75) * 0.9
    grain = np.random.default_rng(20_240).normal(0.0, 1.1, (size.height, size.width))
    shade = light[..., None] * np.array(_GROUND, np.float32) + grain[..., None]
    return np.rint(shade).clip(0, 255).astype(np.uint8)
