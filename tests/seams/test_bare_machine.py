"""No system packages: every shared object of a run-time dependency finds what it needs in its own wheel or in libc.

The ELF files are read here, field by field (System V ABI, chapters 4 and 5), so that the test itself needs no tool.
"""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

import pytest

import lampblack

GLIBC = frozenset(
    (
        "libc.so.6",
        "libm.so.6",
        "libmvec.so.1",
        "libpthread.so.0",
        "libdl.so.2",
        "librt.so.1",
        "libutil.so.1",
        "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
    )
)
"""glibc itself: without it no Python of these wheels' kind starts."""

COMPILER = frozenset(("libgcc_s.so.1", "libstdc++.so.6"))
"""The compilers' run-time libraries: `libc6` needs the first and `apt` the second, so that every Debian has them."""

ZLIB = frozenset(("libz.so.1",))
"""`dpkg` and Python's own `zlib` need it."""

THERE = GLIBC | COMPILER | ZLIB
"""What the smallest Debian with a Python has. No libGL, no libgomp, no libX11, no libsndfile."""

OPTIONAL = frozenset(("numba/np/ufunc/omppool", "numba/np/ufunc/tbbpool"))
"""Numba's thread pools over OpenMP and TBB: it tries each when a kernel with `parallel=True` first runs, and takes its
own pool where they cannot be loaded. Lampblack has no such kernel: `test_no_kernel_asks_for_a_thread_pool`."""

_LITTLE, _SIXTY_FOUR = 1, 2
_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRINGS, _SONAME = 1, 5, 14


@dataclass(frozen=True, kw_only=True)
class SharedObject:
    """What one ELF file calls itself and which libraries it asks the loader for."""

    name: str
    needed: tuple[str, ...]


def read_elf(data: bytes) -> SharedObject | None:
    """The dynamic section of a 64-bit little-endian ELF file; None where it is another kind of file or has none."""
    if data[:4] != b"\x7fELF" or data[4] != _SIXTY_FOUR or data[5] != _LITTLE:
        return None
    table, width, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQ", data, table + width * each) for each in range(count)]
    loads = [(address, offset, size) for kind, _, offset, address, _, size in headers if kind == _LOAD]
    dynamic = next(((offset, size) for kind, _, offset, _, _, size in headers if kind == _DYNAMIC), None)
    if dynamic is None:
        return None
    tags = list(_tags(data, *dynamic))
    strings = next(value for tag, value in tags if tag == _STRINGS)
    start = next(offset + strings - address for address, offset, size in loads if address <= strings < address + size)

    def word(place: int) -> str:
        return data[start + place : data.index(b"\0", start + place)].decode()

    return SharedObject(
        name=next((word(value) for tag, value in tags if tag == _SONAME), ""),
        needed=tuple(word(value) for tag, value in tags if tag == _NEEDED),
    )


def _tags(data: bytes, offset: int, size: int) -> Iterator[tuple[int, int]]:
    for place in range(offset, offset + size, 16):
        tag, value = struct.unpack_from("<QQ", data, place)
        if tag == 0:
            return
        yield tag, value


def run_time_dependencies(root: str, extras: tuple[str, ...] = ()) -> dict[str, Distribution]:
    """The distributions that installing `root` brings, by name; those of other platforms and extras are left out."""
    found: dict[str, Distribution] = {}
    asked = [(root, extras)]
    while asked:
        name, wanted = asked.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        if one.name in found:
            continue
        found[one.name] = one
        for line in one.requires or ():
            requirement, _, condition = line.partition(";")
            extra = re.search(r"""extra == ["']([^"']+)""", condition)
            if extra is None or extra[1] in wanted:
                asked.append((re.match(r"[\w.-]+", requirement.strip())[0], ()))  # type: ignore[index]
    return found


