"""Eyes and brows: long lids drawn with one stroke, an iris that looks where the person looks, lids that close."""

from __future__ import annotations

from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.skull import variation
from lampblack.builtin.theatre.puppet.tone import INK, RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY

WHITE: RGB = (0.965, 0.945, 0.905)
IRIS: RGB = (0.20, 0.125, 0.095)
PUPIL: RGB = (0.04, 0.03, 0.04)


def draw_eyes(head: HeadView) -> None:
    """Both eyes, the further one first; what is round the cheek is not drawn."""
    features = head.skull.features
    for side in sorted((1.0, -1.0), key=lambda s: head.seen(s * features.eye_x, features.eye_y)):
        seen = head.seen(side * features.eye_x, features.eye_y)
        if seen > 0.06:
            _eye(head, side)
        if head.seen(side * features.eye_x, features.brow_y) > 0.02:
            _brow(head, side)


def _eye(head: HeadView, side: float) -> None:
    f, face, brush = head.skull.features, head.face, head.brush
    wide = f.eye_wide
    shut = face.blink
    lids = max(-0.85, min(1.0, face.lids))
    squint = 0.55 * max(0.0, min(1.0, face.smile - 0.3))
    up = f.eye_open * (1.0 + 0.55 * lids) * (1.0 - shut)
    low = f.eye_open * 0.52 * (1.0 + 0.2 * lids - squint) * (1.0 - 0.55 * shut)
    sink = f.eye_open * 0.35 * shut
    grief = min(0.0, face.knit) * 0.015

    def at(x: float, y: float) -> XY:
        return head.on(side * (f.eye_x + x), f.eye_y + y)

    inner, outer = (-wide, -0.008 - grief), (wide, f.slant + grief)
    lid = [
        at(*inner),
        at(-wide * 0.62, up * 0.62 - sink),
        at(-wide * 0.08, up - sink),
        at(wide * 0.55, up * 0.84 - sink * 0.7 + f.slant * 0.4),
        at(*outer),
    ]
    under = [at(wide * 0.6, -low * 0.72 + f.slant * 0.5), at(0.0, -low), at(-wide * 0.6, -low * 0.78)]
    if up + low > f.eye_open * 0.3 and shut < 0.8:
        shape = [lid[0], lid[0], *lid[1:4], lid[4], lid[4], *under]
        brush.sheet.fill(shape, darker(WHITE, 0.93), WHITE, darker(WHITE, 0.95), keep=True)
        _iris(head, side, up)
        if brush.fine:
            brush.line(
                lid,
                0.05 * head.pixels / brush.hair_width,
                INK,
                0.34,
                pressure=(0.6, 1.0, 0.6),
                inside=True,
                feather=0.012 * head.pixels,
            )
    lady = head.figure.sex == "woman" and head.figure.age != "child"
    thick = (0.030 if lady else 0.023) * head.pixels / brush.hair_width
    wing = 1.0 if lady and head.figure.age != "old" else 0.3
    tail = at(wide * (1.06 + 0.16 * wing), f.slant * (1.2 + 0.55 * wing) + grief + 0.004 * wing)
    brush.line([*lid[:4], lid[4], tail], thick, INK, 0.95, pressure=(0.22, 0.75, 1.0, 1.0, 0.75, 0.05))
    if brush.tall < 200.0:
        return
    skin = darker(mixed(head.skin, (0.45, 0.2, 0.16), 0.35), 0.55)
    brush.line([*reversed(under), at(*outer)], thick * 0.36, skin, 0.7, pressure=(0.1, 0.7, 1.0, 0.5))
    if brush.fine:
        fold = (up * 0.55 + 0.022) * (1.0 + 0.4 * variation(head.figure, "fold"))
        crease = [
            at(-wide * 0.7, up * 0.62 + fold * 0.6),
            at(0.0, up + fold),
            at(wide * 0.8, up * 0.6 + fold + f.slant),
        ]
        brush.line(crease, thick * 0.3, skin, 0.62, pressure=(0.05, 1.0, 0.05))
    if brush.close and lady:
        for x, rise in ((0.72, 0.030), (0.94, 0.026)):
            root = at(wide * x, up * 0.7 * (1.15 - x) - sink + f.slant * x)
            brush.line(
                [root, at(wide * (x + 0.28), up * 0.5 * (1.15 - x) - sink + f.slant * x + rise)],
                thick * 0.36,
                pressure=(1.0, 0.1),
            )
    if f.wrinkles > 0.5 and brush.close:
        for drop in (-0.012, -0.034):
            start = at(wide * 1.2, f.slant + drop)
            brush.line([start, at(wide * 1.55, f.slant + drop * 1.6 - 0.005)], thick * 0.26, skin, 0.5)
        bag = [at(-wide * 0.7, -low - 0.030), at(0.1 * wide, -low - 0.046), at(wide * 0.85, -low - 0.022)]
        brush.line(bag, thick * 0.28, skin, 0.5, pressure=(0.05, 1.0, 0.05))


