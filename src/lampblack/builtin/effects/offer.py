"""What the effects engine offers."""

from __future__ import annotations

from lampblack.builtin.effects.names import AMBIENCES, EFFECTS
from lampblack.engines.capabilities import Capabilities, Offer

OFFER = Offer(
    name="effects",
    version=2,
    makes="lampblack.builtin.effects.engine:Effects",
    capabilities=(Capabilities(kind="foley", makes_sound=True, names={"ambience": AMBIENCES, "effect": EFFECTS}),),
    summary="a hundred effects and forty ambiences, synthesised: steps, doors, swords, animals, weather, cities",
)
