"""Upper garments cut in one piece from hem to neck: no seam at the waist, one light, a hem that follows the thighs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.collar import Path, seen_path
from lampblack.builtin.theatre.puppet.loft import Ring, between_rings, outline_of, visible_arc
from lampblack.builtin.theatre.puppet.tone import RGB, darker
from lampblack.builtin.theatre.puppet.vector import UP, XY, add, along, cross, dot, mix, scaled, sub, unit
from lampblack.builtin.theatre.puppet.wearer import Wearer
from lampblack.staging.figure import Dress

Light = tuple[XY, XY]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """How a top is cut: `reach` 0 ends at the hip joint, 1 at the knee; widths are shares of the body's own."""

    reach: float = 0.16
    loose: float = 1.06
    waist: float = 1.06
    flare: float = 1.0
    """The hem against the hip."""
    stiff: float = 0.0
    """1: the hem does not trail."""


LONG: tuple[Dress, ...] = ("overcoat", "labcoat", "dress", "qipao", "jumpsuit", "spacesuit")
"""Garments that reach the knee or further: their light runs down to it."""


def light_of_trunk(w: Wearer) -> Light:
    """From the lit side of the garment to its shaded one: for all its pieces, so that no step of tone shows."""
    if (known := w.lights.get("trunk")) is not None:
        return known
    left, right = outline_of(w.trunk.rings, w.brush.view)
    points = [*left[1:], *right[1:]]
    if w.figure.dress in LONG:
        points += [w.brush.view.point(w.bones.right_leg.knee), w.brush.view.point(w.bones.left_leg.knee)]
    w.lights["trunk"] = w.brush.handles(points)
    return w.lights["trunk"]


def rings_of(w: Wearer, cut: Cut) -> tuple[Ring, ...]:
    """The garment's rings from its hem to the neck."""
    bones, h = w.bones, w.height
    low, trunk = bones.pelvis, w.trunk.rings
    hip = _wider(trunk[0], cut.loose * 1.03)
    hems: list[Ring] = []
    if cut.reach > 0.0:
        knees = mix(bones.right_leg.knee, bones.left_leg.knee, 0.5)
        thigh = unit(sub(low.origin, knees))
        # a seated lap folds a hem back to the hip, all but what is long enough to lie on it
        hang = max(0.0, thigh[1])
        reach = cut.reach * (hang if cut.reach < 0.4 else 0.3 + 0.7 * hang)
        apart = sub(bones.right_leg.knee, bones.left_leg.knee)
        wide, deep = abs(dot(apart, low.right)) / 2.0, abs(dot(apart, low.forward)) / 2.0
        for share in (1.0, 0.55) if cut.reach > 0.4 else (1.0,):
            t = reach * share
            at = along(mix(low.origin, knees, t), UP, 0.0)
            flare = 1.0 + (cut.flare - 1.0) * share
            at = add(at, scaled(w.pose.lag, (1.0 - cut.stiff) * t * 0.25))
            side = unit(along(low.right, thigh, -dot(low.right, thigh)), low.right)
            broad = max(hip.wide * flare, wide * t + 0.058 * h)
            depth = max((hip.fore + hip.back) * 0.5 * flare, deep * t + 0.05 * h)
            hems.append(Ring(at, side, unit(cross(side, thigh)), broad, depth, depth))
    loin = _wider(between_rings(trunk[0], trunk[1], 0.5), 0.5 * (cut.loose + cut.waist))
    waist = _wider(trunk[1], cut.waist)
    chest = _wider(trunk[2], min(1.04, cut.loose))
    return (*hems, hip, loin, waist, chest, *trunk[3:])


def _wider(ring: Ring, by: float) -> Ring:
    return replace(ring, wide=ring.wide * by, fore=ring.fore * by, back=ring.back * by)


