"""Delivery: finished files put into `out/`, each whole or not at all, never a link into the store."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from lampblack.base.digest import digest_of_file
from lampblack.base.errors import Spot, UserError


def deliver(out: Path, files: Mapping[str, Path]) -> tuple[Path, ...]:
    """Put each file under its name (`film.mp4`, `report/01.jpg`) into `out` and say where it is.

    A file that is there already with the same bytes is left alone. A `UserError` says what stands in the way: a folder
    that may not be written, a disk that is full, a folder where a file should be.
    """
    return tuple(_place(source, out / name) for name, source in files.items())


def _place(source: Path, target: Path) -> Path:
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if _same(source, target):
            return target
        _copy(source, part)
        part.replace(target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        _remove(part)
    return target


def _same(source: Path, target: Path) -> bool:
    if not target.is_file() or target.stat().st_size != source.stat().st_size:
        return False
    return digest_of_file(source) == digest_of_file(target)


def _copy(source: Path, part: Path) -> None:
    with source.open("rb") as original, part.open("wb") as copy:
        left = source.stat().st_size
        try:
            # The kernel shares the blocks where the file system can; nobody who edits one file changes the other.
            while left and (done := os.copy_file_range(original.fileno(), copy.fileno(), left)):
                left -= done
        except (OSError, AttributeError) as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            original.seek(0)
            copy.truncate(0)
            shutil.copyfileobj(original, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return


def _explained(error: OSError, target: Path) -> UserError:
    spot = Spot(file=str(target))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("the disk is full; nothing half-written was left", spot=spot, possible=("free some space",))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError("this folder may not be written to", spot=spot, possible=("another output folder",))
    if error.errno in (errno.ENOTDIR, errno.EISDIR, errno.EEXIST):
        return UserError("something else stands where this is to go", spot=spot, possible=("move it away",))
    return UserError(f"cannot be delivered: {error.strerror}", spot=spot)
