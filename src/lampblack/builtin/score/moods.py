"""Moods as a musician hears them: mode, tempo, how tunes come back, whether there are drums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.builtin.score.motifs import Variation

Mode = Literal["gong", "shang", "jue", "zhi", "yu"]
"""The five pentatonic modes; a scale of seven has them as ionian, dorian, phrygian, mixolydian and aeolian."""

STEPS: dict[Mode, tuple[int, ...]] = {
    "gong": (0, 2, 4, 7, 9), "shang": (0, 2, 5, 7, 10), "jue": (0, 3, 5, 8, 10),
    "zhi": (0, 2, 5, 7, 9), "yu": (0, 3, 5, 7, 10),
}  # fmt: skip
SEVEN: dict[Mode, tuple[int, ...]] = {
    "gong": (0, 2, 4, 5, 7, 9, 11), "shang": (0, 2, 3, 5, 7, 9, 10), "jue": (0, 1, 3, 5, 7, 8, 10),
    "zhi": (0, 2, 4, 5, 7, 9, 10), "yu": (0, 2, 3, 5, 7, 8, 10),
}  # fmt: skip
TONIC: dict[Mode, int] = {"gong": 0, "shang": 2, "jue": 4, "zhi": 7, "yu": 9}
"""Where the mode's tonic lies above the gong of the same five notes: a change of mode is not yet a change of key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How a mood plays. `pace` against the score's tempo, `fifths` how far the key goes from home, `busy` how full the
    accompaniment is (0 to 1), `ways` how tunes come back, one after another."""

    mode: Mode
    pace: float
    fifths: int
    busy: float
    ways: tuple[Variation, ...]
    drums: bool = False

    @property
    def minor(self) -> bool:
        return self.mode in ("yu", "jue", "shang")


MANNERS: dict[str, Manner] = {
    "calm": Manner(mode="gong", pace=0.95, fifths=0, busy=0.45, ways=("plain", "ornamented", "lowered")),
    "tender": Manner(mode="gong", pace=0.98, fifths=0, busy=0.5, ways=("plain", "raised", "augmented")),
    "happy": Manner(mode="gong", pace=1.35, fifths=1, busy=0.85, ways=("ornamented", "raised", "plain")),
    "resolute": Manner(mode="zhi", pace=1.38, fifths=1, busy=0.85, ways=("plain", "raised", "ornamented"), drums=True),
    "angry": Manner(mode="shang", pace=1.6, fifths=2, busy=1.0, ways=("fragment", "plain", "fragment"), drums=True),
    "afraid": Manner(mode="jue", pace=1.1, fifths=-2, busy=0.55, ways=("fragment", "inverted", "augmented")),
    "weary": Manner(mode="yu", pace=0.88, fifths=-1, busy=0.35, ways=("augmented", "lowered", "plain")),
    "sad": Manner(mode="yu", pace=0.84, fifths=-1, busy=0.4, ways=("inverted", "plain", "augmented")),
}


def manner_of(mood: str) -> Manner:
    """How a mood plays; one nobody knows is calm."""
    return MANNERS.get(mood, MANNERS["calm"])
