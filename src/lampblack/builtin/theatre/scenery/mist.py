"""Mist and cloud as cards: banks that drift between ridges, the sea of clouds under a summit, beams of light."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, blurred, bordered, flat, glaze, premultiplied, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled


def _grid(height: int, width: int) -> tuple[Floats, Floats]:
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    return x, y


def painted_bank(width: int, height: int, colour: Colour, *, density: float, seed: int, body: float = 0.55) -> Bytes:
    """A drawn-out bank of mist, nothing at all at its borders; `body` is where down the sheet it is thickest."""
    x, y = _grid(height, width)
    shift = seed_of("bank", seed)
    s = np.float32(480.0 / height)
    bend = sampled("cloud", x * s * 0.5 + shift % 977, y * s + shift % 613) - np.float32(0.5)
    broad = sampled("cloud", x * s * 0.42 + bend * 50 + shift % 811, y * s * 1.5 + bend * 90)
    fine = sampled("cloud", x * s * 1.3 + bend * 120, y * s * 3.2 + shift % 433)
    down = y / np.float32(height)
    across = x / np.float32(width)
    profile = soft(0.02, body, down) * (1.0 - soft(body, 0.98, down))
    ends = soft(0.0, 0.22, across) * (1.0 - soft(0.78, 1.0, across))
    mass = soft(0.30, 0.68, broad * np.float32(0.66) + fine * np.float32(0.34) + (profile - 0.5) * np.float32(0.30))
    opacity = np.clip(mass * profile * ends * np.float32(density), 0.0, 1.0)
    return bordered(premultiplied(flat(height, width, colour), opacity.astype(np.float32)))


def painted_billows(
    width: int, height: int, *, lit: Colour, shade: Colour, side: float, seed: int, density: float = 1.0
) -> Bytes:
    """A bank of heaped cloud with a scalloped upper edge, lit from `side` (-1 left, 1 right): the sea of clouds."""
    x, y = _grid(height, width)
    shift = seed_of("billows", seed)
    s = np.float32(320.0 / height)
    bend = sampled("cloud", x * s * 1.1 + shift % 977, y * s * 1.5) - np.float32(0.5)
    heap = sampled("cloud", x * s * 0.75 + bend * 40 + shift % 811, y * s * 1.5 + bend * 40 + shift % 401)
    puff = sampled("cloud", x * s * 2.6 + bend * 70 + shift % 307, y * s * 4.0 + shift % 211)
    down = y / np.float32(height)
    across = x / np.float32(width)
    ends = soft(0.0, 0.16, across) * (1.0 - soft(0.84, 1.0, across))
    level = heap * np.float32(0.72) + puff * np.float32(0.28) + (down - np.float32(0.40)) * np.float32(1.25)
    body = soft(0.46, 0.60, level)
    inner = blurred(level, height / 14)
    lean = np.roll(inner, int(-side * height / 26), axis=1)
    rise = np.roll(inner, height // 22, axis=0)
    light = np.clip(0.60 + (level - lean) * 1.6 + (level - rise) * -1.4 - (down - 0.4) * 0.65, 0.0, 1.0)
    edge = body * (1.0 - soft(0.55, 0.78, level))
    picture = flat(height, width, shade)
    glaze(picture, lit, np.clip(light + edge * 0.35, 0.0, 1.0).astype(np.float32))
    foot = 1.0 - soft(0.74, 0.99, down)
    return bordered(premultiplied(picture, (body * ends * foot * np.float32(density)).astype(np.float32)))


def painted_beams(width: int, height: int, colour: Colour, *, lean: float, seed: int) -> Bytes:
    """Shafts of light falling through a canopy, `lean` widths aside over the height; soft at every border."""
    x, y = _grid(height, width)
    down = y / np.float32(height)
    across = x / np.float32(width) - down * np.float32(lean)
    comb = sampled("cloud", across * np.float32(520.0) + seed % 977, down * np.float32(12.0) + seed % 313)
    fine = sampled("cloud", across * np.float32(1500.0) + seed % 641, down * np.float32(10.0))
    shaft = soft(0.52, 0.78, comb * np.float32(0.7) + fine * np.float32(0.3))
    edge = soft(0.0, 0.25, x / np.float32(width)) * (1.0 - soft(0.75, 1.0, x / np.float32(width)))
    fade = soft(0.0, 0.12, down) * (1.0 - soft(0.35, 1.0, down))
    opacity = shaft * edge * fade * np.float32(0.5)
    return bordered(premultiplied(flat(height, width, colour), opacity.astype(np.float32)))


def painted_cloud_sea(side: int, *, lit: Colour, shade: Colour, haze: Colour, seed: int) -> Bytes:
    """The sea of clouds from above, square, its middle under the summit; its far edge has become haze, then nothing."""
    x, y = _grid(side, side)
    shift = seed_of("sea", seed)
    s = np.float32(900.0 / side)
    bend = sampled("cloud", x * s * 1.3 + shift % 977, y * s * 1.3) - np.float32(0.5)
    swell = sampled("cloud", x * s * 1.6 + bend * 60, y * s * 2.6 + bend * 60 + shift % 613)
    puff = sampled("cloud", x * s * 5.0 + bend * 90, y * s * 8.0 + shift % 331)
    tone = swell * np.float32(0.66) + puff * np.float32(0.34)
    light = np.clip(0.5 + (tone - np.roll(tone, max(1, side // 180), axis=0)) * 9.0 + (tone - 0.5) * 1.6, 0.0, 1.0)
    picture = flat(side, side, shade)
    glaze(picture, lit, light.astype(np.float32))
    middle = np.float32(side / 2)
    away = np.hypot(x - middle, y - middle) / middle
    glaze(picture, haze, soft(0.12, 0.72, away))
    return premultiplied(picture, (1.0 - soft(0.80, 0.99, away)).astype(np.float32))
