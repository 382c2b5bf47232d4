# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""Banks of mist that drift across the stage: wide soft cards, moved by the wind, drawn among the standing ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.noise import fbm, smoothstep
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Air, Colour

NEAREST = 7.0
"""Metres from the stage's middle to the nearest bank: behind the people."""
APART = 8.0
OPACITY = 0.42


def veils(air: Air, seed: int) -> tuple[Card, ...]:
    """The banks of one kind of mist, where they are at the start."""
    chance = np.random.default_rng(seed_of("veil", seed)).random((air.count, 3))
    cards: list[Card] = []
    for index, (aside, high, shape) in enumerate(chance.tolist()):
        z = NEAREST + APART * index
        width = 22.0 + 1.1 * z
        texture = _bank(air.colour, seed_of("bank", seed, index, round(shape * 1000)))
        card = upright(texture, (aside - 0.5) * width, -0.6 - 0.5 * high, z, width, name="mist", fog=0.0, focus=False)
        tall = (1.6 + 1.2 * high + 0.05 * z) * air.size
        cards.append(
            replace(card, down=(0.0, -tall / texture.height, 0.0), origin=(card.origin[0], tall - 0.8, card.origin[2]))
        )
    return tuple(cards)


def drifted(card: Card, wind: float, seconds: float) -> Card:
    """The bank as far as the wind has carried it; one that has left on one side comes back on the other."""
    x, y, z = card.origin
    width = card.across[0] * card.texture.width
    span = 2.6 * width
    middle = x + width / 2 + wind * (0.5 + 0.04 * z) * seconds
    return replace(card, origin=((middle + span / 2) % span - span / 2 - width / 2, y, z))


def _bank(colour: Colour, seed: int) -> Texture:
    """A long bank of vapour, densest low in its middle and gone at every edge."""
    height, width = 128, 640
    y, x = np.mgrid[0:1:128j, -1:1:640j].astype(np.float32)
    cloud = fbm(height, width, 46, 150, 4, seed, 0.55)
    ends = 1 - smoothstep(0.45, 1.0, np.abs(x))
    body = smoothstep(0.05, 0.75, y + 0.55 * cloud) * (1 - smoothstep(0.82, 1.0, y))
    cover = np.clip(ends * body * (0.75 + 0.5 * cloud), 0, 1) * np.float32(OPACITY)
    rgba = np.empty((height, width, 4), np.float32)
    for part, value in enumerate((*colour, 1.0)):
        rgba[..., part] = cover * np.float32(value)
    noise = np.random.default_rng(seed).random((height, width, 1), np.float32)
    return Texture(np.clip(rgba * 255 + noise * (cover[..., None] > 0), 0, 255).astype(np.uint8))
