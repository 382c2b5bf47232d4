"""Country houses: cottages under thatch with timber, mud walls, a door and paper windows that are lit in the dark."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.buildings import plaster
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.outdoors import box
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, glaze, mixed, premultiplied, scaled, soft

_STRAW: Colour = (168, 138, 88)
_SNOW: Colour = (232, 238, 248)
_TIMBER: Colour = (104, 74, 54)
_LAMPLIGHT: Colour = (255, 190, 104)


def painted_cottage(
    width: int, height: int, hour: Hour, *, side: float, lamps: float, seed: int, snow: bool = False
) -> Bytes:
    """A cottage seen from its long side: thatch hanging low, mud wall, a door between two windows. 1.55 : 1."""
    rng = np.random.default_rng(seed_of("cottage", seed))
    w, h = float(width), float(height)
    sheet = _wall(width, height, hour, lamps, seed)
    brush = Brush(width, height)
    wood, ink = hour.day(_TIMBER, 0.45), mixed(hour.ink, hour.day(_TIMBER, 0.1), 0.3)
    for x in (0.13, 0.335, 0.445, 0.60, 0.865):
        box(brush, w * x - w * 0.011, h * 0.50, w * 0.022, h * 0.50, wood)
        box(brush, w * x + w * 0.003, h * 0.50, w * 0.008, h * 0.50, scaled(wood, 0.6))
    _door(brush, w, h, wood, ink, lamps)
    for left in (0.175, 0.655):
        _window(brush, w * left, h * 0.625, w * 0.125, h * 0.155, hour, wood, lamps)
    for _ in range(3):
        _gourds(brush, w * rng.uniform(0.16, 0.86), h * 0.54, w * 0.012, hour.day((196, 118, 52), 0.6), ink)
    over(sheet, brush.pixels)
    over(sheet, _thatch(width, height, hour, side, rng, _SNOW if snow else _STRAW).pixels)
    return bordered(sheet, bottom=False)


def _wall(width: int, height: int, hour: Hour, lamps: float, seed: int) -> Bytes:
    w, h = float(width), float(height)
    local = plaster(width, height, seed=seed)
    glaze(local, (186, 156, 118), np.full((height, width), 0.45, np.float32))
    day = np.array(hour.day((255, 255, 255), 0.55), np.float32) / np.float32(255.0)
    picture = np.ascontiguousarray(local * day)
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width)) / np.float32(h)
    glaze(picture, mixed(hour.ink, hour.day(_TIMBER, 0.1), 0.4), (1.0 - soft(0.50, 0.66, y)) * np.float32(0.62))
    glaze(picture, hour.day((92, 82, 70), 0.3), soft(0.88, 1.0, y) * np.float32(0.55))
    glaze(picture, _LAMPLIGHT, np.exp(-(((y - 0.7) / 0.12) ** 2)).astype(np.float32) * np.float32(0.14 * lamps))
    body = Brush(width, height)
    body.shape(((w * 0.12, h * 0.45), (w * 0.88, h * 0.45), (w * 0.885, h + 3), (w * 0.115, h + 3)), (255, 255, 255))
    return premultiplied(picture, body.opacity)


def _door(brush: Brush, w: float, h: float, wood: Colour, ink: Colour, lamps: float) -> None:
    box(brush, w * 0.46, h * 0.60, w * 0.125, h * 0.39, scaled(wood, 0.8))
    way = mixed(ink, scaled(_LAMPLIGHT, 0.85), 0.85 * lamps)
    box(brush, w * 0.53, h * 0.605, w * 0.055, h * 0.385, way)
    for k in range(4):
        box(brush, w * (0.464 + 0.0165 * k), h * 0.605, w * 0.0025, h * 0.38, scaled(wood, 0.45))
    box(brush, w * 0.445, h * 0.985, w * 0.155, h * 0.02, scaled(wood, 1.2))
    # couplets of red paper on the posts: the one strong colour of a village
    for x in (0.437, 0.589):
        box(brush, w * x, h * 0.645, w * 0.019, h * 0.19, mixed((186, 44, 36), ink, 0.25 if lamps < 0.5 else 0.45))


def _window(
    brush: Brush, left: float, top: float, wide: float, high: float, hour: Hour, wood: Colour, lamps: float
) -> None:
    pane = mixed(scaled(hour.day((208, 196, 164), 0.4), 0.72), _LAMPLIGHT, 0.95 * lamps)
    box(brush, left, top, wide, high, pane)
    for k in range(7):
        box(brush, left + wide * k / 6 - 1.0, top, max(1.2, wide * 0.022), high, scaled(wood, 0.55))
    for k in range(5):
        box(brush, left, top + high * k / 4 - 1.0, wide, max(1.2, high * 0.022), scaled(wood, 0.55))
    box(brush, left - wide * 0.06, top + high, wide * 1.12, high * 0.09, scaled(wood, 1.1))


def _gourds(brush: Brush, x: float, y: float, size: float, colour: Colour, ink: Colour) -> None:
    brush.stroke(((x, y), (x, y + size * 7)), (1.2, 1.0), ink)
    for k in range(4):
        brush.dab(x + (size * 0.5 if k % 2 else -size * 0.5), y + size * (2.2 + 1.5 * k), size * 0.7, size, colour)


def _thatch(width: int, height: int, hour: Hour, side: float, rng: np.random.Generator, straw: Colour) -> Brush:
    """Layers of straw laid from the eave up, ragged along each edge, the ridge bound on top."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    ink = mixed(hour.ink, hour.day(_STRAW, 0.1), 0.35)
    outline: list[XY] = [
        (w * 0.02, h * 0.555), (w * 0.10, h * 0.34), (w * 0.20, h * 0.10), (w * 0.5, h * 0.075),
        (w * 0.80, h * 0.10), (w * 0.90, h * 0.34), (w * 0.98, h * 0.555), (w * 0.5, h * 0.545),
    ]  # fmt: skip
    brush.shape(outline, mixed(hour.day(scaled(straw, 0.6), 0.3), ink, 0.35))
    count = max(90, int(520 * min(1.0, width / 500.0)))
    for layer in range(5):
        base, reach = 0.575 - 0.105 * layer, 0.16
        half = 0.485 - 0.072 * layer
        lines = np.sort(rng.uniform(-1.0, 1.0, count // 5))
        for k in lines.tolist():
            lit = 0.5 + 0.28 * k * side + 0.10 * layer - 0.1
            tone = hour.day(scaled(straw, rng.uniform(0.78, 1.22)), max(0.1, min(1.0, lit)))
            x = 0.5 + k * half
            end = h * (base + rng.uniform(-0.018, 0.018))
            start = h * max(0.085, base - reach * rng.uniform(0.7, 1.0))
            brush.stroke(
                ((w * (x - k * 0.022), start), (w * x, (start + end) / 2), (w * (x + k * 0.006), end)),
                (w * 0.004, w * 0.011, w * 0.004),
                mixed(tone, ink, 0.30 * rng.random()),
            )
        edge = [(w * (0.5 + k * half), h * (base + 0.014)) for k in np.linspace(-0.98, 0.98, 15).tolist()]
        brush.stroke(edge, [h * (0.012 if layer else 0.03)] * 15, mixed(ink, hour.day(_STRAW, 0.2), 0.25))
    for k in np.linspace(0.20, 0.80, 13).tolist():
        brush.stroke(((w * (k - 0.02), h * 0.12), (w * k, h * 0.055), (w * (k + 0.02), h * 0.12)), [h * 0.012] * 3, ink)
    brush.stroke(((w * 0.19, h * 0.09), (w * 0.5, h * 0.065), (w * 0.81, h * 0.09)), [h * 0.028] * 3, ink)
    return brush
