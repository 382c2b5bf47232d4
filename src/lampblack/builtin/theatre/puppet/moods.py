"""Feelings, as brows, lids, mouth corners and the way a body is carried."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.staging.people import Feeling, Mood, Person
from lampblack.staging.space import eased

TURN = 0.7
"""Seconds for one feeling to become the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bearing:
    """What a mood adds to face and body (signs as in `FacePose`; pitch and lean in radians)."""

    lids: float = 0.0
    brow: float = 0.0
    knit: float = 0.0
    smile: float = 0.12
    pitch: float = 0.0
    lean: float = 0.0
    sag: float = 0.0
    """How much the body sinks, as a share of its standing height."""


BEARINGS: dict[Mood, Bearing] = {
    "calm": Bearing(),
    "happy": Bearing(lids=-0.18, brow=0.35, smile=1.0, pitch=0.05, lean=-0.02),
    "sad": Bearing(lids=-0.32, brow=0.0, knit=-0.9, smile=-0.7, pitch=-0.17, lean=0.06, sag=0.01),
    "angry": Bearing(lids=0.15, brow=-0.65, knit=1.0, smile=-0.55, pitch=-0.06, lean=0.06),
    "afraid": Bearing(lids=0.75, brow=0.85, knit=-0.75, smile=-0.4, pitch=0.03, lean=-0.08, sag=0.012),
    "weary": Bearing(lids=-0.5, brow=-0.1, knit=-0.3, smile=-0.2, pitch=-0.14, lean=0.09, sag=0.012),
    "resolute": Bearing(lids=0.05, brow=-0.4, knit=0.55, smile=-0.15, pitch=0.04, lean=0.01),
    "tender": Bearing(lids=-0.22, brow=0.2, knit=-0.35, smile=0.55, pitch=-0.05, lean=0.03),
}


def felt(pose: BodyPose, person: Person, frame: int, fps: float) -> BodyPose:
    """The pose carried as the person feels at `frame`."""
    index = max((i for i, feeling in enumerate(person.feelings) if feeling.frame <= frame), default=-1)
    if index < 0:
        return pose
    now = person.feelings[index]
    share = eased((frame - now.frame) / (TURN * fps), "in_out") if now.frame > 0 else 1.0
    a = _weighed(person.feelings[index - 1]) if index else Bearing()
    b = _weighed(now)

    def mixed(x: float, y: float) -> float:
        return x + (y - x) * share

    face = replace(
        pose.face,
        lids=pose.face.lids + mixed(a.lids, b.lids),
        brow=pose.face.brow + mixed(a.brow, b.brow),
        knit=pose.face.knit + mixed(a.knit, b.knit),
        smile=mixed(a.smile, b.smile),
    )
    return replace(
        pose,
        face=face,
        head_pitch=pose.head_pitch + mixed(a.pitch, b.pitch),
        lean=pose.lean + mixed(a.lean, b.lean),
        pelvis=pose.pelvis * (1.0 - mixed(a.sag, b.sag)),
    )


def _weighed(feeling: Feeling) -> Bearing:
    s = max(0.0, min(1.0, feeling.strength))
    b, calm = BEARINGS[feeling.mood], BEARINGS["calm"]
    return Bearing(
        lids=b.lids * s,
        brow=b.brow * s,
        knit=b.knit * s,
        smile=calm.smile + (b.smile - calm.smile) * s,
        pitch=b.pitch * s,
        lean=b.lean * s,
        sag=b.sag * s,
    )
