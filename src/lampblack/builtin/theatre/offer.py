"""The paper theatre as it stands in the registry: light, nothing is loaded for asking."""

from __future__ import annotations

from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size

CONTROLS = frozenset({"staging", "camera", "people", "mouths", "light", "motion"})
LARGEST = Size(width=3840, height=2160)

OFFER = Offer(
    name="theatre",
    version=6,
    makes="lampblack.builtin.theatre.engine:Theatre",
    capabilities=(
        Capabilities(kind="film", largest=LARGEST, controls=CONTROLS, output_licence="CC0-1.0"),
        Capabilities(kind="paint", largest=LARGEST, controls=CONTROLS, output_licence="CC0-1.0"),
    ),
    summary="painted cards, cut-out puppets and a real camera, drawn on any computer",
)
