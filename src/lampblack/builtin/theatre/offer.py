"""The paper theatre as it stands in the registry: light, nothing is loaded for asking."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size

_KITS = Path(__file__).parent / "scenery/kits"
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


def offer() -> Offer:
    """The engine; its kits are the files in their folder."""
    kits = tuple(sorted(path.stem for path in _KITS.glob("[a-z]*.py")))
    limits = Capabilities(
        kind="film", largest=LARGEST, controls=CONTROLS, names={"kit": kits}, looks=_WRITTEN, output_licence="CC0-1.0"
    )
    return Offer(
        name="theatre",
        version=6,
        makes="lampblack.builtin.theatre.engine:Theatre",
        capabilities=(limits, replace(limits, kind="paint")),
        summary="painted cards, cut-out puppets and a real camera, drawn on any computer",
    )


def __getattr__(name: str) -> Offer:
    """`OFFER`, made when it is asked for: its kits are found in a folder, which is not read at import."""
    if name != "OFFER":
        raise AttributeError(name)
    return offer()
