"""Beards: a moustache in two strokes, a short beard that follows the jaw, a long one that flows and trails."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.headview import QUARTER, HeadView
from lampblack.builtin.theatre.puppet.skull import OF_OLD
from lampblack.builtin.theatre.puppet.tone import mixed
from lampblack.builtin.theatre.puppet.vector import XY, add, scaled
from lampblack.staging.space import eased


def draw_beard(head: HeadView) -> None:
    """The figure's beard, drawn over the face and round the mouth."""
    kind = head.figure.beard
    if kind == "none" or math.cos(head.turn) < -0.85:
        return
    if kind == "stubble":
        _stubble(head)
        return
    if kind != "moustache":
        _jaw(head, 0.075 if kind == "short" else 0.03)
        if not behind_beard(head):
            _hanging(head)
    _moustache(head, 0.36 if kind == "long" else 0.12 if head.figure.dress in OF_OLD else -0.05)


def behind_beard(head: HeadView) -> bool:
    """Whether what hangs from the chin is on the far side of who is seen from behind."""
    return head.figure.beard in ("short", "long") and math.cos(head.turn) < -0.14


def draw_beard_behind(head: HeadView) -> None:
    """What hangs from the chin, before the body of who is seen from behind."""
    _hanging(head)


def _hanging(head: HeadView) -> None:
    if head.figure.beard == "short":
        _chin(head, 0.20, 0.17)
    else:
        _chin(head, 1.55, 0.225)


def _stubble(head: HeadView) -> None:
    """A shade where a beard was shaved some days ago: jaw, chin and lip."""
    brush = head.brush
    tone = (*mixed(head.hair, head.skin, 0.35), 0.42)
    soft = min(14.0, 0.035 * head.pixels)
    middle = head.ring(-0.3).faced(brush.view.eye)
    upper: list[XY] = []
    lower: list[XY] = []
    for index in range(15):
        turn = max(-1.42, min(1.42, middle + QUARTER * (1.0 - 2.0 * index / 14)))
        away = abs(turn)
        top = -0.37 + 0.30 * max(0.0, (away - 0.35) / 1.07) ** 1.15
        low = -0.50 + 0.30 * max(0.0, (away - 0.75) / 0.67) ** 1.4
        upper.append(brush.view.point(head.ring(top).at(turn)))
        lower.append(brush.view.point(head.ring(low).at(turn)))
    brush.sheet.fill([*upper, *reversed(lower)], tone, feather=soft)
    if head.seen(0.0, -0.26) > 0.1:
        f = head.skull.features
        lip = [head.on(x, f.mouth_y + y) for x, y in ((0.11, 0.0), (0.05, 0.048), (-0.05, 0.048), (-0.11, 0.0))]
        brush.sheet.stroke(lip, 0.045 * head.pixels, tone, pressure=(0.7, 1.0, 0.7), feather=soft * 0.5)


def _moustache(head: HeadView, drop: float) -> None:
    f, brush = head.skull.features, head.brush
    thick = 0.050 * head.pixels / brush.hair_width
    for side in (1.0, -1.0):
        seen = min(1.0, (head.seen(side * 0.06, -0.26) - 0.02) / 0.2)
        if seen <= 0.0:
            continue
        w = f.mouth_wide
        start = head.on(side * 0.014, f.mouth_y + 0.052, 0.012)
        half = head.on(side * w * 0.75, f.mouth_y + 0.036, 0.014)
        bend = head.on(side * w * 1.28, f.mouth_y - 0.03, 0.014)
        x, y = head.on(side * w * 1.36, f.mouth_y - 0.06 - drop * 0.4, 0.02)
        tip = (x, y + drop * 0.6 * head.pixels)
        brush.line([start, half, bend, tip], thick, head.hair, 0.95 * seen, pressure=(0.3, 1.0, 0.8, 0.4, 0.03))
        if brush.close:
            light = mixed(head.hair, (0.75, 0.75, 0.8), 0.35)
            brush.line([start, half, bend], thick * 0.2, light, 0.5 * seen)


