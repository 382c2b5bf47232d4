"""The face: skin, blush, nose, ears, lines of age, tears; features lie on the skin and go round the cheek with it."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.brush import LIVING
from lampblack.builtin.theatre.puppet.eyes import draw_eyes
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.mouth import draw_mouth
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed, washes
from lampblack.builtin.theatre.puppet.vector import XY, dot

CONTOUR = (
    0.40, 0.29, 0.18, 0.10, 0.035, -0.03, -0.09, -0.135, -0.165, -0.195, -0.218, -0.245, -0.270, -0.289, -0.300,
    -0.312, -0.338, -0.375, -0.415, -0.455, -0.485, -0.5,
)  # fmt: skip
"""Levels at which the outline is taken: close together where nose and lips are."""


def contour(head: HeadView) -> list[XY]:
    """The head's outline from the left temple round the chin to the right one, then over the crown."""
    left: list[XY] = []
    right: list[XY] = []
    for y in CONTOUR:
        a, b = head.edge(y)
        left.append(a)
        right.append(b)
    top = [head.edge(0.46), head.edge(0.495)]
    return [*left, *reversed(right), top[0][1], top[1][1], top[1][0], top[0][0]]


def line_of(skin: RGB) -> RGB:
    """The ink of a face: soot with blood in it."""
    return darker(mixed(skin, (0.42, 0.14, 0.10), 0.55), 0.42)


def draw_face(head: HeadView) -> None:
    """All of the face that is seen; nothing where the head is turned away."""
    brush = head.brush
    shape = contour(head)
    lit, own, shade = washes(head.skin, 0.8)
    line = line_of(head.skin)
    brush.sheet.stroke(shape, brush.hair_width * 1.7, clear(line, 0.92), pressure=LIVING, closed=True)
    brush.sheet.fill(shape, lit, own, own, mixed(own, shade, 0.75), handles=brush.handles(shape), keep=True)
    if brush.fine:
        _bloom(head, shape)
        if head.figure.sex == "man" and head.figure.age != "child":
            _planes(head)
    front = head.seen(0.0, -0.1)
    if front < -0.35:
        return
    if brush.fine:
        _age(head, line)
    _nose(head, line)
    draw_mouth(head)
    draw_eyes(head)
    if head.face.tears > 0.2 and brush.fine:
        _tears(head)


def _bloom(head: HeadView, shape: list[XY]) -> None:
    """Blush, the soft shade of brow and cheek, and the shadow at the edge that is turned from the light."""
    brush, px = head.brush, head.pixels
    f = head.skull.features
    brush.shadow(shape, mixed(head.skin, (0.4, 0.12, 0.08), 0.25), 0.022 * head.size / 0.25, 0.30)
    rosy = (0.86, 0.33, 0.27)
    for side in (1.0, -1.0):
        seen = head.seen(side * 0.2, -0.15)
        if seen > 0.1:
            x, y = head.on(side * 0.19, -0.155)
            wide = 0.105 * px * max(0.35, seen)
            spot = [(x - wide, y), (x, y - 0.075 * px), (x + wide, y), (x, y + 0.075 * px)]
            brush.sheet.fill(spot, clear(rosy, f.blush), feather=min(15.0, 0.06 * px), inside=True)
    shade = clear(darker(mixed(head.skin, (0.5, 0.18, 0.14), 0.35), 0.62), 0.20)
    for side in (1.0, -1.0):
        if head.seen(side * 0.15, 0.03) > 0.15:
            lid = [head.on(side * x, y) for x, y in ((0.07, 0.03), (0.15, 0.058), (0.235, 0.03), (0.15, 0.0))]
            brush.sheet.fill(lid, shade, feather=min(12.0, 0.022 * px), inside=True)


