"""What the score engine offers."""

from __future__ import annotations

from lampblack.engines.capabilities import Capabilities, Offer

OFFER = Offer(
    name="score",
    version=1,
    makes="lampblack.builtin.score.engine:Score",
    capabilities=(Capabilities(kind="compose", controls=frozenset({"passages", "hits", "theme"}), makes_sound=True),),
    summary="plucked strings, flute, erhu, drum and bell, composed by rule",
)
