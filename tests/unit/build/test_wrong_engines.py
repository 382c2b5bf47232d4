"""Where a film names an engine that cannot do it: the line, what there is, and each fault once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.build.planner import impossible
from lampblack.build.verbs import check
from lampblack.engines import registry

LANTERN = Path(__file__).parents[3] / "films" / "lantern"


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of a small film; servers are those of `servers.toml` beside it."""
    monkeypatch.setenv("LAMPBLACK_SERVERS", str(tmp_path / "servers.toml"))
    monkeypatch.setenv("LAMPBLACK_MODELS", str(tmp_path / "models.toml"))
    registry._surveyed.cache_clear()
    shutil.copytree(LANTERN, tmp_path / "film", ignore=shutil.ignore_patterns(".lampblack", "out"))
    yield tmp_path / "film"
    registry._surveyed.cache_clear()


def test_an_engine_that_is_not_there_is_told_with_its_line_and_those_that_are_ready(film: Path) -> None:
    (film / "choices.toml").write_text('[engines]\n"he-bian-ye" = "bolex"\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"choices\.toml:2: engines\.he-bian-ye: there is no engine 'bolex'") as told:
        check(film)
    assert "theatre" in told.value.possible and "comfyui" not in told.value.possible


def test_a_recipes_engine_is_told_with_its_line(film: Path) -> None:
    text = (film / "film.toml").read_text("utf-8")
    line = text.count("\n") + 3
    (film / "film.toml").write_text(text + '[recipes.a]\nfilm = "fake"\nscale = "espeak"\n', encoding="utf-8")
    with pytest.raises(UserError, match=rf"film\.toml:{line}: recipes\.a\.scale: engine 'espeak' does no scale"):
        check(film)


def test_a_server_that_is_written_wrong_is_a_doubt_of_a_film_that_does_not_name_it(film: Path) -> None:
    (film.parent / "servers.toml").write_text('[a]\nurl = "http://x"\nspeed = 1\n', encoding="utf-8")
    (told,) = (each for each in check(film) if "engine a is left out" in each.message)
    assert told.severity == "doubt" and told.spot is not None and told.spot.line == 3


def test_what_is_wrong_with_many_jobs_is_told_once() -> None:
    told = str(impossible([*(f"takes/s/{n}: it makes no sound" for n in range(6)), "takes/s/9: too long"]))
    assert told.splitlines()[1:] == [
        "  takes/s/0: it makes no sound; likewise takes/s/1, takes/s/2, takes/s/3 and 2 more",
        "  takes/s/9: too long",
    ]
