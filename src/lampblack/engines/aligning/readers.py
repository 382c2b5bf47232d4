"""Who reads a line so that a recording can be laid beside it: the engine here that measures its times, else the one
that follows a rule; for nothing, and on this machine. Planners ask this: nothing heavy is loaded for it."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.errors import UserError
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.checking import HOUSE_TIMBRES, speaks
from lampblack.engines.requests import Speak

READERS = ("espeak", "instrument")
"""The first that is installed, and speaks the language, reads."""


def reader(language: str) -> Offer:
    """Whoever reads in that language; a `UserError` where nobody does."""
    for name in READERS:
        offer = registry.offers().get(name)
        limits = offer.can("speak") if offer else None
        if offer and limits and speaks(language, limits) and not registry.missing(offer):
            return offer
    raise UserError(f"nobody here reads {language!r}: a recording in it cannot be aligned", possible=READERS)


def reading_of(request: Speak) -> Speak:
    """The same words, plainly, as any reader can say them."""
    timbre = request.voice.timbre if HOUSE_TIMBRES.fullmatch(request.voice.timbre) else ""
    return replace(request, voice=replace(request.voice, timbre=timbre, warmth=0.0), mood="", how=())
