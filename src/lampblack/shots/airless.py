"""Where nobody can breathe: who was drafted wears a spacesuit there; others, and what is written, stay as they are."""

from __future__ import annotations

import re
from dataclasses import replace

from lampblack.breakdown.appearance import MODERN
from lampblack.breakdown.model import Character, Scene
from lampblack.staging.figure import Figure

_OUTSIDE = re.compile(
    r"火星|月面|月表|月球表面|行星|星球|外星|小行星|陨石坑|"
    r"\b(?:mars|martian|planet|asteroid|lunar surface|(?:surface of the )moon|moon'?s? surface|crater|alien world)\b",
    re.IGNORECASE,
)
_IN_SUITS = re.compile(
    r"气闸|舱外|太空行走|出舱|太空漫步|\b(?:airlock|eva|spacewalk|space walk|outer hull|hull exterior)\b", re.IGNORECASE
)


def is_airless(place: str, scene: Scene) -> bool:
    """Whether people need a suit to be where a scene plays: `place` is what is said of it."""
    words = f"{place} {scene.heading}"
    return bool(_IN_SUITS.search(words)) or (scene.where != "int" and bool(_OUTSIDE.search(words)))


def in_suit(person: Character) -> Figure | None:
    """Somebody's figure in a suit with its helmet: a drafted human's in clothes of today or tomorrow; else as it is."""
    figure = person.figure
    if figure is None or not person.drafted or figure.kind != "human" or figure.dress not in MODERN:
        return figure
    return replace(
        figure, dress="spacesuit", lower="own", hat="helmet", robe="#e6e3da", skirt="#d8d4c8", inner="#d8d4c8"
    )
