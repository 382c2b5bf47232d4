"""Trees as cards: wood with bark and light, then needles, leaves or blossom laid on from dark to light.

Foliage is painted as a scroll painter does: a soft wash first, dark dabs in the shadow side, middle dabs all over,
light dabs towards the sun, so that each clump is round.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.growth import Kind, Tree, grown
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.reeds import grown_over
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, blurred, bordered, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled


@dataclass(frozen=True, kw_only=True, slots=True)
class Foliage:
    """What sits on the tips: local colours in shadow, middle and light; clump and leaf size as shares of the height."""

    dark: Colour
    middle: Colour
    light: Colour
    clump: float
    leaf: float
    leaves: int
    flat: float = 0.8
    """A clump's height over its width."""


CLUMPS = 64
"""About as many clumps as a tree gets: more is a ball of leaves, and costs time."""

BARK: dict[Kind, Colour] = {
    "pine": (112, 84, 68),
    "broadleaf": (104, 92, 80),
    "peach": (92, 68, 64),
    "bare": (98, 88, 82),
    "willow": (100, 94, 78),
}

FOLIAGE: dict[Kind, Foliage] = {
    "pine": Foliage(
        dark=(34, 62, 58), middle=(58, 98, 80), light=(120, 150, 104), clump=0.085, leaf=0.030, leaves=22, flat=0.5
    ),
    "broadleaf": Foliage(
        dark=(44, 70, 54), middle=(84, 118, 72), light=(158, 172, 98), clump=0.092, leaf=0.0075, leaves=96
    ),
    "peach": Foliage(
        dark=(176, 84, 112), middle=(236, 148, 168), light=(255, 222, 224), clump=0.046, leaf=0.0078, leaves=44
    ),
    "bare": Foliage(dark=(0, 0, 0), middle=(0, 0, 0), light=(0, 0, 0), clump=0.0, leaf=0.0, leaves=0),
    "willow": Foliage(
        dark=(66, 92, 60), middle=(112, 138, 80), light=(170, 182, 110), clump=0.10, leaf=0.009, leaves=14
    ),
}


def seasoned(kind: Kind, season: str) -> Foliage | None:
    """The foliage of that kind in that season; None where the boughs are bare."""
    foliage = FOLIAGE[kind]
    if kind == "bare" or (season == "winter" and kind != "pine"):
        return None
    if season == "autumn" and kind in ("broadleaf", "willow", "peach"):
        return Foliage(
            dark=(120, 58, 40),
            middle=(196, 104, 52),
            light=(240, 182, 92),
            clump=foliage.clump,
            leaf=foliage.leaf,
            leaves=foliage.leaves,
            flat=foliage.flat,
        )
    if season == "summer" and kind == "peach":
        return Foliage(
            dark=(48, 78, 54),
            middle=(88, 128, 74),
            light=(160, 180, 104),
            clump=foliage.clump,
            leaf=foliage.leaf,
            leaves=foliage.leaves,
            flat=foliage.flat,
        )
    return foliage


def fewer_strokes(height: int) -> float:
    """What share of its strokes a sheet `height` pixels high can show; the rest would fall on the same pixels."""
    return min(1.0, max(0.1, height / 640.0))


def painted_tree(
    kind: Kind,
    width: int,
    height: int,
    hour: Hour,
    *,
    side: float,
    seed: int,
    season: str = "spring",
    lean: float = 0.0,
) -> Bytes:
    """A whole tree, its root in the middle of the lower edge; lit from `side` (-1 left, 1 right)."""
    tree = grown(kind, width=width, height=height, seed=seed, lean=lean)
    rng = np.random.default_rng(seed_of("leaves", kind, seed))
    foliage = seasoned(kind, season)
    sheet: Bytes = np.zeros((height, width, 4), np.uint8)
    if foliage is not None:
        behind = _clumps(tree, foliage, rng, share=0.45, height=height)
        over(sheet, _leafed(behind, kind, foliage, width, height, hour, side, rng, depth=0.42))
    over(sheet, painted_wood(tree, width, height, hour, BARK[kind], side=side, seed=seed))
    if foliage is not None:
        front = _clumps(tree, foliage, rng, share=1.0, height=height)
        over(sheet, _leafed(front, kind, foliage, width, height, hour, side, rng, depth=0.0))
    if season != "winter":
        thick = tree.limbs[0].widths[0]
        grown_over(sheet, hour, middle=width / 2, reach=thick * 1.0, tall=height * 0.030, seed=seed)
    return bordered(sheet, bottom=False)


