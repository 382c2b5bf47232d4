"""What stands at a place, by the words people call it: where someone in an action line may walk to."""

from __future__ import annotations

from lampblack.breakdown.mentions import Names
from lampblack.breakdown.model import PlaceEntry

_WORDS: dict[str, tuple[str, ...]] = {
    "rock": ("岩石", "大石", "石头", "巨石", "rock", "boulder", "stone"),
    "stone": ("石头", "大石", "岩石", "石碑", "stone", "rock"),
    "tree": ("大树", "老树", "树下", "树旁", "树", "tree"),
    "pine": ("松树", "老松", "古松", "松", "pine"),
    "peach": ("桃树", "桃花", "peach tree", "peach"),
    "willow": ("柳树", "垂柳", "柳", "willow"),
    "bare": ("枯树", "dead tree", "bare tree"),
}


def landmarks_of(place: PlaceEntry | None) -> Names:
    """The place's set pieces by id, kind and the usual words for the kind; the first of a kind is meant."""
    named: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for piece in place.pieces if place else ():
        words = (piece.id, piece.kind, *_WORDS.get(piece.kind, ()))
        named[piece.id] = tuple(word for word in words if word not in taken)
        taken.update(named[piece.id])
    return Names(named)
