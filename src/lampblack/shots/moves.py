"""Camera moves at an operator's speeds, each built round a composed frame so that it stays composed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lampblack.base.time import Rate
from lampblack.shots import speeds
from lampblack.shots.model import Move, ShotSize
from lampblack.shots.solving import frame_height, placed, seen, tidy, within
from lampblack.shots.speeds import Pace, bounded, pace, shortened
from lampblack.shots.wides import WIDES
from lampblack.staging.camera import SENSOR_WIDTH_MM, CameraKey, CameraPath, CameraPose
from lampblack.staging.people import Person
from lampblack.staging.projection import rotation
from lampblack.staging.space import Ease, Point, heading

_AMOUNTS = (1.0, 0.6, 0.3)
"""How much of a move is tried, where all of it is not possible."""
_LESS, _ONWARD, _OTHER_SIDE, _STILL = 0.5, 0.15, 0.05, 1.2
"""What it costs to do less of a move, to lead on from the composed frame instead of up to it, to go to the other side,
and to stand still where a move was wanted; as faults of composition cost (`judging`)."""
_GOING = 8
"""Frames between two keys of a camera that pans with somebody."""
RACK_LEAST = 1.12
"""How much farther one must be than the other for a pull of focus to be seen."""

Judge = Callable[[CameraPath], float]


@dataclass(frozen=True, kw_only=True)
class Round:
    """What a move turns on: the composed frame, and the point it is composed on."""

    pose: CameraPose
    point: Point
    aspect: float
    side: float
    size: ShotSize = "medium"
    peopled: bool = True
    other: Point | None = None
    """What focus is racked from, to `point`."""
    rack_at: float | None = None
    """The frame in the middle of that pull; None: the take's middle."""


@dataclass(frozen=True, kw_only=True)
class _Way:
    """One kind of move: the pose so many units from the composed frame, how fast, and how far."""

    at: Callable[[Round, float], CameraPose]
    speed: Callable[[Round], float]
    most: Callable[[Round], float]
    slowest: float = 0.0
    """Units a second: a way that would be slower is over sooner."""
    bends: int = 1
    """Straight pieces the even part is made of."""
    sided: bool = False


def moved(
    move: Move, about: Round, frames: int, rate: Rate, seed: int, follows: Person | None, judged: Judge | None = None
) -> CameraPath:
    """The camera's path through a take of `frames` frames, the best as `judged` (0: nothing wrong) of those possible.

    A move that would leave the audience's side, or somebody out of the frame, is made smaller, and at last not at all.
    """
    fps = float(rate.fraction)
    still = CameraPath(keys=(CameraKey(frame=0, pose=about.pose),), move="static", seed=seed, fps=fps)
    if move == "handheld":
        return replace(still, handheld=speeds.HANDHELD, move=move)
    if move == "follow" and follows is not None:
        return _best((*_followed(about, follows, frames, still), (still, _STILL)), judged)
    if move == "rack_focus":
        return _racked(about, frames, fps, still)
    if move not in _WAYS:
        return still
    return _best((*_tried(move, _WAYS[move], about, pace(frames, fps), still, fps), (still, _STILL)), judged)


def _best(tried: tuple[tuple[CameraPath, float], ...], judged: Judge | None) -> CameraPath:
    """The first of the best paths on which the camera is where a crew could put it."""
    possible = [(path, cost) for path, cost in tried if all(within(key.pose) for key in path.keys)]
    if not possible:
        return tried[-1][0]
    return min(possible, key=lambda each: each[1] + (judged(each[0]) if judged is not None else 0.0))[0]


def _tried(
    move: Move, way: _Way, about: Round, whole: Pace, still: CameraPath, fps: float
) -> Iterator[tuple[CameraPath, float]]:
    """All that could be done of a move, with what each gives away."""
    wanted = min(way.speed(about) * whole.even / fps, way.most(about))
    for amount in _AMOUNTS:
        reach = wanted * amount
        even = whole.even if way.slowest == 0.0 else min(whole.even, reach / way.slowest * fps)
        for side in (about.side, -about.side) if way.sided else (1.0,):
            less = (1.0 - amount) * _LESS + (_OTHER_SIDE if side != about.side and way.sided else 0.0)
            for onward in (False, True):
                if move in speeds.REVERSED and not onward:
                    ways = (0.0, reach * side)
                elif move in speeds.REVERSED:
                    ways = (-reach * side, 0.0)
                else:
                    ways = (0.0, -reach * side) if onward else (reach * side, 0.0)
                clock = shortened(whole, even, late=ways[0] == 0.0)
                keys = _keys(way, about, ways, clock)
                yield replace(still, keys=keys, move=move), less + _ONWARD * onward


