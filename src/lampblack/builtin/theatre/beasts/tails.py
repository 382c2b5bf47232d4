"""Tails: tufted, of hair, brushes, sabres, long ones and scuts."""

from __future__ import annotations

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.beasts.painter import Painter
from lampblack.builtin.theatre.puppet.limb import tube
from lampblack.builtin.theatre.puppet.tone import clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY

_RADII = {
    "brush": (0.30, 0.55, 0.85, 1.0, 0.95, 0.62, 0.10),
    "sabre": (0.95, 1.0, 0.9, 0.8, 0.66, 0.5, 0.2),
    "long": (1.15, 1.0, 0.95, 0.92, 0.9, 0.85, 0.6),
    "scut": (0.8, 1.0, 1.0, 0.95, 0.8, 0.55, 0.2),
    "tuft": (1.0, 0.6, 0.42, 0.36, 0.32, 0.28, 0.2),
}


def draw_tail(painter: Painter) -> None:
    """The tail, root to tip."""
    bones, brush, coat = painter.bones, painter.brush, painter.coat
    kind = bones.plan.tail
    points = [painter.px(p) for p in bones.tail]
    if kind == "hair":
        _hair(painter, points)
        return
    bristle = 1.0 + 0.35 * bones.carriage.bristle
    radii = [r * bones.plan.tail_wide * painter.unit * bristle * (1.0 if kind != "tuft" else 0.8) for r in _RADII[kind]]
    shape = tube(points, radii, cap=0.5)
    colour = coat.coat
    brush.part(shape, colour, line=1.0, shadow=0.02, handles=painter.handles if kind != "scut" else None)
    if kind == "brush":
        tip = coat.under if bones.plan.species == "fox" else coat.marking
        brush.sheet.stroke(
            points[4:],
            radii[4] * 2.2,
            clear(tip, 0.97),
            pressure=(0.75, 1.0, 0.5),
            inside=True,
            feather=min(5.0, 0.25 * radii[4]),
        )
        _fur(painter, points, radii)
    elif kind == "tuft":
        x, y = points[-1]
        for index in range(5):
            sway = (seed_of("tuft", index) % 100 / 100.0 - 0.5) * 0.09 * painter.unit
            row = [points[-2], (x + 0.5 * sway, y), (x + sway, y + (0.14 + 0.02 * index) * painter.unit)]
            brush.sheet.stroke(row, 0.055 * painter.unit, clear(coat.marking, 0.96), pressure=(0.35, 1.0, 0.04))
    elif kind == "scut":
        brush.sheet.stroke(points[1:], radii[2] * 1.3, clear(coat.under, 0.9), pressure=(0.3, 1.0, 0.5), inside=True)
    elif coat.markings == "stripes":
        for at in (1.6, 2.5, 3.3, 4.1, 4.9, 5.6):
            i = int(at)
            share = at - i
            x = points[i][0] + (points[i + 1][0] - points[i][0]) * share
            y = points[i][1] + (points[i + 1][1] - points[i][1]) * share
            dx, dy = points[i + 1][0] - points[i][0], points[i + 1][1] - points[i][1]
            size = (dx * dx + dy * dy) ** 0.5 or 1.0
            nx, ny = -dy / size * radii[i] * 1.2, dx / size * radii[i] * 1.2
            brush.sheet.stroke(
                [(x - nx, y - ny), (x + 0.2 * dx / size, y), (x + nx, y + ny)],
                0.042 * painter.unit,
                clear(coat.marking, 0.93),
                pressure=(0.8, 1.0, 0.8),
                inside=True,
            )
        brush.sheet.stroke(points[5:], radii[5] * 2.4, clear(coat.marking, 0.95), pressure=(0.6, 1.0), inside=True)


def _hair(painter: Painter, points: list[XY]) -> None:
    """A horse's tail: locks from the dock down."""
    bones, brush = painter.bones, painter.brush
    colour = painter.coat.marking
    for index in range(9 if brush.fine else 6):
        spread = (seed_of("tail", index) % 100 / 100.0 - 0.5) * 0.15 * painter.unit
        row = [
            (x + spread * (n / 6.0) ** 1.5, y + (0.02 * painter.unit * (index % 3) if n == 6 else 0.0))
            for n, (x, y) in enumerate(points)
        ]
        brush.sheet.stroke(
            row,
            bones.plan.tail_wide * 1.25 * painter.unit,
            clear(darker(colour, (0.75, 1.0, 1.25)[index % 3]), 0.96),
            pressure=(0.45, 0.75, 1.0, 0.9, 0.5, 0.04),
        )


def _fur(painter: Painter, points: list[XY], radii: list[float]) -> None:
    """Strokes of fur along a brush."""
    if not painter.brush.fine:
        return
    shade = darker(mixed(painter.coat.coat, painter.coat.marking, 0.3), 0.6)
    for index in range(7):
        at = 1.2 + 0.6 * index
        i = min(int(at), 5)
        x, y = points[i]
        dx, dy = points[i + 1][0] - x, points[i + 1][1] - y
        size = (dx * dx + dy * dy) ** 0.5 or 1.0
        off = (seed_of("fur", index) % 100 / 100.0 - 0.5) * 1.3 * radii[i]
        nx, ny = -dy / size * off, dx / size * off
        row = [
            (x + nx, y + ny),
            (x + nx + 0.6 * dx, y + ny + 0.6 * dy),
            (x + 0.8 * nx + 1.1 * dx, y + 0.8 * ny + 1.1 * dy),
        ]
        painter.brush.line(row, 0.8, shade, 0.45, inside=False)
