"""Sizes: how much of a body is seen, through which lens, how soft behind."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.shots.model import ShotSize


@dataclass(frozen=True, kw_only=True, slots=True)
class Lens:
    """What a size asks of the camera. `cut` is where the frame's lower edge meets the body, as a share of the height
    (negative: that much ground below the feet); `eyes` where the eyes stand, as a share of the frame from its top."""

    focal_length_mm: float
    f_number: float
    cut: float
    eyes: float
    lead: float
    """How far the eyes leave the middle, away from where a profile looks, as a share of the frame's width."""


# Cut lines avoid the joints of a body seven heads tall: ankle 0.04, knee 0.28, hip 0.52, elbow 0.63, shoulder 0.82,
# neck 0.85. Eyes stand on the upper third, or higher where more of the body is wanted below them.
LENSES: dict[ShotSize, Lens] = {
    "extreme_wide": Lens(focal_length_mm=24, f_number=8.0, cut=-1.95, eyes=0.52, lead=0.14),
    "wide": Lens(focal_length_mm=28, f_number=8.0, cut=-0.42, eyes=0.42, lead=0.12),
    "full": Lens(focal_length_mm=35, f_number=5.6, cut=-0.14, eyes=0.20, lead=0.10),
    "medium_full": Lens(focal_length_mm=40, f_number=5.6, cut=0.41, eyes=0.26, lead=0.10),
    "medium": Lens(focal_length_mm=50, f_number=4.0, cut=0.575, eyes=0.30, lead=0.10),
    "medium_close": Lens(focal_length_mm=65, f_number=3.5, cut=0.70, eyes=0.325, lead=0.09),
    "close": Lens(focal_length_mm=80, f_number=2.8, cut=0.765, eyes=0.345, lead=0.07),
    "extreme_close": Lens(focal_length_mm=85, f_number=2.8, cut=0.805, eyes=0.38, lead=0.05),
    "insert": Lens(focal_length_mm=65, f_number=3.5, cut=0.46, eyes=0.5, lead=0.0),
}

LADDER: tuple[ShotSize, ...] = (
    "extreme_wide", "wide", "full", "medium_full", "medium", "medium_close", "close", "extreme_close",
)  # fmt: skip
"""The sizes from far to near."""

JOINTS: dict[str, float] = {"ankle": 0.04, "knee": 0.28, "hip": 0.52, "elbow": 0.635, "neck": 0.845}
"""Shares of the height at which a frame's edge would seem to cut a limb off."""


def tighter(size: ShotSize, steps: int = 1) -> ShotSize:
    """The size `steps` nearer (negative: farther), never beyond a close-up or an extreme wide."""
    if size not in LADDER:
        return size
    index = LADDER.index(size) + steps
    return LADDER[min(max(index, 0), LADDER.index("close"))]


def steps_between(a: ShotSize, b: ShotSize) -> int:
    """How many size steps lie between two sizes; an insert is far from everything."""
    if a not in LADDER or b not in LADDER:
        return 0 if a == b else 3
    return abs(LADDER.index(a) - LADDER.index(b))
