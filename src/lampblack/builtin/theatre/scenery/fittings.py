"""Fittings of offices, schools, hospitals and cafés: ceilings with panels of light, boards, desks, beds, counters."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.cutting import INK, Cut, bent
from lampblack.builtin.theatre.scenery.furniture import BOOKS, STEEL
from lampblack.builtin.theatre.scenery.shell import Paint
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled

PANEL: Colour = (250, 250, 240)
SCREEN: Colour = (126, 196, 222)


def panel_ceiling(colour: Colour, lit: float, *, columns: int, rows: int, tone: Colour = PANEL) -> Paint:
    """A grid of tiles, and panels of light in it."""

    def paint(cut: Cut) -> None:
        cut.box(-0.1, -0.1, cut.wide + 0.2, cut.high + 0.2, colour, ink=0.0)
        for k in range(int(cut.wide / 0.6) + 1):
            cut.line(((k * 0.6, 0.0), (k * 0.6, cut.high)), 0.016, scaled(colour, 0.84))
        for k in range(int(cut.high / 0.6) + 1):
            cut.line(((0.0, k * 0.6), (cut.wide, k * 0.6)), 0.016, scaled(colour, 0.84))
        for i in range(columns):
            for j in range(rows):
                x, y = cut.wide * (i + 0.5) / columns, cut.high * (j + 0.5) / rows
                cut.box(x - 0.66, y - 0.33, 1.32, 0.66, scaled(colour, 0.7), ink=0.0)
                on = lit * (0.0 if (i * 5 + j * 3) % 7 == 6 and lit > 0.3 else 1.0)
                cut.box(x - 0.6, y - 0.27, 1.2, 0.54, mixed(scaled(colour, 0.92), tone, on), ink=0.0, shine=on > 0.15)

    return paint


def clock(cut: Cut, x: float, y: float, radius: float = 0.19) -> None:
    """A wall clock at ten past ten."""
    cut.disc(x + 0.02, y - 0.03, radius, radius, (80, 78, 76))
    cut.disc(x, y, radius, radius, (40, 42, 46))
    cut.disc(x, y, radius * 0.86, radius * 0.86, (238, 234, 222))
    for turn, long in ((2.3, 0.5), (0.6, 0.7)):
        cut.line(((x, y), (x + math.cos(turn) * radius * long, y + math.sin(turn) * radius * long)), 0.02, INK)


def way_out(cut: Cut, x: float, y: float) -> None:
    """A lit sign over a door: somebody who runs, and the door."""
    cut.box(x, y, 0.56, 0.26, (24, 96, 64), shine=True)
    cut.box(x + 0.36, y + 0.04, 0.12, 0.18, (222, 246, 226), ink=0.0, shine=True)
    cut.disc(x + 0.2, y + 0.20, 0.025, 0.025, (222, 246, 226), shine=True)
    cut.line(((x + 0.19, y + 0.17), (x + 0.16, y + 0.10), (x + 0.10, y + 0.05)), 0.025, (222, 246, 226), shine=True)
    cut.line(((x + 0.17, y + 0.11), (x + 0.25, y + 0.05)), 0.025, (222, 246, 226), shine=True)


def notes(cut: Cut, box: tuple[float, float, float, float], *, seed: int) -> None:
    """A cork board with papers and a drawing or two."""
    x, y, wide, high = box
    rng = np.random.default_rng(seed_of("notes", seed))
    cut.box(x, y, wide, high, (92, 70, 52), lift=0.03)
    cut.box(x + 0.05, y + 0.05, wide - 0.1, high - 0.1, (178, 140, 96), ink=0.0)
    for _ in range(int(wide * 5)):
        at, up = x + 0.1 + (wide - 0.4) * rng.random(), y + 0.1 + (high - 0.42) * rng.random()
        tone = ((232, 226, 210), (226, 214, 160), (196, 212, 216), (226, 180, 164))[int(rng.integers(0, 4))]
        cut.box(at, up, float(rng.uniform(0.16, 0.26)), float(rng.uniform(0.18, 0.3)), tone, lift=0.012, ink=0.005)
        cut.line(((at + 0.03, up + 0.14), (at + 0.13, up + 0.14)), 0.012, (120, 116, 112))


def blackboard(cut: Cut, box: tuple[float, float, float, float]) -> None:
    """A board with a figure in chalk: a circle, a triangle in it, some lines of working."""
    x, y, wide, high = box
    cut.box(x - 0.09, y - 0.09, wide + 0.18, high + 0.18, (126, 92, 62), lift=0.05)
    cut.box(x, y, wide, high, (46, 74, 64))
    chalk: Colour = (206, 214, 204)
    for k in range(5):
        cut.line(
            ((x + wide * 0.1 * k, y + high * 0.2), (x + wide * (0.1 * k + 0.5), y + high * 0.55)), 0.16, (50, 79, 69)
        )
    m = (x + wide * 0.22, y + high * 0.52)
    ring = bent(m, (high * 0.33, high * 0.33), 0.0, math.tau, 30)
    cut.line(ring, 0.02, chalk)
    corners = [(m[0] + math.cos(a) * high * 0.33, m[1] + math.sin(a) * high * 0.33) for a in (1.57, 3.6, 5.8)]
    for a, b in zip(corners, (*corners[1:], corners[0]), strict=True):
        cut.line((a, b), 0.018, chalk)
    cut.line((m, corners[0]), 0.014, (226, 196, 120))
    rng = np.random.default_rng(seed_of("chalk", 3))
    for row in range(5):
        at = x + wide * 0.46
        for _ in range(int(rng.integers(3, 7))):
            long = float(rng.uniform(0.10, 0.34))
            up = y + high * (0.82 - 0.15 * row)
            cut.line(((at, up), (at + long * 0.5, up + float(rng.uniform(-0.03, 0.03))), (at + long, up)), 0.022, chalk)
            at += long + 0.1
    cut.box(x, y - 0.14, wide, 0.07, (150, 110, 74), lift=0.02)
    for k in (0.3, 0.34, 0.6):
        cut.box(x + wide * k, y - 0.07, 0.09, 0.03, (226, 226, 216), ink=0.0)


def whiteboard(cut: Cut, box: tuple[float, float, float, float]) -> None:
    """A plan on a white board: boxes, arrows, coloured notes."""
    x, y, wide, high = box
    cut.box(x - 0.05, y - 0.05, wide + 0.1, high + 0.1, (150, 154, 156), lift=0.03)
    cut.box(x, y, wide, high, (232, 234, 230), ink=0.0)
    for k in range(3):
        cut.line(
            [
                (x + wide * (0.12 + 0.2 * k), y + high * 0.7),
                (x + wide * (0.2 + 0.2 * k), y + high * 0.62),
                (x + wide * (0.27 + 0.2 * k), y + high * 0.7),
            ],
            0.02,
            (60, 84, 120),
        )
        cut.box(x + wide * (0.08 + 0.2 * k), y + high * 0.72, wide * 0.1, high * 0.14, (214, 222, 226), ink=0.01)
    line = [
        (x + wide * t, y + high * (0.14 + 0.22 * t + 0.06 * math.sin(t * 17))) for t in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
    ]
    cut.line(line, 0.022, (176, 62, 52))
    for k, tone in enumerate(((230, 200, 96), (226, 150, 140), (150, 200, 180), (230, 200, 96))):
        cut.box(
            x + wide * (0.72 + 0.11 * (k % 2)),
            y + high * (0.3 + 0.25 * (k // 2)),
            0.17,
            0.17,
            tone,
            lift=0.012,
            ink=0.0,
        )


def desk(cut: Cut, lit: float, *, screens: int = 1) -> None:
    """A desk seen from its side of the aisle: screens that shine, papers, a mug; a chair before it."""
    w = cut.wide - 0.06
    cut.box(0.03, 0.70, w, 0.05, (186, 172, 148))
    cut.box(0.08, 0.0, 0.06, 0.70, STEEL, ink=0.006)
    cut.box(w - 0.08, 0.0, 0.06, 0.70, STEEL, ink=0.006)
    cut.box(w - 0.52, 0.12, 0.40, 0.56, (120, 126, 128))
    for k in range(3):
        cut.line(((w - 0.50, 0.28 + 0.17 * k), (w - 0.14, 0.28 + 0.17 * k)), 0.014, (80, 84, 86))
    for k in range(screens):
        x = 0.22 + k * 0.68
        cut.box(x + 0.24, 0.75, 0.10, 0.10, INK, ink=0.0)
        cut.box(x, 0.84, 0.60, 0.38, (34, 36, 40))
        tone = mixed((76, 88, 96), SCREEN, max(0.35, lit))
        cut.box(x + 0.03, 0.87, 0.54, 0.32, scaled(tone, 0.8 if k else 1.0), ink=0.0, shine=True)
        for row in range(4):
            cut.line(
                ((x + 0.07, 1.13 - 0.06 * row), (x + 0.07 + 0.11 * (1 + (row * 2 + k) % 4), 1.13 - 0.06 * row)),
                0.02,
                mixed(tone, (255, 255, 255), 0.55),
                shine=True,
            )
    cut.box(w * 0.72, 0.75, 0.09, 0.11, (168, 66, 52), ink=0.006)
    cut.box(w * 0.80, 0.75, 0.24, 0.04, (228, 222, 206), ink=0.005)
    cut.box(w * 0.80, 0.79, 0.22, 0.03, (206, 196, 176), ink=0.005)
    m = w * 0.42
    cut.shape(((m - 0.24, 0.52), (m + 0.24, 0.52), (m + 0.20, 1.0), (m - 0.20, 1.0)), (58, 66, 78))
    cut.box(m - 0.27, 0.44, 0.54, 0.09, (66, 76, 88))
    cut.line(((m, 0.44), (m, 0.12)), 0.05, (46, 48, 52))
    cut.line(((m - 0.24, 0.05), (m, 0.13), (m + 0.24, 0.05)), 0.045, (46, 48, 52))


def school_desk(cut: Cut) -> None:
    """A pupil's desk with its chair and a book on it."""
    w = cut.wide - 0.06
    cut.box(0.03, 0.68, w, 0.05, (196, 150, 96))
    cut.box(0.08, 0.52, w - 0.1, 0.14, (150, 112, 74))
    for x in (0.10, w - 0.06):
        cut.line(((x, 0.0), (x, 0.55)), 0.04, (92, 108, 106))
    cut.box(0.22, 0.73, 0.26, 0.04, (70, 96, 120), ink=0.005)
    cut.box(0.25, 0.77, 0.24, 0.03, (206, 196, 172), ink=0.005)
    m = w * 0.52
    cut.box(m - 0.22, 0.62, 0.44, 0.22, (196, 150, 96))
    for x in (m - 0.18, m + 0.18):
        cut.line(((x, 0.0), (x, 0.64)), 0.03, (92, 108, 106))
    cut.box(m - 0.22, 0.40, 0.44, 0.05, (176, 132, 84))


