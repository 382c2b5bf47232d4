"""How a figure is built: the lengths of its bones in metres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lampblack.staging.figure import Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class Proportions:
    """Lengths in metres, half widths for what comes in pairs."""

    height: float
    head: float
    """Chin to crown."""
    neck: float
    """Height of the pit of the neck above the ground."""
    pelvis: float
    """Height of the hip joints above the ground."""
    shoulder: float
    hip: float
    upper_arm: float
    forearm: float
    hand: float
    thigh: float
    shin: float
    ankle: float
    foot: float
    girth: float
    """Thickness of trunk and limbs: 1 for a medium build."""

    @property
    def arm(self) -> float:
        return self.upper_arm + self.forearm

    @property
    def leg(self) -> float:
        return self.thigh + self.shin


_GIRTH = {"slight": 0.9, "medium": 1.0, "broad": 1.17}


def heads_high(figure: Figure) -> float:
    """How many of his own heads a figure is tall: a child under five and a half, a giant above eight."""
    if figure.age == "child":
        return 4.6 + max(0.0, min(1.0, (figure.height - 0.9) / 0.7)) * 0.9
    tall = max(0.0, min(1.0, (figure.height - 1.85) / 0.8))
    return {"young": 6.8, "middle": 6.75, "old": 6.45}[figure.age] + tall * 1.1


@lru_cache(maxsize=256)
def proportions_of(figure: Figure) -> Proportions:
    """The build of `figure`: men wider in the shoulder, women in the hip, children short in the leg."""
    h = figure.height
    head = h / heads_high(figure)
    child = figure.age == "child"
    girth = _GIRTH[figure.build]
    woman = figure.sex == "woman" and not child
    shoulder = (0.101 if woman else 0.117 if not child else 0.104) * (0.45 + 0.55 * girth)
    ankle = 0.042 * h
    pelvis = (0.485 if child else 0.515) * h
    leg = pelvis - ankle
    neck = h - head * (1.14 if child else 1.27)
    return Proportions(
        height=h,
        head=head,
        neck=neck,
        pelvis=pelvis,
        shoulder=shoulder * h,
        hip=(0.052 if woman else 0.05) * h * (0.6 + 0.4 * girth),
        upper_arm=0.166 * h,
        forearm=0.146 * h,
        hand=0.098 * h * (1.06 if figure.sex == "man" else 0.95),
        thigh=leg * 0.502,
        shin=leg * 0.502,
        ankle=ankle,
        foot=0.145 * h,
        girth=girth,
    )
