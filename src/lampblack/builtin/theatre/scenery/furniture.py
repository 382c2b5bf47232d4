"""Furniture of today, cut from paper: cut into the wall it stands against, or a sheet of its own."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.cutting import INK, Cut, bent
from lampblack.builtin.theatre.scenery.shell import Paint
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled

BOOKS: tuple[Colour, ...] = ((140, 60, 48), (60, 92, 106), (186, 158, 108), (82, 84, 76), (204, 192, 168), (96, 70, 98))
STEEL: Colour = (150, 154, 158)
BULB: Colour = (255, 236, 188)

Box = tuple[float, float, float, float]


def boards(wood: Colour, plank: float = 0.24) -> Paint:
    """A floor of boards that run away from the audience."""

    def paint(cut: Cut) -> None:
        rng = np.random.default_rng(seed_of("planks", round(wood[0])))
        x = 0.0
        while x < cut.wide:
            y = -float(rng.uniform(0.0, 2.0))
            while y < cut.high:
                long = float(rng.uniform(1.4, 2.8))
                cut.box(x, y, plank, long, scaled(wood, float(rng.uniform(0.88, 1.10))), ink=0.007)
                y += long
            x += plank

    return paint


def tiles(one: Colour, other: Colour, side: float = 0.6, *, shine: float = 0.0) -> Paint:
    """A floor of square tiles, every other one a little different; `shine`: a paler band down its middle, as polish."""

    def paint(cut: Cut) -> None:
        cut.box(-0.1, -0.1, cut.wide + 0.2, cut.high + 0.2, mixed(one, other, 0.5), ink=0.0)
        for i in range(int(cut.wide / side) + 1):
            for j in range(int(cut.high / side) + 1):
                cut.box(i * side, j * side, side, side, one if (i + j) % 2 else other, ink=0.006)
        if shine:
            for k in (0.3, 0.5, 0.7):
                cut.line(((cut.wide * k, 0.0), (cut.wide * k, cut.high)), 0.22, mixed(one, (255, 255, 255), shine))

    return paint


def curtain(cut: Cut, box: Box, colour: Colour) -> None:
    """A curtain drawn aside, in folds."""
    x, y, wide, high = box
    cut.box(x, y, wide, high, scaled(colour, 0.85), lift=0.04)
    folds = max(3, round(wide / 0.14))
    for k in range(folds):
        left = x + wide * k / folds
        cut.shape(
            ((left, y), (left + wide / folds * 0.62, y), (left + wide / folds * 0.5, y + high), (left, y + high)),
            scaled(colour, 1.06 if k % 2 else 0.94),
            ink=0.0,
        )
        cut.line(((left, y + 0.02), (left + 0.01, y + high)), (0.018, 0.006), scaled(colour, 0.6))


def radiator(cut: Cut, x: float, y: float, wide: float) -> None:
    """Ribs under a window."""
    for k in range(int(wide / 0.11)):
        cut.box(x + k * 0.11, y, 0.085, 0.42, (206, 204, 198), ink=0.008)


def shelf(cut: Cut, box: Box, wood: Colour, *, seed: int) -> None:
    """A bookcase with books, and a gap here and there."""
    x, y, wide, high = box
    rng = np.random.default_rng(seed_of("books", seed))
    cut.box(x, y, wide, high, wood, lift=0.05)
    rows = max(2, round(high / 0.44))
    each = high / rows
    for row in range(rows):
        foot = y + row * each + 0.03
        cut.box(x + 0.04, foot, wide - 0.08, each - 0.05, scaled(wood, 0.42), ink=0.0)
        at = x + 0.07
        while at < x + wide - 0.16:
            if rng.random() < 0.14:
                at += float(rng.uniform(0.08, 0.24))
                continue
            thick, tall = float(rng.uniform(0.028, 0.062)), (each - 0.05) * float(rng.uniform(0.62, 0.94))
            cut.box(
                at, foot, thick, tall, scaled(BOOKS[int(rng.integers(0, len(BOOKS)))], rng.uniform(0.8, 1.1)), ink=0.004
            )
            at += thick + 0.003


def sideboard(cut: Cut, box: Box, wood: Colour) -> None:
    """A low chest with a record player's lid on it."""
    x, y, wide, high = box
    cut.box(x, y + 0.12, wide, high - 0.12, wood, lift=0.05)
    for k in range(3):
        cut.box(x + wide * k / 3 + 0.03, y + 0.17, wide / 3 - 0.06, high - 0.22, scaled(wood, 1.12), ink=0.008)
    for k in (0.06, 0.94):
        cut.line(((x + wide * k, y), (x + wide * k, y + 0.12)), 0.04, scaled(wood, 0.5))
    cut.box(x + wide * 0.1, y + high, 0.44, 0.12, (52, 50, 54))
    cut.disc(x + wide * 0.8, y + high + 0.13, 0.09, 0.13, (168, 96, 70))


