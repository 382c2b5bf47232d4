# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numpy leaves arrays untyped.)
"""Silhouettes of rounded bodies from any side: the upper and the lower edge of a row of rings, column by column.

A barrel, a neck or a head is a row of ellipses in space. Laid as a net over them, its lines are projected; for every
column of the picture the highest and the lowest one are kept: an outline that is smooth from profile to front, where
one taken ring by ring would fold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.puppet.vector import XY, Vec
from lampblack.builtin.theatre.puppet.view import NEAREST, View

AROUND = 16
"""Points on a ring."""
COLUMNS = 21
"""Columns across a silhouette, closer together at its ends, where it is steep."""
_TURNS = np.linspace(0.0, 2.0 * math.pi, AROUND, endpoint=False)
_SIN, _COS = np.sin(_TURNS), np.cos(_TURNS)
_SPREAD = 0.5 - 0.5 * np.cos(np.linspace(0.0, math.pi, COLUMNS))


@dataclass(frozen=True, slots=True)
class Hoop:
    """An ellipse in space: half widths in metres to both sides, upwards and downwards."""

    centre: Vec
    side: Vec
    """The beast's right."""
    up: Vec
    wide: float
    high: float
    low: float

    def at(self, turn: float) -> Vec:
        """The point at `turn` radians from the top, + to the beast's right."""
        s, c = math.sin(turn), math.cos(turn)
        x, y = self.wide * s, (self.high if c > 0.0 else self.low) * c
        o, a, b = self.centre, self.side, self.up
        return (o[0] + a[0] * x + b[0] * y, o[1] + a[1] * x + b[1] * y, o[2] + a[2] * x + b[2] * y)


@dataclass(frozen=True, slots=True)
class Edges:
    """A silhouette in pixels: its upper and its lower edge, both from the first column to the last."""

    upper: list[XY]
    lower: list[XY]

    @property
    def outline(self) -> list[XY]:
        """All round."""
        return [*self.upper, *reversed(self.lower[1:-1])]


def net_of(hoops: Sequence[Hoop]) -> NDArray[np.float64]:
    """Points of the rings in metres: (rings, `AROUND`, 3)."""
    rows = np.array([(*hoop.centre, *hoop.side, *hoop.up, hoop.wide, hoop.high, hoop.low) for hoop in hoops])
    deep = np.where(_COS > 0.0, rows[:, 10:11], rows[:, 11:12]) * _COS
    wide = rows[:, 9:10] * _SIN
    return np.asarray(
        rows[:, None, 0:3] + wide[..., None] * rows[:, None, 3:6] + deep[..., None] * rows[:, None, 6:9], np.float64
    )


def projected(points: NDArray[np.float64], view: View) -> NDArray[np.float64]:
    """Points (..., 3) as pixels (..., 2)."""
    seen = (points - np.array(view.eye)) @ np.array([view.across, view.down, view.away]).T
    k = view.focal / np.maximum(seen[..., 2:3], NEAREST)
    return np.asarray(seen[..., :2] * k + np.array([view.middle_x, view.middle_y]), np.float64)


def edges_of(hoops: Sequence[Hoop], view: View, along: XY = (1.0, 0.0)) -> Edges:
    """The silhouette of a row of rings. `along`: the unit direction in the picture across which columns are laid."""
    xy = projected(net_of(hoops), view)
    turn = np.array([[along[0], -along[1]], [along[1], along[0]]])
    xy = xy @ turn
    nxt = np.roll(xy, -1, axis=1)
    begin = np.concatenate([xy.reshape(-1, 2), xy[:-1].reshape(-1, 2)])
    end = np.concatenate([nxt.reshape(-1, 2), xy[1:].reshape(-1, 2)])
    x0, x1 = begin[:, 0:1], end[:, 0:1]
    first, last = float(xy[..., 0].min()), float(xy[..., 0].max())
    columns = first + (last - first) * _SPREAD
    run = np.where(np.abs(x1 - x0) < 1e-9, 1.0, x1 - x0)
    share = (columns[None, :] - x0) / run
    inside = (share >= -1e-6) & (share <= 1.0 + 1e-6) & (np.abs(x1 - x0) >= 1e-9)
    y = begin[:, 1:2] + share * (end[:, 1:2] - begin[:, 1:2])
    upper = np.where(inside, y, np.inf).min(axis=0)
    lower = np.where(inside, y, -np.inf).max(axis=0)
    upper[0] = lower[0] = 0.5 * (upper[0] + lower[0])
    upper[-1] = lower[-1] = 0.5 * (upper[-1] + lower[-1])
    back = turn.T
    above = np.stack([columns, upper], axis=1) @ back
    below = np.stack([columns, lower], axis=1) @ back
    return Edges([(x, y) for x, y in above.tolist()], [(x, y) for x, y in below.tolist()])


def around(points: Sequence[XY]) -> list[XY]:
    """The convex outline of a few points in pixels (Andrew's monotone chain)."""
    rest = sorted(set(points))
    if len(rest) < 3:
        return [*rest, *rest, *rest][:3]
    halves: list[list[XY]] = []
    for row in (rest, rest[::-1]):
        chain: list[XY] = []
        for p in row:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0.0:
                chain.pop()
            chain.append(p)
        halves.append(chain[:-1])
    return halves[0] + halves[1]


def _turn(a: XY, b: XY, c: XY) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