def painted_wood(tree: Tree, width: int, height: int, hour: Hour, bark: Colour, *, side: float, seed: int) -> Bytes:
    """Trunk and boughs: round in the light, furrowed along their length, inked along the dark edge."""
    mask = Brush(width, height)
    for limb in tree.limbs:
        mask.stroke(limb.joints, limb.widths, (255, 255, 255))
    inside = mask.opacity
    thick = max(2.0, tree.limbs[0].widths[2] * 0.28)
    round_x = blurred(inside, thick)
    lean = (np.roll(round_x, 2, axis=1) - np.roll(round_x, -2, axis=1)) * np.float32(thick * 0.62 * -side)
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    s = np.float32(900.0 / height)
    bend = sampled("cloud", x * s * 1.4 + seed % 977, y * s * 1.4) - np.float32(0.5)
    furrow = sampled("fibre", x * s * 4.2 + bend * 66, y * s * 1.5 + seed % 311)
    knots = sampled("wool", x * s * 3.0, y * s * 2.0 + seed % 211)
    lit = np.clip(0.46 + lean * 1.5 + bend * 0.5, 0.0, 1.0)
    density = 0.86 - 0.70 * lit + soft(0.50, 0.66, furrow) * 0.36 + (knots - 0.5) * 0.5
    edge = inside * (1.0 - blurred(inside, 1.6)) * (1.0 - 0.6 * lit)
    density = np.clip(density + edge * 1.2, 0.0, 1.0)[..., None].astype(np.float32)
    dark = np.array(mixed(hour.ink, hour.day(bark, 0.05), 0.25), np.float32)
    light = np.array(hour.day(scaled(bark, 1.65), 0.8), np.float32)
    picture = np.ascontiguousarray(light + (dark - light) * density)
    moss = soft(0.05, 0.2, bend) * np.float32(0.35)
    picture += (np.array(hour.day((98, 120, 80), 0.5), np.float32) * (1.1 - 0.7 * density) - picture) * moss[..., None]
    return premultiplied(picture, inside)


def _clumps(
    tree: Tree, foliage: Foliage, rng: np.random.Generator, *, share: float, height: int
) -> list[tuple[float, float, float]]:
    """Where clumps sit: x, y, radius in pixels; the topmost last, so that each lies over the one above it."""
    out: list[tuple[float, float, float]] = []
    wanted = CLUMPS * (1.5 if foliage.clump < 0.05 else 1.0)
    chance = share * min(1.0, wanted / max(1, len(tree.tips)))
    for x, y, _, order in tree.tips:
        if rng.random() > chance:
            continue
        radius = foliage.clump * height * rng.uniform(0.62, 1.2) * (1.0 if order <= 2 else 0.8)
        out.append((x + rng.normal(0, radius * 0.25), y - radius * 0.15 + rng.normal(0, radius * 0.2), radius))
    return sorted(out, key=lambda clump: clump[1])


def _leafed(
    clumps: list[tuple[float, float, float]],
    kind: Kind,
    foliage: Foliage,
    width: int,
    height: int,
    hour: Hour,
    side: float,
    rng: np.random.Generator,
    *,
    depth: float,
) -> Bytes:
    """All clumps on one sheet; `depth` pushes them towards the haze and the shadow, for those behind the wood."""
    sheet: Bytes = np.zeros((height, width, 4), np.uint8)
    tones = [hour.day(foliage.dark, 0.12), hour.day(foliage.middle, 0.5), hour.day(foliage.light, 0.95)]
    if kind != "peach":
        tones[0] = mixed(tones[0], hour.ink, 0.35)
    tones = [mixed(mixed(tone, hour.ink, depth * 0.45), hour.haze, depth * 0.25) for tone in tones]
    wash = Brush(width, height)
    for x, y, r in clumps if kind != "willow" else []:
        wash.dab(x, y, r * 0.72, r * foliage.flat * 0.62, tones[0] if kind != "peach" else tones[1])
    soft_wash = Brush(width, height)
    soft_wash.lay(wash, 0.42, max(1.0, foliage.clump * height * 0.10))
    over(sheet, soft_wash.pixels)
    brush = Brush(width, height)
    for clump in clumps:
        if kind == "pine":
            _needles(brush, clump, foliage, tones, side, rng, height)
        elif kind == "willow":
            _strands(brush, clump, tones, rng, height)
        else:
            _leaves(brush, clump, foliage, tones, side, rng, height, blossom=kind == "peach")
    over(sheet, brush.pixels, 0.94)
    return sheet


