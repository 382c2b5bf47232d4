"""A script taken apart: what a scene is called, who is in it, what is said, and what an edit changes."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.base.saved import decode, digest_of_value, encode
from lampblack.breakdown.model import Bible, Breakdown, Whereabouts
from lampblack.breakdown.plan import break_down_job
from lampblack.graph.job import Step
from lampblack.script.plan import parse_job

ENGLISH = """Title: The Ferry

FADE IN:

EXT. RIVER BANK - DAWN

= They meet.

Mist. MARA (20s, a slim woman in a red coat) walks down with a lantern.

OLD TOM (70s, bearded) sits. He nods.

MARA
(quietly)
Is the ferry running?

OLD TOM
Not today.
[[zh: 今天不行。]]

MARA ^
Not today.

NARRATOR (V.O.)
Nobody had crossed.

Thunder. Tom shakes his head and walks off.

DISSOLVE TO:

INT. CABIN - NIGHT

Rain. Mara drinks from a cup.

OLD TOM (O.S.)
Stay!

MARA (CONT'D)
No.

MARA
No.

FADE OUT.
"""

CHINESE = """标题：雨夜

内景 客栈 夜

大雨。沈三（三十岁，身高一米九，黑衣，佩剑）推门进来，坐下。

@沈三
（低声）
多谢。
[[en: Thank you.]]

@旁白
他很累。

叠化：

外景 荒野 - 黎明

雪。沈三躺在雪地里。
"""


def test_scenes_say_where_when_who_and_how_they_join(taken_apart: Any) -> None:
    film, _ = taken_apart(ENGLISH)
    bank, cabin = film.scenes
    assert (bank.slug, bank.where, bank.place, bank.time) == ("river-bank-dawn", "ext", "river_bank", "dawn")
    assert (bank.weather, bank.synopsis) == ("mist", "They meet.")
    assert (bank.cast, bank.props) == (("mara", "old_tom"), ("lantern",))
    assert (bank.join_in, bank.join_out, cabin.join_in, cabin.join_out) == ("fade", "dissolve", "dissolve", "fade")
    assert (cabin.slug, cabin.where, cabin.weather, cabin.cast) == ("cabin-night", "int", "rain", ("mara",))


def test_chinese_scenes_are_named_in_pinyin(taken_apart: Any) -> None:
    film, _ = taken_apart(CHINESE)
    assert [scene.slug for scene in film.scenes] == ["ke-zhan-ye", "huang-ye-li-ming"]
    assert [(scene.time, scene.weather, scene.where) for scene in film.scenes] == [
        ("night", "rain", "int"),
        ("dawn", "snow", "ext"),
    ]
    assert film.scenes[0].cast == ("shensan",)
    assert film.scenes[0].join_out == film.scenes[1].join_in == "dissolve"
    assert (film.title, film.language) == ("雨夜", "zh")


def test_lines_carry_mood_caption_and_how_they_are_heard(taken_apart: Any) -> None:
    film, _ = taken_apart(ENGLISH)
    mara, tom, both, narrator, stay, first, again = film.lines()
    assert (mara.how, mara.mood, mara.language) == (("quietly",), "tender", "en")
    assert (tom.captions, both.dual, narrator.through, stay.through) == (
        {"zh": "今天不行。"},
        True,
        "voice_over",
        "off_screen",
    )
    assert again.id == f"{first.id}-2"
    assert first.id.startswith("cabin-night/mara-")
    assert stay.character == "old_tom"


def test_a_line_in_another_language_says_so(taken_apart: Any) -> None:
    film, _ = taken_apart("内景 客栈 夜\n\n@店主\n你好。\n\n@店主\nHello there.\n\n@店主\n（日语）\n你好。\n")
    assert [line.language for line in film.lines()] == ["zh", "en", "ja"]


def test_no_scene_is_a_mistake_with_a_place_and_a_way_out(taken_apart: Any) -> None:
    with pytest.raises(UserError, match="no scene") as caught:
        taken_apart("He walks.\n")
    assert str(caught.value).startswith("script.fountain:1:1")
    assert caught.value.possible


def test_a_typo_in_an_action_changes_that_action_and_nothing_else(taken_apart: Any) -> None:
    before, _ = taken_apart(CHINESE)
    after, _ = taken_apart(CHINESE.replace("推门进来，坐下", "推门进来，然后坐下"))
    assert before != after
    old, new = before.scenes[0].beats[0], after.scenes[0].beats[0]
    assert replace(new, action=old.action) == old
    scene = replace(after.scenes[0], beats=(old, *after.scenes[0].beats[1:]))
    assert replace(after, scenes=(scene, *after.scenes[1:])) == before


def test_a_blank_line_or_a_note_moves_places_but_not_the_breakdown(taken_apart: Any) -> None:
    before, spots = taken_apart(ENGLISH)
    after, moved = taken_apart(ENGLISH.replace("= They", "[[a reminder]]\n\n= They"))
    assert digest_of_value(before) == digest_of_value(after)
    assert spots.spots.keys() == moved.spots.keys()
    assert spots.spots != moved.spots


def test_inserting_a_scene_leaves_the_others_as_they_were(taken_apart: Any) -> None:
    before, _ = taken_apart(ENGLISH)
    after, _ = taken_apart(ENGLISH.replace("INT. CABIN", "INT. BOAT - DAY\n\nMARA\nRow!\n\nINT. CABIN"))
    assert [scene.slug for scene in after.scenes] == ["river-bank-dawn", "boat-day", "cabin-night"]
    assert before.scenes[1].beats == after.scenes[2].beats
    assert before.scenes[0] == after.scenes[0]


def test_scenes_of_one_heading_are_told_apart_by_their_words_not_by_a_count(taken_apart: Any) -> None:
    def scenes(*said: str) -> list[str]:
        film, _ = taken_apart("".join(f"INT. CABIN - NIGHT\n\nMARA\n{words}\n\n" for words in said))
        return [scene.slug for scene in film.scenes]

    one, two = scenes("One.", "Two.")
    assert one == "cabin-night"
    assert scenes("One.", "Three.", "Two.")[2] == two
    assert len(set(scenes("One.", "One.", "One."))) == 3


def test_places_and_people_are_found_by_name_or_alias(taken_apart: Any) -> None:
    bible = (
        '[cast.kuafu]\nname = "夸父"\naliases = ["巨人"]\n[cast.kuafu.figure]\nheight = 2.4\n'
        '[places.summit]\nname = "山巅"\nkit = "mountains"\naliases = ["山顶"]\n'
    )
    film, where = taken_apart("外景 山顶 日\n\n巨人坐下。\n\n@夸父\n走。\n\n外景 山巅 - 夜\n\n风。\n", bible)
    assert [scene.place for scene in film.scenes] == ["summit", "summit"]
    assert film.scenes[0].cast == ("kuafu",)
    assert len(film.bible.cast) == len(film.bible.places) == 1
    assert not [finding for finding in where.findings if "not in the bible" in finding.message]


def test_a_narrator_is_not_on_stage_and_has_no_figure(taken_apart: Any) -> None:
    film, _ = taken_apart(CHINESE)
    narrator = film.bible.character("pangbai")
    assert narrator.figure is None
    assert all("pangbai" not in scene.cast for scene in film.scenes)


def test_hours_go_on_and_missing_ones_are_named(taken_apart: Any) -> None:
    film, where = taken_apart("INT. A - NIGHT\n\nx\n\nINT. B - CONTINUOUS\n\nx\n\nINT. C\n\nx\n")
    assert [scene.time for scene in film.scenes] == ["night", "night", "noon"]
    assert any("names no hour" in finding.message and finding.spot.line == 9 for finding in where.findings)


@pytest.mark.parametrize(
    ("heading", "place", "time", "where"),
    [
        ("INT. HOUSE - KITCHEN - LATE AFTERNOON", "HOUSE - KITCHEN", "afternoon", "int"),
        ("I/E. CAR - DUSK", "CAR", "dusk", "both"),
        ("外景 大河 - 正午", "大河", "noon", "ext"),
        (".外景：校场，日", "校场", "noon", "ext"),
        ("1-1日内灵堂", "灵堂", "noon", "int"),
        ("12. 教室走廊 日", "教室走廊", "noon", "int"),
        ("夜 外 荒野", "荒野", "night", "ext"),
        (".山巅 - 黎明", "山巅", "dawn", "ext"),
        ("场1-1 金銮殿 日 内 2019.1.3", "金銮殿", "noon", "int"),
        ("ИНТ. ДОМ - НОЧЬ", "ДОМ", "night", "int"),
        ("EST. THE CITY AT NIGHT", "THE CITY AT NIGHT", "noon", "ext"),
    ],
)
def test_headings(taken_apart: Any, heading: str, place: str, time: str, where: str) -> None:
    film, _ = taken_apart(f"{heading}\n\nHe walks.\n")
    (scene,) = film.scenes
    assert (film.bible.place(scene.place).name, scene.time, scene.where) == (place, time, where)


def test_a_caption_behind_no_line_and_one_for_half_a_speech_are_doubted(taken_apart: Any) -> None:
    _, where = taken_apart("INT. A - DAY\n\n[[en: Lost]]\n\nBOB\nOne.\n(beat)\nTwo.\n[[fr: Deux.]]\n")
    messages = [finding.message for finding in where.findings]
    assert any("no spoken line" in message for message in messages)
    assert any("only its last part" in message for message in messages)


def test_lines_of_a_speech_and_trailing_brackets(taken_apart: Any) -> None:
    film, _ = taken_apart("INT. A - DAY\n\nBOB (angry)\nOne\ntwo.\n(beat)\nThree.\n(laughs)\n", "", "en")
    assert [(line.text, line.how) for line in film.lines()] == [
        ("One two.", ("angry",)),
        ("Three.", ("beat", "laughs")),
    ]


def test_only_the_first_part_of_a_speech_is_said_together_with_the_one_before(taken_apart: Any) -> None:
    film, _ = taken_apart(
        "INT. ROOM - DAY\n\nMARA\nGo on then.\n\nTOM ^\n(calm)\nNo, wait.\n(softly)\nPlease wait.\n"
    )  # fmt: skip
    assert [(line.character, line.dual) for line in film.lines()] == [("mara", False), ("tom", True), ("tom", False)]


def test_a_cue_for_two_is_two_lines_at_once(taken_apart: Any) -> None:
    film, _ = taken_apart(
        "外景 山 日\n\n@甲\n走。\n\n@乙\n走。\n\n@甲和乙\n再见！\n[[en: Goodbye!]]\n\n@和尚\n阿弥陀佛。\n"
    )
    *_, first, second, monk = film.lines()
    assert [(line.character, line.dual) for line in (first, second)] == [("jia", False), ("yi", True)]
    assert first.captions == second.captions == {"en": "Goodbye!"}
    assert monk.character == "heshang"


def test_young_will_and_will_are_two_people_and_this_is_said(taken_apart: Any) -> None:
    film, where = taken_apart("INT. A - DAY\n\nWill sits.\n\nYOUNG WILL\nHi.\n\nWILL\nHi.\n")
    assert [person.id for person in film.bible.cast] == ["young_will", "will"]
    assert film.scenes[0].beats[0].deeds[0].who == "will"
    assert any("two people" in finding.message for finding in where.findings)


def test_pronouns_say_who_is_a_woman(taken_apart: Any) -> None:
    script = "INT. A - DAY\n\nSAM walks in. {} sits.\n\nSAM\nHi.\n"
    for pronoun, sex in (("She", "woman"), ("He", "man")):
        film, _ = taken_apart(script.format(pronoun))
        assert film.bible.cast[0].figure.sex == sex


def test_a_set_piece_of_the_place_is_where_someone_walks_to(taken_apart: Any) -> None:
    bible = (
        '[places.summit]\nname = "山巅"\nkit = "mountains"\n'
        'pieces = [{ id = "old-pine", kind = "pine", position = [2, 0, 3] }]\n'
    )
    film, _ = taken_apart("外景 山巅 日\n\n@甲\n走。\n\n甲走到老松下，坐下。\n", bible)
    walk, sit = film.scenes[0].beats[1].deeds
    assert (walk.move, walk.target, sit.move, sit.target) == ("walk", "old-pine", "sit", "")


def test_saved_and_read_back_it_is_the_same(taken_apart: Any) -> None:
    film, where = taken_apart(ENGLISH)
    assert decode(encode(film), Breakdown) == film
    assert decode(encode(where), Whereabouts) == where


def test_nothing_in_a_breakdown_knows_a_line_number(taken_apart: Any) -> None:
    film, _ = taken_apart(CHINESE)
    assert b'"line":null' in encode(film)
    assert b"script.fountain" not in encode(film)


def test_jobs_name_steps_that_exist() -> None:
    for job in (parse_job(Blob(digest=digest_of(b"")), "a"), break_down_job(Bible())):
        assert isinstance(job.work, Step)
        module, function = job.work.name.split(":")
        assert callable(getattr(import_module(module), function))
