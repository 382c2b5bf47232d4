"""Things that stand on the ground of a kit: trees, rocks, reeds and grass as cards, by metres."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery.growth import Kind
from lampblack.builtin.theatre.scenery.mood import sway
from lampblack.builtin.theatre.scenery.reeds import painted_reeds, painted_tuft
from lampblack.builtin.theatre.scenery.rocks import painted_rock
from lampblack.builtin.theatre.scenery.trees import painted_tree
from lampblack.builtin.theatre.scenery.workshop import Workshop


def facing(x: float, z: float) -> float:
    """The yaw that turns a card at (x, z) towards where cameras mostly stand: none is ever seen edge on."""
    return -math.atan2(x, max(1.5, z + 4.0))


def tree_sheet(
    shop: Workshop, kind: Kind, variant: int, *, side: float, lean: float = 0.0, size: float = 760.0
) -> Texture:
    """One painted tree, square, `size` pixels at full detail; several cards may show it."""
    pixels = shop.pixels(size)
    seed = shop.seed("tree", kind, variant)
    name = f"tree {kind} {variant}"
    return shop.sheet(
        name,
        lambda: painted_tree(
            kind, pixels, pixels, shop.hour, side=side, seed=seed, season=shop.place.season, lean=lean
        ),
    )


def tree(
    shop: Workshop, texture: Texture, x: float, z: float, height: float, *, yaw: float | None = None, flip: bool = False
) -> Card:
    """A tree `height` metres high (its crown fills about nine tenths of that)."""
    card = upright(
        texture,
        x,
        -0.02,
        z,
        height * texture.width / texture.height,
        facing(x, z) if yaw is None else yaw,
        name="tree",
        sway=sway(shop, height * 0.010),
    )
    return flipped(card) if flip else card


def flipped(card: Card) -> Card:
    """The same card seen from behind: its picture mirrored, so that one sheet gives two trees."""
    width = card.texture.width
    return Card(
        texture=card.texture,
        origin=card.at(width, 0),
        across=(-card.across[0], -card.across[1], -card.across[2]),
        down=card.down,
        name=card.name,
        fog=card.fog,
        clamp=card.clamp,
        glow=card.glow,
        sway=card.sway,
        id=card.id,
        focus=card.focus,
    )


def rock(
    shop: Workshop,
    variant: int,
    x: float,
    z: float,
    width: float,
    *,
    bulk: int = 3,
    yaw: float | None = None,
    flip: bool = False,
    ratio: float = 0.72,
) -> Card:
    """A group of boulders `width` metres wide."""
    pixels = shop.pixels(360)
    side = shop.sun.side(0.0)
    texture = shop.sheet(
        f"rock {variant} {bulk}",
        lambda: painted_rock(
            pixels,
            int(pixels * ratio),
            shop.hour,
            side=-side if flip else side,
            seed=shop.seed("rock", variant),
            bulk=bulk,
        ),
    )
    card = upright(texture, x, -0.03, z, width, facing(x, z) if yaw is None else yaw, name="rock")
    return flipped(card) if flip else card


def reeds(
    shop: Workshop,
    variant: int,
    x: float,
    z: float,
    width: float,
    height: float,
    *,
    flip: bool = False,
    yaw: float | None = None,
    foot: float = -0.03,
    plumes: float = 0.28,
) -> Card:
    """A stand of reeds."""
    across = shop.pixels(520)
    down = max(32, int(across * height / width))
    texture = shop.sheet(
        f"reeds {variant} {down}",
        lambda: painted_reeds(across, down, shop.hour, seed=shop.seed("reeds", variant), plumes=plumes),
    )
    card = upright(
        texture, x, foot, z, width, facing(x, z) if yaw is None else yaw, name="reeds", sway=sway(shop, height * 0.03)
    )
    return flipped(card) if flip else card


def tuft(
    shop: Workshop, variant: int, x: float, z: float, width: float, *, flowers: bool = False, yaw: float | None = None
) -> Card:
    """A low tuft of grass, less than half a metre high."""
    across = shop.pixels(200)
    down = across // 2
    texture = shop.sheet(
        f"tuft {variant}",
        lambda: painted_tuft(across, down, shop.hour, seed=shop.seed("tuft", variant), flowers=flowers),
    )
    return upright(
        texture, x, -0.02, z, width, facing(x, z) if yaw is None else yaw, name="grass", sway=sway(shop, 0.01)
    )
