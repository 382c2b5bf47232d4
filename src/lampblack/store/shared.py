"""A store that looks into one shared with others before anything is made, and gives it what was hard to come by.

Asked only where this film's own store has nothing, so that finding nothing to do costs nothing. Bytes are checked as
they arrive: what is not what its name says is refused, named, and made here. Where the shared store cannot be reached
that is said once, and the film is made without it.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.store.actions import Action
from lampblack.store.afar import Afar, Entry, Objects, Output, Poisoned, require_address
from lampblack.store.blobs import INLINE
from lampblack.store.errors import MissingBlob, explained
from lampblack.store.store import Store

WORTH = 1.0
"""Seconds of work above which a result is given to the others; what cost money always is."""

THREADS = 16
"""Questions at once: they wait for the network and not for each other."""

AHEAD = 2_000
"""Entries that are asked for before they are wanted, where there are not more of them."""

FAREWELL = 120.0
"""Seconds that closing waits for what is being sent. What is left is sent by the next build."""

UNSENT = "unsent"
"""The file in the store's folder that names the keys still to be given to the others."""


class SharedStore(Store):
    """This film's store, with a shared one behind it. To the graph and to everyone else it is the same as `Store`."""

    def __init__(self, address: str, folder: Path, *, owner: bool) -> None:
        super().__init__(folder, owner=owner)
        self._address = address
        self._objects: Objects | None = None
        self._away = False
        self._turn = threading.RLock()
        self._threads: ThreadPoolExecutor | None = None
        self._names: set[str] | None = None
        self._asked: dict[Digest, Future[Entry | None]] = {}
        self._sending: dict[Digest, Future[None]] = {}
        self._bad: set[Digest] = set()
        """Keys and bytes that were refused: they are written over when they are made here."""
        self._glanced: dict[Digest, bytes] = {}
        if owner and (folder / UNSENT).exists():
            for key in (folder / UNSENT).read_text("utf-8").split():
                self._give(Digest(key))

    @classmethod
    def reaching(cls, address: str, folder: Path, *, owner: bool = False) -> SharedStore:
        """Open the store in `folder` with the shared one at `address` behind it; a `UserError` for a bad address."""
        require_address(address)
        cls.require(folder, owner=owner)
        return cls(address, folder, owner=owner)

    def find(self, key: Digest) -> Mapping[str, Digest] | None:
        """What a job with this key gave here, or elsewhere: then its bytes are brought here first."""
        here = super().find(key)
        if here is not None:
            return here
        objects = self._connected()
        if objects is None or (self._names is not None and key.removeprefix("blake3:") not in self._names):
            return None
        return self._taken(objects, key)

    def find_now(self, key: Digest) -> Mapping[str, Digest] | None:
        """The same, asked anew: a colleague may have bought it a minute ago."""
        here = super().find(key)
        objects = self._connected() if here is None else None
        if objects is None:
            return here
        self._asked.pop(key, None)
        return self._taken(objects, key)

    def record(
        self, key: Digest, *, job: str, parts: bytes, outputs: Mapping[str, Digest], seconds: float, cost: float,
        engine: str,
    ) -> None:  # fmt: skip
        """Remember a result, and give it to the others while the build goes on."""
        before = self.actions.get(key)
        if before is not None and before.cost > cost and self._as(before) == outputs:
            return  # found in the shared store a moment ago; what a colleague paid for it is to stay known
        super().record(key, job=job, parts=parts, outputs=outputs, seconds=seconds, cost=cost, engine=engine)
        if seconds > WORTH or cost > 0:
            with explained(self.folder), (self.folder / UNSENT).open("a", encoding="utf-8") as file:
                file.write(f"{key}\n")
            self._give(key)

    def read(self, digest: Digest) -> bytes:
        """The bytes themselves, also of a value that was only seen in the shared store."""
        try:
            return self._glanced[digest] if digest in self._glanced else super().read(digest)
        except MissingBlob:
            data = self._far(digest)
            if data is None:
                raise
            return data

    def rescue(self, digest: Digest, to: Path) -> bool:
        """Bring damaged bytes back (an `inspection.Rescue`)."""
        objects = self._connected()
        try:
            return objects is not None and objects.fetch(digest, to)
        except Afar as error:
            self._lost(error)
        except Poisoned as error:
            self._refused(error, digest)
        return False

    def close(self) -> None:
        """Let what is being sent arrive, write down what did not, and close."""
        with self._turn:
            threads, self._threads = self._threads, None
        if threads is not None:
            wait(list(self._sending.values()), timeout=0 if self._away else FAREWELL)
            threads.shutdown(wait=False, cancel_futures=True)
        if self._sending:
            _write_down(self.folder / UNSENT, [key for key, sent in self._sending.items() if not _arrived(sent)])
            self._sending.clear()
        super().close()

    # ---- asking ------------------------------------------------------------------------------------------------

    def _connected(self) -> Objects | None:
        """The shared store, reached for the first time when it is first needed; None where it cannot be."""
        with self._turn:
            if self._away or self._objects is not None:
                return None if self._away else self._objects
            try:
                objects = Objects(self._address)
                self._names = objects.names()
            except Afar as error:
                self._lost(error)
                return None
            self._objects = objects
            self._look_ahead(objects)
            return objects

    def _look_ahead(self, objects: Objects) -> None:
        """Ask for the entries this store does not have, all at once: one by one each would wait for the network."""
        new = {Digest(f"blake3:{name}") for name in self._names or ()} - self.actions.keys()
        if len(new) <= AHEAD:
            self._asked = {key: self._pool().submit(objects.entry, key) for key in new}

    def _taken(self, objects: Objects, key: Digest) -> Mapping[str, Digest] | None:
        try:
            asked = self._asked.get(key)
            entry = asked.result() if asked else objects.entry(key)
            if entry is None:
                return None
            return self._brought(objects, key, entry) if self.owner else self._seen(objects, entry)
        except Afar as error:
            self._lost(error)
        except Poisoned as error:
            self._refused(error, key)
        return None

    def _brought(self, objects: Objects, key: Digest, entry: Entry) -> Mapping[str, Digest] | None:
        """Bring a result here whole, and remember it as one's own."""
        folder = self.scratch()
        try:
            missing = [each for each in entry.outputs.values() if each.text is None and not self._has(each)]
            files = {each.digest: folder / str(number) for number, each in enumerate(missing)}
            asked = {digest: self._pool().submit(objects.fetch, digest, file) for digest, file in files.items()}
            for digest, fetched in asked.items():
                try:
                    if not fetched.result():
                        raise Poisoned(f"its bytes {digest.removeprefix('blake3:')[:10]} are gone")
                except Poisoned:
                    self._bad.add(digest)
                    raise
            for each in entry.outputs.values():
                if each.text is not None:
                    self.keep(each.text.encode())
            for file in files.values():
                self.put(file)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        outputs = {name: each.digest for name, each in entry.outputs.items()}
        super().record(
            key, job=entry.job, parts=entry.parts.encode(), outputs=outputs, seconds=entry.seconds, cost=entry.cost,
            engine=entry.engine,
        )  # fmt: skip
        return outputs

    def _seen(self, objects: Objects, entry: Entry) -> Mapping[str, Digest] | None:
        """That a result could be brought here, for those who only plan: nothing is written."""
        for each in entry.outputs.values():
            if each.text is not None:
                self._glanced[each.digest] = each.text.encode()
            elif not self._has(each) and objects.size(each.digest) != each.size:
                return None
        return {name: each.digest for name, each in entry.outputs.items()}

    def _far(self, digest: Digest) -> bytes | None:
        if self._objects is None:
            return None
        folder = self.scratch()
        try:
            file = folder / "value"
            return file.read_bytes() if self.rescue(digest, file) else None
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _as(action: Action) -> dict[str, Digest]:
        return {name: each.digest for name, each in action.outputs.items()}

    def _has(self, output: Output) -> bool:
        return self.blobs.size(output.digest) == output.size

    # ---- giving ------------------------------------------------------------------------------------------------

    def _give(self, key: Digest) -> None:
        if not self._away and key not in self._sending:
            self._sending[key] = self._pool().submit(self._sent, key)

    def _sent(self, key: Digest) -> None:
        """Give one result: its bytes first, so that nobody finds an entry without them."""
        objects, action = self._connected(), self.actions.get(key)
        if objects is None:
            raise Afar("it is out of reach")
        if action is None:
            return
        outputs: dict[str, Output] = {}
        try:
            for name, each in action.outputs.items():
                data = self.actions.value(each.digest) if each.inline else None
                if data is None or each.size >= INLINE:
                    objects.send(each.digest, self.blobs.path(each.digest), over=each.digest in self._bad)
                    data = None
                outputs[name] = Output(digest=each.digest, size=each.size, text=data.decode() if data else None)
            entry = Entry(
                job=action.job, parts=action.parts.decode(), outputs=outputs, seconds=action.seconds, cost=action.cost,
                engine=action.engine,
            )  # fmt: skip
            objects.offer(key, entry, over=key in self._bad)
        except Afar as error:
            self._lost(error)
            raise

    # ---- within ------------------------------------------------------------------------------------------------

    def _pool(self) -> ThreadPoolExecutor:
        with self._turn:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(THREADS, "lampblack-shared")
            return self._threads

    def _lost(self, error: Afar) -> None:
        with self._turn:
            if not self._away:
                self._away = True
                _say(f"the shared store {self._address} is out of reach ({error}); going on without it")

    def _refused(self, error: Poisoned, digest: Digest) -> None:
        if digest not in self._bad:
            self._bad.add(digest)
            _say(f"refused from the shared store {self._address}: {error}; it is made here")


def _arrived(sent: Future[None]) -> bool:
    return sent.done() and not sent.cancelled() and sent.exception() is None


def _write_down(file: Path, keys: list[Digest]) -> None:
    if keys:
        file.write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)


def _say(words: str) -> None:
    logging.getLogger("lampblack").warning("lampblack: %s", words)
