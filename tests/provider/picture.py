"""A picture as a PNG in a few lines, so that a simulated provider needs nothing but the standard library."""

from __future__ import annotations

import hashlib
import struct
import zlib


def picture(body: bytes, width: int, height: int) -> bytes:
    """One flat colour that depends on what was asked: the same body is the same picture (PNG, 8 bits RGB)."""
    colour = hashlib.sha256(body).digest()[:3]
    rows = (b"\0" + colour * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
