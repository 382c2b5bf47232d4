"""Change a word, and only what depends on it is made again."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from studio import Film, lampblack, packets

pytestmark = pytest.mark.slow

HEAVY = ("numpy", "numba", "av", "cv2", "scipy", "PIL", "rich", "opentimelineio", "pypinyin")


def _of(jobs: list[str], *stages: str) -> list[str]:
    return sorted(job for job in jobs if job.startswith(stages))


def test_made_again_with_nothing_changed_nothing_is_made_and_nothing_heavy_is_loaded(lantern: Film):
    code = (
        "import sys, lampblack.cli.main as m; code = m.main(['make', sys.argv[1], '--json'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(lantern.folder)], capture_output=True, text=True, check=True)
    answer, heavy = done.stdout.strip().splitlines()[-2:]
    assert json.loads(answer)["made"] == 0
    assert json.loads(answer)["kept"] > 10
    assert heavy == "[]"


def test_one_word_changed_makes_its_line_its_shot_the_mix_and_the_film(lantern: Film):
    before = packets(lantern.movie)
    lantern.write("灯亮着呢", "灯还亮着呢")
    jobs = lantern.make()["made_jobs"]
    assert len(_of(jobs, "read/")) == 1
    takes = _of(jobs, "takes/")
    assert len(takes) == 1
    assert len(_of(jobs, "film/piece/")) == 1
    assert "sound/mix" in jobs
    after = packets(lantern.movie)
    assert len(set(before) & set(after)) > len(before) // 3


def test_changed_and_changed_back_makes_nothing(lantern: Film):
    before = packets(lantern.movie)
    lantern.write("灯亮着呢", "灯还亮着呢")
    assert lantern.make()["made"] > 0
    lantern.write("灯还亮着呢", "灯亮着呢")
    assert lantern.make()["made"] == 0
    assert packets(lantern.movie) == before


def test_a_typo_in_an_action_line_makes_no_request_and_no_piece(lantern: Film):
    before = packets(lantern.movie)
    lantern.write("河水静静地流。", "河水静静的流。")
    jobs = lantern.make()["made_jobs"]
    assert _of(jobs, "read/", "takes/", "film/piece/", "sound/") == []
    assert packets(lantern.movie) == before


def test_a_scene_inserted_in_front_makes_nothing_of_the_others_again(lantern: Film):
    before = packets(lantern.movie)
    lantern.write(".外景 河边 - 夜", ".外景 河边 - 黄昏\n\n爷爷坐在河边。\n\n@爷爷\n天要黑了。\n\n.外景 河边 - 夜")
    jobs = lantern.make()["made_jobs"]
    old = [shot["id"] for shot in json.loads(lampblack("shots", lantern.folder, "--json").out)]
    mine = {shot for shot in old if shot.startswith("he-bian-huang-hun")}
    assert mine and len(mine) < len(old)
    for job in _of(jobs, "read/", "takes/", "film/piece/"):
        assert "he-bian-huang-hun" in job, f"{job} belongs to a scene that did not change"
    after = packets(lantern.movie)
    assert set(before) <= set(after)


def test_a_caption_changed_makes_pieces_but_no_request(lantern: Film):
    lantern.write("The light is on.", "The light is still on.")
    jobs = lantern.make()["made_jobs"]
    assert _of(jobs, "read/", "takes/", "sound/") == []
    assert len(_of(jobs, "film/piece/")) >= 1
