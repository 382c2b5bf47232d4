"""What is up in a stranger's file, how long its unit is, and which way its parts face: from the body itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lampblack.media.bvh import Bvh
from lampblack.staging.capture.limbs import NO_JOINT, Limbs
from lampblack.staging.capture.moving import Moving
from lampblack.staging.capture.turns import Floats, mean_turn, times, turned, undone, unit
from lampblack.staging.motion import Up

USUAL_LEG = 0.82
"""Metres from hip joint to ankle of a grown-up of 1.72 m (Winter, Biomechanics, table 4.1: 0.491 of the height to the
trochanter, less the ankle)."""
UNITS = {"metres": 1.0, "centimetres": 0.01, "millimetres": 0.001, "inches": 0.0254, "CMU units": 0.0254 / 0.45}
"""What makers count in, the usual first: a child's legs in centimetres are a man's in inches."""
_DECIMAL = ("metres", "centimetres", "millimetres")
_SHORTEST_LEG, _LONGEST_LEG = 0.36, 1.15
OWN_UNITS = "units of its own"
_STANDING = 0.8
"""How upright a body is on average before its way up is believed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """The local right and up of pelvis, chest and head, as vectors that turn with their joint."""

    pelvis: Floats
    chest: Floats
    head: Floats | None
    """Each 2 x 3: right, up."""


def unit_of(bvh: Bvh, limbs: Limbs) -> tuple[str, float]:
    """The unit's name and its metres: one in which the legs are a person's; none fits: as if they were."""
    leg = _leg(bvh, limbs)
    fits = {name: size for name, size in UNITS.items() if _SHORTEST_LEG <= leg * size <= _LONGEST_LEG}
    for name in _DECIMAL:
        if name in fits:
            return name, fits[name]
    if fits:
        return min(fits.items(), key=lambda each: abs(math.log(leg * each[1] / USUAL_LEG)))
    return OWN_UNITS, USUAL_LEG / max(leg, 1e-9)


def _leg(bvh: Bvh, limbs: Limbs) -> float:
    def bones(low: int, high: int) -> float:
        total = 0.0
        while low not in (high, NO_JOINT):
            total += float(np.linalg.norm(bvh.joints[low].offset))
            low = bvh.joints[low].parent
        return total

    return (bones(limbs.left_leg.foot, limbs.left_leg.thigh) + bones(limbs.right_leg.foot, limbs.right_leg.thigh)) / 2


def axes(moving: Moving, limbs: Limbs, up: Up) -> tuple[Floats, str]:
    """The 3 x 3 that takes the file's axes to the stage's (y up, left-handed), and a doubt, if there is one."""
    body = unit(_top(moving.at, limbs) - _feet(moving.at, limbs)).mean(axis=0)
    rest = unit(_top(moving.rest, limbs) - _feet(moving.rest, limbs))
    doubt = ""
    if up != "auto":
        axis = "xyz".index(up)
        sign = 1.0 if max(body[axis], rest[axis], key=abs) > 0 else -1.0
    else:
        by_body, by_rest = int(np.argmax(np.abs(body))), int(np.argmax(np.abs(rest)))
        standing = abs(body[by_body]) >= _STANDING
        axis = by_body if standing or not natural(moving, limbs) else by_rest
        sign = float(np.sign(body[axis] if axis == by_body else rest[axis]))
        if not standing:
            doubt = f'the actor hardly stands, so {"xyz"[axis]} is taken for up; say up = "y" or "z" if it is not'
    across, deep = [each for each in range(3) if each != axis]
    found = np.zeros((3, 3))
    found[0, across], found[1, axis], found[2, deep] = 1.0, sign, 1.0
    if np.linalg.det(found) > 0.0:
        found[2] *= -1.0
    return found, doubt


