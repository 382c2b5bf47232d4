"""Colours as a painter mixes them: a lit tone, the colour itself, and its shade."""

from __future__ import annotations

from functools import lru_cache

RGB = tuple[float, float, float]
RGBA = tuple[float, float, float, float]

INK: RGB = (0.085, 0.075, 0.095)
"""Pine soot with a little warmth: outlines are never pure black."""
LIGHT: RGB = (1.0, 0.965, 0.89)
DUSK: RGB = (0.16, 0.13, 0.24)


@lru_cache(maxsize=512)
def rgb(colour: str) -> RGB:
    """`#rrggbb` as floats 0 to 1."""
    digits = colour.lstrip("#")
    return (int(digits[0:2], 16) / 255.0, int(digits[2:4], 16) / 255.0, int(digits[4:6], 16) / 255.0)


def mixed(a: RGB, b: RGB, share: float) -> RGB:
    """`a` with `share` of `b` in it."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def darker(a: RGB, by: float) -> RGB:
    """`a` at `by` of its brightness."""
    return (min(1.0, a[0] * by), min(1.0, a[1] * by), min(1.0, a[2] * by))


def clear(a: RGB, opacity: float) -> RGBA:
    return (a[0], a[1], a[2], opacity)


@lru_cache(maxsize=1024)
def washes(colour: RGB, depth: float = 1.0) -> tuple[RGB, RGB, RGB]:
    """Lit, own and shaded tone; `depth` 0 is flat, 1 a full two-tone wash."""
    lit = mixed(colour, LIGHT, 0.17 * depth)
    shade = mixed(darker(colour, 1.0 - 0.36 * depth), DUSK, 0.16 * depth)
    return lit, colour, shade


@lru_cache(maxsize=1024)
def outline(colour: RGB) -> RGB:
    """The ink for the edge of something of this colour."""
    return mixed(INK, colour, 0.16)
