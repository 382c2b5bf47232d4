"""A series: one bible, one store, one purse. What two episodes share is made once; what changes in the bible is made
again wherever it is used, and nowhere else."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from studio import FILMS, Said, lampblack

pytestmark = pytest.mark.slow

RAIN, MOON = "01-rain", "02-moon"
COME_IN = "aning-2cbd78"
"""The line that is said on both nights."""


class Nights:
    """A copy of the two nights, small, drawn by the engine that takes no time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def new(cls, folder: Path) -> Nights:
        shutil.copytree(FILMS / "two-nights", folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
        nights = cls(folder)
        nights.write("series.toml", "640x360", "320x180")
        nights.write("series.toml", 'foley = "effects"', 'foley = "fake"')
        nights.write("series.toml", 'film = "theatre"', 'film = "fake"')
        return nights

    def write(self, name: str, before: str, after: str) -> None:
        """Change a file by hand."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{before!r} is not in {name}"
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    def make(self, *words: str, below: str = "") -> dict[str, Any]:
        """Make all of it, or one folder; the answer."""
        said = lampblack("make", self.folder / below, "--json", *words)
        assert said.code == 0, said.err
        return said.answer

    def made(self) -> dict[str, list[str]]:
        """Make it; what was made, by episode."""
        return {name: each["made_jobs"] for name, each in self.make()["episodes"].items()}


def stages(jobs: list[str], *names: str) -> list[str]:
    """Those jobs that are of these stages."""
    return sorted(job for job in jobs if job.startswith(tuple(f"{name}/" for name in names)))


@pytest.fixture(scope="session")
def made_nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Nights, dict[str, Any]]:
    """The two nights, made and not to be touched, and what was said."""
    nights = Nights.new(tmp_path_factory.mktemp("series") / "nights")
    return nights, nights.make()


@pytest.fixture
def nights(made_nights: tuple[Nights, dict[str, Any]], tmp_path: Path) -> Nights:
    """The same, with its store, in a folder of this test's own."""
    shutil.copytree(made_nights[0].folder, tmp_path / "nights")
    return Nights(tmp_path / "nights")


def test_both_nights_are_made_and_what_both_say_is_spoken_once(made_nights: tuple[Nights, dict[str, Any]]):
    nights, answer = made_nights
    assert answer["whole"] and list(answer["episodes"]) == [RAIN, MOON]
    spoken = {name: stages(each["made_jobs"], "read") for name, each in answer["episodes"].items()}
    assert [len(jobs) for jobs in spoken.values()] == [3, 2]
    assert any(COME_IN in job for job in spoken[RAIN]) and not any(COME_IN in job for job in spoken[MOON])
    for name in (RAIN, MOON):
        assert (nights.folder / name / "out" / "film.mp4").stat().st_size > 10_000
        assert not (nights.folder / name / ".lampblack").exists()
    assert answer["made"] == sum(each["made"] for each in answer["episodes"].values())


def test_made_again_nothing_is_made_and_it_is_quick(nights: Nights):
    answer = nights.make()
    assert (answer["made"], answer["whole"]) == (0, True)
    assert answer["seconds"] < 3.0


def test_one_episode_alone_finds_the_series_store_from_within(nights: Nights):
    said = lampblack("make", ".", "--json", cwd=nights.folder / MOON)
    assert said.code == 0 and said.answer["made"] == 0 and said.answer["kept"] > 20
    assert list(nights.make("--only", MOON)["episodes"]) == [MOON]


def test_a_voice_in_the_shared_bible_is_heard_anew_in_both_and_no_other(nights: Nights):
    nights.write("bible.toml", "pitch = 1.12", "pitch = 1.2")
    made = nights.made()
    assert [len(stages(jobs, "read")) for jobs in made.values()] == [2, 1]
    assert all("/aning-" in job for jobs in made.values() for job in stages(jobs, "read"))
    assert nights.make()["made"] == 0


def test_what_is_heard_in_the_shared_place_changes_no_picture(nights: Nights):
    nights.write("bible.toml", 'ambience = ["crickets"]', 'ambience = ["wind"]')
    for jobs in nights.made().values():
        assert stages(jobs, "read", "shots", "takes") == [] and "sound/mix" in jobs


def test_a_robe_of_the_shared_bible_is_worn_in_every_take_of_both(nights: Nights):
    takes = {name: json.loads(lampblack("shots", nights.folder / name, "--json").out) for name in (RAIN, MOON)}
    nights.write("bible.toml", 'robe = "#34466b"', 'robe = "#6b3446"')
    for name, jobs in nights.made().items():
        assert len(stages(jobs, "takes")) == len(takes[name]) and stages(jobs, "read") == []


def test_what_only_one_night_says_otherwise_changes_that_night_alone(nights: Nights):
    nights.write(f"{MOON}/bible.toml", 'held = "umbrella"', 'held = "book"')
    made = nights.made()
    assert made[RAIN] == [] and stages(made[MOON], "takes") and stages(made[MOON], "read") == []
    nights.write(f"{MOON}/bible.toml", 'held = "book"', 'held = "umbrella"')
    assert nights.make()["made"] == 0


def test_an_entry_nobody_uses_is_read_and_makes_nothing(nights: Nights):
    path = nights.folder / "bible.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[cast.guest]\nname = "来客"\n', encoding="utf-8")
    assert nights.made() == {RAIN: ["script", "breakdown"], MOON: ["script", "breakdown"]}


def test_what_is_drafted_goes_into_the_bible_of_the_series(tmp_path: Path):
    nights = Nights.new(tmp_path / "nights")
    (nights.folder / "bible.toml").unlink()
    (nights.folder / MOON / "bible.toml").unlink()
    nights.write(f"{MOON}/script.fountain", "@阿宁\n进来吧。", "@守夜人\n进来吧。")
    answer = nights.make()
    assert len(answer["episodes"][RAIN]["drafted"]) == 3  # two people and a place
    assert len(answer["episodes"][MOON]["drafted"]) == 1
    assert not list(nights.folder.glob("0*/bible.toml"))
    assert "守夜人" in (nights.folder / "bible.toml").read_text(encoding="utf-8")
    assert nights.make()["made"] == 0


# ---- what goes wrong -------------------------------------------------------------------------------------------


def refused(said: Said, *words: str) -> None:
    """One clear line, code 2."""
    assert said.code == 2 and all(word in said.err for word in words), said.err
    assert len(said.err.strip().splitlines()) == 1 and "Traceback" not in said.err


def test_an_episode_that_cannot_be_made_stops_no_other(nights: Nights):
    (nights.folder / RAIN / "film.toml").write_text("[looks]\n", encoding="utf-8")
    nights.write("bible.toml", "pitch = 1.12", "pitch = 1.2")
    said = lampblack("make", nights.folder, "--json")
    refused(said, RAIN, "looks is not known")
    assert not said.answer["whole"] and "looks" in said.answer["episodes"][RAIN]["error"]
    assert said.answer["episodes"][MOON]["made"] > 0 and said.answer["episodes"][MOON]["failed"] == []
    planned = lampblack("plan", nights.folder)
    assert planned.code == 2 and "looks" in planned.out and f"{MOON}: nothing to do" in planned.out
    checked = lampblack("check", nights.folder)
    assert checked.code == 2 and f"{RAIN}: fault" in checked.out and f"{MOON}: nothing to remark" in checked.out


@pytest.mark.parametrize("command", ["lines", "shots", "takes"])
def test_what_asks_for_a_film_names_the_episodes(nights: Nights, command: str):
    refused(lampblack(command, nights.folder), "name one of its episodes", RAIN, MOON)


def test_an_episode_that_is_not_there_is_told(nights: Nights):
    refused(lampblack("make", nights.folder, "--only", "03-sun"), "03-sun", RAIN, MOON)
    refused(lampblack("make", nights.folder / RAIN, "--only", RAIN), "--only")
    refused(lampblack("make", nights.folder / "03-sun"), "no such folder", RAIN)


# ---- an episode as a film --------------------------------------------------------------------------------------


def test_an_episode_is_listed_explained_and_pinned_as_a_film_is(nights: Nights):
    film = nights.folder / MOON
    rows = json.loads(lampblack("lines", film, "--json").out)
    assert len(rows) == 3 and all(row["start"] is not None for row in rows)
    shot = json.loads(lampblack("shots", film, "--json").out)[0]["id"]
    assert "fake-1  kept: the first" in lampblack("takes", film, shot).out
    assert lampblack("pin", film, shot, "fake-1").code == 0
    assert (film / "choices.toml").exists() and not (nights.folder / "choices.toml").exists()
    nights.write("bible.toml", "pitch = 1.12", "pitch = 1.2")
    line = next(row["id"] for row in rows if row["character"] == "aning")
    assert "pitch" in lampblack("why", film, line).out


def test_a_plan_of_the_series_is_the_sum_of_its_episodes(nights: Nights):
    nights.write("bible.toml", "pitch = 1.12", "pitch = 1.2")
    planned = lampblack("plan", nights.folder, "--json").answer
    spoken = {
        name: [job["id"] for job in each["jobs"] if job["stage"] == "read" and job["fate"] == "will run"]
        for name, each in planned["episodes"].items()
    }
    assert [len(jobs) for jobs in spoken.values()] == [2, 1]
    assert spoken == {name: [job for job in jobs if job.startswith("read/")] for name, jobs in nights.made().items()}
    after = lampblack("plan", nights.folder, "--json").answer
    assert (after["will_run"], after["may_run"]) == (0, 0) and after["kept"] > 50
    assert after["kept"] == sum(len(each["jobs"]) for each in after["episodes"].values())


def test_the_theatre_plays_the_second_night(tmp_path: Path):
    nights = Nights.new(tmp_path / "nights")
    nights.write("series.toml", 'film = "fake"', 'film = "theatre"')
    answer = nights.make("--only", MOON)
    assert answer["whole"] and 8.0 < answer["episodes"][MOON]["length"] < 15.0
    assert any(job.startswith("takes/") and job.endswith("/theatre-1") for job in answer["episodes"][MOON]["made_jobs"])


# ---- the purse -------------------------------------------------------------------------------------------------

PRICED = {"LAMPBLACK_FAKE": '{"price": 0.1}'}
"""What the fake engine asks for every take and every sound."""


def paid(nights: Nights) -> dict[str, float]:
    """What was paid for each episode, by the ledger."""
    with closing(sqlite3.connect(nights.folder / ".lampblack" / "records.sqlite")) as records:
        return dict(records.execute("SELECT film, sum(price) FROM money WHERE state = 'succeeded' GROUP BY film"))


def test_the_series_cap_and_an_episodes_own_both_hold(tmp_path: Path):
    nights = Nights.new(tmp_path / "nights")
    nights.write("series.toml", "cap = 0.0", "cap = 0.85")
    with (nights.folder / RAIN / "film.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[budget]\ncap = 0.05\n")
    said = lampblack("make", nights.folder, "--spend", "5", "--json", env=PRICED)
    assert said.code == 2 and "cap of 0.05" in said.err and RAIN in said.err
    assert list(said.answer["episodes"]) == [RAIN, MOON] and said.answer["episodes"][MOON]["film"]
    once = paid(nights)
    assert list(once) == [MOON] and 0.0 < once[MOON] <= 0.85
    nights.write(f"{RAIN}/film.toml", "cap = 0.05", "cap = 9.0")
    said = lampblack("make", nights.folder, "--spend", "5", env=PRICED)
    assert said.code == 2 and "of the series" in said.err
    assert sum(paid(nights).values()) <= 0.85 + 1e-9 and paid(nights)[MOON] == once[MOON]


def test_what_may_be_spent_is_said_for_the_whole_series(tmp_path: Path):
    nights = Nights.new(tmp_path / "nights")
    nights.write("series.toml", "cap = 0.0", "cap = 9.0")
    said = lampblack("make", nights.folder, "--json", env=PRICED)
    assert said.code == 2 and "--spend" in said.err and paid(nights) == {}
    planned = lampblack("plan", nights.folder, "--json", env=PRICED).answer
    assert lampblack("make", nights.folder, "--spend", str(planned["price"][1]), env=PRICED).code == 0
    assert sum(paid(nights).values()) == pytest.approx(planned["price"][1])
