"""Vehicles cut from paper, seen from before, from behind and from the side: a car, a taxi, a scooter."""

from __future__ import annotations

from lampblack.builtin.theatre.scenery.cutting import INK, Cut, bent
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled

GLASS: Colour = (72, 86, 98)


def car_side(cut: Cut, colour: Colour, lamps: float, *, taxi: bool = False) -> None:
    """Four and a third metres of car, its nose to the right."""
    for x in (0.85, 3.35):
        cut.disc(x, 0.33, 0.33, 0.33, (26, 26, 30))
        cut.disc(x, 0.33, 0.18, 0.18, (140, 142, 146))
    body = [
        (0.1, 0.36),
        (0.06, 0.86),
        (0.5, 0.98),
        (0.95, 1.42),
        (2.45, 1.44),
        (3.1, 1.0),
        (4.1, 0.86),
        (4.26, 0.6),
        (4.22, 0.36),
    ]
    cut.shape(body, colour)
    for x in (0.85, 3.35):
        cut.disc(x, 0.36, 0.37, 0.37, scaled(INK, 0.8))
        cut.disc(x, 0.33, 0.32, 0.32, (34, 34, 38))
        cut.disc(x, 0.33, 0.17, 0.17, (132, 134, 138))
    glass = mixed(GLASS, (230, 190, 130), 0.25 * lamps)
    cut.shape(((0.72, 0.98), (1.05, 1.34), (1.65, 1.36), (1.65, 0.98)), glass)
    cut.shape(((1.74, 0.98), (1.74, 1.36), (2.38, 1.36), (2.92, 0.98)), glass)
    cut.line(((0.12, 0.66), (4.2, 0.66)), 0.025, scaled(colour, 0.6))
    for x in (1.69, 2.75):
        cut.line(((x, 0.42), (x, 0.96)), 0.016, scaled(colour, 0.5))
    cut.box(4.04, 0.66, 0.18, 0.14, mixed((220, 220, 206), (255, 246, 210), lamps), shine=lamps > 0.2)
    cut.box(0.06, 0.70, 0.12, 0.14, mixed((130, 40, 36), (255, 60, 44), lamps), shine=lamps > 0.2)
    if taxi:
        cut.box(1.5, 1.44, 0.42, 0.16, mixed((220, 206, 160), (255, 232, 150), lamps), shine=lamps > 0.2)


def car_back(cut: Cut, colour: Colour, lamps: float) -> None:
    """The back of a car, its lamps red."""
    for x in (0.15, 1.4):
        cut.box(x, 0.0, 0.26, 0.4, (26, 26, 30))
    cut.shape(
        (
            (0.06, 0.28),
            (0.03, 0.85),
            (0.24, 0.98),
            (0.42, 1.42),
            (1.38, 1.42),
            (1.56, 0.98),
            (1.77, 0.85),
            (1.74, 0.28),
        ),
        colour,
    )
    cut.shape(((0.36, 0.98), (0.5, 1.34), (1.3, 1.34), (1.44, 0.98)), GLASS)
    for x in (0.1, 1.44):
        cut.box(x, 0.66, 0.26, 0.17, mixed((132, 40, 36), (255, 62, 44), lamps), shine=lamps > 0.2)
    cut.box(0.62, 0.52, 0.56, 0.16, (206, 204, 190))
    cut.box(0.06, 0.28, 1.68, 0.12, scaled(colour, 0.6), ink=0.0)


def scooter(cut: Cut, colour: Colour) -> None:
    """A scooter on its stand."""
    for x in (0.32, 1.42):
        cut.disc(x, 0.26, 0.26, 0.26, (28, 28, 32))
        cut.disc(x, 0.26, 0.12, 0.12, (140, 142, 146))
    cut.shape(((0.12, 0.42), (0.2, 0.78), (0.86, 0.76), (0.98, 0.34), (0.6, 0.26)), colour)
    cut.shape(((0.95, 0.28), (1.2, 0.30), (1.34, 0.95), (1.24, 1.0)), colour)
    cut.box(0.86, 0.26, 0.34, 0.08, scaled(colour, 0.6))
    cut.shape(((0.14, 0.78), (0.2, 0.88), (0.82, 0.86), (0.9, 0.76)), (44, 40, 42))
    cut.line([(1.28, 0.95), (1.22, 1.1), *bent((1.12, 1.1), (0.1, 0.04), 0.2, 2.6, 4)], 0.04, (46, 46, 50))
    cut.disc(1.32, 0.98, 0.07, 0.07, (226, 220, 200))
