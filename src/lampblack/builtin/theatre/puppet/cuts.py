"""Hair as it is cut and tied today: fringe, bob, ponytail, curls; each lies on the skull and turns with it."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.hair import hair_light
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.skull import variation
from lampblack.builtin.theatre.puppet.thinned import rising, thinned
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import UP, XY, Vec, add, along, scaled

SHEEN: RGB = (0.62, 0.64, 0.74)
PART = 0.92
"""The turn at which a bob's side ends beside the face."""
COVERS_EARS = ("bob",)


def has_fringe(head: HeadView) -> bool:
    """Whether hair falls over the brow: always with a bob, by seed with what women and children wear today."""
    figure = head.figure
    if figure.hair == "bob":
        return True
    if figure.sex != "woman" or figure.hair not in ("ponytail", "plait", "long", "braids", "short"):
        return False
    return figure.age in ("child", "young") and variation(figure, "fringe") > (-0.4 if figure.age == "child" else 0.15)


def draw_fringe(head: HeadView) -> None:
    """Hair over the brow with a broken edge; sides longer than the middle."""
    if not has_fringe(head):
        return
    brush, view = head.brush, head.brush.view
    low: list[XY] = []
    high: list[XY] = []
    count = 13
    for index in range(count):
        turn = 1.0 * (1.0 - 2.0 * index / (count - 1))
        middle = head.ring(0.2).faced(view.eye)
        off = (turn - middle + math.pi) % (2.0 * math.pi) - math.pi
        turn = middle + max(-1.5, min(1.5, off))
        if abs(turn) > 1.3:
            continue
        jag = 0.018 * (-1.0) ** index
        y = 0.155 - 0.085 * (abs(turn) / 1.0) ** 2 + jag
        low.append(view.point(head.ring(y, 0.035).at(turn)))
        high.append(view.point(head.ring(0.36, 0.05).at(turn * 0.92)))
    if len(low) < 3:
        return
    shape = [high[0], *[p for q in low for p in (q, q)], high[-1], *reversed(high[1:-1])]
    edge = [low[0], *[p for q in low[1:-1] for p in (q, q)], low[-1]]
    brush.part(shape, head.hair, line=0.8, depth=0.75, shadow=0.0, open_edge=edge, handles=hair_light(head))
    if brush.fine:
        light = mixed(head.hair, SHEEN, 0.34)
        for index in range(1, len(low) - 1, 2):
            (x0, y0), (x1, y1) = high[index], low[index]
            brush.line([(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2), (x1, y1)], 0.8, light, 0.4)


def _curtain_ring(head: HeadView, y: float, grow: float) -> Ring:
    s = head.size
    at = add(head.frame.out(0.0, y * s, -0.05 * s), scaled(head.sway, max(0.0, 0.1 - y) * 0.35))
    return Ring(at, head.frame.right, head.frame.forward, (0.405 + grow) * s, (0.30 + grow) * s, (0.44 + grow) * s)


_BOB = ((0.36, -0.075), (0.18, -0.004), (0.0, 0.026), (-0.22, 0.042), (-0.40, 0.015))
"""Heights of a bob's cuts, and how far it swells there."""


def draw_bob_behind(head: HeadView) -> None:
    """The inside of the bob, behind face and neck."""
    if head.figure.hair != "bob":
        return
    rings = [_curtain_ring(head, y, grow - 0.012) for y, grow in _BOB]
    edges = [ring.edges(head.brush.view.eye, head.frame.up, head.brush.view.across) for ring in rings]
    left = [head.brush.view.point(a) for a, _ in edges]
    right = [head.brush.view.point(b) for _, b in edges]
    shape = [*left, left[-1], right[-1], *reversed(right)]
    head.brush.part(shape, darker(head.hair, 0.7), line=0.9, depth=0.5, shadow=0.0)


def draw_bob(head: HeadView) -> None:
    """The sides and back of the bob, where they face the camera, over cheeks and ears."""
    if head.figure.hair != "bob":
        return
    brush, view = head.brush, head.brush.view
    middle = _curtain_ring(head, 0.0, 0.0).faced(view.eye)
    light = mixed(head.hair, SHEEN, 0.34)
    for start, stop in _intervals(middle):
        rows: list[list[XY]] = []
        for y, grow in _BOB:
            ring = _curtain_ring(head, y, grow)
            rows.append([view.point(ring.at(start + (stop - start) * k / 8)) for k in range(9)])
        left = [row[0] for row in rows]
        right = [row[-1] for row in rows]
        shape = [*left, left[-1], *rows[-1][1:-1], right[-1], *reversed(right), *reversed(rows[0][1:-1])]
        brush.part(
            shape,
            head.hair,
            line=0.9,
            depth=0.75,
            shadow=0.0,
            handles=hair_light(head),
            open_edge=[*left, left[-1], *rows[-1], right[-1], *reversed(right)],
        )
        if brush.fine:
            for k in range(1, 8):
                line = [row[k] for row in rows]
                brush.line(line, 0.85, light if k % 2 else darker(head.hair, 0.4), 0.4 if k % 2 else 0.6)


