"""A file's joints in motion: where each is and how it is turned, frame by frame at another rate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lampblack.media.bvh import Bvh, BvhJoint
from lampblack.staging.capture.turns import Floats, about, places, slerped, times, turned


@dataclass(frozen=True, kw_only=True, eq=False)
class Moving:
    """Positions (frames x joints x 3) in the file's units and axes, and turns (frames x joints x 4) from the rest pose;
    `rest` is where the joints are (joints x 3) while nothing is turned."""

    at: Floats
    turns: Floats
    rest: Floats


def moving(bvh: Bvh, rate: Fraction) -> Moving:
    """The joints at `rate` frames a second: turns between frames on the shortest arc, places on a line."""
    before, after, share = places(bvh.frames, bvh.rate, rate)
    count, joints = len(before), bvh.joints
    at, turns = np.zeros((count, len(joints), 3)), np.zeros((count, len(joints), 4))
    rest = np.zeros((len(joints), 3))
    for number, joint in enumerate(joints):
        own = _turns(bvh, joint)
        local = slerped(own[before], own[after], share)
        place = _places(bvh, joint)
        offset = place[before] + (place[after] - place[before]) * share[:, None]
        if joint.parent < 0:
            turns[:, number], at[:, number], rest[number] = local, offset, joint.offset
            continue
        above = turns[:, joint.parent]
        turns[:, number] = times(above, local)
        at[:, number] = at[:, joint.parent] + turned(above, offset)
        rest[number] = rest[joint.parent] + np.array(joint.offset)
    return Moving(at=at, turns=turns, rest=rest)


def _turns(bvh: Bvh, joint: BvhJoint) -> Floats:
    """The joint's own turn on every frame of the file: its rotations one after the other, as they are listed."""
    whole = np.zeros((bvh.frames, 4))
    whole[:, 0] = 1.0
    for index, channel in enumerate(joint.channels):
        if channel.endswith("rotation"):
            whole = times(whole, about("xyz".index(channel[0]), bvh.rows[:, joint.column + index]))
    return whole


def _places(bvh: Bvh, joint: BvhJoint) -> Floats:
    """Where the joint is from its parent. Some makers write places instead of the offset, some beside it."""
    offset = np.array(joint.offset)
    written = np.tile(offset, (bvh.frames, 1))
    moved = [index for index, channel in enumerate(joint.channels) if channel.endswith("position")]
    for index in moved:
        written[:, "xyz".index(joint.channels[index][0])] = bvh.rows[:, joint.column + index]
    if joint.parent < 0 or not moved:
        return written
    beside = np.linalg.norm(np.median(written, axis=0)) < 0.5 * np.linalg.norm(offset)
    return written + offset if beside else written
