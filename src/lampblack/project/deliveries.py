"""What a delivered film must measure, by the names broadcasters, cinemas and platforms know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

By = Literal["programme", "dialogue"]


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A loudness (LUFS by ITU-R BS.1770-4) under a true peak (dBTP). `by`: of the whole programme, or of the mix where
    someone speaks."""

    name: str = "web"
    loudness: float = -16.0
    true_peak: float = -1.0
    by: By = "programme"


GOALS: Mapping[str, Goal] = {
    goal.name: goal
    for goal in (
        # what streaming platforms leave as it is
        Goal(),
        # EBU R 128 (2020)
        Goal(name="r128", loudness=-23.0, true_peak=-1.0),
        # ATSC A/85: the same for North America's broadcasters
        Goal(name="atsc", loudness=-24.0, true_peak=-2.0),
        # dialogue-gated, as long-form platforms and cinemas' servers ask; quiet enough that a shout is one
        Goal(name="cinema", loudness=-27.0, true_peak=-2.0, by="dialogue"),
    )
}
