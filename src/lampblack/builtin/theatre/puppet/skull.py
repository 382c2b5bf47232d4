"""The shape of a head: level by level from crown to chin, varied by age, sex and the person's own seed.

Everything is in head heights (1 = chin to crown), in the head's frame: x to its right, y up, z forward, 0 the middle.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from lampblack.base.digest import seed_of
from lampblack.staging.figure import Dress, Face, Figure

# level, half width, furthest forward, furthest back, where it is widest
_LEVELS = (
    (0.500, 0.030, 0.02, -0.06, -0.02),
    (0.480, 0.140, 0.11, -0.18, -0.03),
    (0.430, 0.232, 0.20, -0.29, -0.04),
    (0.350, 0.302, 0.292, -0.38, -0.05),
    (0.230, 0.345, 0.358, -0.43, -0.05),
    (0.100, 0.356, 0.384, -0.44, -0.04),
    (0.025, 0.322, 0.348, -0.43, -0.03),
    (-0.070, 0.342, 0.370, -0.40, -0.01),
    (-0.150, 0.338, 0.380, -0.34, 0.02),
    (-0.215, 0.314, 0.372, -0.26, 0.05),
    (-0.262, 0.300, 0.384, -0.12, 0.08),
    (-0.300, 0.270, 0.368, -0.04, 0.10),
    (-0.338, 0.252, 0.382, 0.00, 0.12),
    (-0.385, 0.213, 0.356, 0.04, 0.14),
    (-0.440, 0.163, 0.364, 0.10, 0.17),
    (-0.480, 0.096, 0.335, 0.16, 0.20),
    (-0.500, 0.030, 0.270, 0.22, 0.24),
)

_RIDGE = (
    (0.085, 0.375),
    (0.03, 0.372),
    (-0.05, 0.418),
    (-0.12, 0.462),
    (-0.165, 0.482),
    (-0.195, 0.462),
    (-0.218, 0.392),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Features:
    """What makes a face this person's: places and sizes in head heights."""

    eye_x: float
    eye_y: float
    eye_wide: float
    eye_open: float
    slant: float
    brow_y: float
    brow_thick: float
    brow_arch: float
    nose_wide: float
    mouth_y: float
    mouth_wide: float
    lip: float
    wrinkles: float
    blush: float


MANY = 4000
"""Cuts a skull keeps in memory: a moving mouth asks for a few new ones on every frame."""


@dataclass(frozen=True, slots=True)
class Level:
    wide: float
    fore: float
    back: float
    middle: float


@dataclass(frozen=True, slots=True)
class Skull:
    """A head's levels from the lowest up, the ridge of its nose from the tip's underside up, and its features."""

    heights: tuple[float, ...]
    levels: tuple[Level, ...]
    ridge: tuple[tuple[float, float], ...]
    features: Features

    cuts: dict[float, tuple[float, float, float, float]] = field(
        default_factory=dict[float, tuple[float, float, float, float]], compare=False, repr=False
    )
    """Cuts that were asked for before: most features of a face stay at their height."""

    def cut(self, y: float) -> tuple[float, float, float, float]:
        """The head's cut at height `y`: half width, furthest forward, furthest back, where it is widest."""
        found = self.cuts.get(y)
        if found is None:
            if len(self.cuts) > MANY:
                self.cuts.clear()
            found = self.cuts[y] = self._cut(y)
        return found

    def level(self, y: float) -> Level:
        """The head's cut at height `y`."""
        return Level(*self.cut(y))

    def _cut(self, y: float) -> tuple[float, float, float, float]:
        heights = self.heights
        index = min(max(1, bisect_left(heights, y)), len(heights) - 1)
        t = min(1.0, max(0.0, (y - heights[index - 1]) / (heights[index] - heights[index - 1])))
        a, b = self.levels[index - 1], self.levels[index]
        return (
            a.wide + (b.wide - a.wide) * t,
            a.fore + (b.fore - a.fore) * t,
            a.back + (b.back - a.back) * t,
            a.middle + (b.middle - a.middle) * t,
        )


_SHAPES: dict[Face, tuple[float, float, float]] = {
    "own": (0.0, 0.0, 0.0),
    "round": (0.07, 0.055, 0.10),
    "long": (-0.05, -0.075, 0.0),
    "square": (0.12, 0.0, 0.26),
    "pointed": (-0.06, 0.02, -0.26),
}
"""What a face's outline adds at jaw, cheek and chin."""


OF_OLD: tuple[Dress, ...] = ("robe", "gown", "tunic", "hide", "coat")
"""Dress of the old stories: with it hair and lips are worn as then."""


