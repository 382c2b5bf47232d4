"""Bones on the stage: joints in metres from a pose and a figure's proportions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.pose import BodyPose, FootPose, HandPose
from lampblack.builtin.theatre.puppet.proportions import Proportions
from lampblack.builtin.theatre.puppet.vector import (
    UP,
    Frame,
    Vec,
    add,
    along,
    dot,
    length,
    mix,
    scaled,
    squared,
    sub,
    unit,
    upright,
)
from lampblack.staging.space import eased


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm: joints, the direction the palm leaves the wrist, and how the hand is held."""

    side: float
    """+1 for the person's right, -1 for the left."""
    shoulder: Vec
    elbow: Vec
    wrist: Vec
    pose: HandPose

    @property
    def fingers(self) -> Vec:
        return unit(sub(self.wrist, self.elbow))


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg, with the heading of its foot."""

    side: float
    hip: Vec
    knee: Vec
    ankle: Vec
    heel: Vec
    toe: Vec


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints, and the frames of the parts that turn as one piece."""

    body: Proportions
    pelvis: Frame
    chest: Frame
    """At the pit of the neck."""
    head: Frame
    """At the middle of the head."""
    right_arm: Arm
    left_arm: Arm
    right_leg: Leg
    left_leg: Leg
    root: Vec

    def joints(self) -> dict[str, Vec]:
        """The joints by the names control maps use, left and right being the person's own."""
        h = self.body.head
        out: dict[str, Vec] = {
            "head": self.head.origin,
            "nose": self.head.out(0.0, -0.14 * h, 0.5 * h),
            "right_eye": self.head.out(0.16 * h, 0.0, 0.37 * h),
            "left_eye": self.head.out(-0.16 * h, 0.0, 0.37 * h),
            "right_ear": self.head.out(0.36 * h, -0.04 * h, -0.03 * h),
            "left_ear": self.head.out(-0.36 * h, -0.04 * h, -0.03 * h),
            "neck": self.chest.origin,
            "pelvis": self.pelvis.origin,
        }
        for name, arm in (("right", self.right_arm), ("left", self.left_arm)):
            out[f"{name}_shoulder"], out[f"{name}_elbow"], out[f"{name}_wrist"] = arm.shoulder, arm.elbow, arm.wrist
        for name, leg in (("right", self.right_leg), ("left", self.left_leg)):
            out[f"{name}_hip"], out[f"{name}_knee"], out[f"{name}_ankle"] = leg.hip, leg.knee, leg.ankle
            out[f"{name}_toe"] = leg.toe
        return out


def two_bones(start: Vec, end: Vec, first: float, second: float, bend: Vec) -> tuple[Vec, Vec]:
    """The middle joint and the end actually reached, the middle carried towards `bend`."""
    way = sub(end, start)
    far = length(way)
    axis = unit(way, (0.0, -1.0, 0.0))
    reach = max(abs(first - second) * 1.02 + 1e-4, min(far, (first + second) * 0.9985))
    near = (first * first - second * second + reach * reach) / (2.0 * reach)
    out = math.sqrt(max(0.0, first * first - near * near))
    aside = squared(bend, axis, (0.0, 0.0, 1.0))
    return along(along(start, axis, near), aside, out), along(start, axis, reach)


def skeleton_of(pose: BodyPose, body: Proportions) -> Skeleton:
    """Bones for `pose`; feet stand where the pose says, hands reach as far as arms allow."""
    ground = upright(pose.root, pose.yaw)
    low = ground.out(pose.shift_x * body.height, pose.pelvis * body.pelvis, pose.shift_z * body.height)
    pelvis = _tipped(ground.at(low), pose.lay, 0.0)
    bent = _tipped(pelvis, -pose.lean, pose.side).turned(pose.twist)
    middle = mix(pelvis.up, bent.up, 0.5)
    trunk = body.neck - body.pelvis
    waist = along(low, unit(middle), trunk * 0.45)
    pit = along(waist, bent.up, trunk * 0.55 * (1.0 + 0.012 * pose.breath))
    chest = bent.at(pit)
    turn = chest.turned(pose.head_yaw, pose.head_pitch, pose.head_roll)
    neck = unit(add(scaled(chest.up, 0.6), scaled(turn.up, 0.4)))
    throat = along(pit, neck, body.head * (body.height - body.neck - body.head) / body.head * 0.96)
    centre = add(throat, turn.direction(0.0, body.head * 0.46, body.head * 0.05))
    head = turn.at(centre)
    lips = head.out(0.0, -0.32 * body.head, 0.46 * body.head)
    own = Skeleton(
        body,
        pelvis,
        chest,
        head,
        _arm(1.0, chest, body, pose.right, lips),
        _arm(-1.0, chest, body, pose.left, lips),
        _leg(1.0, pelvis, body, pose.right_foot),
        _leg(-1.0, pelvis, body, pose.left_foot),
        pose.root,
    )
    return own if pose.follows is None else pose.follows.driven(own, pose)


