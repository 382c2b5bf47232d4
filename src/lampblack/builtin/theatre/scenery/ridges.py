# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# (What numba compiles has no type that pyright could read.)
"""Mountains as ink and wash: a skyline, folds that step down from it, strokes along the fall line, mineral colour.

After the blue-green landscape (qinglü) and the texture strokes (cun) of the *Mustard Seed Garden* manual: each fold is
darkest along its crest, bleached to mist at its foot; hemp-fibre strokes run down it; moss dots sit on the crest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import Brush
from lampblack.builtin.theatre.scenery.fold_kernel import colours_of, lay_fold
from lampblack.builtin.theatre.scenery.hour import Hour, Sun
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, blurred, bordered, flat, mixed, premultiplied
from lampblack.builtin.theatre.scenery.weave import Floats, line, tile

Form = Literal["peak", "karst", "hill"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tint:
    """One ridge's washes: `dark` ink, `light` paper showing through, `mist` at the foot, `lit` on the sunny side."""

    dark: Colour
    light: Colour
    mist: Colour
    lit: Colour
    rim: Colour
    pigment: float = 0.5
    """How much azurite and malachite bleeds through the ink, 0 to 1."""
    side: float = -1.0
    """-1: the light comes from the left, 1: from the right; between: from behind or before."""
    ink: float = 1.0
    """How dense the strokes are; far ridges are washes only."""
    bleach: float = 0.6
    """How strongly the sun bleaches the lit side."""
    pigments: tuple[Colour, Colour, Colour] = ((62, 122, 150), (96, 146, 112), (186, 148, 104))
    """Azurite (high), malachite (middle), ochre (low), already in this hour's light."""


_STONE: Colour = (222, 216, 202)
_AZURITE: Colour = (54, 124, 168)
_MALACHITE: Colour = (88, 154, 116)
_OCHRE: Colour = (200, 154, 100)


