"""Mouths: phonemes with their times, and the mouth shape that is seen for each (Preston Blair's set)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Shape = Literal["rest", "MBP", "FV", "AI", "E", "O", "U", "L", "etc"]
"""Preston Blair's mouths: rest, closed lips (M B P), lip on teeth (F V), wide open (A I), spread (E), round (O),
pursed (U W Q), tongue up (L), and everything else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MouthCue:
    """One mouth shape held from sample `start` to `stop`, in the take's own samples at 48 kHz."""

    start: int
    stop: int
    shape: Shape


@dataclass(frozen=True, kw_only=True, slots=True)
class MouthPose:
    """What a puppet's mouth does at an instant: 0 to 1 each."""

    open: float = 0.0
    wide: float = 0.0
    round: float = 0.0
    teeth: float = 0.0
    tongue: float = 0.0
    pressed: float = 0.0
    """Lips on each other with some force, as on an M; lips at rest only touch."""


POSES: dict[Shape, MouthPose] = {
    "rest": MouthPose(),
    "MBP": MouthPose(pressed=1.0),
    "FV": MouthPose(open=0.2, teeth=1.0, wide=0.1),
    "AI": MouthPose(open=1.0, wide=0.25),
    "E": MouthPose(open=0.42, wide=1.0, teeth=0.9),
    "O": MouthPose(open=0.7, round=0.7),
    "U": MouthPose(open=0.3, round=1.0),
    "L": MouthPose(open=0.55, tongue=1.0),
    "etc": MouthPose(open=0.36, wide=0.12, teeth=0.12),
}

BLEND = 2_400
"""Samples (50 ms) over which one shape becomes the next: shorter looks like a flap, longer like mumbling."""


FULL = 4_800
"""Samples (100 ms) a vowel takes to be as wide as it can be."""


def mouth_at(cues: tuple[MouthCue, ...], sample: int) -> MouthPose:
    """The mouth at `sample`: the cue that holds there, blended over `BLEND` samples around each change.

    Lips that must meet (MBP) are met fully by the middle of their cue, however short it is: a mouth that
    misses its M is
    what viewers notice first.
    """
    index = bisect_right([cue.start for cue in cues], sample) - 1
    if index < 0:
        return _towards(MouthPose(), cues, 0, sample) if cues else MouthPose()
    cue = cues[index]
    here = _reached(cue) if sample < cue.stop else MouthPose()
    half = min(BLEND // 2, max(1, (cue.stop - cue.start) // 2))
    if sample < cue.start + half:
        before = cues[index - 1] if index and cues[index - 1].stop >= cue.start - BLEND else None
        past = _reached(before) if before else MouthPose()
        return _mix(past, here, 0.5 + 0.5 * (sample - cue.start) / half)
    if cue.stop <= sample < cue.stop + half and (index + 1 == len(cues) or cues[index + 1].start > sample):
        return _mix(_reached(cue), MouthPose(), (sample - cue.stop) / half)
    return _towards(here, cues, index + 1, sample, half)


def _reached(cue: MouthCue) -> MouthPose:
    """How much of its shape a mouth comes to in the time it has: quick vowels are spoken with half a mouth; lips that
    must meet do."""
    pose = POSES[cue.shape]
    if cue.shape in ("rest", "MBP", "FV"):
        return pose
    return _mix(POSES["etc"], pose, 0.4 + 0.6 * (cue.stop - cue.start) / FULL)


def _towards(here: MouthPose, cues: tuple[MouthCue, ...], index: int, sample: int, most: int = BLEND // 2) -> MouthPose:
    """`here`, already leaning to the coming cue where it begins within half a blend, and within `most` samples: a short
    cue reaches its own shape before it leans to the next."""
    if index >= len(cues):
        return here
    ahead = cues[index]
    half = min(most, BLEND // 2, max(1, (ahead.stop - ahead.start) // 2))
    distance = ahead.start - sample
    return _mix(here, _reached(ahead), 0.5 - 0.5 * distance / half) if 0 < distance < half else here


def _mix(a: MouthPose, b: MouthPose, share: float) -> MouthPose:
    t = min(1.0, max(0.0, share))
    return MouthPose(
        open=a.open + (b.open - a.open) * t,
        wide=a.wide + (b.wide - a.wide) * t,
        round=a.round + (b.round - a.round) * t,
        teeth=a.teeth + (b.teeth - a.teeth) * t,
        tongue=a.tongue + (b.tongue - a.tongue) * t,
        pressed=a.pressed + (b.pressed - a.pressed) * t,
    )