def teachers_desk(cut: Cut) -> None:
    """A wide desk with books, an apple and a globe."""
    w = cut.wide - 0.06
    cut.box(0.03, 0.76, w, 0.06, (150, 104, 68))
    cut.box(0.10, 0.0, w - 0.14, 0.76, (128, 88, 58))
    cut.box(0.2, 0.1, w - 0.34, 0.56, (140, 98, 64), ink=0.008)
    for k, tone in enumerate(BOOKS[:4]):
        cut.box(0.2, 0.82 + 0.05 * k, 0.36 - 0.03 * k, 0.05, tone, ink=0.005)
    cut.disc(w * 0.62, 0.88, 0.06, 0.06, (176, 56, 44))
    cut.line(((w * 0.84, 0.82), (w * 0.84, 0.92)), 0.04, (90, 66, 46))
    cut.disc(w * 0.84, 1.06, 0.16, 0.16, (74, 118, 142))
    cut.disc(w * 0.82, 1.09, 0.07, 0.05, (126, 148, 92))
    cut.disc(w * 0.88, 1.0, 0.04, 0.05, (126, 148, 92))


def bed(cut: Cut) -> None:
    """A hospital bed from its side, made, on wheels."""
    w = cut.wide - 0.06
    cut.box(0.06, 0.5, w - 0.06, 0.07, STEEL)
    cut.box(0.03, 0.36, 0.06, 0.86, (196, 202, 202))
    cut.box(w - 0.06, 0.36, 0.06, 0.66, (196, 202, 202))
    cut.shape(((0.12, 0.56), (w - 0.1, 0.56), (w - 0.1, 0.76), (0.62, 0.80), (0.12, 0.94)), (224, 230, 230))
    cut.shape(((0.55, 0.54), (w - 0.08, 0.48), (w - 0.08, 0.80), (0.70, 0.84)), (116, 166, 168))
    cut.shape(((0.12, 0.84), (0.5, 0.80), (0.56, 0.94), (0.18, 1.02)), (244, 246, 244))
    for x in (0.14, w - 0.14):
        cut.line(((x, 0.5), (x, 0.12)), 0.04, STEEL)
        cut.disc(x, 0.08, 0.08, 0.08, (54, 58, 62))
    cut.line(((0.8, 0.98), (1.5, 0.98)), 0.03, STEEL)
    for x in (0.85, 1.15, 1.45):
        cut.line(((x, 0.98), (x, 0.58)), 0.022, STEEL)


