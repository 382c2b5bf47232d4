"""Where something on the stage is heard from: side, distance and loudness by the camera; who steps on what, in which
shoes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from lampblack.base.time import Rate
from lampblack.shots.solving import seen
from lampblack.staging.figure import Figure
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Shoe = Literal["", "soft", "hard", "bare"]

CHEST = 1.0
"""Metres over the ground: about where people are looked at."""
_FULL, _NEAREST = 3.2, 1.2
"""Metres: what is nearer than the first less the second is at full strength; beyond, loudness falls as 1 over them."""
_SOFTEST = 0.22
_LENS = 35.0
"""Millimetres of a lens that brings nothing nearer to the ear than it is."""
_OUT, _BEHIND = 0.62, 0.5
"""How much softer is what is out of the frame, and what is behind the camera."""
_SHOES: dict[str, Shoe] = {
    "hide": "bare", "suit": "hard", "dress": "hard", "qipao": "hard", "overcoat": "hard", "uniform": "hard",
    "spacesuit": "hard", "jumpsuit": "hard", "labcoat": "hard", "tee": "soft", "sweater": "soft", "hoodie": "soft",
    "puffer": "soft", "shirt": "soft",
}  # fmt: skip
"""What is worn on the feet with it; with what is not here, the cloth soles of an older time."""
_WEIGHTS = (0.5, 0.75, 1.0, 1.3, 1.7)
"""Classes of weight, so that the steps of many people are few recordings."""
_STONES = frozenset(("city_street", "hospital", "platform", "rooftop", "palace_hall", "moon_palace", "street"))
_FLOORS = {"starship": "metal", "office": "carpet"}
_LEAFY = frozenset(("forest", "courtyard", "village"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """How something is heard: as the fields of `SoundInShot` of the same names."""

    strength: float
    pan: float
    distance: float
    occlusion: float


def heard_from(staging: Staging, frame: int, where: Point, aspect: float, force: float = 1.0) -> Heard:
    """A point of the stage as the camera's ear has it on a frame. A long lens brings the ear half as near as the eye;
    at the frame's edges a sound is at two thirds of the side, so that nothing hangs in one ear."""
    pose = staging.camera.at(frame)
    there = where + Point(y=CHEST)
    at = seen(pose, there, aspect)
    distance = there.distance(pose.position) * math.sqrt(_LENS / max(12.0, pose.focal_length_mm))
    near = min(1.0, max(_SOFTEST, _FULL / (distance + _NEAREST)))
    if at.depth <= 0.1:
        side = math.copysign(0.35, at.u - 0.5) * -1.0
        return _tidy(near * force * _BEHIND, side, distance, 0.5)
    pan = min(max((at.u - 0.5) * 1.3, -0.8), 0.8)
    outside = min(1.0, max(0.0, abs(at.u - 0.5) - 0.5) / 0.2, 1.0)
    return _tidy(near * force * (1.0 - (1.0 - _OUT) * outside), pan, distance, 0.35 * outside)


def sample_at(rate: Rate, frame: float) -> int:
    """The sample of a moment between two frames."""
    whole = int(frame)
    a, b = rate.samples_at(whole), rate.samples_at(whole + 1)
    return a + int((frame - whole) * (b - a))


def ground_under(ground: str, place: Place) -> str:
    """What is really under the feet: the bible's ground in this kit, season and weather."""
    if not place.inside and place.weather == "snow":
        return "snow"
    if place.inside and place.kit in _FLOORS and ground in ("", "wood"):
        return _FLOORS[place.kit]
    if ground == "rock" and place.kit in _STONES:
        return "stone"
    if not place.inside and place.season == "autumn" and ground in ("", "earth", "grass") and place.kit in _LEAFY:
        return "leaves"
    return ground or "earth"


def shoe_of(figure: Figure) -> Shoe:
    """What somebody dressed like that has on the feet."""
    return _SHOES.get(figure.dress, "")


def weight_of(figure: Figure) -> float:
    """How heavily somebody steps: by height, build and age, in a few classes."""
    build = {"slight": 0.85, "medium": 1.0, "broad": 1.22}[figure.build]
    weight = (figure.height / 1.72) ** 2 * build * (0.85 if figure.age == "child" else 1.0)
    return min(_WEIGHTS, key=lambda one: abs(math.log(one / weight)))


def _tidy(strength: float, pan: float, distance: float, occlusion: float) -> Heard:
    return Heard(
        strength=round(min(1.0, strength), 2), pan=round(pan, 2), distance=round(distance, 1),
        occlusion=round(occlusion, 2),
    )  # fmt: skip
