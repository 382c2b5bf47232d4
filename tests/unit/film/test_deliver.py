from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.film import deliver as delivery
from lampblack.film.deliver import deliver


def source(tmp_path: Path, data: bytes = b"film" * 1000) -> Path:
    path = tmp_path / "blob"
    path.write_bytes(data)
    path.chmod(0o444)
    return path


def test_files_stand_in_out_and_may_be_edited_without_harm_to_the_store(tmp_path: Path) -> None:
    blob = source(tmp_path)
    (placed, still) = deliver(tmp_path / "out", {"film.mp4": blob, "stills/01.jpg": blob})
    assert placed.read_bytes() == still.read_bytes() == blob.read_bytes()
    assert not placed.is_symlink() and placed.stat().st_nlink == 1 and os.access(placed, os.W_OK)
    placed.write_bytes(b"cut by hand")
    assert blob.read_bytes() == b"film" * 1000


def test_a_file_that_is_already_right_is_left_alone(tmp_path: Path) -> None:
    blob = source(tmp_path)
    (placed,) = deliver(tmp_path / "out", {"film.mp4": blob})
    os.utime(placed, ns=(1, 1))
    deliver(tmp_path / "out", {"film.mp4": blob})
    assert placed.stat().st_mtime_ns == 1


def test_a_full_disk_leaves_the_old_film_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    deliver(out, {"film.mp4": source(tmp_path)})
    other = tmp_path / "other"
    other.write_bytes(b"new")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(delivery.os, "fsync", full)
    with pytest.raises(UserError, match="disk is full"):
        deliver(out, {"film.mp4": other})
    assert (out / "film.mp4").read_bytes() == b"film" * 1000
    assert [path.name for path in out.iterdir()] == ["film.mp4"]


def test_where_the_kernel_cannot_share_blocks_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(*_: object) -> int:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(delivery.os, "copy_file_range", cannot, raising=False)
    (placed,) = deliver(tmp_path / "out", {"film.mp4": source(tmp_path)})
    assert placed.read_bytes() == b"film" * 1000


def test_a_folder_that_may_not_be_written_is_a_users_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(UserError, match=r"film\.mp4: this folder may not be written to"):
        deliver(tmp_path / "out", {"film.mp4": source(tmp_path)})


def test_a_file_where_the_folder_should_be_is_a_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(UserError, match="something else stands"):
        deliver(tmp_path / "out", {"film.mp4": source(tmp_path)})


def test_a_folder_where_the_file_should_be_is_a_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "out" / "film.mp4").mkdir(parents=True)
    with pytest.raises(UserError, match="something else stands"):
        deliver(tmp_path / "out", {"film.mp4": source(tmp_path)})
