"""Two people, two folders, one shared store: what one has made or bought, the other finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studio import Film, Said, lampblack, packets

pytest.importorskip("obstore")

pytestmark = pytest.mark.slow


class Copy(Film):
    """A person's own folder of the lantern, its takes bought, with a shared store behind it."""

    def __init__(self, folder: Path, shared: str, tally: Path) -> None:
        super().__init__(folder)
        self._tally = tally
        settings = folder / "film.toml"
        text = settings.read_text(encoding="utf-8").replace('film = "theatre"', 'film = "fake"')
        more = f'\n[budget]\ncap = 20\nask_above = 20\n\n[store]\nshared = "{shared}"\n'
        settings.write_text(text + more, encoding="utf-8")

    def say(self, *words: str) -> Said:
        fake = json.dumps({"price": 0.5, "tally": str(self._tally)})
        return lampblack(words[0], self.folder, *words[1:], env={"LAMPBLACK_FAKE": fake})

    def bill(self) -> int:
        return len(self._tally.read_text().splitlines()) if self._tally.exists() else 0


def test_what_a_colleague_bought_is_not_bought_again(tmp_path: Path) -> None:
    shared, tally = f"file://{tmp_path}/shared", tmp_path / "tally"
    mine, theirs = (
        Copy(tmp_path / "mine" / "lantern", shared, tally),
        Copy(tmp_path / "their" / "lantern", shared, tally),
    )
    said = mine.say("make", "--quality", "draft", "--json")
    assert said.code == 0 and said.answer["cost"] == 1.5, said.err
    assert mine.bill() == 3
    plan = theirs.say("plan", "--quality", "draft", "--json")
    assert plan.code == 0
    said = theirs.say("make", "--quality", "draft", "--json")
    assert said.code == 0, said.err
    assert said.answer["cost"] == 0 and theirs.bill() == 3
    assert not [job for job in said.answer["made_jobs"] if job.startswith("takes/")]
    assert packets(theirs.movie) == packets(mine.movie)
    assert theirs.say("verify").code == 0


def test_bad_bytes_in_it_are_named_and_the_film_is_made_all_the_same(tmp_path: Path) -> None:
    shared, tally = f"file://{tmp_path}/shared", tmp_path / "tally"
    mine, theirs = (
        Copy(tmp_path / "mine" / "lantern", shared, tally),
        Copy(tmp_path / "their" / "lantern", shared, tally),
    )
    assert mine.say("make", "--quality", "draft").code == 0
    bad = list((tmp_path / "shared" / "cas").iterdir())
    assert len(bad) >= 3
    for file in bad:
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    said = theirs.say("make", "--quality", "draft", "--json")
    assert said.code == 0, said.err
    assert said.err.count("refused from the shared store") >= 3
    assert packets(theirs.movie) == packets(mine.movie)


def test_out_of_reach_it_costs_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"no folder")
    film = Copy(tmp_path / "lantern", f"file://{blocked}/shared", tmp_path / "tally")
    said = film.say("make", "--quality", "draft")
    assert said.code == 0, said.err
    assert said.err.count("out of reach") == 1