def offenders(files: dict[str, bytes]) -> list[str]:
    """What the files of one distribution, by path, ask for and neither bring nor may expect; one sentence each."""
    objects = {path: read_elf(data) for path, data in files.items()}
    brought = {PurePosixPath(path).name for path in files} | {each.name for each in objects.values() if each}
    return [
        f"{path} needs {library}"
        for path, each in sorted(objects.items())
        if each is not None and path.partition(".")[0] not in OPTIONAL
        for library in each.needed
        if library not in brought and library not in THERE
    ]


def shared_objects(one: Distribution) -> dict[str, bytes]:
    """The ELF files that a distribution installed, by their paths in its wheel."""
    found: dict[str, bytes] = {}
    for file in one.files or ():
        path = Path(str(one.locate_file(file)))
        if ".so" in path.name and path.is_file():
            data = path.read_bytes()
            if data[:4] == b"\x7fELF":
                found[str(file)] = data
    return found


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="wheels of other systems are not ELF")


def test_nothing_that_is_needed_at_run_time_asks_for_a_system_package() -> None:
    dependencies = run_time_dependencies("lampblack", extras=("espeak",))
    looked_at, wrong = 0, list[str]()
    for name, one in sorted(dependencies.items()):
        files = shared_objects(one)
        looked_at += len(files)
        wrong += [f"{name}: {sentence}" for sentence in offenders(files)]
    assert {"av", "numba", "llvmlite", "opencv-python-headless", "scipy"} <= dependencies.keys()
    assert looked_at > 100
    assert not wrong, "\n".join(wrong)


def test_the_tools_of_developers_are_no_part_of_the_product() -> None:
    assert (
        not {"pytest", "ruff", "pyright", "hypothesis"} & run_time_dependencies("lampblack", extras=("espeak",)).keys()
    )


def test_no_kernel_asks_for_a_thread_pool() -> None:
    files = sorted(Path(lampblack.__file__).parent.rglob("*.py"))
    assert len(files) > 100
    assert not [str(each) for each in files if re.search(r"parallel=True|\bprange\b", each.read_text("utf-8"))]


def test_a_library_that_nobody_brings_is_named() -> None:
    picture = _elf(soname="cv2.abi3.so", needed=("libGL.so.1", "libc.so.6"))
    assert offenders({"cv2/cv2.abi3.so": picture}) == ["cv2/cv2.abi3.so needs libGL.so.1"]


def test_a_library_that_the_wheel_brings_is_not_missed() -> None:
    files = {
        "cv2/cv2.abi3.so": _elf(soname="cv2", needed=("libblas-1f.so.3",)),
        "cv2.libs/libblas-1f.so.3": _elf(soname="libblas.so.3", needed=("libm.so.6",)),
    }
    assert offenders(files) == []


def test_a_file_that_is_no_shared_object_is_passed_over() -> None:
    assert read_elf(b"#!/bin/sh\necho not this one\n") is None


def _elf(*, soname: str, needed: tuple[str, ...]) -> bytes:
    """The smallest file with a dynamic section that says so."""
    strings = b"\0"
    places: list[tuple[int, int]] = []
    for tag, text in ((_SONAME, soname), *((_NEEDED, each) for each in needed)):
        places.append((tag, len(strings)))
        strings += text.encode() + b"\0"
    header, programs = 64, 2 * 56
    text_at = header + programs
    dynamic_at = text_at + len(strings)
    tags = b"".join(struct.pack("<QQ", *each) for each in (*places, (_STRINGS, text_at), (0, 0)))
    whole = dynamic_at + len(tags)
    identity = b"\x7fELF" + bytes((_SIXTY_FOUR, _LITTLE, 1)) + bytes(9)
    front = identity + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, header, 0, 0, 64, 56, 2, 0, 0, 0)
    load = struct.pack("<IIQQQQQQ", _LOAD, 4, 0, 0, 0, whole, whole, 4096)
    dynamic = struct.pack("<IIQQQQQQ", _DYNAMIC, 4, dynamic_at, dynamic_at, dynamic_at, len(tags), len(tags), 8)
    return front + load + dynamic + strings + tags