def _planes(head: HeadView) -> None:
    """The bones of a man's face: shade under the brows, beside the nose, at the temple and below the cheekbone."""
    brush, px = head.brush, head.pixels
    tone = darker(mixed(head.skin, (0.55, 0.20, 0.13), 0.4), 0.58)
    strong = 0.4 if head.figure.age == "young" else 1.0
    soft = min(15.0, 0.04 * px)
    for side in (1.0, -1.0):
        away = 1.0 if side * brush.light[0] < 0.0 else 0.55
        for path, opacity in (
            (((0.315, -0.10), (0.235, -0.185), (0.165, -0.275), (0.20, -0.315), (0.285, -0.235)), 0.30),
            (((0.325, 0.16), (0.255, 0.10), (0.27, 0.0), (0.33, -0.02)), 0.20),
            (((0.045, 0.075), (0.085, 0.045), (0.062, -0.045), (0.040, -0.13), (0.030, -0.02)), 0.22),
        ):
            if min(head.seen(side * x, y) for x, y in path[:3]) > 0.08:
                shape = [head.on(side * x, y) for x, y in path]
                brush.sheet.fill(shape, clear(tone, opacity * away * strong), feather=soft, inside=True)
        if head.seen(side * 0.22, -0.09) > 0.2:
            bone = [head.on(side * x, y) for x, y in ((0.11, -0.105), (0.20, -0.10), (0.275, -0.055))]
            lit = clear((1.0, 0.93, 0.82), 0.20 * (1.55 - away) * strong)
            brush.sheet.stroke(bone, 0.05 * px, lit, pressure=(0.3, 1.0, 0.3), feather=soft * 0.6, inside=True)


def _nose(head: HeadView, line: RGB) -> None:
    """One line down the side of the ridge that is turned away, the wings, the nostrils."""
    brush, px = head.brush, head.pixels
    f = head.skull.features
    front = head.seen(0.0, -0.15)
    if front < 0.05:
        return
    thick = px / brush.hair_width
    away = max(-1.0, min(1.0, -head.turn * 3.0 - 0.6 * brush.light[0]))
    for side in (1.0, -1.0):
        weight = max(0.0, min(1.0, 0.5 + 0.5 * away * side))
        weight *= min(1.0, front * 2.4)
        if weight > 0.1 and brush.tall > 150.0:
            ridge = [
                head.nose(side * x, y)
                for x, y in ((0.034, 0.058), (0.021, -0.01), (0.022, -0.09), (0.032, -0.15), (0.018, -0.195))
            ]
            brush.line(ridge, 0.0115 * thick, line, 0.62 * weight, pressure=(0.05, 0.4, 0.8, 1.0, 0.3))
        if brush.fine and head.seen(side * f.nose_wide, -0.19) > 0.12:
            wing = [
                head.nose(side * f.nose_wide * 0.78, -0.152),
                head.nose(side * f.nose_wide * 1.06, -0.182),
                head.nose(side * f.nose_wide * 0.84, -0.213),
                head.nose(side * f.nose_wide * 0.55, -0.207),
            ]
            brush.line(wing, 0.0115 * thick, line, 0.75, pressure=(0.1, 0.9, 1.0, 0.3))
    tip = [head.nose(0.030, -0.206), head.nose(0.0, -0.218), head.nose(-0.030, -0.206)]
    brush.line(tip, 0.0125 * thick, line, 0.7 * min(1.0, front * 2.0), pressure=(0.7, 0.8, 0.7))
    if brush.fine:
        glow = [head.nose(0.012 * brush.light[0] * -1.0, 0.0), head.nose(0.0, -0.08), head.nose(0.0, -0.15)]
        brush.sheet.stroke(
            glow,
            0.03 * px,
            (1.0, 0.97, 0.9, 0.22 * min(1.0, front * 1.5)),
            pressure=(0.2, 0.8, 1.0),
            feather=min(8.0, 0.012 * px),
        )


def _age(head: HeadView, line: RGB) -> None:
    f, brush = head.skull.features, head.brush
    if f.wrinkles < 0.1:
        return
    thick = 0.0085 * head.pixels / brush.hair_width
    strong = 0.55 * f.wrinkles
    for side in (1.0, -1.0):
        if head.seen(side * 0.13, -0.25) > 0.1:
            fold = [head.on(side * x, y) for x, y in ((0.082, -0.195), (0.125, -0.245), (0.145, -0.315))]
            brush.line(fold, thick, line, strong)
    if f.wrinkles > 0.5:
        for y, wide in ((0.215, 0.15), (0.262, 0.12)):
            if head.seen(0.0, y) > 0.2:
                row = [head.on(x, y - 0.012 * abs(x) / wide) for x in (-wide, -wide * 0.4, wide * 0.3, wide)]
                brush.line(row, thick * 0.8, line, strong * 0.8, pressure=(0.05, 0.9, 0.6, 0.9, 0.05))
        for side in (1.0, -1.0):
            if head.seen(side * 0.22, -0.25) > 0.1:
                hollow = [head.on(side * x, y) for x, y in ((0.235, -0.17), (0.215, -0.24), (0.19, -0.30))]
                brush.line(hollow, thick * 0.9, line, strong * 0.6)