def kitchen(cut: Cut, x: float, wide: float, lit: float) -> None:
    """A kitchen along a wall: fridge, counter, hob and hood, cupboards above, a strip of light under them."""
    front: Colour = (94, 110, 104)
    cut.box(x, 0.9, wide, 0.62, (206, 200, 186), ink=0.0)
    for i in range(int(wide / 0.155)):
        for j in range(4):
            cut.box(
                x + i * 0.155,
                0.92 + j * 0.15,
                0.15,
                0.145,
                scaled((214, 208, 194), 0.94 + 0.06 * ((i + j) % 2)),
                ink=0.004,
            )
    cut.box(x, 0.0, wide, 0.86, scaled(front, 0.8), lift=0.05)
    for k in range(5):
        cut.box(x + 0.03 + wide * k / 5, 0.12, wide / 5 - 0.05, 0.70, front, ink=0.008)
        cut.box(x + wide * (k + 0.35) / 5, 0.74, wide / 5 * 0.3, 0.025, STEEL, ink=0.0)
    cut.box(x - 0.04, 0.86, wide + 0.08, 0.06, (118, 84, 60), lift=0.03)
    for k in range(5):
        if k != 2:
            cut.box(x + 0.02 + wide * k / 5, 1.55, wide / 5 - 0.04, 0.74, front, ink=0.008, lift=0.03)
    hood = x + wide * 0.4
    cut.shape(
        (
            (hood, 1.6),
            (hood + 0.8, 1.6),
            (hood + 0.58, 1.86),
            (hood + 0.58, 2.3),
            (hood + 0.22, 2.3),
            (hood + 0.22, 1.86),
        ),
        STEEL,
    )
    cut.box(hood + 0.08, 0.92, 0.64, 0.03, (40, 40, 44), ink=0.0)
    cut.disc(hood + 0.26, 1.02, 0.13, 0.09, (168, 66, 48))
    cut.line(((hood + 0.38, 1.06), (hood + 0.52, 1.14)), 0.03, (168, 66, 48))
    cut.line(bent((x + wide * 0.78, 1.06), (0.10, 0.13), 0.0, 3.1), 0.025, STEEL)
    for k, tone in enumerate(((190, 150, 90), (150, 70, 54), (100, 116, 96))):
        cut.box(x + 0.25 + k * 0.2, 0.92, 0.13, 0.2 + 0.03 * (k % 2), tone, ink=0.006)
    if lit > 0.2:
        cut.line(((x + 0.05, 1.54), (x + wide * 0.4, 1.54)), 0.03, scaled(BULB, lit), shine=True)
        cut.line(((x + wide * 0.6, 1.54), (x + wide - 0.05, 1.54)), 0.03, scaled(BULB, lit), shine=True)
    cut.box(x + wide + 0.1, 0.0, 0.72, 1.9, (196, 198, 194), lift=0.05)
    cut.line(((x + wide + 0.1, 1.2), (x + wide + 0.82, 1.2)), 0.014, (110, 112, 112))
    for foot in (0.8, 1.3):
        cut.box(x + wide + 0.16, foot, 0.03, 0.3, (120, 122, 122), ink=0.0)
    for at, foot in ((0.3, 1.5), (0.5, 1.42), (0.42, 1.64)):
        cut.box(x + wide + 0.1 + at, foot, 0.11, 0.09, BOOKS[int(at * 10) % 5], ink=0.0)


