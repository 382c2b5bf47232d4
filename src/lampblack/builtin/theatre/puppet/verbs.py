"""What a person can be seen to do: one function a verb, each a pose changed by how far the action has come."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.pose import BodyPose, FootPose, HandPose, blended
from lampblack.builtin.theatre.puppet.proportions import Proportions, proportions_of
from lampblack.builtin.theatre.puppet.vector import Vec, along, sub, upright
from lampblack.staging.people import Action, Person, Verb
from lampblack.staging.space import eased

EASE = 0.45
"""Seconds to come into an action and out of it, where it is long enough for both."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An action at an instant: `share` of it is carried out (eased in and out), `t` of its time is gone."""

    share: float
    t: float
    seconds: float
    """Since it began."""
    aim: Vec | None
    """Where its target is, if it has one on the stage."""
    turn: float
    """The yaw from the body's front to the target (or a little to the right), limited to what a trunk can do."""
    body: Proportions


def acted(
    pose: BodyPose,
    person: Person,
    action: Action,
    frame: int,
    fps: float,
    aim: Vec | None,
    *,
    mirrored: bool = False,
) -> BodyPose:
    """`pose` with `action` as far as it has come at `frame`; `mirrored`: left and right are swapped in it."""
    long = max(1.0, float(action.stop - action.start))
    ease = max(1.0, min(EASE * fps, long * 0.4))
    since, left = float(frame - action.start), float(action.stop - frame)
    share = eased(since / ease, "in_out")
    if not _lasting(person, action, frame):
        share *= eased(left / ease, "in_out")
    if share <= 0.0:
        return pose
    body = proportions_of(person.figure)
    turn = 0.55
    if aim is not None:
        x, _, z = upright(pose.root, pose.yaw).inward(sub(aim, pose.root))
        turn = max(-1.0, min(1.0, math.atan2(x, z)))
    if mirrored:
        turn = -turn
    strength = max(0.0, action.strength)
    moment = Moment(share * min(1.3, strength), min(1.0, since / long), since / fps, aim, turn, body)
    return VERBS[action.verb](pose, moment)


def lasts(person: Person, action: Action, frame: int) -> bool:
    """Whether `action` is to be seen at `frame`: a fall lasts until the person is next placed on their feet."""
    if frame < action.start:
        return False
    return frame < action.stop or _lasting(person, action, frame)


def _lasting(person: Person, action: Action, frame: int) -> bool:
    return action.verb == "fall" and not any(action.stop < mark.frame <= frame for mark in person.marks)


def _hand(hand: HandPose, goal: HandPose, share: float) -> HandPose:
    return blended(hand, goal, min(1.0, share))


def _gesture(pose: BodyPose, m: Moment) -> BodyPose:
    beat = math.sin(m.seconds * 4.4)
    lead = HandPose(x=0.3 + 0.06 * beat, y=-0.42 + 0.1 * beat, z=0.66, elbow_out=0.4, grip="open")
    follow = HandPose(x=0.12, y=-0.6 - 0.05 * beat, z=0.55, elbow_out=0.45, grip="open")
    return replace(
        pose,
        right=_hand(pose.right, lead, m.share),
        left=_hand(pose.left, follow, m.share * 0.6),
        head_pitch=pose.head_pitch + 0.04 * beat * m.share,
    )


def _point(pose: BodyPose, m: Moment) -> BodyPose:
    if m.aim is not None:
        goal = HandPose(x=0.3, y=-0.05, z=0.9, aim=m.aim, pull=1.0, elbow_out=0.2, grip="point")
    else:
        goal = HandPose(x=0.42, y=0.12, z=0.86, elbow_out=0.2, grip="point")
    return replace(
        pose,
        right=_hand(pose.right, goal, m.share),
        twist=pose.twist + m.turn * 0.25 * m.share,
        head_yaw=pose.head_yaw + m.turn * 0.3 * m.share,
    )


def _raise(pose: BodyPose, m: Moment) -> BodyPose:
    right = HandPose(x=0.36, y=0.78, z=0.42, elbow_out=0.4, grip="open")
    left = HandPose(x=0.4, y=0.62, z=0.5, elbow_out=0.4, grip="open")
    return replace(
        pose,
        right=_hand(pose.right, right, m.share),
        left=_hand(pose.left, left, m.share * 0.9),
        head_pitch=pose.head_pitch + 0.22 * m.share,
        lean=pose.lean - 0.06 * m.share,
        prop_out=pose.prop_out + 0.3 * m.share,
    )


def _reach(pose: BodyPose, m: Moment) -> BodyPose:
    goal = HandPose(x=0.2, y=0.02, z=0.95, elbow_out=0.2, grip="open")
    if m.aim is not None:
        goal = replace(goal, aim=m.aim, pull=1.0)
    return replace(
        pose,
        right=_hand(pose.right, goal, m.share),
        lean=pose.lean + 0.16 * m.share,
        twist=pose.twist - 0.22 * m.share + m.turn * 0.2 * m.share,
    )


