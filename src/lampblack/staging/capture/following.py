"""Where an actor is, on the stage, on a frame of the take: a capture placed, turned, paced, looped."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.base.saved import decode
from lampblack.staging.capture.turns import Floats
from lampblack.staging.motion import STEP, TRACKS, Capture, Motion
from lampblack.staging.space import Point, eased
from lampblack.staging.stage import Staging

SEAM = 0.3
"""Seconds over which the end of a loop becomes its beginning."""

Vec = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Sole:
    """A foot on the stage: where its ankle would be over if it lay flat (x, z), how high what touches the ground is (in
    the actor's metres), its heading and its heel's lift in radians, and whether it stands."""

    x: float
    z: float
    height: float
    yaw: float
    pitch: float
    stands: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor at one instant. `hips` is on the stage, but for its height, in the actor's metres; the rest are
    directions on the stage. Tracks the file does not have are None, or not in `bones`."""

    hips: Vec
    yaw: float
    pelvis: tuple[Vec, Vec]
    chest: tuple[Vec, Vec]
    head: tuple[Vec, Vec] | None
    bones: dict[str, Vec]
    hands: Vec | None
    right: Sole
    left: Sole


def loaded(staging: Staging, path_of: Callable[[Digest], Path]) -> Staging:
    """The staging with its captures read in: what draws people must have them. Without any it is the same staging."""
    if all(isinstance(person.motion, msgspec.UnsetType) for person in staging.people):
        return staging
    people = tuple(
        person
        if isinstance(person.motion, msgspec.UnsetType)
        else replace(person, motion=replace(person.motion, loaded=read_capture(path_of(person.motion.capture))))
        for person in staging.people
    )
    return replace(staging, people=people)


def read_capture(path: Path) -> Capture:
    """A capture from its blob; a `LampblackError` for one that is damaged or of another time."""
    try:
        capture = decode(path.read_bytes(), Capture)
    except (msgspec.DecodeError, OSError) as error:
        raise LampblackError(f"a captured motion cannot be read: {error}") from error
    if capture.schema != 1 or any(
        len(track) != capture.frames * TRACKS[name] for name, track in capture.tracks.items()
    ):
        raise LampblackError("a captured motion is damaged, or was saved by another version")
    return capture


def share_at(motion: Motion, frame: float) -> float:
    """How far the person is the actor on a frame of the take: 0 before and after, 1 between."""
    if not motion.start <= frame < motion.stop:
        return 0.0
    into = (frame - motion.start + 1) / (motion.blend_in + 1)
    out = (motion.stop - frame) / (motion.blend_out + 1)
    return eased(min(into, out, 1.0), "in_out")


def actor_at(motion: Motion, frame: float) -> Actor:
    """The actor as the motion places him on `frame`."""
    tracks = tracks_of(_capture(motion), motion.mirrored)
    now, lap = _index(motion, frame)
    there = _placed(motion, tracks, now, lap)
    since = (frame - motion.start - motion.waits) - lap * (motion.last - motion.first) / motion.speed
    seam = SEAM * float(_capture(motion).rate.fraction)
    if lap == 0 or since >= seam:
        return there
    return _mixed(_placed(motion, tracks, motion.last, lap - 1), there, eased((since + 1.0) / (seam + 1.0), "in_out"))


def place_at(motion: Motion, frame: float) -> tuple[Point, float]:
    """The point of the ground under the actor's hips, and the way he faces."""
    actor = actor_at(motion, frame)
    return Point(x=actor.hips[0], y=motion.position.y, z=actor.hips[2]), actor.yaw


@lru_cache(maxsize=32)
def tracks_of(capture: Capture, mirrored: bool = False) -> dict[str, Floats]:
    """The tracks as arrays (frames x numbers), in metres, radians and directions; `mirrored`: left for right."""
    found = {
        name: np.array(track, np.float64).reshape(capture.frames, TRACKS[name]) * STEP
        for name, track in capture.tracks.items()
    }
    return _mirror(found) if mirrored else found


def _mirror(tracks: dict[str, Floats]) -> dict[str, Floats]:
    swapped: dict[str, Floats] = {}
    for name, track in tracks.items():
        other = name.replace("right", "?").replace("left", "right").replace("?", "left")
        turned = track.copy()
        if name.endswith("foot"):
            turned[:, [0, 3]] *= -1.0
        elif name == "heading":
            turned *= -1.0
        elif name in ("pelvis", "chest", "head"):
            turned[:, [1, 2, 3]] *= -1.0
        elif name == "hands":
            turned[:, [1, 2]] *= -1.0
        else:
            turned[:, 0] *= -1.0
        swapped[other] = turned
    return swapped


def _capture(motion: Motion) -> Capture:
    if isinstance(motion.loaded, msgspec.UnsetType):
        raise LampblackError(f"the captured motion {motion.capture} was not read in before it is followed")
    return motion.loaded


def _index(motion: Motion, frame: float) -> tuple[float, int]:
    """The frame of the capture, and how many times it was gone through before."""
    at = motion.first + max(0.0, frame - motion.start - motion.waits) * motion.speed
    span = motion.last - motion.first
    if at <= motion.last or motion.after == "hold" or span <= 0.0:
        return min(at, motion.last), 0
    laps = math.floor((at - motion.first) / span)
    return at - laps * span, laps


def _row(track: Floats, at: float) -> list[float]:
    low = min(int(at), len(track) - 1)
    high = min(low + 1, len(track) - 1)
    share = at - low
    return [float(each) for each in track[low] + (track[high] - track[low]) * share]


def _placed(motion: Motion, tracks: dict[str, Floats], now: float, lap: int) -> Actor:
    turn, x, z = _ground(motion, tracks, lap)
    c, s = math.cos(turn), math.sin(turn)
    begin, hips = _row(tracks["hips"], motion.first), _row(tracks["hips"], now)

    def around(v: list[float]) -> Vec:
        return (v[0] * c + v[2] * s, v[1], v[2] * c - v[0] * s)

    def over(px: float, pz: float) -> tuple[float, float]:
        home = hips if motion.stays else begin
        away = around([px - home[0], 0.0, pz - home[2]])
        return x + away[0] * motion.travel, z + away[2] * motion.travel

    def part(name: str) -> tuple[Vec, Vec]:
        row = _row(tracks[name], now)
        return around(row[:3]), around(row[3:])

    under = over(hips[0], hips[2])

    def sole(name: str) -> Sole:
        row = _row(tracks[name], now)
        px, pz = over(row[0], row[2])
        return Sole(px, pz, row[1], row[3] + turn, row[4], row[5] > 0.5)

    bones = {name: around(_row(tracks[name], now)) for name in tracks if name.endswith(("thigh", "shin", "arm"))}
    return Actor(
        hips=(under[0], hips[1], under[1]),
        yaw=_row(tracks["heading"], now)[0] + turn,
        pelvis=part("pelvis"),
        chest=part("chest"),
        head=part("head") if "head" in tracks else None,
        bones=bones,
        hands=around(_row(tracks["hands"], now)) if "hands" in tracks else None,
        right=sole("right_foot"),
        left=sole("left_foot"),
    )


def _ground(motion: Motion, tracks: dict[str, Floats], lap: int) -> tuple[float, float, float]:
    """How far the capture is turned on the stage, and where its first frame's hips are, on a lap."""
    turn = motion.yaw - _row(tracks["heading"], motion.first)[0]
    x, z = motion.position.x, motion.position.z
    if not lap or motion.stays:
        return turn, x, z
    a, b = _row(tracks["hips"], motion.first), _row(tracks["hips"], motion.last)
    more = _row(tracks["heading"], motion.last)[0] - _row(tracks["heading"], motion.first)[0]
    for _ in range(lap):
        dx, dz = (b[0] - a[0]) * motion.travel, (b[2] - a[2]) * motion.travel
        x += dx * math.cos(turn) + dz * math.sin(turn)
        z += dz * math.cos(turn) - dx * math.sin(turn)
        turn += more
    return turn, x, z


def _mixed(a: Actor, b: Actor, share: float) -> Actor:
    def mix(p: float, q: float) -> float:
        return p + (q - p) * share

    def point(p: Vec, q: Vec) -> Vec:
        return (mix(p[0], q[0]), mix(p[1], q[1]), mix(p[2], q[2]))

    def pair(p: tuple[Vec, Vec], q: tuple[Vec, Vec]) -> tuple[Vec, Vec]:
        return point(p[0], q[0]), point(p[1], q[1])

    def sole(p: Sole, q: Sole) -> Sole:
        return Sole(
            mix(p.x, q.x), mix(p.z, q.z), mix(p.height, q.height), mix(p.yaw, q.yaw), mix(p.pitch, q.pitch), q.stands
        )

    return Actor(
        hips=point(a.hips, b.hips),
        yaw=mix(a.yaw, b.yaw),
        pelvis=pair(a.pelvis, b.pelvis),
        chest=pair(a.chest, b.chest),
        head=pair(a.head, b.head) if a.head is not None and b.head is not None else b.head,
        bones={name: point(a.bones[name], way) for name, way in b.bones.items()},
        hands=point(a.hands, b.hands) if a.hands is not None and b.hands is not None else b.hands,
        right=sole(a.right, b.right),
        left=sole(a.left, b.left),
    )
