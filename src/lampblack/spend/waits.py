"""How long to wait between two questions to a provider: longer each time, never all at the same moment."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Seconds. A provider that says when to ask again is obeyed instead."""

    first: float = 0.25
    """Before the first look at a job that was just taken."""
    least: float = 0.1
    """Between two looks, also where a provider says "at once": nobody is asked without a pause."""
    growth: float = 1.5
    longest: float = 20.0
    retry: float = 0.5
    """Before the second try at something that failed; doubled each time."""
    tries: int = 6
    """How often a lost answer is looked for, and a download that breaks is begun, before it is left to the next make:
    about 15 seconds in all."""
    jitter: float = 0.2

    def look(self, number: int, usual: float = 0.0) -> float:
        """Before look `number` (from 0); a job that usually takes minutes is not looked at every second."""
        first = max(self.first, usual / 20.0)
        return self._about(min(first * self.growth ** min(number, 50), max(self.longest, first)))

    def again(self, number: int) -> float:
        """Before try `number` (from 0: at once) at something that failed."""
        return self._about(min(self.retry * 2.0 ** (min(number, 50) - 1), 60.0)) if number else 0.0

    def _about(self, seconds: float) -> float:
        return seconds * random.uniform(1.0 - self.jitter, 1.0 + self.jitter)
