"""The casting sheet of the manual: twelve people made from words alone, seen from every side, in every mood, speaking.

    python tools/casting.py docs/pictures

writes `casting.jpg` (four views and a close-up of each), `moods.jpg` (six moods) and `mouths.jpg` (nine mouth shapes).
Each is what `figure_of` makes of one line of the kind that stands in a bible, drawn by the theatre as in any film.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from lampblack.base.time import Rate
from lampblack.breakdown.figures import figure_of
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.person import lay_person
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skeleton import skeleton_of
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.set import Set
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
WHOLE = 2.66
"""Metres a whole view is high."""
FRAME = 10
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


MOODS: tuple[Mood, ...] = ("happy", "sad", "angry", "afraid", "weary", "tender")
Field = Literal["whole", "close", "lips"]
"""How much of a person a view shows: all, at one scale for everybody; head and shoulders; the lower face."""
_HEADS: dict[Field, tuple[float, float]] = {"close": (1.98, -0.05), "lips": (0.86, -0.24)}
"""Heights of a close view and where its middle lies above the head's, in heads."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Pixels: one view of a whole person, the width of a close-up of the same height, a face, a mouth."""

    wide: int
    high: int
    close: int
    face: tuple[int, int]
    lips: tuple[int, int]


LARGE = Sizes(wide=150, high=360, close=260, face=(150, 172), lips=(164, 128))
SMALL = Sizes(wide=46, high=110, close=80, face=(50, 56), lips=(40, 32))


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


@lru_cache(maxsize=64)
def _head(figure: Figure) -> Point:
    """Where the head of `figure` is while nothing moves it."""
    person = _standing(figure)
    made = skeleton_of(pose_at(person, FRAME, _stage(person)), proportions_of(figure))
    x, y, z = made.head.origin
    return Point(x=x, y=y, z=z)


def _standing(figure: Figure, mood: Mood = "calm", mouth: Shape = "rest") -> Person:
    return Person(
        id=figure.id,
        figure=figure,
        marks=(Mark(frame=0, position=Point(), yaw=math.pi),),
        feelings=(Feeling(frame=0, mood=mood),),
        mouth=(MouthCue(start=0, stop=48_000, shape=mouth),),
    )


def _stage(person: Person, camera: CameraPose | None = None) -> Staging:
    front = camera or CameraPose(position=Point(y=1.2, z=-DISTANCE), focal_length_mm=50.0)
    return Staging(
        rate=Rate(numerator=24),
        frames=48,
        place=Place(id="paper", kit="plain", time="morning"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=front),)),
        people=(person,),
    )


def view(
    figure: Figure,
    degrees: float,
    width: int,
    height: int,
    *,
    field: Field = "whole",
    mood: Mood = "calm",
    mouth: Shape = "rest",
) -> Picture:
    """One person on paper, turned by `degrees` from facing us."""
    middle, tall = Point(y=0.5 * WHOLE - 0.05), WHOLE
    distance = DISTANCE
    if field != "whole":
        head, size = _head(figure), proportions_of(figure).head
        tall, up = (part * size for part in _HEADS[field])
        middle, distance = replace(head, y=head.y + up), 4.0
    focal = 36.0 * distance / (tall * width / height)
    # The camera and the light go round: a held thing is held for one take, not anew for each view.
    turn = -math.radians(degrees)
    front = CameraPose(position=replace(middle, z=middle.z - distance), focal_length_mm=focal)
    away = _round(Point(z=-distance), turn)
    camera = replace(front, position=Point(x=middle.x + away.x, y=middle.y, z=middle.z + away.z), yaw=turn)
    person = _standing(figure, mood, mouth)
    staging = _stage(person, front)
    light = light_of(staging.place)
    light = replace(light, key=_round(light.key, turn))
    picture = canvas(width, height)
    picture[:3] = np.array(PAPER, np.float32)[:, None, None]
    drawn = draw_person(person, FRAME, staging, camera, light, width, height)
    if drawn is not None:
        lay_person(picture, drawn, Set(), light, 0.0, camera, None)
    return np.ascontiguousarray((np.clip(picture[:3], 0, 1) * 255.0 + 0.5).astype(np.uint8).transpose(1, 2, 0))


def tiled(rows: list[Picture], columns: int) -> Picture:
    """Pictures of one size, side by side in `columns`."""
    return np.concatenate([np.concatenate(rows[at : at + columns], axis=1) for at in range(0, len(rows), columns)])


def sheet(sizes: Sizes) -> Picture:
    """Everybody: four views and a close-up each, in two columns."""
    rows = [
        np.concatenate(
            [view(figure, turn, sizes.wide, sizes.high) for turn in TURNS]
            + [view(figure, 22, sizes.close, sizes.high, field="close")],
            axis=1,
        )
        for figure in figures()
    ]
    return tiled(rows, 2)


def moods(sizes: Sizes) -> Picture:
    """Everybody in six moods, in two columns."""
    rows = [
        np.concatenate([view(figure, 14, *sizes.face, field="close", mood=mood) for mood in MOODS], axis=1)
        for figure in figures()
    ]
    return tiled(rows, 2)


def mouths(sizes: Sizes) -> Picture:
    """Everybody's nine mouths, a row each."""
    rows = [
        np.concatenate([view(figure, 16, *sizes.lips, field="lips", mouth=shape) for shape in get_args(Shape)], axis=1)
        for figure in figures()
    ]
    return tiled(rows, 1)


def captioned(picture: Picture, words: list[str], columns: int, size: int = 17) -> Image.Image:
    """The sheet with a line of words over each of its rows."""
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(SHIPPED), size)
    across, down = image.width // columns, image.height // math.ceil(len(words) / columns)
    for index, line in enumerate(words):
        draw.text((index % columns * across + 10, index // columns * down + 6), line, font=font, fill=(70, 60, 54))
    return image


MARGIN = 84
"""Pixels at the left of a sheet for the names of its rows."""


def _margin(picture: Picture) -> Picture:
    paper = (np.array(PAPER) * 255.0 + 0.5).astype(np.uint8)
    side = np.empty((picture.shape[0], MARGIN, 3), np.uint8)
    side[:] = paper
    return np.concatenate([side, picture], axis=1)


def headed(image: Image.Image, names: tuple[str, ...], columns: int, size: int = 16, left: int = 0) -> Image.Image:
    """The sheet with a line above it that names what stands below; `left` pixels of it stand before the first."""
    out = Image.new("RGB", (image.width, image.height + 2 * size), (244, 238, 226))
    out.paste(image, (0, 2 * size))
    draw = ImageDraw.Draw(out)
    font = ImageFont.truetype(str(SHIPPED), size)
    step = (image.width - left) / (columns * len(names))
    for index in range(columns * len(names)):
        place = (left + (index + 0.5) * step, size)
        draw.text(place, names[index % len(names)], font=font, fill=(70, 60, 54), anchor="mm")
    return out


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path("docs/pictures")
    names, words = [name for name, _ in CAST], [f"{name}  {line}" for name, line in CAST]
    pictures = {
        "casting": captioned(sheet(LARGE), words, 2),
        "moods": headed(captioned(moods(LARGE), names, 2, 15), MOODS, 2),
        "mouths": headed(captioned(_margin(mouths(LARGE)), names, 1, 15), get_args(Shape), 1, left=MARGIN),
    }
    for name, picture in pictures.items():
        picture.save(folder / f"{name}.jpg", quality=88)
        print(folder / f"{name}.jpg")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
