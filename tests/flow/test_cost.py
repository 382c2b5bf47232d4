"""What a film cost: the takes that are kept and those that are not, as a person changes their mind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from studio import Film, lampblack

pytestmark = pytest.mark.slow

PRICED = {"LAMPBLACK_FAKE": '{"price": 0.35}'}
ENGINE = """
[takes]
count = 2

[budget]
currency = "USD"
cap = 50.0
ask_above = 50.0

[baseline]
money_per_minute = 900.0
human_minutes_per_minute = 300.0
"""


@pytest.fixture(scope="module")
def bought(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The lantern with two bought takes of each of its three shots; not to be touched."""
    film = Film(tmp_path_factory.mktemp("bought") / "lantern")
    settings = film.folder / "film.toml"
    text = settings.read_text(encoding="utf-8").replace('film = "theatre"', 'film = "fake"')
    assert 'film = "fake"' in text
    settings.write_text(text + ENGINE, encoding="utf-8")
    run(film, "make")
    return film


@pytest.fixture
def film(bought: Film, tmp_path: Path) -> Film:
    shutil.copytree(bought.folder, tmp_path / "lantern")
    copy = Film.__new__(Film)
    copy.folder = tmp_path / "lantern"
    return copy


def run(film: Film, verb: str, *words: str) -> str:
    said = lampblack(verb, film.folder, *words, env=PRICED)
    assert said.code == 0, said.err
    return said.out


def cost(film: Film) -> dict[str, Any]:
    return lampblack("cost", film.folder, "--json", env=PRICED).answer


def test_one_take_of_each_shot_is_kept_and_one_is_not(bought: Film) -> None:
    found = cost(bought)
    assert (found["total"]["spent"], found["total"]["kept"], found["total"]["not_kept"]) == (2.1, 1.05, 1.05)
    for side, rows in found["by"].items():
        assert sum(row["spent"] for row in rows) == pytest.approx(2.1), side
    shots = [row for row in found["by"]["shot"] if row["seconds"]]
    assert [(row["kept"], row["not_kept"]) for row in shots] == [(0.35, 0.35)] * 3
    assert sum(row["seconds"] for row in shots) == pytest.approx(found["seconds"])
    assert shots[0]["per_second"] == pytest.approx(0.7 / shots[0]["seconds"])


def test_another_pin_keeps_another_take_at_no_price_and_is_on_record(film: Film) -> None:
    shot = cost(film)["by"]["shot"][0]["name"]
    run(film, "pin", shot, "fake-2")
    assert cost(film)["total"]["kept"] == 1.05
    run(film, "make")
    assert cost(film)["total"] == {**cost(film)["total"], "spent": 2.1, "kept": 1.05, "not_kept": 1.05}
    listed = lampblack("decisions", film.folder, "--json").answer
    assert [(each["what"], each["subject"], each["note"]) for each in listed][-1] == ("pin", shot, "fake-2")  # type: ignore[index]
    assert [each["what"] for each in listed].count("choices") == 0, "the line that pin wrote is not a person's"


def test_words_that_change_leave_what_was_bought_for_them_behind(film: Film) -> None:
    film.write("灯亮着呢", "灯还亮着呢")
    run(film, "make")
    found = cost(film)
    assert (found["total"]["spent"], found["total"]["kept"], found["total"]["not_kept"]) == (2.8, 1.05, 1.75)
    assert [row["not_kept"] for row in found["by"]["shot"] if row["gone"]] == [0.7]
    assert [each["what"] for each in lampblack("decisions", film.folder, "--json").answer][-1] == "script"  # type: ignore[index]


def test_a_finished_minute_is_set_against_the_baseline(bought: Film) -> None:
    found = cost(bought)
    whole = found["per_finished_minute"][-1]
    minutes = found["seconds"] / 60
    assert whole["money"] == pytest.approx(2.1 / minutes)
    assert whole["share_cheaper"] == pytest.approx(1 - 2.1 / minutes / 900)
    assert whole["times_faster"] == pytest.approx(300 / (found["human"]["minutes"] / minutes))
    screen = run(bought, "cost")
    assert "times faster" in screen and "98 % cheaper" in screen
    assert {row["name"] for row in found["by"]["kind"]} == {"action", "dialogue"}
