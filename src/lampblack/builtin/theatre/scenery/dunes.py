"""Dunes and drifts: what the wind heaps up, sand or snow; a sharp crest, one side in the light, ripples on the flat."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, flat, glaze, mixed, premultiplied, soft
from lampblack.builtin.theatre.scenery.weave import Floats, line, sampled

Heap = tuple[Colour, Colour]
"""What it is heaped of: its colour in shadow and in light, before the hour."""
SAND: Heap = ((150, 108, 78), (236, 196, 140))
RUST: Heap = ((116, 50, 34), (214, 116, 72))
REGOLITH: Heap = ((58, 58, 62), (186, 185, 182))
SNOW: Heap = ((176, 192, 220), (252, 252, 254))


def painted_dunes(
    width: int, height: int, hour: Hour, heap: Heap, *, haze: Colour, far: float, side: float, seed: int
) -> Bytes:
    """A stretch of three dunes, one behind the other; its ends sink away. `far` 0 to 1 takes it into the haze."""
    picture = flat(height, width, haze)
    opacity = np.zeros((height, width), np.float32)
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    for layer in range(3):
        share = (1.0, 0.66, 0.36)[layer]
        top, crest = _outline(width, height, share, seed_of("dune", seed, layer))
        depth = far + (1.0 - far) * 0.20 * (2 - layer)
        _lay(picture, opacity, x, y, (top, crest), hour, heap, mixed_haze(haze, depth), side, seed_of(seed, layer))
    opacity *= 1.0 - soft(0.86, 0.99, y / np.float32(height))
    return bordered(premultiplied(picture, opacity))


def mixed_haze(haze: Colour, depth: float) -> tuple[Colour, float]:
    """The haze with how much of it lies before a dune."""
    return haze, min(0.86, 0.80 * depth)


def _outline(width: int, height: int, share: float, seed: int) -> tuple[Floats, Floats]:
    """The upper edge (rows from above) and, for each column, where the crest that runs down from its summit starts."""
    rng = np.random.default_rng(seed)
    at = np.arange(width, dtype=np.float64)
    tall, crest = np.zeros(width), np.zeros(width)
    count = int(rng.integers(2, 4))
    for k in range(count):
        middle = (k + 0.5 + rng.uniform(-0.3, 0.3)) / count * width
        high = height * share * rng.uniform(0.62, 0.97)
        gentle, steep = width / count * rng.uniform(0.9, 1.2), width / count * rng.uniform(0.55, 0.75)
        if rng.random() < 0.35:
            gentle, steep = steep, gentle
        away = np.where(at < middle, (middle - at) / gentle, (at - middle) / steep)
        bump = high * (1.0 - np.clip(away, 0.0, 1.0) ** 1.35) ** 1.25
        crest = np.where(bump > tall, middle, crest)
        tall = np.maximum(tall, bump)
    tall += (line(width, width / 6, seed=seed, salt="swell", octaves=3) - 0.5) * height * 0.05 * share
    ends = np.clip(np.minimum(at, width - 1 - at) / (width * 0.16), 0.0, 1.0)
    tall = tall * ends * ends * (3.0 - 2.0 * ends) - (1.0 - ends) * height * 0.05
    return (height - tall).astype(np.float32)[None, :], crest.astype(np.float32)[None, :]


def _lay(
    picture: Floats,
    opacity: Floats,
    x: Floats,
    y: Floats,
    shape: tuple[Floats, Floats],
    hour: Hour,
    heap: Heap,
    veil: tuple[Colour, float],
    side: float,
    seed: int,
) -> None:
    """One dune laid over those behind it."""
    height, width = opacity.shape
    top, crest = shape
    inside = soft(-0.8, 0.8, y - top)
    down = (y - top) / np.float32(height)
    bend = sampled("cloud", x * (220.0 / width) + seed % 977, y * (160.0 / height) + seed % 613) - np.float32(0.5)
    # the crest winds down from the summit towards the audience, away from the wind
    winding = crest + down * np.float32(width * 0.16) + bend * np.float32(width * 0.10) * np.minimum(down * 4.0, 1.0)
    lit = soft(-0.012, 0.012, (x - winding) / np.float32(width) * np.float32(1.0 if side > 0 else -1.0))
    ripple = sampled("fibre", x * (700.0 / width) + down * 160, y * (560.0 / height) + bend * 90 + seed % 311)
    grain = sampled("wool", x * (500.0 / width), y * (500.0 / width) + seed % 211)
    dark, light = hour.day(heap[0], 0.22), hour.day(heap[1], 0.92)
    tone = np.clip(0.20 + 0.62 * lit + (ripple - 0.5) * 0.42 + (grain - 0.5) * 0.20 + bend * 0.25, 0.0, 1.0)
    tone = tone * (1.0 - 0.25 * soft(0.15, 0.6, down) * lit)
    glaze(picture, dark, inside)
    glaze(picture, light, (inside * tone).astype(np.float32))
    rim = np.exp(-(((down * np.float32(height) - 1.2) / 1.4) ** 2)) * inside
    glaze(picture, hour.rim, (rim * lit * 0.5).astype(np.float32))
    glaze(picture, mixed(hour.ink, dark, 0.4), (rim * (1.0 - lit) * 0.40).astype(np.float32))
    haze, share = veil
    glaze(picture, haze, (inside * np.clip(share + 0.34 * soft(0.05, 0.75, down), 0.0, 0.95)).astype(np.float32))
    np.maximum(opacity, inside, out=opacity)


def painted_ripples(side: int, metre: float, hour: Hour, heap: Heap, *, pitch: float, seed: int) -> Bytes:
    """What the wind draws on flat sand or snow: long wavering ridges, `pitch` metres apart; clear between."""
    x = np.broadcast_to(np.arange(side, dtype=np.float32)[None, :], (side, side)) / np.float32(metre)
    y = np.broadcast_to(np.arange(side, dtype=np.float32)[:, None], (side, side)) / np.float32(metre)
    broad = sampled("cloud", x * 20 + seed % 977, y * 20) - np.float32(0.5)
    fine = sampled("cloud", x * 75 + seed % 613, y * 60) - np.float32(0.5)
    phase = (y + x * np.float32(0.22)) / np.float32(pitch) + broad * 5.0 + fine * 1.5
    wave = np.sin(phase * np.float32(math.tau))
    patches = soft(0.38, 0.60, sampled("cloud", x * 16 + seed % 401, y * 12 + seed % 211))
    middle = np.float32(side / metre / 2)
    away = np.hypot(x - middle, y - middle) / middle
    strength = patches * (1.0 - soft(0.55, 0.95, away)) * np.float32(0.42)
    picture = flat(side, side, mixed(hour.day(heap[0], 0.25), hour.ink, 0.12))
    glaze(picture, hour.day(heap[1], 1.0), soft(-0.1, 0.1, wave))
    return bordered(premultiplied(picture, (np.abs(wave) ** 1.5 * strength).astype(np.float32)))
