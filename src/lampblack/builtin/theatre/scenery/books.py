"""A scholar's things: shelves of thread-bound books and scrolls, a desk with brush and ink, a vase of plum."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.buildings import WOOD, beam
from lampblack.builtin.theatre.scenery.outdoors import box
from lampblack.builtin.theatre.scenery.tavern import tinted
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, scaled
from lampblack.builtin.theatre.scenery.weave import Floats

_BINDINGS: tuple[Colour, ...] = (
    (46, 66, 96),
    (70, 92, 118),
    (196, 180, 146),
    (112, 84, 60),
    (58, 84, 82),
    (214, 204, 178),
)


def bookcase(picture: Floats, left: float, top: float, wide: float, high: float, *, seed: int, rows: int = 5) -> None:
    """Shelves of books lying in stacks, scrolls showing their ends, a pot here and there; local colours, pixels."""
    rng = np.random.default_rng(seed_of("bookcase", seed))
    height, width = picture.shape[:2]
    x0, y0 = max(0, int(left)), max(0, int(top))
    w, h = min(int(wide), width - x0), min(int(high), height - y0)
    panel = Brush(w, h)
    box(panel, 0, 0, w, h, (58, 36, 27))
    row = h / rows
    for shelf in range(rows):
        foot, at = row * (shelf + 1) - row * 0.06, w * 0.03
        while at < w * 0.93:
            at += _shelved(panel, at, foot, row, w, rng)
        box(panel, 0, foot, w, row * 0.06, scaled(WOOD, 1.2))
        box(panel, 0, foot + row * 0.055, w, row * 0.03, (26, 16, 12))
    picture[y0 : y0 + h, x0 : x0 + w] = panel.pixels[..., :3].astype(np.float32)
    post = max(2.0, row * 0.12)
    for bx, by, bw, bh in ((left, top, wide, post), (left, top, post, high), (left + wide - post, top, post, high)):
        beam(picture, bx, by, bw, bh, seed=seed % 900)


def _shelved(panel: Brush, at: float, foot: float, row: float, w: int, rng: np.random.Generator) -> float:
    """One thing on a shelf at `at`; returns how much room it takes."""
    kind = rng.random()
    room = w * 0.95 - at
    if kind < 0.60:
        wide = min(room, row * rng.uniform(0.75, 1.05))
        y = foot
        for _ in range(int(rng.integers(3, 8))):
            thick = row * rng.uniform(0.065, 0.10)
            colour = scaled(_BINDINGS[int(rng.integers(0, 6))], rng.uniform(0.8, 1.1))
            inset = row * rng.uniform(0.0, 0.08)
            box(panel, at + inset, y - thick, wide - inset, thick, colour)
            box(
                panel,
                at + inset + row * 0.04,
                y - thick * 0.86,
                wide - inset - row * 0.04,
                thick * 0.62,
                (216, 206, 182),
            )
            panel.stroke(((at + inset, y - thick), (at + wide, y - thick)), (1.2, 1.2), scaled(colour, 0.6))
            y -= thick
        return wide * 1.10
    if kind < 0.86:
        size = row * 0.075
        count = max(2, int(min(room, row * 0.9) / (2 * size)))
        for level in range(4):
            for k in range(count - level % 2):
                x, y = at + size * (2 * k + 1 + level % 2), foot - size * (1.0 + 1.75 * level)
                panel.dab(x, y, size, size, (206, 192, 156))
                panel.dab(x, y, size * 0.62, size * 0.62, (150, 128, 96))
                panel.dab(x, y, size * 0.24, size * 0.24, (66, 40, 28))
        return count * 2 * size * 1.08
    size = row * rng.uniform(0.20, 0.30)
    colour = ((120, 150, 142), (172, 180, 176), (132, 82, 56))[int(rng.integers(0, 3))]
    panel.dab(at + size, foot - size, size * 0.85, size, scaled(colour, 0.7))
    panel.dab(at + size * 0.9, foot - size * 1.05, size * 0.6, size * 0.85, colour)
    panel.dab(at + size, foot - size * 1.95, size * 0.34, size * 0.16, scaled(colour, 0.8))
    return size * 2.3


def painted_desk(width: int, height: int, light: Colour) -> Bytes:
    """A long writing desk: paper unrolled, brushes in their pot and on the rest, inkstone, books, an incense burner."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood = tinted(scaled(WOOD, 1.1), light)
    paper, ink = tinted((232, 224, 202), light), tinted((34, 30, 30), light)
    for x in (0.045, 0.915):
        box(brush, w * x, h * 0.46, w * 0.04, h * 0.53, wood)
        box(brush, w * x + w * 0.026, h * 0.46, w * 0.014, h * 0.53, scaled(wood, 0.5))
    brush.shape(
        ((w * 0.06, h * 0.36), (w * 0.94, h * 0.36), (w * 0.99, h * 0.46), (w * 0.01, h * 0.46)), scaled(wood, 1.5)
    )
    box(brush, w * 0.01, h * 0.455, w * 0.98, h * 0.045, wood)
    box(brush, w * 0.06, h * 0.50, w * 0.88, h * 0.06, scaled(wood, 0.6))
    for k in (0.12, 0.86):
        brush.stroke(((w * (k - 0.05), h * 0.56), (w * k, h * 0.62), (w * (k + 0.05), h * 0.56)), [w * 0.012] * 3, wood)
    brush.shape(((w * 0.36, h * 0.37), (w * 0.62, h * 0.37), (w * 0.64, h * 0.45), (w * 0.34, h * 0.45)), paper)
    for k in range(4):
        brush.stroke(
            ((w * (0.56 - 0.05 * k), h * 0.38), (w * (0.56 - 0.052 * k), h * 0.435)), (w * 0.006, w * 0.004), ink
        )
    brush.dab(w * 0.70, h * 0.405, w * 0.035, h * 0.025, ink)
    brush.dab(w * 0.70, h * 0.40, w * 0.024, h * 0.014, scaled(ink, 2.0))
    _brushes(brush, w, h, light)
    for k in range(5):
        colour = tinted(_BINDINGS[k], light)
        box(brush, w * (0.10 + 0.006 * (k % 2)), h * (0.355 - 0.035 * k), w * 0.14, h * 0.034, colour)
        box(
            brush,
            w * (0.115 + 0.006 * (k % 2)),
            h * (0.36 - 0.035 * k),
            w * 0.125,
            h * 0.020,
            tinted((222, 212, 188), light),
        )
    bronze = tinted((150, 116, 66), light)
    brush.dab(w * 0.29, h * 0.35, w * 0.025, h * 0.045, bronze)
    brush.dab(w * 0.29, h * 0.30, w * 0.030, h * 0.012, scaled(bronze, 1.3))
    return bordered(brush.pixels, bottom=False)


