"""An archive is whole or not at all, is checked as it comes out, and goes nowhere but below its folder."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import msgspec
import pytest

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.store.tarred import LIST, Archive, BadArchive, Contents, Member, Packed, blob_name, write

FRAMES = b"frames" * 1000


def packed(folder: Path, to: Path) -> Contents:
    """An archive of a script and one blob."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "剧本.fountain").write_bytes("标题：灯".encode())
    (folder / "blob").write_bytes(FRAMES)
    digest = digest_of(FRAMES)
    files = [
        Packed(name="film/场次/剧本.fountain", file=folder / "剧本.fountain"),
        Packed(name=blob_name(digest), file=folder / "blob", digest=digest),
    ]
    return write(to, files, title="灯", paid_only=False)


def forged(to: Path, members: dict[str, bytes], *, listed: dict[str, bytes] | None = None, **about: object) -> Path:
    """An archive by somebody else's hand."""
    names = members if listed is None else listed
    contents = Contents(
        members=tuple(Member(name=name, size=len(data), digest=digest_of(data)) for name, data in names.items()),
        **about,  # type: ignore[arg-type]
    )
    with tarfile.open(to, "w") as tar:
        for name, data in {LIST: msgspec.json.encode(contents), **members}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return to


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    packed(tmp_path / "in", tmp_path / "film.tar")
    with Archive.open(tmp_path / "film.tar") as archive:
        archive.unpack(tmp_path / "out")
        assert archive.contents.title == "灯"
    assert (tmp_path / "out" / "场次" / "剧本.fountain").read_bytes() == "标题：灯".encode()
    digest = digest_of(FRAMES).removeprefix("blake3:")
    assert (tmp_path / "out" / ".lampblack" / "blobs" / digest[:2] / digest[2:]).read_bytes() == FRAMES


def test_the_same_film_gives_the_same_archive_and_names_no_machine(tmp_path: Path) -> None:
    packed(tmp_path / "here", tmp_path / "a.tar")
    packed(tmp_path / "there", tmp_path / "b.tar")
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()
    assert str(tmp_path).encode() not in (tmp_path / "a.tar").read_bytes()


def test_a_blob_that_is_not_what_its_name_says_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "blob").write_bytes(b"damaged")
    digest = digest_of(FRAMES)
    with pytest.raises(UserError, match="lampblack verify"):
        write(
            tmp_path / "film.tar", [Packed(name=blob_name(digest), file=tmp_path / "blob", digest=digest)], title="",
            paid_only=False,
        )  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["blob"]


def test_an_archive_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "film.tar").write_bytes(b"the only copy")
    with pytest.raises(UserError, match="exists already"):
        packed(tmp_path / "in", tmp_path / "film.tar")
    assert (tmp_path / "film.tar").read_bytes() == b"the only copy"


