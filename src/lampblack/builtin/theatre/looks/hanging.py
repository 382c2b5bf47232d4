"""What crafts without real light do to a set: no sky, white distance, plain figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.inner import Inner
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.noise import smoothstep
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Colour

WALL = 2
"""The layer of an `Inner` card that is a wall."""


def hazed(cards: Iterable[Card], haze: Callable[[Card], float | None]) -> tuple[Card, ...]:
    """The cards, each with as much of the distance's colour as `haze` says; None leaves it as it is."""
    found: list[Card] = []
    for card in cards:
        share = haze(card)
        found.append(card if share is None else replace(card, fog=share))
    return tuple(found)


def unlit(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards without what is only light: halos, beams, pools."""
    return tuple(card for card in cards if "glow" not in card.name and "pool" not in card.name and card.glow < 0.9)


def skyless(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards that stand far off, without the sky itself; sun and moon stay."""
    return tuple(card for card in cards if card.name != "sky")


def stamped(card: Card, colour: Colour) -> Card:
    """The sun or moon as a plain disc of one colour, without its halo."""
    cover = smoothstep(0.55, 0.85, card.texture.rgba[..., 3].astype(np.float32) / np.float32(255))
    rgba = np.empty(card.texture.rgba.shape, np.uint8)
    for plane, part in enumerate((*colour, 1.0)):
        rgba[..., plane] = cover * np.float32(255 * part) + np.float32(0.5)
    return replace(card, texture=Texture(rgba), glow=0.0)


def is_wall(card: Card) -> bool:
    """Whether it is a wall of a room, as seen from inside."""
    return (isinstance(card, Inner) and card.layer == WALL) or card.name.endswith(" wall")


def is_mist(card: Card) -> bool:
    """Whether it is painted vapour: mist or cloud."""
    return any(word in card.name for word in ("mist", "cloud", "haze", "bank"))
