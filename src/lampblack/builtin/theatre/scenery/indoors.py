"""What rooms of today share: light that comes in, lamps that hang, the grade, windows with the weather on them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.inner import inner
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.cutting import INK, Cut
from lampblack.builtin.theatre.scenery.mood import shown
from lampblack.builtin.theatre.scenery.roomlight import Bulb
from lampblack.builtin.theatre.scenery.shell import Paint, Room
from lampblack.builtin.theatre.scenery.skyline import outside
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade

DARK: Colour = (14.0, 14.0, 20.0)
"""What is beyond a room where nothing is: the dark of the house."""


def dark(shop: Workshop) -> bool:
    """Whether lamps make the picture."""
    return shop.place.time in ("night", "dusk", "dawn")


def incoming(shop: Workshop, share: float = 1.0, *, paper: bool = False) -> Colour:
    """What of the hour's light fills a room with windows, as shares of white; by `paper` ones less when it is low."""
    hour = outside(shop).hour
    level = share * (0.62 if hour.night else 1.08)
    if paper:
        level *= {"dawn": 0.66, "dusk": 0.66}.get(shop.place.time, 1.0)
    tone = mixed(hour.shade, hour.lit, 0.34)
    grey = sum(tone) / 3
    tone = scaled(mixed(tone, (grey, grey, grey), 0.35), level / 255.0)
    return (tone[0], tone[1], tone[2])


def falling(shop: Workshop, share: float) -> Colour:
    """The same through paper windows as a painter's colour, 255 for white: for what stands in the room."""
    return scaled(incoming(shop, share, paper=True), 255.0)


def pane(shop: Workshop) -> Colour:
    """A paper window as it shines by itself."""
    hour = outside(shop).hour
    if hour.night:
        return (74, 92, 134)
    return mixed(mixed(hour.sky[3][1], hour.sky[-1][1], 0.5), (255, 250, 238), 0.2)


def turned(x: float, z: float) -> float:
    """The yaw of a round thing at (x, z): towards the cameras that see it; those behind are seen in reverse angles."""
    if z > -2.0:
        return -math.atan2(x, z + 3.0)
    return -math.copysign(1.7, x) if z > -6.0 else -math.atan2(x, z - 8.0)


def window_bulb(shop: Workshop, at: tuple[float, float, float], reach: float, power: float = 0.7) -> Bulb:
    """A window as a lamp: what of the sky it lets in."""
    hour = outside(shop).hour
    tone = scaled(mixed(hour.lit, hour.sky[2][1], 0.35), 1.0 / 255.0)
    return Bulb(at=at, colour=tone, power=power * (0.35 if hour.night else 1.0), reach=reach)


def furnished(
    shop: Workshop,
    room: Room,
    *,
    sky: Iterable[Card],
    floors: Iterable[Card],
    cards: Iterable[Card],
    bloom: float = 0.6,
    rim: float = 0.6,
    dust: int = 12,
) -> Set:
    """The set: the dark of the house all round, then what its windows see, then the room."""
    grade = Grade(saturation=1.06, contrast=0.44, lift=0.02, bloom=bloom, threshold=0.72)
    falls = room.light.at(0.0, 1.35, 2.0)
    peak = max(max(falls), 1.0)
    even = mixed((255.0, 255.0, 255.0), scaled(falls, 255.0 / peak), 0.6)
    level = min(1.0, max(0.74, peak / 235.0))
    return Set(
        sky=(*backdrop.void(shop, DARK), *sky),
        floors=tuple(floors),
        cards=tuple(cards),
        fog=Fog(colour=shown(DARK), density=0.0),
        grade=grade if dark(shop) else replace(grade, bloom=bloom * 0.5, threshold=0.84),
        shade=Shade(tint=shown(scaled(even, level)), rim=rim, shadow=0.35),
        air=(Air(kind="dust", count=dust, colour=shown(even), wind=0.04),) if dust else (),
    )


def halo(shop: Workshop, name: str, colour: Colour, at: tuple[float, float, float], wide: float, **more: float) -> Card:
    """A ball of light hung about a lamp; it also lights people (`glow` 1)."""
    ball = shop.sheet(f"halo {name}", lambda: glow(shop.pixels(200), colour))
    x, y, z = at
    shine = float(more.get("glow", 1.0))
    return upright(ball, x, y - wide / 2, z, wide, float(more.get("yaw", 0.0)), name="glow", fog=0.0, glow=shine)


def glazed(
    cut: Cut,
    shop: Workshop,
    box: tuple[float, float, float, float],
    *,
    columns: int = 1,
    rows: int = 1,
    frame: Colour = (66.0, 62.0, 64.0),
    bar: float = 0.06,
    strength: float = 0.10,
    sill: bool = True,
) -> None:
    """A window in a wall: frame, bars, thin glass, and what the weather leaves: streaks of rain, snow on the sill."""
    x, y, wide, high = box
    hour = outside(shop).hour
    cut.box(x - bar * 1.6, y - bar * 1.6, wide + bar * 3.2, high + bar * 3.2, frame, lift=0.03)
    cut.pane(x, y, wide, high, mixed(hour.sky[-1][1], (190, 206, 216), 0.4), strength)
    seen = scaled(frame, 0.42 if hour.night else 0.62)
    for k in range(1, columns):
        cut.box(x + wide * k / columns - bar / 2, y, bar, high, seen, ink=0.0, shine=True)
    for k in range(1, rows):
        cut.box(x, y + high * k / rows - bar / 2, wide, bar, seen, ink=0.0, shine=True)
    if shop.place.weather == "rain":
        _streaks(cut, shop, box)
    if sill:
        cut.box(x - 0.12, y - 0.14, wide + 0.24, 0.07, scaled(frame, 1.5), lift=0.02)
    if shop.place.weather == "snow":
        _drift(cut, box)


