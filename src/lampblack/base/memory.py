"""Memory that was let go of, given back to the machine."""

from __future__ import annotations

import ctypes
import sys
from functools import cache


def given_back() -> None:
    """Give the system back what lies free among what is used.

    glibc keeps the gaps that large pictures leave: a worker that has filmed in three places holds half a gigabyte of
    them. Other systems' allocators give back by themselves; there nothing is done.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> ctypes._NamedFuncPointer | None:  # pyright: ignore[reportPrivateUsage] - what a loaded function is
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None  # musl has none, and needs none
