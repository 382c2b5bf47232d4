"""The showpieces as the plan lays them out: nothing in them is left unexplained, and they are as long as is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lampblack.build.verbs import check
from lampblack.previs.foresight import Foresight
from lampblack.previs.model import Reel
from lampblack.project.folder import find_film
from lampblack.store.store import Store

FILMS = Path(__file__).parents[3] / "films"


def laid_out(name: str, tmp_path: Path) -> Reel:
    folder = tmp_path / name
    shutil.copytree(FILMS / name, folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    assert check(folder) == (), "every word is understood, everybody is in the bible"
    (tmp_path / "own").mkdir()
    with Store.open(tmp_path / "own", owner=True) as own:
        return Foresight(find_film(folder), own).look().reel


@pytest.mark.parametrize("name", ["kuafu", "last-train"])
def test_a_showpiece_is_a_minute_to_a_hundred_seconds_long_and_leaves_no_doubt(name: str, tmp_path: Path) -> None:
    reel = laid_out(name, tmp_path)
    assert 60 < reel.frames * reel.rate[1] / reel.rate[0] < 100
    assert [told for told in reel.findings if told.severity != "note"] == []


def test_last_train_shows_what_is_handed_over_and_who_listens(tmp_path: Path) -> None:
    reel = laid_out("last-train", tmp_path)
    assert len(reel.scenes) == 3
    inserts = [clip.shot for clip in reel.clips if clip.grammar[:1] == ("insert",)]
    assert len(inserts) == 3 and all("/mug-" in shot for shot in inserts), "looked at, handed over, looked at"
    silent = {
        clip.shot.split("/")[1].split("-")[0] for clip in reel.clips if not clip.lines and "/mug" not in clip.shot
    }
    assert {"ada", "walter"} <= silent, "both are seen while they say nothing"
    assert all(set(one.text) == {"en", "zh"} for one in reel.captions)
