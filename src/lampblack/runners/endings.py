"""How a job ended: an exception as a fault and one line a person can use."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from lampblack.base.context import Cancelled
from lampblack.base.errors import Busy, LampblackError, UserError
from lampblack.graph.orders import Fault
from lampblack.store.errors import DiskFull, Unwritable


def ending(error: BaseException) -> tuple[Fault, str]:
    """The kind of end, and the message; for what Lampblack has no name for, with the place in the code."""
    if isinstance(error, Cancelled):
        return "cancelled", str(error)
    if isinstance(error, DiskFull | Unwritable):
        return "disk", str(error)
    if isinstance(error, UserError):
        return "refused", str(error)
    if isinstance(error, Busy):
        return "busy", str(error)
    if isinstance(error, LampblackError):
        return "failed", str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "disk", "the disk is full; free some room and build again, nothing made is lost"
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return "broken", f"{type(error).__name__}: {error}{where}"


def after(error: BaseException) -> float:
    """Seconds after which it may be tried again, where it was only busy."""
    return error.after if isinstance(error, Busy) else 0.0


def overran(limit: float) -> str:
    """What is said of a job that had to be ended because it ran too long."""
    return f"it ran past its limit of {limit:g} s and was ended"
