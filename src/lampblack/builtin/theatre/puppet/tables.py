"""A desk or a table before somebody who sits down at one where they stand, and a chair with a back."""

from __future__ import annotations

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.joinery import box, rod
from lampblack.builtin.theatre.puppet.tone import RGB, darker
from lampblack.builtin.theatre.puppet.vector import Frame

OAK: RGB = (0.50, 0.34, 0.22)
DARK: RGB = (0.34, 0.20, 0.13)
STEEL: RGB = (0.30, 0.32, 0.34)
BAKELITE: RGB = (0.10, 0.10, 0.11)
_NEAR, _FAR, _HALF, _HIGH = 0.30, 0.82, 0.56, 0.71
"""Where its edges are before the feet of who sits at it, half its width, its height: metres."""
TELEPHONE = (0.34, _HIGH + 0.14, 0.62)
"""Where a hand is on the telephone of a desk, from the feet of who sits there: metres to the right, up, ahead."""
MIDDLE = (_NEAR + _FAR) / 2.0


def draw_desk(brush: Brush, frame: Frame) -> None:
    """A desk with a closed front and drawers; a telephone on it. `frame` stands under who sits there."""
    wood = OAK
    for x in (-_HALF + 0.03, _HALF - 0.33):
        box(brush, frame, (x, x + 0.30), (0.04, _HIGH - 0.04), (_NEAR + 0.04, _FAR - 0.03), darker(wood, 0.86))
    box(
        brush,
        frame,
        (-_HALF + 0.03, _HALF - 0.03),
        (0.12, _HIGH - 0.03),
        (_FAR - 0.05, _FAR - 0.03),
        darker(wood, 0.92),
    )
    box(brush, frame, (-_HALF, _HALF), (_HIGH - 0.045, _HIGH), (_NEAR, _FAR), wood)
    _telephone(brush, frame)


def _telephone(brush: Brush, frame: Frame) -> None:
    x, _, z = TELEPHONE
    box(brush, frame, (x - 0.09, x + 0.09), (_HIGH, _HIGH + 0.05), (z - 0.08, z + 0.08), BAKELITE)
    box(brush, frame, (x - 0.05, x + 0.05), (_HIGH + 0.05, _HIGH + 0.10), (z - 0.04, z + 0.04), BAKELITE)
    ends = (
        (x - 0.11, _HIGH + 0.10, z),
        (x - 0.08, _HIGH + 0.125, z),
        (x + 0.08, _HIGH + 0.125, z),
        (x + 0.11, _HIGH + 0.10, z),
    )
    rod(brush, frame, ends, 0.035, BAKELITE)


def draw_table(brush: Brush, frame: Frame, *, modern: bool) -> None:
    """A table on four legs, small and round-edged today, dark and framed of old."""
    wood = OAK if modern else DARK
    half = 0.42 if modern else 0.52
    legs = [(x, z) for x in (-half + 0.05, half - 0.05) for z in (_NEAR + 0.05, _FAR - 0.05)]
    legs.sort(key=lambda leg: -brush.view.depth(frame.out(leg[0], 0.0, leg[1])))
    for x, z in legs:
        rod(brush, frame, ((x, 0.0, z), (x, _HIGH - 0.03, z)), 0.05, darker(wood, 0.8))
    if not modern:
        box(
            brush,
            frame,
            (-half + 0.04, half - 0.04),
            (_HIGH - 0.12, _HIGH - 0.04),
            (_NEAR + 0.04, _FAR - 0.04),
            darker(wood, 0.9),
        )
    box(brush, frame, (-half, half), (_HIGH - 0.035, _HIGH), (_NEAR, _FAR), wood)


def draw_chair(brush: Brush, frame: Frame, top: float) -> None:
    """A plain chair with a back; `frame` stands under its middle, its seat is `top` metres high."""
    corners = [(x, z) for x in (-0.19, 0.19) for z in (-0.19, 0.19)]
    corners.sort(key=lambda c: -brush.view.depth(frame.out(c[0], 0.0, c[1])))

    def back() -> None:
        for x in (-0.17, 0.17):
            rod(brush, frame, ((x, top - 0.02, -0.19), (x * 1.02, top + 0.46, -0.25)), 0.035, STEEL)
        box(brush, frame, (-0.20, 0.20), (top + 0.22, top + 0.47), (-0.26, -0.22), darker(STEEL, 1.25))

    behind = brush.view.depth(frame.out(0.0, top, -0.2)) > brush.view.depth(frame.out(0.0, top, 0.2))
    if behind:
        back()
    for x, z in corners:
        rod(brush, frame, ((x, top - 0.03, z), (x * 1.05, 0.0, z * 1.05)), 0.03, darker(STEEL, 0.8))
    box(brush, frame, (-0.21, 0.21), (top - 0.045, top), (-0.20, 0.20), darker(STEEL, 1.25))
    if not behind:
        back()
