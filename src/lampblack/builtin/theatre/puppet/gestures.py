"""What hands say and show: pointing, waving, raising, reaching, joining, folding."""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.puppet.moment import Moment, reached
from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose
from lampblack.staging.space import eased


def gesture(pose: BodyPose, m: Moment) -> BodyPose:
    """An open hand carried out to the side in three beats, the other one following less."""
    beat = math.sin(m.seconds * 4.4)
    lead = HandPose(x=0.44 + 0.08 * beat, y=-0.34 + 0.12 * beat, z=0.62, elbow_out=0.5, grip="open")
    follow = HandPose(x=0.16, y=-0.58 - 0.06 * beat, z=0.55, elbow_out=0.5, grip="open")
    return replace(
        pose,
        right=reached(pose.right, lead, m.share),
        left=reached(pose.left, follow, m.share * 0.7),
        head_pitch=pose.head_pitch + 0.05 * beat * m.share,
        twist=pose.twist + 0.07 * m.share,
        shift_x=pose.shift_x + 0.008 * m.share,
    )


def point(pose: BodyPose, m: Moment) -> BodyPose:
    """The arm goes up folded and then out; the trunk leans after it, the head is there first."""
    out = eased((m.t - 0.1) / 0.2, "out")
    folded = HandPose(x=0.3, y=-0.18, z=0.45, elbow_out=0.6, grip="point")
    goal = HandPose(x=0.42, y=0.12, z=0.86, elbow_out=0.2, grip="point")
    if m.aim is not None:
        goal = HandPose(x=0.3, y=-0.05, z=0.9, aim=m.aim, pull=1.0, elbow_out=0.2, grip="point")
    return replace(
        pose,
        right=reached(pose.right, reached(folded, goal, out), m.share),
        twist=pose.twist + m.turn * 0.3 * m.share,
        lean=pose.lean + 0.07 * m.share * out,
        head_yaw=pose.head_yaw + m.turn * 0.35 * m.share,
    )


def wave(pose: BodyPose, m: Moment) -> BodyPose:
    """A hand above the shoulder that swings from the elbow."""
    swing = math.sin(m.seconds * 9.5)
    goal = HandPose(x=0.5 + 0.2 * swing, y=0.62 - 0.05 * abs(swing), z=0.26, elbow_out=0.9, grip="open")
    return replace(
        pose,
        right=reached(pose.right, goal, m.share),
        side=pose.side + 0.03 * m.share,
        head_roll=pose.head_roll + 0.05 * m.share,
        lean=pose.lean - 0.02 * m.share,
    )


def clap(pose: BodyPose, m: Moment) -> BodyPose:
    apart = abs(math.sin(m.seconds * 8.0))
    goal = HandPose(x=-0.34 + 0.3 * apart, y=-0.26, z=0.58, elbow_out=0.75, grip="open")
    bounce = 0.02 * (1.0 - apart) * m.share
    return replace(
        pose,
        right=reached(pose.right, goal, m.share),
        left=reached(pose.left, replace(goal, y=-0.32), m.share),
        head_pitch=pose.head_pitch + bounce,
        lean=pose.lean + bounce,
    )


def shrug(pose: BodyPose, m: Moment) -> BodyPose:
    """Empty hands turned out, shoulders up, the head laid over."""
    goal = HandPose(x=0.5, y=-0.44, z=0.42, elbow_out=0.2, grip="open")
    face = replace(pose.face, brow=pose.face.brow + 0.6 * m.share, smile=pose.face.smile - 0.35 * m.share)
    return replace(
        pose,
        face=face,
        right=reached(pose.right, goal, m.share),
        left=reached(pose.left, goal, m.share),
        breath=pose.breath + 3.5 * m.share,
        head_roll=pose.head_roll + 0.2 * m.share,
        head_pitch=pose.head_pitch - 0.05 * m.share,
    )


def think(pose: BodyPose, m: Moment) -> BodyPose:
    """Chin on a hand, the elbow in the other one; the eyes go up and aside."""
    chin = HandPose(x=-0.2, y=0.06, z=0.42, lips=0.72, elbow_out=0.25, grip="grip")
    under = HandPose(x=-0.42, y=-0.5, z=0.5, elbow_out=0.5, grip="relax")
    drift = math.sin(m.seconds * 1.3)
    face = replace(
        pose.face,
        gaze_x=pose.face.gaze_x + 0.22 * m.share,
        gaze_y=pose.face.gaze_y + (0.18 + 0.05 * drift) * m.share,
        knit=pose.face.knit + 0.35 * m.share,
    )
    return replace(
        pose,
        face=face,
        right=reached(pose.right, chin, m.share),
        left=reached(pose.left, under, m.share * 0.95),
        head_roll=pose.head_roll - 0.08 * m.share,
        head_pitch=pose.head_pitch - 0.05 * m.share,
    )


def cross(pose: BodyPose, m: Moment) -> BodyPose:
    """Arms folded before the breast, the weight on one leg."""
    upper = HandPose(x=-0.36, y=-0.46, z=0.36, elbow_out=0.75)
    lower = HandPose(x=-0.34, y=-0.56, z=0.3, elbow_out=0.75)
    return replace(
        pose,
        right=reached(pose.right, upper, m.share),
        left=reached(pose.left, lower, m.share),
        lean=pose.lean - 0.04 * m.share,
        shift_x=pose.shift_x + 0.012 * m.share,
        head_pitch=pose.head_pitch + 0.03 * m.share,
    )


def lift(pose: BodyPose, m: Moment) -> BodyPose:
    right = HandPose(x=0.36, y=0.78, z=0.42, elbow_out=0.4, grip="open")
    left = HandPose(x=0.4, y=0.62, z=0.5, elbow_out=0.4, grip="open")
    return replace(
        pose,
        right=reached(pose.right, right, m.share),
        left=reached(pose.left, left, m.share * 0.9),
        head_pitch=pose.head_pitch + 0.22 * m.share,
        lean=pose.lean - 0.06 * m.share,
        prop_out=pose.prop_out + 0.3 * m.share,
    )


def reach(pose: BodyPose, m: Moment) -> BodyPose:
    goal = HandPose(x=0.22, y=0.0, z=0.95, elbow_out=0.2, grip="open")
    if m.aim is not None:
        goal = replace(goal, aim=m.aim, pull=1.0)
    return replace(
        pose,
        right=reached(pose.right, goal, m.share),
        lean=pose.lean + 0.16 * m.share,
        twist=pose.twist - 0.22 * m.share + m.turn * 0.2 * m.share,
    )


def bow(pose: BodyPose, m: Moment) -> BodyPose:
    """Hands joined before the breast, right in left, and the back bent."""
    deep = eased(min(m.t, 1.0 - m.t) / 0.28, "in_out") * m.share
    joined = HandPose(x=-0.36, y=-0.2 - 0.1 * deep, z=0.62, elbow_out=0.9, grip="grip")
    return replace(
        pose,
        lean=pose.lean + 0.72 * deep,
        shift_z=pose.shift_z - 0.05 * deep,
        head_pitch=pose.head_pitch - 0.3 * deep,
        right=reached(pose.right, joined, m.share),
        left=reached(pose.left, replace(joined, x=-0.34, y=-0.22 - 0.1 * deep), m.share),
    )
