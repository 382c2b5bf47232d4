"""The verbs `sheets` and `accept`: drafts in the store and on a page, a file that is the decision, and what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.flow.studio import lampblack

from lampblack.base.errors import UserError
from lampblack.build.sheets import accept, sheets
from lampblack.media.picture import png_bytes, read_picture
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm

FILMS = Path(__file__).parents[3] / "films"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    folder = tmp_path / "kuafu"
    shutil.copytree(FILMS / "kuafu", folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    return folder


def grow_a_beard(film: Path) -> None:
    bible = film / "bible.toml"
    bible.write_text(bible.read_text("utf-8").replace('beard = "short"', 'beard = "long"', 1), "utf-8")


def test_drafts_are_made_once_and_again_only_of_what_changed(film: Path) -> None:
    first = sheets(film, engine="fake")
    assert first.made == 3 * 5 + 3 and not first.failed
    assert sheets(film, engine="fake").made == 0
    assert sheets(film, ["夸父"], engine="fake", takes=2).made == 5
    kept = {path.name for path in (film / "out" / "sheets").glob("*.png")}
    assert {"person-kuafu.fake-1.png", "person-kuafu.fake-2.png", "place-summit.fake-1.png"} <= kept
    page = first.page.read_text("utf-8")
    assert 'lang="zh"' in page and "人物" in page and "sheets/person/kuafu fake-1" in page


def test_an_accepted_sheet_stays_and_it_is_said_that_its_figure_changed(film: Path) -> None:
    sheets(film, ["kuafu"], engine="fake")
    assert "refs/sheets/person-kuafu.png" in accept(film, "sheets/person/kuafu")
    kept = (film / "refs/sheets/person-kuafu.png").read_bytes()
    assert kept == (film / "out/sheets/person-kuafu.fake-1.png").read_bytes()
    before = {each.subject: each for each in sheets(film, ["kuafu"], engine="fake").shown}
    assert before["person/kuafu"].accepted and not before["person/kuafu"].changed
    grow_a_beard(film)
    after = {each.subject: each for each in sheets(film, ["kuafu"], engine="fake").shown}
    assert after["person/kuafu"].changed and not after["person/ahe"].changed
    assert (film / "refs/sheets/person-kuafu.png").read_bytes() == kept
    accept(film, "kuafu")
    assert not sheets(film, ["kuafu"], engine="fake").shown[0].changed


def test_what_was_accepted_is_on_record_and_what_it_replaced_is_kept(film: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(png_bytes(np.full((90, 160, 3), 200, np.uint8)))
    accept(film, "sheets/person/ahe", file=mine)
    own = (film / "refs/sheets/person-ahe.png").read_bytes()
    assert read_picture(film / "refs/sheets/person-ahe.png").shape == (90, 160, 3)
    sheets(film, ["ahe"], engine="fake")
    accept(film, "sheets/person/ahe", "fake-1")
    assert (film / "refs/sheets/person-ahe.png").read_bytes() != own
    with OpenFilm(find_film(film)) as opened:
        decided = [each for each in opened.store.decisions.every() if each.what == "sheet"]
        assert [each.note.split()[0] for each in decided] == ["mine.png", "fake-1"]
        assert all(each.subject == "person/ahe" for each in decided)
        assert opened.store.read(decided[0].digest) == own


def test_the_films_style_and_a_thing_may_have_a_picture_of_ones_own(film: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(png_bytes(np.zeros((20, 20, 3), np.uint8)))
    accept(film, "style/film", file=mine)
    accept(film, "thing/gourd", file=mine)
    names = {path.name for path in (film / "refs/sheets").iterdir()}
    assert names == {"style-film.png", "thing-gourd.png"}


def test_mistakes_are_told_with_what_is_possible(film: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no draft to accept"):
        accept(film, "person/kuafu")
    with pytest.raises(UserError, match="nobody"):
        sheets(film, ["孙悟空"], engine="fake")
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    with pytest.raises(UserError, match="picture"):
        accept(film, "person/kuafu", file=broken)
    assert not (film / "refs").exists()
    sheets(film, ["kuafu"], engine="fake", takes=2)
    with pytest.raises(UserError, match="several") as error:
        accept(film, "person/kuafu")
    assert error.value.possible == ("fake-1", "fake-2")
    with pytest.raises(UserError, match="paint"):
        sheets(film, engine="espeak")


def test_the_commands_say_what_they_did(film: Path) -> None:
    told = lampblack("sheets", "--engine", "fake", "--json", film, "kuafu")
    assert told.code == 0
    answer = json.loads(told.out)
    assert answer["made"] == 5 and answer["sheets"][0]["drafts"] == ["fake-1"]
    assert lampblack("accept", film, "sheets/person/kuafu", "brush-1").code == 2
