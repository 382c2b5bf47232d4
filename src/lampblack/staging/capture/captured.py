"""From a stranger's file to a `Capture`: on the stage's axes, in metres, on the ground, at the film's rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from lampblack.base.errors import Spot, UserError
from lampblack.base.findings import Finding
from lampblack.base.time import Rate
from lampblack.media.bvh import Bvh
from lampblack.staging.capture.feet import feet_of, ground_under
from lampblack.staging.capture.limbs import NO_JOINT, Arm, Leg, Limbs, limbs_of
from lampblack.staging.capture.moving import Moving, moving
from lampblack.staging.capture.turns import Floats, turned, unit
from lampblack.staging.capture.upright import OWN_UNITS, Parts, axes, natural, parts, unit_of
from lampblack.staging.motion import STEP, TRACKS, Capture, Up

LONGEST = 3_600
"""Seconds: an hour of one body is more than any take."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A capture, and what a person should know of how its file was read."""

    capture: Capture
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class _Body:
    """The file on the stage's axes, in metres."""

    at: Floats
    moving: Moving
    axes: Floats
    limbs: Limbs
    parts: Parts

    def part(self, joint: int, local: Floats) -> Floats:
        """Right and up of a part on every frame (frames x 6)."""
        turns = self.moving.turns[:, joint]
        right, up = (turned(turns, np.tile(each, (len(turns), 1))) @ self.axes.T for each in local)
        return np.column_stack([right, up])

    def bone(self, start: int, end: int) -> Floats:
        return unit(self.at[:, end] - self.at[:, start])

    def length(self, *joints: int) -> float:
        """Metres along joints, as they mostly are."""
        ways = [np.linalg.norm(self.at[:, b] - self.at[:, a], axis=1) for a, b in pairwise(joints)]
        return float(sum(np.median(way) for way in ways))


def understood(bvh: Bvh, rate: Rate, file: str, up: Up = "auto") -> Understood:
    """The motion in `bvh` at `rate`; a `UserError` where there is no body in it, findings where there are doubts."""
    if bvh.frames / bvh.rate > LONGEST:
        seconds = float(bvh.frames / bvh.rate)
        raise UserError(f"this motion lasts {seconds:.0f} s, and {LONGEST} s is the most", spot=Spot(file=file))
    limbs = limbs_of(bvh, file)
    unit_name, size = unit_of(bvh, limbs)
    joints = moving(bvh, rate.fraction)
    to_stage, doubt = axes(joints, limbs, up)
    body = _body(bvh, joints, limbs, to_stage, size)
    body, remark = _with_toes_ahead(body)
    said = [doubt, remark, *_remarks(limbs, unit_name)]
    findings = tuple(Finding(message=each, spot=Spot(file=file)) for each in said if each)
    return Understood(capture=_capture(body, rate), findings=findings)


def _body(bvh: Bvh, joints: Moving, limbs: Limbs, to_stage: Floats, size: float) -> _Body:
    at = joints.at @ to_stage.T * size
    return _Body(at=at, moving=joints, axes=to_stage, limbs=limbs, parts=parts(bvh, joints, limbs))


def _with_toes_ahead(body: _Body) -> tuple[_Body, str]:
    """The body with its toes before it: where they point behind, left and right are changed, or the file is a mirror's
    (left-handed), and is turned over."""
    ahead = body.part(body.limbs.hips, body.parts.pelvis)
    forward = np.cross(ahead[:, :3], ahead[:, 3:])
    ways = [body.bone(leg.foot, leg.toe) for leg in (body.limbs.left_leg, body.limbs.right_leg) if leg.toe != NO_JOINT]
    if not ways or float(np.mean([np.sum(forward * way, axis=1).mean() for way in ways])) > -0.3:
        return body, ""
    limbs = body.limbs
    if not limbs.sides_known:
        swapped = _swapped(limbs)
        new = Parts(
            pelvis=_other_way(body.parts.pelvis),
            chest=_other_way(body.parts.chest),
            head=None if body.parts.head is None else _other_way(body.parts.head),
        )
        return _Body(at=body.at, moving=body.moving, axes=body.axes, limbs=swapped, parts=new), ""
    over = np.diag([-1.0, 1.0, 1.0])
    turned_over = _Body(at=body.at @ over, moving=body.moving, axes=over @ body.axes, limbs=limbs, parts=body.parts)
    return turned_over, "its toes point backwards, so the file is taken for left-handed and turned over"


def _other_way(local: Floats) -> Floats:
    return np.stack([-local[0], local[1]])


def _swapped(limbs: Limbs) -> Limbs:
    """Left for right, where no name said which is which."""
    return replace(
        limbs, left_leg=limbs.right_leg, right_leg=limbs.left_leg, left_arm=limbs.right_arm, right_arm=limbs.left_arm
    )


