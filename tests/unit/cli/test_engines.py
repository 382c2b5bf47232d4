"""`lampblack engines`: what is ready stands apart from what lacks something and from what is written wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lampblack.cli.main import main
from lampblack.engines import registry

LANTERN = Path(__file__).parents[3] / "films" / "lantern"
SERVERS = """
[gen]
protocol = "tasks"
provider = "runway"
model = "gen4.5"
key = "A_KEY_THAT_IS_NOT_SET"
[mute]
url = "http://127.0.0.1:9/v1"
speed = 2
"""
RECIPE = '[recipes.dreamed]\nfilm = "wan-vace"\nsize = "832x480"\nsteer = ["depth", "pose"]\nreferences = false\n'


@pytest.fixture(autouse=True)
def servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of servers with one that has no key and one that is wrong."""
    (tmp_path / "servers.toml").write_text(SERVERS, encoding="utf-8")
    monkeypatch.setenv("LAMPBLACK_SERVERS", str(tmp_path / "servers.toml"))
    monkeypatch.setenv("LAMPBLACK_MODELS", str(tmp_path / "models.toml"))
    registry._surveyed.cache_clear()
    yield tmp_path
    registry._surveyed.cache_clear()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    code = main(["engines", *arguments])
    return code, capsys.readouterr().out


def test_ready_lacking_and_wrong_stand_apart(servers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys)
    ready, _, rest = out.partition("\nNOT READY\n")
    lacks, _, wrong = rest.partition("\nWRONG\n")
    assert code == 0 and ready.startswith("READY\n") and "\ntheatre " in ready and "\ngen " not in ready
    assert "A_KEY_THAT_IS_NOT_SET" in next(line for line in lacks.splitlines() if line.startswith("gen "))
    assert wrong.strip() == next(
        line for line in wrong.splitlines() if f"{servers}/servers.toml:9: engine mute" in line
    )


def test_all_that_one_engine_can_be_asked_for_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = said(capsys, "--about", "gen")
    rows = [line.split(maxsplit=1) for line in out.splitlines()]
    for row in (["film:", "0.12 USD a second"], ["sizes", "1280x720, 720x1280"], ["sound", "none"]):
        assert row in rows, out
    assert "first: begins with a picture" in out
    assert main(["engines", "--about", "nobody"]) == 2


def test_a_films_engines_and_recipes_are_told_with_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    film = tmp_path / "film"
    shutil.copytree(LANTERN, film, ignore=shutil.ignore_patterns(".lampblack", "out"))
    (film / "film.toml").write_text((film / "film.toml").read_text("utf-8") + "\n" + RECIPE, encoding="utf-8")
    (film / "choices.toml").write_text('[engines]\n"he-bian-ye/wide" = "dreamed"\n', encoding="utf-8")
    _, out = said(capsys, str(film))
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert {"film theatre", "speak instrument", "paint theatre", "he-bian-ye/wide dreamed (a recipe)"} <= set(rows)
    told = "film wan-vace, size 832x480, steer depth+pose, references no; wan-vace (there is no such engine)"
    assert f"dreamed {told}" in rows


def test_json_stays_a_list_and_what_is_wrong_is_told_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engines", "--json"]) == 0
    told = capsys.readouterr()
    ready = {each["name"]: each["ready"] for each in json.loads(told.out)}
    assert ready["theatre"] is True and ready["gen"] is False and "engine mute is left out" in told.err
