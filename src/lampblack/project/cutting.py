"""`[cut]` in `film.toml`: how picture and sound are cut against each other in the whole film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Laps = Literal["usual", "short", "none"]
"""How far sound may go over a cut: as the grammar says; a third of a second at most; not at all."""


@dataclass(frozen=True, kw_only=True)
class Cutting:
    """How the film is cut, where `choices.toml` says nothing else of a shot."""

    laps: Laps = "usual"
    """J-cuts, L-cuts and narrators heard before their scene: `usual`, `short` or `none`."""
