"""A film in one file: a plain tar with a list of its members first, each with its size and digest.

`film/...` are the sources, `store/records.sqlite` the records, `store/blobs/ab/cd...` the bytes. What is in it is
checked against the list as it comes out, and can go nowhere but below the folder it is put in.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec
from blake3 import blake3

from lampblack.base.digest import Digest
from lampblack.base.errors import Spot, UserError
from lampblack.base.points import passing
from lampblack.base.saved import encode
from lampblack.store.errors import explained

LIST = "lampblack.json"
"""The first member: what there is."""

VERSION = 1

FILM, RECORDS, BLOBS = "film/", "store/records.sqlite", "store/blobs/"

_PIECE = 1 << 20
_BLOB = re.compile(r"store/blobs/[0-9a-f]{2}/[0-9a-f]{62}")
_LONGEST_LIST = 1 << 30


class BadArchive(UserError):  # noqa: N818 - what it is
    """It is no archive of a film, or not all of it is what its list says."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the archive."""

    name: str
    size: int
    digest: Digest


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The list of members, and what it is an archive of."""

    lampblack_archive: int = VERSION
    title: str = ""
    paid_only: bool = False
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A file that is to go in. `digest` empty: it is read once before, to learn it."""

    name: str
    file: Path
    digest: str = ""


def write(to: Path, files: Iterable[Packed], *, title: str, paid_only: bool) -> Contents:
    """Put these files into a new archive, whole or not at all; a file that is not what it was is refused by name."""
    if to.exists():
        raise UserError("this file exists already; nothing was changed", spot=Spot(file=str(to)))
    listed = [(each, _member(each)) for each in files]
    contents = Contents(title=title, paid_only=paid_only, members=tuple(member for _, member in listed))
    part = to.with_name(f".{to.name}.part")
    with explained(to.parent):
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as file, tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
                data = encode(contents)
                archive.addfile(_info(LIST, len(data)), io.BytesIO(data))
                for each, member in listed:
                    _add(archive, each, member)
                archive.close()
                file.flush()
                os.fsync(file.fileno())
            passing("pack.written")
            part.replace(to)
            passing("pack.named")
        finally:
            part.unlink(missing_ok=True)
    return contents


class Archive:
    """An opened archive. Use it as a context manager."""

    def __init__(self, file: Path, tar: tarfile.TarFile, contents: Contents) -> None:
        self.file = file
        self.contents = contents
        self._tar = tar
        self._members = {member.name: member for member in contents.members}
        self._there: dict[str, tarfile.TarInfo] | None = None
        self._values: Path | None = None

    @classmethod
    def open(cls, file: Path) -> Archive:
        """Read its list; `BadArchive` where it has none, or one that would lead out of its folder."""
        try:
            tar = tarfile.open(file, "r:")  # noqa: SIM115 - closed with the archive
        except (OSError, tarfile.TarError) as error:
            raise BadArchive(f"this is no archive of a film: {error}", spot=Spot(file=str(file))) from error
        try:
            return cls(file, tar, _contents(tar, file))
        except BaseException:
            tar.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._tar.close()
        if self._values is not None:
            shutil.rmtree(self._values.parent, ignore_errors=True)

    def unpack(self, to: Path) -> None:
        """Put all of it below this new folder, each file checked; `BadArchive` names what is wrong or missing."""
        left = set(self._members)
        for info in self._each():
            member = self._members.get(info.name)
            if member is None or info.name not in left or not info.isreg() or info.size != member.size:
                raise BadArchive(f"{info.name!r} is not in its list as it is", spot=Spot(file=str(self.file)))
            left.discard(info.name)
            self._extract(info, member, to / place_of(member.name))
        if left:
            names = ", ".join(sorted(left)[:3])
            raise BadArchive(f"it lacks {len(left)} of its files ({names})", spot=Spot(file=str(self.file)))

    def rescue(self, digest: Digest, to: Path) -> bool:
        """Bring these bytes back, if they are in it (an `inspection.Rescue`)."""
        name = blob_name(digest)
        member = self._members.get(name)
        if member is None:
            return self._rescue_value(digest, to)
        if self._there is None:
            self._there = {info.name: info for info in self._each()}
        info = self._there.get(name)
        if info is None or not info.isreg() or info.size != member.size:
            return False
        self._extract(info, member, to)
        return True

    # ---- within ------------------------------------------------------------------------------------------------

    def _each(self) -> Iterator[tarfile.TarInfo]:
        """All members but the list; a file that was cut short ends in `BadArchive`."""
        try:
            yield from (info for info in self._tar if info.name != LIST)
        except (OSError, tarfile.TarError) as error:
            raise BadArchive(f"it cannot be read to its end: {error}", spot=Spot(file=str(self.file))) from error

    def _extract(self, info: tarfile.TarInfo, member: Member, to: Path) -> None:
        source = self._tar.extractfile(info)
        assert source is not None
        hasher, size = blake3(), 0
        with source, explained(to.parent):
            to.parent.mkdir(parents=True, exist_ok=True)
            with to.open("xb") as file:
                try:
                    while piece := source.read(_PIECE):
                        hasher.update(piece)
                        size += file.write(piece)
                except tarfile.TarError:
                    pass  # cut short: the digest says so
        if size != member.size or f"blake3:{hasher.hexdigest()}" != member.digest:
            to.unlink()
            raise BadArchive(f"{member.name} is damaged in the archive", spot=Spot(file=str(self.file)))

    def _rescue_value(self, digest: Digest, to: Path) -> bool:
        """A small value out of the archive's own records."""
        if self._values is None:
            info, member = next((i for i in self._each() if i.name == RECORDS), None), self._members.get(RECORDS)
            if info is None or member is None:
                return False
            folder = Path(tempfile.mkdtemp(prefix="lampblack-"))
            self._values = folder / "records.sqlite"
            self._extract(info, member, self._values)
        try:
            with closing(sqlite3.connect(self._values)) as records:
                found = records.execute("SELECT data FROM blob WHERE digest = ?", (digest,)).fetchone()
        except sqlite3.Error:
            return False
        if found is None or found[0] is None:
            return False
        to.write_bytes(found[0])
        return True


