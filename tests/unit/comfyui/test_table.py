"""A table of a workflow: what is mapped is what can be asked, and what cannot work is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.doubles.comfyui_workflows import FILM, FILM_TABLE, STILL, STILL_TABLE, studio_named, written

from lampblack.base.errors import UserError
from lampblack.engines.requests import Size
from lampblack_engines.comfyui.offer import offer_of, offered
from lampblack_engines.comfyui.reading import studios


def film(folder: Path, more: str = "", table: str = FILM_TABLE, **changed: object) -> Path:
    return written(folder, "film", {**FILM, **changed}, more + table)


def test_controls_follow_from_what_is_mapped(tmp_path: Path) -> None:
    limits = offer_of(studio_named(tmp_path, "film")).capabilities[0]
    assert limits.kind == "film" and limits.most_references == 1 and limits.finds_lost_answers == "tag"
    assert limits.controls == {
        "words", "without", "seed", "guidance", "first", "signal:depth", "references", "voice",
    }  # fmt: skip
    less = offer_of(studio_named(tmp_path, "still")).capabilities[0]
    assert less.controls == {"words", "seed"} and less.price_per_unit == 0.0


def test_limits_come_from_the_table(tmp_path: Path) -> None:
    more = (
        'rates = ["16", "24"]\nsizes = ["832x480"]\nlargest = "1280x720"\nlongest_seconds = 5.0\nprice = 0.25\n'
        'unit = "second"\ncurrency = "EUR"\nneeds = ["first", "depth"]\nsound = true\n'
        'prompts = "tags"\nseconds = 90.0\n'
    )
    offer = offer_of(studio_named(tmp_path, "film", more=more))
    limits = offer.capabilities[0]
    assert (limits.rates, limits.sizes) == (("16", "24"), (Size(width=832, height=480),))
    assert (limits.largest, limits.longest_seconds) == (Size(width=1280, height=720), 5.0)
    assert (limits.price_per_unit, limits.unit, limits.currency) == (0.25, "second", "EUR")
    assert (limits.demands, limits.makes_sound, limits.prompts) == ({"first"}, True, "tags")
    assert limits.limit_seconds == 90.0 and offer.remote


def test_a_version_changes_with_what_is_made_and_not_with_where(tmp_path: Path) -> None:
    def version(more: str = "", **changed: object) -> int:
        return offer_of(studios(film(tmp_path, more, **changed))["film"]).version

    first = version()
    assert version("at_once = 4\nprice = 1.0\n") == first
    renamed = {**FILM["3"], "_meta": {"title": "Negative"}}
    assert version(**{"3": renamed}) == first
    assert version(**{"5": {**FILM["5"], "inputs": {**FILM["5"]["inputs"], "sampler": "heun"}}}) != first
    assert version('source_use = "extend"\n') != first


def test_a_plain_address_that_is_not_here_is_warned_of_once(tmp_path: Path) -> None:
    here = offer_of(studio_named(tmp_path, "still", "http://127.0.0.1:8188")).summary
    assert "whoever" not in here and "still.json" in here
    assert "whoever is on the way" in offer_of(studio_named(tmp_path, "still", "http://gpu.example:8188")).summary
    keyed = offer_of(studio_named(tmp_path, "still", "http://gpu.example", 'key = "GPU_KEY"\n'))
    assert "reads it and the key" in keyed.summary and keyed.lacks == "a key in the environment: GPU_KEY"
    assert "whoever" not in offer_of(studio_named(tmp_path, "still", "https://gpu.example")).summary


def test_without_a_table_there_is_one_engine_that_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMPBLACK_SERVERS", str(tmp_path / "none.toml"))
    (only,) = offered()
    assert only.name == "comfyui" and "written in servers.toml as [comfyui]" in only.lacks
    monkeypatch.setenv("LAMPBLACK_SERVERS", str(written(tmp_path, "still", STILL, STILL_TABLE)))
    (only,) = offered()
    assert (only.name, only.lacks) == ("still", "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('words = "Prompt.text"', 'words = "Promt.text"'), r"toml:\d+: film.inputs.words: no node is called 'Promt'"),
        (('words = "Prompt.text"', 'wrods = "Prompt.text"'), "a film request has no such part"),
        (('words = "Prompt.text"', 'words = "Size.color"'), "holds 0, no words"),
        (('words = "Prompt.text"', "words = 3"), "this is no node's input"),
        (('without = "Negative.text"', 'without = "Prompt.text"'), "it goes where words goes already"),
        (('height = "Size.height"\n', ""), "width and height go together"),
        (('rate = "Speed.fps"\n', ""), "say which it makes"),
        (('frames = "Size.batch_size"\n', ""), "say how long it always is"),
        (('depth = "Depth.file"\n', ""), "depth is not among the inputs"),
        (("references.1", "references.2"), "counted from 1 without a gap"),
        (('output = "Save"\n', ""), r"2 nodes come last in film.json.*possible: Save, Look"),
        (('output = "Save"', 'output = "Look"'), "nothing goes from 'Speed' to 'Look'"),
        (('output = "Save"', 'output = "Save"\nneeds = ["last"]'), "last is not among the inputs"),
        (('output = "Save"', 'output = "Save"\nsent_as = { pose = "folder" }'), "pose is no signal among the inputs"),
        (('output = "Save"', 'output = "Save"\nunused = { last = ["Look"] }'), "is not among the inputs"),
        (('output = "Save"', 'output = "Save"\nkind = "judge"'), "'judge' is no kind of work"),
        (('output = "Save"', 'output = "Save"\nsizes = ["big"]'), "'big' is no size"),
        (('output = "Save"', 'output = "Save"\nrates = ["fast"]'), "'fast' is no number of frames a second"),
        (('block = 16', "block = 1000"), "sides cannot be multiples of 1000"),
        (('"4k+1"', '"odd"'), "'odd' is no rule"),
        (('output = "Save"', 'output = "Save"\nworkflows = "x"'), "film.workflows is not known"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_told_with_its_line(change: tuple[str, str], why: str, tmp_path: Path) -> None:
    assert change[0] in FILM_TABLE
    with pytest.raises(UserError, match=why) as told:
        studios(film(tmp_path, table=FILM_TABLE.replace(*change)))
    assert told.value.spot is not None and told.value.spot.line > 0


def test_a_picture_in_the_middle_says_where(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="needs both middle and middle_at"):
        studios(film(tmp_path, table=FILM_TABLE.replace("first =", "middle =")))


def test_a_mouth_needs_a_voice_and_a_picture(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="a workflow for sync is told video"):
        studios(written(tmp_path, "film", STILL, 'kind = "sync"\n[NAME.inputs]\nseed = "Sampler.seed"\n'))


def test_a_workflow_that_nothing_reaches_is_no_engine(tmp_path: Path) -> None:
    table = 'kind = "paint"\n[NAME.inputs]\nwidth = "Size.width"\nheight = "Size.height"\n'
    with pytest.raises(UserError, match="nothing of a request reaches this workflow"):
        studios(written(tmp_path, "film", STILL, table))
