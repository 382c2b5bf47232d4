"""Blobs: files named by what is in them. Written whole or not at all, never changed afterwards.

Knows files only. Values small enough to live inside the database are fetched through `values`, so that `path` can give
a file for any digest.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lampblack.base.digest import Digest, digest_of, digest_of_file
from lampblack.base.errors import JobError
from lampblack.base.points import passing
from lampblack.store.errors import MissingBlob, explained

INLINE = 16 * 1024
"""Bytes under which a value lives inside the database: 90,000 small files of 200 bytes took 364 MB as 4 KB blocks."""

_READ_ONLY = 0o444


def no_values(digest: Digest) -> bytes | None:
    """For blobs without a database beside them."""
    return None


class Blobs:
    """The folder of blobs. Safe in several processes at once: equal bytes have equal names."""

    def __init__(self, folder: Path, values: Callable[[Digest], bytes | None] = no_values) -> None:
        """`folder` is the store's own; blobs go to `folder/blobs`, what is not finished to `folder/tmp`."""
        self._blobs = folder / "blobs"
        self._tmp = folder / "tmp"
        self._damaged = folder / "damaged"
        self._values = values
        self._checked: set[Digest] = set()
        """Those this process has written or hashed: what is read twice is hashed once."""

    def file(self, digest: Digest) -> Path:
        """Where the blob's file is, or would be."""
        name = digest.removeprefix("blake3:")
        return self._blobs / name[:2] / name[2:]

    def size(self, digest: Digest) -> int | None:
        """Bytes on disk, or None where there is no such file."""
        try:
            return os.stat(self.file(digest)).st_size  # noqa: PTH116 - asked once per result of a film: 2 us, not 7
        except OSError:
            return None

    def path(self, digest: Digest) -> Path:
        """A read-only file with those bytes; `MissingBlob` where nothing is known of them, or they are not what their
        name says: then they are set aside, so that the next build makes them anew."""
        file = self.file(digest)
        if file.exists():
            if not self._sound(digest):
                self.set_aside(digest)
                raise MissingBlob(digest, "are damaged on the disk")
            return file
        data = self._values(digest)
        if data is None:
            raise MissingBlob(digest, "are missing")
        self.put_bytes(data, lasting=False)
        return file

    def read(self, digest: Digest) -> bytes:
        """The bytes themselves; `MissingBlob` where nothing is known of them."""
        data = self._values(digest)
        if data is not None:
            return data
        try:
            return self.path(digest).read_bytes()
        except OSError as error:
            raise MissingBlob(digest, "are missing") from error

    def put_bytes(self, data: bytes, *, lasting: bool = True) -> Digest:
        """Keep these bytes; they are on the disk when this returns. `lasting=False`: what can be had again anyway."""
        digest = digest_of(data)
        if self.size(digest) != len(data) or not self._sound(digest):
            with explained(self._blobs):
                descriptor, name = tempfile.mkstemp(dir=self._tmp)
                try:
                    with os.fdopen(descriptor, "wb") as file:
                        file.write(data)
                        file.flush()
                        if lasting:
                            os.fsync(file.fileno())
                    self._keep(Path(name), digest, lasting=lasting)
                except BaseException:
                    Path(name).unlink(missing_ok=True)
                    raise
        return digest

    def put_file(self, source: Path) -> Digest:
        """Keep this finished file. It is moved away, or copied and removed where it lies on another disk."""
        if not source.is_file():
            raise JobError(f"{source} was to be kept and was never written")
        with explained(self._blobs):
            moved = Path(tempfile.mkdtemp(dir=self._tmp)) / "blob"
            try:
                shutil.move(source, moved)
                digest = digest_of_file(moved)
                if self.size(digest) != moved.stat().st_size or not self._sound(digest):
                    _sync(moved)
                    self._keep(moved, digest, lasting=True)
            finally:
                shutil.rmtree(moved.parent, ignore_errors=True)
        return digest

    def set_aside(self, digest: Digest) -> None:
        """Take a damaged file out of the way, to `damaged`: of a bought take most of the picture may still be good."""
        self._checked.discard(digest)
        with explained(self._blobs), suppress(FileNotFoundError):
            self._damaged.mkdir(exist_ok=True)
            self.file(digest).replace(self._damaged / digest.removeprefix("blake3:"))

    def remove(self, digest: Digest) -> None:
        """Throw this file away for good."""
        self._checked.discard(digest)
        with explained(self._blobs):
            self.file(digest).unlink(missing_ok=True)

    def measured(self, digest: Digest) -> tuple[Digest, int]:
        """What a file's bytes are called, read anew, and how many there are; no file: no name, -1."""
        try:
            return digest_of_file(self.file(digest)), self.file(digest).stat().st_size
        except OSError:
            return Digest(""), -1

    def every(self) -> list[Digest]:
        """The names of all files kept, sorted."""
        found = self._blobs.glob("??/*")
        return sorted(Digest(f"blake3:{file.parent.name}{file.name}") for file in found)

    def _sound(self, digest: Digest) -> bool:
        """Whether a file that is there holds what its name says."""
        if digest in self._checked:
            return True
        sound = self.measured(digest)[0] == digest
        if sound:
            self._checked.add(digest)
        return sound

    def _keep(self, finished: Path, digest: Digest, *, lasting: bool) -> None:
        target = self.file(digest)
        target.parent.mkdir(exist_ok=True)
        finished.chmod(_READ_ONLY)
        passing("blob.written")
        finished.replace(target)
        passing("blob.named")
        self._checked.add(digest)
        if lasting and os.name == "posix":
            # Else a power cut may take the new name and leave the row that promises it.
            _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
