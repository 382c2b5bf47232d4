"""A roll of signals that a stranger hands over is a `UserError`, not a full memory, a hang or another program run."""

from __future__ import annotations

import io
import struct
import tarfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.engines.controls import RollReader
from lampblack.media.exr import exr_bytes, read_exr
from lampblack.staging.control import Roll, Signal


def header(signal: Signal, **more: Any) -> bytes:
    values: dict[str, Any] = {"width": 8, "height": 4, "frames": 1, "files": (), "words": ""}
    return encode(Roll(signal=signal, rate=Rate(numerator=24), **{**values, **more}))


def tar(path: Path, files: Mapping[str, bytes], *more: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as made:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            made.addfile(entry, io.BytesIO(data))
        for entry in more:
            made.addfile(entry)
    return path


def link(name: str, to: str, kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, to
    return entry


def sparse(path: Path) -> Path:
    """A file of 2 KB that says it holds a terabyte (GNU's sparse files, in their PAX form)."""
    entry = tarfile.TarInfo("depth.json")
    entry.pax_headers = {"GNU.sparse.size": str(10**12), "GNU.sparse.numblocks": "0", "GNU.sparse.map": ""}
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as made:
        made.addfile(entry)
    return path


MADE: dict[str, Callable[[Path], Path]] = {
    "a terabyte of nothing": sparse,
    "a link to itself": lambda path: tar(path, {}, link("depth.json", "depth.json", tarfile.SYMTYPE)),
    "a link out of it": lambda path: tar(
        path, {"depth.json": header("depth")}, link("depth/000000.exr", "/etc/passwd", tarfile.LNKTYPE)
    ),
    "a device": lambda path: tar(path, {}, link("depth.json", "", tarfile.CHRTYPE)),
    "deep JSON": lambda path: tar(path, {"depth.json": b"[" * 100_000}),
    "no frames": lambda path: tar(path, {"depth.json": header("depth", frames=-1)}),
    "nothing": lambda path: tar(path, {}),
}


@pytest.mark.parametrize("what", MADE)
def test_it_is_not_opened(what: str, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        RollReader(MADE[what](tmp_path / "roll.tar"))


def packed(width: int, height: int, block: bytes) -> bytes:
    """An EXR that says it is so large and holds this one block."""
    whole = exr_bytes({"Z": np.zeros((16, 64), np.float32)})
    whole = whole.replace(struct.pack("<4i", 0, 0, 63, 15), struct.pack("<4i", 0, 0, width - 1, height - 1))
    end = whole.index(b"screenWindowWidth") + len(b"screenWindowWidth\0float\0") + 4 + 4 + 1
    (place,) = struct.unpack_from("<Q", whole, end)
    return whole[:place] + struct.pack("<ii", 0, len(block)) + block


def test_a_picture_of_floats_takes_no_more_than_it_should() -> None:
    bomb = zlib.compress(bytes(3_500_000), 9)
    assert len(bomb) < 64 * 16 * 4
    with pytest.raises(UserError, match="a block holds other than"):
        read_exr(packed(64, 16, bomb))
    with pytest.raises(UserError, match="are not opened"):
        read_exr(packed(2_000_000_000, 16, b"x"))
    with pytest.raises(UserError, match="are not opened"):
        read_exr(packed(-5, 16, b"x"))


def frame(path: Path, signal: Signal, name: str, data: bytes) -> RollReader:
    return RollReader(tar(path, {f"{signal}.json": header(signal), f"{signal}/000000.{name}": data}))


def picture(size: tuple[int, int], form: str) -> bytes:
    held = io.BytesIO()
    Image.new("L", size).save(held, form)
    return held.getvalue()


def test_a_frame_that_is_something_else_is_told(tmp_path: Path) -> None:
    for data in (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        picture((9, 9), "TIFF"),
        b"",
        b"\x89PNG\r\n\x1a\n",
    ):
        with frame(tmp_path / "edges.tar", "edges", "png", data) as roll, pytest.raises(UserError):
            roll.picture(0)
    huge = picture((20_000, 20_000), "PNG")
    with frame(tmp_path / "edges.tar", "edges", "png", huge) as roll, pytest.raises(UserError):
        roll.picture(0)
    with frame(tmp_path / "pose.tar", "pose", "json", b"[" * 100_000) as roll, pytest.raises(UserError):
        roll.pose(0)
    luma = exr_bytes({"Y": np.zeros((4, 8), np.float32)})
    with frame(tmp_path / "depth.tar", "depth", "exr", luma) as roll, pytest.raises(UserError, match="no channel Z"):
        roll.depth(0)


def test_what_is_whole_is_read(tmp_path: Path) -> None:
    with frame(tmp_path / "depth.tar", "depth", "exr", exr_bytes({"Z": np.full((4, 8), 2.5, np.float32)})) as roll:
        assert float(roll.depth(0).mean()) == 2.5