def blob_name(digest: Digest) -> str:
    """Where a blob lies in an archive."""
    name = digest.removeprefix("blake3:")
    return f"{BLOBS}{name[:2]}/{name[2:]}"


def place_of(name: str) -> str:
    """Where a member goes below the film's folder."""
    return f".lampblack/{name.removeprefix('store/')}" if name.startswith("store/") else name.removeprefix(FILM)


def _contents(tar: tarfile.TarFile, file: Path) -> Contents:
    spot = Spot(file=str(file))
    try:
        first = tar.next()
        source = tar.extractfile(first) if first and first.name == LIST and first.size < _LONGEST_LIST else None
        if source is None:
            raise BadArchive("this is no archive of a film: it does not begin with its list", spot=spot)
        contents = msgspec.json.decode(source.read(), type=Contents)
    except (OSError, tarfile.TarError, msgspec.DecodeError) as error:
        raise BadArchive(f"its list cannot be read: {error}", spot=spot) from error
    if contents.lampblack_archive > VERSION:
        raise BadArchive("it was packed by a newer Lampblack", spot=spot)
    for member in contents.members:
        if not _is_safe(member):
            raise BadArchive(f"{member.name!r} would not lie in the film's folder", spot=spot)
    names = [member.name for member in contents.members]
    if len({name.casefold() for name in names}) != len(names):
        raise BadArchive("two of its files have one name", spot=spot)
    return contents


def _is_safe(member: Member) -> bool:
    """Whether it goes below the film's folder, into the part that is its own, on any system."""
    name = member.name
    if name.startswith(BLOBS):
        return _BLOB.fullmatch(name) is not None and blob_name(member.digest) == name
    if name == RECORDS:
        return True
    parts = name.removeprefix(FILM).split("/")
    return (
        name.startswith(FILM)
        and not re.search(r'[\\:*?"<>|\x00-\x1f]', name)
        and all(part not in ("", ".", "..") and not part.startswith(".lampblack") for part in parts)
        and not PurePosixPath(name).is_absolute()
    )


def _member(packed: Packed) -> Member:
    with explained(packed.file.parent):
        size = packed.file.stat().st_size
        digest = packed.digest
        if not digest:
            hasher = blake3()
            with packed.file.open("rb") as file:
                while piece := file.read(_PIECE):
                    hasher.update(piece)
            digest = f"blake3:{hasher.hexdigest()}"
    member = Member(name=packed.name, size=size, digest=Digest(digest))
    if not _is_safe(member):
        raise UserError(f"a file of this name cannot be packed for every system: {packed.file}; rename it")
    return member


def _add(archive: tarfile.TarFile, packed: Packed, member: Member) -> None:
    with packed.file.open("rb") as file:
        checked = _Checked(file)
        archive.addfile(_info(member.name, member.size), checked)  # pyright: ignore[reportArgumentType] - it reads
    if checked.digest != member.digest:
        raise UserError(f"{packed.file} is damaged, or changed while it was packed; `lampblack verify` says more")


def _info(name: str, size: int) -> tarfile.TarInfo:
    """Nothing in it of whose machine it was: no owner, no time."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o644
    return info


class _Checked:
    """Hashes what is read through it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hasher = blake3()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._hasher.update(data)
        return data

    @property
    def digest(self) -> str:
        return f"blake3:{self._hasher.hexdigest()}"
