"""How memory is held: kept for the next picture while pictures are made, given back to the machine afterwards."""

from __future__ import annotations

import ctypes
import sys
from functools import cache


def given_back() -> None:
    """Give the system back what lies free among what is used.

    glibc keeps the gaps that large pictures leave: a worker that has filmed in three places holds half a gigabyte of
    them. Other systems' allocators give back by themselves; there nothing is done.
    """
    trim = _of_glibc("malloc_trim")
    if trim is not None:
        trim(0)


_TRIM_ABOVE, _PAD, _MAP_FROM = -1, -2, -3
"""glibc's names for what `mallopt` sets: malloc.h."""
_LARGE, _SPARE, _STEP = 32 << 20, 512 << 20, 16 << 20
"""Bytes: what is larger is mapped by itself (the most glibc takes); what may lie free; by how much the heap grows."""


@cache
def reused() -> None:
    """Have this process keep the memory of one picture for the next, until `given_back`.

    glibc maps every array above 128 KiB anew, and the system then clears it page by page: a tenth of the time of a
    frame. Other systems' allocators keep such memory by themselves; there nothing is done.
    """
    mallopt = _of_glibc("mallopt")
    if mallopt is not None:
        for what, value in ((_MAP_FROM, _LARGE), (_TRIM_ABOVE, _SPARE), (_PAD, _STEP)):
            mallopt(what, value)


@cache
def _of_glibc(name: str) -> ctypes._NamedFuncPointer | None:  # pyright: ignore[reportPrivateUsage] - what a loaded function is
    if not sys.platform.startswith("linux"):
        return None
    try:
        return getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None  # musl has none, and needs none