def _streaks(cut: Cut, shop: Workshop, box: tuple[float, float, float, float]) -> None:
    x, y, wide, high = box
    rng = np.random.default_rng(seed_of("streaks", shop.seed("glass"), round(x * 100)))
    hour = outside(shop).hour
    tone = mixed(mixed(hour.sky[-1][1], hour.distance, 0.35), (224, 234, 244), 0.5)
    for _ in range(int(wide * high * 12)):
        at, top = x + wide * rng.random(), y + high * rng.random()
        long = min(top - y, float(rng.uniform(0.03, 0.22)))
        bend = float(rng.normal(0, 0.012))
        cut.streak(
            ((at, top), (at + bend, top - long * 0.6), (at + bend * 0.4, top - long)), (0.001, 0.003, 0.009), tone
        )


def _drift(cut: Cut, box: tuple[float, float, float, float]) -> None:
    x, y, wide, _ = box
    snow: Colour = (232, 238, 246)
    points = [(x, y), (x + wide, y), (x + wide, y + 0.05), (x + wide * 0.6, y + 0.035), (x + wide * 0.3, y + 0.07)]
    cut.shape([*points, (x, y + 0.09)], snow, ink=0.0, shine=True)


def panelled(cut: Cut, at: tuple[float, float, float, float], colour: Colour, panels: int) -> None:
    """Cupboard doors in a row."""
    x, y, wide, high = at
    cut.box(x, y, wide, high, scaled(colour, 0.7), lift=0.04)
    each = wide / panels
    for k in range(panels):
        cut.box(x + k * each + 0.015, y + 0.02, each - 0.03, high - 0.04, colour, ink=0.006)
        hand = x + k * each + (each - 0.10 if k % 2 == 0 else 0.07)
        cut.box(hand, y + high * 0.42, 0.025, high * 0.18, mixed(colour, INK, 0.6), ink=0.0)


def door(cut: Cut, x: float, wide: float, high: float, colour: Colour, *, porthole: bool = False) -> None:
    """A door in its frame, standing on the floor."""
    cut.box(x - 0.09, 0.0, wide + 0.18, high + 0.09, scaled(colour, 0.62), lift=0.03)
    cut.box(x, 0.0, wide, high, colour)
    if porthole:
        cut.disc(x + wide * 0.5, high * 0.72, 0.17, 0.17, scaled(colour, 0.5))
        cut.disc(x + wide * 0.5, high * 0.72, 0.135, 0.135, (206, 226, 226), shine=True)
    else:
        for foot, tall in ((0.12, 0.36), (0.54, 0.38)):
            cut.box(x + wide * 0.16, high * foot, wide * 0.68, high * tall, scaled(colour, 0.9), ink=0.008)
    cut.disc(x + wide * 0.88, high * 0.47, 0.035, 0.035, (206, 186, 132))


def picture(cut: Cut, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
    """A framed picture: a sun over two hills of cut paper."""
    cut.box(x, y, wide, high, (58, 46, 42), lift=0.03)
    left, low, w, h = x + wide * 0.10, y + high * 0.10, wide * 0.80, high * 0.80
    cut.box(left, low, w, h, mixed(colour, (240, 232, 214), 0.72), ink=0.0)
    cut.disc(left + w * 0.66, low + h * 0.64, min(w, h) * 0.14, min(w, h) * 0.14, mixed(colour, (214, 92, 60), 0.6))
    hill = ((left, low), (left + w, low), (left + w, low + h * 0.22), (left + w * 0.62, low + h * 0.48))
    cut.shape((*hill, (left + w * 0.3, low + h * 0.26), (left, low + h * 0.34)), colour, ink=0.0)


def skirting(cut: Cut, colour: Colour, high: float = 0.12) -> None:
    """The board along a wall's foot, and the shadow line of the ceiling."""
    cut.box(0.0, 0.0, cut.wide, high, colour, ink=0.0)
    cut.line(((0.0, high), (cut.wide, high)), 0.012, scaled(colour, 0.55))
    cut.box(0.0, cut.high - 0.05, cut.wide, 0.05, scaled(colour, 0.7), ink=0.0)


def ground_of_colour(cut: Cut, colour: Colour) -> None:
    """The whole sheet in one colour."""
    cut.box(-0.1, -0.1, cut.wide + 0.2, cut.high + 0.2, colour, ink=0.0)


def standing(
    shop: Workshop,
    name: str,
    size: tuple[float, float],
    at: tuple[float, float, float],
    room: Room,
    paint: Paint,
    *,
    yaw: float | None = None,
    metre: float = 190.0,
    bottom: float = -0.01,
) -> Card:
    """A thing that stands in a room: painted once in the light of where it first stands; `at` is x, height, z.

    It has one face: a camera behind it looks past it at the people. Without a `yaw` it turns a little to the middle.
    """
    x, y, z = at

    def made() -> np.ndarray:
        cut = Cut(size[0] + 0.06, size[1] + 0.04, metre * shop.scale)
        paint(cut)
        sheet = cut.finished(room.light.at(x, y + size[1] * 0.6, z), seed=shop.seed(name) % 9000)
        sheet[:2] = sheet[:, :2] = sheet[:, -2:] = 0
        return sheet

    texture = shop.sheet(name, made)
    turned = -0.62 * math.atan2(x, max(1.5, z + 4.0)) if yaw is None else yaw
    return inner(upright(texture, x, y + bottom, z, size[0] + 0.06, turned, name=name, fog=0.0), layer=0)
