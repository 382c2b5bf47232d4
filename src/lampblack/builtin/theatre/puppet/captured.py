"""A puppet that follows an actor: bones pointed as the actor's were, feet where he stood, in the puppet's own size.

Directions are the actor's, lengths the puppet's own; hips and steps are scaled together, by the legs. So a planted foot
stays planted, and a child's feet do not dangle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import msgspec

from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.proportions import Proportions
from lampblack.builtin.theatre.puppet.skeleton import Arm, Leg, Skeleton, two_bones
from lampblack.builtin.theatre.puppet.vector import (
    UP,
    Frame,
    Vec,
    add,
    along,
    cross,
    dot,
    length,
    mix,
    scaled,
    sub,
    unit,
)
from lampblack.staging.capture.following import Actor, Sole, actor_at, share_at
from lampblack.staging.motion import Motion
from lampblack.staging.people import Person

REACH = 0.993
"""How far a leg stretches, as a share of its length: the last percent is a knee that locks."""
EYES_WIDE, EYES_HIGH = 0.55, 0.45
"""Radians the eyes turn in the head."""
CLEAR = 0.06
"""Metres above the ground from which a foot is in the air."""
TOUCHING = 0.4
"""Hands nearer to each other than this, in arm lengths, keep their distance exactly: they clap, fold or hold."""


@dataclass(frozen=True, slots=True)
class Following:
    """What drives a puppet's bones on one frame."""

    actor: Actor
    motion: Motion
    share: float
    size: float
    """Puppet's metres for the actor's: leg for leg."""
    arms: float
    """Arm for arm; 0 where the file has no arms."""
    ankle: float
    """How high the actor's ankle is over a standing foot."""
    foot: float
    """From under the actor's ankle to the ball of his foot."""

    def driven(self, own: Skeleton, pose: BodyPose) -> Skeleton:
        """The skeleton that follows, mixed with the puppet's own acting where one becomes the other."""
        followed = _followed(self, own)
        return followed if self.share >= 1.0 else _between(own, followed, self.share)


def following(person: Person, frame: int, body: Proportions) -> Following | None:
    """What drives `person` on `frame`; None while nobody does."""
    motion = person.motion
    if isinstance(motion, msgspec.UnsetType) or (share := share_at(motion, frame)) <= 0.0:
        return None
    actor = actor_at(motion, frame)
    capture = motion.loaded
    if isinstance(capture, msgspec.UnsetType):
        return None
    arms = body.arm / capture.arm if capture.arm > 0.0 else 0.0
    return Following(actor, motion, share, body.leg / capture.leg, arms, capture.ankle, capture.foot)


def followed(pose: BodyPose, person: Person, frame: int, body: Proportions) -> BodyPose:
    """`pose` with the actor in it, if there is one; the eyes stay on what the person looks at."""
    drives = following(person, frame, body)
    if drives is None:
        return pose
    pose = replace(pose, follows=drives)
    head = drives.actor.head
    if head is None or not drives.motion.head or not person.gazes:
        return pose
    forward = unit(cross(head[0], head[1]))
    wide = pose.yaw + pose.twist + pose.head_yaw + pose.face.gaze_x - math.atan2(forward[0], forward[2])
    wide = (wide + math.pi) % (2.0 * math.pi) - math.pi
    high = pose.head_pitch + pose.face.gaze_y - math.asin(max(-1.0, min(1.0, forward[1])))
    if abs(wide) > 1.3:
        wide, high = 0.0, 0.0
    s = drives.share
    face = replace(
        pose.face,
        gaze_x=pose.face.gaze_x * (1.0 - s) + s * max(-EYES_WIDE, min(EYES_WIDE, wide)),
        gaze_y=pose.face.gaze_y * (1.0 - s) + s * max(-EYES_HIGH, min(EYES_HIGH, high)),
    )
    return replace(pose, face=face)


def _frame(origin: Vec, part: tuple[Vec, Vec]) -> Frame:
    up = unit(part[1])
    right = unit(along(part[0], up, -dot(part[0], up)), (1.0, 0.0, 0.0))
    return Frame(origin, right, up, cross(right, up))