def wardrobe(cut: Cut, box: Box, colour: Colour) -> None:
    """Three tall doors."""
    x, y, wide, high = box
    cut.box(x, y, wide, high, scaled(colour, 0.75), lift=0.05)
    for k in range(3):
        cut.box(x + wide * k / 3 + 0.02, y + 0.08, wide / 3 - 0.04, high - 0.12, colour, ink=0.008)
        cut.box(x + wide * (k + 0.82) / 3, y + high * 0.45, 0.03, 0.16, scaled(colour, 0.4), ink=0.0)


def mirror(cut: Cut, x: float, y: float, wide: float, high: float) -> None:
    """A tall mirror with a slant of light in it."""
    cut.box(x, y, wide, high, (70, 54, 46), lift=0.03)
    cut.box(x + 0.04, y + 0.04, wide - 0.08, high - 0.08, (150, 164, 170), ink=0.0)
    cut.line(((x + wide * 0.7, y + high * 0.9), (x + wide * 0.3, y + high * 0.3)), (0.02, 0.06), (196, 208, 212))


def coats(cut: Cut, x: float, wide: float) -> None:
    """A rail with three coats and a hat."""
    cut.box(x, 1.72, wide, 0.07, (96, 70, 54))
    for k, tone in enumerate(((52, 60, 76), (126, 84, 58), (84, 90, 78))):
        at = x + wide * (0.18 + 0.32 * k)
        cut.shape(
            (
                (at - 0.05, 1.7),
                (at + 0.05, 1.7),
                (at + 0.2, 1.45),
                (at + 0.22, 0.85),
                (at - 0.22, 0.85),
                (at - 0.2, 1.45),
            ),
            tone,
            lift=0.03,
        )
        cut.line(((at, 1.66), (at, 0.9)), 0.012, scaled(tone, 0.5))


def sofa(cut: Cut, colour: Colour) -> None:
    """Two seats, two cushions, two arms."""
    w = cut.wide - 0.06
    x = 0.03
    for k in (0.12, 0.88):
        cut.box(x + w * k - 0.03, 0.0, 0.06, 0.14, (60, 44, 36), ink=0.0)
    cut.shape(bent((x + w / 2, 0.42), (w * 0.46, 0.42), 0.12, 3.02), scaled(colour, 0.86), smooth=True)
    cut.box(x + 0.12, 0.3, w - 0.24, 0.46, scaled(colour, 0.9))
    cut.line(((x + w / 2, 0.4), (x + w / 2, 0.76)), 0.014, scaled(colour, 0.55))
    for side, tone in ((0.2, (150, 66, 52)), (0.7, (206, 190, 156))):
        at = x + w * side
        cut.shape(((at, 0.42), (at + 0.36, 0.40), (at + 0.40, 0.72), (at + 0.04, 0.76)), tone)
    for k in range(2):
        cut.box(x + 0.16 + k * (w - 0.32) / 2, 0.28, (w - 0.32) / 2 - 0.02, 0.17, scaled(colour, 1.08))
    cut.box(x + 0.1, 0.12, w - 0.2, 0.17, scaled(colour, 0.78))
    for left in (x, x + w - 0.24):
        cut.box(left, 0.12, 0.24, 0.46, scaled(colour, 1.0))
        cut.disc(left + 0.12, 0.58, 0.12, 0.06, scaled(colour, 1.12))


def floor_lamp(cut: Cut, lit: float) -> None:
    """A lamp on a stalk, its shade alight."""
    m = cut.wide / 2
    cut.line(((m, 0.02), (m, 1.5)), 0.025, (60, 54, 50))
    cut.disc(m, 0.03, 0.15, 0.03, (60, 54, 50))
    shade(cut, m, 1.46, 0.24, 0.15, 0.36, lit)