def _tears(head: HeadView) -> None:
    f, brush = head.skull.features, head.brush
    for side in (1.0, -1.0):
        if head.seen(side * f.eye_x, f.eye_y) > 0.2:
            way = [
                head.on(side * (f.eye_x + x), f.eye_y + y) for x, y in ((-0.01, -0.03), (0.012, -0.11), (0.006, -0.19))
            ]
            brush.sheet.stroke(
                way, 0.02 * head.pixels, (0.86, 0.93, 1.0, 0.6 * head.face.tears), pressure=(0.3, 0.5, 1.0)
            )
            x, y = way[-1]
            brush.sheet.fill([(x - 2, y), (x, y - 3), (x + 2, y), (x, y + 3)], (1.0, 1.0, 1.0, 0.6 * head.face.tears))


def draw_nape(head: HeadView) -> None:
    """The neck over the jaw of who is seen from behind: it grows as the face turns away."""
    seen = min(1.0, max(0.0, (-math.cos(head.turn) - 0.25) / 0.4))
    if seen == 0.0:
        return
    brush = head.brush
    r = 0.2 * (1.0 if head.figure.build != "broad" else 1.25)
    middle = head.ring(-0.4).faced(brush.view.eye)
    aside = math.sin(middle - math.pi)
    low = -0.41 if head.figure.age == "child" else -0.49
    rows = [(-0.2, 0.84), (-0.32, 0.9), (0.5 * (low - 0.35), 0.96), (low, 1.0)]
    left: list[XY] = []
    right: list[XY] = []
    for y, k in rows:
        x, py = head.at(0.0, y, -0.075 + 0.03 * aside * aside)
        left.append((x - r * k * head.pixels, py))
        right.append((x + r * k * head.pixels, py))
    whole = contour(head)
    lit, own, shade = washes(head.skin, 0.8)
    colours = [clear(c, seen) for c in (lit, own, own, mixed(own, shade, 0.75))]
    shape = [left[0], *left, left[-1], right[-1], *reversed(right), right[0]]
    brush.sheet.fill(shape, *colours, handles=brush.handles(whole), feather=min(6.0, 0.02 * head.pixels))
    ahead = dot(head.frame.forward, brush.view.across)
    for row, side in ((left, -1.0), (right, 1.0)):
        edge = seen * min(1.0, max(0.0, 1.2 - 4.0 * side * ahead))
        brush.line(row[1:], 0.8, line_of(head.skin), 0.75 * edge, pressure=(0.1, 1.0, 0.9))


def draw_ear(head: HeadView, side: float) -> None:
    """The ear on one side: seen flat in profile, as a rim beside the cheek from the front."""
    brush = head.brush
    small = 0.86 if head.figure.sex == "woman" else 1.0
    shape = [
        head.at(side * x, -0.05 + (y + 0.05) * small, z * small)
        for x, y, z in (
            (0.345, 0.045, 0.00), (0.385, 0.075, -0.04), (0.405, 0.055, -0.085), (0.400, -0.02, -0.095),
            (0.375, -0.095, -0.06), (0.352, -0.165, -0.02), (0.335, -0.165, 0.012), (0.335, -0.06, 0.02),
        )
    ]  # fmt: skip
    line = line_of(head.skin)
    tone = mixed(head.skin, (0.85, 0.45, 0.36), 0.16)
    brush.sheet.stroke(shape, brush.hair_width * 1.5, clear(line, 0.9), pressure=LIVING, closed=True)
    brush.sheet.fill(shape, *washes(tone, 0.8))
    if brush.fine and head.brush.tall > 400.0:
        inner = [
            head.at(side * x, y, z)
            for x, y, z in ((0.385, 0.03, -0.02), (0.40, 0.035, -0.065), (0.395, -0.03, -0.065), (0.37, -0.075, -0.03))
        ]
        brush.line(inner, 0.75, line, 0.6)
    if head.figure.sex == "woman" and head.figure.age != "child" and brush.fine:
        x, y = head.at(side * 0.36, -0.20, -0.005)
        r = 0.018 * head.pixels
        brush.sheet.fill(
            [(x - r, y), (x, y - r * 1.3), (x + r, y), (x, y + r * 1.3)], (0.86, 0.95, 0.88), (0.42, 0.66, 0.55)
        )
