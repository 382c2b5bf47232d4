"""How a job ended: an exception as a fault and one line a person can use."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Literal

from lampblack.base.context import Cancelled
from lampblack.base.errors import LampblackError, UserError

Fault = Literal["", "refused", "failed", "broken", "cancelled"]


def ending(error: BaseException) -> tuple[Fault, str]:
    """The kind of end, and the message; for what Lampblack has no name for, with the place in the code."""
    if isinstance(error, Cancelled):
        return "cancelled", str(error)
    if isinstance(error, UserError):
        return "refused", str(error)
    if isinstance(error, LampblackError):
        return "failed", str(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return "broken", f"{type(error).__name__}: {error}{where}"
