"""Small things of today in a hand: key, gun, letter, telephone, torch, cigarette, clipboard, a twig with leaves."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from lampblack.builtin.theatre.puppet.grasp import Grasp, pole
from lampblack.builtin.theatre.puppet.limb import hull
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed

BRASS: RGB = (0.76, 0.58, 0.24)
BLUED: RGB = (0.22, 0.23, 0.26)
PAPER: RGB = (0.94, 0.92, 0.86)
BOARD: RGB = (0.44, 0.31, 0.20)
GLASS: RGB = (0.62, 0.80, 0.92)
LEAF: RGB = (0.30, 0.46, 0.26)
AIMED = ("gun", "torch")
"""Things that point where the forearm points."""


def _box(g: Grasp, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], tone: RGB) -> None:
    corners = hull([g.at(a, b, c) for a in x for b in y for c in z])
    g.brush.part([p for p in corners for _ in (0, 1)], tone, line=0.9, shadow=0.0)


def _key(g: Grasp) -> None:
    """A door key held up between thumb and finger, its bit away from the hand; larger than life, to be read."""
    ring = [
        g.at(0.014 * math.cos(t), 0.014 + 0.014 * math.sin(t), 0.01) for t in (math.tau * k / 12 for k in range(12))
    ]
    g.brush.line([*ring, ring[0]], 3.4, darker(BRASS, 0.45), 1.0, pressure=(1.0, 1.0))
    g.brush.line([*ring, ring[0]], 2.2, BRASS, 1.0, pressure=(1.0, 1.0))
    pole(g, [g.at(0.0, 0.027, 0.01), g.at(0.0, 0.055, 0.01), g.at(0.0, 0.085, 0.01)], (0.009, 0.008, 0.008), BRASS)
    for y in (0.068, 0.082):
        pole(g, [g.at(0.0, y, 0.01), g.at(0.010, y, 0.014), g.at(0.020, y, 0.018)], (0.007, 0.007, 0.007), BRASS)


def _gun(g: Grasp) -> None:
    """A small revolver: barrel along the forearm, drum over the fist."""
    pole(g, [g.at(0.0, -0.034, -0.022), g.at(0.0, -0.006, -0.006), g.at(0.0, 0.02, 0.0)], (0.020, 0.018, 0.018), BOARD)
    pole(g, [g.at(0.0, 0.028, -0.016), g.at(0.0, 0.028, 0.04), g.at(0.0, 0.028, 0.105)], (0.017, 0.016, 0.014), BLUED)
    pole(g, [g.at(0.0, 0.024, 0.004), g.at(0.0, 0.024, 0.018), g.at(0.0, 0.024, 0.034)], (0.028, 0.030, 0.028),
         mixed(BLUED, (0.6, 0.62, 0.66), 0.25))  # fmt: skip
    g.brush.line([g.at(0.0, 0.04, -0.02), g.at(0.0, 0.03, -0.03)], 2.0, BLUED, 1.0, pressure=(1.0, 0.6))
    g.brush.line([g.at(0.0, 0.036, 0.104), g.at(0.0, 0.044, 0.098)], 1.6, BLUED, 1.0, pressure=(1.0, 1.0))


def _letter(g: Grasp) -> None:
    """A sheet of paper, held up by its lower edge."""
    sheet = [
        g.at(x, y, 0.02 + 0.012 * y / 0.1) for x, y in ((-0.05, -0.005), (0.05, 0.0), (0.052, 0.13), (-0.048, 0.125))
    ]
    g.brush.part([p for p in sheet for _ in (0, 1)], PAPER, line=0.9, shadow=0.006)
    if g.brush.fine:
        for k in range(5):
            y = 0.035 + 0.017 * k
            g.brush.line(
                [g.at(-0.036, y, 0.026), g.at(0.036 - 0.012 * (k % 2), y, 0.026)], 0.8, (0.25, 0.24, 0.3), 0.55,
                pressure=(1.0, 0.7, 1.0),
            )  # fmt: skip


def _phone(g: Grasp) -> None:
    """A telephone of today, its lit glass to who holds it."""
    _box(g, (-0.022, 0.022), (-0.01, 0.082), (0.02, 0.028), (0.10, 0.10, 0.12))
    glass = [g.at(x, y, 0.019) for x, y in ((-0.018, -0.002), (0.018, -0.002), (0.018, 0.074), (-0.018, 0.074))]
    if g.brush.view.depth(g.frame.out(0.0, 0.0, 0.0)) < g.brush.view.depth(g.frame.out(0.0, 0.0, 0.02 * g.height)):
        g.brush.wash([p for p in glass for _ in (0, 1)], GLASS, depth=0.3)


def _torch(g: Grasp) -> None:
    """A torch with a lit lens, along the forearm."""
    pole(g, [g.at(0.0, 0.0, -0.03), g.at(0.0, 0.0, 0.03), g.at(0.0, 0.0, 0.08)], (0.022, 0.022, 0.022), BLUED)
    pole(g, [g.at(0.0, 0.0, 0.078), g.at(0.0, 0.0, 0.10), g.at(0.0, 0.0, 0.112)], (0.026, 0.036, 0.038), BLUED)
    rim = [
        g.at(0.018 * math.cos(t), 0.018 * math.sin(t), 0.113) for t in (math.tau * k / 10 for k in range(10))
    ]  # fmt: skip
    g.brush.sheet.fill(rim, (1.0, 0.97, 0.82), (1.0, 0.95, 0.74), (1.0, 0.86, 0.5), keep=True)


def _cigarette(g: Grasp) -> None:
    pole(g, [g.at(0.0, 0.01, 0.02), g.at(0.0, 0.022, 0.04), g.at(0.0, 0.036, 0.064)], (0.0062, 0.0062, 0.0062), PAPER)
    tip = g.at(0.0, 0.038, 0.067)
    g.brush.line([g.at(0.0, 0.035, 0.062), tip], 2.6, (0.95, 0.36, 0.12), 1.0, pressure=(1.0, 1.0))
    if g.brush.fine:
        smoke = [g.at(0.006 * math.sin(k * 1.7), 0.05 + 0.03 * k, 0.067) for k in range(6)]
        g.brush.line(smoke, 2.4, (0.8, 0.8, 0.82), 0.35, pressure=(0.5, 1.0, 0.8, 0.1))


def _clipboard(g: Grasp) -> None:
    """A board with papers under a clip."""
    board = [
        g.at(x, y, z)
        for x, y, z in ((-0.07, -0.03, 0.02), (0.07, -0.03, 0.02), (0.07, 0.15, 0.05), (-0.07, 0.15, 0.05))
    ]
    g.brush.part([p for p in board for _ in (0, 1)], BOARD, line=1.0, shadow=0.0)
    leaf = [
        g.at(x, y, z)
        for x, y, z in ((-0.06, -0.02, 0.018), (0.06, -0.02, 0.018), (0.06, 0.13, 0.043), (-0.06, 0.13, 0.043))
    ]
    facing = g.brush.view.depth(g.frame.out(0.0, 0.0, -0.1)) < g.brush.view.depth(g.frame.out(0.0, 0.0, 0.1))
    if facing:
        g.brush.part([p for p in leaf for _ in (0, 1)], PAPER, line=0.6, shadow=0.0)
    pole(g, [g.at(-0.02, 0.148, 0.046), g.at(0.0, 0.15, 0.046), g.at(0.02, 0.148, 0.046)], (0.014, 0.016, 0.014), BLUED)


def _twig(g: Grasp) -> None:
    """A twig with narrow leaves."""
    stem = [g.at(0.0, -0.02), g.at(0.004, 0.06), g.at(0.016, 0.12), g.at(0.034, 0.17)]
    g.brush.line(stem, 2.4, darker(LEAF, 0.7), 1.0, pressure=(1.0, 0.8, 0.4))
    for y, way, long in (
        (0.05, -1.0, 0.07),
        (0.07, 1.0, 0.08),
        (0.10, -1.0, 0.08),
        (0.12, 1.0, 0.075),
        (0.16, 1.0, 0.06),
    ):
        x = 0.004 + 0.2 * max(0.0, y - 0.06)
        leaf = [
            g.at(x, y), g.at(x + way * 0.4 * long, y + 0.012, 0.006), g.at(x + way * long, y - 0.008, 0.01),
            g.at(x + way * 0.4 * long, y - 0.008, 0.006),
        ]  # fmt: skip
        g.brush.part(leaf, LEAF, line=0.7, shadow=0.0)


SMALL: Mapping[str, Callable[[Grasp], None]] = {
    "key": _key,
    "gun": _gun,
    "letter": _letter,
    "phone": _phone,
    "torch": _torch,
    "cigarette": _cigarette,
    "clipboard": _clipboard,
    "twig": _twig,
}
