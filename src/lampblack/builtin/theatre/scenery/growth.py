"""How trees grow: a trunk that bends, boughs that fork, tips where leaves or blossom sit. Plain numbers, no paint."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY

Kind = Literal["pine", "broadleaf", "peach", "bare", "willow"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Habit:
    """How a kind grows. Angles in radians, lengths as shares of the tree's height, widths as shares of the trunk's."""

    trunk: float
    """Trunk thickness as a share of the height."""
    bend: float
    """How far the trunk sways from the straight."""
    first: float
    """Where up the trunk the first bough leaves."""
    boughs: int
    reach: float
    rise: float
    """The boughs' angle above the horizontal at their root; they bend by `droop` along their way."""
    droop: float
    depth: int
    crook: float
    """How sharply boughs turn at each joint."""


HABITS: dict[Kind, Habit] = {
    "pine": Habit(
        trunk=0.044, bend=0.30, first=0.40, boughs=8, reach=0.30, rise=0.10, droop=-0.10, depth=1, crook=0.30
    ),
    "broadleaf": Habit(
        trunk=0.085, bend=0.07, first=0.34, boughs=7, reach=0.31, rise=0.72, droop=0.10, depth=2, crook=0.26
    ),
    "peach": Habit(
        trunk=0.066, bend=0.22, first=0.24, boughs=8, reach=0.40, rise=0.78, droop=0.10, depth=2, crook=0.34
    ),
    "bare": Habit(trunk=0.070, bend=0.12, first=0.28, boughs=8, reach=0.32, rise=0.80, droop=0.04, depth=3, crook=0.34),
    "willow": Habit(
        trunk=0.080, bend=0.12, first=0.45, boughs=7, reach=0.27, rise=0.85, droop=0.35, depth=1, crook=0.25
    ),
}


