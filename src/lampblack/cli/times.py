"""Lengths of time as one says them."""

from __future__ import annotations

from fractions import Fraction


def clock(seconds: Fraction | float | None) -> str:
    """Minutes and seconds, as a counter shows them."""
    whole = round(seconds or 0)
    return f"{whole // 60}:{whole % 60:02d}"


def minutes_told(minutes: float) -> str:
    """A person's time."""
    if 0 < minutes < 0.95:
        return "under 1 min"
    whole = round(minutes)
    return f"{whole} min" if whole < 90 else f"{whole // 60} h {whole % 60:02d} min"


def lasted(seconds: float) -> str:
    """A machine's time."""
    return f"{seconds:.0f} s" if seconds < 90 else minutes_told(seconds / 60)
