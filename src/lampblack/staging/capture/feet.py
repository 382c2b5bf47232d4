"""Feet: where the actor's stood, and how each rolled from heel to toe; while a foot stands, it stands exactly.

A foot's place is where its ankle would be over if the foot were laid flat about what touches the ground: about the heel
while the toes are up, about the ball while the heel is. So it stays put through a whole step, in any puppet's foot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lampblack.staging.capture.turns import Floats
from lampblack.staging.capture.upright import USUAL_LEG

LOW, SLOW = 0.035, 0.22
"""Metres above the ground, and metres a second, below which a foot of a grown-up is put down ..."""
LIFTED, QUICK = 0.065, 0.5
"""... and above which it is taken up again."""
SHORTEST = 0.09
"""Seconds a foot stands at least: less is a foot that brushes past."""
RAISED = 0.08
"""Metres above which a foot stands on something, not on the ground."""
STEADY = 0.3
"""Radians a standing foot may turn and still be meant to stand still; more is a swivel."""
TIPTOE = 0.25
"""Radians by which a foot that seems to stand flat may differ from the rest pose's."""
USUAL_ANKLE, HIGH_HEELED = 0.08, 0.125
"""Metres from ball up to ankle: of a foot that stands flat, and above which it cannot."""
SETTLE = 0.16
"""Seconds over which a foot comes to where it will stand."""
HEEL = 0.35
"""How far the heel is behind the ankle, as a share of the way from ankle to ball."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Feet:
    """Both feet's tracks (frames x 6, see `TRACKS`), and how high ankles are over the sole."""

    left: Floats
    right: Floats
    ankle: float
    reach: float
    """From under the ankle to the ball; 0 without toes."""


def ground_under(balls: tuple[Floats, Floats]) -> float:
    """How high the ground is (metres): where the balls of the feet (frames x 3) are when they are down."""
    return float(min(np.percentile(ball[:, 1], 6.0) for ball in balls))


def feet_of(
    ankles: tuple[Floats, Floats],
    balls: tuple[Floats | None, Floats | None],
    heading: Floats,
    leg: float,
    fps: float,
    resting: tuple[float | None, float | None] = (None, None),
) -> Feet:
    """Left and right foot from ankles and balls (frames x 3, metres, ground at 0); a foot without toes points the way
    the body faces. `resting`: how steep the way from ankle to ball is in the rest pose (radians), where that is a body
    that stands: who dances on tiptoe is never flat."""
    size = leg / USUAL_LEG
    left, right = (
        _rolled(ankle, ball, heading, size, fps, flat) for ankle, ball, flat in zip(ankles, balls, resting, strict=True)
    )
    low = [float(np.percentile(track.height, 8.0)) for track in (left, right)]
    tracks = [
        _standing(each, max(0.0, own) if own < 0.05 * size else 0.0, size, fps)
        for each, own in zip((left, right), low, strict=True)
    ]
    reach = (left.reach + right.reach) / 2
    return Feet(left=tracks[0], right=tracks[1], ankle=(left.ankle + right.ankle) / 2, reach=reach)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Rolled:
    place: Floats
    height: Floats
    yaw: Floats
    pitch: Floats
    ankle: float
    reach: float = 0.0


def _rolled(
    ankle: Floats, ball: Floats | None, heading: Floats, size: float, fps: float, resting: float | None
) -> _Rolled:
    if ball is None:
        high = float(np.percentile(ankle[:, 1], 8.0))
        return _Rolled(
            place=ankle[:, [0, 2]], height=ankle[:, 1] - high, yaw=heading, pitch=np.zeros(len(ankle)), ankle=high
        )
    way = ball - ankle
    flat = np.hypot(way[:, 0], way[:, 2])
    still = _still(ankle, ball, size, fps)
    reach = float(np.median(flat[still]))
    slope = float(np.median(np.arctan2(way[still, 1], flat[still])))
    high = float(np.median(ankle[still, 1]))
    foot = float(np.median(np.linalg.norm(way, axis=1)))
    if resting is None and -foot * np.sin(slope) > HIGH_HEELED * size:
        resting = -float(np.arcsin(min(1.0, USUAL_ANKLE * size / foot)))
    if resting is not None and abs(resting - slope) > TIPTOE:
        slope, reach, high = resting, foot * float(np.cos(resting)), -foot * float(np.sin(resting))
    yaw = _heading_of(way, flat, heading, 0.35 * reach)
    pitch = slope - np.arctan2(way[:, 1], flat)
    ahead = np.stack([np.sin(yaw), np.cos(yaw)], axis=1)
    by_ball = ball[:, [0, 2]] - ahead * reach
    up = np.maximum(0.0, -pitch)
    behind = HEEL * reach
    by_heel = ankle[:, [0, 2]] + ahead * (behind - behind * np.cos(up) + high * np.sin(up))[:, None]
    heel_height = ankle[:, 1] - (behind * np.sin(up) + high * np.cos(up))
    share = np.clip(0.5 - pitch / 0.24, 0.0, 1.0)
    share = share * share * (3.0 - 2.0 * share)
    level = float(np.median(ball[still, 1]))
    return _Rolled(
        place=by_ball + (by_heel - by_ball) * share[:, None],
        height=ball[:, 1] - level + (heel_height - (ball[:, 1] - level)) * share,
        yaw=yaw,
        pitch=pitch,
        ankle=high,
        reach=reach,
    )


