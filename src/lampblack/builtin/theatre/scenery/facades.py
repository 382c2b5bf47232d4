"""House fronts of a city today: a shop at street level with its light and sign, flats above, what hangs on them."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.cutting import INK, Cut, bent
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.skyline import NEON, WINDOWS
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.weave import Floats

WALLS: tuple[Colour, ...] = (
    (148, 122, 104), (122, 130, 128), (158, 142, 116), (110, 92, 88), (134, 138, 142), (150, 106, 88)
)  # fmt: skip
SHOP = 3.3
"""Metres from the pavement to the first floor."""
STOREY = 2.9
WARM: Colour = (255, 214, 142)


def height_of(storeys: int) -> float:
    return SHOP + STOREY * storeys + 0.5


def painted_facade(
    hour: Hour, *, wide: float, storeys: int, metre: float, lamps: float, lit: float, snow: bool, seed: int
) -> Bytes:
    """The whole front, opaque to its edges. `lamps`: how much the street's lights show; `lit`: windows with light."""
    rng = np.random.default_rng(seed_of("facade", seed))
    high = height_of(storeys)
    cut = Cut(wide, high, metre)
    wall = WALLS[seed % len(WALLS)]
    cut.box(-0.1, -0.1, wide + 0.2, high + 0.2, wall, ink=0.0)
    style = seed % 3
    for storey in range(storeys):
        _storey(cut, rng, hour, SHOP + storey * STOREY + 0.25, wall, lit, style, snow)
    cut.box(0.0, high - 0.34, wide, 0.34, scaled(wall, 1.18), lift=0.05)
    if snow:
        cut.box(0.0, high - 0.12, wide, 0.12, (236, 240, 248), ink=0.0)
    for x in (0.0, wide - 0.10):
        cut.line(((x + 0.05, SHOP), (x + 0.05, high)), 0.05, scaled(wall, 0.6))
    _shop(cut, rng, hour, wall, lamps, seed)
    return cut.finished(_light(cut, hour, lamps), seed=seed)


def _light(cut: Cut, hour: Hour, lamps: float) -> Floats:
    """The hour, and from below what shops and lamps throw up the wall."""
    height, width = cut.brush.height, cut.brush.width
    _, y = grid(height, width)
    up = np.float32(cut.high) - y / np.float32(cut.metre)
    sky = np.array(hour.day((255.0, 255.0, 255.0), 0.5), np.float32) / np.float32(255.0)
    warm = np.exp(-((up / 4.2) ** 2)).astype(np.float32) * np.float32(0.62 * lamps)
    return np.asarray(sky + warm[..., None] * np.array((1.0, 0.74, 0.46), np.float32), np.float32)


def _storey(
    cut: Cut, rng: np.random.Generator, hour: Hour, foot: float, wall: Colour, lit: float, style: int, snow: bool
) -> None:
    count = (3, 4, 2)[style]
    each = cut.wide / count
    for k in range(count):
        wide, high = (each * 0.46, 1.55) if style != 2 else (each * 0.62, 1.35)
        x, y = each * (k + 0.5) - wide / 2, foot + 0.55
        glow = bool(rng.random() < lit)
        pane = WINDOWS[int(rng.integers(0, len(WINDOWS)))] if glow else mixed(hour.sky[2][1], hour.ink, 0.45)
        tone = scaled(pane, float(rng.uniform(0.72, 1.0))) if glow else pane
        cut.box(x - 0.08, y - 0.08, wide + 0.16, high + 0.16, scaled(wall, 0.55), lift=0.03)
        cut.box(x, y, wide, high, tone, ink=0.0, shine=True)
        _behind(cut, rng, (x, y, wide, high), tone, glow)
        cut.line(((x + wide / 2, y), (x + wide / 2, y + high)), 0.05, scaled(tone, 0.42), shine=True)
        if style != 0:
            cut.line(((x, y + high * 0.62), (x + wide, y + high * 0.62)), 0.04, scaled(tone, 0.42), shine=True)
        cut.box(x - 0.14, y - 0.18, wide + 0.28, 0.10, (236, 240, 248) if snow else scaled(wall, 1.2), lift=0.03)
        odd = rng.random()
        if odd < 0.30:
            _cooler(cut, x + wide * 0.1, y - 0.72)
        elif odd < 0.5 and style != 1:
            _balcony(cut, x - 0.2, y - 0.18, wide + 0.4, wall)
        elif odd < 0.62:
            _washing(cut, rng, x - 0.1, y + 0.1, wide + 0.2)
    cut.line(((0.0, foot), (cut.wide, foot)), 0.05, scaled(wall, 0.74))


