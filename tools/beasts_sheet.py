"""The beasts sheet of the manual: every kind of animal from words alone, from every side, walking and running.

    python tools/beasts_sheet.py docs/pictures/beasts.jpg

Each is what `figure_of` makes of one line of the kind that stands in a bible, drawn by the theatre as in any film.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from lampblack.base.time import Rate
from lampblack.breakdown.figures import figure_of
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.person import lay_person
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.set import Set
from lampblack.media.lettering import SHIPPED
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue
from lampblack.staging.people import Feeling, Mark, Mood, Person
from lampblack.staging.place import Place, light_of
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
PAPER = (0.80, 0.765, 0.69)
TURNS = (0.0, 40.0, 90.0, 180.0)
"""Degrees: front, three-quarter, profile, back."""
FRAME = 10
CAST = (
    ("老黄牛", "一头老黄牛", 1.55, 0.60),
    ("白马", "一匹白马", 1.50, 0.34),
    ("BESS", "a chestnut horse", 1.50, 0.34),
    ("DAPPLE", "a spotted stag", 1.95, 0.32),
    ("GREY", "an old grey wolf", 1.55, 0.52),
    ("REX", "a yellow dog", 1.55, 0.52),
    ("狐狸精", "", 1.65, 0.46),
    ("MIDNIGHT", "a black cat with green eyes", 1.55, 0.46),
    ("老虎", "一只猛虎", 1.60, 0.62),
    ("丹顶鹤", "", 1.35, 0.15),
    ("麻雀", "一只小麻雀", 1.60, 0.30),
    ("青蛇", "一条青蛇", 2.00, 0.45),
    ("青龙", "一条青龙", 2.60, 0.75),
    ("红鲤", "一条红鲤鱼", 1.70, 0.30),
)
"""Name, description, how many of its heights a view is high, and how far behind its mark its middle is, in heights."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Pixels of one view."""

    wide: int
    high: int


LARGE = Sizes(wide=252, high=210)
SMALL = Sizes(wide=72, high=60)


def figures() -> tuple[Figure, ...]:
    """The animals, as drafted."""
    return tuple(figure_of(f"beast{index}", name, words) for index, (name, words, _, _) in enumerate(CAST))


def view(
    figure: Figure,
    degrees: float,
    sizes: Sizes,
    span: float,
    behind: float,
    *,
    going: str = "",
    phase: float = 0.0,
    mood: Mood = "calm",
    speaks: bool = False,
) -> Picture:
    """One animal on paper, turned by `degrees` from facing us; `going`: `walk` or `run`, seen at `phase` of its way."""
    flies = going == "run" and figure.kind in ("crane", "bird")
    tall, distance = (1.7 if flies else 1.0) * span * figure.height, 9.0 * figure.height
    yaw = math.pi + math.radians(degrees)
    middle = Point(x=-behind * figure.height * math.sin(yaw), z=-behind * figure.height * math.cos(yaw))
    focal = 36.0 * distance / (tall * sizes.wide / sizes.high)
    level = Point(x=middle.x, y=(0.85 if flies else 0.46) * figure.height)
    camera = CameraPose(position=Point(x=middle.x, y=0.66 * figure.height, z=-distance), focal_length_mm=focal)
    camera = camera.looking_at(level)
    marks: tuple[Mark, ...] = (Mark(frame=0, position=Point(), yaw=yaw),)
    frame = FRAME
    if going:
        far = 4.0 * figure.height
        along = Point(x=math.sin(yaw), z=math.cos(yaw))
        share = 0.4 + 0.35 * phase
        start, end = along.scaled(-far * share), along.scaled(far * (1.0 - share))
        posture = "run" if going == "run" else "walk"
        marks = (
            Mark(frame=0, position=start, yaw=yaw, posture=posture, ease="linear"),
            Mark(frame=1000, position=end, yaw=yaw),
        )
        frame = round(1000 * share)
    mouth = (MouthCue(start=0, stop=96_000, shape="AI"),) if speaks else ()
    feelings = (Feeling(frame=0, mood=mood),) if mood != "calm" else ()
    person = Person(id=figure.id, figure=figure, marks=marks, mouth=mouth, feelings=feelings)
    place = Place(id="paper", kit="plain", time="morning")
    staging = Staging(
        rate=Rate(numerator=24), frames=1200, place=place, camera=CameraPath(keys=(CameraKey(frame=0, pose=camera),)),
        people=(person,),
    )  # fmt: skip
    light = light_of(place)
    picture = canvas(sizes.wide, sizes.high)
    picture[:3] = np.array(PAPER, np.float32)[:, None, None]
    drawn = draw_person(person, frame, staging, camera, light, sizes.wide, sizes.high)
    if drawn is not None:
        lay_person(picture, drawn, Set(), light, 0.0, camera, None)
    return np.ascontiguousarray((np.clip(picture[:3], 0, 1) * 255.0 + 0.5).astype(np.uint8).transpose(1, 2, 0))


def sheet(sizes: Sizes) -> Picture:
    """Every animal: four views, speaking, angry, two phases of its walk and one of its run."""
    rows: list[Picture] = []
    for figure, (_, _, span, behind) in zip(figures(), CAST, strict=True):
        row = [view(figure, turn, sizes, span, behind) for turn in TURNS]
        row += [view(figure, 40.0, sizes, span, behind, speaks=True)]
        row += [view(figure, 60.0, sizes, span, behind, mood="angry")]
        row += [view(figure, 80.0, sizes, span, behind, going="walk", phase=phase) for phase in (0.0, 0.33)]
        row += [view(figure, 80.0, sizes, span, behind, going="run", phase=0.2)]
        rows.append(np.concatenate(row, axis=1))
    return np.concatenate(rows)


def captioned(picture: Picture, sizes: Sizes) -> Image.Image:
    """The sheet with the words each animal was made from."""
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(SHIPPED), 17)
    for index, (name, words, _, _) in enumerate(CAST):
        draw.text((12, index * sizes.high + 6), f"{name}  {words}", font=font, fill=(70, 60, 54))
    return image


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else Path("docs/pictures/beasts.jpg")
    captioned(sheet(LARGE), LARGE).save(path, quality=88)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