@pytest.mark.parametrize(
    ("point", "left"), [("pack.written", [".film.tar.part"]), ("pack.named", ["film.tar"])], ids=["before", "after"]
)
def test_killed_while_it_is_written_it_is_whole_or_not_there(tmp_path: Path, point: str, left: list[str]) -> None:
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_tarred import *
packed(Path({str(tmp_path / "in")!r}), Path({str(tmp_path / "out" / "film.tar")!r}))
"""
    env = {**os.environ, "LAMPBLACK_KILL_AT": point}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == -9
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == left
    (tmp_path / "out" / "film.tar").unlink(missing_ok=True)
    packed(tmp_path / "in", tmp_path / "out" / "film.tar")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["film.tar"]


@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "film/../../escaped",
        "/etc/passwd",
        "film//etc",
        "film/a\\..\\..\\escaped",
        "film/C:/escaped",
        "film/.lampblack/records.sqlite",
        "film/./a",
        "store/records.sqlite-wal",
        "store/blobs/../../escaped",
        "store/blobs/ab/short",
        "store/lock",
        "other/a",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    archive = forged(tmp_path / "film.tar", {name: b"evil"})
    with pytest.raises(BadArchive, match="would not lie in the film's folder"):
        Archive.open(archive)


def test_a_blob_under_anothers_name_is_refused(tmp_path: Path) -> None:
    archive = forged(tmp_path / "film.tar", {blob_name(digest_of(b"good")): b"evil"})
    with pytest.raises(BadArchive):
        Archive.open(archive)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_and_other_things_are_refused(tmp_path: Path, kind: bytes) -> None:
    forged(tmp_path / "film.tar", {}, listed={"film/a": b""})
    with tarfile.open(tmp_path / "film.tar", "a") as tar:
        info = tarfile.TarInfo("film/a")
        info.type, info.linkname = kind, "/etc/passwd"
        tar.addfile(info)
    with Archive.open(tmp_path / "film.tar") as archive, pytest.raises(BadArchive, match="not in its list"):
        archive.unpack(tmp_path / "out")


def test_a_member_that_is_not_listed_or_comes_twice_is_refused(tmp_path: Path) -> None:
    extra = forged(tmp_path / "a.tar", {"film/a": b"a", "film/b": b"b"}, listed={"film/a": b"a"})
    with Archive.open(extra) as archive, pytest.raises(BadArchive, match="film/b"):
        archive.unpack(tmp_path / "a")
    forged(tmp_path / "b.tar", {"film/a": b"a"})
    with tarfile.open(tmp_path / "b.tar", "a") as tar:
        info = tarfile.TarInfo("film/a")
        info.size = 1
        tar.addfile(info, io.BytesIO(b"b"))
    with Archive.open(tmp_path / "b.tar") as archive, pytest.raises(BadArchive, match="film/a"):
        archive.unpack(tmp_path / "b")
    assert (tmp_path / "b" / "a").read_bytes() == b"a"


def test_a_member_that_is_missing_or_changed_is_named(tmp_path: Path) -> None:
    lacking = forged(tmp_path / "a.tar", {"film/a": b"a"}, listed={"film/a": b"a", "film/b": b"b"})
    with Archive.open(lacking) as archive, pytest.raises(BadArchive, match="lacks 1 of its files"):
        archive.unpack(tmp_path / "a")
    changed = forged(tmp_path / "b.tar", {"film/a": b"x"}, listed={"film/a": b"a"})
    with Archive.open(changed) as archive, pytest.raises(BadArchive, match="film/a is damaged"):
        archive.unpack(tmp_path / "b")


@pytest.mark.parametrize("size", [0, 300, 700, 3000, 9000])
def test_an_archive_that_was_cut_short_is_refused_wherever_it_ends(tmp_path: Path, size: int) -> None:
    packed(tmp_path / "in", tmp_path / "film.tar")
    data = (tmp_path / "film.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(data[:size])
    with pytest.raises(BadArchive), Archive.open(tmp_path / "cut.tar") as archive:
        archive.unpack(tmp_path / "out")


def test_an_archive_of_a_newer_version_and_what_is_none_at_all_are_said_plainly(tmp_path: Path) -> None:
    newer = forged(tmp_path / "a.tar", {}, lampblack_archive=99)
    with pytest.raises(BadArchive, match="newer Lampblack"):
        Archive.open(newer)
    (tmp_path / "b.tar").write_bytes(b"not a tar" * 1000)
    with pytest.raises(BadArchive, match="no archive of a film"):
        Archive.open(tmp_path / "b.tar")
    with tarfile.open(tmp_path / "c.tar", "w") as tar:
        tar.add(__file__, "film/a")
    with pytest.raises(BadArchive, match="does not begin with its list"):
        Archive.open(tmp_path / "c.tar")


def test_bytes_are_brought_back_out_of_an_archive(tmp_path: Path) -> None:
    packed(tmp_path / "in", tmp_path / "film.tar")
    with Archive.open(tmp_path / "film.tar") as archive:
        assert archive.rescue(digest_of(FRAMES), tmp_path / "back")
        assert (tmp_path / "back").read_bytes() == FRAMES
        assert not archive.rescue(Digest("blake3:" + "0" * 64), tmp_path / "nothing")


def test_archives_of_any_tool_that_says_the_same_are_read(tmp_path: Path) -> None:
    with Archive.open(forged(tmp_path / "film.tar", {"film/script.fountain": b"x"})) as archive:
        archive.unpack(tmp_path / "out")
    assert (tmp_path / "out" / "script.fountain").read_bytes() == b"x"