def _brushes(brush: Brush, w: float, h: float, light: Colour) -> None:
    pot, cane = tinted((96, 122, 116), light), tinted((176, 140, 88), light)
    for k in range(5):
        tip = (w * (0.795 + 0.017 * k), h * (0.10 + 0.03 * (k % 3)))
        brush.stroke(((w * (0.815 + 0.008 * k), h * 0.34), tip), (w * 0.006, w * 0.006), cane)
        brush.stroke(
            (tip, (tip[0] + (k - 2) * w * 0.002, tip[1] - h * 0.045)), (w * 0.011, 1.0), tinted((60, 46, 40), light)
        )
    box(brush, w * 0.80, h * 0.25, w * 0.062, h * 0.16, pot)
    box(brush, w * 0.806, h * 0.26, w * 0.012, h * 0.14, scaled(pot, 1.4))


def painted_vase(width: int, height: int, light: Colour, *, season: str, seed: int) -> Bytes:
    """A tall celadon vase on a stand, in it what the season gives: plum, peach, lotus leaf or maple."""
    rng = np.random.default_rng(seed_of("vase", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    bark = tinted((74, 54, 46), light)
    bloom: dict[str, tuple[Colour, ...]] = {
        "spring": ((240, 156, 176), (255, 222, 226), (214, 104, 134)),
        "summer": ((98, 136, 84), (150, 178, 106), (232, 140, 160)),
        "autumn": ((206, 96, 44), (236, 170, 78), (170, 58, 36)),
        "winter": ((206, 44, 52), (240, 120, 120), (250, 226, 220)),
    }
    tones = np.array([tinted(colour, light) for colour in bloom[season]])
    for turn in (-0.75, -0.25, 0.15, 0.65):
        x, y, angle = w * 0.5, h * 0.50, turn
        points: list[XY] = [(x, y)]
        for _ in range(6):
            angle += rng.uniform(-0.35, 0.35)
            x, y = x + math.sin(angle) * h * 0.075, y - math.cos(angle) * h * 0.075
            points.append((min(max(x, 8.0), w - 8.0), max(y, 8.0)))
        brush.stroke(points, np.linspace(w * 0.03, 1.2, 7).tolist(), bark)
        n = 26
        at = rng.integers(1, 7, n)
        joints = np.array(points)[at]
        px = joints[:, 0] + rng.normal(0, w * 0.045, n)
        py = joints[:, 1] + rng.normal(0, h * 0.022, n)
        size = w * rng.uniform(0.018, 0.036, n)
        px, py = np.clip(px, w * 0.06, w * 0.94), np.clip(py, h * 0.03, h)
        brush.leaves(px, py, size, size * 0.8, rng.uniform(0, 6.28, n), tones[rng.integers(0, 3, n)])
    jade = tinted((132, 164, 150), light)
    body: list[XY] = [
        (w * 0.44, h * 0.48), (w * 0.42, h * 0.55), (w * 0.30, h * 0.66), (w * 0.33, h * 0.80), (w * 0.40, h * 0.875),
        (w * 0.60, h * 0.875), (w * 0.67, h * 0.80), (w * 0.70, h * 0.66), (w * 0.58, h * 0.55), (w * 0.56, h * 0.48),
    ]  # fmt: skip
    brush.shape(body, scaled(jade, 0.62), smooth=True)
    brush.shape(
        [(w * 0.47 + (x - w * 0.5) * 0.72, h * 0.68 + (y - h * 0.68) * 0.94) for x, y in body], jade, smooth=True
    )
    brush.stroke(
        ((w * 0.39, h * 0.78), (w * 0.37, h * 0.68), (w * 0.44, h * 0.58)), (1.0, w * 0.03, 1.0), scaled(jade, 1.5)
    )
    wood = tinted(WOOD, light)
    box(brush, w * 0.28, h * 0.875, w * 0.44, h * 0.025, scaled(wood, 1.4))
    for x in (0.30, 0.66):
        box(brush, w * x, h * 0.90, w * 0.04, h * 0.10, wood)
    return bordered(brush.pixels, bottom=False)
