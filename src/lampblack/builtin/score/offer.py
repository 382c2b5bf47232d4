"""What the score engine offers."""

from __future__ import annotations

from lampblack.builtin.score.styles import NAMES
from lampblack.engines.capabilities import Capabilities, Offer

OFFER = Offer(
    name="score",
    version=2,
    makes="lampblack.builtin.score.engine:Score",
    capabilities=(
        Capabilities(
            kind="compose",
            controls=frozenset({"passages", "hits", "theme", "cuts", "silences", "speech"}),
            looks=NAMES,
            makes_sound=True,
        ),
    ),
    summary="silk and bamboo, piano, strings and electronics, composed by rule and played by arithmetic",
)
