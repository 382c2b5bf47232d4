"""What stands behind everything: the sky all round, sun or moon, rings of ridges and banks of mist.

All of it faces the origin. Azimuth 0 is straight ahead (+z), positive to the right, radians; distances in metres.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import sky as panorama
from lampblack.builtin.theatre.scenery.mist import painted_bank, painted_billows
from lampblack.builtin.theatre.scenery.ridges import Form, Massif, painted_massif, ridge_tint
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, premultiplied
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop

SKY = 900.0
"""Metres to the sky: so far that no camera move shows it is a screen."""
PANELS = 16
_LAP = 1.06
"""Panels reach past their neighbours' edges by this (and by some texels): a cut edge is half clear."""


def sky(shop: Workshop) -> tuple[Card, ...]:
    """The sky as panels all round, then the sun or moon."""
    rows = 430.0 * shop.scale
    picture: Floats | None = None
    cards: list[Card] = []
    for panel in range(PANELS):
        azimuth = (panel + 0.5) / PANELS * math.tau - math.pi

        def paint(azimuth: float = azimuth) -> Bytes:
            nonlocal picture
            if picture is None:
                picture = panorama.painted_sky(shop.hour, shop.sun, rows=rows, seed=shop.seed("sky"))
            return _panel(picture, azimuth, rows)

        texture = shop.sheet(f"sky {panel}", paint)
        width = 2 * _half(rows) * SKY
        metre = width / texture.width
        cards.append(
            replace(
                ringed(texture, azimuth, SKY, panorama.BOTTOM * SKY, width, name="sky", fog=0.0, focus=False),
                down=(0.0, -(panorama.TOP - panorama.BOTTOM) * SKY / texture.height, 0.0),
                origin=_corner(azimuth, SKY, width, panorama.TOP * SKY),
                across=(math.cos(azimuth) * metre, 0.0, -math.sin(azimuth) * metre),
                clamp=(False, True),
            )
        )
    return (*cards, *disc(shop))


def _half(rows: float) -> float:
    """Half a panel's width as a tangent, its lap included."""
    return math.tan(math.pi / PANELS) * _LAP + 1.5 / rows


def _panel(picture: Floats, azimuth: float, rows: float) -> Bytes:
    """One flat panel cut from the panorama by direction, so that neighbours agree along their edges."""
    half = _half(rows)
    height, width = picture.shape[0], round(2 * half * rows)
    aside = (np.arange(width, dtype=np.float32) + 0.5) / width * np.float32(2 * half) - np.float32(half)
    turn = np.arctan(aside) + np.float32(azimuth)
    rise = np.linspace(panorama.TOP, panorama.BOTTOM, height, dtype=np.float32)
    x = np.mod((turn + np.float32(math.pi)) / np.float32(math.tau), 1.0) * np.float32(picture.shape[1]) - 0.5
    y = (panorama.TOP - rise[:, None] * np.cos(np.arctan(aside))[None, :]) / (panorama.TOP - panorama.BOTTOM)
    columns = np.ascontiguousarray(np.broadcast_to(x[None, :], (height, width)), np.float32)
    cut = cv2.remap(
        picture, columns, (y * (height - 1)).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
    )
    return premultiplied(np.asarray(cut, np.float32), np.ones((height, width), np.float32))


def disc(shop: Workshop) -> tuple[Card, ...]:
    """The sun or moon where the shop has it; none of one that is hidden or overhead."""
    hour, sun = shop.hour, shop.sun
    if hour.disc_radius <= 0.0 or sun.height > 1.05:
        return ()
    side = shop.pixels(360)
    texture = shop.sheet("disc", lambda: premultiplied(*panorama.painted_disc(hour, side)))
    reach = SKY * 0.98
    half = reach * hour.disc_radius * 4.0
    ce, se, ca, sa = math.cos(sun.height), math.sin(sun.height), math.cos(sun.azimuth), math.sin(sun.azimuth)
    right = (ca, 0.0, -sa)
    up = (-se * sa, ce, -se * ca)
    middle = (ce * sa * reach, se * reach, ce * ca * reach)
    corner = tuple(m - r * half + u * half for m, r, u in zip(middle, right, up, strict=True))
    step = 2 * half / side
    return (
        Card(
            texture=texture,
            origin=(corner[0], corner[1], corner[2]),
            across=(right[0] * step, right[1] * step, right[2] * step),
            down=(-up[0] * step, -up[1] * step, -up[2] * step),
            name="sun",
            fog=0.0,
            focus=False,
        ),
    )


def _corner(azimuth: float, radius: float, width: float, top: float) -> tuple[float, float, float]:
    s, c = math.sin(azimuth), math.cos(azimuth)
    return (s * radius - c * width / 2, top, c * radius + s * width / 2)


def ringed(texture: Texture, azimuth: float, radius: float, bottom: float, width: float, **more: object) -> Card:
    """A card `width` metres wide, facing the origin from `radius` metres away."""
    return upright(texture, math.sin(azimuth) * radius, bottom, math.cos(azimuth) * radius, width, -azimuth, **more)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ridge:
    """One massif of a ring: where its middle is seen, how wide and how high (radians), how far away and how hazy."""

    azimuth: float
    breadth: float
    rise: float
    distance: float
    far: float
    form: Form = "peak"
    summits: int = 4
    folds: int = 3
    sunk: float = 0.05
    """How far below the horizon its foot is, as a share of the distance."""
    trees: int = 0
    tree_size: float = 9.0
    density: float = 20.0
    """Pixels a degree."""
    foot: float = 1.0


