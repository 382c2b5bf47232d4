"""Throwing away what nobody needs: what the film stands on, what was bought, what a person made, and what an undo would
want again is kept; the rest goes, files last.

A result that is kept keeps everything it was made from, so that a film made within the last days can be had back.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.base.points import passing
from lampblack.store.actions import Action
from lampblack.store.errors import explained
from lampblack.store.inspection import by_hand
from lampblack.store.store import Store

DAY = 86_400.0

GRACE = 3_600.0
"""Seconds a file must have lain there: a younger one may have been written by somebody who has not said so yet."""

_NAMES = re.compile(rb"blake3:[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is to be kept whatever its age (`keys`), and what is to go though it would be kept (`let_go`).

    `days`: an undo within them costs nothing. `now`: seconds since 1970.
    """

    keys: Set[Digest] = frozenset()
    let_go: Set[Digest] = frozenset()
    days: float = 7.0
    now: float = field(default_factory=time.time)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Bytes that may go: how many, and the job that gave them (empty: nobody remembers)."""

    digest: Digest
    size: int
    job: str = ""
    engine: str = ""


@dataclass(frozen=True, kw_only=True)
class Collection:
    """What is kept and what may go. Results are named by their keys."""

    kept: tuple[Action, ...] = ()
    gone: tuple[Action, ...] = ()
    """Results that would lose bytes."""
    pieces: tuple[Piece, ...] = ()
    kept_size: int = 0
    bought: frozenset[Digest] = frozenset()
    """Bytes that are kept because they were paid for."""

    @property
    def size(self) -> int:
        """Bytes that may go."""
        return sum(piece.size for piece in self.pieces)

    def wanted(self) -> set[Digest]:
        """Names of all bytes that are kept: what was bought, what results gave and what they were made from."""
        return set(self.bought) | {digest for action in self.kept for digest in (*_outputs(action), *_named(action))}


def survey(store: Store, wish: Wish) -> Collection:
    """What may go. Writes nothing."""
    actions = store.actions.every()
    ledger = store.ledger.present()
    bought = {digest for money in ledger if money.key not in wish.let_go for digest in money.outputs.values()}
    bought |= {Digest(money.body) for money in ledger if money.body}
    paid = {money.key for money in ledger if money.outputs}
    held = [
        action
        for action in actions
        if action.key not in wish.let_go
        and (action.key in wish.keys or action.key in paid or action.cost > 0 or by_hand(action))
    ]
    young = [action for action in _young(actions, wish) if action.key not in wish.let_go]
    kept = _with_roots((*held, *young), actions, wish.let_go)
    wanted = bought | {digest for action in kept.values() for digest in (*_outputs(action), *_named(action))}
    found = list(_all(store))
    gone = tuple(
        action for action in actions if action.key not in kept and any(d not in wanted for d in _outputs(action))
    )
    givers = {digest: action for action in actions if action.key not in kept for digest in _outputs(action)}
    pieces = tuple(
        _piece(digest, size, givers.get(digest)) for digest, size, born in found
        if digest not in wanted and wish.now - born > GRACE
    )  # fmt: skip
    return Collection(
        kept=tuple(kept.values()),
        gone=gone,
        pieces=pieces,
        kept_size=sum(size for digest, size, _ in found if digest in wanted),
        bought=frozenset(bought),
    )


def sweep(store: Store, found: Collection) -> None:
    """Throw away what `survey` found, as the owner. Killed in the middle, the next sweep does the rest."""
    for action in found.gone:
        store.forget(action.key)
    for piece in found.pieces:
        store.actions.drop(piece.digest)
    store.flush()
    passing("gc.forgotten")
    for piece in found.pieces:
        store.blobs.remove(piece.digest)
        passing("gc.removed")
    _sweep_damaged(store.folder / "damaged", found)
    store.compact()


# ---- within ----------------------------------------------------------------------------------------------------


def _young(actions: Iterable[Action], wish: Wish) -> Iterator[Action]:
    """Results of the last days, and those that stood until another took their place within them.

    One whose time is still to come was made while the clock was wrong: it counts as young.
    """
    since = wish.now - wish.days * DAY
    after: dict[str, float] = {}
    for action in sorted(actions, key=lambda one: one.at, reverse=True):
        if max(action.at, after.get(action.job, 0.0)) >= since:
            yield action
        after[action.job] = action.at


def _with_roots(first: Iterable[Action], actions: Iterable[Action], let_go: Set[Digest]) -> Mapping[Digest, Action]:
    """These, and all that they were made from, down to the script."""
    givers: dict[Digest, list[Action]] = {}
    for action in actions:
        for digest in _outputs(action):
            givers.setdefault(digest, []).append(action)
    kept: dict[Digest, Action] = {}
    reach = list(first)
    while reach:
        action = reach.pop()
        if action.key in kept or action.key in let_go:
            continue
        kept[action.key] = action
        for digest in _named(action):
            reach.extend(givers.pop(digest, ()))
    return kept


def _outputs(action: Action) -> list[Digest]:
    return [output.digest for output in action.outputs.values()]


def _named(action: Action) -> list[Digest]:
    """All bytes its key names: inputs, and what a request refers to."""
    return [Digest(name.decode()) for name in _NAMES.findall(action.parts)]


def _all(store: Store) -> Iterator[tuple[Digest, int, float]]:
    """Everything kept: name, bytes, and when it was written (values: long ago, their rows go with their results)."""
    for digest in store.blobs.every():
        state = store.blobs.file(digest).stat()
        yield digest, state.st_size, state.st_mtime
    for digest, data in store.actions.values():
        yield digest, len(data), 0.0


def _piece(digest: Digest, size: int, giver: Action | None) -> Piece:
    return Piece(digest=digest, size=size, job=giver.job if giver else "", engine=giver.engine if giver else "")


def _sweep_damaged(folder: Path, found: Collection) -> None:
    """Damaged bytes that were set aside: those of bought and handmade things may still be of use."""
    wanted = found.wanted()
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.is_file() and Digest(f"blake3:{file.name}") not in wanted:
            file.unlink(missing_ok=True)


def kept_alone(records: Path, found: Collection) -> None:
    """Leave in this copy of the records only what is kept, the whole ledger, and what people decided."""
    keys = {action.key for action in found.kept}
    wanted = found.wanted()
    with explained(records.parent), closing(sqlite3.connect(records, isolation_level=None)) as copy:
        copy.execute("BEGIN")
        copy.execute("CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY) WITHOUT ROWID")
        copy.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", [(name,) for name in keys | wanted])
        copy.execute("DELETE FROM action WHERE key NOT IN (SELECT name FROM wanted)")
        copy.execute("DELETE FROM node WHERE key NOT IN (SELECT name FROM wanted)")
        copy.execute("DELETE FROM blob WHERE digest NOT IN (SELECT name FROM wanted)")
        copy.execute("DROP TABLE wanted")
        copy.execute("COMMIT")
        copy.execute("VACUUM")


def files_of(store: Store, found: Collection) -> tuple[tuple[Digest, ...], tuple[Digest, ...]]:
    """The files of what is kept, and the names of those that should be there and are not."""
    wanted = found.wanted()
    there = store.blobs.every()
    promised = {each.digest for action in found.kept for each in action.outputs.values()} | found.bought
    lost = (digest for digest in promised - set(there) if store.actions.value(digest) is None)
    return tuple(digest for digest in there if digest in wanted), tuple(sorted(lost))
