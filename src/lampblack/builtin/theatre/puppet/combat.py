"""Blows and falls: wind up, strike, ward off, go down."""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.puppet.moment import Moment, reached
from lampblack.builtin.theatre.puppet.pose import BodyPose, FacePose, FootPose, HandPose, blended
from lampblack.builtin.theatre.puppet.vector import upright
from lampblack.staging.space import eased

BOUT = 1.5
"""Seconds of one exchange in a fight: one strikes, the other wards off, then the other way round."""
BLOW = 0.57
"""When a blow lands, as a share of the time of a strike or a bout."""


def strike(pose: BodyPose, m: Moment) -> BodyPose:
    """Wind up over the shoulder, then down within three frames with a step, through the blow, and back."""
    return _struck(pose, m, m.t)


def _struck(pose: BodyPose, m: Moment, t: float) -> BodyPose:
    wind = eased(t / 0.42, "in_out")
    blow = eased((t - 0.45) / 0.13, "in")
    through = math.sin(math.pi * min(1.0, max(0.0, (t - 0.56) / 0.3)))
    high = HandPose(x=0.22, y=0.72, z=-0.05, elbow_out=0.6, grip="grip")
    low = HandPose(x=-0.04, y=-0.5 - 0.08 * through, z=0.84, elbow_out=0.35, grip="grip")
    goal = blended(blended(pose.right, high, wind), low, blow)
    second = blended(
        blended(pose.left, replace(high, x=-0.1, y=0.55, z=0.25), wind), replace(low, x=-0.2, y=-0.6), blow
    )
    struck = replace(
        pose,
        right=reached(pose.right, goal, m.share),
        left=reached(pose.left, second, m.share),
        lean=pose.lean + m.share * (-0.16 * wind + 0.46 * blow + 0.06 * through),
        twist=pose.twist + m.share * (0.4 * wind - 0.75 * blow),
        pelvis=pose.pelvis * (1.0 - m.share * (0.07 * blow + 0.02 * through)),
        prop=pose.prop + m.share * (-0.6 * wind + 1.9 * blow),
        face=_fierce(pose, m),
    )
    forward = eased((t - 0.36) / 0.18, "in_out") * (1.0 - eased((t - 0.78) / 0.2, "in_out"))
    lifted = _arch((t - 0.36) / 0.18) + _arch((t - 0.78) / 0.2)
    return _lunged(struck, m, forward, lifted)


def parry(pose: BodyPose, m: Moment) -> BodyPose:
    """The arm thrown up across the head, the weight going back."""
    return _warded(pose, m, m.t)


def _warded(pose: BodyPose, m: Moment, t: float) -> BodyPose:
    up = eased((t - 0.28) / 0.2, "out") * (1.0 - eased((t - 0.8) / 0.2, "in_out"))
    jolt = math.sin(math.pi * min(1.0, max(0.0, (t - 0.56) / 0.16)))
    guard = HandPose(x=0.12, y=-0.2, z=0.6, elbow_out=0.5, grip="grip")
    across = HandPose(x=-0.12, y=0.42 - 0.08 * jolt, z=0.56 - 0.06 * jolt, elbow_out=0.9, grip="grip")
    other = HandPose(x=0.1, y=-0.28, z=0.42, elbow_out=0.6, grip="open")
    return replace(
        pose,
        right=reached(pose.right, blended(guard, across, up), m.share),
        left=reached(pose.left, other, m.share),
        lean=pose.lean + m.share * (0.05 - 0.2 * up - 0.05 * jolt),
        twist=pose.twist + m.share * 0.3 * up,
        shift_z=pose.shift_z - m.share * (0.035 * up + 0.01 * jolt),
        pelvis=pose.pelvis * (1.0 - m.share * (0.035 + 0.02 * jolt)),
        prop=pose.prop + m.share * (0.75 * up),
        prop_out=pose.prop_out - m.share * 0.9 * up,
        face=_fierce(pose, m),
    )


def fight(pose: BodyPose, m: Moment) -> BodyPose:
    """Bout after bout: who begins strikes first, the other wards off."""
    number, t = divmod(m.seconds / BOUT, 1.0)
    mine = (int(number) % 2 == 0) == m.first
    return _struck(pose, m, t) if mine else _warded(pose, m, t)


def _fierce(pose: BodyPose, m: Moment) -> FacePose:
    return replace(pose.face, knit=pose.face.knit + 0.7 * m.share, brow=pose.face.brow - 0.3 * m.share)


def _arch(t: float) -> float:
    return math.sin(math.pi * t) if 0.0 < t < 1.0 else 0.0


def _lunged(pose: BodyPose, m: Moment, forward: float, lifted: float) -> BodyPose:
    """One foot set forward and taken back, through the air; only by those who stand."""
    if pose.pelvis < 0.8 or pose.lay:
        return pose
    h, share = m.body.height, max(0.0, min(1.0, m.share))
    ahead = upright((0.0, 0.0, 0.0), pose.yaw).out(0.0, 0.05 * lifted * h * share, 0.26 * forward * h * share)
    foot = pose.left_foot
    at = (foot.at[0] + ahead[0], foot.at[1] + ahead[1], foot.at[2] + ahead[2])
    return replace(
        pose,
        left_foot=replace(foot, at=at),
        shift_z=pose.shift_z + 0.1 * forward * share,
        pelvis=pose.pelvis * (1.0 - 0.05 * forward * share),
    )


def fall(pose: BodyPose, m: Moment) -> BodyPose:
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
