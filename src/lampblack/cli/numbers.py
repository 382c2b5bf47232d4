"""Numbers as options take them; one that is not possible is told with what is."""

from __future__ import annotations

import argparse
import math


def count(text: str) -> int:
    """A whole number, 0 or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def some(text: str) -> int:
    """A whole number, 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def amount(text: str) -> float:
    """A sum or a length of time: 0 or more."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0.0 <= number < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 on")
    return number
