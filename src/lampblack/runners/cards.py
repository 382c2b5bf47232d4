"""Memory on this machine's GPUs, as engines that are loaded have claimed it. Counted, not enforced: an engine that
takes more than it declares is not stopped by anyone."""

from __future__ import annotations

from collections.abc import Iterable

from lampblack.runners.machine import Card
from lampblack.runners.needs import Needs

Claim = tuple[tuple[int, ...], float]
"""Which cards (their places in the list), and how many GB on each."""


class Cards:
    """Places engines on cards: where just enough is free, so that what is wholly free stays so."""

    def __init__(self, cards: tuple[Card, ...]) -> None:
        self._cards = cards

    def names(self, claim: Claim) -> str:
        """As `CUDA_VISIBLE_DEVICES` takes them."""
        return ",".join(self._cards[place].name for place in claim[0])

    def place(self, needs: Needs, claims: Iterable[Claim]) -> Claim | None:
        """Cards for one more engine beside those that are claimed; None where it does not fit."""
        free = self._free(claims)
        fullest = sorted(range(len(free)), key=lambda place: (free[place], place))
        roomy = [place for place in fullest if self._fits(needs, place, free)]
        if len(roomy) < needs.gpus:
            return None
        taken = tuple(sorted(roomy[: needs.gpus]))
        return taken, needs.vram_gb

    def count(self, needs: Needs, claims: Iterable[Claim]) -> int:
        """How many such engines fit beside those that are claimed."""
        held = list(claims)
        number = 0
        while number < 1_000 and (claim := self.place(needs, held)) is not None:
            held.append(claim)
            number += 1
        return number

    def _free(self, claims: Iterable[Claim]) -> list[float]:
        """GB by card; below 0: somebody has it alone."""
        free = [card.vram_gb for card in self._cards]
        for places, vram in claims:
            for place in places:
                free[place] = free[place] - vram if vram else -1.0
        return free

    def _fits(self, needs: Needs, place: int, free: list[float]) -> bool:
        if needs.vram_gb:
            return free[place] >= needs.vram_gb
        return free[place] == self._cards[place].vram_gb
