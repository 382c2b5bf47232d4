"""OpenEXR pictures of float channels: written and read by ourselves, because no part of the house can write them.

One part, scan lines, 32-bit floats, ZIP in blocks of sixteen lines or not compressed. Channels are stored in order of
their names. After "The OpenEXR File Layout" and "Reading and writing OpenEXR image files" (openexr.com).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lampblack.base.errors import Spot, UserError

MAGIC = b"\x76\x2f\x31\x01"
_VERSION = struct.pack("<I", 2)
NONE, ZIP = 0, 3
_LINES = {NONE: 1, ZIP: 16}
_FLOAT = 2
_LEVEL = 4
"""Of zlib: 6 takes twice as long for three parts in a hundred."""

MOST, CHANNELS = 80_000_000, 16
"""Pixels of one channel, and channels: larger pictures are not opened."""

Channels = Mapping[str, NDArray[np.float32]]


def exr_bytes(channels: Channels, *, packed: bool = True) -> bytes:
    """The channels, float32 (height, width) and all of one size, as one EXR file; the same channels, the same bytes."""
    names = sorted(channels)
    if not names:
        raise ValueError("an EXR picture needs a channel")
    height, width = channels[names[0]].shape
    planes: list[NDArray[np.float32]] = []
    for name in names:
        plane = channels[name]
        if plane.shape != (height, width) or plane.dtype != np.float32:
            raise ValueError(f"channel {name} is {plane.dtype} {plane.shape}, not float32 {(height, width)}")
        planes.append(plane)
    kind = ZIP if packed else NONE
    head = MAGIC + _VERSION + _header(names, width, height, kind)
    lines = _LINES[kind]
    # a line holds all of one channel's pixels, then the next channel's
    raw = np.stack(planes, axis=1).astype("<f4", copy=False)
    chunks: list[bytes] = []
    for y in range(0, height, lines):
        data = raw[y : y + lines].tobytes()
        if packed:
            small = zlib.compress(_split(data), _LEVEL)
            data = small if len(small) < len(data) else data
        chunks.append(struct.pack("<ii", y, len(data)) + data)
    at = len(head) + 8 * len(chunks)
    table: list[int] = []
    for chunk in chunks:
        table.append(at)
        at += len(chunk)
    return b"".join((head, struct.pack(f"<{len(table)}Q", *table), *chunks))


def read_exr(data: bytes, name: str = "", most: int = MOST) -> dict[str, NDArray[np.float32]]:
    """The channels of a file that `exr_bytes` could have written; a `UserError` for every other kind of EXR, and for
    one of more than `most` pixels.

    `name` is the file's, for the error."""
    try:
        return _read(data, most)
    except (struct.error, ValueError, IndexError, OverflowError, zlib.error) as error:
        spot = Spot(file=name) if name else None
        raise UserError(f"cannot be read as an EXR picture of floats: {error}", spot=spot) from error


def read_exr_file(path: Path) -> dict[str, NDArray[np.float32]]:
    """The same of a file."""
    return read_exr(path.read_bytes(), str(path))


def _header(names: list[str], width: int, height: int, kind: int) -> bytes:
    window = struct.pack("<4i", 0, 0, width - 1, height - 1)
    channels = b"".join(name.encode() + b"\0" + struct.pack("<iB3xii", _FLOAT, 0, 1, 1) for name in names) + b"\0"
    entries = (
        ("channels", "chlist", channels),
        ("compression", "compression", bytes([kind])),
        ("dataWindow", "box2i", window),
        ("displayWindow", "box2i", window),
        ("lineOrder", "lineOrder", b"\0"),
        ("pixelAspectRatio", "float", struct.pack("<f", 1.0)),
        ("screenWindowCenter", "v2f", struct.pack("<2f", 0.0, 0.0)),
        ("screenWindowWidth", "float", struct.pack("<f", 1.0)),
    )
    return b"".join(
        name.encode() + b"\0" + kind_of.encode() + b"\0" + struct.pack("<i", len(value)) + value
        for name, kind_of, value in entries
    ) + b"\0"  # fmt: skip