def shade(cut: Cut, middle: float, foot: float, low: float, top: float, high: float, lit: float) -> None:
    """A lampshade: paper with the bulb behind it."""
    cold: Colour = (196, 176, 142)
    steps = 7
    for step in range(steps):
        k = step / (steps - 1)
        tone = mixed(cold, mixed((226, 140, 70), (255, 244, 212), k), min(1.0, lit * 1.1))
        a, b, h = low * (1 - 0.75 * k), top * (1 - 0.75 * k), high * (1 - 0.3 * k)
        points = ((middle - a, foot), (middle + a, foot), (middle + b, foot + h), (middle - b, foot + h))
        cut.shape(points, tone, ink=0.008 if step == 0 else 0.0, shine=lit > 0.2)


def pendant(cut: Cut, lit: float) -> None:
    """A lamp on a cord from the ceiling."""
    m = cut.wide / 2
    cut.line(((m, 0.3), (m, cut.high)), 0.014, (40, 36, 36))
    shade(cut, m, 0.06, 0.22, 0.07, 0.26, lit)


def table(cut: Cut, wood: Colour) -> None:
    """A table seen from its side, two cups on it."""
    w, top = cut.wide - 0.06, cut.high - 0.10
    cut.box(0.03, top - 0.06, w, 0.06, wood)
    for k in (0.08, 0.88):
        cut.shape(
            ((0.03 + w * k, top - 0.06), (0.09 + w * k, top - 0.06), (0.08 + w * k, 0.0), (0.05 + w * k, 0.0)),
            scaled(wood, 0.7),
        )
    for k in (0.36, 0.6):
        cut.box(0.03 + w * k, top, 0.07, 0.08, (222, 214, 198), ink=0.006)


def low_table(cut: Cut, wood: Colour) -> None:
    """A coffee table with a book and a bowl."""
    w, top = cut.wide - 0.06, cut.high - 0.08
    cut.box(0.03, top - 0.05, w, 0.05, wood)
    for k in (0.1, 0.86):
        cut.box(0.03 + w * k, 0.0, 0.05, top - 0.05, scaled(wood, 0.65))
    cut.box(0.03 + w * 0.2, top, 0.26, 0.035, (150, 66, 52), ink=0.005)
    cut.disc(0.03 + w * 0.66, top + 0.025, 0.11, 0.04, (196, 186, 164))


def chair(cut: Cut, wood: Colour) -> None:
    """A plain chair."""
    w, h = cut.wide - 0.06, cut.high - 0.04
    for k in (0.06, 0.82):
        cut.box(0.03 + w * k, 0.0, 0.045, 0.45, scaled(wood, 0.7), ink=0.006)
        cut.box(0.03 + w * k, 0.45, 0.045, h - 0.45, wood, ink=0.006)
    cut.box(0.03, 0.42, w, 0.06, scaled(wood, 1.15))
    for y in (h - 0.10, h - 0.26):
        cut.box(0.03 + w * 0.06, y, w * 0.84, 0.08, scaled(wood, 1.05), ink=0.006)


def plant(cut: Cut, *, seed: int) -> None:
    """A plant in a pot, leaf by leaf."""
    rng = np.random.default_rng(seed_of("plant", seed))
    m, h = cut.wide / 2, cut.high
    cut.shape(((m - 0.16, 0.34), (m + 0.16, 0.34), (m + 0.12, 0.0), (m - 0.12, 0.0)), (168, 98, 70))
    for _ in range(16):
        lean, tall = float(rng.uniform(-0.36, 0.36)), float(rng.uniform(0.45, 0.95)) * h
        tip = (m + lean, min(h - 0.05, 0.3 + tall * 0.68))
        bend = (m + lean * 0.35, 0.3 + (tip[1] - 0.3) * 0.6)
        tone = scaled((62, 98, 66), float(rng.uniform(0.7, 1.3)))
        cut.line(((m, 0.32), bend, tip), (0.016, 0.10, 0.01), tone)
        cut.line(((m, 0.32), bend, tip), 0.006, mixed(tone, INK, 0.5))