def _intervals(middle: float) -> list[tuple[float, float]]:
    """What is seen of the turns outside the face, as one or two stretches."""
    low, high = middle - 1.5, middle + 1.5
    out: list[tuple[float, float]] = []
    for shift in (-2.0 * math.pi, 0.0, 2.0 * math.pi):
        start, stop = max(low, PART + shift), min(high, 2.0 * math.pi - PART + shift)
        if stop - start > 0.03:
            out.append((start, stop))
    return out


def draw_ponytail(head: HeadView, back: Vec) -> None:
    """A tail tied high behind, in an arc out from the head and down."""
    if head.figure.hair != "ponytail":
        return
    brush, s, view = head.brush, head.size, head.brush.view
    root = head.frame.out(0.0, 0.24 * s, -0.47 * s)
    rows: list[tuple[Vec, float]] = []
    for share, wide in ((0.0, 0.5), (0.10, 0.85), (0.28, 1.0), (0.55, 0.9), (0.82, 0.55), (1.0, 0.1)):
        p = along(root, back, (0.17 * math.sin(math.pi * min(0.75, 1.6 * share)) - 0.03) * s)
        p = along(p, UP, (0.10 * math.sin(math.pi * min(1.0, 2.2 * share)) - 0.95 * share * share - 0.12 * share) * s)
        p = add(p, scaled(head.sway, 1.0 * share * share))
        if p[1] < head.floor + 0.01:
            p = (p[0], head.floor + 0.01, p[2])
        rows.append((p, 0.135 * wide * s))
    points = [view.point(p) for p, _ in rows]
    across = [view.point(along(p, view.across, w)) for p, w in rows]
    radii = [math.dist(a, b) for a, b in zip(points, across, strict=True)]
    left, right = _sides(points, radii)
    brush.part([*left, *reversed(right)], head.hair, line=0.9, depth=0.75, shadow=0.0)
    if brush.fine:
        light = mixed(head.hair, SHEEN, 0.34)
        for k in (-0.6, -0.2, 0.25, 0.6):
            line = [(p[0] + (r[0] - p[0]) * k, p[1] + (r[1] - p[1]) * k) for p, r in zip(points, right, strict=True)]
            brush.line(line, 0.8, light if k > 0.0 else darker(head.hair, 0.4), 0.45)
    x, y = view.point(head.frame.out(0.0, 0.24 * s, -0.475 * s))
    r = 0.062 * head.pixels
    tie = (0.60, 0.24, 0.22) if variation(head.figure, "tie") > 0.0 else (0.24, 0.30, 0.38)
    brush.part([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], tie, line=0.8, shadow=0.0)


def _sides(points: list[XY], radii: list[float]) -> tuple[list[XY], list[XY]]:
    left: list[XY] = []
    right: list[XY] = []
    for index, (x, y) in enumerate(points):
        a, b = points[max(0, index - 1)], points[min(len(points) - 1, index + 1)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = math.hypot(dx, dy) or 1.0
        nx, ny = dy / size, -dx / size
        left.append((x + nx * radii[index], y + ny * radii[index]))
        right.append((x - nx * radii[index], y - ny * radii[index]))
    return left, right


_CURLS = tuple(
    (turn + 0.37 * row, y)
    for row, (y, count) in enumerate(((-0.20, 9), (-0.04, 11), (0.12, 12), (0.27, 12), (0.39, 9), (0.49, 5)))
    for turn in (2.0 * math.pi * k / count for k in range(count))
)


def draw_curls(head: HeadView, *, behind: bool) -> None:
    """Curls at places of their own on the skull: with `behind` those at its far edge, drawn before the face."""
    if head.figure.hair != "curly":
        return
    brush, view, px = head.brush, head.brush.view, head.pixels
    woman = head.figure.sex == "woman"
    seen: list[tuple[float, XY, float, int, float]] = []
    for number, (turn, y) in enumerate(_CURLS):
        off = abs((turn + math.pi) % (2.0 * math.pi) - math.pi)
        if (off < 1.1 and y < 0.25) or (off < 1.35 and y < 0.18) or (off < 1.75 and y < -0.1):
            continue
        ring = head.ring(y, 0.07)
        facing = math.cos(turn - ring.faced(view.eye))
        share = rising(facing, -0.6, -0.3) if behind else rising(facing, 0.1, 0.2)
        if share > 0.0 and (not behind or facing < 0.2):
            p = ring.at(turn)
            size = 0.082 + 0.02 * math.sin(turn * 5.0) + (0.018 if woman else 0.0)
            seen.append((view.depth(p), view.point(p), size, number, share))
    seen.sort(key=lambda one: -one[0])
    light = mixed(head.hair, SHEEN, 0.3)
    for _, (x, y), r, number, share in seen:
        thin = thinned(brush, share)
        lobe = [
            (x + r * px * math.cos(a * 0.9) * (1.0 + 0.09 * (a % 2)), y + r * px * math.sin(a * 0.9)) for a in range(7)
        ]
        thin.part(lobe, head.hair, line=0.45, depth=0.5, shadow=0.0)
        if brush.fine:
            k = r * px * 0.5
            thin.line(
                [(x - k, y), (x - 0.2 * k, y - k), (x + k, y - 0.2 * k), (x + 0.4 * k, y + 0.7 * k)],
                0.8,
                light if number % 2 else darker(head.hair, 0.45),
                0.5,
            )