def variation(figure: Figure, what: str) -> float:
    """A number from -1 to 1 of this person's own, the same for ever."""
    return _variation(figure.seed, figure.id, what)


@lru_cache(maxsize=4096)
def _variation(seed: int, id: str, what: str) -> float:
    return seed_of(seed, id, what) / 2147483647.5 - 1.0


@lru_cache(maxsize=256)
def skull_of(figure: Figure) -> Skull:
    """The head of `figure`."""
    woman, child, old = figure.sex == "woman", figure.age == "child", figure.age == "old"
    jaw = 1.0 + 0.085 * variation(figure, "jaw") + (-0.055 if woman else 0.05)
    jaw += {"slight": -0.03, "medium": 0.0, "broad": 0.07}[figure.build]
    cheek = 1.0 + 0.045 * variation(figure, "cheek")
    chin = 0.16 * variation(figure, "chin")
    shape = _SHAPES[figure.face]
    jaw, cheek, chin = jaw + shape[0], cheek + shape[1], chin + shape[2]
    heights: list[float] = []
    levels: list[Level] = []
    for y, wide, fore, back, middle in reversed(_LEVELS):
        low = max(0.0, min(1.0, (0.0 - y) / 0.35))
        wide *= 0.97 * cheek * (1.0 + (jaw - 1.0) * low)
        wide *= 1.0 + chin * max(0.0, min(1.0, (-0.34 - y) / 0.1))
        if child:
            wide *= 1.10 + 0.07 * low - 0.9 * max(0.0, -y - 0.42)
            fore -= 0.018 * low
        if old:
            wide *= 1.0 - 0.07 * math.exp(-(((y + 0.27) / 0.09) ** 2))
            fore += 0.012 * math.exp(-(((y + 0.43) / 0.05) ** 2))
        if not woman and not child:
            fore += 0.012 * math.exp(-(((y - 0.10) / 0.05) ** 2)) + 0.01 * math.exp(-(((y + 0.44) / 0.06) ** 2))
        heights.append(y)
        levels.append(Level(wide, fore, back, middle))
    size = (0.66 if child else 0.93 if woman else 1.06) + 0.24 * variation(figure, "nose")
    hook = (0.0 if child else 0.016) * variation(figure, "bridge")
    ridge = tuple(
        (y, 0.372 + (z - 0.372) * size + hook * math.exp(-(((y + 0.05) / 0.06) ** 2))) for y, z in reversed(_RIDGE)
    )
    return Skull(tuple(heights), tuple(levels), ridge, _features(figure, woman, child, old))


def _features(figure: Figure, woman: bool, child: bool, old: bool) -> Features:
    def vary(what: str) -> float:
        return variation(figure, what)

    return Features(
        eye_x=0.160 + 0.015 * vary("spacing"),
        eye_y=-0.085 if child else -0.012,
        eye_wide=(0.092 if woman else 0.088 if not child else 0.100) * (1.0 + 0.13 * vary("eye")),
        eye_open=(0.046 if woman else 0.036 if not child else 0.064)
        * (1.0 + 0.28 * vary("lid"))
        * (0.86 if old else 1.0),
        slant=0.012 + 0.026 * vary("slant") - (0.014 if old else 0.0),
        brow_y=0.098 + 0.022 * vary("brow height") + (0.012 if woman else 0.0) - (0.035 if child else 0.0),
        brow_thick=(0.026 if woman else 0.024 if child else 0.046) * (1.0 + 0.45 * vary("brow")),
        brow_arch=(0.03 if woman else 0.02) + 0.024 * vary("arch"),
        nose_wide=(0.058 if woman else 0.056 if child else 0.072) * (1.0 + 0.26 * vary("wing")),
        mouth_y=-0.305 + 0.014 * vary("mouth height") - (0.022 if child else 0.0),
        mouth_wide=(0.098 if woman else 0.080 if child else 0.122) * (1.0 + 0.18 * vary("mouth")),
        lip=(0.85 if child else 1.12 if woman else 0.9 if not old else 0.65) * (1.0 + 0.34 * vary("lip")),
        wrinkles=1.0 if old else 0.32 if figure.age == "middle" and not woman else 0.0,
        blush=(0.34 if woman else 0.4 if child else 0.16) * (0.45 if _dark(figure.skin) else 1.0),
    )


def _dark(skin: str) -> bool:
    """Whether blush would look painted on this skin."""
    return sum(int(skin[index : index + 2], 16) for index in (1, 3, 5)) < 400
