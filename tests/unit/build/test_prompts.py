"""The verb `prompt`: the whole request as it would be sent, a person's own words in and out; and what was sent."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.flow.studio import lampblack

from lampblack.base.errors import UserError
from lampblack.build.doubting import doubts
from lampblack.build.foresight import foresee
from lampblack.build.prompts import Prompt, prompts, reset, write
from lampblack.build.recorded import requests_of
from lampblack.build.sheets import accept
from lampblack.build.sources import read_sources
from lampblack.build.verbs import make
from lampblack.engines import registry
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.media.picture import png_bytes
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm

FILMS = Path(__file__).parents[3] / "films"
SHOT = "he-bian-ye/xiaoman-65426e"
READER = Offer(
    name="reader",
    version=1,
    makes="m:C",
    capabilities=(
        Capabilities(
            kind="film", controls=frozenset({"words", "without", "references", "signal:depth"}), lengths=(5.0, 10.0),
            price_per_unit=0.1, unit="second", most_references=1, longest_words=90,
        ),
    ),
)  # fmt: skip


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    offers = {**registry.offers(), "reader": READER}
    monkeypatch.setattr(registry, "offers", lambda: offers)
    monkeypatch.setattr(registry, "offer", lambda name: offers[name])
    folder = tmp_path / "lantern"
    shutil.copytree(FILMS / "lantern", folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    return folder


def prompt(film: Path, engine: str = "reader") -> Prompt:
    (found,) = prompts(film, SHOT, engine)
    return found


def test_a_prompt_is_the_whole_request_with_what_the_limits_made_of_it(film: Path) -> None:
    found = prompt(film)
    assert "小满" in found.request.words and len(found.request.words) <= 90
    assert "水印" in found.request.without and found.language == "zh"
    assert [steer.signal for steer in found.request.steered] == ["depth"]
    assert found.asked in (5.0, 10.0) and found.price == pytest.approx(0.1 * found.asked)
    told = " ".join(found.remarks)
    assert "90 characters" in told and "cut to" in told
    assert len(prompts(film, engine="reader")) == 3


def test_an_engine_that_reads_nothing_is_told_by_the_staging(film: Path) -> None:
    found = prompt(film, "theatre")
    assert found.request.words == "" and "reads no words" in found.remarks[0]


def test_sheets_are_named_and_those_left_out_too(film: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(png_bytes(np.zeros((20, 20, 3), np.uint8)))
    accept(film, "person/xiaoman", file=mine)
    accept(film, "place/riverside", file=mine)
    found = prompt(film)
    assert [(each.kind, each.of) for each in found.request.references] == [("person", "小满")]
    assert any("河边" in remark for remark in found.remarks)


def test_a_make_says_which_sheets_an_engine_has_no_room_for(film: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(png_bytes(np.zeros((20, 20, 3), np.uint8)))
    for subject in ("person/xiaoman", "person/grandfather", "place/riverside"):
        accept(film, subject, file=mine)
    (film / "choices.toml").write_text('[engines]\n"he-bian-ye" = "reader"\n', "utf-8")
    with OpenFilm(find_film(film)) as opened:
        found, seen = foresee(opened)
        told = doubts(found.known, read_sources(opened, opened.film.settings), seen.plans)
    assert any("takes 1 sheets" in str(each) and "河边" in str(each) for each in told)


def test_a_persons_own_words_are_written_sent_and_taken_out_again(film: Path) -> None:
    composed = prompt(film).request.words
    assert SHOT in write(film, SHOT, "reader")
    choices = film / "choices.toml"
    assert composed in choices.read_text("utf-8")
    choices.write_text(choices.read_text("utf-8").replace(composed, "只有河水"), "utf-8")
    found = prompt(film)
    assert found.request.words == "只有河水" and found.written
    with pytest.raises(UserError, match="already"):
        write(film, SHOT, "reader")
    reset(film, SHOT)
    assert prompt(film).request.words == composed
    with pytest.raises(UserError, match="no words of its own"):
        reset(film, SHOT)


def test_words_for_a_scene_that_is_not_there_are_told(film: Path) -> None:
    (film / "choices.toml").write_text('[words."nowhere/wide"]\nadd = "fog"\n', "utf-8")
    with pytest.raises(UserError, match="nowhere/wide"):
        prompt(film)
    (film / "choices.toml").write_text('[words."he-bian-ye/wide"]\nwords = "a"\nadd = "b"\n', "utf-8")
    with pytest.raises(UserError, match="nothing composed"):
        prompt(film)


def test_a_take_has_what_was_sent_on_record(film: Path) -> None:
    (film / "choices.toml").write_text('[engines]\n"he-bian-ye" = "fake"\n', "utf-8")
    make(film, "draft", workers=1)
    (one,) = requests_of(film, SHOT)
    (planned,) = prompts(film, SHOT)
    assert (one.engine, one.take, one.request["kind"]) == ("fake", 1, "film")
    assert one.request["staging"]["frames"] == planned.request.staging.frames
    with pytest.raises(UserError, match="no take"):
        requests_of(film, SHOT, "fake-9")
    shown = lampblack("takes", film, SHOT, "--request", "fake-1")
    assert shown.code == 0 and '"kind": "film"' in shown.out
