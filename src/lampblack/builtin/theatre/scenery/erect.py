"""The one door: a place, its light and a detail in; the set it plays on out."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from lampblack.base.memory import given_back
from lampblack.base.saved import digest_of_value
from lampblack.builtin.theatre.scenery import pieces, registry
from lampblack.builtin.theatre.scenery.workshop import Workshop, key_of
from lampblack.builtin.theatre.set import Set
from lampblack.staging.place import Light, Place

KEPT = 2
"""Sets kept in memory: shots come scene by scene, and a set's sheets are some 80 MB."""

_kept = KEPT
_sets: OrderedDict[str, Set] = OrderedDict()
_lock = Lock()


def build(place: Place, light: Light, detail: str) -> Set:
    """The set of `place` in `light`, painted at `detail` (`draft`, `review`, `final`); the same place, the same set.

    Painted sheets are kept on disk and the last sets in memory. An unknown kit, piece or detail is a `UserError`.
    """
    if place.weather == "storm":
        # lightning is no paint: a storm is hung as rain, and the sheets are the same
        place = replace(place, weather="rain")
    key = key_of(place, light, detail) + digest_of_value(place.pieces)
    with _lock:
        if key in _sets:
            _sets.move_to_end(key)
            return _sets[key]
        while len(_sets) >= _kept:
            _sets.popitem(last=False)
    given_back()
    hang = registry.kit(place.kit)
    pieces.checked(place.pieces)
    shop = Workshop.opened(place, light, detail)
    made = hang(shop)
    made = replace(made, cards=(*made.cards, *pieces.placed(shop)), roofs=(*made.roofs, *pieces.roofs(place.pieces)))
    shop.closed()
    with _lock:
        _sets[key] = made
    return made


def keep(count: int) -> None:
    """Keep that many sets in memory (a preview goes back and forth between hours and places)."""
    global _kept
    _kept = max(1, count)


def forget() -> None:
    """Let go of the sets in memory (a process about to work on something else, a test)."""
    with _lock:
        _sets.clear()
