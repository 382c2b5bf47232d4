"""What a request costs, from what its engine says of its prices."""

from __future__ import annotations

from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Compose, Film, Foley, Paint, Request, Scale, Speak, Write, kind_of

LONGEST_CHARACTER = 0.45
"""Seconds a character is spoken at most, at pace 1: what is reserved where nobody has a better guess."""


def price(request: Request, offer: Offer, seconds: float | None = None) -> float:
    """The most one take is expected to cost, in the offer's currency; 0: free.

    `seconds` is how long the answer will be at most, where whoever asks knows better than the request says.
    """
    limits = offer.can(kind_of(request))
    if limits is None or not limits.price_per_unit:
        return 0.0
    each = unit_price(request, limits)
    match limits.unit:
        case "request":
            return each
        case "second":
            return each * billed_seconds(seconds_of(request) if seconds is None else seconds, limits)
        case "thousand characters":
            return each * _characters(request) / 1000.0


def unit_price(request: Request, limits: Capabilities) -> float:
    """What a unit costs at the size that is asked for."""
    if not isinstance(request, Paint | Film | Scale):
        return limits.price_per_unit
    lines = min(request.size.width, request.size.height)
    return next((price for most, price in limits.price_by_lines if lines <= most), limits.price_per_unit)


def billed_seconds(seconds: float, limits: Capabilities) -> float:
    """How long a length is that can be asked for and is no shorter; `seconds` itself where any can."""
    return next((length for length in limits.lengths if length >= seconds - 1e-6), seconds)


def seconds_of(request: Request) -> float:
    """How long the answer will be, in seconds; for a line the longest it may be; 0 where it has no length."""
    match request:
        case Film():
            return float(request.staging.rate.seconds(request.staging.frames))
        case Foley() | Compose():
            return request.samples / SAMPLE_RATE
        case Speak():
            return len(request.text) * LONGEST_CHARACTER / max(request.voice.pace, 0.25)
        case _:
            return 0.0


def _characters(request: Request) -> int:
    match request:
        case Speak():
            return len(request.text)
        case Write():
            return len(request.instruction) + len(request.material)
        case _:
            return 0
