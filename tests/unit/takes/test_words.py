"""What an engine is told of a shot: the right things, in its language, in whole sentences, and the same as long as
nothing that is seen changes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.takes.filmed import FILMS, bible_of, shot_of, shots_of, staged

from lampblack.engines.capabilities import Capabilities
from lampblack.shots.formats import read_choices, without_shot_words, write_shot_words
from lampblack.shots.model import Choices, Shot, WordsChoice
from lampblack.staging.people import Person
from lampblack.staging.space import Point
from lampblack.takes.words.telling import choice_for, still_words_of, words_of

READS = frozenset({"words", "without"})
ANY = Capabilities(kind="film", controls=READS)
ENGLISH = Capabilities(kind="film", controls=READS, word_languages=("en",))
HAN = re.compile(r"[\u3400-\u9fff]")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def told(film: str, id: str, limits: Capabilities = ANY, choice: WordsChoice | None = None) -> str:
    return words_of(shot_of(film, id), bible_of(film), "paper", limits, choice).words


def every(film: str, limits: Capabilities = ANY) -> dict[str, str]:
    bible = bible_of(film)
    return {shot.id: words_of(shot, bible, "paper", limits).words for shot in shots_of(film)[1]}


# ---- what is told ----------------------------------------------------------------------------------------------


def test_who_does_what_comes_first_then_where_then_how_it_is_filmed_then_the_look() -> None:
    words = told("last-train", "platform-night/walter-4679e8")
    order = ["Walter (", "shakes his head", "wet slabs", "Medium shot", "50mm lens", "puppet theatre"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_a_sentence_of_two_shots_is_told_in_each_only_as_far_as_it_is_seen_there() -> None:
    walks, drinks = told("kuafu", "da-he-zheng-wu/kuafu-07bb4d"), told("kuafu", "da-he-zheng-wu/kuafu-e54a70")
    assert "走到河边" in walks and "喝水" not in walks
    assert "喝水" in drinks and "走到河边" not in drinks


def test_somebody_out_of_the_picture_is_a_side_of_it_and_no_name() -> None:
    words = told("kuafu", "shan-dian-li-ming/kuafu-c26129")
    assert "阿禾" not in words and "画面右侧外" in words


def test_a_person_is_described_alike_in_every_shot() -> None:
    for film, name in (("last-train", "Walter"), ("kuafu", "夸父")):
        found = {
            re.sub(r"[，,] ?(?:手里拿着|holding )[^，,]*$", "", match[1])
            for id, words in every(film).items()
            if shot_of(film, id).size != "insert"
            for match in re.finditer(rf"{name} ?[(（]([^)）]*)[)）]", words)
        }
        assert len(found) == 1, found


def test_an_insert_tells_of_the_thing_and_of_nobody_standing() -> None:
    words = told("last-train", "carriage-night/mug-seen-8a6e0f")
    assert words.startswith("A mug of tea") and "Walter" not in words and "Ada" not in words


def test_whose_shoulder_it_is_has_the_back_to_the_camera() -> None:
    words = told("last-train", "flat-night/ada-65b188")
    assert "Walter in the left foreground, with the back to the camera" in words


# ---- sound, stills, languages ----------------------------------------------------------------------------------


def test_lines_are_quoted_only_for_engines_that_make_sound() -> None:
    id = "flat-night/walter-0a7f6f"
    assert "twenty to twelve" not in told("last-train", id) and "Walter is speaking" in told("last-train", id)
    loud = told("last-train", id, replace(ANY, makes_sound=True))
    assert 'Walter says: "The last one\'s at twenty to twelve."' in loud


def test_a_narrator_is_heard_and_not_seen() -> None:
    words = told("kuafu", "shan-dian-li-ming/wide", replace(ANY, makes_sound=True))
    assert "旁白画外音：“很久以前" in words
    assert "说话" not in told("kuafu", "shan-dian-li-ming/wide")


def test_a_chinese_film_is_told_in_chinese_to_those_who_read_it_and_in_english_to_the_others() -> None:
    for id, words in every("kuafu", replace(ENGLISH, makes_sound=True)).items():
        assert not HAN.search(QUOTED.sub("", words)), (id, words)
    for words in every("kuafu", replace(ANY, word_languages=("en", "zh"))).values():
        assert len(HAN.findall(words)) > 60
    assert "Kuafu (a broad-shouldered middle-aged man" in told("kuafu", "shan-dian-li-ming/wide", ENGLISH)


def test_a_chinese_name_without_another_is_said_as_it_is_read() -> None:
    breakdown, shots = shots_of("lantern")
    cast = tuple(replace(each, aliases=()) for each in breakdown.bible.cast)
    bible = replace(breakdown.bible, cast=cast)
    told_of = " ".join(words_of(shot, bible, "paper", ENGLISH).words for shot in shots)
    assert "Xiaoman (a slender little girl" in told_of and not HAN.search(told_of)


def test_a_painter_is_told_of_the_first_frame_without_moves_or_speech() -> None:
    shot, bible = shot_of("kuafu", "shan-dian-li-ming/kuafu-2f3ef4"), bible_of("kuafu")
    moving = words_of(shot, bible, "paper", replace(ANY, makes_sound=True)).words
    still = still_words_of(shot, bible, "paper", replace(ANY, kind="paint")).words
    assert "太阳走去" in moving and "太阳走去" not in still
    assert "镜头缓慢" in moving and "镜头缓慢" not in still


def test_a_list_has_neither_full_stops_nor_brackets() -> None:
    words = told("kuafu", "shan-dian-li-ming/kuafu-2f3ef4", replace(ANY, prompts="tags"))
    assert "。" not in words and "（" not in words and words.count("，") > 10


# ---- how much --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("film", ["kuafu", "last-train"])
def test_words_are_cut_at_the_end_of_a_sentence_the_least_important_first(film: str) -> None:
    bible = bible_of(film)
    for shot in shots_of(film)[1][::4]:
        whole = words_of(shot, bible, "paper", ANY).words
        sentences = set(re.findall(r"[^。]+。|.+?[.](?= |$)", whole))
        for longest in (60, 120, 200, 300, 450):
            cut = words_of(shot, bible, "paper", replace(ANY, longest_words=longest)).words
            assert len(cut) <= longest
            for sentence in re.findall(r"[^。]+。|.+?[.](?= |$)", cut):
                bare = re.sub(r"（[^）]*）| \([^)]*\)", "", sentence)
                assert sentence in sentences or bare.strip() in {
                    re.sub(r"（[^）]*）| \([^)]*\)", "", each).strip() for each in sentences
                }


def test_the_light_goes_before_the_deed() -> None:
    id = "shan-dian-li-ming/kuafu-2f3ef4"
    cut = told("kuafu", id, replace(ANY, longest_words=150))
    assert "举起手杖" in cut and "剪纸" in cut and "晨光" not in cut


# ---- what a person wrote ---------------------------------------------------------------------------------------


def test_what_a_person_wrote_is_sent_as_it_stands_and_what_they_added_stands_behind() -> None:
    id = "flat-night/wide"
    short = replace(ANY, longest_words=400)
    own = "An old man.\n\nNothing else  at all"
    assert told("last-train", id, short, WordsChoice(words=own)) == own
    added = told("last-train", id, short, WordsChoice(add="Dust in the lamplight."))
    assert added.endswith(" Dust in the lamplight.") and len(added) <= 400


def test_without_is_said_only_to_those_who_listen_and_may_be_written_or_added_to() -> None:
    shot, bible = shot_of("last-train", "flat-night/wide"), bible_of("last-train")
    deaf = replace(ANY, controls=frozenset({"words"}))
    assert words_of(shot, bible, "paper", deaf).without == ""
    usual = words_of(shot, bible, "paper", ANY).without
    assert "extra fingers" in usual and "photorealistic" in usual
    assert "photorealistic" not in words_of(shot, bible, "grainy 16mm film", ANY).without
    assert words_of(shot, bible, "paper", ANY, WordsChoice(without="cats")).without == "cats"
    choices = Choices(without={"film": "cars", shot.scene: "smoke", "elsewhere": "dogs"})
    assert words_of(shot, bible, "paper", ANY, choice_for(choices, shot)).without == f"{usual}, cars, smoke"


def test_words_are_written_into_choices_and_taken_out_leaving_the_rest() -> None:
    before = '# mine\n[pins]\n"a/b" = "theatre-1"\n'
    text = write_shot_words(before, "a/b", WordsChoice(words='He said "no".', without="fog"))
    read = read_choices(text)
    assert read.words == {"a/b": WordsChoice(words='He said "no".', without="fog")} and "# mine" in text
    after, there = without_shot_words(text, "a/b")
    assert there and read_choices(after) == read_choices(before) and "# mine" in after
    assert without_shot_words(before, "a/b")[1] is False


# ---- the same as long as nothing seen changes -------------------------------------------------------------------


def test_a_figure_moved_by_a_millimetre_changes_no_word() -> None:
    def moved(person: Person, by: float) -> Person:
        there = (replace(mark, position=mark.position + Point(x=by, z=by)) for mark in person.marks)
        return replace(person, marks=tuple(there))

    def shifted(shot: Shot, by: float) -> Shot:
        people = tuple(moved(person, by) for person in shot.staging.people)
        return replace(shot, staging=replace(shot.staging, people=people))

    for film in ("kuafu", "last-train"):
        bible = bible_of(film)
        for shot in shots_of(film)[1]:
            here = words_of(shot, bible, "paper", ANY)
            assert here == words_of(shifted(shot, 0.001), bible, "paper", ANY), shot.id
    far = shot_of("kuafu", "da-he-zheng-wu/kuafu-hebo-6cc0dd")
    assert words_of(far, bible_of("kuafu"), "paper", ANY) != words_of(
        shifted(far, 2.5), bible_of("kuafu"), "paper", ANY
    )


def test_a_scene_put_in_between_changes_no_word_of_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "film"
    shutil.copytree(FILMS / "kuafu", folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    script = folder / "script.fountain"
    more = ".外景 大河 - 黄昏\n\n河伯走到河边。\n\n@河伯\n水落了。\n\n"
    text = script.read_text("utf-8")
    script.write_text(text.replace(".外景 桃林 - 黄昏", more + ".外景 桃林 - 黄昏", 1), "utf-8")
    breakdown, shots = staged(folder)
    before, after = every("kuafu"), {shot.id: words_of(shot, breakdown.bible, "paper", ANY).words for shot in shots}
    assert len(after) > len(before)
    assert {id: after[id] for id in before} == before
