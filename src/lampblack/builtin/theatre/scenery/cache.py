"""Painted sheets kept: on disk for the next process, so that a place is painted once and not once a shot.

One file holds the sheets of one place at one hour and detail. Losing it, or finding it damaged, only costs the painting
again: every record carries its own digest, and whatever does not read back is painted anew. Where the folder cannot be
written (a read-only home, a full disk) nothing is kept and nothing else changes.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np

from lampblack.base.digest import digest_of, short
from lampblack.builtin.theatre.scenery.wash import Bytes

HANDS = 4
"""Threads that pack and unpack: somebody waits for a place, and the other cores mostly do not work just then."""
_MAGIC = b"lampblack scenery 1\n"


class _Record(msgspec.Struct, frozen=True):
    name: str
    height: int
    width: int
    digest: str
    packed: bytes


def folder() -> Path:
    """Where sheets are kept: `$XDG_CACHE_HOME/lampblack/scenery`, or the same under `~/.cache`."""
    root = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(root) if root else Path.home() / ".cache") / "lampblack" / "scenery"


def load(key: str) -> dict[str, Bytes]:
    """The sheets kept under `key`, by name; what is missing or damaged is simply not among them."""
    try:
        data = _path(key).read_bytes()
        if not data.startswith(_MAGIC):
            return {}
        records = msgspec.msgpack.decode(data[len(_MAGIC) :], type=list[_Record])
    except (OSError, RuntimeError, msgspec.DecodeError):
        return {}
    with ThreadPoolExecutor(HANDS) as hands:
        sheets = zip(records, hands.map(_unpacked, records), strict=True)
        return {record.name: sheet for record, sheet in sheets if sheet is not None}


def save(key: str, sheets: dict[str, Bytes]) -> bool:
    """Keep these sheets whole or not at all; False where the folder cannot be written."""
    with ThreadPoolExecutor(HANDS) as hands:
        records = list(hands.map(_packed, *zip(*sorted(sheets.items()), strict=True)))
    data = _MAGIC + msgspec.msgpack.encode(records)
    temporary = ""
    try:
        path = _path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".painting-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except (OSError, RuntimeError):
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        return False
    return True


def _path(key: str) -> Path:
    return folder() / f"{short(digest_of(key.encode()), 32)}.sheets"


def _packed(name: str, sheet: Bytes) -> _Record:
    raw = sheet.tobytes()
    height, width = sheet.shape[:2]
    return _Record(name, height, width, digest_of(raw), zlib.compress(_stepped(sheet), 1))


def _unpacked(record: _Record) -> Bytes | None:
    try:
        flat = np.frombuffer(zlib.decompress(record.packed), np.uint8)
        steps = flat.reshape(record.height, record.width, 4)
    except (zlib.error, ValueError):
        return None
    sheet = np.ascontiguousarray(np.cumsum(steps, axis=1, dtype=np.uint8))
    return sheet if digest_of(sheet.tobytes()) == record.digest else None


def _stepped(sheet: Bytes) -> bytes:
    """Each texel as its difference from the one before it: washes pack to about half."""
    steps = sheet.copy()
    steps[:, 1:] -= sheet[:, :-1]
    return steps.tobytes()
