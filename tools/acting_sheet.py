"""The acting sheet of the manual: every verb and posture as a strip of frames, moods and mouths in close-up.

python tools/acting_sheet.py docs/pictures/acting.jpg          # the page of the manual
python tools/acting_sheet.py /tmp/give.png give take --front   # some strips, large, to be looked at
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue, Shape
from lampblack.staging.people import Action, Feeling, Gaze, Mark, Mood, Person, Posture, Verb
from lampblack.staging.place import Place
from lampblack.staging.space import Point, heading, turned
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
RATE = Rate(numerator=24)
FRAMES = 8
PAPER = (248, 243, 232)
HE = Figure(id="he", height=1.76, robe="#344a70", seed=4)
SHE = Figure(id="she", sex="woman", hair="bun", dress="gown", robe="#a03030", height=1.64, seed=9)
PLACE = Place(id="sheet", kit="plain", time="morning", seed=5)
MOODS: tuple[Mood, ...] = ("happy", "sad", "angry", "afraid", "resolute", "tender")
CLOSE = (
    "drink",
    "eat",
    "work",
    "think",
    "nod",
    "shake",
    "weep",
    "wipe",
    "cover",
    "sigh",
    "laugh",
    "look_up",
    "look_down",
)
"""Verbs that are seen in the face and the hands."""
MIDDLE = 3.2
"""Metres upstage at which everything on the sheet happens."""


@dataclass(frozen=True, kw_only=True)
class Strip:
    """What one row shows: a verb or a change of posture, from frame `first` to `last`."""

    name: str
    people: tuple[Person, ...]
    first: int = 0
    last: int = 48
    wide: float = 2.1
    """Metres the picture is wide at the people."""
    middle: float = 0.9
    """Metres above the ground of the picture's middle."""


def alone(verb: Verb, *, seconds: float, held: str = "", posture: Posture = "stand", front: bool = False) -> Strip:
    figure = replace(HE, held=held)
    stop = 6 + RATE.frames_in(seconds)
    action = Action(verb=verb, start=6, stop=stop)
    person = Person(id="he", figure=figure, marks=(_mark(0, 0.0, _yaw(front), posture),), actions=(action,))
    near = verb in CLOSE
    wide = 1.05 if near else 2.6 if verb == "fall" else 2.1
    return Strip(
        name=verb, people=(person,), first=2, last=stop + 6, wide=wide, middle=1.42 if near else 0.9
    )  # fmt: skip


def together(verb: Verb, *, seconds: float, held: str = "", back: Verb | None = None, gap: float = 1.05) -> Strip:
    """He does it to her; with `back` she answers in the same time."""
    stop = 6 + RATE.frames_in(seconds)
    left, right = Point(x=-gap / 2, z=MIDDLE), Point(x=gap / 2, z=MIDDLE)
    he = Person(
        id="he", figure=replace(HE, held=held), marks=(Mark(frame=0, position=left, yaw=_opened(left, right)),),
        actions=(Action(verb=verb, start=6, stop=stop, target="she"),), gazes=(Gaze(frame=0, target="she"),),
    )  # fmt: skip
    she = Person(
        id="she", figure=replace(SHE, held="sword") if verb == "fight" else SHE,
        marks=(Mark(frame=0, position=right, yaw=_opened(right, left)),),
        actions=(Action(verb=back, start=6, stop=stop, target="he"),) if back else (),
        gazes=(Gaze(frame=0, target="he"),),
    )  # fmt: skip
    return Strip(name=verb, people=(he, she), first=2, last=stop + 6, wide=2.5)


def resting(posture: Posture, *, front: bool = False) -> Strip:
    """Down into a posture, and up again."""
    yaw = _yaw(front)
    marks = (_mark(0, 0.0, yaw, "stand"), _mark(8, 0.0, yaw, posture), _mark(52, 0.0, yaw, "stand"))
    return Strip(name=posture, people=(Person(id="he", figure=HE, marks=marks),), first=6, last=76, wide=2.3)


def going(posture: Posture, *, front: bool = False) -> Strip:
    """A way across the picture, a step and a half a cell."""
    way = 1.25 if posture == "walk" else 1.9
    marks = (
        Mark(frame=0, position=Point(x=-way, z=MIDDLE), yaw=math.pi / 2, posture=posture, ease="linear"),
        Mark(frame=48 if posture == "walk" else 32, position=Point(x=way, z=MIDDLE), yaw=math.pi / 2),
    )
    person = Person(id="he", figure=HE, marks=marks)
    return Strip(name=posture, people=(person,), first=4, last=30 if posture == "run" else 46, wide=2 * way + 1.0)