def drip(cut: Cut) -> None:
    """A stand with a bag, and a monitor with a green line."""
    m = 0.28
    cut.line(((m, 0.06), (m, 1.9)), 0.03, STEEL)
    cut.line(((m - 0.18, 1.86), (m + 0.18, 1.86)), 0.025, STEEL)
    cut.line(((m - 0.22, 0.04), (m, 0.12), (m + 0.22, 0.04)), 0.04, STEEL)
    cut.shape(
        ((m + 0.08, 1.82), (m + 0.24, 1.82), (m + 0.22, 1.54), (m + 0.16, 1.5), (m + 0.10, 1.54)), (206, 224, 226)
    )
    cut.line(((m + 0.16, 1.5), (m + 0.2, 1.2), (m + 0.1, 0.95)), 0.012, (190, 210, 212))
    cut.box(m - 0.14, 1.06, 0.4, 0.3, (214, 216, 212))
    cut.box(m - 0.10, 1.10, 0.32, 0.22, (18, 30, 34), ink=0.0, shine=True)
    beat = [(m - 0.09, 1.2), (m - 0.01, 1.2), (m + 0.02, 1.29), (m + 0.05, 1.12), (m + 0.08, 1.2), (m + 0.2, 1.2)]
    for a, b in pairwise(beat):
        cut.line((a, b), 0.014, (92, 240, 150), shine=True)


