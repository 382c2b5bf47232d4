"""What belongs at the water: lotus, plank landings with their posts, surf on sand, breakers, sails far off."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import (
    Bytes,
    Colour,
    bordered,
    flat,
    glaze,
    mixed,
    premultiplied,
    scaled,
    soft,
)
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

_PAD: dict[str, tuple[Colour, Colour]] = {
    "spring": ((74, 118, 78), (150, 182, 112)),
    "summer": ((50, 100, 72), (126, 170, 110)),
    "autumn": ((110, 92, 54), (176, 148, 84)),
    "winter": ((92, 78, 62), (138, 118, 88)),
}
_WOOD: Colour = (126, 94, 68)


def painted_lotus(width: int, height: int, hour: Hour, *, seed: int, season: str) -> Bytes:
    """A bed of lotus at the water's face: pads one behind another, pink flowers in summer, later seed heads."""
    rng = np.random.default_rng(seed_of("lotus", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    dark, light = _PAD[season]
    thin = season == "winter"
    count = 9 if thin else 30 if season == "summer" else 20
    order = np.sort(rng.random(count))
    depths: list[float] = order.tolist()
    for depth in depths:
        edge = 0.06 + 0.10 * depth
        x = w * rng.uniform(edge, 1.0 - edge)
        rise = h * (0.34 + 0.38 * rng.random()) * (1.0 - 0.5 * depth) * (0.6 if thin else 1.0)
        y = h * (0.52 + 0.36 * depth)
        wide = w * rng.uniform(0.045, 0.075)
        _pad(
            brush,
            x,
            y,
            min(rise, y - h * 0.08),
            wide,
            (dark, light),
            hour,
            rng,
            withered=season in ("autumn", "winter"),
        )
    if season == "summer":
        for _ in range(5):
            _flower(brush, w * rng.uniform(0.14, 0.86), h * rng.uniform(0.14, 0.42), w * 0.026, hour, rng)
    elif season == "autumn":
        for _ in range(5):
            x, y = w * rng.uniform(0.14, 0.86), h * rng.uniform(0.14, 0.40)
            brush.stroke(((x, h * 0.9), (x + w * 0.01, y)), (1.6, 1.2), mixed(hour.ink, hour.day(dark, 0.4), 0.6))
            brush.dab(x + w * 0.01, y, w * 0.016, w * 0.011, hour.day((112, 86, 54), 0.4))
    return bordered(brush.pixels)


def _pad(
    brush: Brush,
    x: float,
    y: float,
    rise: float,
    wide: float,
    local: tuple[Colour, Colour],
    hour: Hour,
    rng: np.random.Generator,
    *,
    withered: bool,
) -> None:
    """One leaf on its stalk: a dish seen from a little above, veins from its middle."""
    dark, light = hour.day(scaled(local[0], rng.uniform(0.85, 1.15)), 0.35), hour.day(local[1], 0.8)
    ink = mixed(hour.ink, dark, 0.45)
    top = y - rise
    high = wide * (0.55 if withered else 0.34)
    brush.stroke(((x, min(y, brush.height - 4.0)), (x + wide * 0.1, top)), (2.0, 1.4), mixed(ink, dark, 0.5))
    turn = rng.uniform(-12.0, 12.0) + (rng.uniform(-40.0, 40.0) if withered else 0.0)
    brush.dab(x, top + high * 0.12, wide, high, mixed(ink, dark, 0.35), turn)
    brush.dab(x, top, wide * 0.97, high * 0.92, dark, turn)
    brush.dab(x - wide * 0.10, top - high * 0.12, wide * 0.78, high * 0.66, mixed(dark, light, 0.55), turn)
    lines: list[list[XY]] = []
    for k in range(9):
        a = k / 9 * math.tau + 0.2
        lines.append([(x, top), (x + math.cos(a) * wide * 0.86, top + math.sin(a) * high * 0.82)])
    brush.hairs(lines, mixed(dark, ink, 0.35))


def _flower(brush: Brush, x: float, y: float, size: float, hour: Hour, rng: np.random.Generator) -> None:
    pink, pale = hour.day((232, 122, 150), 0.75), hour.day((255, 226, 226), 0.95)
    brush.stroke(((x, brush.height * 0.9), (x, y)), (1.8, 1.4), mixed(hour.ink, hour.day((70, 110, 70), 0.4), 0.6))
    angles = np.array([2.75, 0.39, 2.35, 0.79, 1.95, 1.19, 1.57])
    reach = size * rng.uniform(0.9, 1.15, len(angles))
    tone = np.stack([np.array(mixed(pink, pale, share)) for share in (0.0, 0.1, 0.35, 0.45, 0.6, 0.7, 0.9)])
    brush.leaves(x + np.cos(angles) * reach * 0.7, y - np.sin(angles) * reach * 0.7, reach, reach * 0.42, -angles, tone)


def painted_planks(width: int, height: int, metre: float, hour: Hour, *, seed: int, snow: bool) -> Floats:
    """A landing of planks laid across, weathered silver; `metre` pixels a metre. Height x width x 3."""
    rng = np.random.default_rng(seed_of("planks", seed))
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width)) / np.float32(metre)
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width)) / np.float32(metre)
    plank = np.float32(0.30)
    row = np.floor(y / plank).astype(np.int32)
    own = rng.random((int(row.max()) + 2, 3)).astype(np.float32)[row]
    grain = sampled("fibre", y * 330.0 + own[..., 0] * 900, x * 26.0 + own[..., 1] * 700)
    broad = sampled("cloud", x * 30.0 + seed % 331, y * 30.0)
    picture = flat(height, width, hour.day(scaled(_WOOD, 0.60), 0.4))
    tone = np.clip((grain * 0.7 + broad * 0.4 + (own[..., 2] - 0.5) * 0.5 - 0.30) * 1.5, 0.0, 1.0)
    glaze(picture, hour.day((190, 166, 136), 0.7), tone.astype(np.float32))
    across = np.mod(y, plank) / plank
    gap = np.minimum(across, 1.0 - across) * plank
    end = np.abs(np.mod(x + own[..., 1] * 3.1, 3.1) - 0.02)
    thin = np.float32(max(0.012, 0.7 / metre))
    lines = np.maximum(np.exp(-((gap / thin) ** 2)), 0.7 * np.exp(-((end / thin) ** 2)))
    glaze(picture, mixed(hour.ink, hour.day(_WOOD, 0.1), 0.15), (lines * 0.85).astype(np.float32))
    if snow:
        lie = soft(0.34, 0.56, broad + (gap - 0.08) * 0.9)
        glaze(picture, hour.day((240, 244, 251), 0.85), lie * np.float32(0.92))
    return picture


