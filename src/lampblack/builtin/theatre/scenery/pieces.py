"""Set pieces a place asks for by kind: each becomes cards standing where it was put."""

from __future__ import annotations

from collections.abc import Callable

from lampblack.base.errors import UserError
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery.growth import Kind
from lampblack.builtin.theatre.scenery.stand import rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.staging.place import SetPiece

Maker = Callable[[Workshop, SetPiece], list[Card]]


def _tree(kind: Kind, height: float) -> Maker:
    def made(shop: Workshop, piece: SetPiece) -> list[Card]:
        sheet = tree_sheet(shop, kind, 90 + shop.seed(piece.id) % 3, side=shop.sun.side(0.0))
        return [tree(shop, sheet, piece.position.x, piece.position.z, height * piece.size, yaw=-piece.yaw)]

    return made


def _rock(shop: Workshop, piece: SetPiece) -> list[Card]:
    bulk = 1 if piece.size < 0.8 else 3
    return [rock(shop, 90 + shop.seed(piece.id) % 4, piece.position.x, piece.position.z, 1.3 * piece.size, bulk=bulk)]


KINDS: dict[str, Maker] = {
    "rock": _rock, "stone": _rock, "tree": _tree("broadleaf", 6.0), "pine": _tree("pine", 5.5),
    "peach": _tree("peach", 4.2), "willow": _tree("willow", 6.0), "bare": _tree("bare", 5.5),
}  # fmt: skip


def checked(wanted: tuple[SetPiece, ...]) -> None:
    """A `UserError` for the first piece of a kind nobody can make."""
    for piece in wanted:
        if piece.kind not in KINDS:
            raise UserError(f"{piece.id}: there is no set piece called {piece.kind!r}", possible=tuple(sorted(KINDS)))


def placed(shop: Workshop) -> tuple[Card, ...]:
    """The place's pieces as cards."""
    return tuple(card for piece in shop.place.pieces for card in KINDS[piece.kind](shop, piece))