def _tipped(frame: Frame, back: float, side: float) -> Frame:
    """The frame tipped back by `back` (its forward goes up) and over to its right by `side`."""
    return frame.turned(0.0, back, side) if back or side else frame


def _arm(side: float, chest: Frame, body: Proportions, hand: HandPose, lips: Vec) -> Arm:
    shoulder = chest.out(side * body.shoulder * 0.9, -0.034 * body.height, -0.004 * body.height)
    reach = body.arm
    goal = add(shoulder, chest.direction(side * hand.x * reach, hand.y * reach, hand.z * reach))
    if hand.pull > 0.0:
        goal = mix(goal, _reachable(shoulder, hand.aim, reach * 0.97), hand.pull)
    if hand.lips > 0.0:
        below = add(lips, chest.direction(side * 0.05 * body.height, -0.045 * body.height, 0.045 * body.height))
        goal = mix(goal, below, hand.lips)
    bend = chest.direction(side * (0.25 + hand.elbow_out), -0.75, -0.5)
    elbow, wrist = two_bones(shoulder, goal, body.upper_arm, body.forearm, bend)
    return Arm(side, shoulder, elbow, wrist, hand)


def _reachable(start: Vec, goal: Vec, reach: float) -> Vec:
    way = sub(goal, start)
    far = length(way)
    return goal if far <= reach else along(start, unit(way), reach)


def _over_toe(body: Proportions, pitch: float, sole: Frame) -> Vec:
    """From the sole's middle to the ankle: the heel rises about the tip of the toe, which stays where it is."""
    down, ahead = math.sin(pitch), math.cos(pitch)
    stepping = eased((0.95 - pitch) / 0.35, "in_out")  # a foot that lies on the ground, toes back, is no step
    up = body.foot * (0.45 + 0.29 * stepping) * down + body.ankle * (1.0 - 0.85 * (1.0 - ahead) * stepping)
    lying = -body.foot * (0.22 - 0.1 * down)
    rising = body.foot * (0.52 - 0.74 * ahead) + 0.85 * body.ankle * down
    return add(scaled(UP, up), scaled(sole.forward, lying + (rising - lying) * stepping))


def _leg(side: float, pelvis: Frame, body: Proportions, foot: FootPose) -> Leg:
    hip = pelvis.out(side * body.hip, 0.0, 0.0)
    sole = upright(foot.at, foot.yaw)
    ankle = add(foot.at, _over_toe(body, max(0.0, foot.pitch), sole))
    ahead = unit(add(scaled(pelvis.forward, 0.8), scaled(sole.forward, 0.6)))
    bend = add(ahead, scaled(pelvis.right, side * 0.12))
    if abs(dot(ahead, UP)) > 0.8:
        bend = add(UP, scaled(pelvis.forward, 0.3))
    knee, reached = two_bones(hip, ankle, body.thigh, body.shin, bend)
    away = sub(reached, ankle)
    down, ahead_of = math.sin(foot.pitch), math.cos(foot.pitch)
    step = add(scaled(sole.forward, ahead_of), scaled(UP, -down))
    under = add(scaled(UP, -ahead_of), scaled(sole.forward, -down))
    heel = along(along(reached, step, -body.foot * 0.26), under, body.ankle * 0.85)
    toe = along(along(reached, step, body.foot * 0.74), under, body.ankle * 0.85)
    if -0.02 <= foot.pitch <= 0.6 and length(away) < 0.03 * body.height:
        toe = (toe[0], foot.at[1], toe[2])
        heel = heel if foot.pitch > 0.02 else (heel[0], foot.at[1], heel[2])
    return Leg(side, hip, knee, reached, heel, toe)
