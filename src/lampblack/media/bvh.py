"""Motion capture as files hold it: BVH, a tree of joints and a row of numbers a frame (Biovision, 1995).

A dialect of every maker is read: any order of channels, positions on any joint, several roots, braces anywhere. What a
file means (metres, what is up, who is a knee) is not known here. A damaged file is a `UserError` with its line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lampblack.base.errors import Spot, UserError

LARGEST = 256 * 1024 * 1024
"""Bytes: half an hour of a whole body with fingers at 120 frames a second is a tenth of it."""
MOST_JOINTS = 2_000
MOST_FRAMES = 500_000
_USUAL = tuple(
    Fraction(n) for n in (12, 15, 24, 25, 30, 48, 50, 60, 72, 75, 90, 100, 120, 144, 180, 200, 240, 250, 300)
)
_BROADCAST = tuple(Fraction(n * 1000, 1001) for n in (24, 30, 60, 120))
_NEAR = 2e-4
"""How far a written frame time is from the one meant: `0.00833` for 1/120, `0.0333` for 1/30 (0.1% is 29.97)."""
_CHANNELS = ("xposition", "yposition", "zposition", "xrotation", "yrotation", "zrotation")


@dataclass(frozen=True, kw_only=True, slots=True)
class BvhJoint:
    """One joint or end site: `parent` is its index (-1: a root), `offset` in the file's units, `channels` in the file's
    order, the first of them in column `column`."""

    name: str
    parent: int
    offset: tuple[float, float, float]
    channels: tuple[str, ...] = ()
    column: int = 0
    end: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Bvh:
    """A file as it stands: joints, parents before children; `rows` are frames x channels, positions in the file's
    units, rotations in degrees; `rate` in frames a second."""

    joints: tuple[BvhJoint, ...]
    rate: Fraction
    rows: NDArray[np.float64]

    @property
    def frames(self) -> int:
        return int(self.rows.shape[0])


def read_bvh(data: bytes, file: str) -> Bvh:
    """The motion in `data`; `file` is its name for people."""
    if len(data) > LARGEST:
        raise _wrong(file, 0, f"this file has {len(data) / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} MB is the most")
    text = data.decode("utf-8-sig") if _is_utf8(data) else data.decode("latin-1")
    lines = text.splitlines()
    begin = next((n for n, line in enumerate(lines) if line.strip().upper() == "MOTION"), None)
    joints = _hierarchy(lines[:begin], file)
    if begin is None:
        raise _wrong(file, len(lines), "there is no MOTION after the hierarchy: the file is cut off")
    frames, rate, first = _clock(lines, begin, file)
    return Bvh(joints=joints, rate=rate, rows=_rows(lines, first, frames, _width(joints), file))


def rate_of(frame_time: float) -> Fraction:
    """Frames a second as the maker meant them: a written frame time has few digits, a rate is exact."""
    written = 1.0 / frame_time
    for exact in sorted((*_USUAL, *_BROADCAST), key=lambda rate: abs(float(rate) - written)):
        if abs(written / float(exact) - 1.0) < _NEAR or f"{1 / float(exact):.4g}" == f"{frame_time:.4g}":
            return exact
        break
    return Fraction(written).limit_denominator(1001)


@dataclass(kw_only=True)
class _Reading:
    """The tree as far as it is read."""

    file: str
    joints: list[BvhJoint] = field(default_factory=lambda: [])
    open: list[int] = field(default_factory=lambda: [])
    """The joints whose braces are open."""
    columns: int = 0

    def begun(self, name: str, line: int, *, end: bool = False, root: bool = False) -> None:
        if len(self.joints) >= MOST_JOINTS:
            raise _wrong(self.file, line, f"more than {MOST_JOINTS} joints are not a body")
        if not root and not self.open:
            raise _wrong(self.file, line, f"{name} has no parent", ("ROOT first",))
        parent = -1 if root else self.open[-1]
        self.joints.append(BvhJoint(name=name, parent=parent, offset=(0.0, 0.0, 0.0), end=end))

    def change(self, **what: Any) -> None:
        self.joints[self.open[-1]] = replace(self.joints[self.open[-1]], **what)


def _hierarchy(lines: list[str], file: str) -> tuple[BvhJoint, ...]:
    reading = _Reading(file=file)
    begun = False
    for line, piece in _pieces(lines):
        word, _, rest = piece.partition(" ")
        kind = word.upper()
        if not begun:
            if kind != "HIERARCHY":
                raise _wrong(file, line, "this is no BVH file: it does not begin with HIERARCHY")
            begun = True
        elif kind == "ROOT":
            reading.open.clear()
            reading.begun(rest.strip() or "root", line, root=True)
        elif kind == "JOINT":
            reading.begun(rest.strip() or f"joint {len(reading.joints)}", line)
        elif kind == "END":
            reading.begun("End Site", line, end=True)
        elif piece == "{":
            if not reading.joints:
                raise _wrong(file, line, "a brace opens before any joint")
            reading.open.append(len(reading.joints) - 1)
        elif piece == "}":
            if not reading.open:
                raise _wrong(file, line, "a brace closes that was never opened")
            reading.open.pop()
        elif not reading.open:
            raise _wrong(file, line, f"{piece[:40]!r} is outside of any joint")
        elif kind == "OFFSET":
            reading.change(offset=_offset(rest, line, file))
        elif kind == "CHANNELS":
            _channels(reading, rest, line)
        else:
            raise _wrong(file, line, f"{piece[:40]!r} is not known", ("OFFSET", "CHANNELS", "JOINT", "End Site"))
    if not reading.joints:
        raise _wrong(file, 1, "this is no BVH file: it has no joints")
    if reading.open:
        name = reading.joints[reading.open[-1]].name
        raise _wrong(file, len(lines), f"the hierarchy is cut off: the braces of {name} are not closed")
    return tuple(reading.joints)


def _pieces(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Every brace, and what stands between them on one line, with its line's number."""
    for number, line in enumerate(lines, start=1):
        for piece in re.split(r"([{}])", line):
            if stripped := " ".join(piece.split()):
                yield number, stripped