def _split(data: bytes) -> bytes:
    """Even bytes, then odd ones, each as its difference from the one before (plus 128): what packs well."""
    flat = np.frombuffer(data, np.uint8)
    parted = np.concatenate([flat[::2], flat[1::2]])
    steps = parted.copy()
    steps[1:] = parted[1:] - parted[:-1] + np.uint8(128)
    return steps.tobytes()


def _joined(data: bytes) -> bytes:
    steps = np.frombuffer(data, np.uint8).copy()
    steps[1:] += np.uint8(128)
    parted = np.cumsum(steps, dtype=np.uint8)
    half = (len(parted) + 1) // 2
    flat = np.empty(len(parted), np.uint8)
    flat[::2], flat[1::2] = parted[:half], parted[half:]
    return flat.tobytes()


def _read(data: bytes, most: int) -> dict[str, NDArray[np.float32]]:
    if data[:4] != MAGIC or data[4:8] != _VERSION:
        raise ValueError("it is no single-part scan line EXR of version 2")
    entries, at = _entries(data)
    names = _names(entries["channels"])
    kind = entries["compression"][0]
    if kind not in _LINES:
        raise ValueError(f"compression {kind} is not known here")
    left, top, right, low = struct.unpack("<4i", entries["dataWindow"])
    width, height, lines = right - left + 1, low - top + 1, _LINES[kind]
    if not (width > 0 and height > 0 and width * height <= most and names and len(names) <= CHANNELS):
        raise ValueError(f"{len(names)} channels of {width}x{height} are not opened")
    count = -(-height // lines)
    table: tuple[int, ...] = struct.unpack_from(f"<{count}Q", data, at)
    raw = np.empty((height, len(names), width), "<f4")
    for place in table:
        y, size = struct.unpack_from("<ii", data, place)
        rows = min(lines, top + height - y)
        if y < top or rows <= 0 or size < 0:
            raise ValueError(f"it has no line {y}")
        wanted = rows * len(names) * width * 4
        chunk = data[place + 8 : place + 8 + size]
        if size < wanted:
            chunk = _joined(_unpacked(chunk, wanted))
        if len(chunk) != wanted:
            raise ValueError(f"line {y} holds {len(chunk)} bytes, not {wanted}")
        raw[y - top : y - top + rows] = np.frombuffer(chunk, "<f4").reshape(rows, len(names), width)
    return {name: np.ascontiguousarray(raw[:, place]).astype(np.float32) for place, name in enumerate(names)}


def _unpacked(chunk: bytes, wanted: int) -> bytes:
    """What was packed, where it is as much as it should be: no more than that is unpacked."""
    parted = zlib.decompressobj()
    made = parted.decompress(chunk, wanted + 1)
    if len(made) != wanted or not parted.eof:
        raise ValueError(f"a block holds other than its {wanted} bytes")
    return made


def _entries(data: bytes) -> tuple[dict[str, bytes], int]:
    found: dict[str, bytes] = {}
    at = 8
    while data[at] != 0:
        name, at = _text(data, at)
        _, at = _text(data, at)
        (size,) = struct.unpack_from("<i", data, at)
        if size < 0:
            raise ValueError(f"{name} is {size} bytes long")
        found[name] = data[at + 4 : at + 4 + size]
        at += 4 + size
    for name in ("channels", "compression", "dataWindow"):
        if name not in found:
            raise ValueError(f"it has no {name}")
    return found, at + 1


def _names(data: bytes) -> list[str]:
    names: list[str] = []
    at = 0
    while data[at] != 0:
        name, at = _text(data, at)
        kind, _, across, down = struct.unpack_from("<iB3xii", data, at)
        if (kind, across, down) != (_FLOAT, 1, 1):
            raise ValueError(f"channel {name} is not of whole 32-bit floats")
        names.append(name)
        at += 16
    return names


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = data.index(b"\0", at)
    return data[at:end].decode(), end + 1
