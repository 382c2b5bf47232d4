"""Standing, going, sitting, kneeling, lying: the body before it does or feels anything."""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.puppet.gait import OUT, STANCE, Stride, stride_at, walk_at
from lampblack.builtin.theatre.puppet.pose import BodyPose, FootPose, HandPose, blended
from lampblack.builtin.theatre.puppet.proportions import Proportions
from lampblack.builtin.theatre.puppet.vector import Vec, upright
from lampblack.staging.people import PROPPED, Person, Posture
from lampblack.staging.space import eased

CHANGE = 0.8
"""Seconds from one posture to its neighbour: quicker looks like a jump cut."""
_BETWEEN: dict[Posture, tuple[Posture, ...]] = {"stand": (), "sit": ("stand",), "kneel": ("stand",), "lie": ("kneel",)}
"""What a body passes through on its way up from a posture, and down to it."""
_EFFORT = 0.30
"""Radians by which the trunk goes forward in the middle of a change: weight has to come over the feet first."""


def body_at(person: Person, frame: int, fps: float, body: Proportions) -> BodyPose:
    """The body where the marks put it, moving from one posture to the next without a jump."""
    mark = person.mark_at(frame)
    root = (mark.position.x, mark.position.y, mark.position.z)
    walk = walk_at(person, frame)
    if walk is not None:
        covered = person.distance_walked(frame) - walk.before
        return _going(stride_at(walk, covered, body), root, mark.yaw, body, walk.running, covered, walk.way)
    before, since = _last_change(person, frame)
    now = _at_rest(mark.posture)
    if before is None:
        return _resting(now, root, mark.yaw, body, person)
    row = passed(before, now)
    at = since / max(1.0, CHANGE * fps)
    if at >= len(row) - 1:
        return _resting(now, root, mark.yaw, body, person)
    index = math.floor(at)
    a, b = (_resting(each, root, mark.yaw, body, person) for each in row[index : index + 2])
    share = eased(at - index, "in_out")
    return _heaved(blended(a, b, share), share, row[index], row[index + 1])


def passed(before: Posture, now: Posture) -> tuple[Posture, ...]:
    """Both postures with what lies between them: up from the one, down to the other."""
    up, down = _up_from(before), _up_from(now)
    common = next(posture for posture in up if posture in down)
    return (*up[: up.index(common) + 1], *reversed(down[: down.index(common)]))


def _up_from(posture: Posture) -> tuple[Posture, ...]:
    row: tuple[Posture, ...] = (posture,)
    while row[-1] != "stand":
        row = (*row, *(_BETWEEN[row[-1]] or ("stand",)))
    return row


def _heaved(pose: BodyPose, share: float, before: Posture, after: Posture) -> BodyPose:
    """The pose in the middle of a change: bent forward, a hand on the knee or on the ground, one foot set first."""
    effort = math.sin(math.pi * share)
    if "lie" in (before, after):
        floor = HandPose(x=0.35, y=-0.85, z=-0.15, elbow_out=0.3, grip="open")
        return replace(pose, right=blended(pose.right, floor, effort), lean=pose.lean + 0.5 * _EFFORT * effort)
    knee = HandPose(x=0.02, y=-0.72, z=0.52, elbow_out=0.7, grip="open")
    foot = pose.right_foot
    if "kneel" in (before, after):
        ahead = upright((0.0, 0.0, 0.0), pose.yaw).out(0.0, 0.0, 0.22 * effort)
        at = (foot.at[0] + ahead[0], foot.at[1], foot.at[2] + ahead[2])
        foot = FootPose(at=at, yaw=foot.yaw, pitch=foot.pitch * (1.0 - effort))
    return replace(
        pose,
        lean=pose.lean + _EFFORT * effort * (1.3 if "sit" in (before, after) else 1.0),
        shift_z=pose.shift_z - 0.02 * effort,
        head_pitch=pose.head_pitch - 0.15 * effort,
        right=blended(pose.right, knee, 0.9 * effort),
        left=blended(pose.left, knee, 0.6 * effort),
        right_foot=foot,
    )


def _at_rest(posture: Posture) -> Posture:
    """Who has a walking posture but no way to go simply stands."""
    return "stand" if posture in ("walk", "run") else posture


def _last_change(person: Person, frame: int) -> tuple[Posture | None, float]:
    """The posture before the present one, and the frames since it changed."""
    marks = [mark for mark in person.marks if mark.frame <= frame]
    for index in range(len(marks) - 1, 0, -1):
        a, b = marks[index - 1], marks[index]
        if _at_rest(a.posture) != _at_rest(b.posture):
            return a.posture, float(frame - b.frame)
        if a.position.distance(b.position) > 0.02:
            break
    return None, 0.0


def _foot(
    root: Vec, yaw: float, right: float, ahead: float, out: float, up: float = 0.0, pitch: float = 0.0
) -> FootPose:
    at = upright(root, yaw).out(right, up, ahead)
    return FootPose(at=at, yaw=yaw + out, pitch=pitch)


