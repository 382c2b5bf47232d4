"""Shapes that models can make: sizes as people write them, sides in blocks, frames in counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.base.errors import UserError
from lampblack.engines.requests import Size

_SIZE = re.compile(r"([1-9]\d{0,4})x([1-9]\d{0,4})")
_COUNTS = re.compile(r"any|([1-9]\d?)k(?:\+(\d{1,2}))?")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The numbers of frames a model can make: `step` times k, and `more`."""

    step: int = 1
    more: int = 0

    def upward(self, frames: int) -> int:
        """The next of them: of 4k+1 it is 5 for 2 to 5. Where nothing is added, k is at least one."""
        k = -(-(frames - self.more) // self.step)
        return self.step * max(0 if self.more else 1, k) + self.more


def is_size(written: str) -> bool:
    """Whether it is written as sizes are."""
    return _SIZE.fullmatch(written) is not None


def size_of(written: str) -> Size:
    """`1280x720`; a `UserError` for all else."""
    found = _SIZE.fullmatch(written)
    if not found:
        raise UserError(f"{written!r} is no size", possible=("1280x720",))
    return Size(width=int(found[1]), height=int(found[2]))


def in_blocks(size: Size, block: int) -> Size:
    """The next size up whose sides are multiples of `block`."""
    return Size(width=-(-size.width // block) * block, height=-(-size.height // block) * block)


def is_count(written: str) -> bool:
    """Whether it is written as counts of frames are."""
    return _COUNTS.fullmatch(written) is not None


def counts_of(written: str) -> Counts:
    """`4k+1`, `8k` or `any`; a `UserError` for all else."""
    found = _COUNTS.fullmatch(written)
    if not found:
        raise UserError(f"{written!r} is no rule for numbers of frames", possible=("any", "4k+1", "8k+1"))
    return Counts(step=int(found[1] or 1), more=int(found[2] or 0))
