"""The whole performance of a person at one frame: posture, life, feeling, speech, actions, gaze, trailing cloth."""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.puppet.captured import followed
from lampblack.builtin.theatre.puppet.clearance import hold_for
from lampblack.builtin.theatre.puppet.gaze import look_at, point_of
from lampblack.builtin.theatre.puppet.handing import holding, momentary
from lampblack.builtin.theatre.puppet.holds import Hold, carrying, frees, kept, swapped, with_hand
from lampblack.builtin.theatre.puppet.idle import HAIR, blink_at, living, swinging, talking, trailing
from lampblack.builtin.theatre.puppet.moods import felt, saying
from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.posture import body_at, stooped
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.recoil import hit
from lampblack.builtin.theatre.puppet.small_things import SMALL
from lampblack.builtin.theatre.puppet.tables import TELEPHONE
from lampblack.builtin.theatre.puppet.vector import Vec, sub, upright
from lampblack.builtin.theatre.puppet.verbs import acted, lasts
from lampblack.staging.mouth import mouth_at
from lampblack.staging.people import Action, Person
from lampblack.staging.stage import Staging

_ONE_HANDED = ("point", "reach", "gesture", "wave")
"""What either hand does as well."""
_SHOWN = ("point", "reach")
_OTHER_SIDE = -0.35
"""Radians to the left beyond which the left hand is the nearer one."""


def pose_at(person: Person, frame: int, staging: Staging) -> BodyPose:
    """The pose of `person` on `frame`: a function of the take and the frame, nothing is remembered between frames."""
    person = holding(person, frame, staging)

    def posed(hold: Hold, at: int) -> BodyPose:
        return pose_holding(person, at, staging, hold)

    return pose_holding(person, frame, staging, hold_for(person, staging, posed))


def pose_holding(person: Person, frame: int, staging: Staging, hold: Hold | None) -> BodyPose:
    """The pose with what the person has in hand held as `hold` says."""
    fps = float(staging.rate.fraction)
    body = proportions_of(person.figure)
    pose = stooped(body_at(person, frame, fps, body), person.figure.bent)
    if not momentary(person, frame):
        pose = carrying(pose, person.figure.held, hold, body.height)
    pose = felt(living(pose, person, frame, fps), person, frame, fps)
    pose = talking(pose, person, frame, staging)
    lag, flutter = trailing(person, frame, staging, body.height)
    head_yaw, head_pitch, eye_yaw, eye_pitch = look_at(person, frame, staging, pose.yaw)
    before = max(0, frame - round(HAIR * fps))
    past = person.mark_at(before).yaw
    past_yaw, past_pitch, _, _ = look_at(person, before, staging, past)
    swung = swinging(pose.yaw + head_yaw, past + past_yaw, head_pitch - past_pitch, body.height)
    pose = replace(pose, lag=lag, flutter=pose.flutter + flutter, sway=swung)
    sample = staging.rate.samples_at(frame)
    middle = (sample + staging.rate.samples_at(frame + 1)) // 2
    face = replace(
        pose.face,
        mouth=saying(pose.face.mouth, mouth_at(person.mouth, middle)),
        blink=blink_at(person, frame, fps, staging.frames),
        gaze_x=eye_yaw,
        gaze_y=eye_pitch,
    )
    pose = replace(
        pose,
        face=face,
        head_yaw=pose.head_yaw + head_yaw * 0.82,
        twist=pose.twist + head_yaw * 0.18,
        head_pitch=pose.head_pitch + head_pitch,
    )
    for action in person.actions:
        if lasts(person, action, frame):
            pose = _doing(pose, person, action, frame, fps, _aim(person, action, frame, staging))
    pose = hit(pose, person, frame, staging)
    return followed(_possible(pose), person, frame, body)


def _doing(pose: BodyPose, person: Person, action: Action, frame: int, fps: float, aim: Vec | None) -> BodyPose:
    """The action, with the hand that is free for it and, where both are, with the one on the side of its aim."""
    held = person.figure.held
    loaded = bool(held) and frees(held, pose.carries, action.verb)
    beside = not held and action.verb in _ONE_HANDED and aim is not None and _turn_to(pose, aim) < _OTHER_SIDE
    if not loaded and not beside:
        after = acted(pose, person, action, frame, fps, aim)
        if held in SMALL:  # a small thing is closed in the hand, never laid on an open one
            own = after.right if after.carries == "right" else after.left
            after = with_hand(after, after.carries, replace(own, grip="grip"))
        return kept(pose, after, held, action.verb)
    after = swapped(acted(swapped(pose), person, action, frame, fps, aim, mirrored=True))
    return kept(pose, after, held, action.verb)


def _turn_to(pose: BodyPose, aim: Vec) -> float:
    x, _, z = upright(pose.root, pose.yaw).inward(sub(aim, pose.root))
    return math.atan2(x, z)


def _aim(person: Person, action: Action, frame: int, staging: Staging) -> Vec | None:
    """What an action is done towards. Who falls is to be seen, whoever they fall for; who points at nothing that is on
    the stage points along the picture and not out of it, so that the arm is seen."""
    if action.verb == "fall":
        eye = staging.camera.at(action.start).position
        return (eye.x, eye.y, eye.z)
    aim = point_of(action.target, frame, staging) if action.target else None
    if aim is None and action.verb == "reach" and person.rest == "desk":
        mark = person.mark_at(frame)
        return upright((mark.position.x, mark.position.y, mark.position.z), mark.yaw).out(*TELEPHONE)
    if aim is None and action.verb in _SHOWN:
        mark, camera = person.mark_at(frame), staging.camera.at(action.start)
        tall = person.figure.height
        side = 1.0 if math.sin(mark.yaw - camera.yaw) >= 0.0 else -1.0
        across = upright((mark.position.x, mark.position.y, mark.position.z), camera.yaw)
        return across.out(3.0 * tall * side, 0.95 * tall, 1.1 * tall * math.cos(mark.yaw - camera.yaw))
    return aim


def _possible(pose: BodyPose) -> BodyPose:
    """Necks turn and bend only so far."""
    return replace(
        pose,
        head_yaw=max(-1.35, min(1.35, pose.head_yaw)),
        head_pitch=max(-0.75, min(0.75, pose.head_pitch)),
        head_roll=max(-0.5, min(0.5, pose.head_roll)),
    )
