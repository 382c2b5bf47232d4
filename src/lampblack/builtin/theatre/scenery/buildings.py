"""Things people build: plaster walls, lattice windows, hanging scrolls, tables, lamps, lanterns, pavilions."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.ridges import Massif, Tint, painted_massif
from lampblack.builtin.theatre.scenery.wash import (
    Bytes,
    Colour,
    blurred,
    bordered,
    flat,
    glaze,
    mixed,
    premultiplied,
    scaled,
    soft,
)
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

WOOD: Colour = (112, 62, 40)
PLASTER: Colour = (206, 192, 166)


def grid(height: int, width: int) -> tuple[Floats, Floats]:
    """x and y of every pixel."""
    x = np.ascontiguousarray(np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width)))
    y = np.ascontiguousarray(np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width)))
    return x, y


def plaster(width: int, height: int, *, seed: int) -> Floats:
    """An old limewashed wall, stained from above and below; in local colours."""
    x, y = grid(height, width)
    s = np.float32(500.0 / height)
    shift = seed_of("plaster", seed)
    broad = sampled("cloud", x * s + shift % 977, y * s + shift % 613)
    fine = sampled("wool", x * s * 2.2 + shift % 401, y * s * 2.2)
    streak = sampled("fibre", x * s * 2.0 + shift % 211, y * s * 0.5)
    picture = flat(height, width, PLASTER)
    glaze(picture, (150, 126, 98), np.clip((broad - 0.42) * 1.1, 0.0, 0.55))
    glaze(picture, (232, 222, 200), np.clip((fine - 0.52) * 1.2, 0.0, 0.4))
    glaze(picture, (128, 106, 84), soft(0.56, 0.8, streak) * np.float32(0.22))
    return picture


def beam(picture: Floats, left: float, top: float, wide: float, high: float, *, seed: int, tone: float = 1.0) -> None:
    """A timber laid onto a wall: grain along its length, a shadow beside it."""
    height, width = picture.shape[:2]
    x0, y0 = max(0, int(left)), max(0, int(top))
    x1, y1 = min(width, int(left + wide)), min(height, int(top + high))
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    x, y = grid(y1 - y0, x1 - x0)
    along, across = (y, x) if high > wide else (x, y)
    grain = sampled("fibre", across * np.float32(1.4) + seed % 977, along * np.float32(0.35) + seed % 613)
    dark, light = scaled(WOOD, 0.62 * tone), scaled(WOOD, 1.35 * tone)
    wood = flat(y1 - y0, x1 - x0, dark)
    glaze(wood, light, np.clip((grain - 0.3) * 1.7, 0.0, 1.0))
    round_side = across / np.float32(max(1.0, min(wide, high)))
    wood *= (1.12 - 0.5 * np.abs(round_side - 0.38))[..., None]
    shade = max(3, int(min(wide, high) * 0.35))
    picture[y0 : min(height, y1 + shade), x0 : min(width, x1 + shade)] *= np.float32(0.72)
    picture[y0:y1, x0:x1] = wood


def lattice(picture: Floats, left: float, top: float, wide: float, high: float, glow: Colour, *, seed: int) -> None:
    """A paper window behind a lattice, lit from outside, with the shadow of bamboo on it."""
    x0, y0, w, h = int(left), int(top), int(wide), int(high)
    panel = Brush(w, h)
    panel.shape(((0, 0), (w, 0), (w, h), (0, h)), glow)
    rng = np.random.default_rng(seed_of("bamboo", seed))
    shadow = Brush(w, h)
    dark = scaled(glow, 0.55)
    for _ in range(3):
        bx = rng.uniform(0.1, 0.9) * w
        lean = rng.uniform(-0.15, 0.15) * w
        shadow.stroke(((bx, h), (bx + lean * 0.5, h * 0.5), (bx + lean, 0)), (w * 0.03, w * 0.026, w * 0.02), dark)
        for _ in range(16):
            t = rng.random()
            a = rng.uniform(0.5, 2.4)
            lx, ly = bx + lean * (1 - t), h * t
            length = w * rng.uniform(0.10, 0.2)
            flip = rng.choice((-1.0, 1.0))
            shadow.stroke(
                (
                    (lx, ly),
                    (lx + flip * math.cos(a) * length * 0.5, ly + math.sin(a) * length * 0.5),
                    (lx + flip * math.cos(a) * length, ly + math.sin(a) * length * 0.8),
                ),
                (1.0, w * 0.028, 0.8),
                dark,
            )
    panel.lay(shadow, 0.62, max(1.0, w / 140))
    bars = scaled(WOOD, 0.42)
    for i in range(1, 8):
        panel.stroke(((w * i / 8, 0), (w * i / 8, h)), (w * 0.014, w * 0.014), bars)
    for i in range(1, 10):
        panel.stroke(((0, h * i / 10), (w, h * i / 10)), (w * 0.014, w * 0.014), bars)
    _moon_gate(panel, w, h, glow, bars)
    for points in (((0, 0), (w, 0)), ((0, h), (w, h)), ((0, 0), (0, h)), ((w, 0), (w, h))):
        panel.stroke(points, (w * 0.07, w * 0.07), scaled(WOOD, 0.8))
    picture[y0 : y0 + h, x0 : x0 + w] = panel.pixels[..., :3].astype(np.float32)


def _moon_gate(panel: Brush, w: int, h: int, glow: Colour, bars: Colour) -> None:
    ring: list[XY] = [
        (w / 2 + math.cos(a) * w * 0.25, h / 2 + math.sin(a) * w * 0.25) for a in np.linspace(0, math.tau, 40).tolist()
    ]
    panel.shape(ring, scaled(glow, 1.08))
    panel.stroke(ring, [w * 0.024] * len(ring), bars)
    for turn in range(4):
        a = turn * math.pi / 4
        panel.stroke(
            (
                (w / 2 - math.cos(a) * w * 0.25, h / 2 - math.sin(a) * w * 0.25),
                (w / 2 + math.cos(a) * w * 0.25, h / 2 + math.sin(a) * w * 0.25),
            ),
            (w * 0.012, w * 0.012),
            bars,
        )


def scroll(picture: Floats, left: float, top: float, wide: float, high: float, *, seed: int) -> None:
    """A hanging scroll: an ink landscape by the same brush that paints the world outside."""
    x0, y0, w, h = int(left), int(top), int(wide), int(high)
    shadow = np.zeros(picture.shape[:2], np.float32)
    shadow[y0 + h // 40 : y0 + h + h // 40, x0 + w // 16 : x0 + w + w // 16] = 1.0
    glaze(picture, (20, 14, 10), blurred(shadow, w / 20) * np.float32(0.55))
    picture[y0 : y0 + h, x0 : x0 + w] = (150, 126, 92)
    px, py, pw, ph = int(w * 0.10), int(h * 0.10), int(w * 0.80), int(h * 0.76)
    x, y = grid(ph, pw)
    paper = flat(ph, pw, (232, 222, 198))
    glaze(paper, (206, 188, 154), np.clip(sampled("cloud", x * 2, y * 2 + seed % 301) - 0.4, 0.0, 0.6))
    sheet = np.dstack([paper, np.full((ph, pw), 255, np.float32)]).astype(np.uint8)
    ink = Tint(
        dark=(44, 46, 50),
        light=(226, 216, 194),
        mist=(228, 218, 194),
        lit=(232, 222, 198),
        rim=(232, 222, 198),
        pigment=0.35,
        bleach=0.2,
    )
    for index, (share, foot) in enumerate(((0.62, 0.74), (0.46, 0.98))):
        mh = int(ph * share)
        massif = Massif(
            width=pw,
            height=mh,
            summits=2 + index,
            folds=3,
            seed=seed_of(seed, index),
            trees=14,
            tree_size=pw * 0.05,
            ends=0.02,
        )
        y1 = int(ph * foot)
        over(sheet[y1 - mh : y1], painted_massif(massif, ink))
    seal = Brush(pw, ph)
    seal.shape(
        ((pw * 0.84, ph * 0.10), (pw * 0.91, ph * 0.10), (pw * 0.91, ph * 0.14), (pw * 0.84, ph * 0.14)), (178, 44, 36)
    )
    for i in range(4):
        cy = ph * (0.05 + 0.05 * i) if i < 1 else ph * (0.17 + 0.05 * (i - 1))
        seal.stroke(((pw * 0.845, cy), (pw * 0.905, cy + 2)), (pw * 0.016, pw * 0.01), (40, 36, 34))
        seal.stroke(
            ((pw * 0.875, cy - ph * 0.012), (pw * 0.868, cy + ph * 0.02)), (pw * 0.014, pw * 0.008), (40, 36, 34)
        )
    over(sheet, seal.pixels)
    picture[y0 + py : y0 + py + ph, x0 + px : x0 + px + pw] = sheet[..., :3].astype(np.float32)
    for cy in (y0, y0 + h):
        beam(picture, x0 - w * 0.06, cy - h * 0.012, w * 1.12, h * 0.024, seed=seed, tone=0.7)


def painted_table(width: int, height: int, hour: Hour, *, seed: int) -> Bytes:
    """The front of a low table: top edge, two legs, an apron with cloud scrolls."""
    wood = np.asarray(
        painted_boards(hour, width=height, height=width, metre=width * 0.7, wood=WOOD, seed=seed).transpose(1, 0, 2),
        np.float32,
    )
    brush = Brush(width, height)
    white: Colour = (255, 255, 255)
    w, h = float(width), float(height)
    for box in (
        (0.01, 0.0, 0.98, 0.10),
        (0.04, 0.0, 0.055, 1.0),
        (0.905, 0.0, 0.055, 1.0),
        (0.05, 0.10, 0.90, 0.12),
        (0.05, 0.84, 0.90, 0.05),
    ):
        l, t, bw, bh = box
        brush.shape(((l * w, t * h), ((l + bw) * w, t * h), ((l + bw) * w, (t + bh) * h), (l * w, (t + bh) * h)), white)
    cover = brush.opacity
    edge = cover * (1.0 - blurred(cover, max(1.0, width / 260)))
    glaze(wood, (24, 14, 12), np.clip(edge * 1.6, 0.0, 0.85))
    wood *= (1.08 - 0.45 * np.linspace(0, 1, height, dtype=np.float32))[:, None, None]
    return premultiplied(np.ascontiguousarray(wood), cover)


def painted_lamp(width: int, height: int) -> Bytes:
    """A paper lamp, alight, on a wooden stand."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    brush.stroke(((w / 2, h), (w / 2, h * 0.6)), (w * 0.07, w * 0.05), (92, 68, 44))
    brush.dab(w / 2, h * 0.96, w * 0.20, h * 0.03, (76, 52, 34))
    body: list[XY] = [
        (w * 0.24, h * 0.10),
        (w * 0.76, h * 0.10),
        (w * 0.82, h * 0.35),
        (w * 0.74, h * 0.62),
        (w * 0.26, h * 0.62),
        (w * 0.18, h * 0.35),
    ]
    for step in range(10):
        t = step / 9
        middle = (w / 2, h * 0.38)
        ring: list[XY] = [
            (middle[0] + (x - middle[0]) * (1 - 0.9 * t), middle[1] + (y - middle[1]) * (1 - 0.9 * t)) for x, y in body
        ]
        brush.shape(ring, mixed((236, 142, 62), (255, 248, 214), min(1.0, t * 1.25)), smooth=True)
    for k in (-0.24, -0.12, 0.0, 0.12, 0.24):
        brush.stroke(
            ((w * (0.5 + k * 0.95), h * 0.10), (w * (0.5 + k * 1.2), h * 0.36), (w * (0.5 + k * 0.92), h * 0.62)),
            (w * 0.008,) * 3,
            (150, 84, 40),
        )
    for y in (0.095, 0.625):
        brush.stroke(((w * 0.24, h * y), (w * 0.76, h * y)), (h * 0.03, h * 0.03), (70, 38, 24))
    return bordered(brush.pixels, bottom=False)


