"""The whole performance of a person at one frame: posture, life, feeling, speech, actions, gaze, trailing cloth."""

from __future__ import annotations

from dataclasses import replace

from lampblack.builtin.theatre.puppet.gaze import look_at, point_of
from lampblack.builtin.theatre.puppet.idle import blink_at, living, talking, trailing
from lampblack.builtin.theatre.puppet.moods import felt
from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose
from lampblack.builtin.theatre.puppet.posture import body_at
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.builtin.theatre.puppet.verbs import acted, lasts
from lampblack.staging.mouth import mouth_at
from lampblack.staging.people import Action, Person
from lampblack.staging.stage import Staging

STAFF_TILT = 0.3
"""Radians a staff leans forward, so that from the side it stands before the face and not across it."""

_CARRIED: dict[str, HandPose] = {
    "staff": HandPose(x=0.26, y=-0.44, z=0.74, elbow_out=0.5, grip="grip"),
    "lantern": HandPose(x=0.3, y=-0.42, z=0.62, elbow_out=0.5, grip="grip"),
    "umbrella": HandPose(x=0.02, y=-0.36, z=0.5, elbow_out=0.5, grip="grip"),
    "fan": HandPose(x=-0.12, y=-0.42, z=0.56, elbow_out=0.6, grip="grip"),
    "book": HandPose(x=-0.08, y=-0.5, z=0.58, elbow_out=0.5, grip="grip"),
    "cup": HandPose(x=0.0, y=-0.5, z=0.56, elbow_out=0.5, grip="grip"),
    "gourd": HandPose(x=0.2, y=-0.82, z=0.3, elbow_out=0.5, grip="grip"),
    "sword": HandPose(x=0.24, y=-0.8, z=0.3, elbow_out=0.5, grip="grip"),
}


def pose_at(person: Person, frame: int, staging: Staging) -> BodyPose:
    """The pose of `person` on `frame`: a function of the frame alone, nothing is remembered between frames."""
    fps = float(staging.rate.fraction)
    body = proportions_of(person.figure)
    pose = _carrying(body_at(person, frame, fps, body), person)
    pose = felt(living(pose, person, frame, fps), person, frame, fps)
    pose = talking(pose, person, frame, staging)
    lag, flutter = trailing(person, frame, staging, body.height)
    pose = replace(pose, lag=lag, flutter=pose.flutter + flutter)
    head_yaw, head_pitch, eye_yaw, eye_pitch = look_at(person, frame, staging, pose.yaw)
    sample = staging.rate.samples_at(frame)
    middle = (sample + staging.rate.samples_at(frame + 1)) // 2
    face = replace(
        pose.face,
        mouth=mouth_at(person.mouth, middle),
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
            pose = acted(pose, person, action, frame, fps, _aim(action, frame, staging))
    return _possible(pose)


def _carrying(pose: BodyPose, person: Person) -> BodyPose:
    """The right hand as its load asks: a staff upright beside the person, a lantern before."""
    carried = _CARRIED.get(person.figure.held)
    if carried is None:
        return pose
    if abs(pose.lay) > 0.3:
        return replace(pose, right=replace(pose.right, grip="grip"))
    swing = 0.25 * (pose.right.z - 0.1) if pose.pelvis > 0.8 else 0.0
    tilt = max(pose.prop, STAFF_TILT) if person.figure.held == "staff" else pose.prop
    return replace(pose, right=replace(carried, z=carried.z + swing), prop=tilt)


def _aim(action: Action, frame: int, staging: Staging) -> Vec | None:
    """What an action is done towards; who falls is to be seen, whoever they fall for."""
    if action.verb == "fall":
        eye = staging.camera.at(action.start).position
        return (eye.x, eye.y, eye.z)
    return point_of(action.target, frame, staging) if action.target else None


def _possible(pose: BodyPose) -> BodyPose:
    """Necks turn and bend only so far."""
    return replace(
        pose,
        head_yaw=max(-1.35, min(1.35, pose.head_yaw)),
        head_pitch=max(-0.75, min(0.75, pose.head_pitch)),
        head_roll=max(-0.5, min(0.5, pose.head_roll)),
    )
