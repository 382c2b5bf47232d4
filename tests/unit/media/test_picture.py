from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.media.picture import jpeg_bytes, png_bytes, read_picture, scaled

RAMP = np.linspace(0, 255, 64 * 48 * 3).reshape(48, 64, 3).astype(np.uint8)


def test_png_is_lossless_and_jpeg_nearly(tmp_path: Path) -> None:
    for name, data, most in (("a.png", png_bytes(RAMP), 0), ("a.jpg", jpeg_bytes(RAMP, 95), 8)):
        (tmp_path / name).write_bytes(data)
        assert np.abs(read_picture(tmp_path / name).astype(int) - RAMP).max() <= most


def test_scaling_keeps_the_shape() -> None:
    assert scaled(RAMP, 32).shape == (24, 32, 3)


def test_what_is_no_picture_is_a_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"hello")
    with pytest.raises(UserError, match=r"a\.png"):
        read_picture(tmp_path / "a.png")
