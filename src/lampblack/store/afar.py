"""A store on another machine, as a folder of objects: `ac/KEY` says what came out of a key, `cas/DIGEST` are the bytes.

S3, Google Cloud Storage, Azure and plain folders alike, by obstore (`pip install "lampblack[shared]"`).
Nothing in it is trusted: an entry is filed under the digest of what it says it was made of, bytes under their own.
"""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from lampblack.base.digest import Digest, digest_of, digest_of_file
from lampblack.base.errors import LampblackError, UserError
from lampblack.base.points import passing

SCHEMES = ("s3", "gs", "az", "file")

LISTING = 3.0
"""Seconds the names of all entries may take to list (a page of 1,000 takes about 30 ms); then each is asked for."""

T = TypeVar("T")


class Afar(LampblackError):  # noqa: N818 - where it is
    """It cannot be reached, or does not let us."""


class Poisoned(LampblackError):  # noqa: N818 - what it is
    """What it gave is not what its name says."""


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """One output of a result; `text` is a small value itself."""

    digest: Digest
    size: int
    text: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of a key, for whoever asks for it next. `cost` was paid by whoever made it."""

    schema: int = 1
    job: str
    parts: str
    outputs: dict[str, Output]
    seconds: float
    cost: float
    engine: str


_ENTRY = msgspec.json.Decoder(Entry)
_NAME = re.compile(r"[0-9a-f]{64}")


def require_address(address: str) -> None:
    """A `UserError` where that is no address of a shared store, or the part that reaches it is not installed."""
    if urlsplit(address).scheme not in SCHEMES:
        possible = tuple(f"{scheme}://bucket/prefix" for scheme in SCHEMES[:-1])
        raise UserError(f"[store] shared = {address!r} is no address", possible=(*possible, "file:///folder"))
    if find_spec("obstore") is None:
        raise UserError('[store] shared needs a part that is not installed: pip install "lampblack[shared]"')


class Objects:
    """The objects under one address. May be used from several threads; every method may raise `Afar`."""

    def __init__(self, address: str) -> None:
        """Nothing is asked yet. Credentials and endpoints come from the environment, as for the services' own tools."""
        import obstore
        from obstore import exceptions

        self.address = address
        self._obstore, self._exceptions = obstore, exceptions
        self._objects = self._reached(lambda: _opened(address, seconds=20))
        self._large = self._reached(lambda: _opened(address, seconds=1800))
        self._exclusive: bool | None = None

    def names(self) -> set[str] | None:
        """The keys of all entries, or None where there are too many to list."""

        def listed() -> set[str] | None:
            until = time.monotonic() + LISTING
            found: set[str] = set()
            for page in self._obstore.list(self._objects, "ac", chunk_size=1000):
                found.update(str(each["path"]).rpartition("/")[2] for each in page)
                if time.monotonic() > until:
                    return None
            return found

        return self._reached(listed)

    def entry(self, key: Digest) -> Entry | None:
        """What came out of this key; `Poisoned` where the entry is not one, or another's."""
        data = self._bytes(f"ac/{_name(key)}")
        if data is None:
            return None
        try:
            entry = _ENTRY.decode(data)
        except msgspec.DecodeError as error:
            raise Poisoned(f"its entry for {key} cannot be read: {error}") from error
        if digest_of(entry.parts.encode()) != key:
            raise Poisoned(f"its entry for {key} was made of something else")
        for output in entry.outputs.values():
            if not _NAME.fullmatch(_name(output.digest)) or (
                output.text is not None and digest_of(output.text.encode()) != output.digest
            ):
                raise Poisoned(f"its entry for {key} holds a value that is not what its name says")
        return entry

    def fetch(self, digest: Digest, to: Path) -> bool:
        """Bring these bytes to that path; False where it has none, `Poisoned` where they are others or cut short."""
        found = self._found(lambda: self._obstore.get(self._large, f"cas/{_name(digest)}"))
        if found is None:
            return False

        def write() -> None:
            with to.open("wb") as file:
                for piece in found.stream(min_chunk_size=1 << 20):
                    file.write(piece)

        self._reached(write)
        if digest_of_file(to) != digest:
            to.unlink()
            raise Poisoned(f"its bytes {_name(digest)[:10]} are not what their name says")
        return True

    def size(self, digest: Digest) -> int | None:
        """How many bytes it has under this name."""
        head = self._found(lambda: self._obstore.head(self._objects, f"cas/{_name(digest)}"))
        return None if head is None else int(head["size"])

    def send(self, digest: Digest, file: Path, *, over: bool = False) -> None:
        """Give it these bytes, unless it has them; `over`: what it has is damaged."""
        path = f"cas/{_name(digest)}"
        if not over and self.size(digest) == file.stat().st_size:
            return
        self._reached(lambda: self._obstore.put(self._large, path, file))

    def offer(self, key: Digest, entry: Entry, *, over: bool = False) -> None:
        """Say what came out of a key, unless somebody has said so. All its bytes must have been sent."""
        passing("shared.sent")
        self._create(f"ac/{_name(key)}", msgspec.json.encode(entry), over=over)

    # ---- within ------------------------------------------------------------------------------------------------

    def _create(self, path: str, data: bytes, *, over: bool) -> None:
        if self._exclusive is None:
            self._exclusive = self._is_exclusive()
        if over:
            self._reached(lambda: self._obstore.put(self._objects, path, data))
        elif self._exclusive:
            self._put_if_absent(path, data)
        elif self._found(lambda: self._obstore.head(self._objects, path)) is None:
            self._reached(lambda: self._obstore.put(self._objects, path, data))

    def _is_exclusive(self) -> bool:
        """Whether a second "create this" is refused, as it must be: not every service that says S3 does it."""
        path = f"probe/{uuid.uuid4().hex}"
        try:
            first, second = self._put_if_absent(path, b"first"), self._put_if_absent(path, b"second")
            return first and not second
        except Afar:
            # Some services refuse the condition itself. If nothing can be written at all, that is said next.
            return False
        finally:
            self._found(lambda: self._obstore.delete(self._objects, path))

    def _put_if_absent(self, path: str, data: bytes) -> bool:
        def put() -> bool:
            try:
                self._obstore.put(self._objects, path, data, mode="create")
            except self._exceptions.AlreadyExistsError:
                return False
            return True

        return self._reached(put)

    def _bytes(self, path: str) -> bytes | None:
        return self._found(lambda: bytes(self._obstore.get(self._objects, path).bytes()))

    def _found(self, ask: Callable[[], T]) -> T | None:
        def asked() -> T | None:
            try:
                return ask()
            except (self._exceptions.NotFoundError, FileNotFoundError):
                return None

        return self._reached(asked)

    def _reached(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except (self._exceptions.BaseError, OSError, ValueError) as error:
            raise Afar(_first_line(error)) from error


def _opened(address: str, seconds: int) -> Any:
    """A client that gives a whole answer so long: an entry is small, a blob may be gigabytes."""
    from obstore.store import from_url

    if address.startswith("file:"):
        Path(urlsplit(address).path).mkdir(parents=True, exist_ok=True)
        return from_url(address)
    # Options given here take the place of those in the environment; an S3 server of one's own may speak plain HTTP.
    plain = os.environ.get("AWS_ALLOW_HTTP", "").casefold() in ("1", "true")
    return from_url(
        address,
        client_options={"connect_timeout": "5s", "timeout": f"{seconds}s", "allow_http": plain},
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
    )


def _name(digest: str) -> str:
    return digest.removeprefix("blake3:")


def _first_line(error: Exception) -> str:
    """The error's own words without the library's account of itself."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
