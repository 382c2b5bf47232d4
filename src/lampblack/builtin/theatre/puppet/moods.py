"""Feelings, as brows, lids, mouth corners and the way a body is carried."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.staging.mouth import MouthPose
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
    roll: float = 0.0
    """The head laid aside."""
    mouth: MouthPose = field(default_factory=MouthPose)
    """What the mouth does while nothing is said."""


BEARINGS: dict[Mood, Bearing] = {
    "calm": Bearing(),
    "happy": Bearing(
        lids=-0.12, brow=0.45, smile=1.25, pitch=0.06, lean=-0.02, mouth=MouthPose(open=0.2, wide=0.55, teeth=1.0)
    ),
    "sad": Bearing(lids=-0.34, brow=0.1, knit=-1.0, smile=-0.95, pitch=-0.17, lean=0.06, sag=0.01),
    "angry": Bearing(lids=0.2, brow=-0.75, knit=1.0, smile=-0.8, pitch=-0.06, lean=0.06, mouth=MouthPose(pressed=0.9)),
    "afraid": Bearing(
        lids=0.95, brow=1.0, knit=-0.85, smile=-0.45, pitch=0.03, lean=-0.08, sag=0.012,
        mouth=MouthPose(open=0.34, wide=0.2, teeth=0.3),
    ),
    "weary": Bearing(lids=-0.72, brow=-0.05, knit=-0.3, smile=-0.3, pitch=-0.14, lean=0.09, sag=0.012, roll=-0.06),
    "resolute": Bearing(
        lids=0.05, brow=-0.4, knit=0.55, smile=-0.2, pitch=0.05, lean=0.01, mouth=MouthPose(pressed=0.7)
    ),
    "tender": Bearing(lids=-0.26, brow=0.25, knit=-0.4, smile=0.65, pitch=-0.05, lean=0.03, roll=0.1),
}  # fmt: skip


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
        mouth=_between(a.mouth, b.mouth, share),
    )
    return replace(
        pose,
        face=face,
        head_pitch=pose.head_pitch + mixed(a.pitch, b.pitch),
        head_roll=pose.head_roll + mixed(a.roll, b.roll),
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
        roll=b.roll * s,
        mouth=_between(calm.mouth, b.mouth, s),
    )


def _between(a: MouthPose, b: MouthPose, share: float) -> MouthPose:
    return a if a == b else MouthPose(**{n: x + (getattr(b, n) - x) * share for n, x in asdict(a).items()})


def saying(silent: MouthPose, spoken: MouthPose) -> MouthPose:
    """The mouth as it speaks, in a face whose mouth is `silent` by feeling: lips that must meet do meet."""
    free = 1.0 - spoken.pressed
    shut = 1.0 - min(1.0, 5.0 * spoken.open)
    return replace(
        spoken,
        open=max(spoken.open, silent.open * free),
        wide=max(spoken.wide, silent.wide * (1.0 - spoken.round)),
        teeth=max(spoken.teeth, silent.teeth * free * shut),
        pressed=max(spoken.pressed, silent.pressed * shut),
    )
