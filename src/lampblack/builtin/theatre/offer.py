"""The paper theatre as it stands in the registry: light, nothing is loaded for asking."""

from __future__ import annotations

from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size

CONTROLS = frozenset({"staging", "camera", "people", "mouths", "light", "motion"})
LARGEST = Size(width=3840, height=2160)
LOOKS: dict[str, tuple[str, ...]] = {
    "paper": ("纸", "纸影", "纸戏", "paper theatre"),
    "ink": ("水墨", "墨", "ink wash", "ink-wash"),
    "shadow": ("皮影", "皮影戏", "影戏", "shadow puppets", "shadow-puppets"),
    "woodcut": ("版画", "木版画", "木刻", "浮世绘", "woodblock", "ukiyo-e"),
}
"""Every look of `looks.styles`, and what else a person may write for it."""
_WRITTEN = tuple(word for name, others in LOOKS.items() for word in (name, *others))

OFFER = Offer(
    name="theatre",
    version=6,
    makes="lampblack.builtin.theatre.engine:Theatre",
    capabilities=(
        Capabilities(kind="film", largest=LARGEST, controls=CONTROLS, looks=_WRITTEN, output_licence="CC0-1.0"),
        Capabilities(kind="paint", largest=LARGEST, controls=CONTROLS, looks=_WRITTEN, output_licence="CC0-1.0"),
    ),
    summary="painted cards, cut-out puppets and a real camera, drawn on any computer",
)