def _drink(pose: BodyPose, m: Moment) -> BodyPose:
    gulp = math.sin(m.seconds * 7.0) * 0.02
    tilt = eased((m.t - 0.15) / 0.4, "in_out") * m.share
    goal = HandPose(x=-0.1, y=0.1, z=0.5, lips=1.0, elbow_out=0.75, grip="grip")
    steady = HandPose(x=-0.1, y=-0.12, z=0.6, lips=0.55, elbow_out=0.6, grip="open")
    face = replace(pose.face, lids=pose.face.lids - 0.35 * tilt)
    return replace(
        pose,
        right=_hand(pose.right, goal, m.share),
        left=_hand(pose.left, steady, m.share * 0.75),
        head_pitch=pose.head_pitch + (0.34 + gulp) * tilt,
        lean=pose.lean - 0.07 * tilt,
        prop=pose.prop - 1.25 * tilt,
        face=face,
    )


def _strike(pose: BodyPose, m: Moment) -> BodyPose:
    """Wind up over the shoulder, then down within three frames, and hold."""
    wind = eased(m.t / 0.42, "in_out")
    blow = eased((m.t - 0.45) / 0.13, "in")
    high = HandPose(x=0.22, y=0.72, z=-0.05, elbow_out=0.6, grip="grip")
    low = HandPose(x=0.0, y=-0.5, z=0.82, elbow_out=0.35, grip="grip")
    goal = blended(blended(pose.right, high, wind), low, blow)
    second = blended(
        blended(pose.left, replace(high, x=-0.1, y=0.55, z=0.25), wind), replace(low, x=-0.15, y=-0.6), blow
    )
    return replace(
        pose,
        right=_hand(pose.right, goal, m.share),
        left=_hand(pose.left, second, m.share),
        lean=pose.lean + m.share * (-0.14 * wind + 0.44 * blow),
        twist=pose.twist + m.share * (0.4 * wind - 0.75 * blow),
        pelvis=pose.pelvis * (1.0 - 0.06 * blow * m.share),
        prop=pose.prop + m.share * (-0.6 * wind + 1.9 * blow),
        face=replace(pose.face, knit=pose.face.knit + 0.7 * m.share, brow=pose.face.brow - 0.3 * m.share),
    )


def _fall(pose: BodyPose, m: Moment) -> BodyPose:
    """The knees give, then the body goes over forward and lies, one arm before it, the face to the camera."""
    h = m.body.height
    down = eased(m.t / 0.5, "in") * m.share
    over = eased((m.t - 0.42) / 0.58, "in") * m.share
    ground = upright(pose.root, pose.yaw)

    def foot(side: float, back: float, yaw: float, pitch: float) -> FootPose:
        return FootPose(at=ground.out(side * m.body.hip * 1.2, 0.0, -back * h), yaw=pose.yaw + yaw, pitch=pitch)

    knees = replace(
        pose,
        pelvis=0.29 * h / m.body.pelvis,
        shift_z=0.0,
        lean=0.35,
        head_pitch=-0.35,
        right_foot=foot(1.0, 0.18, 0.1, 1.1),
        left_foot=foot(-1.0, 0.16, -0.1, 1.1),
        right=blended(pose.right, HandPose(x=0.15, y=-0.75, z=0.5, grip="open"), 0.8),
        left=blended(pose.left, HandPose(x=0.2, y=-0.8, z=0.4), 0.8),
    )
    before = HandPose(x=0.42, y=0.72, z=0.1, elbow_out=0.8, grip="open")
    beside = HandPose(x=0.4, y=-0.5, z=0.12, elbow_out=1.0)
    side = 1.0 if m.turn >= 0.0 else -1.0
    flat = replace(
        knees,
        pelvis=0.075 * h / m.body.pelvis,
        shift_z=0.12,
        lay=-math.pi / 2 + 0.04,
        lean=0.0,
        side=0.06 * side,
        head_pitch=0.22,
        head_yaw=0.95 * side,
        head_roll=0.15 * side,
        right=beside if side > 0.0 else before,
        left=before if side > 0.0 else beside,
        right_foot=foot(1.0, 0.36, 0.3, 1.75),
        left_foot=foot(-1.0, 0.33, -0.3, 1.75),
        face=replace(pose.face, blink=max(pose.face.blink, eased((m.t - 0.7) / 0.3, "in_out"))),
        prop=1.2,
    )
    return blended(blended(pose, knees, down), flat, over)


def _nod(pose: BodyPose, m: Moment) -> BodyPose:
    return replace(pose, head_pitch=pose.head_pitch - m.share * (0.1 + 0.16 * math.sin(m.seconds * 8.0)))


def _shake(pose: BodyPose, m: Moment) -> BodyPose:
    return replace(pose, head_yaw=pose.head_yaw + m.share * 0.3 * math.sin(m.seconds * 9.0))


def _bow(pose: BodyPose, m: Moment) -> BodyPose:
    """Hands joined before the breast, right in left, and the back bent."""
    deep = eased(min(m.t, 1.0 - m.t) / 0.28, "in_out") * m.share
    joined = HandPose(x=-0.36, y=-0.2 - 0.1 * deep, z=0.62, elbow_out=0.9, grip="grip")
    return replace(
        pose,
        lean=pose.lean + 0.72 * deep,
        shift_z=pose.shift_z - 0.05 * deep,
        head_pitch=pose.head_pitch - 0.3 * deep,
        right=_hand(pose.right, joined, m.share),
        left=_hand(pose.left, replace(joined, x=-0.34, y=-0.22 - 0.1 * deep), m.share),
    )