def _jaw(head: HeadView, thick: float) -> None:
    """Hair along the jaw from ear to ear, in front of what is seen of it."""
    brush = head.brush
    middle = head.ring(-0.3).faced(brush.view.eye)
    upper: list[XY] = []
    lower: list[XY] = []
    for index in range(15):
        turn = max(-1.42, min(1.42, middle + QUARTER * (1.0 - 2.0 * index / 14)))
        away = abs(turn)
        top = -0.445 + 0.02 * away + 0.30 * max(0.0, (away - 0.35) / 1.07) ** 1.15
        low = -0.515 + 0.30 * max(0.0, (away - 0.75) / 0.67) ** 1.4
        upper.append(brush.view.point(head.ring(top, 0.012).at(turn)))
        lower.append(brush.view.point(head.ring(low, 0.012 + thick * 0.45).at(turn)))
    shape = [*upper, *reversed(lower)]
    brush.sheet.fill(shape, (*head.hair, 0.93), feather=min(3.0, 0.008 * head.pixels))
    if not brush.fine:
        return
    count = 13 if brush.close else 7
    for index in range(count):
        at = round(index * 14 / (count - 1))
        (x0, y0), (x1, y1) = upper[at], lower[at]
        grow = 0.5 * thick * head.pixels / max(1.0, math.hypot(x1 - x0, y1 - y0)) + 0.1
        start = (x0 - (x1 - x0) * 0.22, y0 - (y1 - y0) * 0.22)
        brush.line(
            [start, ((x0 + x1) / 2 + 1.0, (y0 + y1) / 2), (x1 + (x1 - x0) * grow, y1 + (y1 - y0) * grow)],
            1.5,
            head.hair,
            0.9,
            pressure=(0.1, 1.0, 0.7, 0.05),
        )
        if brush.close and index % 2:
            lit = mixed(head.hair, (0.6, 0.58, 0.6), 0.38)
            brush.line([start, (x1, y1)], 0.8, lit, 0.4, pressure=(0.05, 1.0, 0.05))


_SHORT = ((0.0, 0.82), (0.2, 1.0), (0.45, 0.86), (0.72, 0.5), (1.0, 0.06))
_LONG = ((0.0, 0.36), (0.05, 0.68), (0.14, 0.93), (0.28, 1.0), (0.5, 0.86), (0.72, 0.58), (0.9, 0.26), (1.0, 0.03))
"""How far down, and how wide there, a beard is."""


def _chin(head: HeadView, long: float, wide: float) -> None:
    """What hangs from the chin, trailing behind when the person goes."""
    brush, s = head.brush, head.size
    flowing = long > 0.5
    narrow = 0.52 if flowing else 0.7
    rows: list[tuple[XY, float]] = []
    for share, width in _LONG if flowing else _SHORT:
        y = head.dropped(-0.405 if flowing else -0.43)
        p = head.frame.out(0.0, y * s, (0.285 + (0.15 * eased(3.0 * share, "in_out") if flowing else 0.05 * share)) * s)
        p = add(p, (0.0, -long * s * share, 0.0))
        p = add(p, scaled(head.sway, 1.4 * share * share * min(1.0, long)))
        rows.append(
            (brush.view.point(p), width * wide * head.pixels * (narrow + (1.0 - narrow) * abs(math.cos(head.turn))))
        )
    left = [(x - w, y) for (x, y), w in rows]
    right = [(x + w, y) for (x, y), w in rows]
    shape = [*left, *reversed(right)]
    if flowing:
        brush.part(shape, head.hair, line=0.5, depth=0.8, shadow=0.02, open_edge=[*left[1:], *reversed(right[1:])])
    else:
        brush.sheet.fill(shape, (*head.hair, 0.95), feather=min(2.0, 0.006 * head.pixels))
    if brush.fine:
        _strands(head, rows, long, wide)


def _strands(head: HeadView, rows: list[tuple[XY, float]], long: float, wide: float) -> None:
    brush = head.brush
    count = 11 if brush.close else 6
    tone = mixed(head.hair, (0.35, 0.33, 0.36) if sum(head.hair) > 1.5 else (0.6, 0.6, 0.66), 0.4)
    for index in range(count):
        k = -0.85 + 1.7 * index / (count - 1)
        points = [(x + w * k, y) for (x, y), w in rows]
        if long > 0.5:
            wave = 0.016 * head.pixels
            points = [(x + wave * math.sin(n * 1.9 + index * 2.3), y) for n, (x, y) in enumerate(points)]
            brush.line(points[index % 2 :], 0.85, tone, 0.5, pressure=(0.05, 0.9, 0.7, 0.05))
        else:
            stray = 0.02 * head.pixels * (1.0 if index % 3 else -0.8)
            points[-1] = (points[-1][0] + k * wide * head.pixels * 0.6, points[-1][1] + stray)
            brush.line(points, 1.4, head.hair, 0.9, pressure=(0.3, 1.0, 0.6, 0.05))
            if brush.close and index % 2:
                brush.line(points[:-1], 0.9, tone, 0.42, pressure=(0.05, 1.0, 0.4, 0.05))
    if long > 0.5:
        for side in (1.0, -1.0):
            (x0, y0), w0 = rows[1]
            (x1, y1), w1 = rows[5]
            tip = (x1 + side * w1 * 1.25, y1 + 0.02 * head.pixels)
            bend = (rows[3][0][0] + side * rows[3][1] * 1.02, (y0 + y1) / 2.0)
            brush.line([(x0 + side * w0 * 0.8, y0), bend, tip], 2.4, head.hair, 0.9, pressure=(0.6, 1.0, 0.05))
