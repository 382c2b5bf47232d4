"""Recoil: whoever is struck reacts at the moment of the blow, away from it, and comes back slowly."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from lampblack.builtin.theatre.puppet.combat import BLOW, BOUT
from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose, blended
from lampblack.builtin.theatre.puppet.vector import upright
from lampblack.staging.people import Action, Person
from lampblack.staging.space import eased
from lampblack.staging.stage import Staging

RISE, FADE = 0.09, 0.95
"""Seconds from the blow to the furthest point, and from there back."""
WARDING = ("parry", "fight", "strike", "fall")
"""Who does this at the time has an answer of their own."""


def hit(pose: BodyPose, person: Person, frame: int, staging: Staging) -> BodyPose:
    """`pose` as the blows that others strike at `person` leave it."""
    fps = float(staging.rate.fraction)
    for other in staging.people:
        for action in other.actions:
            if action.target != person.id or other.id == person.id or action.verb not in ("strike", "fight"):
                continue
            for moment in _blows(other, action, fps):
                share = _jolt((frame - moment) / fps)
                if share > 0.0 and not _busy(person, moment, frame):
                    pose = _thrown(pose, person, other, frame, share * min(1.3, action.strength))
    return pose


def _blows(other: Person, action: Action, fps: float) -> Iterator[float]:
    """The frames on which a blow lands."""
    long = float(action.stop - action.start)
    if action.verb == "strike":
        yield action.start + BLOW * long
        return
    first = other.id < action.target
    for bout in range(math.ceil(long / (BOUT * fps))):
        at = action.start + (bout + BLOW) * BOUT * fps
        if (bout % 2 == 0) == first and at < action.stop:
            yield at


def _jolt(since: float) -> float:
    if since <= 0.0 or since >= RISE + FADE:
        return 0.0
    return eased(since / RISE, "out") if since < RISE else 1.0 - eased((since - RISE) / FADE, "in_out")


def _busy(person: Person, moment: float, frame: int) -> bool:
    """Whether `person` wards off, strikes back or falls when the blow lands, or fell since."""
    return any(
        action.verb in WARDING and action.start <= max(moment, float(frame)) and action.stop >= moment
        for action in person.actions
    )


def _thrown(pose: BodyPose, person: Person, other: Person, frame: int, share: float) -> BodyPose:
    here, there = person.mark_at(frame).position, other.mark_at(frame).position
    x, _, z = upright(pose.root, pose.yaw).inward((here.x - there.x, 0.0, here.z - there.z))
    far = math.hypot(x, z) or 1.0
    x, z = x / far, z / far  # the way the blow drives, as the person has it
    up = HandPose(x=0.2, y=-0.12, z=0.5, elbow_out=0.9, grip="open")
    standing = pose.pelvis > 0.8 and not pose.lay
    mouth = replace(pose.face.mouth, open=max(pose.face.mouth.open, 0.5 * share), pressed=0.0)
    face = replace(
        pose.face,
        blink=max(pose.face.blink, 0.85 * share),
        knit=pose.face.knit + 0.6 * share,
        smile=pose.face.smile - 0.5 * share,
        mouth=mouth,
    )
    loaded = pose.carries if person.figure.held else ""
    return replace(
        pose,
        lean=pose.lean + 0.42 * z * share,
        side=pose.side + 0.34 * x * share,
        twist=pose.twist + 0.3 * x * share,
        shift_x=pose.shift_x + (0.045 * x * share if standing else 0.0),
        shift_z=pose.shift_z + (0.055 * z * share if standing else 0.0),
        pelvis=pose.pelvis * (1.0 - 0.05 * share) if standing else pose.pelvis,
        head_pitch=pose.head_pitch - 0.35 * z * share,
        head_yaw=pose.head_yaw + 0.5 * x * share,
        head_roll=pose.head_roll + 0.2 * x * share,
        right=pose.right if loaded == "right" else blended(pose.right, up, 0.8 * share),
        left=pose.left if loaded == "left" else blended(pose.left, replace(up, y=-0.28), 0.7 * share),
        face=face,
    )