def _offset(rest: str, line: int, file: str) -> tuple[float, float, float]:
    try:
        x, y, z = (float(word) for word in rest.split())
    except ValueError:
        raise _wrong(file, line, f"an OFFSET is three numbers, not {rest!r}") from None
    if not all(math.isfinite(each) for each in (x, y, z)):
        raise _wrong(file, line, f"an OFFSET of {rest} is nowhere")
    return x, y, z


def _channels(reading: _Reading, rest: str, line: int) -> None:
    words = rest.split()
    names = tuple(word.lower() for word in words[1:])
    if not words or not words[0].isdigit() or int(words[0]) != len(names):
        said = words[0] if words else "no number"
        raise _wrong(reading.file, line, f"CHANNELS says {said} and names {len(names)}")
    for name in names:
        if name not in _CHANNELS:
            raise _wrong(reading.file, line, f"a channel {name!r} is not known", _CHANNELS)
    reading.change(channels=names, column=reading.columns)
    reading.columns += len(names)


def _width(joints: tuple[BvhJoint, ...]) -> int:
    return sum(len(joint.channels) for joint in joints)


def _clock(lines: list[str], begin: int, file: str) -> tuple[int, Fraction, int]:
    """How many frames there are to be, how many a second, and the index of the line on which they begin."""
    frames: int | None = None
    for number in range(begin + 1, min(len(lines), begin + 12)):
        said = lines[number].strip()
        if found := re.fullmatch(r"(?i)frames\s*:?\s*(\S+)", said):
            if not re.fullmatch(r"\d+", found[1]):
                raise _wrong(file, number + 1, f"Frames is a whole number, not {found[1]!r}")
            frames = int(found[1])
        elif found := re.fullmatch(r"(?i)frame\s*time\s*:?\s*(\S+)", said):
            if frames is None:
                raise _wrong(file, number + 1, "Frame Time comes after Frames")
            return _count(frames, file, number), rate_of(_frame_time(found[1], file, number + 1)), number + 1
        elif said:
            break
    raise _wrong(file, begin + 1, "after MOTION come Frames and Frame Time: the file is cut off")


def _count(frames: int, file: str, line: int) -> int:
    if frames == 0:
        raise _wrong(file, line, "this file has 0 frames: nothing moves in it")
    if frames > MOST_FRAMES:
        raise _wrong(file, line, f"this file has {frames} frames, and {MOST_FRAMES} is the most")
    return frames


def _frame_time(word: str, file: str, line: int) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = math.nan
    if not 1e-4 <= seconds <= 10.0:
        raise _wrong(file, line, f"a Frame Time of {word!r} is not possible", ("0.0001 to 10 seconds",))
    return seconds


def _rows(lines: list[str], first: int, frames: int, width: int, file: str) -> NDArray[np.float64]:
    words = " ".join(lines[first:]).split()
    try:
        values = np.array(words, np.float64)
    except ValueError:
        raise _not_a_number(lines, first, file) from None
    if width == 0:
        raise _wrong(file, first, "no joint has channels: nothing can move")
    if values.size != frames * width:
        raise _miscounted(lines, first, frames, width, values.size, file)
    if not np.isfinite(values).all():
        raise _not_a_number(lines, first, file)
    return values.reshape(frames, width)


def _miscounted(lines: list[str], first: int, frames: int, width: int, found: int, file: str) -> UserError:
    rows = [(n, len(line.split())) for n, line in enumerate(lines[first:], start=first + 1) if line.strip()]
    odd = next(((n, size) for n, size in rows if size != width), None)
    if odd is not None and len(rows) > 1 and (odd[0] != rows[-1][0] or odd[1] > width):
        return _wrong(file, odd[0], f"this frame has {odd[1]} numbers, and the joints have {width} channels")
    if odd is not None and found < frames * width:
        return _wrong(file, odd[0], f"the last frame has {odd[1]} numbers of {width}: the file is cut off")
    said = f"{frames} frames are announced, and there are {found // width}"
    return _wrong(file, first + len(rows), f"{said}: the file is cut off" if found < frames * width else said)


def _not_a_number(lines: list[str], first: int, file: str) -> UserError:
    for number, line in enumerate(lines[first:], start=first + 1):
        for word in line.split():
            try:
                finite = math.isfinite(float(word))
            except ValueError:
                finite = False
            if not finite:
                return _wrong(file, number, f"{word[:20]!r} is no number a joint can turn by")
    return _wrong(file, first, "the frames hold something that is no number")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _wrong(file: str, line: int, message: str, possible: tuple[str, ...] = ()) -> UserError:
    return UserError(message, spot=Spot(file=file, line=line), possible=possible)
