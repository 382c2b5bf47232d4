"""`bible.toml`: read with a line for every mistake, drafted for once, never rewritten."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from lampblack.base.errors import UserError
from lampblack.breakdown.figures import figure_of
from lampblack.breakdown.formats import append_drafts, read_bible
from lampblack.breakdown.kits import ground_of
from lampblack.staging.space import Point

BIBLE = """# by hand
[cast.kuafu]
name = "夸父"
words = "巨人，身高两米五，披兽皮，短须，手持木杖"

[cast.kuafu.figure]
robe = "#7a4a2c"

[cast.kuafu.voice]
timbre = "m3"
pitch = 0.72

[places.summit]
name = "山巅"
kit = "mountains"
ambience = ["wind"]
pieces = [{ kind = "rock", position = [1, 0.0, 3] }]

[props.staff]
name = "手杖"
"""


def test_a_bible_is_read_and_words_fill_what_the_figure_leaves_open() -> None:
    bible = read_bible(BIBLE, "bible.toml")
    person = bible.cast[0]
    assert person.figure is not None and person.voice is not None
    figure = person.figure
    assert (figure.robe, figure.height, figure.dress, figure.beard, figure.held) == (
        "#7a4a2c",
        2.5,
        "hide",
        "short",
        "staff",
    )
    assert (person.voice.timbre, person.voice.pitch) == ("m3", 0.72)
    assert bible.places[0].pieces[0].position == Point(x=1, y=0, z=3)
    assert bible.props[0].name == "手杖"


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('name = "夸父"', "name = 夸父", 3, "TOML"),
        ('name = "夸父"', "nane = 1", 3, "nane"),
        ('name = "夸父"', "name = 1", 3, "name"),
        ('robe = "#7a4a2c"', 'robe = "brown"', 7, "colour"),
        ('robe = "#7a4a2c"', 'dress = "toga"', 7, "toga"),
        ('robe = "#7a4a2c"', 'held = "piano"', 7, "piano"),
        ('robe = "#7a4a2c"', "height = 200", 7, "200"),
        ('robe = "#7a4a2c"', "hat = 1", 7, "hat"),
        ('robe = "#7a4a2c"', 'sex = "male"', 7, "cannot be 'male' .possible: man, woman"),
        ('ambience = ["wind"]', 'season = "wet"', 16, "cannot be 'wet' .possible: spring, summer"),
        ("pitch = 0.72", "pich = 0.72", 11, "pich"),
        ("pitch = 0.72", 'pitch = "low"', 11, "pitch"),
        ('kit = "mountains"', "", 13, "kit"),
        ('ambience = ["wind"]', 'ambience = "wind"', 16, "ambience"),
        ("position = [1, 0.0, 3]", "position = [1]", 17, "piece 1"),
        ("[props.staff]", "[prop.staff]", 19, "prop"),
    ],
)
def test_every_mistake_has_its_line(old: str, new: str, line: int, word: str) -> None:
    assert old in BIBLE
    with pytest.raises(UserError, match=word) as caught:
        read_bible(BIBLE.replace(old, new, 1), "bible.toml")
    assert caught.value.spot is not None
    assert caught.value.spot.line == line


def test_a_wrong_choice_names_the_right_ones() -> None:
    with pytest.raises(UserError) as caught:
        read_bible('[cast.a]\nname = "A"\n[cast.a.figure]\nhair = "mohawk"\n', "b")
    assert "topknot" in caught.value.possible


def test_one_name_for_two_people_is_refused() -> None:
    with pytest.raises(UserError, match="both"):
        read_bible('[cast.a]\nname = "A"\n[cast.b]\nname = "B"\naliases = ["a"]\n', "b")


SCRIPT = "外景 竹林 日\n\n小红（十八岁，绿裙）提着灯笼走来。\n\n@小红\n有人吗？\n\n@旁白\n没有。\n"


def test_drafts_are_appended_once_and_nothing_else_is_touched(taken_apart: Any) -> None:
    film, _ = taken_apart(SCRIPT, BIBLE)
    text = append_drafts(BIBLE, film.bible)
    assert text.startswith(BIBLE)
    added = tomllib.loads(text)
    assert added["cast"]["xiaohong"]["drafted"] is True
    assert added["cast"]["xiaohong"]["figure"]["sex"] == "woman"
    assert "figure" not in added["cast"]["pangbai"]
    assert added["places"]["zhu_lin"]["kit"] == "bamboo"
    assert append_drafts(text, film.bible) == text


def test_a_film_is_the_same_with_its_drafts_written_down(taken_apart: Any) -> None:
    film, _ = taken_apart(SCRIPT, BIBLE)
    again, _ = taken_apart(SCRIPT, append_drafts(BIBLE, film.bible))
    assert again == film


def test_an_edited_draft_stays_as_it_was_edited(taken_apart: Any) -> None:
    film, _ = taken_apart(SCRIPT, "")
    text = append_drafts("", film.bible).replace('kit = "bamboo"', 'kit = "plain"')
    again, _ = taken_apart(SCRIPT, text)
    assert again.bible.place("zhu_lin").kit == "plain"


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (
            "老人，白须及胸，头戴斗笠，青袍",
            {"age": "old", "beard": "long", "hat": "straw", "robe": "#2f5f6e", "dress": "robe"},
        ),
        (
            "小女孩，红袄，双髻，提灯笼",
            {"sex": "woman", "age": "child", "robe": "#a83a34", "hair": "bun", "held": "lantern"},
        ),
        ("巨人，身高两米五", {"height": 2.5, "build": "broad"}),
        (
            "a burly man, 6'2\", bald, with a long beard",
            {"sex": "man", "build": "broad", "height": 1.88, "hair": "bald", "beard": "long"},
        ),
        ("45, a woman in a blue suit", {"age": "middle", "sex": "woman", "dress": "suit", "robe": "#344a70"}),
        (
            "an elderly woman with white hair and a cane",
            {"age": "old", "sex": "woman", "hair_colour": "#d9d6d0", "held": "cane"},
        ),
        ("身高180厘米的书生，折扇", {"height": 1.8, "held": "fan"}),
    ],
)
def test_a_figure_from_words(words: str, fields: dict[str, Any]) -> None:
    figure = figure_of("x", "某人", words)
    assert {name: getattr(figure, name) for name in fields} == fields


def test_figures_are_stable_by_name_and_differ_between_names() -> None:
    assert figure_of("x", "甲", "") == figure_of("x", "甲", "")
    people = [figure_of("x", name, "") for name in ("甲", "乙", "丙", "丁")]
    assert len({person.seed for person in people}) == 4


def test_a_robe_that_someone_wears_is_passed_over() -> None:
    first = figure_of("a", "甲", "")
    assert figure_of("b", "甲", "", taken=(first.robe,)).robe != first.robe


@pytest.mark.parametrize(
    ("words", "kit"),
    [
        ("山巅", "mountains"),
        ("大河边", "river"),
        ("桃林", "forest"),
        ("荒野", "plain"),
        ("后院", "courtyard"),
        ("集市", "street"),
        ("HOUSE - KITCHEN", "room"),
        ("MOUNTAIN PASS", "mountains"),
        ("CITY STREET", "city_street"),
    ],
)
def test_a_kit_from_place_words(words: str, kit: str) -> None:
    ground = ground_of(words, "ext")
    assert (ground.kit, ground.certain) == (kit, True)


def test_a_place_without_a_kind_is_a_room_inside_and_a_plain_outside() -> None:
    assert [ground_of("某处", where).kit for where in ("int", "ext")] == ["room", "plain"]
    assert not ground_of("某处", "int").certain


@pytest.mark.parametrize(("key", "value"), [("pace", 0), ("pitch", -1), ("warmth", 7)])
def test_a_voice_out_of_reach_is_named_with_its_line(key: str, value: float) -> None:
    text = f'[cast.a]\nname = "A"\n[cast.a.voice]\n{key} = {value}\n'
    with pytest.raises(UserError, match=rf"bible\.toml:4.*{key}"):
        read_bible(text, "bible.toml")


def test_a_dictionary_of_names_is_read_and_a_reading_nobody_can_say_has_its_line() -> None:
    words = read_bible('[pronounce]\n"重楼" = "chong2 lou2"\nAhe = "/ɑːhə/"\n', "bible.toml").pronounce
    assert words == {"重楼": "chong2 lou2", "Ahe": "/ɑːhə/"}
    with pytest.raises(UserError, match=r"bible\.toml:3.*does not say how 'Ahe' is said.*pinyin"):
        read_bible('[pronounce]\n"重楼" = "chong2 lou2"\nAhe = "a7"\n', "bible.toml")
    with pytest.raises(UserError, match=r"bible\.toml:2.*must be text"):
        read_bible("[pronounce]\nAhe = 7\n", "bible.toml")