def _followed(drives: Following, own: Skeleton) -> Skeleton:
    body, actor, ground = own.body, drives.actor, drives.motion.position.y
    ankles = (_ankle(actor.right, drives, body), _ankle(actor.left, drives, body))
    low = ground + body.ankle + (actor.hips[1] - drives.ankle) * drives.size
    pelvis = _frame((actor.hips[0], low, actor.hips[2]), actor.pelvis)
    pelvis = pelvis.at(along(pelvis.origin, UP, -_sinking(pelvis, ankles, body)))
    trunk = body.neck - body.pelvis
    chest = _frame(pelvis.origin, actor.chest)
    waist = along(pelvis.origin, unit(mix(pelvis.up, chest.up, 0.5)), trunk * 0.45)
    chest = chest.at(along(waist, chest.up, trunk * 0.55))
    head = _head(drives, own, chest)
    right, left = _arms(drives, own, chest)
    right_leg = _leg(1.0, pelvis, body, actor.right, ankles[0], drives)
    left_leg = _leg(-1.0, pelvis, body, actor.left, ankles[1], drives)
    root = (actor.hips[0], ground, actor.hips[2])
    return Skeleton(body, pelvis, chest, head, right, left, right_leg, left_leg, root)


def _head(drives: Following, own: Skeleton, chest: Frame) -> Frame:
    body, part = own.body, drives.actor.head
    if part is None or not drives.motion.head:
        turned = [chest.direction(*own.chest.inward(way)) for way in (own.head.right, own.head.up)]
        part = (turned[0], turned[1])
    turn = _frame(chest.origin, part)
    neck = unit(add(scaled(chest.up, 0.6), scaled(turn.up, 0.4)))
    throat = along(chest.origin, neck, (body.height - body.neck - body.head) * 0.96)
    return turn.at(add(throat, turn.direction(0.0, body.head * 0.46, body.head * 0.05)))


# ---- feet and legs ---------------------------------------------------------------------------------------------------


def _ways(sole: Sole) -> tuple[Vec, Vec]:
    """The way a foot's sole points to the toes, and down through it."""
    ahead = (math.sin(sole.yaw), 0.0, math.cos(sole.yaw))
    c, s = math.cos(sole.pitch), math.sin(sole.pitch)
    return add(scaled(ahead, c), scaled(UP, -s)), add(scaled(UP, -c), scaled(ahead, -s))


def _ankle(sole: Sole, drives: Following, body: Proportions) -> Vec:
    """The ankle over a foot that rolls on its heel or its toes."""
    step, under = _ways(sole)
    ahead = (math.sin(sole.yaw), 0.0, math.cos(sole.yaw))
    at = (sole.x, drives.motion.position.y + max(0.0, sole.height) * drives.size, sole.z)
    pivot = -0.26 * body.foot if sole.pitch <= 0.0 else _toes(sole, drives, body)
    touching = along(at, ahead, pivot)
    return along(along(touching, step, -pivot), under, -body.ankle)


def _toes(sole: Sole, drives: Following, body: Proportions) -> float:
    """How far before the ankle a foot rolls off: on the ground at the tip of its toes, in the air as the actor's."""
    tip, ball = 0.74 * body.foot, drives.foot * drives.size
    share = min(1.0, max(0.0, sole.height) * drives.size / CLEAR)
    return tip + (min(tip, ball) - tip) * share * share * (3.0 - 2.0 * share)


def _sinking(pelvis: Frame, ankles: tuple[Vec, Vec], body: Proportions) -> float:
    """How far the pelvis must come down for both feet to be reached."""
    most = 0.0
    for side, ankle in zip((1.0, -1.0), ankles, strict=True):
        hip = pelvis.out(side * body.hip, 0.0, 0.0)
        far = math.hypot(hip[0] - ankle[0], hip[2] - ankle[2])
        reach = body.leg * REACH
        high = math.sqrt(max(0.0, reach * reach - far * far))
        most = max(most, hip[1] - ankle[1] - high)
    return min(most, 0.35 * body.leg)


def _leg(side: float, pelvis: Frame, body: Proportions, sole: Sole, ankle: Vec, drives: Following) -> Leg:
    name = "right" if side > 0 else "left"
    hip = pelvis.out(side * body.hip, 0.0, 0.0)
    step, under = _ways(sole)
    bend = add(
        sub(drives.actor.bones[f"{name}_thigh"], drives.actor.bones[f"{name}_shin"]),
        scaled(add(pelvis.forward, step), 0.06),
    )
    knee, reached = two_bones(hip, ankle, body.thigh, body.shin, bend)
    heel = along(along(reached, step, -body.foot * 0.26), under, body.ankle)
    toe = along(along(reached, step, body.foot * 0.74), under, body.ankle)
    return Leg(side, hip, knee, reached, heel, toe)


# ---- arms and hands --------------------------------------------------------------------------------------------------


