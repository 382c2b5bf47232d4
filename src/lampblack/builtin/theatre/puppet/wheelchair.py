"""A chair on wheels under somebody who is pushed in it."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.joinery import box, rod
from lampblack.builtin.theatre.puppet.tone import RGB, darker
from lampblack.builtin.theatre.puppet.vector import Frame

STEEL: RGB = (0.62, 0.65, 0.68)
CLOTH: RGB = (0.16, 0.20, 0.27)
TYRE: RGB = (0.15, 0.15, 0.17)
_HALF, _WHEEL = 0.27, 0.30


def draw_wheelchair(brush: Brush, frame: Frame, seat: float) -> None:
    """What is under and behind who sits in it; `frame` stands on the ground under the seat, `seat` metres below it."""
    far = _sides(brush, frame)[0]
    _wheel(brush, frame, far)
    box(brush, frame, (-_HALF + 0.02, _HALF - 0.02), (seat - 0.05, seat), (-0.22, 0.24), CLOTH)
    box(brush, frame, (-_HALF + 0.02, _HALF - 0.02), (seat, seat + 0.50), (-0.26, -0.22), CLOTH)
    for x in (-_HALF + 0.02, _HALF - 0.02):
        rod(brush, frame, ((x, 0.30, -0.24), (x, seat + 0.52, -0.25), (x, seat + 0.53, -0.42)), 0.03, STEEL)
        rod(brush, frame, ((x * 0.8, seat - 0.03, 0.24), (x * 0.75, 0.12, 0.42)), 0.025, STEEL)
    box(brush, frame, (-0.2, 0.2), (0.06, 0.09), (0.36, 0.56), darker(STEEL, 0.6))


def draw_near_wheel(brush: Brush, frame: Frame, seat: float) -> None:
    """What is before who sits in it: the arm rest and the wheel on the nearer side."""
    near = _sides(brush, frame)[1]
    x = near * _HALF
    rod(brush, frame, ((x, seat, 0.20), (x, seat + 0.20, 0.20), (x, seat + 0.22, -0.22)), 0.03, STEEL)
    rod(brush, frame, ((x, seat + 0.225, 0.18), (x, seat + 0.225, -0.16)), 0.045, CLOTH)
    _wheel(brush, frame, near)


def _sides(brush: Brush, frame: Frame) -> tuple[float, float]:
    """The farther side, then the nearer one: +1 right."""
    right = brush.view.depth(frame.out(_HALF, 0.3, 0.0))
    left = brush.view.depth(frame.out(-_HALF, 0.3, 0.0))
    return (1.0, -1.0) if right > left else (-1.0, 1.0)


def _wheel(brush: Brush, frame: Frame, side: float) -> None:
    x, back = side * (_HALF + 0.04), -0.12
    turns = [math.tau * k / 28 for k in range(28)]

    def ring(radius: float) -> list[tuple[float, float]]:
        return [
            brush.view.point(frame.out(x, _WHEEL + radius * math.sin(t), back + radius * math.cos(t))) for t in turns
        ]

    k = brush.scale
    rim, hand = ring(_WHEEL), ring(_WHEEL * 0.86)
    for t in turns[::4]:
        hub = brush.view.point(frame.out(x, _WHEEL, back))
        end = brush.view.point(frame.out(x, _WHEEL + _WHEEL * math.sin(t), back + _WHEEL * math.cos(t)))
        brush.sheet.stroke([hub, end], max(0.5, 0.006 * k), (*STEEL, 0.8), pressure=(1.0, 1.0))
    brush.sheet.stroke([*rim, rim[0]], max(1.2, 0.045 * k), (*TYRE, 1.0), pressure=(1.0, 1.0))
    brush.sheet.stroke([*hand, hand[0]], max(0.8, 0.018 * k), (*STEEL, 1.0), pressure=(1.0, 1.0))
    brush.sheet.stroke(
        [brush.view.point(frame.out(x, _WHEEL, back - 0.02)), brush.view.point(frame.out(x, _WHEEL, back + 0.02))],
        max(1.5, 0.06 * k), (*STEEL, 1.0), pressure=(1.0, 1.0),
    )  # fmt: skip
    caster = [
        brush.view.point(frame.out(side * (_HALF - 0.03), 0.08 + 0.08 * math.sin(t), 0.30 + 0.08 * math.cos(t)))
        for t in turns[::2]
    ]
    brush.sheet.stroke([*caster, caster[0]], max(1.0, 0.03 * k), (*TYRE, 1.0), pressure=(1.0, 1.0))
