"""Sheets: what is asked of a painter, which accepted ones are shown with a shot, and how they are found in a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.takes.filmed import bible_of, shot_of, shots_of

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.breakdown.model import Bible
from lampblack.engines import registry
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Paint, Size, request_from
from lampblack.graph.job import Ask, Job
from lampblack.takes.sheets.drafting import identity, sheet_jobs
from lampblack.takes.sheets.files import accepted, file_of, subject_named, subjects_of
from lampblack.takes.sheets.references import left_out, references_of
from lampblack.takes.words.telling import words_of

SIZE = Size(width=320, height=180)
TAKES = Capabilities(kind="film", controls=frozenset({"words", "references"}))


def painter(**how: object) -> Offer:
    limits = Capabilities(kind="paint", controls=frozenset({"words", "without"}))
    return Offer(name="brush", version=1, makes="m:C", capabilities=(replace(limits, **how),))


def asked(job: Job) -> Paint:
    assert isinstance(job.work, Ask)
    request = request_from(dict(job.work.request))
    assert isinstance(request, Paint)
    return request


def digest(name: str) -> Digest:
    return digest_of(name.encode())


def sheets(*subjects: str) -> dict[str, Digest]:
    return {subject: digest(subject) for subject in subjects}


# ---- drafts ----------------------------------------------------------------------------------------------------


def test_everybody_who_is_seen_and_every_place_can_have_a_sheet() -> None:
    people = ("person/kuafu", "person/ahe", "person/hebo")
    assert subjects_of(bible_of("kuafu")) == (*people, "place/summit", "place/great_river", "place/peach_forest")


def test_a_painter_that_reads_is_asked_once_a_take_in_words() -> None:
    jobs = sheet_jobs(bible_of("kuafu"), ["person/kuafu"], painter(), SIZE, takes=2)
    assert [job.id for job in jobs] == ["sheets/person/kuafu/brush-1", "sheets/person/kuafu/brush-2"]
    words = asked(jobs[0]).words
    assert "四个视角" in words and "夸父：" in words and "披兽皮" in words and "说话" not in words
    assert "水印" in asked(jobs[0]).without and asked(jobs[0]).staging is None


def test_a_painter_that_stages_is_asked_for_four_views_that_are_laid_out() -> None:
    jobs = sheet_jobs(bible_of("kuafu"), ["person/kuafu"], registry.offer("theatre"), SIZE)
    *views, laid = jobs
    assert laid.id == "sheets/person/kuafu/theatre-1" and len(views) == 4
    assert sum(asked(view).size.width for view in views) == SIZE.width
    assert {asked(view).size.height for view in views} == {SIZE.height}
    assert [ref.job for ref in laid.refs()] == [view.id for view in views]


def test_a_place_is_painted_empty_at_the_hour_of_its_scenes() -> None:
    scenes = shots_of("last-train")[0].scenes
    (job,) = sheet_jobs(bible_of("last-train"), ["place/platform"], registry.offer("theatre"), SIZE, scenes=scenes)
    staging = asked(job).staging
    assert staging is not None and not staging.people and staging.place.time == "night"


def test_a_changed_figure_changes_its_own_sheet_and_no_other() -> None:
    bible = bible_of("kuafu")

    def with_beard(bible: Bible) -> Bible:
        cast = tuple(
            replace(each, figure=replace(each.figure, beard="long")) if each.id == "kuafu" and each.figure else each
            for each in bible.cast
        )
        return replace(bible, cast=cast)

    offer = registry.offer("theatre")
    before = {job.id: job for job in sheet_jobs(bible, subjects_of(bible), offer, SIZE)}
    after = {job.id: job for job in sheet_jobs(with_beard(bible), subjects_of(bible), offer, SIZE)}
    changed = {id for id in before if before[id] != after[id]}
    assert changed and all(id.startswith("sheets/person/kuafu/") for id in changed)
    assert identity(bible, "person/kuafu", "paper") != identity(with_beard(bible), "person/kuafu", "paper")
    assert identity(bible, "person/ahe", "paper") == identity(with_beard(bible), "person/ahe", "paper")


def test_a_subject_the_bible_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(UserError, match="person/nobody") as error:
        sheet_jobs(bible_of("kuafu"), ["person/nobody"], painter(), SIZE)
    assert "person/kuafu" in error.value.possible
    with pytest.raises(UserError, match="narrator"):
        sheet_jobs(bible_of("kuafu"), ["person/narrator"], painter(), SIZE)


# ---- references ------------------------------------------------------------------------------------------------


def test_everybody_seen_is_shown_who_it_is_about_first_then_the_place_then_the_style() -> None:
    there = sheets("style/film", "place/summit", "place/great_river", "person/ahe", "person/kuafu", "person/hebo")
    shot = shot_of("kuafu", "shan-dian-li-ming/kuafu-ahe-943a97")
    found = references_of(shot, there, TAKES, bible_of("kuafu"))
    assert [(each.kind, each.of) for each in found] == [
        ("person", "夸父"), ("person", "阿禾"), ("place", "山巅"), ("style", "style"),
    ]  # fmt: skip
    assert found[0].picture == digest("person/kuafu")


def test_whoever_is_out_of_the_picture_is_not_shown() -> None:
    shot = shot_of("kuafu", "shan-dian-li-ming/kuafu-c26129")
    assert any(person.id == "ahe" for person in shot.staging.people)
    found = references_of(shot, sheets("person/ahe", "person/kuafu"), TAKES, bible_of("kuafu"))
    assert [each.of for each in found] == ["夸父"]


def test_references_go_by_the_name_the_words_use() -> None:
    shot = shot_of("kuafu", "shan-dian-li-ming/kuafu-c26129")
    english = replace(TAKES, word_languages=("en",))
    there = sheets("person/kuafu", "place/summit")
    found = references_of(shot, there, english, bible_of("kuafu"))
    words = words_of(shot, bible_of("kuafu"), "paper", english).words.casefold()
    assert [each.of for each in found] == ["Kuafu", "a mountain summit above clouds"]
    assert all(each.of.casefold() in words for each in found)


def test_what_an_engine_does_not_take_is_left_out_and_said() -> None:
    shot = shot_of("kuafu", "shan-dian-li-ming/kuafu-ahe-943a97")
    there, two = sheets("place/summit", "person/ahe", "person/kuafu"), replace(TAKES, most_references=2)
    assert [each.of for each in references_of(shot, there, two, bible_of("kuafu"))] == ["夸父", "阿禾"]
    (finding,) = left_out(shot, there, two, bible_of("kuafu"))
    assert "山巅" in str(finding) and "夸父" not in str(finding)
    assert left_out(shot, there, TAKES, bible_of("kuafu")) == ()
    assert references_of(shot, there, replace(TAKES, controls=frozenset({"words"}))) == ()


# ---- files -----------------------------------------------------------------------------------------------------


def test_accepted_sheets_are_found_by_their_names_and_an_episode_may_have_its_own(tmp_path: Path) -> None:
    series, film = tmp_path, tmp_path / "01"
    for folder in (series, film):
        (folder / "refs" / "sheets").mkdir(parents=True)
    (series / file_of("person/kuafu")).write_bytes(b"old")
    (series / "refs/sheets/place-great_river.JPG").write_bytes(b"river")
    (series / "refs/sheets/notes.txt").write_text("to be done")
    (film / file_of("person/kuafu")).write_bytes(b"new")
    found = accepted(series, film)
    assert found == {
        "person/kuafu": film / "refs/sheets/person-kuafu.png",
        "place/great_river": series / "refs/sheets/place-great_river.JPG",
    }
    assert accepted(tmp_path / "nowhere") == {}


@pytest.mark.parametrize("names", [("kuafu.png",), ("dog-rex.png",), ("person-a.jpg", "person-a.png")])
def test_a_sheet_whose_name_says_nothing_or_the_same_twice_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "refs" / "sheets").mkdir(parents=True)
    for name in names:
        (tmp_path / "refs" / "sheets" / name).write_bytes(b"x")
    with pytest.raises(UserError) as error:
        accepted(tmp_path)
    assert error.value.spot is not None and names[-1] in str(error.value.spot)


def test_a_subject_is_named_with_or_without_its_folder() -> None:
    assert subject_named("sheets/person/kuafu") == subject_named("person/kuafu") == "person/kuafu"
    for wrong in ("kuafu", "sheets/dog/rex", "person/"):
        with pytest.raises(UserError, match="names no sheet"):
            subject_named(wrong)
