"""The fake engine as it stands in the registry."""

from __future__ import annotations

from lampblack.builtin.fake.settings import behaviour
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import KINDS

SUMMARY = "instant coloured pictures and tones, for tests and for trying out a film's plan"
CONTROLS = frozenset({
    "staging", "camera", "pinyin", "references", "without", "first", "middle", "last", "restyle", "extend", "repair",
    "voice", "guidance", "seed", "video",
})  # fmt: skip


def offer(price: float) -> Offer:
    """The fake engine at a price per request; 0 is free."""
    limits = tuple(
        Capabilities(
            kind=kind,
            controls=CONTROLS,
            makes_sound=True,
            price_per_unit=price,
            output_licence="CC0-1.0",
            finds_lost_answers="no",
        )
        for kind in KINDS
    )
    return Offer(
        name="fake", version=1, makes="lampblack.builtin.fake.engine:Fake", capabilities=limits, summary=SUMMARY
    )


def __getattr__(name: str) -> Offer:
    """`OFFER`, made when it is asked for: its price comes from the environment, which is not read at import."""
    if name != "OFFER":
        raise AttributeError(name)
    return offer(behaviour().price)