def _keys(way: _Way, about: Round, ways: tuple[float, float], clock: Pace) -> tuple[CameraKey, ...]:
    """The keys from one end of a way to the other: at rest, faster, even, slower, at rest."""
    made: dict[int, CameraKey] = {}

    def key(frame: int, share: float, ease: Ease) -> None:
        pose = way.at(about, ways[0] + (ways[1] - ways[0]) * share)
        made[frame] = CameraKey(frame=frame, pose=tidy(pose), ease=ease)

    key(0, 0.0, "hold")
    key(clock.start, 0.0, "in")
    for bend in range(way.bends):
        frame = clock.up + (clock.down - clock.up) * bend // way.bends
        key(frame, clock.behind(frame), "linear")
    key(clock.down, clock.behind(clock.down), "out")
    key(clock.stop, 1.0, "in_out")
    return tuple(made.values())


def _distance(about: Round) -> float:
    return seen(about.pose, about.point, about.aspect).depth


def _field(pose: CameraPose, aspect: float = 1.0) -> float:
    """The field of view across, or, given the frame's shape, from top to bottom, in radians."""
    return 2 * math.atan(SENSOR_WIDTH_MM / 2 / aspect / pose.focal_length_mm)


def _nearer(about: Round, way: float) -> CameraPose:
    """`way` metres farther back than composed, the subject where it is in the frame."""
    at = seen(about.pose, about.point, about.aspect)
    return placed(about.pose, about.point, at.u, at.v, at.depth + way, about.aspect)


def _left(about: Round, way: float) -> CameraPose:
    """As drawn back; a wide goes up besides, until the sky or the trees have the frame."""
    if about.size not in WIDES:
        return _nearer(about, way)
    at = seen(about.pose, about.point, about.aspect)
    risen = speeds.LEAVING_RISE * way / (speeds.LEAVING_MOST * at.depth)
    pitch = about.pose.pitch + risen * SENSOR_WIDTH_MM / about.pose.focal_length_mm / about.aspect
    turned = replace(about.pose, pitch=pitch)
    return placed(turned, about.point, at.u, at.v + risen, at.depth + way, about.aspect)


def _leaving(about: Round) -> tuple[float, float]:
    """Metres a second and metres in all of a camera drawn back."""
    wide = about.size in WIDES
    share, most = (speeds.LEAVING, speeds.LEAVING_MOST) if wide else (speeds.PUSH, speeds.PUSH_MOST)
    return bounded(share * _distance(about), speeds.DOLLY), most * _distance(about)


def _panned(about: Round, way: float) -> CameraPose:
    return replace(about.pose, yaw=about.pose.yaw + way)


def _tilted(about: Round, way: float) -> CameraPose:
    return replace(about.pose, pitch=about.pose.pitch + way)


def _trucked(about: Round, way: float) -> CameraPose:
    right = rotation(about.pose)[0] * way
    return replace(about.pose, position=about.pose.position + Point(x=float(right[0]), z=float(right[2])))


def _craned(about: Round, way: float) -> CameraPose:
    if about.size in WIDES or about.size == "full":
        return replace(about.pose, position=about.pose.position + Point(y=way))
    at = seen(about.pose, about.point, about.aspect)
    pitch = about.pose.pitch - math.atan2(way, at.depth)
    return placed(replace(about.pose, pitch=pitch), about.point, at.u, at.v, at.depth, about.aspect)


def _crane_most(about: Round) -> float:
    depth = _distance(about)
    most = min(speeds.CRANE_MOST, 0.22 * depth)
    if about.size in WIDES or about.size == "full":
        share = speeds.FULL_CRANE if about.size == "full" else speeds.WIDE_CRANE
        return min(most, share * frame_height(about.pose, depth, about.aspect))
    return most


def _orbited(about: Round, way: float) -> CameraPose:
    at = seen(about.pose, about.point, about.aspect)
    return placed(replace(about.pose, yaw=about.pose.yaw + way), about.point, at.u, at.v, at.depth, about.aspect)


def _zoomed(about: Round, way: float) -> CameraPose:
    """The same camera on the same spot with a lens shorter by a factor of e to the `way`."""
    return replace(about.pose, focal_length_mm=about.pose.focal_length_mm * math.exp(-way))


def _pan_most(about: Round) -> float:
    return speeds.swept(about.size, peopled=about.peopled, tilt=False) * _field(about.pose)


def _tilt_most(about: Round) -> float:
    return speeds.swept(about.size, peopled=about.peopled, tilt=True) * _field(about.pose, about.aspect)


