"""Every mistake gets one clear line, exit code 2, no traceback, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from studio import FILMS, Film, lampblack

LINE = "lampblack: "


def _refused(said, *words: str) -> None:
    assert said.code == 2, said.err
    assert "Traceback" not in said.err + said.out
    for word in words:
        assert word in said.err, said.err


def test_no_such_folder():
    said = lampblack("make", "/nowhere/film")
    _refused(said, "/nowhere/film", "no such folder")
    assert len(said.err.strip().splitlines()) == 1


def test_no_script(tmp_path: Path):
    _refused(lampblack("make", tmp_path), str(tmp_path), "no script", "script.fountain")


def test_a_script_that_is_not_utf8(fresh_lantern: Film):
    fresh_lantern.script.write_bytes("Title: 灯\n\n.外景 河边\n".encode("gb18030"))
    _refused(lampblack("make", fresh_lantern.folder), "script.fountain:1:8", "UTF-8")


def test_a_screenplay_without_a_scene(fresh_lantern: Film):
    fresh_lantern.script.write_text("Title: nothing\n\nJust a thought.\n", encoding="utf-8")
    _refused(lampblack("make", fresh_lantern.folder), "script.fountain", "scene")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("film.toml", "title = \n", "film.toml:1"),
        ("film.toml", "[format]\nrate = -3\n", "film.toml:2"),
        ("film.toml", '[engines]\nfilm = "nobody"\n', "nobody"),
        ("film.toml", '[engines]\nfilm = "score"\n', "theatre"),
        ("bible.toml", "[cast.a]\nname = \n", "bible.toml:2"),
        ("bible.toml", '[cast.a]\nname = "a"\n[cast.a.figure]\nheigth = 2\n', "bible.toml:4"),
        ("choices.toml", "[shots\n", "choices.toml:1"),
        ("choices.toml", '[shots."nowhere/x"]\nsize = "close"\n', "nowhere/x"),
        ("choices.toml", '[shots."he-bian-ye/wide"]\nsize = "huge"\n', "choices.toml:2"),
        ("choices.toml", '[pins]\n"nowhere/x" = "theatre-1"\n', "nowhere/x"),
    ],
)
def test_a_mistake_in_a_file_is_named(fresh_lantern: Film, file: str, text: str, said: str):
    (fresh_lantern.folder / file).write_text(text, encoding="utf-8")
    _refused(lampblack("make", fresh_lantern.folder), said)


@pytest.mark.slow
def test_an_unknown_shot_or_take_cannot_be_pinned(lantern: Film):
    _refused(lampblack("pin", lantern.folder, "nowhere/x", "theatre-1"), "nowhere/x", "wide")
    shots = lampblack("takes", lantern.folder).out
    shot = next(word for word in shots.split() if "/" in word)
    _refused(lampblack("pin", lantern.folder, shot, "theatre-9"), "theatre-9", "theatre-1")
    assert not (lantern.folder / "choices.toml").exists()


def test_an_unknown_command_and_an_unknown_quality(fresh_lantern: Film):
    assert lampblack("mkae", fresh_lantern.folder).code == 2
    assert lampblack("make", fresh_lantern.folder, "--quality", "best").code == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by /proc and not by permissions")
def test_a_folder_that_cannot_be_written_even_as_root():
    _refused(lampblack("new", "/proc/film"), "/proc/film")


def test_a_film_in_a_folder_that_cannot_be_written(tmp_path: Path):
    film = Film(tmp_path / "lantern")
    (film.folder / ".lampblack").write_text("in the way")
    _refused(lampblack("make", film.folder), ".lampblack")


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of three megabytes that can be made larger; only where one may mount."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
def test_a_full_disk_is_told_and_with_more_room_the_film_is_finished(small_disk: Path):
    film = Film(small_disk / "lantern")
    said = lampblack("make", film.folder)
    _refused(said, "disk", "full")
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    answer = film.make()
    assert answer["kept"] >= 3
    assert film.movie.is_file()


def test_the_films_themselves_are_without_a_fault():
    for name in ("kuafu", "lantern"):
        said = lampblack("check", FILMS / name)
        assert said.code == 0, said.err
