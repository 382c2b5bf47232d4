"""Results: what came out of which key, what it took, and which key each job stood for last. Kept for ever.

Also the values small enough to live in the database. Knows digests and rows, not where files are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from lampblack.base.digest import Digest
from lampblack.store.database import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """One output as it is kept: its name in bytes, its size, and whether the database holds it."""

    digest: Digest
    size: int
    inline: bool


@dataclass(frozen=True, kw_only=True)
class Action:
    """A result: a job with this key gave these outputs. `parts` is the canonical JSON whose digest the key is."""

    key: Digest
    job: str
    outputs: Mapping[str, Stored]
    seconds: float
    cost: float
    at: float
    engine: str
    parts: bytes


class Actions:
    """The table of results, the last key of each job, and the small values."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._warm: dict[Digest, str] | None = None

    def outputs(self, key: Digest) -> dict[str, Stored] | None:
        """What a job with this key gave, or None where there was none."""
        if self._warm is None:
            # The keys the last build ended with, in one go: a build that has nothing to do asks for just these.
            self._warm = dict(
                self._database.rows("SELECT action.key, outputs FROM node JOIN action ON action.key = node.key")
            )
        text = self._warm.get(key)
        if text is None:
            found = self._database.rows("SELECT outputs FROM action WHERE key = ?", key)
            if not found:
                return None
            text = self._warm[key] = found[0][0]
        return _OUTPUTS.decode(text)

    def get(self, key: Digest) -> Action | None:
        """The whole record of a result."""
        found = self._database.rows("SELECT * FROM action WHERE key = ?", key)
        return _action(found[0]) if found else None

    def keys(self) -> set[Digest]:
        """The keys of all results."""
        return {key for (key,) in self._database.rows("SELECT key FROM action")}

    def every(self) -> list[Action]:
        """All results, oldest first."""
        return [_action(row) for row in self._database.rows("SELECT * FROM action ORDER BY at, key")]

    def keep(self, action: Action) -> None:
        """Remember a result; the same key again replaces it."""
        text = msgspec.json.encode(action.outputs).decode()
        self._database.write(
            "INSERT OR REPLACE INTO action VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            action.key, action.job, text, action.seconds, action.cost, action.at, action.engine, action.parts,
        )  # fmt: skip
        if self._warm is not None:
            self._warm[action.key] = text

    def forget(self, key: Digest) -> None:
        """As if it had never been made: its bytes are damaged. What was paid stays in the ledger."""
        self._database.write("DELETE FROM action WHERE key = ?", key)
        if self._warm is not None:
            self._warm.pop(key, None)

    def node_keys(self, prefix: str = "") -> dict[str, Digest]:
        """The key each job stood for when it was last made or kept; of those whose id begins so."""
        if not prefix:
            return dict(self._database.rows("SELECT id, key FROM node"))
        after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        return dict(self._database.rows("SELECT id, key FROM node WHERE id >= ? AND id < ?", prefix, after))

    def seconds(self) -> dict[Digest, float]:
        """The work of each result that a job stands for, by key: what a plan learns its estimates from."""
        return dict(self._database.rows("SELECT action.key, seconds FROM node JOIN action ON action.key = node.key"))

    def before(self, job: str, key: Digest) -> bytes | None:
        """The parts of the newest other key this job gave a result for, before it gave that one."""
        found = self._database.rows(
            "SELECT parts FROM action WHERE job = ? AND key != ? "
            "AND at <= COALESCE((SELECT at FROM action WHERE key = ?), 1e18) ORDER BY at DESC LIMIT 1",
            job, key, key,
        )  # fmt: skip
        return found[0][0] if found else None

    def stand(self, job: str, key: Digest) -> None:
        """From now on this job stands for this key."""
        self._database.write("INSERT OR REPLACE INTO node VALUES (?, ?)", job, key)

    def value(self, digest: Digest) -> bytes | None:
        """A small value's bytes, or None where the database does not hold them."""
        found = self._database.rows("SELECT data FROM blob WHERE digest = ? AND data IS NOT NULL", digest)
        return found[0][0] if found else None

    def values(self) -> Iterator[tuple[Digest, bytes]]:
        """All small values, in pieces that fit in memory."""
        last = ""
        while found := self._database.rows(_VALUES, last):
            yield from found
            last = found[-1][0]

    def size(self, digest: Digest) -> int | None:
        """How long these bytes were when they were kept."""
        known = self.stored(digest)
        return known.size if known else None

    def stored(self, digest: Digest) -> Stored | None:
        """How these bytes are kept, as far as the records know."""
        found = self._database.rows("SELECT size, data IS NOT NULL FROM blob WHERE digest = ?", digest)
        return Stored(digest=digest, size=found[0][0], inline=bool(found[0][1])) if found else None

    def admit(self, digest: Digest, size: int, data: bytes | None) -> Stored:
        """Know of these bytes: a small value (`data`), or a file that lies in the folder already."""
        known = self.stored(digest)
        if known is not None and (known.inline or data is None):
            return known
        self._database.write("INSERT OR REPLACE INTO blob VALUES (?, ?, ?)", digest, size, data)
        return Stored(digest=digest, size=size, inline=data is not None)

    def drop(self, digest: Digest) -> None:
        """Forget these bytes: they are damaged."""
        self._database.write("DELETE FROM blob WHERE digest = ?", digest)


def now() -> float:
    """Seconds since 1970, for `at`: told to people, never part of a key."""
    return time.time()


_VALUES = "SELECT digest, data FROM blob WHERE digest > ? AND data IS NOT NULL ORDER BY digest LIMIT 2000"

_OUTPUTS = msgspec.json.Decoder(dict[str, Stored])


def _action(row: tuple[object, ...]) -> Action:
    fields = ("key", "job", "outputs", "seconds", "cost", "at", "engine", "parts")
    plain = dict(zip(fields, row, strict=True))
    return Action(**{**plain, "outputs": _OUTPUTS.decode(str(plain["outputs"]))})  # pyright: ignore[reportArgumentType] - a row of our own table
