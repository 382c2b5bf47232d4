"""What is kept and what goes: results whose days are over, the oldest where the disk is short, what was deleted."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.server.book import Book, Row
from lampblack.server.limits import DAY, Limits
from lampblack.server.wrong import Wrong
from lampblack.store.errors import MissingBlob
from lampblack.store.store import Store

_NAMES = re.compile(rb'"(blake3:[0-9a-f]{64})"')
_FREE = 200_000_000
"""Bytes of the disk that are left to others."""
_YOUNG = 600.0
"""Seconds a result is left alone however short the disk is: its client may be fetching it."""


class Keeper:
    """Everything a server keeps: the store's bytes and the book's rows, which come and go together.

    `turn` is held by whoever adds a job with its bytes, and by whoever throws bytes away."""

    def __init__(self, store: Store, book: Book, limits: Limits) -> None:
        self.turn = threading.RLock()
        self.store, self.book, self.limits = store, book, limits

    def take_in(self, row: Row, files: Iterable[Path]) -> Row:
        """Keep what a client sent, then write its job down: a job in the book has all its bytes."""
        with self.turn:
            for file in files:
                self.store.put(file)
            self.store.flush()
            return self.book.add(row)

    def put(self, data: bytes) -> Digest:
        """Keep bytes that a job is about to name; call it while holding `turn`."""
        return self.store.put(data).digest

    def require_room(self, owner: str, coming: int) -> None:
        """A `Wrong` where an owner, or everybody together, holds as much as may be held."""
        held = self.book.held(owner)
        if held + coming > self.limits.stored:
            words = f"this token holds {_megabytes(held)} MB of {_megabytes(self.limits.stored)} MB; delete some videos"
            raise Wrong(403, "storage_full", words)
        if self.book.held() + coming > self.limits.disk and not self._make_room(coming):
            raise Wrong(503, "storage_full", "the server's disk is full; come again later", again_in=600)

    def has_room(self, coming: int) -> bool:
        """Whether so many bytes more may lie on the disk for a while, by what may be kept and by what is free."""
        free = shutil.disk_usage(self.store.folder).free
        return coming < free - _FREE and self.book.held() + coming <= self.limits.disk + self.limits.body

    def file(self, row: Row, output: str) -> Path | None:
        """A result's file; None where that job has no such output, or its bytes are gone."""
        outputs = self.store.find(row.key) if row.key else None
        if outputs is None or output not in outputs:
            return None
        try:
            return self.store.path(Blob(digest=outputs[output]))
        except MissingBlob:
            return None

    def is_lost(self, row: Row) -> bool:
        """Whether a finished job's bytes are gone or damaged on the disk."""
        return row.state == "completed" and self.store.find(row.key) is None

    def sent(self, row: Row) -> int:
        """Bytes that a job was sent with."""
        return sum(self.store.blobs.size(digest) or 0 for digest in named_in(row.request))

    def sizes(self, key: Digest) -> int:
        """Bytes of a result."""
        return sum(stored.size for stored in (self.store.actions.outputs(key) or {}).values())

    def forget(self, rows: Iterable[Row]) -> None:
        """Let these jobs go with all bytes that no other job names."""
        with self.turn:
            gone = list(rows)
            for row in gone:
                self.book.remove(row.id)
            left = self.book.every()
            wanted = self._named(left)
            keys = {row.key for row in left}
            loose = self._named(gone) - wanted
            for key in {row.key for row in gone if row.key} - keys:
                self.store.forget(key)
            self._remove(loose)

    def expire(self) -> list[Row]:
        """Forget what was finished longer ago than results are kept."""
        since = time.time() - self.limits.days * DAY
        old = [row for row in self.book.finished() if row.ended < since]
        if old:
            self.forget(old)
        return old

    def tidy_result(self, key: Digest) -> None:
        """Throw a result away that nobody waits for any more."""
        with self.turn:
            made = {each.digest for each in (self.store.actions.outputs(key) or {}).values()}
            self.store.forget(key)
            self._remove(made - self._named(self.book.every()))

    def tidy(self) -> None:
        """At the start, while nothing runs: throw away what a killed server left and no job names."""
        with self.turn:
            rows = self.book.every()
            wanted, keys = self._named(rows), {row.key for row in rows}
            for key in self.store.actions.keys() - keys:
                self.store.forget(key)
            there = {*self.store.blobs.every(), *(digest for digest, _ in self.store.actions.values())}
            self._remove(there - wanted)

    def _make_room(self, coming: int) -> bool:
        """Let the results go that have been done longest, until there is room; whether there is."""
        since = time.time() - _YOUNG
        for row in [row for row in self.book.finished() if row.ended < since and row.size]:
            self.forget([row])
            if self.book.held() + coming <= self.limits.disk:
                return True
        return False

    def _named(self, rows: Iterable[Row]) -> set[Digest]:
        """All bytes that jobs stand on: what they were sent with, and what came of them."""
        found = set[Digest]()
        for row in rows:
            found.update(named_in(row.request))
            if row.key:
                found.update(each.digest for each in (self.store.actions.outputs(row.key) or {}).values())
        return found

    def _remove(self, digests: set[Digest]) -> None:
        for digest in digests:
            self.store.actions.drop(digest)
        self.store.flush()
        for digest in digests:
            self.store.blobs.remove(digest)


def named_in(request: bytes) -> list[Digest]:
    """The bytes a saved request names, each once, in order."""
    return [Digest(name.decode()) for name in dict.fromkeys(_NAMES.findall(request))]


def _megabytes(size: int) -> int:
    return size // 1_000_000
