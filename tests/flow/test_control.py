"""Control signals of a made film, by command."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image
from studio import Film, lampblack

from lampblack.media.exr import read_exr_file

pytestmark = pytest.mark.slow


def test_a_shot_s_signals_are_put_into_a_folder_and_kept(lantern: Film) -> None:
    shot = lampblack("takes", lantern.folder).out.split()[0]
    to = lantern.folder.parent / "signals"
    words = ("control", lantern.folder, shot, "--to", to, "--size", "160x90", "--only", "depth,ids,camera")
    first = lampblack(*words)
    assert first.code == 0, first.err
    assert "160x90, made" in first.out
    frames = json.loads((to / "camera.json").read_text("utf-8"))["frames"]
    assert len(list(to.glob("depth/*.exr"))) == len(list(to.glob("ids/*.png"))) == frames
    metres = read_exr_file(to / "depth" / "000000.exr")["Z"]
    assert metres.shape == (90, 160) and 0.1 < metres.min() < 30
    named = {each["number"]: each["id"] for each in json.loads((to / "ids.json").read_text("utf-8"))["things"]}
    with Image.open(to / "ids" / "000000.png") as image:
        assert {int(number) for number in np.unique(np.array(image))} <= {0, *named}
    assert "known already" in lampblack(*words).out
    assert not (to / "flow").exists()
    assert lantern.make()["made_jobs"] == []


def test_a_slip_is_told_with_what_is_possible(lantern: Film) -> None:
    to = lantern.folder.parent / "signals"
    shot = lampblack("takes", lantern.folder).out.split()[0]
    for words, told in (
        ((f"{shot}x",), shot),
        ((shot, "--only", "depths"), "depth, ids, pose"),
        ((shot, "--size", "wide"), "640x360"),
    ):
        said = lampblack("control", lantern.folder, *words, "--to", to)
        assert said.code == 2 and told in said.err
    assert not to.exists()
