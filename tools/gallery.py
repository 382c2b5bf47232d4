"""The manual's gallery: places, hours, seasons, weather, looks and sizes of frame, with people of every world.

    python -m tools.gallery                  # docs/pictures/gallery.jpg and docs/gallery.md
    python -m tools.gallery --to FOLDER NAME # single frames as PNG, large, to be looked at

The golden frames (`tests/golden/test_gallery.py`) are made from the same list (`tools/situations.py`), small. Who is
there is what `figure_of` makes of a bible's words, and every frame is composed as in any film.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from tools.situations import SITUATIONS, Guest, Situation

from lampblack.base.digest import seed_of
from lampblack.base.time import Rate
from lampblack.breakdown.figures import figure_of
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.media.lettering import SHIPPED
from lampblack.shots.bodies import Body, body_of
from lampblack.shots.framing import frame_many, frame_one
from lampblack.staging.camera import CameraKey, CameraPath
from lampblack.staging.people import Action, Feeling, Gaze, Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
ROOT = Path(__file__).parents[1]
FRAMES, FRAME = 48, 26
"""How long every take is, and the frame that is kept: actions are at their height."""
PAPER, INK = (236, 230, 216), (58, 52, 48)
WIDE, LINE, GAP = 1920, 26, 8
"""The gallery's width, the line of words under each picture and the gap between pictures, in pixels."""
IN_A_ROW = 5.6
"""How many times as wide as high a row of pictures is, about."""
NARROW = 1.0
"""Under a picture narrower than this only its Chinese words have room."""
WORDS: dict[str, tuple[str, str]] = {
    "dawn": ("dawn", "黎明"), "morning": ("morning", "清晨"), "noon": ("noon", "正午"),
    "afternoon": ("afternoon", "午后"), "dusk": ("dusk", "黄昏"), "night": ("night", "夜"),
    "spring": ("spring", "春"), "summer": ("summer", "夏"), "autumn": ("autumn", "秋"), "winter": ("winter", "冬"),
    "clear": ("", ""), "mist": ("mist", "雾"), "rain": ("rain", "雨"), "snow": ("snow", "雪"), "wind": ("wind", "风"),
    "paper": ("paper theatre", "纸戏"), "ink": ("ink wash", "水墨"), "shadow": ("shadow puppets", "皮影"),
    "woodcut": ("woodcut", "版画"),
    "extreme_wide": ("extreme wide", "大远景"), "wide": ("wide", "远景"), "full": ("full", "全景"),
    "medium_full": ("medium full", "中全景"), "medium": ("medium", "中景"), "medium_close": ("medium close", "中近景"),
    "close": ("close", "近景"), "extreme_close": ("extreme close", "特写"),
}  # fmt: skip
"""What the captions call hours, seasons, weather, looks and sizes, in English and Chinese."""


def staged(situation: Situation, aspect: float) -> Staging:
    """The situation as a take of two seconds, composed for a frame `aspect` times as wide as high."""
    people = tuple(_person(guest, situation.world) for guest in situation.guests)
    bodies = [body_of(person.figure, mark := person.mark_at(FRAME), mark.yaw) for person in people]
    about = [body for body in bodies if not situation.seen or body.id in situation.seen]
    swing = math.radians(situation.swing)
    if len(about) == 1:
        others: list[Body] = [body for body in bodies if body is not about[0]]
        pose = frame_one(about[0], others, situation.shot, situation.angle, aspect, swing, inside=situation.inside)
    else:
        pose = frame_many(about, situation.shot, situation.angle, swing, aspect, inside=situation.inside)
    return Staging(
        rate=Rate(numerator=24),
        frames=FRAMES,
        place=Place(
            id=situation.kit,
            kit=situation.kit,
            time=situation.time,
            season=situation.season,
            weather=situation.weather,
            inside=situation.inside,
            seed=seed_of("gallery", situation.kit) % 1000,
        ),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=people,
    )


def _person(guest: Guest, world: str) -> Person:
    yaw = math.radians(guest.yaw)
    marks = [Mark(frame=0, position=Point(x=guest.at[0], z=guest.at[1]), yaw=yaw, posture=guest.posture, ease="linear")]
    if guest.to is not None:
        marks.append(Mark(frame=FRAMES, position=Point(x=guest.to[0], z=guest.to[1]), yaw=yaw))
    doing = () if guest.verb is None else (
        Action(verb=guest.verb, start=0, stop=FRAMES, target=guest.whom, thing=guest.thing),
    )  # fmt: skip
    return Person(
        id=guest.name,
        figure=figure_of(guest.name, guest.name, guest.words, world=world),
        marks=tuple(marks),
        actions=doing,
        gazes=(Gaze(frame=0, target=guest.whom),) if guest.whom else (),
        feelings=(Feeling(frame=0, mood=guest.mood),),
    )


