"""Takes: more than one, one that is pinned, one that somebody brought."""

from __future__ import annotations

import shutil

import pytest
from studio import Film, lampblack

pytestmark = pytest.mark.slow


def _first_shot(film: Film) -> str:
    return lampblack("takes", film.folder).out.split()[0]


def test_two_takes_are_made_the_first_is_kept_and_the_second_can_be_pinned(lantern: Film):
    settings = lantern.folder / "film.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[takes]\ncount = 2\n", encoding="utf-8")
    jobs = lantern.make()["made_jobs"]
    assert [job for job in jobs if job.startswith("takes/") and not job.endswith("/theatre-2")] == []
    assert not [job for job in jobs if job.startswith("film/piece/")]
    shot = _first_shot(lantern)
    assert lampblack("pin", lantern.folder, shot, "theatre-2").code == 0
    jobs = lantern.make()["made_jobs"]
    assert [job for job in jobs if job.startswith(("takes/", "film/piece/"))] == [f"film/piece/{shot}"]
    assert "theatre-2  kept: pinned" in lampblack("takes", lantern.folder, shot).out


def test_a_dropped_in_file_is_a_take_and_a_missing_one_is_named(lantern: Film):
    shot = _first_shot(lantern)
    mine = lantern.folder / "refs" / "mine.mp4"
    mine.parent.mkdir()
    shutil.copy(lantern.movie, mine)
    assert lampblack("pin", lantern.folder, shot, "refs/mine.mp4").code == 0
    jobs = lantern.make()["made_jobs"]
    assert f"takes/{shot}/refs/mine.mp4" in jobs
    assert [job for job in jobs if job.startswith("film/piece/")] == [f"film/piece/{shot}"]
    mine.unlink()
    said = lampblack("make", lantern.folder)
    assert said.code == 2 and "refs/mine.mp4" in said.err and "choices.toml" in said.err


def test_a_shot_overridden_by_hand_changes_alone(lantern: Film):
    shot = _first_shot(lantern)
    (lantern.folder / "choices.toml").write_text(f'[shots."{shot}"]\nmove = "static"\n', encoding="utf-8")
    jobs = lantern.make()["made_jobs"]
    assert [job for job in jobs if job.startswith("takes/")] == [f"takes/{shot}/theatre-1"]
    assert [job for job in jobs if job.startswith("film/piece/")] == [f"film/piece/{shot}"]