def painted_lantern(width: int, height: int) -> Bytes:
    """A round red lantern, alight, with its tassel."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    brush.stroke(((w / 2, 0), (w / 2, h * 0.2)), (2.0, 2.0), (50, 36, 32))
    for step in range(9):
        t = step / 8
        brush.dab(
            w / 2,
            h * 0.44,
            w * 0.40 * (1 - 0.85 * t),
            h * 0.25 * (1 - 0.85 * t),
            mixed((188, 34, 26), (255, 222, 150), t),
        )
    for k in (-0.8, -0.42, 0.0, 0.42, 0.8):
        brush.stroke(
            ((w / 2, h * 0.19), (w / 2 + k * w * 0.42, h * 0.44), (w / 2, h * 0.69)), (1.4, 1.8, 1.4), (126, 22, 18)
        )
    for y in (0.19, 0.68):
        brush.stroke(((w * 0.34, h * y), (w * 0.66, h * y)), (h * 0.032, h * 0.032), (72, 44, 24))
    for k in (-0.08, 0.0, 0.08):
        brush.stroke(((w * (0.5 + k * 0.7), h * 0.70), (w * (0.5 + k), h * 0.97)), (2.2, 1.2), (214, 168, 76))
    return bordered(brush.pixels, bottom=False)


def glow(side: int, colour: Colour, *, power: float = 2.2) -> Bytes:
    """A soft ball of light, to be hung as a card that adds."""
    x, y = grid(side, side)
    middle = np.float32((side - 1) / 2)
    away = np.hypot(x - middle, y - middle) / middle
    strength = np.clip(1.0 - away, 0.0, 1.0) ** np.float32(power)
    return premultiplied(flat(side, side, colour), strength.astype(np.float32))