def painted_skirt(width: int, height: int, hour: Hour, *, metre: float, snow: bool) -> Bytes:
    """The side of a landing: its edge beam and the piles under it going down into the water."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood, dark = hour.day(_WOOD, 0.4), mixed(hour.ink, hour.day(_WOOD, 0.1), 0.3)
    step = metre * 1.5
    for k in range(int(w / step) + 1):
        x = step * (k + 0.5)
        brush.stroke(((x, 2.0), (x, h)), (metre * 0.17, metre * 0.17), scaled(wood, 0.7))
        brush.stroke(((x + metre * 0.05, 2.0), (x + metre * 0.05, h)), (metre * 0.06, metre * 0.06), dark)
    beam = min(h * 0.5, metre * 0.20)
    brush.shape(((3, 3), (w - 3, 3), (w - 3, beam), (3, beam)), wood)
    brush.stroke(((3, beam), (w - 3, beam)), (metre * 0.03, metre * 0.03), dark)
    lip = hour.day((240, 244, 251), 0.85) if snow else scaled(wood, 1.4)
    brush.stroke(((3, 4), (w - 3, 4)), (metre * (0.08 if snow else 0.03),) * 2, lip)
    return bordered(brush.pixels, bottom=False)


def painted_kerb(width: int, height: int, hour: Hour, *, snow: bool) -> Bytes:
    """A squared beam along the edge of a landing, a shadow under it."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood = hour.day(_WOOD, 0.5)
    brush.shape(((3, 2), (w - 3, 2), (w - 3, h), (3, h)), scaled(wood, 0.8))
    brush.stroke(((3, h * 0.9), (w - 3, h * 0.9)), (h * 0.2, h * 0.2), mixed(hour.ink, wood, 0.25))
    lip = hour.day((240, 244, 251), 0.85) if snow else scaled(wood, 1.35)
    brush.stroke(((3, h * 0.25), (w - 3, h * 0.25)), (h * (0.45 if snow else 0.2),) * 2, lip)
    return bordered(brush.pixels, bottom=False)


