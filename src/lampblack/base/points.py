"""Labelled moments between two writes, where a test may have the process killed.

What must survive a kill at any moment is proved at the moments that matter: just before and just after each row of the
ledger and each file of the store. In ordinary use `passing` costs one look at a constant.
"""

from __future__ import annotations

import os
import signal
from functools import cache

VARIABLE = "LAMPBLACK_KILL_AT"
"""`label` or `label:n`: the process ends itself with SIGKILL when it passes that label for the n-th time (from 1)."""

_passed: dict[str, int] = {}


def passing(label: str) -> None:
    """Say that this moment is reached; the process is ended here where the environment asks for it."""
    wanted = _wanted()
    if wanted is None or wanted[0] != label:
        return
    _passed[label] = _passed.get(label, 0) + 1
    if _passed[label] == wanted[1]:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


@cache
def _wanted() -> tuple[str, int] | None:
    text = os.environ.get(VARIABLE, "")
    label, _, number = text.partition(":")
    return (label, int(number or 1)) if label else None
