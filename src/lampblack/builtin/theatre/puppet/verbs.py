"""What a person can be seen to do: one function a verb, each a pose changed by how far the action has come."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from lampblack.builtin.theatre.puppet import combat, gestures, handling, outbursts
from lampblack.builtin.theatre.puppet.moment import Moment, coming
from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skull import OF_OLD
from lampblack.builtin.theatre.puppet.vector import Vec, sub, upright
from lampblack.staging.people import Action, Person, Verb
from lampblack.staging.space import eased

EASE = 0.55
"""Seconds to come into an action and out of it, where it is long enough for both."""


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
    share = coming(since / ease)
    if not _lasting(person, action, frame):
        share *= eased(left / ease, "in_out")
    if share == 0.0:
        return pose
    body = proportions_of(person.figure)
    turn = 0.55
    if aim is not None:
        x, _, z = upright(pose.root, pose.yaw).inward(sub(aim, pose.root))
        turn = max(-1.0, min(1.0, math.atan2(x, z)))
    if mirrored:
        turn = -turn
    first = not action.target or person.id < action.target
    strength = max(0.0, action.strength)
    figure = person.figure
    both = figure.age in ("old", "child") or (figure.dress in OF_OLD and figure.held != "gourd")
    moment = Moment(
        share * min(1.3, strength), min(1.0, since / long), since / fps, aim, turn, body, first, figure.seed, both
    )
    return VERBS[action.verb](pose, moment)


def lasts(person: Person, action: Action, frame: int) -> bool:
    """Whether `action` is to be seen at `frame`: a fall lasts until the person is next placed on their feet."""
    if frame < action.start:
        return False
    return frame < action.stop or _lasting(person, action, frame)


def _lasting(person: Person, action: Action, frame: int) -> bool:
    return action.verb == "fall" and not any(action.stop < mark.frame <= frame for mark in person.marks)


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
    "gesture": gestures.gesture,
    "point": gestures.point,
    "wave": gestures.wave,
    "clap": gestures.clap,
    "shrug": gestures.shrug,
    "think": gestures.think,
    "cross": gestures.cross,
    "raise": gestures.lift,
    "reach": gestures.reach,
    "bow": gestures.bow,
    "nod": outbursts.nod,
    "shake": outbursts.shake,
    "weep": outbursts.weep,
    "wipe": outbursts.wipe,
    "cover": outbursts.cover,
    "sigh": outbursts.sigh,
    "laugh": outbursts.laugh,
    "look_up": outbursts.look_up,
    "look_down": outbursts.look_down,
    "strike": combat.strike,
    "parry": combat.parry,
    "fight": combat.fight,
    "fall": combat.fall,
    "drink": handling.drink,
    "eat": handling.eat,
    "give": handling.give,
    "take": handling.take,
    "embrace": handling.embrace,
    "hold": handling.hold,
    "work": handling.work,
    "turn": _turn,
}
