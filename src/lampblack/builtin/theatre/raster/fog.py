"""Haze that grows with distance."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]
"""Red, green, blue as displayed, 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fog:
    """Haze that grows with distance: nothing up to `start` metres, then `density` a metre (0.01: half gone at 70 m)."""

    colour: Colour = (0.85, 0.82, 0.78)
    density: float = 0.0
    start: float = 0.0

    def at(self, depth: float) -> float:
        """How much of a thing `depth` metres away is haze, 0 to 1; the compositor's kernel has the same formula."""
        thickness = max(0.0, depth - self.start) * self.density
        return 1.0 - (1.0 + thickness * 0.125) ** -8