def _leaves(
    brush: Brush,
    clump: tuple[float, float, float],
    foliage: Foliage,
    tones: list[Colour],
    side: float,
    rng: np.random.Generator,
    height: int,
    *,
    blossom: bool,
) -> None:
    x, y, radius = clump
    fewer = fewer_strokes(height)
    size = foliage.leaf * height / math.sqrt(fewer)
    for tone, (share, shift_x, shift_y, breadth) in enumerate(
        ((0.36, -0.16, 0.26, 1.0), (0.38, 0.0, 0.0, 1.0), (0.26, 0.24, -0.34, 0.72))
    ):
        count = max(2, int(foliage.leaves * share * fewer))
        angles = rng.uniform(0, math.tau, count)
        reach = np.sqrt(rng.random(count)) * radius * breadth
        px = x + np.cos(angles) * reach + shift_x * side * radius
        py = y + np.sin(angles) * reach * foliage.flat + shift_y * radius * foliage.flat
        shades = rng.uniform(0.84, 1.16, count)
        colours = np.array(tones[tone]) * shades[:, None]
        grow = rng.uniform(0.65, 1.25, count) * size
        thin = grow * rng.uniform(0.40, 0.75, count)
        if blossom and size > 2.2:
            _blossoms(brush, px[::3], py[::3], grow[::3] * 1.1, colours[::3], tones, rng)
        brush.leaves(px, py, grow, thin, rng.uniform(0, math.tau, count), colours)


def _blossoms(
    brush: Brush, x: Floats, y: Floats, size: Floats, colours: Floats, tones: list[Colour], rng: np.random.Generator
) -> None:
    """Five petals round a dark red heart, some seen from the side."""
    count = len(x)
    turn = np.repeat(rng.uniform(0, math.tau, count), 5) + np.tile(np.arange(5) * math.tau / 5, count)
    squash = np.repeat(rng.uniform(0.5, 1.0, count), 5)
    large = np.repeat(size, 5)
    px = np.repeat(x, 5) + np.cos(turn) * large * 0.55
    py = np.repeat(y, 5) + np.sin(turn) * large * 0.55 * squash
    brush.leaves(px, py, large * 0.55, large * 0.46, turn, np.repeat(colours, 5, axis=0))
    heart = np.tile(np.array(mixed(tones[0], (150, 40, 70), 0.5)), (count, 1))
    brush.leaves(x, y, size * 0.24, size * 0.22, np.zeros(count), heart)


def _needles(
    brush: Brush,
    clump: tuple[float, float, float],
    foliage: Foliage,
    tones: list[Colour],
    side: float,
    rng: np.random.Generator,
    height: int,
) -> None:
    """Fans of needles side by side: a flat pad, dark beneath, light above."""
    x, y, radius = clump
    fewer = fewer_strokes(height)
    for tone, (count, lift, breadth) in enumerate(((7, 0.30, 1.15), (8, 0.0, 1.1), (5, -0.26, 0.85))):
        for _ in range(max(1, round(count * fewer))):
            fx = x + rng.uniform(-1.0, 1.0) * radius * breadth
            bow = (abs(fx - x) / radius) ** 2 * radius * 0.22
            fy = y + lift * radius * foliage.flat + bow + rng.normal(0, radius * 0.06)
            length = foliage.leaf * height * rng.uniform(0.8, 1.25)
            lines: list[list[XY]] = []
            for needle in range(foliage.leaves // 2):
                a = -math.pi / 2 + (needle / (foliage.leaves // 2 - 1) - 0.5) * 2.5 + rng.uniform(-0.12, 0.12)
                lines.append([(fx, fy), (fx + math.cos(a) * length, fy + math.sin(a) * length * 0.8)])
            brush.hairs(lines, scaled(tones[tone], rng.uniform(0.85, 1.15)))


def _strands(
    brush: Brush, clump: tuple[float, float, float], tones: list[Colour], rng: np.random.Generator, height: int
) -> None:
    """Hanging withes with small leaves."""
    x, y, radius = clump
    fewer = fewer_strokes(height)
    for tone in range(3):
        lines: list[list[XY]] = []
        for _ in range(max(1, round(4 * fewer))):
            sx = x + rng.uniform(-1.0, 1.0) * radius
            drop = height * rng.uniform(0.12, 0.40)
            drift = rng.uniform(-0.05, 0.09) * drop
            lines.append([(sx, y), (sx + drift * 0.2, y + drop * 0.4), (sx + drift, y + drop)])
            count = int(drop / (height * 0.018) * fewer)
            t = np.arange(count) / max(1, count)
            flip = np.where(np.arange(count) % 2 == 0, 1.0, -1.0)
            brush.leaves(
                sx + drift * t * t + flip * height * 0.004,
                y + drop * t,
                np.full(count, height * 0.0062),
                np.full(count, height * 0.0020),
                np.where(flip > 0, 1.05, 2.1),
                np.tile(np.array(tones[tone]), (count, 1)),
            )
        brush.hairs(lines, tones[tone])
