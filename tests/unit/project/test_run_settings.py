"""`[run]` in film.toml: where the work is done, on how much of this machine; every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.project.opened import pool
from lampblack.project.settings import Ray, Run, read_settings
from lampblack.runners.cluster import Cluster
from lampblack.runners.pool import Pool
from lampblack.store.store import Store


def settings(folder: Path, text: str) -> Run:
    (folder / "film.toml").write_text(text, encoding="utf-8")
    return read_settings(folder / "film.toml").run


def test_it_says_where_and_on_how_much(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        '[run]\non = "ray"\ncores = 3\ngpus = 0\nvram_gb = 24\n'
        '[run.ray]\naddress = "studio:6379"\nlabels = {tier = "gpu"}\n',
    )
    assert found == Run(on="ray", cores=3, gpus=0, vram_gb=24.0, ray=Ray(address="studio:6379", labels={"tier": "gpu"}))
    assert settings(tmp_path, "") == Run()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[run]\non = "moon"\n', "film.toml:2: run.on cannot be 'moon' (possible: here, ray)"),
        ("[run]\ncores = -1\n", "film.toml:2: run.cores = -1 is out of reach"),
        ("[run]\ngpus = -1\n", "film.toml:2: run.gpus: Expected `int` >= 0"),
        ('[run.ray]\ntoken = "secret"\n', "film.toml:2: run.ray.token is not known (possible: address, labels)"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UserError) as raised:
        settings(tmp_path, text)
    assert words in str(raised.value)


def test_it_chooses_who_does_the_work_and_the_command_line_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lampblack.project.opened.find_spec", lambda name: object())
    with Store.open(tmp_path, owner=True) as store:
        there = Run(on="ray")
        assert isinstance(pool(store, run=there), Cluster)
        assert isinstance(pool(store, run=there, on="here"), Pool)
        assert isinstance(pool(store, on="ray"), Cluster)
        monkeypatch.setattr("lampblack.project.opened.find_spec", lambda name: None)
        with pytest.raises(UserError, match="pip install 'lampblack\\[cluster\\]'"):
            pool(store, on="ray")