def hospital_curtain(cut: Cut, colour: Colour) -> None:
    """A curtain on a rail between beds."""
    w, h = cut.wide - 0.06, cut.high - 0.04
    cut.box(0.03, h - 0.05, w, 0.04, STEEL, ink=0.0)
    folds = 9
    for k in range(folds):
        x = 0.03 + w * k / folds
        cut.shape(
            ((x, 0.3), (x + w / folds + 0.01, 0.3 + 0.02 * (k % 2)), (x + w / folds + 0.01, h - 0.06), (x, h - 0.06)),
            scaled(colour, 0.9 + 0.12 * (k % 2)),
            ink=0.006,
        )


def counter(cut: Cut, lit: float) -> None:
    """A café's counter: boards, glass case with cakes, the machine, cups on it."""
    w = cut.wide - 0.06
    wood: Colour = (112, 72, 50)
    cut.box(0.03, 0.0, w, 1.02, wood)
    for k in range(int(w / 0.2)):
        cut.line(((0.03 + k * 0.2, 0.1), (0.03 + k * 0.2, 0.98)), 0.012, scaled(wood, 0.6))
    cut.box(0.0, 1.02, w + 0.05, 0.07, (176, 138, 96))
    case = mixed((96, 84, 70), (255, 216, 150), max(0.25, lit))
    cut.box(w * 0.56, 0.30, w * 0.36, 0.62, (52, 44, 40))
    cut.box(w * 0.57, 0.33, w * 0.34, 0.56, case, ink=0.0, shine=True)
    for row in (0.36, 0.62):
        for k in range(6):
            tone = ((190, 110, 70), (226, 190, 140), (150, 64, 60))[(k + int(row * 10)) % 3]
            cut.disc(w * (0.60 + 0.055 * k), row + 0.06, 0.07, 0.055, tone, shine=True)
        cut.line(((w * 0.57, row), (w * 0.91, row)), 0.02, scaled(case, 0.6), shine=True)
    x = w * 0.14
    cut.box(x, 1.09, 0.86, 0.50, (168, 58, 46))
    cut.box(x + 0.06, 1.14, 0.74, 0.20, (60, 54, 52))
    cut.box(x - 0.03, 1.52, 0.92, 0.09, STEEL)
    for k in range(2):
        cut.box(x + 0.18 + 0.34 * k, 1.28, 0.14, 0.08, STEEL, ink=0.006)
        cut.box(x + 0.21 + 0.34 * k, 1.10, 0.09, 0.08, (236, 228, 210), ink=0.006)
    for k in range(4):
        cut.box(x + 0.10 + 0.18 * k, 1.61, 0.11, 0.07, (226, 216, 196), ink=0.006)
    for k in range(3):
        cut.box(w * (0.50 + 0.035 * k), 1.09, 0.09, 0.14, (230, 222, 204), ink=0.006)


