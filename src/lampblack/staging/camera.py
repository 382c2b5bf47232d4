"""A real camera: sensor, focal length, focus, aperture, and its path through the shot."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace

from lampblack.staging.space import Ease, Point, eased, turned

SENSOR_WIDTH_MM = 36.0
"""Full frame, so that focal lengths read as photographers say them."""

SWAY: tuple[tuple[float, float], ...] = ((0.45, 0.62), (1.3, 0.27), (3.1, 0.11))
"""What a held camera does: the body's sway, the breath and the arms, the hands' tremor. Turns a second, and the share
each has. Slower reads as a boat, a stronger tremor as an earthquake."""
_NODS = 0.8
"""How far it nods against how far it turns: what is carried on a shoulder swings more easily than it tips."""
_WORD = (1 << 64) - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class CameraPose:
    """Where the camera is and how it is set at one instant. Angles in radians, focus in metres along the axis."""

    position: Point
    yaw: float = 0.0
    pitch: float = 0.0
    """Positive looks up."""
    roll: float = 0.0
    focal_length_mm: float = 35.0
    focus: float = 4.0
    f_number: float = 8.0

    def focal_pixels(self, width: int) -> float:
        """The focal length in pixels of a picture `width` pixels wide."""
        return self.focal_length_mm / SENSOR_WIDTH_MM * width

    @property
    def aperture(self) -> float:
        """The diameter of the entrance pupil in metres; it sets the blur of what is out of focus."""
        return self.focal_length_mm / 1000.0 / self.f_number

    def looking_at(self, target: Point) -> CameraPose:
        """The same camera turned so that `target` is in the middle of its picture."""
        d = target - self.position
        return CameraPose(
            position=self.position,
            yaw=math.atan2(d.x, d.z),
            pitch=math.atan2(d.y, math.hypot(d.x, d.z)),
            roll=self.roll,
            focal_length_mm=self.focal_length_mm,
            focus=max(0.3, math.hypot(d.x, d.y, d.z)),
            f_number=self.f_number,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class CameraKey:
    """The camera as it is to be on frame `frame`; `ease` shapes the way from this key to the next."""

    frame: int
    pose: CameraPose
    ease: Ease = "in_out"


@dataclass(frozen=True, kw_only=True, slots=True)
class CameraPath:
    """One or more keys in rising order of frame, and how steady the operator's hands are.

    `handheld` is how far the camera turns from where it points, in radians (0 on a tripod, 0.004 on a shoulder); it is
    seeded, so every take of the same staging sways alike.
    """

    keys: tuple[CameraKey, ...]
    handheld: float = 0.0
    move: str = "static"
    """The move's name as a person would say it (pan, dolly, crane ...), for boards and requests."""
    seed: int = 0
    fps: float = 24.0
    """Frames a second, so that hands sway as fast at any rate."""

    def at(self, frame: float) -> CameraPose:
        """The camera on `frame` (fractions are allowed, for motion blur and previews)."""
        if len(self.keys) == 1 or frame <= self.keys[0].frame:
            return self._swayed(self.keys[0].pose, frame)
        index = bisect_right([key.frame for key in self.keys], frame) - 1
        if index >= len(self.keys) - 1:
            return self._swayed(self.keys[-1].pose, frame)
        a, b = self.keys[index], self.keys[index + 1]
        share = eased((frame - a.frame) / (b.frame - a.frame), a.ease)
        return self._swayed(between(a.pose, b.pose, share), frame)

    def _swayed(self, pose: CameraPose, frame: float) -> CameraPose:
        if not self.handheld:
            return pose
        seconds = frame / self.fps
        yaw, pitch = (wandering(seconds, self.seed * 2 + axis) * self.handheld for axis in range(2))
        return replace(pose, yaw=pose.yaw + yaw, pitch=pose.pitch + _NODS * pitch)


def wandering(seconds: float, seed: int) -> float:
    """A hand's way at one instant, about -1 to 1: smooth, seeded, and never the same wave twice.

    Seeded values at even instants, joined by Catmull and Rom's curves (1974), in each band of `SWAY`.
    """
    return sum(share * _band(seconds * pace, seed * 7 + number) for number, (pace, share) in enumerate(SWAY))


def _band(at: float, seed: int) -> float:
    whole = math.floor(at)
    t = at - whole
    a, b, c, d = (_value(whole + step, seed) for step in (-1, 0, 1, 2))
    return b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))


def _value(step: int, seed: int) -> float:
    """-1 to 1 from two whole numbers, mixed as in Steele's splitmix64 (2014)."""
    bits = (step * 0x9E3779B97F4A7C15 + seed * 0xD1B54A32D192ED03) & _WORD
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _WORD
    return (bits ^ (bits >> 31)) / _WORD * 2.0 - 1.0


def between(a: CameraPose, b: CameraPose, share: float) -> CameraPose:
    """The camera `share` (0 to 1) of the way from `a` to `b`."""

    def mix(x: float, y: float) -> float:
        return x + (y - x) * share

    return CameraPose(
        position=a.position.towards(b.position, share),
        yaw=turned(a.yaw, b.yaw, share),
        pitch=mix(a.pitch, b.pitch),
        roll=mix(a.roll, b.roll),
        focal_length_mm=mix(a.focal_length_mm, b.focal_length_mm),
        focus=mix(a.focus, b.focus),
        f_number=mix(a.f_number, b.f_number),
    )
