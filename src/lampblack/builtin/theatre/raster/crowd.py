# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numpy leaves reductions untyped.)
"""Many cards at once: which of them can be in the picture at all. A set has a ring of them all round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.passes import MOST_BLUR, NEAREST
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import rotation


class Crowd:
    """Cards that stay where they are, but for what the wind does to their upper edges; `roving` ones go anywhere."""

    def __init__(self, cards: Sequence[Card], roving: type[Card] | tuple[()] = ()) -> None:
        self._cards = tuple(cards)
        self._corners = _corners(self._cards)
        self._endless = [any(card.clamp) or isinstance(card, roving) for card in self._cards]

    def near(
        self, camera: CameraPose, width: int, height: int, *, soft: bool = True, mirror: float | None = None
    ) -> list[tuple[int, Card]]:
        """Those that are not wholly behind the camera or beside the picture, with their places in the sequence.

        `soft`: the lens may spread them; `mirror`: turned over at this height, as water shows them.
        """
        if not self._cards:
            return []
        p, corners = camera.position, self._corners
        if mirror is not None:
            corners = corners * np.array([1.0, -1.0, 1.0]) + np.array([0.0, 2.0 * mirror, 0.0])
        x, y, z = np.moveaxis((corners - np.array([p.x, p.y, p.z])) @ rotation(camera).T, 2, 0)
        focal = camera.focal_pixels(width)
        spread = 3 * MOST_BLUR if soft else 0.0
        wide, tall = ((width / 2 + 1) / focal + spread) * z, ((height / 2 + 1) / focal + spread) * z
        out = np.stack([x < -wide, x > wide, y < -tall, y > tall, z < NEAREST])
        seen = cast(list[bool], (~out.all(axis=2).any(axis=0)).tolist())
        return [
            (place, card)
            for place, (card, within, endless) in enumerate(zip(self._cards, seen, self._endless, strict=True))
            if within or endless
        ]


def _corners(cards: Sequence[Card]) -> NDArray[np.float64]:
    """n x 6 x 3: what each card's corners are, and its upper ones as far as the wind can blow them, either way."""
    found = np.zeros((len(cards), 6, 3))
    for place, card in enumerate(cards):
        w, h = card.texture.width + 1.5, card.texture.height + 1.5
        blown = 1.5 * card.sway * np.array(card.across) / max(1e-9, float(np.linalg.norm(card.across)))
        left, right = np.array(card.at(-1.5, -1.5)), np.array(card.at(w, -1.5))
        found[place] = left - blown, right - blown, left + blown, right + blown, card.at(-1.5, h), card.at(w, h)
    return found
