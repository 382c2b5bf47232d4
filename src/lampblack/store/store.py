"""The store of one film folder: blobs, results and ledger under `.lampblack/`, opened together and closed together.

It knows digests, keys and rows; it does not know jobs, engines or pictures. Its `find`, `record`, `node_keys`, `stand`,
`parts`, `read`, `keep` and `flush` are what `graph` asks of `Results`.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.store.actions import Action, Actions, Stored, now
from lampblack.store.blobs import INLINE, Blobs
from lampblack.store.charges import Charges
from lampblack.store.database import Database
from lampblack.store.decisions import Decisions
from lampblack.store.errors import MissingBlob, explained
from lampblack.store.ledger import Ledger
from lampblack.store.lock import Lock
from lampblack.store.place import remark, require_safe

FOLDER = ".lampblack"

AT_ONCE = 0.05
"""Seconds of work above which a result is committed by itself: it would hurt to do it again."""


class Store:
    """An opened store. `folder` is the `.lampblack` folder; `blobs`, `actions`, `ledger`, `decisions` its parts."""

    def __init__(self, folder: Path, *, owner: bool) -> None:
        self.folder = folder
        self.owner = owner
        self._lock = Lock(folder / "lock")
        with explained(folder):
            for part in ("blobs", "tmp", "logs"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        if owner:
            self._lock.take()
        try:
            if owner:
                self._sweep()
            self._database = Database(folder / "records.sqlite")
        except BaseException:
            self._lock.release()
            raise
        self.actions = Actions(self._database)
        self.ledger = Ledger(self._database)
        self.decisions = Decisions(self._database)
        self.charges = Charges(self._database)
        self.blobs = Blobs(folder, self.actions.value)

    @classmethod
    def open(cls, film: Path, *, owner: bool = False) -> Store:
        """Open (or begin) the store under a film's or a series' folder.

        An `owner` may build and spend, and there is one at a time (`AlreadyOwned`); others look and plan. Raises
        `Unwritable`, `DiskFull`, `DamagedStore` or `UnsafePlace`, all `UserError`s.
        """
        return cls.at(film / FOLDER, owner=owner)

    @classmethod
    def at(cls, folder: Path, *, owner: bool = False) -> Store:
        """Open (or begin) the store in this very folder, if SQLite can be trusted to it."""
        cls.require(folder, owner=owner)
        return cls(folder, owner=owner)

    @staticmethod
    def require(folder: Path, *, owner: bool) -> None:
        """`UnsafePlace` where a store must not be; an owner is told of what is merely doubtful."""
        require_safe(folder)
        if owner:
            _warn(folder)

    def close(self) -> None:
        """Commit everything and let the next owner in; may be called twice."""
        self._database.close()
        self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- bytes -------------------------------------------------------------------------------------------------

    def path(self, blob: Blob | Digest) -> Path:
        """A read-only file with those bytes, checked for its size; `MissingBlob` where they are gone or cut short."""
        digest = blob.digest if isinstance(blob, Blob) else blob
        known = self.actions.stored(digest)
        file = self.blobs.path(digest)
        if known is not None and self.blobs.size(digest) != known.size:
            raise MissingBlob(digest, "have another length than when they were kept")
        return file

    def read(self, digest: Digest) -> bytes:
        """The bytes themselves."""
        return self.blobs.read(digest)

    def put(self, source: bytes | Path) -> Blob:
        """Keep these bytes or this finished file (moved away) as a file of the store."""
        digest = self.blobs.put_bytes(source) if isinstance(source, bytes) else self.blobs.put_file(source)
        self.actions.admit(digest, self.blobs.size(digest) or 0, None)
        return Blob(digest=digest)

    def keep(self, data: bytes) -> Digest:
        """Keep a value's saved form: in the database where it is small, else as a file."""
        digest = digest_of(data)
        if len(data) < INLINE:
            self.actions.admit(digest, len(data), data)
        else:
            self.blobs.put_bytes(data)
            self.actions.admit(digest, len(data), None)
        return digest

    def scratch(self) -> Path:
        """A new empty folder on the store's disk; whoever asked removes it, or the next owner does."""
        with explained(self.folder):
            return Path(tempfile.mkdtemp(dir=self.folder / "tmp"))

    # ---- results -----------------------------------------------------------------------------------------------

    def find(self, key: Digest) -> Mapping[str, Digest] | None:
        """What a job with this key gave; None where nothing, or where a file of it is gone or cut short.

        In the second case an owner forgets the result, so that it is made again; what cost money is not forgotten: its
        bytes may be brought back, and the ledger keeps it from being bought again.
        """
        outputs = self.actions.outputs(key)
        if outputs is None:
            return None
        if any(not each.inline and self.blobs.size(each.digest) != each.size for each in outputs.values()):
            if self.owner:
                self._miss(key)
            return None
        return {name: each.digest for name, each in outputs.items()}

    def record(
        self, key: Digest, *, job: str, parts: bytes, outputs: Mapping[str, Digest], seconds: float, cost: float,
        engine: str,
    ) -> None:  # fmt: skip
        """Remember a result whose outputs are kept already; what took long or cost money is committed at once."""
        kept = {name: self._stored(digest) for name, digest in outputs.items()}
        self.actions.keep(
            Action(key=key, job=job, outputs=kept, seconds=seconds, cost=cost, at=now(), engine=engine, parts=parts)
        )
        if seconds > AT_ONCE or cost > 0:
            self.flush()

    def node_keys(self, prefix: str = "") -> Mapping[str, Digest]:
        """The key each job stood for last; of those whose id begins so."""
        return self.actions.node_keys(prefix)

    def stand(self, job: str, key: Digest) -> None:
        """From now on this job stands for this key."""
        self.actions.stand(job, key)

    def parts(self, key: Digest) -> bytes | None:
        """The canonical JSON a key was made of, if such a result is remembered."""
        action = self.actions.get(key)
        return action.parts if action else None

    def flush(self) -> None:
        """Commit what waits: workers see it, a kill cannot lose it."""
        self._database.flush()

    def forget(self, key: Digest) -> None:
        """Have this result made again."""
        self.actions.forget(key)

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the records themselves; empty: nothing."""
        return self._database.problems()

    def copy_records(self, to: Path) -> None:
        """A consistent copy of the records in one file."""
        self._database.copy_to(to)

    def ledger_seen(self) -> None:
        """A person knows what a damaged ledger lost: money may be spent again."""
        self._database.ledger_seen()

    def compact(self) -> None:
        """Give room that rows no longer need back to the disk."""
        self._database.compact()

    # ---- within ------------------------------------------------------------------------------------------------

    def _miss(self, key: Digest) -> None:
        action = self.actions.get(key)
        if action is not None and action.cost == 0:
            self.forget(key)

    def _stored(self, digest: Digest) -> Stored:
        known = self.actions.stored(digest)
        if known is not None:
            return known
        size = self.blobs.size(digest)
        if size is None:
            raise MissingBlob(digest, "were promised by a job and never kept")
        return self.actions.admit(digest, size, None)

    def _sweep(self) -> None:
        """Remove what a killed owner and its workers left unfinished."""
        for left in (self.folder / "tmp").iterdir():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


@cache
def _warn(folder: Path) -> None:
    """Once in a process: a series opens its store many times."""
    if words := remark(folder):
        logging.getLogger("lampblack").warning("lampblack: %s", words)
