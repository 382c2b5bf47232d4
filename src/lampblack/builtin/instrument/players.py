"""The instruments that speak, and which of them plays whom."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.requests import Voice


@dataclass(frozen=True, kw_only=True, slots=True)
class Player:
    """An instrument as it is built."""

    name: str
    hertz: float
    """The pitch it speaks around."""
    slope: float
    """How fast overtones weaken: their number to this power."""
    even: float = 1.0
    """The share of even overtones; a closed pipe has few."""
    body: tuple[tuple[float, float, float], ...] = ()
    """Its resonances: hertz, width in octaves, gain."""
    air: float = 0.02
    """The noise of bow or breath."""
    sway: float = 0.25
    """Vibrato in semitones."""
    speech: float = 0.6
    """How much of the vowel's colour it takes on."""
    rings: float = 0.0
    """Seconds in which a plucked string dies to a third; 0: it is bowed or blown."""


ERHU = Player(
    name="erhu",
    hertz=262.0,
    slope=1.05,
    body=((480.0, 0.5, 1.6), (1_150.0, 0.45, 1.8), (2_700.0, 0.6, 1.5)),
    air=0.03,
    sway=0.32,
)
ZHONGHU = Player(
    name="zhonghu",
    hertz=147.0,
    slope=1.15,
    body=((320.0, 0.5, 1.5), (800.0, 0.5, 1.6), (2_100.0, 0.6, 1.1)),
    air=0.028,
    sway=0.28,
)
GEHU = Player(
    name="gehu",
    hertz=104.0,
    slope=1.2,
    body=((230.0, 0.6, 1.2), (560.0, 0.6, 1.5), (1_500.0, 0.7, 1.2)),
    air=0.03,
    sway=0.22,
)
BANHU = Player(
    name="banhu",
    hertz=330.0,
    slope=0.95,
    body=((1_300.0, 0.4, 2.0), (3_200.0, 0.5, 1.4)),
    air=0.03,
    sway=0.3,
)
XIAO = Player(
    name="xiao",
    hertz=196.0,
    slope=2.1,
    even=0.55,
    body=((700.0, 0.8, 0.8),),
    air=0.075,
    sway=0.2,
    speech=0.75,
)
DIZI = Player(
    name="dizi",
    hertz=392.0,
    slope=1.6,
    even=0.9,
    body=((3_400.0, 0.5, 1.6),),
    air=0.06,
    sway=0.24,
    speech=0.7,
)
GUAN = Player(
    name="guan",
    hertz=131.0,
    slope=1.1,
    even=0.25,
    body=((600.0, 0.5, 1.5), (1_700.0, 0.5, 1.6)),
    air=0.02,
    sway=0.26,
    speech=0.7,
)
XUN = Player(name="xun", hertz=175.0, slope=2.6, even=0.3, body=((420.0, 0.7, 0.8),), air=0.09, sway=0.16, speech=0.8)

PIPA = Player(
    name="pipa",
    hertz=294.0,
    slope=0.85,
    body=((430.0, 0.5, 1.2), (1_600.0, 0.5, 1.8), (3_000.0, 0.5, 1.2)),
    air=0.05,
    sway=0.18,
    speech=0.5,
    rings=0.28,
)
RUAN = Player(
    name="ruan",
    hertz=147.0,
    slope=1.15,
    body=((260.0, 0.6, 1.6), (620.0, 0.6, 1.2)),
    air=0.035,
    sway=0.14,
    speech=0.5,
    rings=0.42,
)
GUQIN = Player(
    name="guqin",
    hertz=98.0,
    slope=1.3,
    body=((180.0, 0.7, 1.4), (420.0, 0.5, 1.2), (1_100.0, 0.6, 0.8)),
    air=0.03,
    sway=0.3,
    speech=0.45,
    rings=0.7,
)
LIUQIN = Player(
    name="liuqin",
    hertz=440.0,
    slope=0.8,
    body=((900.0, 0.5, 1.3), (2_600.0, 0.5, 2.0)),
    air=0.05,
    sway=0.16,
    speech=0.5,
    rings=0.2,
)

PLAYERS = {
    each.name: each
    for each in (ERHU, ZHONGHU, GEHU, BANHU, XIAO, DIZI, GUAN, XUN, PIPA, RUAN, GUQIN, LIUQIN)
}  # fmt: skip

_CAST: dict[str, tuple[tuple[Player, float], ...]] = {
    "man": (
        (ZHONGHU, 0.0), (GUAN, 0.0), (XIAO, -5.0), (GEHU, 0.0), (RUAN, 0.0), (XUN, -3.0), (GUQIN, 3.0), (GUAN, 5.0),
    ),
    "woman": (
        (ERHU, 0.0), (XIAO, 5.0), (PIPA, 0.0), (BANHU, -2.0), (XUN, 6.0), (DIZI, -5.0), (ERHU, -4.0), (GUAN, 12.0),
    ),
    "child": ((DIZI, 0.0), (BANHU, 4.0), (LIUQIN, 0.0), (XIAO, 12.0)),
}  # fmt: skip
"""Who plays `man-1`, `woman-2` ..., and by how many semitones above the instrument's own pitch."""

_D = 440.0 * 2.0 ** (-7 / 12)
"""Hertz of D4, where A4 is 440."""
_NUMBERED = re.compile(r"(man|woman|child)-([1-9]\d*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A player, and the pitch in hertz this voice is spoken around."""

    player: Player
    hertz: float

    @property
    def tonic(self) -> float:
        """Semitones from this pitch up to the next D, on which all of a cast play, and the score with them."""
        return 12.0 * math.log2(_D / self.hertz) % 12.0


def part(voice: Voice) -> Part:
    """Who plays this voice; a `UserError` for a timbre nobody plays."""
    player, semitones = _chosen(voice)
    return Part(player=player, hertz=player.hertz * 2.0 ** (semitones / 12.0) * max(0.25, voice.pitch))


def _chosen(voice: Voice) -> tuple[Player, float]:
    if not voice.timbre:
        everyone = (*_CAST["man"], *_CAST["woman"])
        return everyone[seed_of("instrument", voice.name) % len(everyone)]
    if numbered := _NUMBERED.fullmatch(voice.timbre):
        parts, number = _CAST[numbered[1]], int(numbered[2]) - 1
        player, semitones = parts[number % len(parts)]
        return player, semitones + math.log2(1.0 + 0.06 * (number // len(parts))) * 12.0
    if voice.timbre in PLAYERS:
        return PLAYERS[voice.timbre], 0.0
    possible = ("man-1", "woman-1", "child-1", "...", *PLAYERS)
    raise UserError(f"the instrument voice has no timbre {voice.timbre!r}", possible=possible)
