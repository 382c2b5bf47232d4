from __future__ import annotations

from lampblack.previs.model import Clip
from lampblack.previs.order import clip_at, seen_at, urgent, whole

CLIPS = (
    Clip(shot="a/wide", scene="a", pictures="A", first=0, start=10, stop=34, frames=30, join="dissolve", join_frames=8),
    Clip(shot="a/close", scene="a", pictures="B", first=4, start=34, stop=58, frames=40),
    Clip(shot="b/wide", scene="b", pictures="C", first=0, start=58, stop=82, frames=24),
)


def test_every_frame_of_the_film_belongs_to_the_clip_it_is_in() -> None:
    assert [clip_at(CLIPS, frame) for frame in (0, 10, 33, 34, 57, 58, 99)] == [0, 0, 0, 1, 1, 2, 2]


def test_a_frame_is_one_picture_and_none_under_a_card() -> None:
    assert seen_at(CLIPS, 12) == (("A", 2),)
    assert seen_at(CLIPS, 45) == (("B", 15),)
    assert seen_at(CLIPS, 5) == () and seen_at(CLIPS, 82) == () and seen_at((), 3) == ()


def test_a_dissolve_needs_both_pictures_and_stays_within_their_takes() -> None:
    assert seen_at(CLIPS, 33) == (("A", 23), ("B", 3))
    assert seen_at(CLIPS, 34) == (("B", 4), ("A", 24))
    assert seen_at(CLIPS, 29) == (("A", 19),) and seen_at(CLIPS, 38) == (("B", 8),)
    short = (CLIPS[0], *(CLIPS[1:]))
    assert all(number < 30 for name, number in seen_at(short, 37) if name == "A")


def test_the_frame_at_the_playhead_comes_first_then_its_shot_coarse_before_fine() -> None:
    found = list(urgent(CLIPS, 45, False))
    assert found[0] == ("B", 15)
    numbers = [number for name, number in found if name == "B"]
    assert {name for name, _ in found} == {"B"} and set(numbers) == set(range(4, 28))
    assert numbers.index(16) < numbers.index(8) < numbers.index(5), "every twelfth, every fourth, all"


def test_while_it_plays_what_comes_next_goes_before_the_rest_of_the_shot() -> None:
    found = list(urgent(CLIPS, 45, True))
    assert found.index(("C", 2)) < found.index(("B", 4))


def test_under_the_opening_card_the_first_shot_is_drawn() -> None:
    assert next(urgent(CLIPS, 0, False)) == ("A", 0)
    assert list(urgent((), 0, False)) == []


def test_the_whole_film_has_one_frame_of_every_shot_first_beginning_where_one_is() -> None:
    found = list(whole(CLIPS, 60))
    assert [name for name, _ in found[:3]] == ["C", "A", "B"]
    shown = {wanted for frame in range(10, 82) for wanted in seen_at(CLIPS, frame)}
    assert shown <= set(found), "in the end every frame that is ever shown"