def _behind(
    cut: Cut, rng: np.random.Generator, box: tuple[float, float, float, float], tone: Colour, glow: bool
) -> None:
    """A curtain, a plant or somebody's shape in a window."""
    x, y, wide, high = box
    kind = rng.random()
    if kind < 0.45:
        side = wide * float(rng.uniform(0.18, 0.42))
        left = x if rng.random() < 0.5 else x + wide - side
        cut.box(left, y, side, high, scaled(tone, 0.74 if glow else 1.25), ink=0.0, shine=True)
    elif kind < 0.60 and glow:
        m = x + wide * float(rng.uniform(0.35, 0.65))
        dark = scaled(tone, 0.30)
        cut.disc(m, y + high * 0.62, 0.11, 0.14, dark, shine=True)
        cut.shape(
            [(m - 0.25, y), (m - 0.2, y + high * 0.45), (m + 0.2, y + high * 0.45), (m + 0.25, y)],
            dark,
            ink=0.0,
            shine=True,
        )
    elif kind < 0.8:
        cut.box(x, y + high * 0.55, wide, high * 0.45, scaled(tone, 0.82), ink=0.0, shine=True)


def _cooler(cut: Cut, x: float, y: float) -> None:
    cut.box(x, y, 0.74, 0.46, (176, 176, 170), lift=0.05)
    cut.disc(x + 0.26, y + 0.23, 0.17, 0.17, (108, 110, 110))
    cut.line(((x + 0.5, y + 0.1), (x + 0.7, y + 0.1)), 0.03, (120, 122, 120))


def _balcony(cut: Cut, x: float, y: float, wide: float, wall: Colour) -> None:
    cut.box(x, y - 0.1, wide, 0.14, scaled(wall, 0.8), lift=0.08)
    for k in range(int(wide / 0.13) + 1):
        cut.line(((x + k * 0.13, y), (x + k * 0.13, y + 0.75)), 0.022, (46, 50, 52), shine=True)
    cut.line(((x, y + 0.76), (x + wide, y + 0.76)), 0.05, (46, 50, 52), shine=True)


def _washing(cut: Cut, rng: np.random.Generator, x: float, y: float, wide: float) -> None:
    cut.line(((x, y), (x + wide, y)), 0.03, (70, 70, 70))
    for k in range(3):
        at = x + wide * (0.1 + 0.3 * k)
        tone = ((206, 200, 188), (160, 84, 72), (92, 116, 136))[int(rng.integers(0, 3))]
        cut.shape(((at, y), (at + 0.3, y), (at + 0.28, y - 0.5), (at + 0.03, y - 0.46)), tone)


def _shop(cut: Cut, rng: np.random.Generator, hour: Hour, wall: Colour, lamps: float, seed: int) -> None:
    """A wide window with what is sold, a door, a sign over both; one of six is shut behind a roller."""
    w = cut.wide
    frame = ((62, 84, 82), (96, 52, 46), (54, 60, 76), (88, 74, 56))[seed % 4]
    cut.box(0.0, 0.0, w, SHOP - 0.25, scaled(frame, 0.8), ink=0.0)
    cut.box(0.25, SHOP - 0.92, w - 0.5, 0.62, frame, lift=0.06)
    accent = NEON[seed % len(NEON)]
    if seed % 6 == 5:
        for k in range(13):
            cut.box(0.4, 0.08 + k * 0.17, w - 0.8, 0.16, scaled((138, 140, 140), 0.95 + 0.1 * (k % 2)), ink=0.006)
    else:
        inside = mixed(mixed(hour.day((120, 116, 108), 0.3), hour.ink, 0.25), WARM, min(1.0, 0.28 + lamps))
        door = w * (0.68 if seed % 2 else 0.12)
        left = 0.4 if seed % 2 else w * 0.34
        _window(cut, rng, (left, 0.55, w * 0.6 - 0.35, 1.75), inside, seed)
        cut.box(door - 0.06, 0.0, 1.14, 2.32, scaled(frame, 0.5))
        cut.box(door, 0.06, 1.02, 2.2, scaled(inside, 0.92), ink=0.0, shine=True)
        cut.line(((door + 0.51, 0.06), (door + 0.51, 2.26)), 0.05, scaled(inside, 0.3), shine=True)
        cut.box(door, 0.06, 1.02, 0.5, scaled(frame, 0.75 + 0.4 * lamps), ink=0.0, shine=True)
        if seed % 3 == 0:
            _awning(cut, 0.3, w - 0.6, accent, hour, lamps)
    _sign(cut, rng, (0.5, SHOP - 0.84, w - 1.0, 0.46), accent, lamps)