def strips(*, front: bool = False) -> tuple[Strip, ...]:
    """Every row of the sheet, in its order."""
    lone: Mapping[Verb, tuple[float, str]] = {
        "gesture": (1.6, ""), "point": (1.5, ""), "wave": (1.8, ""), "clap": (1.8, ""), "shrug": (1.4, ""),
        "think": (2.6, ""), "cross": (2.4, ""), "raise": (1.8, ""), "reach": (1.8, ""), "bow": (2.2, ""),
        "drink": (2.8, "cup"), "eat": (2.6, ""), "work": (2.4, ""),
        "parry": (1.2, "sword"), "fall": (2.2, ""),
        "nod": (1.1, ""), "shake": (1.3, ""), "weep": (3.0, ""), "wipe": (2.2, ""), "cover": (2.4, ""),
        "sigh": (2.2, ""), "laugh": (2.2, ""), "look_up": (2.0, ""), "look_down": (1.8, ""), "turn": (1.1, ""),
    }  # fmt: skip
    pairs = (
        together("give", seconds=2.0, held="cup", back="take"),
        together("take", seconds=2.0, back="give"),
        together("strike", seconds=1.6, held="sword", gap=1.15),
        together("fight", seconds=3.0, held="sword", back="fight", gap=1.25),
        together("embrace", seconds=2.6, back="embrace", gap=0.42),
        together("hold", seconds=2.6, back="hold", gap=0.85),
    )
    return (
        *(going(posture, front=front) for posture in ("walk", "run")),
        *(resting(posture, front=front) for posture in ("sit", "kneel", "lie")),
        *(alone(verb, seconds=s, held=held, front=front) for verb, (s, held) in lone.items()),
        *pairs,
    )


def drawn(strip: Strip, tall: int) -> Picture:
    """The strip's frames side by side, squares of `tall` pixels."""
    renderer = Renderer(_staged(strip), Size(width=tall, height=tall), detail="draft")
    step = (strip.last - strip.first) / (FRAMES - 1)
    return np.hstack([renderer.frame(round(strip.first + step * index)) for index in range(FRAMES)])


def _staged(strip: Strip) -> Staging:
    away = 7.0
    eye = CameraPose(
        position=Point(x=0.0, y=1.35, z=MIDDLE - away),
        focal_length_mm=36.0 * away / strip.wide,
        focus=away,
        f_number=11.0,
    )
    pose = replace(eye.looking_at(Point(x=0.0, y=strip.middle, z=MIDDLE)), f_number=11.0)
    return Staging(
        rate=RATE, frames=strip.last + 24, place=PLACE, camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=strip.people,
    )  # fmt: skip


def _mark(frame: int, x: float, yaw: float, posture: Posture) -> Mark:
    return Mark(frame=frame, position=Point(x=x, z=MIDDLE), yaw=yaw, posture=posture)


def _yaw(front: bool) -> float:
    return math.pi - (0.05 if front else 0.75)


def _opened(here: Point, there: Point) -> float:
    return turned(heading(here, there), math.pi, 0.28)


def labelled(picture: Picture, words: str) -> Picture:
    band = np.full((22, picture.shape[1], 3), PAPER, np.uint8)
    cv2.putText(band, words, (6, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (60, 40, 36), 1, cv2.LINE_AA)
    return np.vstack([band, picture])


def faces(mood: Mood | None, shape: Shape | None, tall: int, figure: Figure = SHE) -> Picture:
    """A close-up: a mood, or a mouth."""
    feelings = (Feeling(frame=0, mood=mood),) if mood else ()
    cues = (MouthCue(start=0, stop=200_000, shape=shape),) if shape else ()
    person = Person(
        id=figure.id, figure=figure, marks=(_mark(0, 0.0, math.pi - 0.25, "stand"),), feelings=feelings, mouth=cues
    )
    at = 0.9 * figure.height if mood else 0.92 * figure.height
    size = (0.62 if mood else 0.34) * figure.height / 1.7
    pose = CameraPose(position=Point(y=at, z=MIDDLE - 3.0), focal_length_mm=36.0 * 3.0 / size, focus=3.0, f_number=8.0)
    staging = Staging(
        rate=RATE, frames=48, place=PLACE, people=(person,),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose.looking_at(Point(y=at, z=MIDDLE))),)),
    )  # fmt: skip
    return Renderer(staging, Size(width=tall, height=tall), detail="review").frame(20)


def sheet(tall: int = 120) -> Picture:
    """The whole page: strips in two columns, then moods and mouths."""
    rows = [labelled(drawn(strip, tall), strip.name) for strip in strips()]
    half = (len(rows) + 1) // 2
    columns = [stacked(rows[:half]), stacked(rows[half:])]
    both = np.hstack([_padded(column, max(one.shape[0] for one in columns)) for column in columns])
    wide = both.shape[1]
    moods = [labelled(faces(mood, None, wide // 12, figure), mood) for figure in (HE, SHE) for mood in MOODS]
    mouths = [labelled(faces(None, shape, wide // 9), shape) for shape in get_args(Shape)]
    return stacked([both, np.hstack(moods), np.hstack(mouths)])


def _padded(column: Picture, tall: int) -> Picture:
    return np.vstack([column, np.full((tall - column.shape[0], column.shape[1], 3), PAPER, np.uint8)])


def stacked(rows: Sequence[Picture]) -> Picture:
    wide = max(row.shape[1] for row in rows)
    full = [np.hstack([row, np.full((row.shape[0], wide - row.shape[1], 3), PAPER, np.uint8)]) for row in rows]
    return np.vstack(full)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("to", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--front", action="store_true")
    parser.add_argument("--tall", type=int, default=240)
    given = parser.parse_args()
    if given.names:
        found = [strip for strip in strips(front=given.front) if strip.name in given.names]
        picture = stacked([labelled(drawn(strip, given.tall), strip.name) for strip in found])
    else:
        picture = sheet()
    quality = [cv2.IMWRITE_JPEG_QUALITY, 74] if given.to.suffix == ".jpg" else []
    cv2.imwrite(str(given.to), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), quality)


if __name__ == "__main__":
    main()
