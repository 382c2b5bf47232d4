"""The casting sheet of the manual: twelve people made from words alone, seen from every side and close by.

    python tools/casting.py docs/pictures/casting.jpg

Each is what `figure_of` makes of one line of the kind that stands in a bible, drawn by the theatre as in any film.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from lampblack.base.time import Rate
from lampblack.breakdown.figures import figure_of
from lampblack.builtin.theatre.person import lit
from lampblack.builtin.theatre.puppet import draw_person
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.compose import lay_over
from lampblack.builtin.theatre.set import Set
from lampblack.engines.requests import Size
from lampblack.media.lettering import SHIPPED
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue, Shape
from lampblack.staging.people import Feeling, Mark, Mood, Person
from lampblack.staging.place import Place, light_of
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
PAPER = (0.80, 0.765, 0.69)
TURNS = (0, 40, 90, 180)
"""Degrees: front, three-quarter, profile, back."""
DISTANCE = 9.0
CAST = (
    ("小满", "二十五岁的姑娘，蓝衬衫，牛仔裤，马尾，雀斑"),
    ("陈经理", "中年男人，灰西装，红领带，黑框眼镜，方脸"),
    ("豆豆", "八岁的小女孩，校服，双马尾"),
    ("苏医生", "穿白大褂的女医生，四十岁，齐耳短发，圆眼镜"),
    ("老周头", "驼背的老头，毛衣，拄拐杖，白发，秃"),
    ("大刘", "穿红羽绒服的胖男人，圆脸，胡茬"),
    ("婉君", "穿旗袍的年轻女子，盘发，瓜子脸"),
    ("TOM", "young man in a green hoodie and jeans, dark-skinned, curly hair"),
    ("IRINA", "woman of 35, astronaut, space suit, short hair"),
    ("夸父", "巨人，身高2.3米，兽皮，长须，披发，黝黑"),
    ("林书生", "书生，年轻，长袍，束发"),
    ("MOSES", "old fisherman in a brown wool coat, beanie, white beard"),
)


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Pixels: one view of a whole person, and the width of a close-up of the same height."""

    wide: int
    high: int
    close: int


LARGE = Sizes(wide=150, high=360, close=260)
SMALL = Sizes(wide=46, high=110, close=80)


def figures() -> tuple[Figure, ...]:
    """The cast, as drafted."""
    taken: tuple[str, ...] = ()
    out: list[Figure] = []
    for index, (name, words) in enumerate(CAST):
        out.append(figure_of(f"cast{index}", name, words, taken=taken))
        taken += (out[-1].robe,)
    return tuple(out)


def _round(point: Point, turn: float) -> Point:
    """`point` carried round the person who stands at the origin, to the left as they are seen for a turn above 0."""
    c, s = math.cos(turn), math.sin(turn)
    return Point(x=point.x * c + point.z * s, y=point.y, z=point.z * c - point.x * s)


def view(
    figure: Figure,
    degrees: float,
    width: int,
    height: int,
    *,
    close: bool = False,
    mood: Mood = "calm",
    mouth: Shape = "rest",
) -> Picture:
    """One person on paper, turned by `degrees` from facing us: whole, at one scale for all, or close."""
    tall = 0.50 * figure.height / 1.72 if close else 2.66
    level = figure.height * 0.915 if close else 0.5 * tall - 0.05
    distance = 4.0 if close else DISTANCE
    focal = 36.0 * distance / (tall * width / height)
    front = CameraPose(position=Point(y=level, z=-distance), focal_length_mm=focal)
    person = Person(
        id=figure.id,
        figure=figure,
        marks=(Mark(frame=0, position=Point(), yaw=math.pi),),
        feelings=(Feeling(frame=0, mood=mood),),
        mouth=(MouthCue(start=0, stop=48_000, shape=mouth),),
    )
    place = Place(id="paper", kit="plain", time="morning")
    staging = Staging(
        rate=Rate(numerator=24),
        frames=48,
        place=place,
        camera=CameraPath(keys=(CameraKey(frame=0, pose=front),)),
        people=(person,),
    )
    # the camera and the light go round: a held thing is held for one take, not anew for each view
    turn = -math.radians(degrees)
    camera = replace(front, position=_round(front.position, turn), yaw=turn)
    light = light_of(place)
    light = replace(light, key=_round(light.key, turn))
    picture = canvas(width, height)
    picture[:3] = np.array(PAPER, np.float32)[:, None, None]
    drawn = draw_person(person, 10, staging, camera, light, width, height)
    if drawn is not None:
        block = lit(drawn, Set(), light, 0.0, camera, None, Size(width=width, height=height))
        lay_over(picture, block.canvas, block.x, block.y)
    return np.ascontiguousarray((np.clip(picture[:3], 0, 1) * 255.0 + 0.5).astype(np.uint8).transpose(1, 2, 0))


def sheet(sizes: Sizes, columns: int = 2) -> Picture:
    """Everybody: four views and a close-up each, in `columns`."""
    rows = [
        np.concatenate(
            [view(figure, turn, sizes.wide, sizes.high) for turn in TURNS]
            + [view(figure, 22, sizes.close, sizes.high, close=True)],
            axis=1,
        )
        for figure in figures()
    ]
    return np.concatenate([np.concatenate(rows[at : at + columns], axis=1) for at in range(0, len(rows), columns)])


def captioned(picture: Picture, sizes: Sizes, columns: int = 2) -> Image.Image:
    """The sheet with the words each person was made from."""
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(SHIPPED), 17)
    across = image.width // columns
    for index, (name, words) in enumerate(CAST):
        x, y = index % columns * across, index // columns * sizes.high
        draw.text((x + 14, y + 8), f"{name}  {words}", font=font, fill=(70, 60, 54))
    return image


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else Path("docs/pictures/casting.jpg")
    captioned(sheet(LARGE), LARGE).save(path, quality=88)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