def _window(
    cut: Cut, rng: np.random.Generator, box: tuple[float, float, float, float], inside: Colour, seed: int
) -> None:
    x, y, wide, high = box
    cut.box(x - 0.07, y - 0.07, wide + 0.14, high + 0.14, (40, 40, 44), lift=0.03)
    steps = 5
    for k in range(steps):
        cut.box(x, y, wide, high * (1.0 - 0.16 * k), scaled(inside, 0.80 + 0.07 * k), ink=0.0, shine=True)
    dark = scaled(inside, 0.36)
    if seed % 2:
        for row in (0.35, 0.85):
            cut.line(((x, y + row), (x + wide, y + row)), 0.04, scaled(inside, 0.5), shine=True)
            at = x + 0.1
            while at < x + wide - 0.2:
                size = float(rng.uniform(0.10, 0.24))
                tone = mixed(
                    scaled(
                        ((196, 92, 70), (104, 132, 112), (214, 180, 104), (120, 110, 150))[int(rng.integers(0, 4))],
                        0.85,
                    ),
                    inside,
                    0.25,
                )
                cut.box(at, y + row + 0.02, size, float(rng.uniform(0.14, 0.34)), tone, ink=0.0, shine=True)
                at += size + float(rng.uniform(0.02, 0.12))
    else:
        for k in range(3):
            m = x + wide * (0.2 + 0.3 * k)
            cut.line(((m - 0.3, y + 0.42), (m + 0.3, y + 0.42)), 0.05, dark, shine=True)
            cut.line(((m, y), (m, y + 0.42)), 0.05, dark, shine=True)
            if rng.random() < 0.7:
                cut.disc(m - 0.34, y + 0.95, 0.11, 0.13, dark, shine=True)
                cut.shape(
                    [(m - 0.56, y), (m - 0.52, y + 0.7), (m - 0.2, y + 0.7), (m - 0.14, y)], dark, ink=0.0, shine=True
                )
            cut.line(((m, y + high), (m, y + high - 0.35)), 0.02, dark, shine=True)
            cut.shape(
                [
                    (m - 0.16, y + high - 0.48),
                    (m + 0.16, y + high - 0.48),
                    (m + 0.05, y + high - 0.33),
                    (m - 0.05, y + high - 0.33),
                ],
                mixed(inside, (255, 250, 230), 0.7),
                ink=0.0,
                shine=True,
            )
    cut.line(((x + wide * 0.5, y), (x + wide * 0.5, y + high)), 0.04, dark, shine=True)


def _awning(cut: Cut, x: float, wide: float, accent: Colour, hour: Hour, lamps: float) -> None:
    top, low = SHOP - 0.95, SHOP - 1.5
    count = max(5, round(wide / 0.45))
    tone = mixed(accent, (120, 60, 50), 0.55)
    for k in range(count):
        a, b = x + wide * k / count, x + wide * (k + 1) / count
        shade = tone if k % 2 else (214, 206, 188)
        colour = mixed(hour.day(shade, 0.5), scaled(shade, 0.8), 0.6 * lamps)
        cut.shape(((a, top), (b, top), (b, low), ((a + b) / 2, low - 0.07), (a, low)), colour, ink=0.006, shine=True)


def _sign(
    cut: Cut, rng: np.random.Generator, box: tuple[float, float, float, float], accent: Colour, lamps: float
) -> None:
    """A band of light with strokes that say nothing, or one neon line."""
    x, y, wide, high = box
    glow = 0.25 + 0.75 * lamps
    if rng.random() < 0.5:
        cut.box(
            x,
            y,
            wide,
            high,
            mixed((150, 144, 134), mixed(accent, (255, 255, 255), 0.35), glow * 0.8),
            ink=0.0,
            shine=lamps > 0.2,
        )
        tone = mixed((80, 76, 76), scaled(accent, 0.45), glow)
    else:
        cut.box(x, y, wide, high, scaled(INK, 1.2))
        tone = mixed((120, 116, 112), accent, glow)
    marks(cut, rng, (x + wide * 0.2, y + high * 0.18, wide * 0.6, high * 0.64), tone, lamps)


