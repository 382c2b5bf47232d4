"""What the effects engine offers."""

from __future__ import annotations

from lampblack.engines.capabilities import Capabilities, Offer

OFFER = Offer(
    name="effects",
    version=2,
    makes="lampblack.builtin.effects.engine:Effects",
    capabilities=(Capabilities(kind="foley", makes_sound=True),),
    summary="footsteps, water, wind, birds and more, synthesised from noise",
)
