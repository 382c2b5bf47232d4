from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lampblack.base.context import Blob
from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.base.time import FrameRange, Rate
from lampblack.engines.requests import Size
from lampblack.film import steps
from lampblack.film.model import Board, BoardLine, BoardScene, BoardShot
from lampblack.film.report import page
from lampblack.media.picture import jpeg_bytes, read_picture

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

STILL = jpeg_bytes(np.full((36, 64, 3), (180, 60, 40), np.uint8))
BOARD = Board(
    title="夸父逐日 <第一集>",
    language="zh",
    rate=Rate.parse(24),
    size=Size(width=1280, height=720),
    frames=144,
    scenes=(BoardScene(scene="river", heading="外 河边 · 晨", synopsis="他望着太阳。"),),
    shots=(
        BoardShot(
            shot="river/wide",
            scene="river",
            still=0,
            range_in_cut=FrameRange(start=24, stop=96),
            size="extreme_wide",
            angle="front",
            move="push_in",
            why="a new place opens wide",
            words="夸父站在河边 & 望着太阳",
            lines=(BoardLine(speaker="夸父", text="我要追上去！", captions={"en": "I will run after it!"}),),
            take="theatre-1",
            take_why="pinned",
            join_out="dissolve",
        ),
    ),
    findings=(Finding(message="“拄杖”不在已知动作里", spot=Spot(file="script.fountain", line=42)),),
    notes={"响度 Loudness": "-16.0 LUFS"},
)


class Reader(HTMLParser):
    """Collects every address a page would load, and all its text."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_loads_nothing_from_outside() -> None:
    written = page(BOARD, (STILL,))
    reader = Reader()
    reader.feed(written)
    assert all(each.startswith(("data:", "#")) for each in reader.addresses)
    assert re.findall(r"url\((?!data:)", written) == [] and "<script" not in written
    assert "%FONT%" not in written and "default-src 'none'" in written


def test_the_page_tells_everything_about_a_shot() -> None:
    reader = Reader()
    reader.feed(page(BOARD, (STILL,)))
    for told in (
        "夸父逐日 <第一集>", "00:00:01:00", "72", "大远景 extreme wide", "推 push in", "叠化 dissolve",
        "a new place opens wide",
        "我要追上去！", "I will run after it!", "theatre-1", "pinned", "“拄杖”不在已知动作里",
        "script.fountain:42", "-16.0 LUFS",
        "外 河边 · 晨", "夸父站在河边 & 望着太阳",
    ):  # fmt: skip
        assert told in reader.text


def test_a_line_is_not_told_twice() -> None:
    shot = replace(BOARD.shots[0], words="我要追上去！")
    reader = Reader()
    reader.feed(page(replace(BOARD, shots=(shot,)), (STILL,)))
    assert reader.text.count("我要追上去！") == 1


def test_a_still_is_the_frame_asked_for(desk: Any, take: Callable[..., Blob], number_of: Callable[..., int]) -> None:
    answer = steps.still(desk, video=take(10), frame=7, width=192)
    assert number_of(read_picture(desk.path(answer["still"]))) == 7


def test_a_poster_is_as_wide_as_the_film_and_has_light_letters(desk: Any, take: Callable[..., Blob]) -> None:
    size = Size(width=640, height=360)
    answer = steps.poster(desk, video=take(3, grey=60), size=size, frame=1, title="夸父逐日")
    rgb = read_picture(desk.path(answer["poster"]))
    assert rgb.shape == (360, 640, 3) and rgb[260:320].max() > 220 and rgb[350:].max() < 60


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
def test_a_browser_shows_the_board(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    source, shot = tmp_path / "report.html", tmp_path / "report.png"
    source.write_text(page(BOARD, (STILL,)), "utf-8")
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=900,1000",
         f"--user-data-dir={tmp_path}/profile", f"--screenshot={shot}", source.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    rgb = read_picture(shot).astype(int)
    still = (np.abs(rgb - (180, 60, 40)).max(2) < 12).sum()
    assert still > 20_000
