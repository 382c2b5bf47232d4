"""What stands about in a street: jars, bales and baskets before the shops, a hand cart, cloth awnings on poles."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.shopfronts import CLOTHS, EMBER
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, mixed, scaled


def _lit(hour: Hour, colour: Colour, lamps: float, light: float = 0.5) -> Colour:
    return mixed(hour.day(colour, light), scaled(mixed(colour, EMBER, 0.30), 0.74), 0.6 * lamps)


def painted_jars(width: int, height: int, hour: Hour, *, lamps: float, seed: int) -> Bytes:
    """A group of glazed jars and baskets, the tallest behind."""
    rng = np.random.default_rng(seed_of("jars", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    glazes: tuple[Colour, ...] = ((112, 74, 52), (74, 88, 84), (150, 112, 72), (84, 60, 58))
    for x, tall, wide in (
        (0.30, 0.94, 0.17),
        (0.66, 0.86, 0.18),
        (0.16, 0.60, 0.12),
        (0.48, 0.62, 0.15),
        (0.84, 0.52, 0.11),
    ):
        colour = _lit(hour, scaled(glazes[int(rng.integers(0, 4))], rng.uniform(0.9, 1.15)), lamps)
        _jar(brush, x * w, h * 0.985, tall * h, wide * w, colour)
    return bordered(brush.pixels, bottom=False)


def _jar(brush: Brush, x: float, foot: float, tall: float, wide: float, colour: Colour) -> None:
    profile = ((0.0, 0.62), (0.2, 0.86), (0.5, 1.0), (0.76, 0.82), (0.88, 0.55), (0.93, 0.58), (1.0, 0.60))
    right: list[XY] = [(x + wide * share, foot - tall * up) for up, share in profile]
    left: list[XY] = [(x - wide * share, foot - tall * up) for up, share in reversed(profile)]
    brush.shape([*right, *left], scaled(colour, 0.62))
    lit: list[XY] = [(x + wide * (share * 0.62 - 0.26), foot - tall * (up * 0.92 + 0.02)) for up, share in profile[:5]]
    back: list[XY] = [
        (x - wide * (share * 0.92), foot - tall * (up * 0.92 + 0.02)) for up, share in reversed(profile[:5])
    ]
    brush.shape([*lit, *back], colour)
    brush.stroke(
        (
            (x - wide * 0.52, foot - tall * 0.3),
            (x - wide * 0.60, foot - tall * 0.56),
            (x - wide * 0.42, foot - tall * 0.78),
        ),
        (wide * 0.03, wide * 0.14, wide * 0.03),
        scaled(colour, 1.5),
    )
    brush.dab(x, foot - tall * 0.99, wide * 0.60, tall * 0.045, scaled(colour, 0.32))
    brush.dab(x, foot - tall * 0.965, wide * 0.66, tall * 0.05, scaled(colour, 1.15))
    brush.dab(x, foot - tall * 0.975, wide * 0.50, tall * 0.034, scaled(colour, 0.25))


def painted_cart(width: int, height: int, hour: Hour, *, lamps: float, seed: int) -> Bytes:
    """A two-wheeled hand cart laden with bales under rope, side view."""
    rng = np.random.default_rng(seed_of("cart", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood, dark = _lit(hour, (128, 84, 54), lamps), scaled(_lit(hour, (70, 46, 36), lamps), 0.6)
    for k in range(5):
        colour = _lit(hour, scaled(CLOTHS[int(rng.integers(0, len(CLOTHS)))], 1.1), lamps)
        x, y = w * (0.30 + 0.11 * k), h * (0.42 - 0.09 * (k % 2))
        brush.shape(
            (
                (x - w * 0.08, y + h * 0.14),
                (x - w * 0.075, y - h * 0.12),
                (x + w * 0.07, y - h * 0.13),
                (x + w * 0.08, y + h * 0.14),
            ),
            colour,
            smooth=True,
        )
        brush.stroke(((x - w * 0.07, y), (x + w * 0.075, y - h * 0.01)), (w * 0.008, w * 0.008), scaled(colour, 0.6))
        brush.stroke(((x, y - h * 0.12), (x, y + h * 0.13)), (w * 0.006, w * 0.006), scaled(colour, 0.6))
    brush.stroke(
        ((w * 0.03, h * 0.62), (w * 0.5, h * 0.56), (w * 0.84, h * 0.555)), (h * 0.035, h * 0.06, h * 0.07), wood
    )
    brush.stroke(((w * 0.16, h * 0.60), (w * 0.84, h * 0.535)), (h * 0.012, h * 0.012), scaled(wood, 1.4))
    cx, cy, r = w * 0.58, h * 0.725, h * 0.255
    ring = [(cx + r * np.cos(a), cy + r * np.sin(a)) for a in np.linspace(0, 6.2832, 41).tolist()]
    for k in range(5):
        a = k * 0.6283
        brush.stroke(
            ((cx + r * np.cos(a), cy + r * np.sin(a)), (cx - r * np.cos(a), cy - r * np.sin(a))),
            (h * 0.022, h * 0.022),
            dark,
        )
    brush.stroke(ring, [h * 0.055] * 41, dark)
    brush.stroke(
        [(cx + (px - cx) * 1.04, cy + (py - cy) * 1.04 - h * 0.008) for px, py in ring], [h * 0.014] * 41, wood
    )
    brush.dab(cx, cy, h * 0.05, h * 0.05, wood)
    brush.stroke(((w * 0.16, h * 0.60), (w * 0.14, h * 0.97)), (h * 0.03, h * 0.025), dark)
    return bordered(brush.pixels, bottom=False)


def painted_awning(width: int, height: int, cloth: Colour, hour: Hour, *, lamps: float) -> Bytes:
    """A cloth awning seen from the street: stripes, a scalloped edge below."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    main = mixed(hour.day(cloth, 0.75), scaled(mixed(cloth, EMBER, 0.45), 0.95), 0.7 * lamps)
    pale = mixed(hour.day((224, 208, 176), 0.75), scaled((226, 172, 108), 0.9), 0.7 * lamps)
    count = 10
    for k in range(count):
        l, r = w * (0.01 + 0.98 * k / count), w * (0.01 + 0.98 * (k + 1) / count)
        colour = main if k % 2 else pale
        brush.shape(((l, 3), (r, 3), (r, h * 0.80), (l, h * 0.80)), colour)
        brush.dab((l + r) / 2, h * 0.80, (r - l) / 2, h * 0.13, scaled(colour, 0.86))
        brush.shape(((l, 3), (r, 3), (r, h * 0.22), (l, h * 0.22)), scaled(colour, 0.80))
    brush.stroke(((w * 0.01, h * 0.80), (w * 0.99, h * 0.80)), (h * 0.025, h * 0.025), scaled(main, 0.55))
    return bordered(brush.pixels)


def painted_line(width: int, height: int, hour: Hour, heights: list[float]) -> Bytes:
    """A rope across the street, as far down its sheet as `heights` (0 to 1) say from end to end."""
    brush = Brush(width, height)
    count = len(heights)
    points = [(width * (0.01 + 0.98 * k / (count - 1)), height * at) for k, at in enumerate(heights)]
    brush.stroke(points, [max(1.2, width * 0.0013)] * count, mixed(hour.ink, (90, 60, 44), 0.35))
    return bordered(brush.pixels)
