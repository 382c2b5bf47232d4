"""What a place's words tell of it that its kit can show: the same ward is a corridor without beds, a desert is another
world's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lampblack.staging.place import Place

_TOLD: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "hospital": (
        (
            "corridor",
            re.compile(r"走廊|过道|大厅|候诊|\b(?:corridor|hallway|hall|lobby|waiting room|reception)\b", re.I),
        ),
    ),
    "desert": (
        ("moon", re.compile(r"月面|月球|月表|\b(?:lunar|moon'?s? surface|(?:surface|face) of the moon)\b", re.I)),
        ("mars", re.compile(r"火星|红色(?:星球|行星)|\b(?:mars|martian|red planet)\b", re.I)),
        ("planet", re.compile(r"星球|行星|外星|异星|\b(?:planet|alien|moon of)\b", re.I)),
    ),
}


def told_of(place: Place) -> str:
    """What the words make of the kit, or empty."""
    return next((told for told, pattern in _TOLD.get(place.kit, ()) if pattern.search(place.words)), "")
