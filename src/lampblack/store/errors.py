"""What can go wrong with a disk, said in words a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from lampblack.base.digest import Digest, short
from lampblack.base.errors import LampblackError, UserError


class DiskFull(UserError):  # noqa: N818 - the state of the disk, as a person says it
    """There is no room left; what was kept before is whole."""


class Unwritable(UserError):  # noqa: N818
    """The folder cannot be written."""


class DamagedStore(UserError):  # noqa: N818
    """The database is not one, or comes from a newer Lampblack."""


class MissingBlob(LampblackError):  # noqa: N818
    """Bytes that were kept are gone or have another length. `digest` says which."""

    def __init__(self, digest: Digest, why: str) -> None:
        super().__init__(f"the stored bytes {short(digest)} {why}; building again makes them anew")
        self.digest = digest


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR}


@contextmanager
def explained(folder: Path) -> Generator[None]:
    """Turn the errors of the disk and of SQLite into ours, naming `folder`."""
    try:
        yield
    except OSError as error:
        raise _of_disk(error, folder) from error
    except sqlite3.Error as error:
        raise _of_database(error, folder) from error


def _of_disk(error: OSError, folder: Path) -> UserError:
    if error.errno in _FULL:
        return DiskFull(f"the disk of {folder} is full; free some room and build again, nothing made is lost")
    if error.errno in _SHUT:
        return Unwritable(f"cannot write in {folder}: {error.strerror}")
    return UserError(f"the disk of {folder} failed: {error.strerror or error}")


def _of_database(error: sqlite3.Error, folder: Path) -> UserError:
    words = str(error)
    if "full" in words:
        return DiskFull(f"the disk of {folder} is full; free some room and build again, nothing made is lost")
    if "rows of the ledger were lost" in words:
        return UserError(
            "nothing is bought: rows of the ledger were lost when the records were damaged; look at the providers' "
            "pages for what you paid, then say so: `lampblack verify DIR --ledger-seen`"
        )
    if "readonly" in words or "unable to open" in words:
        return Unwritable(f"cannot write in {folder}: {words}")
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR:
        # A limit on file sizes or a dying disk; SQLite tells only a disk without room apart.
        return DiskFull(f"the disk of {folder} is full or failing ({words}); see to it and build again")
    if "locked" in words:
        return UserError(f"another program holds the records in {folder}; close it and try again")
    return DamagedStore(
        f"the records in {folder} are damaged ({words}); "
        "`lampblack verify` with the film's folder saves all that can be read of them, the ledger first"
    )