def _resting(posture: Posture, root: Vec, yaw: float, body: Proportions, person: Person) -> BodyPose:
    h = body.height
    if posture == "sit":
        high = -0.36 if person.rest in ("desk", "table") else -0.77  # on the table, or in the lap
        return BodyPose(
            root=root, yaw=yaw, pelvis=0.27 * h / body.pelvis, shift_z=-0.10, lean=0.04,
            right=HandPose(x=-0.05, y=high, z=0.5 if high < -0.5 else 0.72, elbow_out=0.6),
            left=HandPose(x=-0.02, y=high, z=0.52 if high < -0.5 else 0.7, elbow_out=0.6),
            right_foot=_foot(root, yaw, body.hip * 1.25, 0.13 * h, 0.18),
            left_foot=_foot(root, yaw, -body.hip * 1.2, 0.11 * h, -0.15),
        )  # fmt: skip
    if posture == "kneel":
        return BodyPose(
            root=root, yaw=yaw, pelvis=0.155 * h / body.pelvis, shift_z=-0.08, lean=0.05,
            right=HandPose(x=-0.1, y=-0.78, z=0.48, elbow_out=0.55),
            left=HandPose(x=-0.1, y=-0.78, z=0.5, elbow_out=0.55),
            right_foot=_foot(root, yaw, body.hip, -0.088 * h, 0.0, pitch=1.0),
            left_foot=_foot(root, yaw, -body.hip, -0.088 * h, 0.0, pitch=1.0),
        )  # fmt: skip
    if posture == "lie" and person.rest == "bed":
        return BodyPose(
            root=root, yaw=yaw, pelvis=0.075 * h / body.pelvis, lay=PROPPED, head_pitch=-0.45,
            right=HandPose(x=0.02, y=-0.86, z=0.40, elbow_out=0.5),
            left=HandPose(x=0.02, y=-0.84, z=0.42, elbow_out=0.5),
            right_foot=_foot(root, yaw, body.hip * 1.1, 0.47 * h, 0.2, 0.04 * h, -1.2),
            left_foot=_foot(root, yaw, -body.hip * 1.1, 0.47 * h, -0.2, 0.04 * h, -1.2),
        )  # fmt: skip
    if posture == "lie":
        return BodyPose(
            root=root, yaw=yaw, pelvis=0.085 * h / body.pelvis, lay=math.pi / 2 - 0.05,
            right=HandPose(x=0.28, y=-0.88, z=-0.12), left=HandPose(x=0.05, y=-0.55, z=0.42, elbow_out=0.9),
            right_foot=_foot(root, yaw, body.hip * 1.3, 0.46 * h, 0.4, 0.06 * h, -1.1),
            left_foot=_foot(root, yaw, -body.hip * 1.1, 0.46 * h, -0.35, 0.06 * h, -1.1),
        )  # fmt: skip
    weight = 1.0 if person.figure.seed % 2 else -1.0
    old = person.figure.age == "old"
    return BodyPose(
        root=root, yaw=yaw, pelvis=0.975 if old else 0.998, lean=0.1 if old else 0.0, shift_x=0.008 * weight,
        side=-0.02 * weight,
        right=_hanging(body, 0.0), left=_hanging(body, 0.0),
        right_foot=_foot(root, yaw, body.hip * STANCE, 0.0, OUT),
        left_foot=_foot(root, yaw, -body.hip * STANCE, 0.0, -OUT),
    )  # fmt: skip


def _hanging(body: Proportions, swing: float) -> HandPose:
    return HandPose(x=0.03 + 0.09 * body.girth, y=-0.965 + 0.12 * abs(swing), z=0.13 + swing, elbow_out=0.1)


def _going(
    stride: Stride, root: Vec, yaw: float, body: Proportions, running: bool, covered: float, way: float
) -> BodyPose:
    """The body over its feet: lower where they are far apart, arms against the legs, starting and stopping softly."""
    reach = min(0.94 * body.leg, 0.5 * stride.ahead)
    drop = body.leg - math.sqrt(max(1e-6, body.leg * body.leg - reach * reach))
    soft = min(1.0, covered / (0.3 * body.height), (way - covered) / (0.3 * body.height))
    soft = max(0.0, soft)
    bounce = math.sin(math.pi * stride.step) * body.height * 0.006 * soft
    high = (body.pelvis * 0.985 - drop + bounce) / body.pelvis
    if running:
        # highest with both feet in the air, lowest over the foot that stands
        high += (0.855 + 0.03 * math.cos(2.0 * math.pi * stride.step) - high) * soft
    swing = -stride.swing * (0.55 if running else 0.34) * soft
    rolled = -stride.swing * soft
    if running:
        right = HandPose(x=0.15, y=-0.62, z=0.3 + swing, elbow_out=0.3, grip="grip")
        left = HandPose(x=0.15, y=-0.62, z=0.3 - swing, elbow_out=0.3, grip="grip")
        rest = _hanging(body, 0.0)
        right, left = blended(rest, right, soft), blended(rest, left, soft)
    else:
        right, left = _hanging(body, swing), _hanging(body, -swing)
    return BodyPose(
        root=root,
        yaw=yaw,
        pelvis=high,
        lean=(0.2 if running else 0.035) * soft,
        side=0.018 * math.cos(math.pi * stride.step) * soft,
        twist=rolled * (0.16 if running else 0.09),
        right=right,
        left=left,
        right_foot=stride.right,
        left_foot=stride.left,
        flutter=covered * 6.0,
        prop=1.1 * soft if running else 0.0,
    )


def stooped(pose: BodyPose, bent: float) -> BodyPose:
    """The pose with a bent back: the trunk forward, the neck lifted against it, the knees a little given."""
    if bent <= 0.0 or abs(pose.lay) > 0.3:
        return pose
    on_feet = pose.pelvis > 0.8
    share = bent if on_feet else 0.75 * bent
    return replace(
        pose,
        lean=pose.lean + 0.48 * share,
        head_pitch=pose.head_pitch + 0.36 * share,
        shift_z=pose.shift_z - (0.03 * share if on_feet else 0.0),
        pelvis=pose.pelvis * (1.0 - (0.02 * share if on_feet else 0.0)),
        right=replace(pose.right, z=pose.right.z + 0.22 * share),
        left=replace(pose.left, z=pose.left.z + 0.22 * share),
    )
