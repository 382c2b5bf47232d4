"""Painters at work, by painters who only note what they are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lampblack.engines.requests import Size
from lampblack.previs import easel
from lampblack.previs.easel import Easel, View
from lampblack.previs.frames import Frames
from lampblack.previs.model import Clip, Pictures
from lampblack.previs.painting import Draw, Drawn

CLIPS = tuple(
    Clip(shot=name, scene="s", pictures=name, first=0, start=24 * place, stop=24 * place + 24, frames=24)
    for place, name in enumerate("AB")
)
PICTURES = {name: Pictures(name=name, size=Size(width=64, height=36)) for name in "AB"}


class Painter:
    """Draws when the test says so."""

    all: list[Painter]

    def __init__(self, heard: Callable[[Drawn], None], gone: Callable[[], None], *, politeness: int) -> None:
        self.heard, self.gone, self.politeness = heard, gone, politeness
        self.told: list[Draw] = []
        Painter.all.append(self)

    def tell(self, order: Draw) -> None:
        self.told.append(order)

    def end(self) -> None:
        self.told.append(Draw(pictures="ended", number=0, width=0, height=0))

    @property
    def now(self) -> tuple[str, int]:
        return self.told[-1].pictures, self.told[-1].number

    def draw(self, **how: Any) -> None:
        pictures, number = self.now
        self.heard(Drawn(pictures=pictures, number=number, **(how or {"jpeg": b"jpeg"})))


class Room:
    def __init__(self, painters: int) -> None:
        Painter.all = []
        self.frames = Frames()
        self.heard: list[Drawn] = []
        self.easel = Easel(self.frames, self.hear, painters, Painter)  # type: ignore[arg-type]

    def hear(self, drawn: Drawn) -> None:
        self.heard.append(drawn)
        if not drawn.fault:
            self.frames.put(drawn.pictures, drawn.number, drawn.jpeg)


@pytest.fixture(autouse=True)
def breathless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easel.Easel, "_breathe", lambda self: None)


def test_what_is_looked_at_is_drawn_first_and_nobody_else_begins_before_it_is_there() -> None:
    room = Room(2)
    room.easel.show(View(clips=CLIPS, pictures=PICTURES, at=30))
    first, second = Painter.all
    assert first.now == ("B", 6) and second.told == []
    first.draw()
    assert first.now[0] == "B", "its shot goes on"
    room.easel.show(View(clips=CLIPS, pictures=PICTURES, at=30))
    assert second.told and second.now != first.now
    assert (first.politeness, second.politeness) == (0, 5)


def test_nothing_stale_is_begun_and_no_frame_is_drawn_twice() -> None:
    room = Room(1)
    room.easel.show(View(clips=CLIPS, pictures=PICTURES, at=0))
    (painter,) = Painter.all
    room.easel.show(View(clips=CLIPS, pictures=PICTURES, at=40))
    painter.draw()
    assert painter.now == ("B", 16), "the frame in hand is finished, then what is looked at now"
    for _ in range(200):
        before = len(painter.told)
        painter.draw()
        if len(painter.told) == before:
            break
    drawn = [(order.pictures, order.number) for order in painter.told]
    assert len(drawn) == len(set(drawn)) == 48


def test_while_nobody_looks_nothing_more_is_begun() -> None:
    room = Room(1)
    room.easel.show(View(clips=CLIPS, pictures=PICTURES))
    room.easel.rest()
    (painter,) = Painter.all
    painter.draw()
    assert len(painter.told) == 1
    room.easel.show(View(clips=CLIPS, pictures=PICTURES))
    assert len(painter.told) == 2


def test_what_cannot_be_drawn_is_told_once_and_left_alone_until_something_changes() -> None:
    room = Room(1)
    room.easel.show(View(clips=CLIPS, pictures=PICTURES))
    (painter,) = Painter.all
    painter.draw(fault="no such kit")
    assert [each.fault for each in room.heard] == ["no such kit"] and painter.now[0] == "B"
    room.easel.show(View(clips=CLIPS, pictures=dict(PICTURES)))
    painter.draw()
    assert painter.now[0] == "A"


def test_a_painter_that_dies_is_replaced_and_its_frame_tried_once_more() -> None:
    room = Room(1)
    room.easel.show(View(clips=CLIPS, pictures=PICTURES))
    Painter.all[0].gone()
    assert Painter.all[1].now == Painter.all[0].now and room.heard == []
    Painter.all[1].gone()
    assert room.heard[0].lost and room.heard[0].pictures == "A"
    assert Painter.all[2].now[0] == "B"


def test_a_full_memory_draws_what_is_looked_at_and_nothing_in_advance() -> None:
    room = Room(2)
    room.frames = room.easel._frames = Frames(limit=1)  # pyright: ignore[reportPrivateUsage]
    room.frames.put("old", 0, b"xx")
    room.easel.show(View(clips=CLIPS, pictures=PICTURES))
    first, second = Painter.all
    assert first.now == ("A", 0) and second.told == []


def test_closing_ends_the_painters_and_the_dead_stay_dead() -> None:
    room = Room(2)
    room.easel.show(View(clips=CLIPS, pictures=PICTURES))
    room.easel.close()
    assert [painter.now[0] for painter in Painter.all] == ["ended", "ended"]
    Painter.all[0].gone()
    assert len(Painter.all) == 2