ROOM: dict[Kind, float] = {"pine": 0.185, "broadleaf": 0.165, "peach": 0.10, "bare": 0.05, "willow": 0.21}
"""How far leaves reach past the tips they sit on, as a share of the height: room that is left for them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limb:
    """A piece of wood: joints from its root to its tip and how thick it is at each, in pixels."""

    joints: tuple[XY, ...]
    widths: tuple[float, ...]
    order: int


@dataclass(kw_only=True, slots=True)
class Tree:
    """The wood in growing order, and the tips (with the direction each points in) where foliage sits."""

    limbs: list[Limb] = field(default_factory=list[Limb])
    tips: list[tuple[float, float, float, int]] = field(default_factory=list[tuple[float, float, float, int]])


def grown(kind: Kind, *, width: int, height: int, seed: int, lean: float = 0.0) -> Tree:
    """A tree rooted in the middle of the lower edge of a sheet; `lean` is how far its top stands aside, in heights."""
    habit = HABITS[kind]
    rng = np.random.default_rng(seed_of("tree", kind, seed))
    tree = Tree()
    trunk = _trunk(habit, kind, width, height, lean, rng)
    tree.limbs.append(trunk)
    side = 1.0 if rng.random() < 0.5 else -1.0
    for bough in range(habit.boughs):
        t = habit.first + (0.97 - habit.first) * (bough + rng.uniform(0.0, 0.6)) / habit.boughs
        x, y, thick = _along(trunk, t)
        side = -side if rng.random() < 0.8 else side
        tall = 1.0 - 0.62 * (t - habit.first) / (1.0 - habit.first)
        length = habit.reach * height * tall * rng.uniform(0.75, 1.2)
        angle = habit.rise + (t - 0.5) * 0.5 + rng.uniform(-0.2, 0.2)
        _bough(tree, habit, rng, (x, y), side, angle, length, thick * rng.uniform(0.45, 0.62), 1)
    top = trunk.joints[-1]
    tree.tips.append((top[0], top[1], math.pi / 2, 0))
    return _fitted(tree, width, height, ROOM[kind] * height)


def _fitted(tree: Tree, width: int, height: int, margin: float) -> Tree:
    """The tree made smaller about its root until it and its leaves are inside the sheet."""
    xs = [x for x, _, _, _ in tree.tips]
    ys = [y for _, y, _, _ in tree.tips]
    root = width / 2
    aside = max(1.0, root - min(xs), max(xs) - root)
    share = min(1.0, (width / 2 - margin) / aside, (height - margin) / max(1.0, height - min(ys)))

    def moved(x: float, y: float) -> XY:
        return (root + (x - root) * share, height - (height - y) * share)

    limbs = [
        Limb(
            joints=tuple(moved(x, y) for x, y in limb.joints),
            widths=tuple(w * share for w in limb.widths),
            order=limb.order,
        )
        for limb in tree.limbs
    ]
    return Tree(limbs=limbs, tips=[(*moved(x, y), angle, order) for x, y, angle, order in tree.tips])


def _trunk(habit: Habit, kind: Kind, width: int, height: int, lean: float, rng: np.random.Generator) -> Limb:
    joints: list[XY] = []
    widths: list[float] = []
    thick = habit.trunk * height
    count = 9
    phase, turn = rng.uniform(0, math.tau), rng.uniform(2.2, 3.6)
    top = 0.80 if kind in ("pine", "bare") else 0.66
    for i in range(count):
        t = i / (count - 1)
        sway = habit.bend * height * (math.sin(phase + turn * t) - math.sin(phase)) * (0.35 + 0.65 * t) * 0.55
        x = width / 2 + lean * height * t**1.4 + sway + rng.uniform(-0.12, 0.12) * thick
        joints.append((x, height - t * height * top + 4.0 * (i == 0)))
        flare = 1.0 + 0.85 * math.exp(-t / 0.055) + 0.25 * math.exp(-t / 0.2)
        widths.append(thick * flare * (1.0 - 0.80 * t) * rng.uniform(0.92, 1.08))
    return Limb(joints=tuple(joints), widths=tuple(widths), order=0)


def _along(limb: Limb, t: float) -> tuple[float, float, float]:
    at = t * (len(limb.joints) - 1)
    i = min(len(limb.joints) - 2, int(at))
    u = at - i
    (ax, ay), (bx, by) = limb.joints[i], limb.joints[i + 1]
    return (ax + (bx - ax) * u, ay + (by - ay) * u, limb.widths[i] + (limb.widths[i + 1] - limb.widths[i]) * u)


def _bough(
    tree: Tree,
    habit: Habit,
    rng: np.random.Generator,
    root: XY,
    side: float,
    angle: float,
    length: float,
    thick: float,
    order: int,
) -> None:
    x, y = root
    joints: list[XY] = [root]
    widths: list[float] = [thick]
    count = 6 if order < 3 else 4
    forks: list[tuple[XY, float, float]] = []
    for i in range(count):
        angle += rng.uniform(-1.0, 1.0) * habit.crook - habit.droop / count
        x += side * math.cos(angle) * length / count
        y -= math.sin(angle) * length / count
        joints.append((x, y))
        widths.append(max(1.0, thick * (1.0 - 0.86 * (i + 1) / count)))
        if order <= habit.depth and i >= 1:
            forks.append(((x, y), angle + (1 if rng.random() < 0.55 else -1) * rng.uniform(0.4, 0.95), widths[-1]))
        if order >= habit.depth and i >= 1:
            tree.tips.append((x, y, angle if side > 0 else math.pi - angle, order))
    tree.limbs.append(Limb(joints=tuple(joints), widths=tuple(widths), order=order))
    tree.tips.append((x, y, angle if side > 0 else math.pi - angle, order))
    for start, turned, wide in forks:
        flip = -side if order >= 2 and rng.random() < 0.2 else side
        _bough(
            tree, habit, rng, start, flip, turned, length * rng.uniform(0.36, 0.56), max(1.0, wide * 0.75), order + 1
        )
