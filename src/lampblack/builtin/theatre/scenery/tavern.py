"""What an inn is known by: tables with benches and bowls, shelves of wine jars, a counter, stairs to the rooms."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.buildings import WOOD, beam
from lampblack.builtin.theatre.scenery.outdoors import box
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, scaled
from lampblack.builtin.theatre.scenery.weave import Floats

GLAZE: tuple[Colour, ...] = ((96, 60, 42), (66, 78, 76), (138, 98, 62), (74, 50, 46), (118, 84, 58))
PAPER_RED: Colour = (178, 40, 32)


def tinted(colour: Colour, light: Colour) -> Colour:
    """A local colour in the room's light."""
    return scaled(colour, (light[0] / 255.0, light[1] / 255.0, light[2] / 255.0))


def painted_bench_table(width: int, height: int, light: Colour, *, seed: int) -> Bytes:
    """A square table with a bench on either side; a wine pot, bowls and a dish on it."""
    rng = np.random.default_rng(seed_of("inn table", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood = tinted(scaled(WOOD, 1.15), light)
    dark, lit = scaled(wood, 0.42), scaled(wood, 1.5)
    for x in (0.27, 0.70):
        box(brush, w * x, h * 0.40, w * 0.032, h * 0.58, scaled(wood, 0.55))
    brush.shape(((w * 0.26, h * 0.30), (w * 0.74, h * 0.30), (w * 0.82, h * 0.40), (w * 0.18, h * 0.40)), lit)
    for k in range(5):
        x = 0.30 + 0.09 * k
        brush.stroke(
            ((w * (0.5 + (x - 0.5) * 0.94), h * 0.305), (w * (0.5 + (x - 0.5) * 1.25), h * 0.395)), (1.2, 1.6), wood
        )
    box(brush, w * 0.18, h * 0.40, w * 0.64, h * 0.06, wood)
    box(brush, w * 0.20, h * 0.46, w * 0.60, h * 0.07, scaled(wood, 0.6))
    for x in (0.20, 0.765):
        box(brush, w * x, h * 0.44, w * 0.036, h * 0.55, wood)
        box(brush, w * x + w * 0.024, h * 0.44, w * 0.012, h * 0.55, dark)
    for left in (0.015, 0.825):
        box(brush, w * left, h * 0.64, w * 0.16, h * 0.055, lit)
        box(brush, w * left, h * 0.69, w * 0.16, h * 0.03, dark)
        for x in (left + 0.015, left + 0.12):
            box(brush, w * x, h * 0.70, w * 0.02, h * 0.29, wood)
    _ware(brush, w, h, light, rng)
    return bordered(brush.pixels, bottom=False)


def _ware(brush: Brush, w: float, h: float, light: Colour, rng: np.random.Generator) -> None:
    glaze, pale = tinted(GLAZE[int(rng.integers(0, 5))], light), tinted((206, 212, 204), light)
    x = 0.44 + 0.10 * rng.random()
    brush.dab(w * x, h * 0.285, w * 0.034, h * 0.075, glaze)
    brush.dab(w * x, h * 0.20, w * 0.014, h * 0.03, glaze)
    brush.stroke(((w * x, h * 0.27), (w * (x + 0.05), h * 0.235)), (w * 0.014, w * 0.008), glaze)
    brush.stroke(((w * (x - 0.015), h * 0.25), (w * (x - 0.012), h * 0.31)), (w * 0.005, w * 0.007), scaled(glaze, 1.7))
    for k in (0.31, 0.38, 0.62, 0.70):
        y = 0.335 + 0.02 * rng.random()
        brush.dab(w * k, h * y, w * 0.026, h * 0.022, scaled(pale, 0.62))
        brush.dab(w * k, h * (y - 0.012), w * 0.026, h * 0.013, pale)
    brush.stroke(((w * 0.40, h * 0.365), (w * 0.47, h * 0.35)), (1.6, 1.4), scaled(light, 0.55))


def painted_wine_jar(width: int, height: int, light: Colour, *, seed: int) -> Bytes:
    """Two big sealed wine jars, red paper with a brushed sign pasted on them."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    red, ink = tinted(PAPER_RED, light), tinted((28, 22, 20), light)
    for x, tall, index in ((0.68, 0.80, 1), (0.34, 0.98, 0)):
        glaze = tinted(GLAZE[(seed + index * 2) % 5], light)
        top, half = h * (1.0 - tall), w * 0.27 * (0.75 + 0.25 * tall)
        body: list[XY] = [
            (w * x - half * 0.55, h + 2), (w * x - half, h - h * tall * 0.55), (w * x - half * 0.62, top + h * 0.14),
            (w * x + half * 0.62, top + h * 0.14), (w * x + half, h - h * tall * 0.55), (w * x + half * 0.55, h + 2),
        ]  # fmt: skip
        brush.shape(body, scaled(glaze, 0.62), smooth=True)
        inner = [(w * x - half * 0.10 + (px - w * x) * 0.70, py * 0.98 + h * 0.01) for px, py in body]
        brush.shape(inner, glaze, smooth=True)
        brush.stroke(
            ((w * x - half * 0.52, h * 0.86), (w * x - half * 0.68, h * 0.58), (w * x - half * 0.40, h * 0.34)),
            (1.0, w * 0.022, 1.0),
            scaled(glaze, 1.7),
        )
        brush.dab(w * x, top + h * 0.12, half * 0.62, h * 0.055, tinted((150, 122, 84), light))
        brush.dab(w * x, top + h * 0.09, half * 0.50, h * 0.05, red)
        size = half * 0.55
        cy = h - h * tall * 0.42
        brush.shape(((w * x, cy - size), (w * x + size, cy), (w * x, cy + size), (w * x - size, cy)), red)
        for dx, dy in ((-0.3, -0.1), (0.0, -0.35), (0.3, -0.1), (0.0, 0.3), (-0.2, 0.2), (0.22, 0.2)):
            brush.stroke(
                ((w * x + dx * size, cy + (dy - 0.2) * size), (w * x + dx * size * 0.8, cy + (dy + 0.2) * size)),
                (size * 0.13, size * 0.09),
                ink,
            )
    return bordered(brush.pixels, bottom=False)


def painted_counter(width: int, height: int, light: Colour, *, seed: int) -> Bytes:
    """The innkeeper's counter: panelled front, abacus, ledger, a lucky jar."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood = tinted(scaled(WOOD, 1.05), light)
    box(brush, w * 0.02, h * 0.34, w * 0.96, h * 0.66, scaled(wood, 0.75))
    for k in range(5):
        x = w * (0.04 + 0.188 * k)
        box(brush, x, h * 0.44, w * 0.168, h * 0.48, scaled(wood, 0.50))
        box(brush, x + w * 0.012, h * 0.46, w * 0.144, h * 0.43, wood)
        box(brush, x + w * 0.012, h * 0.46, w * 0.144, h * 0.016, scaled(wood, 1.5))
    box(brush, w * 0.005, h * 0.29, w * 0.99, h * 0.07, scaled(wood, 1.55))
    box(brush, w * 0.005, h * 0.35, w * 0.99, h * 0.018, scaled(wood, 0.4))
    box(brush, w * 0.12, h * 0.235, w * 0.20, h * 0.06, tinted((190, 172, 136), light))
    box(brush, w * 0.12, h * 0.255, w * 0.20, h * 0.012, tinted((60, 56, 60), light))
    box(brush, w * 0.42, h * 0.20, w * 0.22, h * 0.09, scaled(wood, 0.5))
    for k in range(9):
        brush.stroke(
            ((w * (0.435 + 0.024 * k), h * 0.205), (w * (0.435 + 0.024 * k), h * 0.285)), (1.4, 1.4), scaled(wood, 1.7)
        )
        brush.dab(
            w * (0.435 + 0.024 * k),
            h * (0.235 + 0.012 * (k * 5 % 4)),
            w * 0.008,
            h * 0.010,
            tinted((36, 26, 24), light),
        )
    glaze = tinted(GLAZE[seed % 5], light)
    brush.dab(w * 0.82, h * 0.20, w * 0.042, h * 0.10, glaze)
    brush.dab(w * 0.82, h * 0.10, w * 0.026, h * 0.025, tinted(PAPER_RED, light))
    return bordered(brush.pixels, bottom=False)


def wine_shelves(picture: Floats, left: float, top: float, wide: float, high: float, *, seed: int) -> None:
    """A recess full of jars on four shelves, painted onto a wall, in local colours; sizes in pixels."""
    rng = np.random.default_rng(seed_of("wine shelves", seed))
    x0, y0, w, h = int(left), int(top), int(wide), int(high)
    panel = Brush(w, h)
    box(panel, 0, 0, w, h, (52, 32, 24))
    for shelf in range(4):
        foot = h * (0.245 + 0.245 * shelf)
        at = w * 0.03
        while at < w * 0.93:
            size = h * rng.uniform(0.065, 0.095)
            glaze = scaled(GLAZE[int(rng.integers(0, 5))], rng.uniform(0.85, 1.3))
            panel.dab(at + size, foot - size * 0.95, size * 0.92, size, scaled(glaze, 0.65))
            panel.dab(at + size * 0.9, foot - size, size * 0.62, size * 0.85, glaze)
            panel.dab(at + size * 0.7, foot - size * 1.3, size * 0.14, size * 0.3, scaled(glaze, 1.6))
            panel.dab(
                at + size,
                foot - size * 1.95,
                size * 0.42,
                size * 0.22,
                PAPER_RED if rng.random() < 0.5 else (150, 122, 84),
            )
            at += size * rng.uniform(2.15, 2.6)
        box(panel, 0, foot, w, h * 0.022, scaled(WOOD, 1.15))
        box(panel, 0, foot + h * 0.022, w, h * 0.02, (26, 16, 12))
    picture[y0 : y0 + h, x0 : x0 + w] = panel.pixels[..., :3].astype(np.float32)
    for bx, by, bw, bh in (
        (x0, y0, wide, h * 0.03),
        (x0, y0, h * 0.035, high),
        (x0 + wide - h * 0.035, y0, h * 0.035, high),
    ):
        beam(picture, bx, by, bw, bh, seed=seed % 900)


def stairs(picture: Floats, left: float, foot: float, wide: float, high: float) -> None:
    """A stair climbing to the right along a wall, with its rail; in local colours; sizes in pixels."""
    height, width = picture.shape[:2]
    panel = Brush(width, height)
    wood = WOOD
    steps = 11
    for k in range(steps):
        x, y = left + wide * k / steps, foot - high * (k + 1) / steps
        box(panel, x, y, wide / steps + 1, foot - y, scaled(wood, 0.48 + 0.012 * k))
        box(panel, x - wide * 0.006, y, wide / steps * 1.1, high * 0.022, scaled(wood, 1.5))
        box(panel, x, y + high * 0.022, wide / steps, high * 0.012, scaled(wood, 0.25))
    rail: list[XY] = [(left - wide * 0.02, foot - high * 0.30), (left + wide, foot - high * 1.27)]
    for k in range(steps + 1):
        x = left + wide * k / steps
        y = foot - high * k / steps
        panel.stroke(((x, y), (x, y - high * 0.28)), (wide * 0.016, wide * 0.014), scaled(wood, 0.9))
    panel.stroke(rail, (wide * 0.035, wide * 0.035), scaled(wood, 1.25))
    panel.stroke([(x, y + wide * 0.014) for x, y in rail], (wide * 0.012, wide * 0.012), scaled(wood, 0.4))
    sheet = np.dstack([picture, np.full((height, width), 255, np.float32)]).astype(np.uint8)
    over(sheet, panel.pixels)
    picture[...] = sheet[..., :3]
