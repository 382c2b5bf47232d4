from __future__ import annotations

from dataclasses import replace

from lampblack.previs.model import Clip, Heard, Reel
from lampblack.previs.turning import changed, focus


def clip(shot: str, start: int, pictures: str = "", *, long: int = 24, lines: tuple[str, ...] = ()) -> Clip:
    pictures = pictures or shot
    return Clip(
        shot=shot, scene="s", pictures=pictures, first=0, start=start, stop=start + long, frames=long, lines=lines
    )


def reel(*clips: Clip, lines: tuple[Heard, ...] = ()) -> Reel:
    frames = clips[-1].stop
    return Reel(title="t", language="en", rate=(24, 1), width=640, height=360, frames=frames, clips=clips, lines=lines)


BEFORE = reel(clip("one", 0), clip("two", 24), clip("three", 48))


def test_a_shot_is_new_when_its_pictures_are() -> None:
    after = reel(clip("one", 0), clip("two", 24, "other"), clip("three", 48))
    assert changed(BEFORE, after) == ("two",)
    assert changed(BEFORE, BEFORE) == () and changed(None, after) == ()


def test_a_shot_that_only_moves_is_not_new_and_its_moment_is_kept() -> None:
    after = reel(clip("new", 0), clip("one", 24), clip("two", 48), clip("three", 72))
    assert changed(BEFORE, after) == ("new",)
    assert focus(BEFORE, after, 30, follow=False) == 54


def test_what_is_in_sight_and_changed_is_stayed_with() -> None:
    after = reel(clip("one", 0), clip("two", 24, "other", long=40), clip("three", 64, "another"))
    assert focus(BEFORE, after, 30, follow=True) == 30


def test_what_changed_out_of_sight_is_gone_to_the_nearest_first() -> None:
    after = reel(clip("one", 0, "x"), clip("two", 24), clip("three", 48, "y"))
    assert focus(BEFORE, after, 40, follow=True) == 12
    assert focus(BEFORE, after, 40, follow=False) == 40


def test_a_new_line_is_looked_at_while_it_is_spoken() -> None:
    line = Heard(line="three/a", speaker="A", text="now", start=48_000 * 2 + 24_000, samples=24_000)
    after = reel(clip("one", 0), clip("two", 24), clip("three", 48, "y", lines=("three/a",)), lines=(line,))
    assert focus(BEFORE, after, 5, follow=True) == 60 + 8


def test_a_shot_that_lost_its_name_is_looked_for_in_its_place() -> None:
    after = reel(clip("one", 0), clip("second", 24, long=10), clip("three", 34))
    assert focus(BEFORE, after, 30, follow=True) == 30
    assert focus(BEFORE, after, 46, follow=True) == 33, "not beyond its end"


def test_cards_and_a_shorter_film_leave_nobody_outside() -> None:
    opened = replace(reel(clip("one", 10), clip("two", 34)), opening=10)
    assert focus(opened, opened, 4, follow=True) == 4
    assert focus(BEFORE, reel(clip("one", 0)), 71, follow=False) == 23
    assert focus(None, BEFORE, 500, follow=True) == 71
