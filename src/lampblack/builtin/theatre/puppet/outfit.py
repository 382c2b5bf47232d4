"""Gear of a space suit: the pack on the back, the panel on the breast."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet import top as tops
from lampblack.builtin.theatre.puppet.limb import hull
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.wearer import Wearer

SHELL: RGB = (0.84, 0.84, 0.83)
DARK: RGB = (0.24, 0.26, 0.29)


def draw_pack(w: Wearer, *, behind: bool) -> None:
    """The pack, before or after the body: whichever side of it the camera is on."""
    b, chest, h = w.brush, w.bones.chest, w.height
    eye = tuple(p - q for p, q in zip(b.view.eye, chest.origin, strict=True))
    ahead = sum(p * q for p, q in zip(eye, chest.forward, strict=True)) / (math.hypot(*eye) or 1.0)
    if (ahead > 0.0) != behind:
        return
    wide, low, high, near, far = 0.082 * h, -0.27 * h, 0.02 * h, -0.045 * h, -0.135 * h
    box = [b.view.point(chest.out(x, y, z)) for x in (-wide, wide) for y in (low, high) for z in (near, far)]
    b.part([p for p in hull(box) for _ in (0, 1)], darker(SHELL, 0.92), line=1.1, shadow=0.03)
    if ahead < 0.0:
        face = [b.view.point(chest.out(x, y, far)) for x, y in ((-wide, low), (wide, low), (wide, high), (-wide, high))]
        b.part([p for p in face for _ in (0, 1)], SHELL, line=0.8, shadow=0.02)
        if b.fine:
            for y in (-0.06, -0.13, -0.20):
                row = [b.view.point(chest.out(x, y * h, far)) for x in (-0.8 * wide, 0.8 * wide)]
                b.line(row, 1.0, DARK, 0.6, pressure=(1.0, 1.0))


def draw_panel(w: Wearer, rings: tuple[Ring, ...]) -> None:
    """A box with dials on the breast, and the straps it hangs by."""
    b = w.brush
    t = len(rings) - 4.2
    box = tops.on(w, rings, ((0.42, t - 0.45), (0.42, t + 0.35), (-0.42, t + 0.35), (-0.42, t - 0.45)))
    for side in (1.0, -1.0):
        strap = tops.on(w, rings, ((side * 0.36, t + 0.3), (side * 0.62, t + 1.0), (side * 0.85, t + 1.7)))
        if len(strap) == 3:
            b.sheet.stroke(strap, 0.012 * w.height * b.scale, darker(SHELL, 0.6), pressure=(1.0, 1.0))
    if len(box) < 4:
        return
    b.part([p for p in box for _ in (0, 1)], mixed(SHELL, DARK, 0.25), line=0.9, shadow=0.0)
    if b.fine:
        for turn, y, tone in ((0.22, 0.1, w.sash), (0.0, 0.1, (0.3, 0.55, 0.5)), (-0.22, 0.1, DARK)):
            for x, up in tops.on(w, rings, ((turn, t + y),)):
                r = 0.008 * w.height * b.scale
                b.sheet.fill([(x - r, up), (x, up - r), (x + r, up), (x, up + r)], tone)
        line = tops.on(w, rings, ((0.3, t - 0.22), (-0.3, t - 0.22)))
        if len(line) == 2:
            b.line(line, 1.6, DARK, 0.8, pressure=(1.0, 1.0))
