"""The looks sheet of the manual: the same four shots in every look.

    python tools/looks_sheet.py docs/pictures/looks.jpg

Rows are shots, columns looks. Each is a frame as any film has it: mountains at dawn, a lamplit room, a street in the
rain, and somebody who speaks, seen close.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from lampblack.base.time import Rate
from lampblack.builtin.theatre.offer import LOOKS
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.media.lettering import SHIPPED
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
LARGE = Size(width=640, height=360)
FRAME = 12
MAN = Figure(id="man", height=1.76, held="staff", robe="#3f6b7a")
WOMAN = Figure(id="woman", sex="woman", hair="bun", dress="gown", robe="#a03030", height=1.64)
TITLES = {"paper": "纸影 paper", "ink": "水墨 ink", "shadow": "皮影 shadow", "woodcut": "版画 woodcut"}


def shots() -> dict[str, Staging]:
    """The four shots by name."""
    pair = ((MAN, -0.6, 2.3), (WOMAN, 0.6, -2.3))
    return {
        "mountains-dawn": _staged(
            Place(id="mountains", kit="mountains", time="dawn", seed=5), _pose(-0.4, 1.7, -6.0, 28.0, 8.0), (pair[0],)
        ),
        "room-night": _staged(
            Place(id="room", kit="room", time="night", seed=5, inside=True), _pose(0.0, 1.4, -1.6, 35.0, 4.0), pair
        ),
        "street-rain": _staged(
            Place(id="street", kit="street", time="dusk", weather="rain", seed=5),
            _pose(-0.2, 1.5, -4.2, 30.0, 5.6),
            pair,
        ),
        "river-close": _staged(
            Place(id="river", kit="river", time="morning", seed=5),
            _pose(0.15, 1.52, 1.2, 60.0, 2.8),
            ((WOMAN, 0.12, 2.75),),
        ),
    }


def _pose(x: float, y: float, z: float, lens: float, f_number: float) -> CameraPose:
    return CameraPose(position=Point(x=x, y=y, z=z), focal_length_mm=lens, focus=3.2 - z, f_number=f_number)


def _staged(place: Place, pose: CameraPose, people: tuple[tuple[Figure, float, float], ...]) -> Staging:
    """People 3.2 m from the stage's middle, the last of whom speaks."""
    speech = (MouthCue(start=0, stop=96_000, shape="AI"),)
    return Staging(
        rate=Rate(numerator=24),
        frames=48,
        place=place,
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=tuple(
            Person(
                id=figure.id,
                figure=figure,
                marks=(Mark(frame=0, position=Point(x=x, z=3.2), yaw=yaw),),
                mouth=speech if figure is people[-1][0] else (),
            )
            for figure, x, yaw in people
        ),
    )


def frame(staging: Staging, look: str, size: Size = LARGE, detail: str = "final") -> Picture:
    """One frame of a shot in a look."""
    return Renderer(staging, size, look, detail).frame(FRAME)


def sheet() -> Image.Image:
    """All looks of all shots, captioned."""
    rows = [np.concatenate([frame(staging, look) for look in LOOKS], axis=1) for staging in shots().values()]
    image = Image.fromarray(np.concatenate(rows))
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(SHIPPED), 26)
    for column, look in enumerate(LOOKS):
        at = (column * LARGE.width + 16, 10)
        draw.text(at, TITLES[look], font=font, fill=(250, 244, 230), stroke_width=3, stroke_fill=(40, 34, 30))
    return image


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else Path("docs/pictures/looks.jpg")
    sheet().save(path, quality=86)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
