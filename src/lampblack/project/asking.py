"""A request and the engine that is to answer it, as work for the graph: with its version, take and price."""

from __future__ import annotations

from lampblack.base.errors import UserError
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.prices import price
from lampblack.engines.requests import Request, kind_of, saved
from lampblack.graph.job import Ask, Effort


def asked(request: Request, offer: Offer, take: int = 1, seconds: float | None = None) -> Ask:
    """The work of one take. Whatever an engine charges for goes by this door, so that nothing priced runs unpriced.

    `seconds` is how long the answer will be at most, where the request does not say it.
    """
    limits = _limits(request, offer)
    return Ask(
        engine=offer.name,
        version=offer.version,
        request=saved(request),
        take=take,
        price=price(request, offer, seconds),
        currency=limits.currency,
        by_length=limits.unit == "second",
        remote=offer.remote,
    )


def effort(request: Request, offer: Offer, seconds: float, priority: int = 0) -> Effort:
    """How heavy it is: `seconds` of one core here, or what the provider says it usually takes; and its time limit."""
    limits = _limits(request, offer)
    usual = limits.usual_seconds if offer.remote and limits.usual_seconds else seconds
    return Effort(seconds=usual, cores=limits.cores, priority=priority, limit=limits.limit_seconds)


def _limits(request: Request, offer: Offer) -> Capabilities:
    kind = kind_of(request)
    limits = offer.can(kind)
    if limits is None:
        raise UserError(f"engine {offer.name} does no {kind}", possible=tuple(each.kind for each in offer.capabilities))
    return limits
