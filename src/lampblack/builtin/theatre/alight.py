"""What burns: cards of flames and of the light round them, whose strength comes and goes with the time alone.

A flame is steady, then puffs (a fire D metres wide about 1.5 / sqrt(D) times a second: Cetegen and Ahmed, *Combustion
and Flame* 93, 1993), and now and then a draught goes through it. All of it is a sum of slow waves with phases of the
flame's own, so any frame can be drawn by anyone, at any frame rate, and no frame jumps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Literal

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.card import Card, swayed

Burns = Literal["candle", "lantern", "fire", "broken", "steady"]
"""A naked flame in a room; one behind paper; a fire or brazier; a tube or neon sign that stutters; electric light."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Temper:
    """How a flame comes and goes: how far it sinks in its waves (each times a second, share), and in a draught."""

    waves: tuple[tuple[float, float], ...]
    sinks: float
    draught: float


# no wave quicker than three a second takes a tenth of the light: nothing flashes (WCAG 2.3.1)
TEMPERS: dict[str, Temper] = {
    "candle": Temper(waves=((1.13, 0.5), (2.71, 0.35), (7.9, 0.15)), sinks=0.11, draught=0.18),
    "lantern": Temper(waves=((0.83, 0.6), (2.23, 0.4)), sinks=0.08, draught=0.08),
    "fire": Temper(waves=((0.71, 0.35), (2.37, 0.45), (5.3, 0.2)), sinks=0.24, draught=0.14),
}
SLOW = (0.137, 0.223)
"""Times a second of the two waves whose meeting is a draught: once in some seconds, for half a second."""
EVERY, DIP, LOWEST = 4.0, 0.09, 0.30
"""A broken tube: seconds in which it stutters once or not at all, how long it is dark, what is left of its light."""
PHASES = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Alight(Card):
    """A card that burns. Where it `leaps` it is a flame and grows by that share; else it is light, and dims."""

    burns: Burns = "candle"
    leap: float = 0.0
    seed: int = 0
    """Of its waves: what shines about one flame has the same, and comes and goes with it."""

    def at_time(self, seconds: float) -> Card:
        """The card as it burns then."""
        if not self.leap and not self.glow:
            return self
        gain = strength(self.burns, seconds, self.seed)
        if not self.leap:
            return replace(self, fog=1.0 - (1.0 - (self.fog or 0.0)) * gain)
        rows = self.texture.height
        grown = 1.0 + self.leap * (gain - 1.0 + TEMPERS[self.burns].sinks / 2) / TEMPERS[self.burns].sinks
        down = (self.down[0] * grown, self.down[1] * grown, self.down[2] * grown)
        foot = self.at(0, rows)
        origin = (foot[0] - rows * down[0], foot[1] - rows * down[1], foot[2] - rows * down[2])
        return swayed(replace(self, origin=origin, down=down), self._aside(seconds))

    def _aside(self, seconds: float) -> float:
        height = self.texture.height * math.hypot(*self.down)
        return 0.06 * height * _waves(TEMPERS["fire"].waves, 0.7 * seconds + 40.0, self.seed)


def alight(card: Card, burns: Burns = "candle", *, leap: float = 0.0, seed: int | None = None) -> Alight:
    """The same card, burning; without a `seed` it has one of the spot it stands on."""
    if seed is None:
        x, _, z = card.centre
        seed = seed_of("alight", round(2 * x), round(2 * z))
    own = {each.name: getattr(card, each.name) for each in fields(Card)}
    return Alight(**own, burns=burns, leap=leap, seed=seed)


def strength(burns: Burns, seconds: float, seed: int) -> float:
    """How much of its light a flame gives at a time: 1 at its brightest, never 0."""
    if burns == "steady":
        return 1.0
    if burns == "broken":
        return _stuttering(seconds, seed)
    temper, phases = TEMPERS[burns], _phases(seed)
    first, second = (math.sin(math.tau * (f * seconds + phases[-1 - i])) for i, f in enumerate(SLOW))
    gust = max(0.0, first * second) ** 4
    sunk = 0.5 - 0.5 * _waves(temper.waves, seconds, seed)
    return 1.0 - temper.sinks * sunk - temper.draught * gust


def wandering(burns: Burns, seconds: float, seed: int) -> tuple[float, float]:
    """Metres, aside and up, by which a flame is off its place: it makes the shadows it throws move."""
    if burns not in TEMPERS:
        return 0.0, 0.0
    waves, wide = TEMPERS[burns].waves, TEMPERS[burns].sinks
    return 0.10 * wide * _waves(waves, 0.6 * seconds + 17.0, seed), 0.10 * wide * _waves(waves, 0.6 * seconds, seed)


def _waves(waves: tuple[tuple[float, float], ...], seconds: float, seed: int) -> float:
    phases = _phases(seed)
    return sum(
        share * math.sin(math.tau * (f * seconds + phase)) for (f, share), phase in zip(waves, phases, strict=False)
    )


def _stuttering(seconds: float, seed: int) -> float:
    """Full, and once in a while two dips close together; never more than that in a second."""
    number = math.floor(seconds / EVERY)
    likely, when = _phases(seed_of("stutter", seed, number))[:2]
    since = seconds - EVERY * (number + 0.1 + 0.7 * when)
    if likely > 0.6:
        return 1.0
    dark = max(_dip(since), 0.8 * _dip(since - 2.2 * DIP))
    return 1.0 - (1.0 - LOWEST) * dark


def _dip(since: float) -> float:
    """0, and for a moment 1: soft at both ends, so that it is the same at any frame rate."""
    share = abs(since / DIP)
    return 0.5 + 0.5 * math.cos(math.pi * share) if share < 1.0 else 0.0


@lru_cache(maxsize=256)
def _phases(seed: int) -> tuple[float, ...]:
    return tuple((seed_of("phase", seed, number) % 9973) / 9973 for number in range(PHASES))
