"""What is kept of prepared pictures in this process: as much as fits on the shelf, the longest unused thrown away."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

ROOM = 128 << 20
"""Bytes: with the sheets of a few places and the interpreter, a worker stays under a gigabyte."""


class Shelf:
    """Entries of other people's dictionaries, counted in bytes; what does not fit is taken out of them again.

    All that is kept here can be made again, the same: what is thrown away costs time and changes nothing.
    """

    def __init__(self, room: int) -> None:
        self._room, self._held = room, 0
        self._entries: OrderedDict[tuple[int, Hashable], tuple[dict[Any, Any], int]] = OrderedDict()

    @property
    def held(self) -> int:
        """Bytes on the shelf."""
        return self._held

    def put(self, owner: dict[Any, Any], key: Hashable, more: int = 0) -> None:
        """The entry `key` of `owner` is in use, and has grown by `more` bytes."""
        name = (id(owner), key)
        _, before = self._entries.pop(name, (owner, 0))
        self._entries[name] = (owner, before + more)
        self._held += more
        while self._held > self._room and len(self._entries) > 1:
            (_, oldest), (theirs, size) = self._entries.popitem(last=False)
            theirs.pop(oldest, None)
            self._held -= size


SHELF = Shelf(ROOM)
"""The shelf of this process."""
