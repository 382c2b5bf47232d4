"""From hand to hand, to the mouth, into arms: what is done with things and with each other."""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.puppet.moment import Moment, reached
from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose, blended
from lampblack.builtin.theatre.puppet.vector import Vec, along
from lampblack.staging.space import eased

HANDED = 0.5
"""How far through giving or taking, as a share of its time, a thing changes hands."""


def _between(pose: BodyPose, aim: Vec, m: Moment, below: float) -> Vec:
    """Where the hands of two meet: in the middle between them, `below` heights under their eyes."""
    eyes = pose.root[1] + 0.93 * m.body.height
    return ((pose.root[0] + aim[0]) / 2, (eyes + aim[1]) / 2 - below * m.body.height, (pose.root[2] + aim[2]) / 2)


def drink(pose: BodyPose, m: Moment) -> BodyPose:
    gulp = math.sin(m.seconds * 7.0) * 0.02
    tilt = eased((m.t - 0.15) / 0.4, "in_out") * m.share
    goal = HandPose(x=-0.1, y=0.1, z=0.5, lips=1.0, elbow_out=0.75, grip="grip")
    steady = HandPose(x=-0.3, y=-0.12, z=0.5, lips=0.88, elbow_out=0.5, grip="relax")
    face = replace(pose.face, lids=pose.face.lids - 0.35 * tilt)
    return replace(
        pose,
        right=reached(pose.right, goal, m.share),
        left=reached(pose.left, steady, m.share * 0.97) if m.both else pose.left,
        head_pitch=pose.head_pitch + (0.34 + gulp) * tilt,
        lean=pose.lean - 0.07 * tilt,
        prop=pose.prop - 1.25 * tilt,
        face=face,
    )


def eat(pose: BodyPose, m: Moment) -> BodyPose:
    """Hand to mouth, three times; the jaw goes on between."""
    up = 0.5 - 0.5 * math.cos(m.seconds * 4.2)
    bowl = HandPose(x=-0.12, y=-0.42, z=0.5, elbow_out=0.5, grip="grip")
    goal = blended(replace(bowl, y=-0.3), HandPose(x=-0.12, y=0.08, z=0.5, lips=0.9, elbow_out=0.7, grip="grip"), up)
    chew = 0.09 * abs(math.sin(m.seconds * 6.5)) * (1.0 - up) * max(0.0, m.share)
    mouth = replace(pose.face.mouth, open=max(pose.face.mouth.open, chew, 0.4 * (up - 0.7)))
    return replace(
        pose,
        right=reached(pose.right, goal, m.share),
        left=reached(pose.left, bowl, m.share),
        head_pitch=pose.head_pitch - (0.1 + 0.08 * up) * m.share,
        lean=pose.lean + 0.06 * m.share,
        face=replace(pose.face, mouth=mouth),
    )


def give(pose: BodyPose, m: Moment) -> BodyPose:
    offered = HandPose(x=-0.05, y=-0.28, z=0.88, elbow_out=0.35, grip="open")
    if m.aim is not None:
        offered = replace(offered, aim=_between(pose, m.aim, m, 0.28), pull=0.95)
    return replace(
        pose,
        right=reached(pose.right, offered, m.share),
        left=reached(pose.left, replace(offered, x=0.0, y=-0.34), m.share * 0.95),
        lean=pose.lean + 0.14 * m.share,
        twist=pose.twist + m.turn * (0.2 if m.aim is not None else 0.0) * m.share,
    )


def take(pose: BodyPose, m: Moment) -> BodyPose:
    """Reach out, close the hand, and bring it back to the breast."""
    back = eased((m.t - 0.55) / 0.35, "in_out")
    near = HandPose(x=-0.15, y=-0.42, z=0.5, elbow_out=0.5, grip="grip")
    out = give(pose, m)
    return replace(
        out, right=reached(out.right, near, back * m.share), left=reached(out.left, pose.left, back * m.share)
    )


def work(pose: BodyPose, m: Moment) -> BodyPose:
    """Hands busy with something before the body, one steady and one going to and fro; the eyes are on them."""
    to = math.sin(m.seconds * 6.0)
    right = HandPose(x=-0.14 + 0.12 * to, y=-0.52 + 0.05 * abs(to), z=0.62, elbow_out=0.55, grip="grip")
    left = HandPose(x=-0.2, y=-0.56, z=0.58, elbow_out=0.5, grip="grip")
    return replace(
        pose,
        right=reached(pose.right, right, m.share),
        left=reached(pose.left, left, m.share),
        lean=pose.lean + (0.12 + 0.01 * to) * m.share,
        head_pitch=pose.head_pitch - 0.32 * m.share,
        face=replace(pose.face, gaze_y=pose.face.gaze_y - 0.2 * m.share),
    )


def embrace(pose: BodyPose, m: Moment) -> BodyPose:
    """Both arms round the other, one high and one low, the head laid beside theirs."""
    high = HandPose(x=-0.05, y=-0.02, z=0.85, elbow_out=0.55, grip="open")
    low = HandPose(x=-0.1, y=-0.34, z=0.8, elbow_out=0.55, grip="open")
    if m.aim is not None:
        chest = along(m.aim, (0.0, 1.0, 0.0), -0.2 * m.body.height)
        high = replace(high, aim=chest, pull=0.35)
        low = replace(low, aim=along(chest, (0.0, 1.0, 0.0), -0.12 * m.body.height), pull=0.35)
    if not m.first:
        high, low = low, high
    rock = 0.012 * math.sin(m.seconds * 1.9)
    side = 1.0 if m.first else -1.0
    return replace(
        pose,
        right=reached(pose.right, high, m.share),
        left=reached(pose.left, low, m.share),
        lean=pose.lean + (0.13 + rock) * m.share,
        side=pose.side + (0.04 + rock) * side * m.share,
        head_roll=pose.head_roll + 0.22 * side * m.share,
        head_pitch=pose.head_pitch - 0.12 * m.share,
        face=replace(pose.face, lids=pose.face.lids - 0.5 * m.share, smile=pose.face.smile + 0.2 * m.share),
    )


def hold(pose: BodyPose, m: Moment) -> BodyPose:
    """The other's hands taken in one's own, at the height of the waist."""
    goal = HandPose(x=-0.12, y=-0.42, z=0.78, elbow_out=0.3, grip="grip")
    if m.aim is not None:
        goal = replace(goal, aim=_between(pose, m.aim, m, 0.38), pull=0.95)
    squeeze = 0.015 * math.sin(m.seconds * 2.6)
    return replace(
        pose,
        right=reached(pose.right, replace(goal, y=goal.y + squeeze), m.share),
        left=reached(pose.left, replace(goal, y=goal.y + squeeze, x=-0.06), m.share * 0.97),
        lean=pose.lean + 0.08 * m.share,
        head_pitch=pose.head_pitch - 0.05 * m.share,
    )
