"""House fronts of an old street: shops lit from inside, lattice windows, signs, curtains, timber and plaster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import Brush, over
from lampblack.builtin.theatre.scenery.buildings import WOOD, beam, grid, plaster
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, flat, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

CLOTHS: tuple[Colour, ...] = ((52, 82, 122), (156, 52, 44), (62, 98, 78), (178, 134, 62), (96, 62, 104))
"""Awnings, curtains and sign boards: indigo, madder, pine green, ochre, plum."""
LAMPLIGHT: Colour = (255, 206, 128)
EMBER: Colour = (232, 138, 62)
Seen = Callable[..., Colour]
"""A local colour as it looks inside a shop; an optional second argument is its share of the hour's light."""
PENT = 2.62
"""Metres above the street at which the shop ends and the lean-to roof over it begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Front:
    """One house front, in metres; `lamps` is how much light burns inside, 0 (day) to 1 (night)."""

    width: float
    height: float
    metre: float
    lamps: float
    seed: int
    storeys: int = 2
    closed: bool = False

    def pixels(self, metres: float) -> float:
        return metres * self.metre


def painted_front(front: Front, hour: Hour) -> Bytes:
    """The whole front, opaque to its edges: neighbours stand against each other."""
    width, height = round(front.pixels(front.width)), round(front.pixels(front.height))
    rng = np.random.default_rng(seed_of("front", front.seed))
    picture = _walls(front, width, height, rng)
    picture *= _light(front, hour, width, height)
    sheet = premultiplied(np.clip(picture, 0.0, 255.0), np.ones((height, width), np.float32))
    if front.storeys > 1:
        _upper_windows(sheet, front, hour, rng)
    _shop(sheet, front, hour, rng)
    return sheet


def _walls(front: Front, width: int, height: int, rng: np.random.Generator) -> Floats:
    """Timber below, timber or limewash above, in local colours."""
    x, y = grid(height, width)
    s = np.float32(110.0 / front.metre)
    shift = float(rng.integers(0, 900))
    grain = sampled("fibre", x * s * 1.5 + shift, y * s * 0.35)
    broad = sampled("cloud", x * s, y * s + shift)
    tone = float(rng.uniform(0.85, 1.15))
    red = rng.random() < 0.4
    wood = mixed(WOOD, (150, 58, 44), 0.55) if red else WOOD
    picture = flat(height, width, scaled(wood, 0.62 * tone))
    glaze(picture, scaled(wood, 1.30 * tone), np.clip((grain * 0.8 + broad * 0.4 - 0.35) * 1.5, 0.0, 1.0))
    plank = np.mod(x, np.float32(front.pixels(0.23))) / np.float32(front.pixels(0.23))
    glaze(picture, scaled(wood, 0.25), np.exp(-((np.minimum(plank, 1 - plank) / 0.05) ** 2)) * np.float32(0.6))
    if front.storeys > 1 and rng.random() < 0.6:
        low = round(front.pixels(front.height - PENT - 0.5))
        picture[:low] = plaster(width, low, seed=front.seed)
        glaze(picture[:low], (240, 234, 218), np.full((low, width), 0.35, np.float32))
    posts = (0.0, 0.335, 0.665, 1.0)
    thick = front.pixels(0.17)
    for index, share in enumerate(posts):
        beam(picture, width * share - thick / 2, 0, thick, height, seed=front.seed % 977 + index * 31, tone=tone)
    for up, high in ((front.height - 0.12, 0.20), (PENT + 0.34, 0.16), (PENT - 0.06, 0.20), (0.16, 0.16)):
        beam(picture, 0, front.pixels(front.height - up), width, front.pixels(high), seed=front.seed % 613, tone=tone)
    return picture


def _light(front: Front, hour: Hour, width: int, height: int) -> Floats:
    """What each pixel is lit with: the hour, darker under the eaves, and lamplight about the shop below."""
    x, y = grid(height, width)
    up = np.float32(front.height) - y / np.float32(front.metre)
    along = x / np.float32(front.metre) - np.float32(front.width / 2)
    # by day the paving throws light back under the eaves; by lamplight the front is left to its lamps
    thrown = 1.0 + 0.42 * (1.0 - front.lamps)
    sky = np.array(hour.day((255, 255, 255), 0.5), np.float32) * np.float32(thrown / 255.0)
    shade = np.ones((height, width), np.float32)
    for eave, drop in ((front.height, 0.9), (PENT + 0.28, 0.7)):
        under = np.clip((np.float32(eave) - up) / np.float32(drop), 0.0, 1.0)
        shade *= np.where(up <= eave, 0.50 + 0.50 * under, 1.0).astype(np.float32)
    shade *= 0.80 + 0.20 * soft(0.0, 0.6, up)
    warm = np.exp(-((along / 1.7) ** 2) - ((up - 1.55) / 1.25) ** 2) * np.float32(1.05 * front.lamps)
    warm += np.exp(-((along / 2.6) ** 2) - ((up - 3.9) / 1.1) ** 2) * np.float32(0.28 * front.lamps)
    lamp = np.array(LAMPLIGHT, np.float32) / np.float32(255.0)
    return np.asarray(sky * shade[..., None] + lamp * warm[..., None], np.float32)


def _upper_windows(sheet: Bytes, front: Front, hour: Hour, rng: np.random.Generator) -> None:
    width = sheet.shape[1]
    top, high = front.pixels(0.42), front.pixels(front.height - PENT - 0.34 - 0.78)
    for index in range(3):
        lit = front.lamps * (1.0 if rng.random() < 0.62 else 0.12)
        wide = width * 0.335 - front.pixels(0.36)
        left = width * (0.1675 + 0.3325 * index) - wide / 2
        day = hour.day((216, 208, 186), 0.45)
        pane = mixed(scaled(day, 0.85 if front.lamps < 0.2 else 0.55), LAMPLIGHT, lit * 0.92)
        _pasted(sheet, _window(int(wide), int(high), pane, hour, lit, index + front.seed % 3), left, top)


def _window(w: int, h: int, pane: Colour, hour: Hour, lit: float, pattern: int) -> Brush:
    """Paper behind a lattice; lit from inside it is brightest where the lamp stands."""
    brush = Brush(max(8, w), max(8, h))
    for step in range(10):
        t = step / 9
        high = h * (1 - t)
        brush.shape(
            ((0, 0), (w, 0), (w, high), (0, high)), scaled(pane, 0.74 + 0.30 * t if lit > 0.3 else 1.02 - 0.2 * t)
        )
    bar = scaled(hour.day(WOOD, 0.3), 0.42)
    thin = max(1.5, w * 0.018)
    for k in range(1, 6):
        brush.stroke(((w * k / 6, 0), (w * k / 6, h)), (thin, thin), bar)
    for k in range(1, 8) if pattern % 2 else (1, 2, 6, 7):
        brush.stroke(((0, h * k / 8), (w, h * k / 8)), (thin, thin), bar)
    frame = scaled(hour.day(WOOD, 0.5), 0.8)
    for line in (((0, 0), (w, 0)), ((0, h), (w, h)), ((0, 0), (0, h)), ((w, 0), (w, h)), ((w / 2, 0), (w / 2, h))):
        brush.stroke(line, (w * 0.07, w * 0.07), frame)
    return brush


def _pasted(sheet: Bytes, brush: Brush, left: float, top: float) -> None:
    x0, y0 = max(0, round(left)), max(0, round(top))
    part = sheet[y0 : y0 + brush.height, x0 : x0 + brush.width]
    over(part, brush.pixels[: part.shape[0], : part.shape[1]])


def _shop(sheet: Bytes, front: Front, hour: Hour, rng: np.random.Generator) -> None:
    """The ground floor: three bays, open or with lattice doors; a sign over the middle, curtains over the open ones."""
    width = sheet.shape[1]
    base, head = front.pixels(front.height), front.pixels(front.height - PENT + 0.36)
    cloth = CLOTHS[int(rng.integers(0, len(CLOTHS)))]
    post = front.pixels(0.10)
    kinds = ("doors", "doors", "doors") if front.closed else ("wares", "way", "wares")
    for index, kind in enumerate(kinds):
        left, right = width * index * 0.3325 + post, width * (0.335 + index * 0.3325) - post
        wide, high = int(right - left), int(base - head)
        if kind == "doors":
            pane = mixed(scaled(hour.day((206, 190, 160), 0.4), 0.7), LAMPLIGHT, 0.85 * front.lamps)
            _pasted(sheet, _doors(wide, high, pane, hour, front.lamps), left, head)
        else:
            _pasted(sheet, _opening(wide, high, front, hour, rng, counter=kind == "wares"), left, head)
            _pasted(sheet, _curtain(wide, int(high * 0.24), cloth, front, hour), left, head)
    board = CLOTHS[int(rng.integers(0, len(CLOTHS)))]
    _pasted(
        sheet,
        _sign(int(width * 0.30), int(front.pixels(0.40)), board, front, hour),
        width * 0.35,
        head - front.pixels(0.38),
    )


def _doors(w: int, h: int, pane: Colour, hour: Hour, lamps: float) -> Brush:
    """A pair of lattice doors: paper above, boards below."""
    brush = Brush(w, h)
    wood = mixed(hour.day((128, 60, 44), 0.4), scaled((150, 70, 44), 0.9), 0.4 * lamps)
    brush.shape(((0, 0), (w, 0), (w, h), (0, h)), scaled(wood, 0.85))
    for side in (0.0, 0.5):
        l, r, t, b = w * (side + 0.06), w * (side + 0.44), h * 0.06, h * 0.58
        for step in range(8):
            k = step / 7
            low = b - (b - t) * 0.9 * k
            brush.shape(((l, t), (r, t), (r, low), (l, low)), scaled(pane, 0.68 + 0.34 * k))
        for k in range(1, 4):
            x = l + (r - l) * k / 4
            brush.stroke(((x, t), (x, b)), (1.8, 1.8), scaled(wood, 0.35))
        for k in range(1, 9):
            y = t + (b - t) * k / 9
            brush.stroke(((l, y), (r, y)), (1.6, 1.6), scaled(wood, 0.35))
        brush.shape(((l, h * 0.64), (r, h * 0.64), (r, h * 0.94), (l, h * 0.94)), scaled(wood, 1.12))
        brush.stroke(((l, h * 0.64), (r, h * 0.64)), (2.0, 2.0), scaled(wood, 0.45))
        brush.stroke(((l, h * 0.94), (r, h * 0.94)), (2.0, 2.0), scaled(wood, 0.45))
    brush.stroke(((w / 2, 0), (w / 2, h)), (3.0, 3.0), scaled(wood, 0.3))
    return brush


def _opening(w: int, h: int, front: Front, hour: Hour, rng: np.random.Generator, *, counter: bool) -> Brush:
    """What is seen through an open bay: shelves, jars and bales against lamplight, or against the dim of the day."""
    lamps = front.lamps * float(rng.uniform(0.72, 1.0))
    x, y = grid(h, w)
    dim = scaled(hour.day((104, 78, 60), 0.15), 0.86)
    picture = flat(h, w, dim)
    glaze(picture, scaled(hour.day((150, 116, 86), 0.5), 1.0), soft(0.45, 1.0, y / np.float32(h)) * np.float32(0.6))
    if lamps > 0.0:
        away = np.hypot((x - w * 0.5) / np.float32(w * 0.85), (y - h * 0.40) / np.float32(h * 0.62))
        glaze(picture, scaled(EMBER, 0.60), np.full((h, w), 0.95 * lamps, np.float32))
        glaze(picture, EMBER, (1.0 - soft(0.35, 1.0, away)) * np.float32(lamps))
        glaze(picture, (255, 222, 154), (1.0 - soft(0.0, 0.62, away)) * np.float32(0.95 * lamps))
    brush = Brush(w, h)
    brush.pixels[...] = premultiplied(picture, np.ones((h, w), np.float32))

    def seen(colour: Colour, light: float = 0.5) -> Colour:
        return mixed(
            scaled(hour.day(mixed(colour, (150, 140, 122), 0.16), light), 0.86),
            scaled(mixed(colour, (118, 58, 30), 0.55), 0.74),
            lamps,
        )

    if counter:
        _shelves(brush, seen, rng)
        _counter(brush, seen, rng)
    else:
        _hall(brush, seen, lamps)
    return brush


def _shelves(brush: Brush, seen: Seen, rng: np.random.Generator) -> None:
    """Three shelves of jars, boxes and bolts of cloth."""
    w, h = float(brush.width), float(brush.height)
    for shelf in (0.40, 0.56, 0.72):
        brush.stroke(((0, h * shelf), (w, h * shelf)), (h * 0.016, h * 0.016), seen((84, 50, 36), 0.2))
        at = w * 0.04
        while at < w * 0.94:
            wide, high = w * rng.uniform(0.06, 0.13), h * rng.uniform(0.06, 0.125)
            colour = scaled(CLOTHS[int(rng.integers(0, len(CLOTHS)))], rng.uniform(0.6, 1.15))
            if rng.random() < 0.25:
                at += wide * 1.2
                continue
            if rng.random() < 0.55:
                brush.dab(at + wide / 2, h * shelf - high * 0.45, wide / 2, high * 0.5, seen(colour))
                brush.dab(at + wide / 2, h * shelf - high * 0.95, wide * 0.24, high * 0.10, seen(scaled(colour, 0.7)))
            else:
                brush.shape(
                    ((at, h * shelf - high), (at + wide, h * shelf - high), (at + wide, h * shelf), (at, h * shelf)),
                    seen(colour),
                )
            at += wide * 1.15


def _counter(brush: Brush, seen: Seen, rng: np.random.Generator) -> None:
    """A panelled counter with bowls on it."""
    w, h = float(brush.width), float(brush.height)
    wood = seen((120, 68, 44))
    brush.shape(((0, h * 0.70), (w, h * 0.70), (w, h), (0, h)), wood)
    brush.shape(((0, h * 0.68), (w, h * 0.68), (w, h * 0.715), (0, h * 0.715)), scaled(wood, 1.45))
    for k in range(1, 5):
        brush.stroke(((w * k / 5, h * 0.72), (w * k / 5, h)), (2.0, 2.0), scaled(wood, 0.55))
    for _ in range(5):
        bx, r = w * rng.uniform(0.1, 0.9), w * rng.uniform(0.05, 0.085)
        brush.dab(bx, h * 0.66, r, r * 0.62, seen(scaled(CLOTHS[int(rng.integers(0, 4))], 1.2)))


def _hall(brush: Brush, seen: Seen, lamps: float) -> None:
    """The way in: a scroll on the back wall, a table with two chairs under it, the floor running to it."""
    w, h = float(brush.width), float(brush.height)
    brush.shape(((0, h), (w * 0.16, h * 0.82), (w * 0.84, h * 0.82), (w, h)), seen((116, 78, 54), 0.3))
    brush.stroke(((w * 0.16, h * 0.82), (w * 0.84, h * 0.82)), (h * 0.01, h * 0.01), seen((60, 38, 30), 0.1))
    paper = mixed(seen((214, 200, 168)), (255, 232, 176), 0.6 * lamps)
    brush.shape(((w * 0.38, h * 0.28), (w * 0.62, h * 0.28), (w * 0.62, h * 0.64), (w * 0.38, h * 0.64)), paper)
    for x, y, reach in ((0.45, 0.50, 0.045), (0.54, 0.46, 0.035), (0.50, 0.57, 0.08)):
        hill = [(w * (x - reach), h * (y + 0.035)), (w * x, h * (y - 0.05)), (w * (x + reach), h * (y + 0.035))]
        brush.shape(hill, scaled(paper, 0.70 if y < 0.55 else 0.55), smooth=True)
    wood = seen((92, 52, 38), 0.3)
    brush.shape(((w * 0.26, h * 0.70), (w * 0.74, h * 0.70), (w * 0.74, h * 0.735), (w * 0.26, h * 0.735)), wood)
    for x in (0.29, 0.70):
        brush.stroke(((w * x, h * 0.72), (w * x, h * 0.87)), (w * 0.03, w * 0.025), wood)
    for x, lean in ((0.14, -0.02), (0.86, 0.02)):
        brush.stroke(((w * (x + lean), h * 0.60), (w * x, h * 0.90)), (w * 0.03, w * 0.03), wood)
        seat = x + (0.06 if x < 0.5 else -0.06)
        brush.stroke(((w * x, h * 0.76), (w * (seat + (seat - x)), h * 0.76)), (h * 0.022, h * 0.022), wood)
        brush.stroke(
            ((w * (seat + (seat - x)), h * 0.76), (w * (seat + (seat - x)), h * 0.89)), (w * 0.02, w * 0.02), wood
        )
    brush.dab(w * 0.5, h * 0.665, w * 0.045, h * 0.032, seen((156, 170, 164)))


def _curtain(w: int, h: int, cloth: Colour, front: Front, hour: Hour) -> Brush:
    """A short shop curtain in five cloths, the lamp behind it shining through."""
    brush = Brush(w, h + 4)
    colour = mixed(
        hour.day(mixed(scaled(cloth, 1.1), (196, 184, 160), 0.20), 0.5),
        mixed(scaled(cloth, 1.0), EMBER, 0.34),
        front.lamps * 0.75,
    )
    for k in range(5):
        l, r = w * k / 5, w * (k + 0.965) / 5
        low = h * (0.97 if k % 2 else 1.0)
        brush.shape(((l, 0), (r, 0), (r - 1, low), (l + 1, low)), scaled(colour, 0.92 + 0.10 * (k % 2)))
        brush.stroke(((l + w * 0.05, 0), (l + w * 0.045, low * 0.9)), (1.0, w * 0.012), scaled(colour, 0.72))
        brush.stroke(((l + w * 0.13, 0), (l + w * 0.135, low * 0.9)), (1.0, w * 0.012), scaled(colour, 1.22))
    brush.stroke(((0, h * 0.03), (w, h * 0.03)), (h * 0.08, h * 0.08), scaled(colour, 0.5))
    return brush


def _sign(w: int, h: int, board: Colour, front: Front, hour: Hour) -> Brush:
    """A lacquered board in a gilt frame, with nothing written on it."""
    brush = Brush(w + 8, h + 8)

    def lit(colour: Colour) -> Colour:
        return mixed(hour.day(colour, 0.6), scaled(mixed(colour, LAMPLIGHT, 0.16), 0.86), 0.7 * front.lamps)

    brush.shape(((4, 6), (w + 6, 6), (w + 6, h + 7), (4, h + 7)), scaled(lit(WOOD), 0.3))
    brush.shape(((2, 2), (w + 2, 2), (w + 2, h + 2), (2, h + 2)), lit((198, 158, 84)))
    inset = h * 0.12
    ring = (
        (2 + inset, 2 + inset),
        (w + 2 - inset, 2 + inset),
        (w + 2 - inset, h + 2 - inset),
        (2 + inset, h + 2 - inset),
    )
    brush.shape(ring, lit(scaled(board, 0.92)))
    for k in (0.25, 0.5, 0.75):
        brush.dab(2 + w * k, 2 + h / 2, h * 0.15, h * 0.15, lit((214, 176, 98)), 45.0)
        brush.dab(2 + w * k, 2 + h / 2, h * 0.08, h * 0.08, lit(scaled(board, 0.8)))
    return brush