def rug(cut: Cut, x: float, y: float, half: tuple[float, float], colour: Colour) -> None:
    """A round rug with two borders, seen from above."""
    for share, tone in (
        (1.0, scaled(colour, 0.7)),
        (0.95, colour),
        (0.82, mixed(colour, (210, 186, 148), 0.55)),
        (0.78, colour),
    ):
        cut.disc(x, y, half[0] * share, half[1] * share, tone)


def double_bed(cut: Cut, cover: Colour) -> None:
    """A bed for two, seen from its foot: headboard, pillows, a cover turned down."""
    w = cut.wide - 0.06
    wood: Colour = (112, 78, 58)
    cut.shape([(0.06, 0.3), (0.06, 1.06), (w * 0.3, 1.16), (w * 0.7, 1.16), (w, 1.06), (w, 0.3)], wood)
    for k in (0.27, 0.73):
        m = 0.03 + w * k
        cut.shape([(m - 0.36, 0.66), (m - 0.38, 0.90), (m, 0.96), (m + 0.38, 0.90), (m + 0.36, 0.66)], (232, 228, 216))
    cut.shape([(0.10, 0.20), (0.12, 0.74), (w - 0.06, 0.74), (w - 0.04, 0.20)], (226, 220, 206))
    cut.shape([(0.05, 0.14), (0.11, 0.68), (w * 0.4, 0.64), (w - 0.05, 0.70), (w + 0.01, 0.14)], cover)
    for k in (0.2, 0.42, 0.63, 0.84):
        cut.line(((w * k, 0.62), (w * (k + 0.01), 0.18)), (0.012, 0.03), scaled(cover, 0.78))
    cut.box(0.04, 0.06, w, 0.10, scaled(wood, 0.8))
    for x in (0.08, w - 0.06):
        cut.box(x, 0.0, 0.08, 0.10, scaled(wood, 0.6), ink=0.0)


def bedside(cut: Cut, lit: float) -> None:
    """A small chest with a lamp, a book and a glass."""
    w = cut.wide - 0.06
    cut.box(0.05, 0.04, w - 0.04, 0.52, (124, 88, 62))
    for y in (0.10, 0.33):
        cut.box(0.09, y, w - 0.12, 0.19, (138, 100, 72), ink=0.006)
        cut.disc(0.03 + w / 2, y + 0.10, 0.02, 0.02, (206, 186, 132))
    cut.box(w * 0.62, 0.56, 0.16, 0.035, (150, 66, 52), ink=0.005)
    cut.line(((w * 0.38, 0.56), (w * 0.38, 0.76)), 0.03, (60, 54, 50))
    shade(cut, w * 0.38, 0.74, 0.15, 0.09, 0.22, lit)


def dresser(cut: Cut, box: Box, wood: Colour) -> None:
    """Drawers with a mirror over them, bottles before it."""
    x, y, wide, high = box
    cut.box(x, y + 0.08, wide, high - 0.08, wood, lift=0.05)
    for row in range(3):
        for k in range(2):
            foot, tall = y + 0.12 + row * (high - 0.16) / 3, (high - 0.2) / 3
            cut.box(x + 0.04 + k * (wide - 0.06) / 2, foot, (wide - 0.1) / 2, tall, scaled(wood, 1.12), ink=0.006)
            cut.disc(x + wide * (0.25 + 0.5 * k), foot + tall / 2, 0.022, 0.022, (206, 186, 132))
    mirror(cut, x + wide * 0.2, y + high + 0.06, wide * 0.6, 0.9)
    for k, tone in enumerate(((176, 120, 110), (120, 150, 150), (206, 190, 150))):
        cut.box(x + wide * (0.08 + 0.05 * k), y + high, 0.06, 0.12 + 0.04 * (k % 2), tone, ink=0.005)