def _iris(head: HeadView, side: float, up: float) -> None:
    f, face, brush = head.skull.features, head.face, head.brush
    x = side * f.eye_x + max(-0.6, min(0.6, face.gaze_x)) * 0.075
    y = f.eye_y + 0.006 + max(-0.6, min(0.6, face.gaze_y)) * 0.05 + min(0.0, face.lids) * 0.004
    radius = (0.058 if head.figure.age == "child" else 0.043) * (0.96 if head.figure.sex == "man" else 1.04)
    radius *= 1.0 - 0.16 * max(0.0, min(1.0, face.lids))
    squash = max(0.25, head.seen(side * f.eye_x, f.eye_y))
    middle = head.on(x, y)
    px = head.pixels
    if px < 46.0:
        brush.sheet.fill(_disc(middle, radius * px * squash, radius * px), PUPIL, inside=True)
        return
    glow = (0.36, 0.22, 0.13)
    shape = _disc(middle, radius * px * squash, radius * px)
    brush.sheet.fill(
        shape, darker(IRIS, 0.45), IRIS, glow, inside=True,
        handles=((middle[0], middle[1] - radius * px), (middle[0], middle[1] + radius * px)),
    )  # fmt: skip
    brush.sheet.stroke([*shape, shape[0]], 0.008 * px, clear(PUPIL, 0.8), pressure=(1.0, 1.0), inside=True)
    brush.sheet.fill(_disc(middle, radius * 0.5 * px * squash, radius * 0.5 * px), PUPIL, inside=True)
    spark = (middle[0] + brush.light[0] * radius * 0.42 * px * squash, middle[1] + brush.light[1] * radius * 0.42 * px)
    brush.sheet.fill(_disc(spark, 0.0125 * px, 0.0125 * px), (1.0, 0.99, 0.95, 0.95), inside=True)
    if brush.close:
        low = (middle[0] - brush.light[0] * radius * 0.5 * px * squash, middle[1] + radius * 0.45 * px)
        brush.sheet.fill(_disc(low, 0.008 * px, 0.006 * px), (1.0, 0.9, 0.75, 0.35), inside=True)


def _disc(middle: XY, across: float, down: float) -> list[XY]:
    x, y = middle
    a, b = across * 0.7071, down * 0.7071
    return [
        (x + across, y), (x + a, y + b), (x, y + down), (x - a, y + b),
        (x - across, y), (x - a, y - b), (x, y - down), (x + a, y - b),
    ]  # fmt: skip


def _brow(head: HeadView, side: float) -> None:
    f, face, brush = head.skull.features, head.face, head.brush
    base = f.brow_y + 0.03 * max(-1.0, min(1.2, face.brow)) - 0.012 * max(0.0, face.blink - 0.5)
    anger, grief = max(0.0, face.knit), max(0.0, -face.knit)

    def at(x: float, y: float) -> XY:
        return head.on(side * x, base + y, 0.006)

    start = f.eye_x - f.eye_wide * 1.02 - 0.014 * anger
    end = f.eye_x + f.eye_wide * 1.3
    inner = -0.044 * anger + 0.044 * grief
    points = [
        at(start, -0.004 + inner),
        at(start + (end - start) * 0.33, 0.004 + f.brow_arch * 0.55 + inner * 0.45),
        at(start + (end - start) * 0.64, f.brow_arch - 0.012 * grief + 0.012 * anger),
        at(end, -0.017 - 0.022 * grief + 0.02 * anger + f.slant * 0.4),
    ]
    colour = mixed(head.hair, INK, 0.25)
    thick = f.brow_thick * head.pixels / brush.hair_width
    woman = head.figure.sex == "woman"
    shape = (0.35, 0.9, 0.8, 0.05) if woman else (0.55, 1.0, 0.85, 0.06)
    brush.line(points, thick, colour, 0.86 if woman else 0.9, pressure=shape)
    if brush.close and not woman:
        heights = (-0.004 + inner, 0.004 + f.brow_arch * 0.55 + inner * 0.45, f.brow_arch + 0.012 * (anger - grief))
        for index in range(8):
            share = 0.03 + 0.088 * index
            low = min(1, int(share / 0.33))
            y = heights[low] + (heights[low + 1] - heights[low]) * (share / 0.33 - low)
            x = start + (end - start) * share
            hair = [at(x, y), at(x + 0.012 + 0.03 * share, y + f.brow_thick * (0.78 - 0.35 * share))]
            brush.line(hair, thick * 0.24, colour, 0.85, pressure=(1.0, 0.1))
    if anger > 0.4 and side > 0 and brush.fine:
        for x in (0.028, -0.028):
            brush.line(
                [head.on(x, f.brow_y - 0.03), head.on(x * 0.8, f.brow_y + 0.045)],
                thick * 0.16,
                darker(head.skin, 0.5),
                0.5 * anger,
            )