def _remarks(limbs: Limbs, unit_name: str) -> list[str]:
    said: list[str] = []
    if limbs.guessed:
        said.append(f"{' and '.join(limbs.guessed)} were found by where they hang, not by their names")
    if limbs.missing:
        said.append(f"could not find: {', '.join(limbs.missing)}; there the puppet acts by itself")
    if unit_name == OWN_UNITS:
        said.append("its unit is not known; the legs are taken for a grown-up's")
    return said


def _capture(body: _Body, rate: Rate) -> Capture:
    limbs, at = body.limbs, body.at
    left, right = limbs.left_leg, limbs.right_leg
    leg = (body.length(left.thigh, left.shin, left.foot) + body.length(right.thigh, right.shin, right.foot)) / 2
    balls = tuple(at[:, each.toe] if each.toe != NO_JOINT else at[:, each.foot] for each in (left, right))
    level = ground_under((balls[0], balls[1]))
    hips = (at[:, left.thigh] + at[:, right.thigh]) / 2
    pelvis = body.part(limbs.hips, body.parts.pelvis)
    chest = body.part(limbs.chest, body.parts.chest)
    heading = _heading(pelvis[:, :3] + 0.5 * chest[:, :3])
    start, around = np.array([hips[0, 0], level, hips[0, 2]]), _about_up(-heading[0])

    def there(points: Floats) -> Floats:
        return (points - start) @ around.T

    feet = feet_of(
        (there(at[:, left.foot]), there(at[:, right.foot])),
        (_ball(at, left, there), _ball(at, right, there)),
        heading - heading[0],
        leg,
        float(rate.fraction),
        (_resting(body, left), _resting(body, right)),
    )
    tracks: dict[str, Floats] = {
        "hips": there(hips),
        "heading": (heading - heading[0])[:, None],
        "pelvis": _both(pelvis, around),
        "chest": _both(chest, around),
        "left_foot": feet.left,
        "right_foot": feet.right,
    }
    if body.parts.head is not None:
        tracks["head"] = _both(body.part(limbs.head, body.parts.head), around)
    for side, each in (("left", left), ("right", right)):
        tracks[f"{side}_thigh"] = body.bone(each.thigh, each.shin) @ around.T
        tracks[f"{side}_shin"] = body.bone(each.shin, each.foot) @ around.T
    arm = _arms(body, limbs, around, tracks)
    return Capture(
        rate=rate, frames=len(at), leg=round(leg, 4), arm=round(arm, 4), ankle=round(feet.ankle, 4),
        foot=round(feet.reach, 4),
        tracks={name: _whole(track) for name, track in tracks.items() if name in TRACKS},
    )  # fmt: skip


def _arms(body: _Body, limbs: Limbs, around: Floats, tracks: dict[str, Floats]) -> float:
    """The arms' tracks, and how long they are; 0 without arms."""
    pair: tuple[Arm | None, Arm | None] = (limbs.left_arm, limbs.right_arm)
    if pair[0] is None or pair[1] is None:
        return 0.0
    for side, each in zip(("left", "right"), (pair[0], pair[1]), strict=True):
        tracks[f"{side}_arm"] = body.bone(each.arm, each.forearm) @ around.T
        tracks[f"{side}_forearm"] = body.bone(each.forearm, each.hand) @ around.T
    tracks["hands"] = (body.at[:, pair[1].hand] - body.at[:, pair[0].hand]) @ around.T
    lengths = [body.length(each.arm, each.forearm, each.hand) for each in (pair[0], pair[1])]
    return sum(lengths) / 2


def _ball(at: Floats, leg: Leg, there: Callable[[Floats], Floats]) -> Floats | None:
    return there(at[:, leg.toe]) if leg.toe != NO_JOINT else None


def _resting(body: _Body, leg: Leg) -> float | None:
    """How steeply ankle and ball lie in a rest pose that stands; None where it tells nothing."""
    if leg.toe == NO_JOINT or not natural(body.moving, body.limbs):
        return None
    way = (body.moving.rest[leg.toe] - body.moving.rest[leg.foot]) @ body.axes.T
    steep = float(np.arctan2(way[1], np.hypot(way[0], way[2])))
    return steep if -1.0 < steep < 0.05 else None


def _heading(right: Floats) -> Floats:
    """The way a body faces, from its right; where it lies on its side, as it faced before and will face."""
    flat = np.hypot(right[:, 0], right[:, 2])
    sure = flat > 0.25
    angle = np.arctan2(-right[:, 2], right[:, 0])
    frames = np.arange(len(right))
    if not sure.any():
        return np.zeros(len(right))
    return np.interp(frames, frames[sure], np.unwrap(angle[sure]))


def _about_up(yaw: float) -> Floats:
    """The turn by `yaw` on the stage: forward (0, 0, 1) becomes (sin yaw, 0, cos yaw)."""
    c, s = float(np.cos(yaw)), float(np.sin(yaw))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def _both(part: Floats, around: Floats) -> Floats:
    return np.column_stack([part[:, :3] @ around.T, part[:, 3:] @ around.T])


def _whole(track: Floats) -> tuple[int, ...]:
    return tuple(int(each) for each in np.rint(track / STEP).astype(np.int64).ravel())
