"""Lamps of today out of doors: posts, lamps under a roof, strings of bulbs, and when they burn."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.cutting import Cut, bent
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop

SODIUM: Colour = (255, 190, 112)
IRON: Colour = (58, 64, 66)


def burning_outside(shop: Workshop) -> float:
    """How much lamps show: 1 at night, some in the rain by day, none in sunshine."""
    lit = {"night": 1.0, "dusk": 0.9, "dawn": 0.7}.get(shop.place.time, 0.0)
    return max(lit, {"rain": 0.5, "snow": 0.3, "mist": 0.25}.get(shop.place.weather, 0.0))


def day(shop: Workshop, light: float = 0.55) -> Colour:
    """The hour's light for things cut from paper, 255 as they are; never so dark that the cut is lost."""
    return shop.hour.day((255.0, 255.0, 255.0), light)


def clear_edges(sheet: Bytes, *, foot: bool = False) -> Bytes:
    """No card shows its edge; its foot may stand on the ground."""
    sheet[:2] = sheet[:, :2] = sheet[:, -2:] = 0
    if foot:
        sheet[-2:] = 0
    return sheet


def shining_ball(shop: Workshop, name: str, colour: Colour, at: tuple[float, float, float], wide: float) -> Card:
    """A ball of light about a lamp, turned to the middle of the stage; it lights people."""
    ball = shop.sheet(f"ball {name}", lambda: glow(shop.pixels(220), colour))
    x, y, z = at
    yaw = -float(np.arctan2(x, max(1.5, abs(z) + 3.0)))
    return upright(ball, x, y - wide / 2, z - 0.05, wide, yaw, name="glow", fog=0.0, glow=1.0)


def painted_post(shop: Workshop, high: float, arm: float) -> Bytes:
    """A street lamp: a mast with an arm to the right, its head alight."""
    lit = burning_outside(shop)
    cut = Cut(arm + 0.5, high + 0.1, 90.0 * shop.scale)
    tone = IRON
    cut.line(((0.2, 0.0), (0.2, high * 0.5), (0.2, high - 0.5)), (0.14, 0.10, 0.08), tone)
    cut.line([(0.2, high - 0.5), *bent((0.2 + arm * 0.5, high - 0.5), (arm * 0.5, 0.42), 3.0, 0.6, 8)], 0.06, tone)
    x, y = 0.2 + arm * 0.92, high - 0.24
    cut.shape(((x - 0.22, y), (x + 0.22, y - 0.04), (x + 0.16, y + 0.08), (x - 0.16, y + 0.10)), tone)
    cut.line(
        ((x - 0.17, y - 0.02), (x + 0.17, y - 0.05)),
        0.06,
        mixed((150, 150, 146), (255, 236, 196), lit),
        shine=lit > 0.2,
    )
    return clear_edges(cut.finished(day(shop), seed=shop.seed("post") % 900))


def painted_string(shop: Workshop, wide: float, sag: float) -> Bytes:
    """A string of bulbs that hangs across."""
    lit = burning_outside(shop)
    cut = Cut(wide, sag + 0.3, 60.0 * shop.scale)
    points = [(wide * k / 16, 0.2 + sag * (2.0 * k / 16 - 1.0) ** 2) for k in range(17)]
    cut.line(points, 0.018, (40, 40, 44))
    for x, y in points[1:-1]:
        cut.disc(x, y - 0.08, 0.05, 0.065, mixed((180, 170, 150), (255, 226, 160), lit), shine=lit > 0.2)
        if lit > 0.2:
            cut.disc(x, y - 0.08, 0.022, 0.03, (255, 250, 230), shine=True)
    return clear_edges(cut.finished(scaled(day(shop), 1.0), seed=5), foot=True)
