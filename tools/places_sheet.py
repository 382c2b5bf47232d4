"""The places on one sheet: each kit once, wide, at an hour, season and weather that become it.

    python tools/places_sheet.py docs/pictures/places-old.jpg              # the places of old
    python tools/places_sheet.py docs/pictures/places-new.jpg --today      # the places of today
    python tools/places_sheet.py docs/pictures/places-turns.jpg --kit lake # one place: four angles at four hours

Two people stand on every stage, so that the places can be measured against them.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from lampblack.base.time import Rate
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.media.lettering import SHIPPED
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, Season, TimeOfDay, Weather
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
PAPER = (236, 230, 216)
INK = (58, 52, 48)
LINE = 26
"""Pixels under each picture for its words, at full size."""
HE = Figure(id="he", height=1.76, robe="#344a70", seed=4)
SHE = Figure(id="she", sex="woman", hair="bun", dress="gown", robe="#a03030", height=1.64, seed=9)
HE_TODAY = Figure(
    id="he", height=1.78, dress="overcoat", hair="crop", robe="#3a4252", lower="trousers", skirt="#2a2a30", seed=4
)
SHE_TODAY = Figure(
    id="she",
    sex="woman",
    hair="bob",
    dress="sweater",
    robe="#a8443a",
    lower="jeans",
    skirt="#39507a",
    height=1.66,
    seed=9,
)
TODAY = frozenset(
    {
        "city_street",
        "flat",
        "bedroom",
        "office",
        "hospital",
        "cafe",
        "platform",
        "carriage",
        "rooftop",
        "classroom",
        "starship",
    }
)
"""Kits whose people wear what is worn today."""
INDOORS = frozenset({"room", "palace_hall", "inn", "study", "cave"}) | TODAY - {"city_street", "platform", "rooftop"}
HOURS: tuple[TimeOfDay, ...] = ("dawn", "noon", "dusk", "night")
ANGLES = ((0.0, -6.5, 0.0), (2.6, -3.0, -0.85), (-2.6, -3.0, 0.85), (0.3, 8.2, math.pi))
"""Where four cameras stand and look: x, z, yaw."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One picture of the sheet."""

    kit: str
    words: str
    time: TimeOfDay
    season: Season = "summer"
    weather: Weather = "clear"
    angle: tuple[float, float, float] = (0.0, -6.5, 0.0)
    lens: float = 28.0


PLACES = (
    View(kit="lake", words="湖 lake, dawn", time="dawn"),
    View(kit="sea", words="海 sea, an afternoon of wind", time="afternoon", weather="wind"),
    View(kit="desert", words="大漠 desert, dusk", time="dusk"),
    View(kit="bamboo", words="竹林 bamboo, morning", time="morning"),
    View(kit="snow_field", words="雪原 snow field, night", time="night", season="winter"),
    View(kit="village", words="村 village, an autumn noon", time="noon", season="autumn"),
    View(kit="palace_hall", words="大殿 palace hall, night", time="night"),
    View(kit="inn", words="客栈 inn, night", time="night"),
    View(kit="study", words="书房 study, a spring noon", time="noon", season="spring"),
    View(kit="cave", words="山洞 cave, dusk", time="dusk", season="spring"),
    View(kit="sky", words="云端 above the clouds, dawn", time="dawn"),
    View(kit="moon_palace", words="月宫 moon palace", time="night"),
)
PLACES_TODAY = (
    View(kit="city_street", words="街头 city street, night", time="night"),
    View(kit="city_street", words="街头 city street, dusk, rain", time="dusk", weather="rain", angle=(2.0, -4.5, -0.5)),
    View(kit="flat", words="公寓 flat, night", time="night"),
    View(kit="bedroom", words="卧室 bedroom, a snowy night", time="night", season="winter", weather="snow"),
    View(kit="flat", words="公寓 flat, noon", time="noon", angle=(-2.4, -2.6, 0.75)),
    View(kit="cafe", words="咖啡馆 café, a rainy night", time="night", weather="rain"),
    View(kit="platform", words="站台 platform, night", time="night"),
    View(kit="carriage", words="车厢 carriage, night", time="night", angle=(0.0, -3.4, 0.0)),
    View(kit="carriage", words="车厢 carriage, dusk", time="dusk", angle=(-2.8, -1.0, 0.7)),
    View(kit="rooftop", words="天台 rooftop, dusk", time="dusk"),
    View(kit="office", words="办公室 office, night", time="night"),
    View(kit="hospital", words="病房 ward, morning", time="morning"),
    View(kit="classroom", words="教室 classroom, afternoon", time="afternoon"),
    View(kit="platform", words="站台 platform, a winter morning", time="morning", season="winter", weather="snow",
         angle=(2.6, -3.0, -0.6)),
    View(kit="starship", words="舰桥 starship, the night watch", time="night"),
)  # fmt: skip


def turned(kit: str) -> tuple[View, ...]:
    """One place from four angles, each at four hours."""
    return tuple(View(kit=kit, words=hour, time=hour, angle=angle) for angle in ANGLES for hour in HOURS)


def staged(view: View) -> Staging:
    """Two people talking in that place."""
    x, z, yaw = view.angle
    inside = view.kit in INDOORS
    if inside and z < -5.0:
        z = -5.0
    pose = CameraPose(
        position=Point(x=x, y=1.7, z=z), yaw=yaw, focal_length_mm=view.lens, focus=abs(3.2 - z), f_number=8
    )
    pair = (HE_TODAY, SHE_TODAY) if view.kit in TODAY else (HE, SHE)
    depth = 2.0 if view.kit == "carriage" else 3.2
    people = tuple(
        Person(id=figure.id, figure=figure, marks=(Mark(frame=0, position=Point(x=side, z=depth), yaw=turn),))
        for figure, side, turn in ((pair[0], -0.65, 1.9), (pair[1], 0.65, -1.9))
    )
    place = Place(
        id=view.kit, kit=view.kit, time=view.time, season=view.season, weather=view.weather, inside=inside, seed=3
    )
    camera = CameraPath(keys=(CameraKey(frame=0, pose=pose),))
    return Staging(rate=Rate(numerator=24), frames=8, place=place, camera=camera, people=people)


def sheet(views: Sequence[View], columns: int, size: Size, detail: str = "review") -> Picture:
    """The views row by row, each with its words under it."""
    line = max(8, round(LINE * size.width / 480))
    font = ImageFont.truetype(str(SHIPPED), round(line * 0.62))
    rows = math.ceil(len(views) / columns)
    page = Image.new("RGB", (columns * size.width, rows * (size.height + line)), PAPER)
    pen = ImageDraw.Draw(page)
    for index, view in enumerate(views):
        left, top = index % columns * size.width, index // columns * (size.height + line)
        page.paste(Image.fromarray(Renderer(staged(view), size, "paper", detail).frame(4)), (left, top))
        pen.text((left + line // 3, top + size.height + line * 0.12), view.words, fill=INK, font=font)
    return np.asarray(page, np.uint8)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sheet to the path given."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("path", type=Path)
    parser.add_argument("--kit", help="one place from four angles at four hours")
    parser.add_argument("--today", action="store_true", help="the places of today")
    chosen = parser.parse_args(arguments)
    views, columns = (turned(chosen.kit), 4) if chosen.kit else (PLACES_TODAY if chosen.today else PLACES, 3)
    Image.fromarray(sheet(views, columns, Size(width=480, height=270))).save(chosen.path, quality=88)


if __name__ == "__main__":
    main()