def ridges(shop: Workshop, name: str, ring: Sequence[Ridge]) -> list[Card]:
    """The massifs of one ring, in the order given."""
    cards: list[Card] = []
    for index, ridge in enumerate(ring):
        breadth = 2 * ridge.distance * math.tan(ridge.breadth / 2)
        tall = ridge.distance * (math.tan(ridge.rise) + ridge.sunk)
        width = shop.pixels(math.degrees(ridge.breadth) * ridge.density)
        height = max(24, round(width * tall / breadth))
        massif = Massif(
            width=width,
            height=height,
            form=ridge.form,
            summits=ridge.summits,
            folds=ridge.folds,
            seed=shop.seed(name, index),
            trees=ridge.trees,
            tree_size=ridge.tree_size * shop.scale,
            foot=ridge.foot,
        )
        tint = ridge_tint(shop.hour, shop.sun, ridge.azimuth, ridge.far)
        texture = shop.sheet(f"{name} {index}", lambda m=massif, t=tint: painted_massif(m, t))
        cards.append(
            ringed(texture, ridge.azimuth, ridge.distance, -ridge.sunk * ridge.distance, breadth, name=name, fog=0.0)
        )
    return cards


def mist_colour(shop: Workshop, azimuth: float, light: float = 0.35) -> Colour:
    """Mist in that direction: haze with some of the clouds' light in it."""
    return mixed(shop.sun.haze(shop.hour, azimuth), shop.hour.cloud_lit, light * (0.35 if shop.hour.night else 1.0))


def banks(
    shop: Workshop,
    name: str,
    *,
    distance: float,
    low: float,
    high: float,
    count: int,
    density: float,
    reach: float = 2.3,
) -> list[Card]:
    """A ring of mist banks from azimuth -reach to reach; `low`, `high` in metres."""
    cards: list[Card] = []
    step = 2 * reach / count
    for index in range(count):
        azimuth = -reach + (index + 0.5) * step
        breadth = 2 * distance * math.tan(min(1.2, step * 0.95))
        width, height = shop.pixels(560), shop.pixels(180)
        kind = index % 4

        def paint(kind: int = kind, azimuth: float = azimuth, width: int = width, height: int = height) -> Bytes:
            colour = mist_colour(shop, azimuth)
            return painted_bank(width, height, colour, density=density, seed=shop.seed(name, kind))

        texture = shop.sheet(f"{name} {index}", paint)
        card = ringed(texture, azimuth, distance, low, breadth, name=name, fog=0.0)
        cards.append(
            replace(
                card, down=(0.0, -(high - low) / texture.height, 0.0), origin=(card.origin[0], high, card.origin[2])
            )
        )
    return cards


def billows(
    shop: Workshop, name: str, *, distance: float, low: float, high: float, count: int, far: float, reach: float = 2.3
) -> list[Card]:
    """A ring of heaped cloud: the nearer swell of a sea of clouds."""
    cards: list[Card] = []
    step = 2 * reach / count
    for index in range(count):
        azimuth = -reach + (index + 0.5) * step
        breadth = 2 * distance * math.tan(min(1.2, step * 0.85))
        width, height = shop.pixels(760), shop.pixels(230)

        def paint(index: int = index, azimuth: float = azimuth, width: int = width, height: int = height) -> Bytes:
            haze = shop.sun.haze(shop.hour, azimuth)
            lit = mixed(mixed(shop.hour.cloud_lit, shop.hour.glow, 0.25 * shop.sun.nearness(azimuth)), haze, 0.25 * far)
            shade = mixed(mixed(shop.hour.cloud_shade, shop.hour.distance, 0.35), haze, 0.35 + 0.55 * far)
            return painted_billows(
                width, height, lit=lit, shade=shade, side=shop.sun.side(azimuth), seed=shop.seed(name, index)
            )

        texture = shop.sheet(f"{name} {index}", paint)
        card = ringed(texture, azimuth, distance, low, breadth, name=name, fog=0.0)
        cards.append(
            replace(
                card, down=(0.0, -(high - low) / texture.height, 0.0), origin=(card.origin[0], high, card.origin[2])
            )
        )
    return cards


def void(shop: Workshop, colour: Colour) -> tuple[Card, ...]:
    """One colour all round, far up and far down: what is above a room's walls, where a sky would be."""
    texture = shop.sheet(
        "void", lambda: premultiplied(np.full((64, 64, 3), colour, np.float32), np.ones((64, 64), np.float32))
    )
    width, tall = 2 * math.tan(math.pi / PANELS) * 1.3 * SKY, 8.0 * SKY
    cards: list[Card] = []
    for panel in range(PANELS):
        azimuth = (panel + 0.5) / PANELS * math.tau - math.pi
        card = ringed(texture, azimuth, SKY, 0.0, width, name="void", fog=0.0, focus=False)
        corner = _corner(azimuth, SKY, width, tall / 2)
        cards.append(replace(card, origin=corner, down=(0.0, -tall / texture.height, 0.0)))
    return tuple(cards)
