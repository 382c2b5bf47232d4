"""A film whose takes are bought from a server of `/v1/videos`: answers are lost, builds killed, each shot paid once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studio import Film, lampblack
from tests.doubles.openai import videos
from tests.doubles.openai.desk import serving

pytestmark = pytest.mark.slow
KEY = "sk-never-to-be-seen-0123456789"


def bought_from(film: Film, tmp_path: Path, url: str) -> dict[str, str]:
    """The film's shots are filmed there; what a build must know of it."""
    settings = film.folder / "film.toml"
    text = settings.read_text("utf-8").replace('film = "theatre"', 'film = "wan"')
    settings.write_text(text + '\n[budget]\ncap = 9.0\ncurrency = "USD"\n', encoding="utf-8")
    table = f'[wan]\nprotocol = "openai"\ndialect = "vllm-omni"\nurl = "{url}"\ndoes = ["film"]\n'
    servers = tmp_path / "servers.toml"
    servers.write_text(table + 'key = "WAN_KEY"\nprice = 0.1\nrates = ["24"]\n', encoding="utf-8")
    return {"LAMPBLACK_SERVERS": str(servers), "XDG_CACHE_HOME": str(tmp_path / "cache"), "WAN_KEY": KEY}


def test_each_shot_is_charged_once_though_answers_are_lost_and_builds_killed(
    fresh_lantern: Film, tmp_path: Path
) -> None:
    with serving(videos.VllmOmni(key=KEY, luck=["busy", "", "lost"])) as provider:
        env = bought_from(fresh_lantern, tmp_path, provider.url)
        make = ("make", fresh_lantern.folder, "--json", "--spend", "9")
        planned = lampblack("plan", fresh_lantern.folder, env=env)
        assert planned.code == 0 and not provider.seen, "a plan asks nobody"
        for moment in ("after submit", "before fetch"):
            assert lampblack(*make, env={**env, "LAMPBLACK_KILL_AT": moment}).code == -9
        said = lampblack(*make, env=env)
        assert said.code == 0, said.err
        prompts = [work["prompt"] for work in provider.billed]
        assert len(prompts) == len(set(prompts)) == 3
        assert lampblack(*make, env=env).answer["made_jobs"] == [] and len(provider.billed) == 3
        cost = json.loads(lampblack("cost", fresh_lantern.folder, "--json", env=env).out)
        assert "wan" in json.dumps(cost)
    assert KEY not in planned.out + said.out + said.err + json.dumps(cost)
    for path in (*fresh_lantern.folder.rglob("*"), *(tmp_path / "cache").rglob("*")):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path
