"""EXR pictures of floats: read back by ffmpeg's decoder, which knows nothing of ours, and by our own strict reader."""

from __future__ import annotations

import struct
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.errors import UserError
from lampblack.media.exr import exr_bytes, read_exr, read_exr_file

Plane = NDArray[np.float32]


def planes(width: int, height: int) -> dict[str, Plane]:
    chance = np.random.default_rng(7)
    return {
        "R": chance.normal(0, 1e3, (height, width)).astype(np.float32),
        "G": np.linspace(-1, 1, width * height, dtype=np.float32).reshape(height, width),
        "B": np.zeros((height, width), np.float32),
    }


def by_ffmpeg(path: Path) -> list[Plane]:
    """What ffmpeg makes of it: green, blue, red."""
    with av.open(str(path)) as file:
        frame = next(file.decode(video=0))
        assert frame.format.name == "gbrpf32le"
        return [
            np.frombuffer(bytes(plane), np.float32).reshape(frame.height, -1)[:, : frame.width]
            for plane in frame.planes
        ]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("width", "height"), [(1, 1), (5, 16), (53, 37)])
def test_another_reader_finds_every_float_unchanged(tmp_path: Path, width: int, height: int, packed: bool) -> None:
    path = tmp_path / "a.exr"
    made = planes(width, height)
    path.write_bytes(exr_bytes(made, packed=packed))
    green, blue, red = by_ffmpeg(path)
    assert np.array_equal(green, made["G"]) and np.array_equal(blue, made["B"]) and np.array_equal(red, made["R"])


@pytest.mark.parametrize("packed", [True, False])
def test_our_reader_finds_every_float_and_name(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "z.exr"
    made = {"Z": planes(40, 33)["R"], "depth.error": planes(40, 33)["G"]}
    path.write_bytes(exr_bytes(made, packed=packed))
    found = read_exr_file(path)
    assert sorted(found) == ["Z", "depth.error"]
    assert all(np.array_equal(found[name], plane) for name, plane in made.items())


def test_the_same_channels_have_the_same_bytes_and_smooth_ones_pack() -> None:
    ramp = np.tile(np.arange(256, dtype=np.float32), (64, 1))
    assert exr_bytes({"Z": ramp}) == exr_bytes({"Z": ramp.copy()})
    assert len(exr_bytes({"Z": ramp})) < 0.1 * ramp.nbytes < len(exr_bytes({"Z": ramp}, packed=False))


def test_what_is_damaged_or_of_another_kind_is_refused_with_its_name() -> None:
    whole = exr_bytes({"Z": planes(20, 40)["R"]})
    halves = whole.replace(b"Z\0" + struct.pack("<i", 2), b"Z\0" + struct.pack("<i", 1))
    for broken in (b"", whole[:200], whole[:-5], b"\x89PNG" + whole[4:], halves):
        with pytest.raises(UserError, match=r"there\.exr.*EXR"):
            read_exr(broken, "there.exr")


def test_channels_of_other_sizes_or_kinds_are_no_picture() -> None:
    plane = np.zeros((4, 4), np.float32)
    for wrong in ({}, {"Z": plane, "Y": plane[:2]}, {"Z": plane.astype(np.float64)}):
        with pytest.raises(ValueError, match="channel"):
            exr_bytes(wrong)  # type: ignore[arg-type]