def natural(moving: Moving, limbs: Limbs) -> bool:
    """Whether the rest pose is a body (T, A, standing), and not bones laid along an axis."""
    rest = moving.rest
    hips = (rest[limbs.left_leg.thigh] + rest[limbs.right_leg.thigh]) / 2
    feet, top = _feet(rest, limbs), _top(rest, limbs)
    up = unit(top - feet)
    across = rest[limbs.right_leg.thigh] - rest[limbs.left_leg.thigh]
    level = abs(float(unit(across) @ up)) < 0.35 and float(np.linalg.norm(across)) > 1e-6
    snapped = float(np.max(np.abs(up))) > 0.9
    return level and snapped and float(unit(feet - hips) @ up) < -0.85 and float(unit(top - hips) @ up) > 0.85


def parts(bvh: Bvh, moving: Moving, limbs: Limbs) -> Parts:
    """How pelvis, chest and head face, from the rest pose where that is a body, else from how their bones hang."""
    if natural(moving, limbs):
        return _by_rest(moving, limbs)
    return _by_bones(bvh, moving, limbs)


def _by_rest(moving: Moving, limbs: Limbs) -> Parts:
    rest = moving.rest
    along = unit(_top(rest, limbs) - _feet(rest, limbs))
    up = np.zeros(3)
    axis = int(np.argmax(np.abs(along)))
    up[axis] = np.sign(along[axis])
    frame = _squared(rest[limbs.right_leg.thigh] - rest[limbs.left_leg.thigh], up)
    return Parts(pelvis=frame, chest=frame, head=frame if limbs.head != NO_JOINT else None)


def _by_bones(bvh: Bvh, moving: Moving, limbs: Limbs) -> Parts:
    """Right from the pair of limbs that hangs on a part, up from what stands on it; the head looks ahead on average."""
    rest = moving.rest

    def branch(low: int, high: int) -> Floats:
        while bvh.joints[low].parent not in (high, -1):
            low = bvh.joints[low].parent
        return rest[low] - rest[high]

    top = limbs.chest if limbs.chest != limbs.hips else max(limbs.neck, limbs.head)
    right, left = (branch(leg.thigh, limbs.hips) for leg in (limbs.right_leg, limbs.left_leg))
    spine = branch(top, limbs.hips) if top > limbs.hips else -(right + left)
    pelvis = _squared(right - left, spine - (right + left) / 2)
    chest = pelvis
    if limbs.right_arm is not None and limbs.left_arm is not None and limbs.chest != limbs.hips:
        right, left = (branch(arm.arm, limbs.chest) for arm in (limbs.right_arm, limbs.left_arm))
        above = limbs.neck if limbs.neck != NO_JOINT else limbs.head
        chest = _squared(right - left, branch(above, limbs.chest) if above != NO_JOINT else (right + left) / 2)
    return Parts(pelvis=pelvis, chest=chest, head=_head_ahead(moving, limbs, chest))


def _head_ahead(moving: Moving, limbs: Limbs, chest: Floats) -> Floats | None:
    if limbs.head == NO_JOINT:
        return None
    head, body = moving.turns[:, limbs.head], moving.turns[:, limbs.chest]
    usual = mean_turn(times(undone(body), head))
    right = turned(undone(usual), chest[0])
    up = unit(_top(moving.at, limbs) - _feet(moving.at, limbs)).mean(axis=0)
    level = np.zeros(3)
    level[int(np.argmax(np.abs(up)))] = np.sign(up[int(np.argmax(np.abs(up)))])
    return _squared(right, turned(undone(head), np.tile(level, (len(head), 1))).mean(axis=0))


def _squared(right: Floats, up: Floats) -> Floats:
    """Right and up as they are closest to square, up first."""
    up = unit(up)
    return np.stack([unit(right - up * float(right @ up)), up])


def _top(at: Floats, limbs: Limbs) -> Floats:
    return at[..., limbs.head if limbs.head != NO_JOINT else limbs.chest, :]


def _feet(at: Floats, limbs: Limbs) -> Floats:
    return (at[..., limbs.left_leg.foot, :] + at[..., limbs.right_leg.foot, :]) / 2
