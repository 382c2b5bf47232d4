"""Set pieces a place asks for by kind: each becomes cards standing where it was put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lampblack.base.errors import UserError
from lampblack.builtin.theatre.alight import Burns, alight
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery.buildings import glow, painted_lamp, painted_lantern, painted_table
from lampblack.builtin.theatre.scenery.growth import Kind
from lampblack.builtin.theatre.scenery.mood import under
from lampblack.builtin.theatre.scenery.outdoors import painted_boat, painted_bridge, painted_fire, painted_pavilion
from lampblack.builtin.theatre.scenery.stand import reeds, rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Roof
from lampblack.staging.place import SetPiece

Maker = Callable[[Workshop, SetPiece], list[Card]]
_LAMPLIGHT: Colour = (255, 178, 96)


def _tree(kind: Kind, height: float) -> Maker:
    def made(shop: Workshop, piece: SetPiece) -> list[Card]:
        sheet = tree_sheet(shop, kind, 90 + shop.seed(piece.id) % 3, side=shop.sun.side(0.0))
        return [tree(shop, sheet, piece.position.x, piece.position.z, height * piece.size, yaw=-piece.yaw or None)]

    return made


def _rock(shop: Workshop, piece: SetPiece) -> list[Card]:
    bulk = 1 if piece.size < 0.8 else 3
    return [rock(shop, 90 + shop.seed(piece.id) % 4, piece.position.x, piece.position.z, 1.3 * piece.size, bulk=bulk)]


def _reeds(shop: Workshop, piece: SetPiece) -> list[Card]:
    return [reeds(shop, 90, piece.position.x, piece.position.z, 1.8 * piece.size, 1.2 * piece.size)]


def _sheet(name: str, width: float, pixels: tuple[int, int], paint: Callable[[Workshop, int, int], Bytes]) -> Maker:
    """A piece that is one upright sheet `width` metres wide."""

    def made(shop: Workshop, piece: SetPiece) -> list[Card]:
        across = shop.pixels(pixels[0])
        down = max(16, round(across * pixels[1] / pixels[0]))
        texture = shop.sheet(f"piece {name}", lambda: paint(shop, across, down))
        p = piece.position
        return [upright(texture, p.x, p.y - 0.02, p.z, width * piece.size, -piece.yaw, name=name)]

    return made


def _shining(body: Maker, height: float, reach: float, burns: Burns) -> Maker:
    """A piece that gives light: its body (flames leap), and a ball of light `height` metres above its foot."""

    def made(shop: Workshop, piece: SetPiece) -> list[Card]:
        ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), _LAMPLIGHT))
        p, size = piece.position, piece.size
        dark = 1.0 if shop.place.inside or shop.place.time in ("dusk", "night", "dawn") else 0.6
        wide = reach * size * dark
        light = upright(ball, p.x, p.y + height * size - wide / 2, p.z - 0.04, wide, name="glow", fog=0.0, glow=1.0)
        bodies = [replace(card, fog=0.0) for card in body(shop, piece)]
        if burns == "fire":
            bodies = [alight(card, burns, leap=0.10) for card in bodies]
        return [*bodies, alight(light, burns)]

    return made


_LAMP = _sheet("lamp", 0.34, (210, 300), lambda shop, w, h: painted_lamp(w, h))
_LANTERN = _sheet("lantern", 0.42, (180, 270), lambda shop, w, h: painted_lantern(w, h))

_PAVILION = 5.4
"""Metres over the pavilion's eaves."""

KINDS: dict[str, Maker] = {
    "rock": _rock,
    "stone": _rock,
    "tree": _tree("broadleaf", 6.0),
    "pine": _tree("pine", 5.5),
    "peach": _tree("peach", 4.2),
    "willow": _tree("willow", 6.0),
    "bare_tree": _tree("bare", 5.5),
    "reeds": _reeds,
    "table": _sheet(
        "table", 1.4, (520, 190), lambda shop, w, h: painted_table(w, h, shop.hour, seed=shop.seed("table"))
    ),
    "bench": _sheet(
        "bench", 1.3, (420, 130), lambda shop, w, h: painted_table(w, h, shop.hour, seed=shop.seed("bench"))
    ),
    "lamp": _shining(_LAMP, 0.30, 2.0, "candle"),
    "lantern": _shining(_LANTERN, 0.35, 2.2, "lantern"),
    "fire": _shining(
        _sheet("fire", 0.9, (260, 260), lambda shop, w, h: painted_fire(w, h, seed=shop.seed("fire"))), 0.4, 4.2, "fire"
    ),
    "pavilion": _sheet(
        "pavilion", _PAVILION, (900, 860), lambda shop, w, h: painted_pavilion(w, h, shop.hour, side=shop.sun.side(0.0))
    ),
    "bridge": _sheet(
        "bridge", 11.0, (1500, 420), lambda shop, w, h: painted_bridge(w, h, shop.hour, seed=shop.seed("bridge"))
    ),
    "boat": _sheet("boat", 4.2, (620, 300), lambda shop, w, h: painted_boat(w, h, shop.hour)),
}


def checked(wanted: tuple[SetPiece, ...]) -> None:
    """A `UserError` for the first piece of a kind nobody can make."""
    for piece in wanted:
        if piece.kind not in KINDS:
            raise UserError(f"{piece.id}: there is no set piece called {piece.kind!r}", possible=tuple(sorted(KINDS)))


def roofs(wanted: tuple[SetPiece, ...]) -> tuple[Roof, ...]:
    """What of the pieces one can stand under out of the rain."""
    return tuple(
        under(piece.position.x, piece.position.z, _PAVILION * piece.size)
        for piece in wanted
        if piece.kind == "pavilion"
    )


def placed(shop: Workshop) -> tuple[Card, ...]:
    """The place's pieces as cards; a card's `id` is its piece's place in the list, from 1 on."""
    return tuple(
        replace(card, id=number)
        for number, piece in enumerate(shop.place.pieces, 1)
        for card in KINDS[piece.kind](shop, piece)
    )