def marks(
    cut: Cut, rng: np.random.Generator, box: tuple[float, float, float, float], tone: Colour, lamps: float
) -> None:
    """Brush marks in a row that look like lettering from afar and are none."""
    x, y, wide, high = box
    count = max(2, round(wide / (high * 1.15)))
    each = wide / count
    for k in range(count):
        left, side = x + k * each, each * 0.72
        for _ in range(4):
            a = (left + side * rng.random(), y + high * rng.random())
            b = (
                (a[0] + side * float(rng.uniform(0.2, 0.6)), a[1])
                if rng.random() < 0.55
                else (a[0], max(y, a[1] - high * 0.6))
            )
            points: tuple[XY, ...] = (a, (min(b[0], left + side), b[1]))
            if lamps > 0.2:
                cut.tube(points, high * 0.11, tone)
            else:
                cut.line(points, high * 0.11, tone)


def painted_blind_wall(
    hour: Hour, *, wide: float, high: float, metre: float, lit: float, snow: bool, seed: int
) -> Bytes:
    """The side of a house that stands higher than its neighbour: plaster, a pipe, a few small windows."""
    rng = np.random.default_rng(seed_of("blind", seed))
    cut = Cut(wide, high, metre)
    wall = scaled(WALLS[seed % len(WALLS)], 0.82)
    cut.box(-0.1, -0.1, wide + 0.2, high + 0.2, wall, ink=0.0)
    for _ in range(7):
        x, y = float(rng.uniform(0.6, wide - 1.2)), float(rng.uniform(4.0, high - 1.6))
        on = rng.random() < lit
        tone = WINDOWS[int(rng.integers(0, 4))] if on else mixed(hour.sky[2][1], hour.ink, 0.5)
        cut.box(x - 0.05, y - 0.05, 0.7, 1.0, scaled(wall, 0.6))
        cut.box(x, y, 0.6, 0.9, tone, ink=0.0, shine=True)
    cut.line(((wide * 0.3, 0.0), (wide * 0.3, high)), 0.09, scaled(wall, 0.6))
    if snow:
        cut.box(0.0, high - 0.12, wide, 0.12, (236, 240, 248), ink=0.0)
    return cut.finished(_light(cut, hour, 0.0), seed=seed)


def painted_upright_sign(metre: float, *, lamps: float, day: Colour, seed: int) -> Bytes:
    """A sign that juts out over the street: a tall box of light with a neon edge; nothing on it can be read."""
    rng = np.random.default_rng(seed_of("upright sign", seed))
    high = (3.0, 2.3, 3.8, 1.5)[seed % 4]
    cut = Cut(1.3, high + 0.2, metre)
    accent = NEON[(seed + 1) % len(NEON)]
    glow = 0.2 + 0.8 * lamps
    cut.line(((0.0, high * 0.85), (0.3, high * 0.85)), 0.06, INK)
    cut.line(((0.0, high * 0.25), (0.3, high * 0.25)), 0.06, INK)
    cut.box(0.2, 0.08, 1.0, high, mixed((60, 56, 62), scaled(accent, 0.34), glow), shine=lamps > 0.2)
    tone = mixed((150, 146, 140), accent, glow)
    corners: list[XY] = [(0.28, 0.16), (1.12, 0.16), (1.12, high), (0.28, high)]
    for side in zip(corners, (*corners[1:], corners[0]), strict=True):
        if lamps > 0.2:
            cut.tube(side, 0.05, tone)
        else:
            cut.line(side, 0.05, tone)
    if seed % 4 == 3:
        _cup(cut, 0.7, 0.5, tone)
    else:
        step = 0.66
        count = int((high - 0.5) / step)
        for k in range(count):
            pale = mixed(tone, (255, 244, 220), 0.45)
            marks(cut, rng, (0.42, 0.34 + k * step, 0.58, 0.48), pale if k % 2 else tone, lamps)
    sheet = cut.finished(day, seed=seed)
    sheet[:2] = sheet[-2:] = sheet[:, :2] = sheet[:, -2:] = 0
    return sheet


def _cup(cut: Cut, x: float, y: float, tone: Colour) -> None:
    cut.tube(
        [(x - 0.22, y + 0.5), (x - 0.18, y + 0.12), (x + 0.12, y + 0.12), (x + 0.16, y + 0.5), (x - 0.22, y + 0.5)],
        0.05,
        tone,
    )
    cut.tube(bent((x + 0.18, y + 0.34), (0.12, 0.11), -1.4, 1.4, 7), 0.04, tone)
    for k in (-0.1, 0.05):
        cut.tube(
            ((x + k, y + 0.58), (x + k + 0.05, y + 0.68), (x + k, y + 0.8)), 0.03, mixed(tone, (255, 255, 255), 0.4)
        )
