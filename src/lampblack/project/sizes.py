"""A picture's size as a person writes it: `1280x720`."""

from __future__ import annotations

from typing import Any

from lampblack.base.errors import Spot, UserError
from lampblack.engines.requests import Size

_SMALLEST, _LARGEST = 64, 8192
_POSSIBLE = ("1920x1080", "1280x720", "720x1280", "640x360")


def read_size(written: Any, spot: Spot) -> Size:
    """The size; a `UserError` where it is none, or one that no film has."""
    parts = str(written).lower().replace("×", "x").split("x")
    if len(parts) != 2 or not all(part.strip().isdigit() for part in parts):
        raise UserError(f"cannot read {written!r} as a size", spot=spot, possible=_POSSIBLE)
    width, height = (int(part) for part in parts)
    if not all(_SMALLEST <= side <= _LARGEST and side % 2 == 0 for side in (width, height)):
        limits = f"both sides must be even and between {_SMALLEST} and {_LARGEST}"
        raise UserError(f"a picture of {width}x{height} is not possible: {limits}", spot=spot, possible=_POSSIBLE)
    return Size(width=width, height=height)
