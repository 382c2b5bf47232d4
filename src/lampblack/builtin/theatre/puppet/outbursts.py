"""What breaks out of people: weeping, laughing, a nod, a sigh, a face behind hands."""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.puppet.moment import Moment, reached
from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose
from lampblack.staging.space import eased


def nod(pose: BodyPose, m: Moment) -> BodyPose:
    """Down quickly, up slowly, the second time less."""
    swing = math.sin(m.seconds * 8.5) * (1.0 - 0.55 * m.t)
    return replace(
        pose,
        head_pitch=pose.head_pitch - m.share * (0.1 + 0.2 * swing),
        lean=pose.lean + 0.015 * (1.0 + swing) * m.share,
    )


def shake(pose: BodyPose, m: Moment) -> BodyPose:
    """Widest at first; the eyes stay where they were."""
    swing = 0.38 * math.sin(m.seconds * 8.6) * (1.0 - 0.5 * m.t) * m.share
    return replace(
        pose,
        head_yaw=pose.head_yaw + swing,
        head_pitch=pose.head_pitch - 0.06 * m.share,
        face=replace(pose.face, gaze_x=pose.face.gaze_x - 0.5 * swing),
    )


def weep(pose: BodyPose, m: Moment) -> BodyPose:
    sob = abs(math.sin(m.seconds * 5.2)) ** 3 * 0.05
    wipe = HandPose(x=-0.24, y=0.2, z=0.42, lips=0.75, elbow_out=0.7)
    face = replace(
        pose.face,
        knit=pose.face.knit - 0.9 * m.share,
        smile=pose.face.smile - 0.7 * m.share,
        lids=pose.face.lids - 0.45 * m.share,
        tears=max(pose.face.tears, m.share),
    )
    return replace(
        pose,
        face=face,
        left=reached(pose.left, wipe, m.share),
        head_pitch=pose.head_pitch - (0.3 + sob) * m.share,
        lean=pose.lean + (0.1 + sob) * m.share,
    )


def wipe(pose: BodyPose, m: Moment) -> BodyPose:
    """The sleeve goes over one eye, then the other; the chin comes up again at the end."""
    over = -0.1 * eased((m.t - 0.4) / 0.25, "in_out")
    dab = 0.03 * math.sin(m.seconds * 9.0)
    goal = HandPose(x=-0.2 + over, y=0.24 + dab, z=0.4, lips=0.55, elbow_out=0.8)
    low = m.share * (1.0 - 0.7 * eased((m.t - 0.6) / 0.3, "in_out"))
    face = replace(
        pose.face,
        lids=pose.face.lids - 0.6 * low,
        knit=pose.face.knit - 0.6 * low,
        tears=max(pose.face.tears, low),
    )
    return replace(
        pose, face=face, right=reached(pose.right, goal, m.share), head_pitch=pose.head_pitch - 0.22 * low,
        lean=pose.lean + 0.05 * low,
    )  # fmt: skip


def cover(pose: BodyPose, m: Moment) -> BodyPose:
    """Both hands before the face, and the back gives."""
    sob = abs(math.sin(m.seconds * 3.4)) ** 3 * 0.04
    goal = HandPose(x=-0.2, y=0.14, z=0.46, elbow_out=0.4, grip="open")
    face = replace(pose.face, knit=pose.face.knit - 0.8 * m.share, blink=max(pose.face.blink, min(1.0, m.share)))
    return replace(
        pose,
        face=face,
        right=reached(pose.right, goal, m.share),
        left=reached(pose.left, replace(goal, y=0.1), m.share),
        head_pitch=pose.head_pitch - (0.42 + sob) * m.share,
        lean=pose.lean + (0.16 + sob) * m.share,
    )


def sigh(pose: BodyPose, m: Moment) -> BodyPose:
    """Filled slowly, let go slowly: shoulders rise, then everything sinks a little."""
    full = math.sin(math.pi * min(1.0, m.t / 0.5))
    out = eased((m.t - 0.42) / 0.3, "in_out") * m.share
    mouth = replace(pose.face.mouth, open=max(pose.face.mouth.open, 0.16 * out), round=max(0.3 * out, 0.0))
    face = replace(pose.face, mouth=mouth, lids=pose.face.lids - 0.3 * out, knit=pose.face.knit - 0.3 * m.share)
    return replace(
        pose,
        face=face,
        breath=pose.breath + (3.0 * full - 1.5 * out) * m.share,
        head_pitch=pose.head_pitch + (0.12 * full - 0.24 * out) * m.share,
        lean=pose.lean + (0.07 * out - 0.03 * full) * m.share,
    )


def laugh(pose: BodyPose, m: Moment) -> BodyPose:
    shake = math.sin(m.seconds * 13.0)
    mouth = replace(
        pose.face.mouth,
        open=max(pose.face.mouth.open, (0.5 + 0.2 * shake) * min(1.0, m.share)),
        wide=max(pose.face.mouth.wide, 0.8 * min(1.0, m.share)),
        teeth=max(pose.face.mouth.teeth, 0.8 * min(1.0, m.share)),
    )
    face = replace(pose.face, smile=pose.face.smile + m.share, lids=pose.face.lids - 0.55 * m.share, mouth=mouth)
    face = replace(face, brow=face.brow + 0.35 * m.share)
    return replace(
        pose,
        face=face,
        head_pitch=pose.head_pitch + (0.16 + 0.035 * shake) * m.share,
        lean=pose.lean + (-0.05 + 0.015 * shake) * m.share,
        right=reached(pose.right, HandPose(x=-0.3, y=-0.55, z=0.42, elbow_out=0.8), m.share * 0.75),
    )


def look_up(pose: BodyPose, m: Moment) -> BodyPose:
    face = replace(pose.face, gaze_y=pose.face.gaze_y + 0.25 * m.share)
    return replace(pose, head_pitch=pose.head_pitch + 0.46 * m.share, lean=pose.lean - 0.05 * m.share, face=face)


def look_down(pose: BodyPose, m: Moment) -> BodyPose:
    face = replace(pose.face, gaze_y=pose.face.gaze_y - 0.2 * m.share, lids=pose.face.lids - 0.2 * m.share)
    return replace(pose, head_pitch=pose.head_pitch - 0.5 * m.share, lean=pose.lean + 0.05 * m.share, face=face)