def painted_post(width: int, height: int, hour: Hour, *, side: float, snow: bool) -> Bytes:
    """A mooring post with a rope round it."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood, dark = hour.day(_WOOD, 0.45), mixed(hour.ink, hour.day(_WOOD, 0.1), 0.3)
    brush.stroke(((w * 0.5, h + 2), (w * 0.5, h * 0.06)), (w * 0.52, w * 0.48), wood)
    brush.stroke(((w * (0.5 - 0.16 * side), h), (w * (0.5 - 0.16 * side), h * 0.08)), (w * 0.14, w * 0.13), dark)
    brush.stroke(
        ((w * (0.5 + 0.15 * side), h), (w * (0.5 + 0.15 * side), h * 0.08)), (w * 0.08, w * 0.08), scaled(wood, 1.5)
    )
    cap = hour.day((244, 247, 252), 0.9) if snow else scaled(wood, 1.2)
    brush.dab(w * 0.5, h * 0.07, w * 0.27, h * (0.05 if snow else 0.025), cap)
    rope = hour.day((186, 160, 112), 0.55)
    for k in range(4):
        y = h * (0.24 + 0.035 * k)
        brush.stroke(
            ((w * 0.22, y), (w * 0.5, y + h * 0.012), (w * 0.78, y)),
            [h * 0.028] * 3,
            scaled(rope, 1.0 - 0.12 * (k % 2)),
        )
    return bordered(brush.pixels, bottom=False)


def painted_surf(width: int, height: int, hour: Hour, *, rows: int, seed: int) -> Bytes:
    """Foam running up a beach, seen from above: lace-edged lines, thickest at the lower edge of each."""
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    down = y / np.float32(height)
    s = np.float32(900.0 / width)
    swing = (sampled("cloud", x * s * 0.9 + seed % 977, np.full_like(x, seed % 613)) - np.float32(0.5)) * np.float32(
        0.34
    )
    lobes = (sampled("cloud", x * s * 4.5 + seed % 401, np.full_like(x, seed % 211)) - np.float32(0.5)) * np.float32(
        0.10
    )
    lace = sampled("wool", x * s * 5.0, y * s * 14.0 + seed % 307)
    opacity = np.zeros((height, width), np.float32)
    for row in range(rows):
        edge = (row + 0.75) / rows + (swing + lobes) * np.float32(1.4 / rows) * np.float32(1.0 - 0.3 * (row % 2))
        behind = edge - down
        lip = np.exp(-((behind / np.float32(0.022)) ** 2))
        wash = soft(0.0, 0.01, behind) * (1.0 - soft(0.0, 0.55 / rows, behind)) * soft(0.40, 0.62, lace)
        np.maximum(opacity, np.maximum(lip * 1.0, wash * 0.85) * (0.55 + 0.45 * (row + 1) / rows), out=opacity)
    ends = np.minimum(soft(0.0, 0.12, x / np.float32(width)), 1.0 - soft(0.88, 1.0, x / np.float32(width)))
    ends = ends * soft(0.0, 0.12, down) * (1.0 - soft(0.97, 1.0, down))
    white = hour.day((250, 252, 252), 0.95)
    return bordered(premultiplied(flat(height, width, white), (opacity * ends).astype(np.float32)))


def painted_breaker(width: int, height: int, hour: Hour, water: Colour, *, seed: int) -> Bytes:
    """A long wave about to break, from the beach: a dark face, light through its crest, foam spilling from it."""
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    s = np.float32(700.0 / width)
    line = sampled("cloud", x * s * 1.3 + seed % 977, np.full_like(x, seed % 613))
    fine = sampled("cloud", x * s * 7.0 + seed % 307, np.full_like(x, seed % 211))
    ends = soft(0.0, 0.20, x / np.float32(width)) * (1.0 - soft(0.80, 1.0, x / np.float32(width)))
    tall = (0.30 + 0.85 * line + 0.10 * (fine - 0.5)) * ends * np.float32(0.80)
    up = 1.0 - y / np.float32(height)
    body = soft(-0.03, 0.03, tall - up)
    depth = np.clip((tall - up) / np.maximum(tall, 0.05), 0.0, 1.0)
    picture = flat(height, width, mixed(water, hour.ink, 0.25))
    glaze(
        picture, mixed(hour.day((150, 196, 190), 0.8), hour.rim, 0.2), (1.0 - soft(0.05, 0.5, depth)) * np.float32(0.75)
    )
    streak = sampled("fibre", x * s * 6.0 + y * 0.6, y * s * 9.0 + seed % 97)
    glaze(picture, hour.day((236, 244, 244), 0.9), soft(0.52, 0.74, streak) * np.float32(0.35))
    foam = soft(0.50, 0.60, line + (fine - 0.5) * 0.12) * (1.0 - soft(0.10, 0.55, depth))
    lace = sampled("wool", x * s * 8.0, y * s * 12.0)
    foam = np.maximum(foam * soft(0.30, 0.55, lace + (0.4 - depth) * 0.8), np.exp(-((depth / 0.05) ** 2)) * 0.75)
    glaze(picture, hour.day((252, 253, 253), 0.95), np.clip(foam, 0.0, 1.0).astype(np.float32))
    fade = body * (1.0 - soft(0.62, 1.0, depth)) * ends
    return bordered(premultiplied(picture, fade.astype(np.float32)))


def painted_sail(width: int, height: int, hour: Hour, *, haze: Colour) -> Bytes:
    """A junk under two battened sails, far out."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    ink = mixed(mixed(hour.ink, hour.day((104, 74, 54), 0.4), 0.3), haze, 0.35)
    cloth = mixed(hour.day((196, 110, 72), 0.7), haze, 0.30)
    hull: list[XY] = [
        (w * 0.08, h * 0.78),
        (w * 0.5, h * 0.85),
        (w * 0.94, h * 0.74),
        (w * 0.84, h * 0.97),
        (w * 0.2, h * 0.97),
    ]
    for x, top, half, low in ((0.40, 0.06, 0.24, 0.76), (0.72, 0.22, 0.16, 0.74)):
        sail: list[XY] = [
            (w * (x - half * 0.55), h * top), (w * (x + half * 0.30), h * (top + 0.05)),
            (w * (x + half * 0.75), h * (low - 0.16)), (w * (x + half * 0.42), h * low),
            (w * (x - half * 0.70), h * low),
        ]  # fmt: skip
        brush.shape(sail, cloth)
        for k in range(1, 6):
            y = h * (top + (low - top) * k / 6)
            brush.stroke(
                ((w * (x - half * 0.66), y), (w * (x + half * 0.62), y + h * 0.01)), (1.4, 1.4), mixed(cloth, ink, 0.6)
            )
        brush.stroke(((w * x, h * (top - 0.03)), (w * x, h * 0.82)), (w * 0.012, w * 0.012), ink)
    brush.shape(hull, ink)
    return bordered(brush.pixels)