_WAYS: Mapping[Move, _Way] = {
    "push_in": _Way(
        at=_nearer, speed=lambda about: bounded(speeds.PUSH * _distance(about), speeds.DOLLY),
        most=lambda about: speeds.PUSH_MOST * _distance(about), slowest=speeds.DOLLY[0],
    ),
    "pull_out": _Way(
        at=_left, speed=lambda about: _leaving(about)[0], most=lambda about: _leaving(about)[1],
        slowest=speeds.DOLLY[0], bends=3,
    ),
    "pan": _Way(at=_panned, speed=lambda about: speeds.turning(_field(about.pose)), most=_pan_most, sided=True),
    "tilt": _Way(
        at=_tilted, speed=lambda about: speeds.turning(_field(about.pose, about.aspect)), most=_tilt_most,
    ),
    "truck": _Way(
        at=_trucked, speed=lambda about: bounded(speeds.TRUCKED * _distance(about), speeds.TRUCK),
        most=lambda about: speeds.TRUCK_MOST * _distance(about), slowest=speeds.TRUCK[0], sided=True,
    ),
    "crane": _Way(
        at=_craned, speed=lambda about: speeds.CRANED, most=_crane_most, slowest=speeds.CRANE[0], bends=4,
    ),
    "orbit": _Way(
        at=_orbited, speed=lambda about: speeds.ORBIT, most=lambda about: speeds.ORBIT_MOST, bends=6, sided=True,
    ),
    "zoom_in": _Way(at=_zoomed, speed=lambda about: speeds.ZOOM, most=lambda about: speeds.ZOOM_MOST, bends=4),
    "zoom_out": _Way(at=_zoomed, speed=lambda about: speeds.ZOOM, most=lambda about: speeds.ZOOM_MOST, bends=4),
}  # fmt: skip


def _racked(about: Round, frames: int, fps: float, still: CameraPath) -> CameraPath:
    """Focus goes from one subject to the other, the camera stays; nothing where both are as far away."""
    if about.other is None:
        return still
    first, then = (max(0.3, seen(about.pose, point, about.aspect).depth) for point in (about.other, about.point))
    if max(first, then) / min(first, then) < RACK_LEAST:
        return still
    half = speeds.rack_seconds(first, then) * fps / 2
    middle = (frames - 1) / 2 if about.rack_at is None else about.rack_at
    start = min(max(1.0, middle - half), max(1.0, frames - 2 - 2 * half))
    near, far = (tidy(replace(about.pose, focus=focus)) for focus in (first, then))
    keys = (
        CameraKey(frame=0, pose=near, ease="hold"),
        CameraKey(frame=round(start), pose=near, ease="in_out"),
        CameraKey(frame=round(start + 2 * half), pose=far),
    )
    return replace(still, keys=keys, move="rack_focus")


def _followed(
    about: Round, person: Person, frames: int, still: CameraPath
) -> tuple[tuple[CameraPath, float], tuple[CameraPath, float]]:
    """Beside the walker, as fast as they go; or, where there is no room for that, turning after them on the spot."""
    home = person.mark_at(frames - 1).position
    path = replace(still, move="follow")
    beside = replace(path, keys=_beside(about, person, frames, home))
    return (beside, 0.0), (replace(path, keys=_after(about, person, frames, home)), 0.6)


def _beside(about: Round, person: Person, frames: int, home: Point) -> tuple[CameraKey, ...]:
    keys: list[CameraKey] = []
    for mark in person.marks:
        if mark.frame < frames or not keys:
            position = about.pose.position + (mark.position - home)
            keys.append(CameraKey(frame=mark.frame, pose=tidy(replace(about.pose, position=position)), ease=mark.ease))
    if keys[-1].frame < frames - 1:
        rest = person.mark_at(frames - 1).position
        position = about.pose.position + (rest - home)
        keys.append(CameraKey(frame=frames - 1, pose=tidy(replace(about.pose, position=position))))
    keys[0] = replace(keys[0], frame=0)
    return tuple(keys)


def _after(about: Round, person: Person, frames: int, home: Point) -> tuple[CameraKey, ...]:
    """The camera on its spot, turned by as much as the walker is to the side of where they come to rest."""
    last, here = about.pose, about.pose.position
    rests = heading(here, home)
    keys: list[CameraKey] = []
    for frame in sorted({*range(0, frames, _GOING), frames - 1}):
        at = person.mark_at(frame).position
        yaw = last.yaw + (heading(here, at) - rests + math.pi) % (2 * math.pi) - math.pi
        pose = replace(last, yaw=yaw)
        eyes = at + (about.point - home)
        keys.append(
            CameraKey(frame=frame, pose=tidy(replace(pose, focus=max(0.3, seen(pose, eyes, 1.0).depth))), ease="linear")
        )
    return tuple(keys)