def _arms(drives: Following, own: Skeleton, chest: Frame) -> tuple[Arm, Arm]:
    body, bones = own.body, drives.actor.bones
    arms = (own.right_arm, own.left_arm)
    shoulders = [chest.out(a.side * body.shoulder * 0.9, -0.034 * body.height, -0.004 * body.height) for a in arms]
    if not drives.arms or not drives.motion.hands:
        moved = [_carried(arm, own.chest, chest, at) for arm, at in zip(arms, shoulders, strict=True)]
        return moved[0], moved[1]
    ways = [(bones[f"{name}_arm"], bones[f"{name}_forearm"]) for name in ("right", "left")]
    wrists = [
        along(along(at, unit(upper), body.upper_arm), unit(fore), body.forearm)
        for at, (upper, fore) in zip(shoulders, ways, strict=True)
    ]
    shift = _meeting(drives, wrists[0], wrists[1], body)
    made: list[Arm] = []
    for arm, at, wrist, (upper, fore), sign in zip(arms, shoulders, wrists, ways, (0.5, -0.5), strict=True):
        bend = add(sub(upper, fore), scaled(sub(arm.elbow, mix(arm.shoulder, arm.wrist, 0.5)), 0.1))
        elbow, reached = two_bones(at, along(wrist, shift, sign), body.upper_arm, body.forearm, bend)
        made.append(Arm(arm.side, at, elbow, reached, arm.pose))
    return made[0], made[1]


def _carried(arm: Arm, before: Frame, after: Frame, shoulder: Vec) -> Arm:
    """The puppet's own arm, on a trunk that moved."""

    def there(point: Vec) -> Vec:
        return add(shoulder, after.direction(*before.inward(sub(point, arm.shoulder))))

    return Arm(arm.side, shoulder, there(arm.elbow), there(arm.wrist), arm.pose)


def _meeting(drives: Following, right: Vec, left: Vec, body: Proportions) -> Vec:
    """How the way from the left hand to the right is to change: hands that meet on the actor meet on the puppet."""
    gap = drives.actor.hands
    if gap is None:
        return (0.0, 0.0, 0.0)
    wanted = scaled(gap, drives.arms)
    share = max(0.0, 1.0 - length(wanted) / (TOUCHING * body.arm))
    return scaled(sub(wanted, sub(right, left)), share * share * (3.0 - 2.0 * share))


# ---- from one acting to the other ------------------------------------------------------------------------------------


def _between(a: Skeleton, b: Skeleton, share: float) -> Skeleton:
    body = b.body
    pelvis = _mixed(a.pelvis, b.pelvis, share)
    chest, head = _mixed(a.chest, b.chest, share), _mixed(a.head, b.head, share)
    legs = [_leg_between(x, y, pelvis, body, share) for x, y in ((a.right_leg, b.right_leg), (a.left_leg, b.left_leg))]
    arms = [_arm_between(x, y, body, share) for x, y in ((a.right_arm, b.right_arm), (a.left_arm, b.left_arm))]
    root = mix(a.root, b.root, share)
    return Skeleton(body, pelvis, chest, head, arms[0], arms[1], legs[0], legs[1], root)


def _mixed(a: Frame, b: Frame, share: float) -> Frame:
    return _frame(mix(a.origin, b.origin, share), (mix(a.right, b.right, share), mix(a.up, b.up, share)))


def _leg_between(a: Leg, b: Leg, pelvis: Frame, body: Proportions, share: float) -> Leg:
    hip = pelvis.out(b.side * body.hip, 0.0, 0.0)
    goal = mix(a.ankle, b.ankle, share)
    bend = sub(mix(a.knee, b.knee, share), mix(hip, goal, 0.5))
    knee, reached = two_bones(hip, goal, body.thigh, body.shin, bend)
    heel = add(reached, mix(sub(a.heel, a.ankle), sub(b.heel, b.ankle), share))
    toe = add(reached, mix(sub(a.toe, a.ankle), sub(b.toe, b.ankle), share))
    return Leg(b.side, hip, knee, reached, heel, toe)


def _arm_between(a: Arm, b: Arm, body: Proportions, share: float) -> Arm:
    at = mix(a.shoulder, b.shoulder, share)
    goal = mix(a.wrist, b.wrist, share)
    bend = sub(mix(a.elbow, b.elbow, share), mix(at, goal, 0.5))
    elbow, reached = two_bones(at, goal, body.upper_arm, body.forearm, bend)
    return Arm(b.side, at, elbow, reached, b.pose)