def draw_top(
    w: Wearer,
    rings: tuple[Ring, ...],
    colour: RGB,
    *,
    weave: float = 0.0,
    soft: float = 0.035,
    own_light: bool = False,
) -> list[XY]:
    """The garment as one shape; gives its hem from left to right, in pixels."""
    b, view = w.brush, w.brush.view
    left, right = outline_of(rings, view)
    hem = [view.point(rings[0].at(t)) for t in visible_arc(rings[0], view.eye, 9)]
    if (hem[0][0] - hem[-1][0]) * (left[0][0] - right[0][0]) + (hem[0][1] - hem[-1][1]) * (
        left[0][1] - right[0][1]
    ) < 0:
        hem.reverse()
    shape = [left[-1], left[-1], *reversed(left[1:]), hem[0], *hem, hem[-1], *right[1:], right[-1]]
    inked = [*reversed(left[1:]), hem[0], *hem, hem[-1], *right[1:]]
    b.part(shape, colour, shadow=soft, weave=weave, open_edge=inked,
           handles=None if own_light else light_of_trunk(w))  # fmt: skip
    return hem


def folds(w: Wearer, rings: tuple[Ring, ...], colour: RGB) -> None:
    """What cloth does where arms and hips pull it; within the garment, directly after it."""
    b = w.brush
    if not b.fine:
        return
    dark = darker(colour, 0.42)
    for side in (1.0, -1.0):
        for path, width, opacity in (
            (((1.3, 2.9), (1.0, 2.35), (0.78, 1.9)), 1.0, 0.5),
            (((1.25, 1.5), (0.85, 1.15), (0.5, 1.05)), 0.9, 0.4),
            (((1.2, 0.95), (0.9, 0.7), (0.65, 0.62)), 0.8, 0.36),
            (((2.2, 2.9), (2.35, 2.1), (2.5, 1.4)), 0.9, 0.45),
            (((1.9, 1.15), (2.35, 0.9), (2.8, 0.95)), 0.9, 0.4),
        ):
            points = seen_path(b, w.trunk, path, side)
            if len(points) == len(path):
                b.line(points, width, dark, opacity, inside=True)
    if len(rings) > 7:
        view = b.view
        middle = rings[0].faced(view.eye)
        for k in (-0.85, -0.3, 0.35, 0.9):
            turn = middle + k
            points = [view.point(rings[i].at(turn * (1.0 + 0.02 * i))) for i in (2, 1, 0)]
            b.line(points, 0.9, dark, 0.42, pressure=(0.05, 0.7, 1.0), inside=True)


def band(w: Wearer, rings: tuple[Ring, ...], low: float, high: float, colour: RGB, *, line: float = 0.8) -> None:
    """A belt or rib between two heights of the garment (0: its hem, 1: its second ring, ...)."""
    b, view = w.brush, w.brush.view
    rows: list[list[XY]] = []
    for t in (low, high):
        ring = ring_at(rings, t)
        middle = ring.faced(view.eye)
        rows.append([view.point(ring.at(middle + 1.53 * (1.0 - 2.0 * k / 8))) for k in range(9)])
    first, second = rows
    shape = [first[0], *first, first[-1], second[-1], *reversed(second), second[0]]
    b.part(shape, colour, line=line, shadow=0.008)


def ring_at(rings: tuple[Ring, ...], t: float) -> Ring:
    """The ring at height `t` of the garment."""
    low = max(0, min(int(t), len(rings) - 2))
    return between_rings(rings[low], rings[low + 1], t - low)


def on(w: Wearer, rings: tuple[Ring, ...], path: Path) -> list[XY]:
    """Points of the garment, (turn, height on its rings), as long as they face the camera."""
    view = w.brush.view
    out: list[XY] = []
    for turn, t in path:
        ring = ring_at(rings, t)
        off = abs(turn - ring.faced(view.eye))
        if min(off, abs(off - 6.2831853)) > 1.45:
            break
        out.append(view.point(ring.at(turn)))
    return out
