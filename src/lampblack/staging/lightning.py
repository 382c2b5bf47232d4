"""When lightning strikes a stage, where and how far off: one account for who draws the flash and who times the thunder.

There is at most one strike in `EVERY` seconds, so that a picture never flashes more than three times a second (WCAG
2.3.1). Sound goes a metre in a 343rd of a second.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.staging.stage import Staging

EVERY = 3.6
"""Seconds in which it strikes once, or not at all."""
LIKELY = 0.75
SOUND = 343.0
NEAREST, FURTHEST = 150.0, 650.0
"""Metres: near enough that thunder is felt to be this flash's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Strike:
    """One strike: when it begins (seconds from the take's first frame), its azimuth and its distance in metres."""

    seconds: float
    azimuth: float
    metres: float
    seed: int

    @property
    def heard(self) -> float:
        """Seconds at which its thunder begins."""
        return self.seconds + self.metres / SOUND


def strike(staging: Staging, number: int) -> Strike | None:
    """What strikes in the `number`th stretch of `EVERY` seconds; it follows from the place, the take and the number."""
    if staging.place.weather != "storm":
        return None
    seed = seed_of("lightning", staging.place.seed, staging.frames, staging.camera.seed, number)
    chance, when, aside, far = np.random.default_rng(seed).random(4).tolist()
    if chance > LIKELY:
        return None
    return Strike(
        seconds=number * EVERY + 0.2 + 2.4 * when,
        azimuth=staging.camera.at(0).yaw + (aside - 0.5) * 0.7,
        metres=NEAREST + (FURTHEST - NEAREST) * far,
        seed=seed,
    )


def strikes(staging: Staging) -> tuple[Strike, ...]:
    """All that strike during the take, in order."""
    last = float(staging.rate.seconds(staging.frames))
    found = (strike(staging, number) for number in range(math.ceil(last / EVERY)))
    return tuple(each for each in found if each is not None and each.seconds < last)
