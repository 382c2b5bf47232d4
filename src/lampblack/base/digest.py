"""Content digests: blake3, written with their algorithm so that it can be changed one day."""

from __future__ import annotations

from pathlib import Path
from typing import NewType

from blake3 import blake3

Digest = NewType("Digest", str)
"""`blake3:` and 64 hex digits: the name of some bytes, everywhere and for ever."""

_PREFIX = "blake3:"
_CHUNK = 1 << 20


def digest_of(data: bytes) -> Digest:
    """The name of these bytes."""
    return Digest(_PREFIX + blake3(data).hexdigest())


def digest_of_file(path: Path) -> Digest:
    """The name of a file's bytes, read in pieces."""
    hasher = blake3()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            hasher.update(piece)
    return Digest(_PREFIX + hasher.hexdigest())


def short(digest: Digest | str, length: int = 10) -> str:
    """The first hex digits, enough for a person or a seed."""
    return digest.removeprefix(_PREFIX)[:length]


def seed_of(*parts: str | int) -> int:
    """A stable 32-bit seed from names and numbers: the same on every machine, in every process."""
    return int.from_bytes(blake3("\x1f".join(map(str, parts)).encode()).digest(length=4), "big")
