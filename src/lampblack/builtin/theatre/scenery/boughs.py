"""Boughs that hang into the picture from outside it: the frame a scroll painter gives a view."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, over
from lampblack.builtin.theatre.scenery.growth import Kind, Limb, Tree
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.trees import BARK, leafed_boughs, painted_wood, seasoned
from lampblack.builtin.theatre.scenery.wash import Bytes, bordered


def painted_bough(
    kind: Kind, width: int, height: int, hour: Hour, *, side: float, seed: int, season: str = "spring"
) -> Bytes:
    """A bough that enters at the upper left corner and reaches to the right; all else is clear."""
    rng = np.random.default_rng(seed_of("bough", kind, seed))
    tree = Tree()
    _reach(tree, rng, (-0.02 * width, 0.24 * height), 0.04, width * 0.60, height * 0.070, 0)
    sheet: Bytes = np.zeros((height, width, 4), np.uint8)
    over(sheet, painted_wood(tree, width, height, hour, BARK[kind], side=side, seed=seed))
    foliage = seasoned(kind, season)
    if foliage is not None:
        over(sheet, leafed_boughs(tree, kind, foliage, width, height, hour, side=side, rng=rng))
    return bordered(sheet)


def _reach(
    tree: Tree, rng: np.random.Generator, root: XY, angle: float, length: float, thick: float, order: int
) -> None:
    x, y = root
    joints: list[XY] = [root]
    widths: list[float] = [thick]
    count = 9 if order == 0 else 5
    forks: list[tuple[XY, float, float]] = []
    for i in range(count):
        angle += rng.uniform(-0.34, 0.34) + 0.05 * (order > 0)
        angle = max(-0.6, min(0.8, angle))
        x += math.cos(angle) * length / count
        y += math.sin(angle) * length / count
        joints.append((x, y))
        widths.append(max(1.2, thick * (1.0 - 0.82 * (i + 1) / count) * rng.uniform(0.9, 1.1)))
        if order < 2 and i >= 1:
            forks.append(((x, y), angle + rng.choice((-1.0, 1.0)) * rng.uniform(0.4, 0.95), widths[-1]))
        if order >= 1 or i > 4:
            tree.tips.append((x, y, angle, order))
    tree.limbs.append(Limb(joints=tuple(joints), widths=tuple(widths), order=order))
    for start, turned, wide in forks:
        _reach(tree, rng, start, turned, length * rng.uniform(0.26, 0.42), max(1.2, wide * 0.7), order + 1)