def _still(ankle: Floats, ball: Floats, size: float, fps: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Frames on which a foot most likely stands flat."""
    low = ball[:, 1] < np.percentile(ball[:, 1], 8.0) + 0.03 * size
    low &= ankle[:, 1] < np.percentile(ankle[low, 1], 30.0) + 0.02 * size
    slow = _speed(ankle[:, [0, 2]], fps) < 0.35 * size
    return low & slow if np.count_nonzero(low & slow) >= 2 else low


def _heading_of(way: Floats, flat: Floats, heading: Floats, least: float) -> Floats:
    """Where a foot points, over the frames on which it points anywhere; the others lie between."""
    sure = flat > least
    if not sure.any():
        return heading
    frames = np.arange(len(flat))
    return np.interp(frames, frames[sure], np.unwrap(np.arctan2(way[sure, 0], way[sure, 2])))


def _standing(foot: _Rolled, low: float, size: float, fps: float) -> Floats:
    """The track with every stand made exact, and the swings between led from one to the next."""
    height = foot.height - low
    stands = _unturned(_stands(height / size, _speed(foot.place, fps) / size, fps), foot.yaw, fps)
    count = len(height)
    raw = np.column_stack([foot.place[:, 0], np.maximum(height, 0.0), foot.place[:, 1], foot.yaw, foot.pitch])
    fixed, planted = raw.copy(), np.zeros(count)
    for a, b in stands:
        planted[a:b] = 1.0
        fixed[a:b, [0, 2]] = np.median(raw[a:b][:, [0, 2]], axis=0)
        high = float(np.median(height[a:b]))
        fixed[a:b, 1] = high if high > RAISED * size else 0.0
        fixed[a:b, 3] = np.median(foot.yaw[a:b])
        pitch = foot.pitch[a:b]
        fixed[a:b, 4] = np.sign(pitch) * np.maximum(0.0, np.abs(pitch) - 0.05)
    shift = fixed - raw
    for (_, b), (a, _) in zip([(0, 0), *stands], [*stands, (count, count)], strict=True):
        _led(shift, b, a, max(1, round(SETTLE * fps)), count)
    whole = raw + shift
    whole[:, 1] = np.maximum(whole[:, 1], 0.0)
    return np.column_stack([whole, planted])


def _unturned(stands: list[tuple[int, int]], yaw: Floats, fps: float) -> list[tuple[int, int]]:
    """The stands without what a foot swivels in them: a dancer who turns on the ball of a foot does not stand still."""
    found: list[tuple[int, int]] = []
    gap, least = max(1, round(SETTLE * fps / 2)), max(2, round(SHORTEST * fps))
    for a, b in stands:
        begin = a
        for frame in range(a, b):
            if frame > begin and np.ptp(yaw[begin : frame + 1]) >= STEADY:
                found.append((begin, frame))
                begin = frame + gap
        found.append((begin, b))
    return [(a, b) for a, b in found if b - a >= least]


def _led(shift: Floats, begin: int, end: int, settle: int, count: int) -> None:
    """What is corrected in the stands on both sides of a swing fades out of one and into the other."""
    for frame in range(begin, end):
        total = np.zeros(shift.shape[1])
        if begin > 0 and frame - begin < settle:
            total = total + shift[begin - 1] * _faded((frame - begin + 1) / (settle + 1))
        if end < count and end - frame <= settle:
            total = total + shift[end] * _faded((end - frame) / (settle + 1))
        shift[frame] = total


def _faded(share: float) -> float:
    t = 1.0 - min(1.0, share)
    return t * t * (3.0 - 2.0 * t)


def _speed(place: Floats, fps: float) -> Floats:
    if len(place) < 2:
        return np.zeros(len(place))
    return np.linalg.norm(np.gradient(place, axis=0), axis=1) * fps


def _stands(height: Floats, speed: Floats, fps: float) -> list[tuple[int, int]]:
    """Half-open stretches of frames on which a foot stands."""
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for frame in range(len(height)):
        if begin is None and height[frame] < LOW and speed[frame] < SLOW:
            begin = frame
        elif begin is not None and (height[frame] > LIFTED or speed[frame] > QUICK):
            found.append((begin, frame))
            begin = None
    if begin is not None:
        found.append((begin, len(height)))
    least = max(2, round(SHORTEST * fps))
    return [(a, b) for a, b in found if b - a >= least]
