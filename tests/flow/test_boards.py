"""A storyboard: frames drafted before anything is filmed, one accepted, and what follows from it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from studio import Film, lampblack

pytestmark = pytest.mark.slow

RECIPE = """
[recipes.dreamed]
film = "fake"
size = "160x90"
first = "theatre"
"""


def test_a_frame_of_every_shot_is_drafted_and_an_accepted_one_begins_its_takes(lantern: Film) -> None:
    drafted = lampblack("boards", lantern.folder, "--json").answer
    shots = [each["shot"] for each in drafted["boards"]]
    assert drafted["made"] == len(shots) == 3
    page = Path(drafted["page"]).read_text("utf-8")
    for shot in shots:
        file = f"{shot.replace('/', '.')}.theatre-1.png"
        assert file in page and (Path(drafted["page"]).parent / file).is_file()
    assert lampblack("boards", lantern.folder, "--json").answer["made"] == 0, "what is drafted is kept"

    assert lampblack("accept", lantern.folder, f"boards/{shots[0]}").code == 0
    kept = lantern.folder / "refs" / "boards" / f"{shots[0]}.png"
    with Image.open(kept) as image:
        assert image.size == (320, 180) and np.asarray(image).std() > 5
    assert lantern.make()["made_jobs"] == [], "the theatre begins with no picture"

    settings = lantern.folder / "film.toml"
    settings.write_text(settings.read_text("utf-8") + RECIPE, "utf-8")
    (lantern.folder / "choices.toml").write_text(f'[engines]\n"{shots[0]}" = "dreamed"\n', "utf-8")
    made = lantern.make()["made_jobs"]
    assert f"filmed/{shots[0]}/dreamed-1" in made and not [job for job in made if job.startswith("boards/")]
    mine = lantern.folder / "mine.png"
    Image.new("RGB", (320, 180), (90, 40, 40)).save(mine)
    assert lampblack("accept", lantern.folder, f"boards/{shots[0]}", "--file", mine).code == 0
    assert f"filmed/{shots[0]}/dreamed-1" in lantern.make()["made_jobs"], "another first frame is another take"

    lost = kept.with_name("gone.png")
    kept.rename(lost)
    said = lampblack("make", lantern.folder, "--json")
    assert "gone" in json.dumps(said.answer["findings"], ensure_ascii=False), "a frame that lost its shot is shown"


def test_a_slip_is_told_in_one_line(lantern: Film) -> None:
    for words, told in (
        (("boards", lantern.folder, "he-bian-ye/nowhere"), "he-bian-ye/wide"),
        (("boards", lantern.folder, "--engine", "espeak"), "theatre"),
        (("accept", lantern.folder, "boards/he-bian-ye/wide"), "lampblack boards"),
        (("accept", lantern.folder, "boards/he-bian-ye/wide", "--file", lantern.folder / "film.toml"), "film.toml"),
    ):
        said = lampblack(*words)
        assert said.code == 2 and told in said.err and len(said.err.strip().splitlines()) == 1, said.err
