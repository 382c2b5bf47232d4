"""Two memories as one: what the film's store knows, and what this preview had spoken for itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.graph.orders import Remembered
from lampblack.store.errors import MissingBlob
from lampblack.store.store import Store


class Overlay:
    """A `Remembered` for planning alone: finds and reads in both, writes in neither."""

    def __init__(self, results: Remembered, film: Store, own: Store) -> None:
        self._results = results
        self._film = film
        self._own = own

    def find(self, key: Digest) -> Mapping[str, Digest] | None:
        """The film's own result, else the preview's."""
        return self._results.find(key) or self._own.find(key)

    def read(self, digest: Digest) -> bytes:
        """The bytes of a value, wherever they are."""
        try:
            return self._own.read(digest)
        except MissingBlob:
            return self._results.read(digest)

    def path(self, digest: Digest) -> Path:
        """A file with these bytes, wherever it is."""
        try:
            return self._own.path(digest)
        except MissingBlob:
            return self._film.path(digest)

    def node_keys(self) -> Mapping[str, Digest]:
        """None: nobody asks a preview why something would be made again."""
        return {}

    def parts(self, key: Digest) -> bytes | None:
        """None, likewise."""
        return None
