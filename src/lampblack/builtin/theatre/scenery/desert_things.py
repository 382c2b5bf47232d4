"""What stands in a desert: a beacon tower of rammed earth, a caravan on a far crest, dry scrub."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.hour import Hour
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
from lampblack.builtin.theatre.scenery.weave import sampled

_EARTH: Colour = (176, 132, 92)
_CAMEL: tuple[XY, ...] = (
    (0.10, 0.62), (0.16, 0.40), (0.26, 0.40), (0.32, 0.20), (0.40, 0.36), (0.48, 0.38), (0.56, 0.18), (0.64, 0.40),
    (0.72, 0.46), (0.78, 0.44), (0.82, 0.24), (0.86, 0.14), (0.97, 0.20), (0.96, 0.27), (0.88, 0.28), (0.86, 0.50),
    (0.76, 0.64), (0.66, 0.68), (0.64, 1.00), (0.60, 1.00), (0.59, 0.68), (0.30, 0.68), (0.26, 1.00), (0.22, 1.00),
    (0.20, 0.68),
)  # fmt: skip
"""A loaded camel from the side, head to the right, in a unit square."""


def painted_beacon(width: int, height: int, hour: Hour, *, side: float, seed: int) -> Bytes:
    """A watch tower of rammed earth in layers, its top broken; lit from `side`."""
    w, h = float(width), float(height)
    rng = np.random.default_rng(seed_of("beacon", seed))
    outline: list[XY] = [(w * 0.10, h + 3), (w * 0.20, h * 0.30), (w * 0.17, h * 0.28), (w * 0.17, h * 0.13)]
    for k in range(9):
        x = w * (0.18 + 0.075 * k)
        low = h * (0.09 if k % 2 else 0.14) + h * rng.uniform(-0.01, 0.02) + (h * 0.10 if k == 6 else 0.0)
        outline += [(x, low), (x + w * 0.06, low + h * rng.uniform(-0.006, 0.006))]
    outline += [(w * 0.83, h * 0.16), (w * 0.83, h * 0.28), (w * 0.80, h * 0.30), (w * 0.92, h + 3)]
    body = Brush(width, height)
    body.shape(outline, (255, 255, 255))
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    s = np.float32(420.0 / height)
    tone = (
        sampled("cloud", x * s + seed % 613, y * s) * 0.5 + sampled("fibre", x * s * 1.5, y * s * 3 + seed % 97) * 0.5
    )
    picture = flat(height, width, hour.day(scaled(_EARTH, 0.62), 0.35))
    across = (x / np.float32(w) - np.float32(0.5)) * np.float32(2.0 * side)
    glaze(picture, hour.day(scaled(_EARTH, 1.25), 0.9), np.clip((tone - 0.3) * 1.4 + across * 0.5, 0.0, 1.0))
    course = np.mod(y + (tone - 0.5) * 14.0 / s, h / 17.0) / np.float32(h / 17.0)
    glaze(picture, mixed(hour.ink, hour.day(_EARTH, 0.1), 0.4), np.exp(-((course / 0.12) ** 2)) * np.float32(0.5))
    cover = body.opacity
    edge = cover * (1.0 - blurred(cover, max(1.2, width / 150)))
    glaze(picture, hour.ink, np.clip(edge * 1.2, 0.0, 0.75))
    glaze(picture, hour.haze, soft(0.6, 1.0, y / np.float32(h)) * np.float32(0.35))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(picture, cover * (1.0 - soft(0.93, 1.0, y / np.float32(h))))
    door = mixed(hour.ink, hour.day(_EARTH, 0.1), 0.2)
    brush.shape(((w * 0.44, h * 0.52), (w * 0.56, h * 0.52), (w * 0.57, h * 0.68), (w * 0.43, h * 0.68)), door)
    return bordered(brush.pixels)


def painted_caravan(width: int, height: int, hour: Hour, *, haze: Colour) -> Bytes:
    """Four camels and two people on foot against the sky, the first with a red cloth: one spot of colour far off."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    ink = mixed(mixed(hour.ink, hour.day((120, 84, 60), 0.3), 0.35), haze, 0.30)
    for index, left in enumerate((0.02, 0.25, 0.49, 0.72)):
        tall = h * (0.86, 0.80, 0.84, 0.78)[index]
        wide = w * 0.21
        points = [(w * left + px * wide, h * 0.985 - tall + py * tall) for px, py in _CAMEL]
        brush.shape(points, ink)
        load = mixed(hour.day((176, 54, 40) if index == 3 else (150, 118, 82), 0.55), haze, 0.20)
        brush.dab(w * left + wide * 0.44, h * 0.985 - tall * 0.60, wide * 0.13, tall * 0.14, load)
    for x in (0.235, 0.955):
        brush.stroke(((w * x, h * 0.99), (w * x, h * 0.60)), (h * 0.06, h * 0.12), ink)
        brush.dab(w * x, h * 0.53, h * 0.05, h * 0.065, ink)
    return bordered(brush.pixels, bottom=False)