def ridge_tint(hour: Hour, sun: Sun, azimuth: float, far: float) -> Tint:
    """The washes of a ridge seen at `azimuth`, from near (`far` 0) to the edge of the world (1)."""
    haze = sun.haze(hour, azimuth)
    veil = hour.haze_share * far
    dark = mixed(mixed(hour.ink, hour.distance, min(1.0, 0.06 + 1.12 * far)), haze, veil * 0.75)
    stone = hour.day(_STONE, 0.55)
    light = mixed(mixed(stone, mixed(hour.distance, haze, 0.55), 0.45 + 0.5 * far), haze, veil * 0.7)
    return Tint(
        dark=dark,
        light=light,
        mist=haze,
        lit=mixed(hour.day((255, 240, 214), 1.0), haze, 0.25 + 0.6 * far),
        rim=mixed(hour.rim, haze, 0.5 * far),
        pigment=hour.pigment * (1.0 - 0.75 * far),
        side=sun.side(azimuth),
        ink=1.0 - 0.75 * far,
        bleach=0.35 + 0.45 * abs(sun.side(azimuth)),
        pigments=(
            mixed(hour.day(_AZURITE, 0.6), haze, 0.7 * veil),
            mixed(hour.day(_MALACHITE, 0.6), haze, 0.7 * veil),
            mixed(hour.day(_OCHRE, 0.6), haze, 0.7 * veil),
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Massif:
    """What to paint: the sheet's size, the kind of mountains, how many summits and folds, and its seed."""

    width: int
    height: int
    form: Form = "peak"
    summits: int = 4
    folds: int = 3
    seed: int = 0
    trees: int = 0
    tree_size: float = 10.0
    ends: float = 0.14
    """Share of the width over which either end sinks away."""
    foot: float = 1.0
    """Where the mist takes the foot, as a share of the height; above 1 it stands on the ground."""


def skyline(massif: Massif, fold: int) -> Floats:
    """Heights in pixels along the sheet; lower folds are lower, broader and smoother."""
    width = massif.width
    rng = np.random.default_rng(seed_of("skyline", massif.seed, fold))
    share = 1.0 - 0.62 * fold / max(1, massif.folds)
    top = massif.height * 0.94 * share
    count = massif.summits + fold
    at = np.arange(width, dtype=np.float64)
    heights = np.zeros(width)
    for summit in range(count):
        centre = (summit + 0.5 + rng.uniform(-0.42, 0.42)) / count * width
        tall = top * (rng.uniform(0.46, 0.82) if summit != (count * (massif.seed % 3 + 1) // 4) else 1.0)
        heights = np.maximum(heights, _summit(massif, at, centre, tall, count, rng, f"{fold}.{summit}"))
    rough = {"peak": 0.055, "karst": 0.030, "hill": 0.022}[massif.form]
    heights += (line(width, width / 14, seed=massif.seed, salt=f"r{fold}", octaves=6) - 0.5) * massif.height * rough * 2
    if massif.form == "peak":
        crag = 1.0 - np.abs(line(width, width / 20, seed=massif.seed, salt=f"c{fold}", octaves=4) * 2.0 - 1.0)
        heights += (crag - 0.6) * massif.height * 0.05
    ends = np.minimum(at, width - 1 - at) / (width * massif.ends)
    sink = np.clip(ends, 0.0, 1.0)
    sink = sink * sink * (3.0 - 2.0 * sink)
    return (heights * (0.04 + 0.96 * sink) - (1.0 - sink) * massif.height * 0.12).astype(np.float32)


def _summit(
    massif: Massif, at: Floats, centre: float, tall: float, count: int, rng: np.random.Generator, salt: str
) -> Floats:
    spread = massif.width / count
    if massif.form == "karst":
        wide, power, shoulder = min(spread * rng.uniform(0.40, 0.62), tall * rng.uniform(0.36, 0.55)), 2.1, 0.62
    elif massif.form == "peak":
        wide, power, shoulder = min(spread * rng.uniform(0.85, 1.3), tall * rng.uniform(0.75, 1.25)), 1.05, 1.05
    else:
        wide, power, shoulder = spread * rng.uniform(1.0, 1.6), 1.9, 1.4
    warp = (line(massif.width, max(8.0, wide * 0.8), seed=massif.seed, salt=f"w{salt}", octaves=4) - 0.5) * wide * 0.42
    lean = 1.0 + rng.uniform(-0.28, 0.28) * np.sign(at - centre)
    away = np.abs(at - centre + warp) / (wide * lean)
    return (tall * np.clip(1.0 - away**power, 0.0, 1.0) ** shoulder).astype(np.float32)


def painted_massif(massif: Massif, tint: Tint) -> Bytes:
    """The whole sheet, folds from back to front, premultiplied."""
    picture = flat(massif.height, massif.width, tint.mist)
    opacity = np.zeros((massif.height, massif.width), np.float32)
    crests: list[Floats] = []
    for fold in range(massif.folds):
        heights = skyline(massif, fold)
        crests.append(massif.height - heights)
        near = fold / max(1, massif.folds - 1) if massif.folds > 1 else 1.0
        _fold(picture, opacity, massif, tint, heights, fold, near)
    sheet = premultiplied(picture, opacity)
    if massif.trees:
        _trees(sheet, massif, tint, crests)
    return bordered(sheet)


def _fold(
    picture: Floats, opacity: Floats, massif: Massif, tint: Tint, heights: Floats, fold: int, near: float
) -> None:
    """One fold laid over what is painted."""
    unit = max(massif.height / 480.0, 0.45)
    slope = np.gradient(heights).astype(np.float32).reshape(1, -1)
    broad, wide = blurred(slope, 12 * unit).ravel(), blurred(slope, 40 * unit).ravel()
    colours = colours_of(
        mixed(mixed(tint.dark, tint.mist, 0.34), tint.dark, near),
        mixed(mixed(tint.light, tint.mist, 0.40), tint.light, near),
        tint.mist,
        tint.lit,
        tint.rim,
        *tint.pigments,
    )
    lay_fold(
        picture,
        opacity,
        (np.float32(massif.height) - heights).astype(np.float32),
        (broad * np.float32(0.8) + wide * np.float32(1.2)).astype(np.float32),
        np.tanh(wide).astype(np.float32),
        tile("cloud"),
        tile("fibre"),
        tile("grain"),
        colours,
        _dials(massif, tint, heights, fold, near),
    )


def _dials(massif: Massif, tint: Tint, heights: Floats, fold: int, near: float) -> tuple[float, ...]:
    """What the kernel is told: unit of length, tallness, side of the light, ink, pigment, nearness, foot, offsets."""
    seed = seed_of("fold", massif.seed, fold)
    # lit from straight behind, a ridge still has a lighter and a darker side, only less so
    side = tint.side if abs(tint.side) > 0.3 else (0.3 if tint.side >= 0 else -0.3)
    standing = massif.foot > 1.0
    foot_to = massif.height * (2.0 if standing else 0.98)
    return (
        max(massif.height / 480.0, 0.45),
        max(24.0, float(heights.max())),
        side,
        tint.ink * (0.65 + 0.35 * near),
        tint.pigment * (0.6 + 0.4 * near),
        near if not standing else 3.0,
        massif.height * 1.9 if standing else massif.height * massif.foot * 0.72,
        foot_to,
        float(seed % 1021),
        float(seed // 1021 % 997),
        {"peak": 0.7, "karst": 0.5, "hill": 0.35}[massif.form],
        tint.bleach,
    )


def _trees(sheet: Bytes, massif: Massif, tint: Tint, crests: list[Floats]) -> None:
    """Dotted trees along the crests, larger on the nearer folds; their feet are lost in the rock."""
    rng = np.random.default_rng(seed_of("dots", massif.seed))
    brush = Brush(massif.width, massif.height)
    for _ in range(massif.trees if massif.tree_size > 2.0 else 0):
        fold = int(rng.integers(0, len(crests)))
        crest = crests[fold]
        x = int(rng.integers(0, massif.width))
        y = float(crest[x]) + rng.random() ** 2 * massif.height * 0.10
        steep = abs(float(crest[min(x + 6, massif.width - 1)] - crest[max(0, x - 6)])) / 12.0
        if steep > 1.7 or y > massif.height * 0.9 or sheet[min(massif.height - 1, int(y) + 2), x, 3] < 150:
            continue
        size = massif.tree_size * rng.uniform(0.55, 1.2) * (0.65 + 0.35 * fold / max(1, len(crests) - 1))
        _dotted_tree(brush, x, y, size, mixed(tint.dark, tint.pigments[1], 0.18 * tint.pigment), rng)
    brush_sheet = brush.pixels
    keep = 1.0 - brush_sheet[..., 3:].astype(np.float32) * np.float32(0.86 / 255.0)
    np.copyto(sheet, (brush_sheet * np.float32(0.86) + sheet * keep).astype(np.uint8))


def _dotted_tree(brush: Brush, x: float, y: float, size: float, colour: Colour, rng: np.random.Generator) -> None:
    lean = rng.uniform(-0.22, 0.22) * size
    brush.stroke(
        ((x, y + size * 0.12), (x + lean * 0.3, y - size * 0.5), (x + lean, y - size)),
        (size * 0.10, size * 0.07, size * 0.03),
        colour,
    )
    tiers = int(rng.integers(3, 6))
    for tier in range(tiers):
        t = 0.42 + 0.62 * tier / tiers
        half = size * (0.44 - 0.28 * tier / tiers) * rng.uniform(0.75, 1.2)
        off = rng.uniform(-0.2, 0.2) * size * (1.0 - 0.5 * t)
        for _ in range(3):
            dx = rng.uniform(-0.6, 0.6) * half
            brush.dab(
                x + lean * t + off + dx,
                y - size * t + abs(dx) * 0.10 + rng.uniform(-0.03, 0.03) * size,
                half * rng.uniform(0.35, 0.6),
                size * rng.uniform(0.045, 0.075),
                colour,
            )
