"""Place words of today find places of today; words of all times find them only in a story of today."""

from __future__ import annotations

import pytest

from lampblack.breakdown.headings import said_by
from lampblack.breakdown.kits import ground_of
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.theatre.scenery import registry

ANY_STORY = (
    ("公寓", "int", "flat"), ("客厅", "int", "flat"), ("LIVING ROOM", "int", "flat"), ("办公室", "int", "office"),
    ("医院走廊", "int", "hospital"), ("HOSPITAL CORRIDOR", "int", "hospital"), ("病房", "int", "hospital"),
    ("咖啡馆", "int", "cafe"), ("DINER", "int", "cafe"), ("站台", "ext", "platform"),
    ("TRAIN STATION", "ext", "platform"),
    ("地铁站", "int", "platform"), ("车厢", "int", "carriage"), ("SUBWAY CAR", "int", "carriage"),
    ("天台", "ext", "rooftop"),
    ("ROOFTOP", "ext", "rooftop"), ("教室", "int", "classroom"), ("CLASSROOM", "int", "classroom"),
    ("飞船 舰桥", "int", "starship"), ("BRIDGE OF THE STARSHIP", "int", "starship"), ("马路", "ext", "city_street"),
    ("街头", "ext", "city_street"),
)  # fmt: skip
BY_WORLD = (
    # words, where, in an old story, in one of today
    ("街", "ext", "street", "city_street"), ("STREET", "ext", "street", "city_street"),
    ("厨房", "int", "room", "flat"), ("HOUSE - KITCHEN", "int", "room", "flat"), ("卧室", "int", "room", "bedroom"),
    ("BEDROOM", "int", "room", "bedroom"),
    ("PUB", "int", "inn", "cafe"), ("SCHOOL", "int", "room", "classroom"), ("某处", "int", "room", "flat"),
    ("古街", "ext", "street", "street"), ("集市", "ext", "street", "street"), ("城门", "ext", "street", "street"),
    ("客栈", "int", "inn", "inn"), ("山巅", "ext", "mountains", "mountains"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "where", "kit"), ANY_STORY)
def test_words_of_today_name_their_place_in_any_story(words: str, where: str, kit: str) -> None:
    for world in ("", "old", "today"):
        ground = ground_of(words, where, world)  # type: ignore[arg-type]
        assert (ground.kit, ground.certain) == (kit, True)


@pytest.mark.parametrize(("words", "where", "old", "today"), BY_WORLD)
def test_words_of_all_times_go_by_the_world_of_the_story(words: str, where: str, old: str, today: str) -> None:
    assert ground_of(words, where, "old").kit == old  # type: ignore[arg-type]
    assert ground_of(words, where, "today").kit == today  # type: ignore[arg-type]


def test_a_bridge_is_a_ships_in_the_future_and_crosses_a_river_before() -> None:
    assert ground_of("BRIDGE", "int", "future").kit == "starship"
    assert ground_of("BRIDGE", "ext", "old").kit == "river"


@pytest.mark.parametrize(
    ("words", "kit"), [("HOSPITAL", "city_street"), ("OFFICE", "city_street"), ("火车", "platform")]
)
def test_outside_a_building_of_today_is_the_street_before_it(words: str, kit: str) -> None:
    assert ground_of(words, "ext").kit == kit


@pytest.mark.parametrize(
    ("heading", "where"),
    [
        ("医院 病房 夜", "int"),
        ("车厢 夜", "int"),
        ("火车站 夜", "ext"),
        ("天台 夜", "ext"),
        ("TRAIN STATION - NIGHT", "ext"),
    ],
)
def test_headings_without_a_prefix_know_inside_from_outside(heading: str, where: str) -> None:
    assert said_by(heading).where == where


@pytest.mark.parametrize("words", [words for words, _, _ in ANY_STORY])
def test_what_is_heard_and_what_is_built_exists(words: str) -> None:
    ground = ground_of(words, "both", "today")
    assert set(ground.ambience) <= set(AMBIENCES)
    assert ground.kit in registry.names()
