# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""Mouths against the voice: how dark the mouth's place is, frame by frame, laid against how loud the line is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange, Rate
from lampblack.engines.requests import Size
from lampblack.media.audio import Sound
from lampblack.staging.people import Person
from lampblack.staging.projection import project
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.changes import Series
from lampblack.takes.screening.looking import Boxes, Seen
from lampblack.takes.screening.model import Limits, Note, softened, unknown

MOUTH = Limits(doubt=0.1, reject=0.16, unit="s")
"""From 0.125 s late or 0.045 s early people notice (ITU-R BT.1359); two frames at 12 a second are 0.17."""
BELOW = 0.135
"""Of a person's height: how far the mouth is below the crown."""
WIDE, HIGH = 0.085, 0.06
"""Of their height: the box around it."""
SMALLEST = 14
"""Pixels of the box's width under which a mouth is too small to be read."""
DARK = 16.0
"""Levels under the box's median that are a mouth's inside."""
REACH = 0.5
"""Seconds by which the two are moved against each other."""
LEAST, AHEAD = 0.6, 0.25
"""The correlation a lag must have to be believed, and how far over that of no lag."""
SHORT = 3.0
"""Seconds of a take under which a mouth is not blamed outright."""
FLOOR = -45.0
"""Decibels under which a voice is silent."""


def mouth_boxes(staging: Staging, size: Size) -> Boxes:
    """Where the mouth of each speaker is to be, for `looking.look`: projected from where they stand; none of those who
    sit or lie, or whose mouth is too small."""
    found: Boxes = {}
    for person in staging.people:
        places = [_box(person, staging, n, size) for n in range(staging.frames)]
        if person.mouth and all(place is not None for place in places):
            found[person.id] = [place for place in places if place is not None]
    return found


def _box(person: Person, staging: Staging, n: int, size: Size) -> tuple[int, int, int, int] | None:
    mark, camera = person.mark_at(n), staging.camera.at(n)
    if mark.posture not in ("stand", "walk", "run"):
        return None
    tall = person.figure.height
    at = project(camera, mark.position + Point(y=tall * (1.0 - BELOW)), size.width, size.height)
    if at.depth <= 0.2:
        return None
    pixels = camera.focal_pixels(size.width) / at.depth * tall
    if WIDE * pixels < SMALLEST or not (0 < at.x < size.width and 0 < at.y < size.height):
        return None
    w, h = WIDE * pixels / 2, HIGH * pixels / 2
    return round(at.x - w), round(at.y - h), round(at.x + w), round(at.y + h)


def mouth(seen: Seen, asked: Asked) -> Note:
    """By how many seconds the mouth goes with the voice best, where it goes with it clearly and better than at once.

    It is judged only where the same measure reads the theatre's render of the shot rightly, whose mouth is known to go
    with the voice: a beard, a shade or a hand before the face says nothing of the take. Two seconds of talk are few:
    correlations of so few frames are chance, and a take shorter than `SHORT` is only doubted.
    """
    if asked.voice is None or asked.speaker not in seen.crops:
        return unknown("mouth", seen.frames, "no line, or no mouth large enough to be read")
    voice = loudness(asked.voice, seen.rate, seen.frames)
    if asked.model is not None:
        if asked.model.frames != seen.frames or asked.speaker not in asked.model.crops:
            return unknown("mouth", seen.frames, "the theatre's render was not looked at for its mouth")
        theirs, sure, _ = lag_of(openness(asked.model.crops[asked.speaker]), voice, seen.rate)
        if sure < LEAST or abs(theirs) >= MOUTH.doubt:
            return unknown("mouth", seen.frames, "the mouth cannot be read in the theatre's render either")
    lag, best, now = lag_of(openness(seen.crops[asked.speaker]), voice, seen.rate)
    if best < LEAST:
        return unknown("mouth", seen.frames, f"the mouth cannot be read: it goes with the voice by {best:.2f} at most")
    number = abs(lag) if best - now > AHEAD else 0.0
    whole = FrameRange(start=0, stop=seen.frames)
    why = f"the mouth is {'behind' if lag > 0 else 'ahead of'} the voice"
    note = MOUTH.note("mouth", number, whole, why=why)
    if seen.frames < SHORT * float(seen.rate.fraction):
        return softened(note, "too short a line to be sure")
    return note


def openness(crops: NDArray[np.uint8]) -> Series:
    """The share of each crop (n, 32, 32) that is darker than skin."""
    levels = crops.reshape(len(crops), -1).astype(np.float64)
    return np.asarray(np.maximum(0.0, np.median(levels, axis=1)[:, None] - DARK - levels).mean(axis=1))


def loudness(voice: Sound, rate: Rate, frames: int) -> Series:
    """Decibels over `FLOOR` of the sound under each frame."""
    power = np.square(np.atleast_2d(voice.T).astype(np.float64)).mean(axis=0)
    edges = [min(len(power), rate.samples_at(n)) for n in range(frames + 1)]
    total = np.concatenate([[0.0], np.cumsum(power)])
    mean = np.array([(total[b] - total[a]) / max(1, b - a) for a, b in pairwise(edges)])
    return np.maximum(0.0, 10.0 * np.log10(np.maximum(mean, 1e-12)) - FLOOR)


def lag_of(mouths: Series, voice: Series, rate: Rate) -> tuple[float, float, float]:
    """Seconds by which the mouth is behind the voice at the highest correlation, that correlation, and that of no lag.

    The peak is interpolated by a parabola: a frame is 42 ms and more.
    """
    reach = min(len(mouths) // 3, round(REACH * float(rate.fraction)))
    found = np.array([_alike(mouths, voice, lag) for lag in range(-reach, reach + 1)])
    at = int(found.argmax())
    shift = 0.0
    if 0 < at < len(found) - 1:
        a, b, c = found[at - 1], found[at], found[at + 1]
        shift = float((a - c) / (2 * (a - 2 * b + c))) if a - 2 * b + c < 0 else 0.0
    return (at - reach + shift) / float(rate.fraction), float(found[at]), float(found[reach])


def _alike(mouths: Series, voice: Series, lag: int) -> float:
    a = mouths[max(0, lag) : len(mouths) + min(0, lag)]
    b = voice[max(0, -lag) : len(voice) - max(0, lag)]
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale > 1e-9 else 0.0