def _weep(pose: BodyPose, m: Moment) -> BodyPose:
    sob = abs(math.sin(m.seconds * 5.2)) ** 3 * 0.05
    wipe = HandPose(x=-0.24, y=0.2, z=0.42, lips=0.75, elbow_out=0.7)
    face = replace(
        pose.face,
        knit=pose.face.knit - 0.9 * m.share,
        smile=pose.face.smile - 0.7 * m.share,
        lids=pose.face.lids - 0.45 * m.share,
        tears=max(pose.face.tears, m.share),
    )
    return replace(
        pose,
        face=face,
        left=_hand(pose.left, wipe, m.share),
        head_pitch=pose.head_pitch - (0.3 + sob) * m.share,
        lean=pose.lean + (0.1 + sob) * m.share,
    )


def _laugh(pose: BodyPose, m: Moment) -> BodyPose:
    shake = math.sin(m.seconds * 13.0)
    mouth = replace(
        pose.face.mouth,
        open=max(pose.face.mouth.open, (0.5 + 0.2 * shake) * min(1.0, m.share)),
        wide=max(pose.face.mouth.wide, 0.8 * min(1.0, m.share)),
        teeth=max(pose.face.mouth.teeth, 0.8 * min(1.0, m.share)),
    )
    face = replace(pose.face, smile=pose.face.smile + m.share, lids=pose.face.lids - 0.55 * m.share, mouth=mouth)
    face = replace(face, brow=face.brow + 0.35 * m.share)
    return replace(
        pose,
        face=face,
        head_pitch=pose.head_pitch + (0.16 + 0.035 * shake) * m.share,
        lean=pose.lean + (-0.05 + 0.015 * shake) * m.share,
        right=_hand(pose.right, HandPose(x=-0.3, y=-0.55, z=0.42, elbow_out=0.8), m.share * 0.75),
    )


def _look_up(pose: BodyPose, m: Moment) -> BodyPose:
    face = replace(pose.face, gaze_y=pose.face.gaze_y + 0.25 * m.share)
    return replace(pose, head_pitch=pose.head_pitch + 0.46 * m.share, lean=pose.lean - 0.05 * m.share, face=face)


def _look_down(pose: BodyPose, m: Moment) -> BodyPose:
    face = replace(pose.face, gaze_y=pose.face.gaze_y - 0.2 * m.share, lids=pose.face.lids - 0.2 * m.share)
    return replace(pose, head_pitch=pose.head_pitch - 0.42 * m.share, face=face)


def _give(pose: BodyPose, m: Moment) -> BodyPose:
    offered = HandPose(x=-0.05, y=-0.28, z=0.88, elbow_out=0.35, grip="open")
    if m.aim is not None:
        breast = along(m.aim, (0.0, 1.0, 0.0), -0.3 * m.body.height)
        offered = replace(offered, aim=breast, pull=0.7)
    return replace(
        pose,
        right=_hand(pose.right, offered, m.share),
        left=_hand(pose.left, replace(offered, x=0.0, y=-0.34), m.share * 0.95),
        lean=pose.lean + 0.14 * m.share,
        twist=pose.twist + m.turn * (0.2 if m.aim is not None else 0.0) * m.share,
    )


def _take(pose: BodyPose, m: Moment) -> BodyPose:
    """Reach out, close the hand, and bring it back to the breast."""
    back = eased((m.t - 0.55) / 0.35, "in_out")
    near = HandPose(x=-0.15, y=-0.42, z=0.5, elbow_out=0.5, grip="grip")
    out = _give(pose, m)
    return replace(out, right=_hand(out.right, near, back * m.share), left=_hand(out.left, pose.left, back * m.share))


def _turn(pose: BodyPose, m: Moment) -> BodyPose:
    turn = m.turn * m.share
    feet = [
        replace(foot, yaw=foot.yaw + turn * 0.5) if foot.at[1] <= pose.root[1] + 1e-6 else foot
        for foot in (pose.right_foot, pose.left_foot)
    ]
    return replace(
        pose,
        yaw=pose.yaw + turn * 0.5,
        twist=pose.twist + turn * 0.3,
        head_yaw=pose.head_yaw + turn * 0.3,
        right_foot=feet[0],
        left_foot=feet[1],
    )


VERBS: dict[Verb, Callable[[BodyPose, Moment], BodyPose]] = {
    "gesture": _gesture,
    "point": _point,
    "raise": _raise,
    "reach": _reach,
    "drink": _drink,
    "strike": _strike,
    "fall": _fall,
    "nod": _nod,
    "shake": _shake,
    "bow": _bow,
    "weep": _weep,
    "laugh": _laugh,
    "look_up": _look_up,
    "look_down": _look_down,
    "give": _give,
    "take": _take,
    "turn": _turn,
}