def frame(situation: Situation, size: Size, detail: str = "draft") -> Picture:
    """The situation's frame at `size`, composed for it."""
    return Renderer(staged(situation, size.width / size.height), size, situation.look, detail).frame(FRAME)


def captions(situation: Situation) -> tuple[str, str]:
    """What is seen and how it was asked for, in English and in Chinese."""
    keys = (situation.time, situation.season, situation.weather, situation.shot, situation.look)
    english, chinese = ([WORDS[key][tongue] for key in keys if WORDS[key][tongue]] for tongue in (0, 1))
    return ", ".join([situation.kit.replace("_", " "), *english]), "，".join(chinese)


def rows(situations: Sequence[Situation]) -> list[list[Situation]]:
    """The situations in their order, in rows of about the same length."""
    found: list[list[Situation]] = [[]]
    length = 0.0
    for situation in situations:
        aspect = situation.size.width / situation.size.height
        if found[-1] and length + aspect / 2 > IN_A_ROW:
            found.append([])
            length = 0.0
        found[-1].append(situation)
        length += aspect
    return found


def sheet(situations: Sequence[Situation], detail: str = "review") -> Picture:
    """All frames on one page, row by row, each row as wide as the page, numbered as on the page of words."""
    font = ImageFont.truetype(str(SHIPPED), round(LINE * 0.62))
    strips: list[Image.Image] = []
    number = 0
    for row in rows(situations):
        aspects = [situation.size.width / situation.size.height for situation in row]
        high = round((WIDE - GAP * (len(row) - 1)) / sum(aspects) / 2) * 2
        edges = np.cumsum([0.0, *aspects]) / sum(aspects) * (WIDE - GAP * (len(row) - 1))
        strip = Image.new("RGB", (WIDE, high + LINE), PAPER)
        pen = ImageDraw.Draw(strip)
        for index, (situation, (left, right)) in enumerate(zip(row, pairwise(edges), strict=True)):
            number += 1
            size = Size(width=round(right) - round(left), height=high)
            at = round(left) + GAP * index
            strip.paste(Image.fromarray(frame(situation, size, detail)), (at, 0))
            english = situation.english if aspects[index] > NARROW else ""
            words = f"{number}  {situation.chinese}  {english}"
            pen.text((at, high + LINE * 0.12), words, fill=INK, font=font)
        strips.append(strip)
    page = Image.new("RGB", (WIDE, sum(strip.height for strip in strips)), PAPER)
    top = 0
    for strip in strips:
        page.paste(strip, (0, top))
        top += strip.height
    return np.asarray(page, np.uint8)


def page(situations: Sequence[Situation]) -> str:
    """The page of words beside the picture, in English and Chinese."""
    lines = [
        "# The gallery 画廊",
        "",
        f"{len(situations)} frames of the theatre, from words alone: place, hour, season, weather, size and look are",
        "as they stand in the table, people and beasts are what a line in a bible makes of them, and every camera is",
        "the one a film would have got. The tests keep the same frames, smaller (`tests/golden/test_gallery.py`).",
        "",
        f"剧场的{len(situations)}个画面，全由文字而来：地点、时辰、季节、天气、景别与画风如下表，人与兽各由人物表中的一句话而成，",
        "机位与拍片时一样由程序自定。测试里存有同样的小图。",
        "",
        "![The gallery](pictures/gallery.jpg)",
        "",
        "| | | | as asked for | 所求 |",
        "|---|---|---|---|---|",
    ]
    for number, situation in enumerate(situations, 1):
        english, chinese = captions(situation)
        lines.append(f"| {number} | {situation.english} | {situation.chinese} | {english} | {chinese} |")
    lines += [
        "",
        "Made by `python -m tools.gallery`, which has the list. 由 `python -m tools.gallery` 制成，清单在其中。",
        "",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the gallery, or the frames that are named."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="only these frames")
    parser.add_argument("--to", type=Path, help="a folder for single frames")
    parser.add_argument("--detail", default="review")
    chosen = parser.parse_args(arguments)
    if chosen.to is None:
        Image.fromarray(sheet(SITUATIONS, chosen.detail)).save(ROOT / "docs/pictures/gallery.jpg", quality=86)
        (ROOT / "docs/gallery.md").write_text(page(SITUATIONS), encoding="utf-8")
        return
    chosen.to.mkdir(parents=True, exist_ok=True)
    for situation in SITUATIONS:
        if not chosen.names or situation.name in chosen.names:
            size = Size(width=situation.size.width * 2, height=situation.size.height * 2)
            Image.fromarray(frame(situation, size, chosen.detail)).save(chosen.to / f"{situation.name}.png")


if __name__ == "__main__":
    main()
