# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# (What numba compiles has no type that pyright could read.)
"""The ground underfoot, seen from above: earth, grass, sand, rock, planks, snow; and its wide far surroundings."""

from __future__ import annotations

from typing import Literal

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.ground_kernel import lay_ground
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, flat, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled, tile

Soil = Literal["earth", "grass", "sand", "rock", "moss", "snow"]

_LOOKS: dict[Soil, tuple[Colour, Colour, Colour]] = {
    # dark wash, light wash, what is scattered on it
    "earth": ((104, 84, 66), (176, 150, 118), (84, 70, 58)),
    "grass": ((70, 92, 62), (146, 156, 96), (60, 96, 60)),
    "sand": ((150, 132, 108), (214, 196, 162), (128, 116, 104)),
    "rock": ((96, 94, 94), (188, 180, 164), (70, 72, 74)),
    "moss": ((66, 80, 58), (140, 138, 92), (58, 88, 60)),
    "snow": ((206, 216, 230), (252, 252, 253), (168, 182, 204)),
}


def painted_ground(
    soil: Soil, hour: Hour, *, width: int, height: int, metre: float, seed: int, path: bool = False
) -> Floats:
    """A stretch of ground, `metre` pixels a metre; its upper edge is the far one. Height x width x 3."""
    dark, light, _ = _LOOKS[soil]
    shift = seed_of("ground", seed)
    colours = np.array(
        [
            hour.day(dark, 0.42),
            hour.day(light, 0.72),
            hour.day((112, 128, 80), 0.5),
            hour.day((176, 146, 98), 0.6),
            mixed(hour.ink, hour.day(dark, 0.1), 0.35),
            hour.day((232, 222, 200), 0.95),
            hour.day((196, 168, 130), 0.65),
        ],
        np.float32,
    )
    slabs = 1.0 if soil == "rock" else 0.0
    growth = {"earth": 0.50, "rock": 0.42, "sand": 0.10, "grass": 0.20, "moss": 0.35, "snow": 0.0}[soil]
    dryness = {"grass": 0.42, "moss": 0.40, "earth": 0.15}.get(soil, 0.0)
    picture = np.empty((height, width, 3), np.float32)
    dials = (60.0 / metre, float(shift % 977), float(shift // 977 % 613), slabs, growth, dryness, float(path), metre)
    lay_ground(picture, tile("cloud"), tile("wool"), tile("grain"), tile("cell"), colours, dials)
    return picture


def scatter(brush: Brush, soil: Soil, hour: Hour, *, metre: float, count: int, seed: int) -> None:
    """Pebbles and blades by the brush, over the washes; the far ones (upper rows) as large as the near."""
    rng = np.random.default_rng(seed_of("scatter", seed))
    speck, stone = _LOOKS[soil][2], _LOOKS["earth" if soil in ("grass", "moss") else soil][2]
    count = int(count * min(1.0, metre / 40.0))
    green = soil in ("grass", "moss")
    for _ in range(count):
        x, y = rng.uniform(4, brush.width - 4), rng.uniform(4, brush.height - 4)
        size = metre * rng.uniform(0.012, 0.05) * (1.0 + 1.4 * rng.random() ** 6)
        tone = rng.uniform(0.7, 1.35)
        if green and rng.random() < 0.97:
            _tuft(brush, x, y, size * 2.2, hour.day(scaled(speck, tone), 0.5), rng)
        else:
            brush.dab(x + size * 0.25, y + size * 0.28, size, size * 0.62, mixed(hour.day(stone, 0.2), hour.ink, 0.35))
            brush.dab(x, y, size, size * 0.6, hour.day(scaled(stone, tone * 1.35), 0.6))
            brush.dab(x - size * 0.2, y - size * 0.2, size * 0.5, size * 0.26, hour.day(scaled(stone, tone * 1.9), 0.8))


def _tuft(brush: Brush, x: float, y: float, size: float, colour: Colour, rng: np.random.Generator) -> None:
    lines: list[list[XY]] = []
    for _ in range(5):
        dx = rng.uniform(-0.7, 0.7) * size
        lines.append([(x + dx * 0.3, y), (x + dx * 0.7, y - size * 0.5), (x + dx, y - size * rng.uniform(0.7, 1.1))])
    brush.hairs(lines, colour)


def finished(picture: Floats, brush: Brush | None, opacity: Floats, strength: float = 0.8) -> Bytes:
    """Wash and scatter as one sheet."""
    if brush is not None:
        top = brush.pixels
        cover = top[..., 3].astype(np.float32)
        colour = top[..., :3].astype(np.float32) * (np.float32(255.0) / np.maximum(cover, 1.0))[..., None]
        glaze(picture, colour, cover * np.float32(strength / 255.0))
    return premultiplied(picture, opacity)


def feathered(height: int, width: int, border: float, *, seed: int, ragged: float = 0.5) -> Floats:
    """Opacity that fades over `border` pixels towards every edge, raggedly, so that one ground melts into the next."""
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) / np.float32(border)
    s = np.float32(90.0 / border)
    wander = sampled("cloud", x * s + seed % 811, y * s + seed % 503) - np.float32(0.5)
    return soft(0.12, 0.95, edge + wander * np.float32(ragged) * soft(0.02, 0.3, edge) * 2.0)


def painted_boards(hour: Hour, *, width: int, height: int, metre: float, wood: Colour, seed: int) -> Floats:
    """A floor of planks running away from the audience, oiled and worn."""
    rng = np.random.default_rng(seed_of("boards", seed))
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    plank = np.float32(metre * 0.24)
    index = (x / plank).astype(np.int32)
    offsets = rng.random((int(width / plank) + 2, 3)).astype(np.float32)
    own = offsets[index]
    s = np.float32(90.0 / metre)
    grain = sampled("fibre", x * s * 3.0 + own[..., 0] * 977, y * s * 0.30 + own[..., 1] * 613)
    broad = sampled("cloud", x * s * 0.5, y * s * 0.5 + seed % 331)
    picture = flat(height, width, hour.day(scaled(wood, 0.72), 0.5))
    tone = grain * 0.75 + broad * 0.35 + (own[..., 2] - 0.5) * 0.30
    glaze(picture, hour.day(scaled(wood, 1.35), 0.65), np.clip((tone - 0.32) * 1.5, 0.0, 1.0).astype(np.float32))
    across = np.mod(x, plank) / plank
    seam = np.exp(-((np.minimum(across, 1.0 - across) * plank / np.float32(metre * 0.006)) ** 2)).astype(np.float32)
    joint = np.mod(y / np.float32(metre) + own[..., 1] * 2.6, 2.6) * np.float32(metre)
    seam = np.maximum(seam, np.exp(-((joint / np.float32(metre * 0.006)) ** 2)).astype(np.float32))
    glaze(picture, scaled(hour.day(wood, 0.1), 0.25), seam * np.float32(0.8))
    return picture