def cafe_shelves(cut: Cut, box: tuple[float, float, float, float], *, seed: int) -> None:
    """Shelves of bottles, cups and tins."""
    x, y, wide, high = box
    rng = np.random.default_rng(seed_of("tins", seed))
    rows = 3
    for row in range(rows):
        foot = y + high * row / rows
        cut.box(x, foot - 0.05, wide, 0.05, (92, 62, 46), lift=0.04)
        at = x + 0.06
        while at < x + wide - 0.16:
            kind, size = rng.random(), float(rng.uniform(0.08, 0.15))
            tone = scaled(
                ((168, 70, 54), (206, 176, 120), (84, 110, 104), (226, 218, 200), (70, 60, 56))[
                    int(rng.integers(0, 5))
                ],
                float(rng.uniform(0.85, 1.1)),
            )
            if kind < 0.4:
                cut.box(at, foot, size * 0.6, 0.34, tone, ink=0.005)
                cut.box(at + size * 0.18, foot + 0.34, size * 0.24, 0.09, tone, ink=0.0)
            elif kind < 0.75:
                cut.box(at, foot, size, size * 0.9, tone, ink=0.005)
            else:
                cut.box(at, foot, size, 0.22, tone, ink=0.005)
                cut.box(at, foot + 0.07, size, 0.07, mixed(tone, (240, 230, 210), 0.7), ink=0.0)
            at += size + float(rng.uniform(0.03, 0.10))


def round_table(cut: Cut, cloth: Colour) -> None:
    """A small round table on one foot: a cup, a glass with a flower."""
    w = cut.wide - 0.06
    m = 0.03 + w / 2
    cut.line(((m, 0.03), (m, 0.72)), 0.06, (48, 44, 44))
    cut.disc(m, 0.03, w * 0.3, 0.035, (48, 44, 44))
    cut.disc(m, 0.73, w * 0.5, 0.055, scaled(cloth, 0.8))
    cut.disc(m, 0.75, w * 0.5, 0.05, cloth)
    cut.box(m - 0.2, 0.76, 0.09, 0.08, (236, 230, 214), ink=0.006)
    cut.box(m + 0.12, 0.76, 0.06, 0.12, (176, 200, 202), ink=0.006)
    cut.line(((m + 0.15, 0.86), (m + 0.17, 1.0)), 0.012, (74, 110, 70))
    cut.disc(m + 0.17, 1.02, 0.04, 0.035, (196, 70, 58))


def menu(cut: Cut, box: tuple[float, float, float, float]) -> None:
    """A black board with chalk: a cup, and rows that say nothing."""
    x, y, wide, high = box
    cut.box(x, y, wide, high, (104, 74, 52), lift=0.03)
    cut.box(x + 0.06, y + 0.06, wide - 0.12, high - 0.12, (42, 44, 46), ink=0.0)
    chalk: Colour = (220, 214, 200)
    for k in range(5):
        up = y + high * (0.78 - 0.14 * k)
        cut.line(((x + wide * 0.4, up), (x + wide * (0.66 + 0.05 * (k % 3)), up)), 0.022, chalk)
        cut.line(((x + wide * 0.84, up), (x + wide * 0.92, up)), 0.022, (226, 190, 120))
    cx, cy = x + wide * 0.2, y + high * 0.5
    cut.line(
        [(cx - 0.12, cy + 0.12), (cx - 0.08, cy - 0.1), (cx + 0.08, cy - 0.1), (cx + 0.12, cy + 0.12)], 0.02, chalk
    )
    cut.line(bent((cx + 0.12, cy + 0.03), (0.06, 0.06), -1.5, 1.5, 6), 0.018, chalk)


def lockers(cut: Cut, x: float, count: int, colour: Colour) -> None:
    """A row of lockers."""
    for k in range(count):
        left = x + k * 0.42
        cut.box(left, 0.08, 0.41, 1.75, scaled(colour, 0.94 + 0.08 * (k % 2)), lift=0.02, ink=0.008)
        for row in range(3):
            cut.line(((left + 0.1, 1.62 - 0.07 * row), (left + 0.31, 1.62 - 0.07 * row)), 0.016, scaled(colour, 0.55))
        cut.box(left + 0.31, 0.92, 0.04, 0.12, (60, 62, 64), ink=0.0)
