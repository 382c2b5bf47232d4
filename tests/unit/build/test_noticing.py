"""What a person changes is on record once, with how much and when; what Lampblack writes itself is nobody's change."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from lampblack.build.noticing import notice, remember
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.verbs import new
from lampblack.store.decisions import Decision


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film that has been looked at once."""
    folder = tmp_path / "film"
    new(folder, "en")
    look(folder)
    return folder


def look(folder: Path) -> list[Decision]:
    """Look, as `make` does; what was noticed now."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        before = opened.store.decisions.every()
        notice(opened)
        return [each for each in opened.store.decisions.every() if each not in before]


def test_the_first_look_records_what_is_there_and_the_second_nothing(tmp_path: Path) -> None:
    new(tmp_path / "film", "en")
    first = look(tmp_path / "film")
    assert {(each.what, each.subject) for each in first} >= {("script", "script.fountain"), ("settings", "film.toml")}
    assert all(each.note.startswith("first seen") and each.digest.startswith("blake3:") for each in first)
    assert look(tmp_path / "film") == []


def test_a_changed_script_is_told_in_lines(film: Path) -> None:
    script = film / "script.fountain"
    text = script.read_text(encoding="utf-8")
    script.write_text("FADE IN:\n\n" + text.replace(text.splitlines()[-1], "And then it rains.\n"), encoding="utf-8")
    (noticed,) = look(film)
    assert (noticed.what, noticed.subject, noticed.note) == ("script", "script.fountain", "2 new, 1 gone")


def test_a_file_that_is_only_saved_again_is_no_change(film: Path) -> None:
    script = film / "script.fountain"
    os.utime(script, (time.time() + 5, time.time() + 5))
    assert look(film) == []
    assert look(film) == []


def test_a_change_is_told_at_the_moment_it_was_saved(film: Path) -> None:
    choices, saved = film / "choices.toml", time.time() - 100
    with choices.open("a", encoding="utf-8") as file:
        file.write("\n# closer\n")
    os.utime(film / "script.fountain", (saved - 500, saved - 500))
    os.utime(choices, (saved, saved))
    look(film)
    with choices.open("a", encoding="utf-8") as file:
        file.write("# closer still\n")
    os.utime(choices, (saved + 60, saved + 60))
    (noticed,) = look(film)
    assert noticed.at == pytest.approx(saved + 60, abs=0.01)


def test_pictures_that_come_and_go_are_told_by_name(film: Path) -> None:
    (film / "refs" / "face").mkdir(parents=True)
    (film / "refs" / "face" / "houyi.png").write_bytes(b"\x89PNG")
    (film / "refs" / ".DS_Store").write_bytes(b"x")
    assert [(each.what, each.subject, each.note) for each in look(film)] == [
        ("refs", "refs/face/houyi.png", "first seen")
    ]
    (film / "refs" / "face" / "houyi.png").unlink()
    assert [(each.what, each.subject, each.note) for each in look(film)] == [("refs", "refs/face/houyi.png", "removed")]


def test_what_lampblack_wrote_itself_is_nobodys_change(film: Path) -> None:
    with OpenFilm(find_film(film), owner=True) as opened:
        with (film / "bible.toml").open("a", encoding="utf-8") as file:
            file.write("\n# drafted\n")
        remember(opened)
    assert look(film) == []


def test_an_episode_tells_its_own_changes_and_those_of_its_series(tmp_path: Path) -> None:
    series = tmp_path / "series"
    new(series / "01-rain", "en")
    (series / "series.toml").write_text('title = "Rain"\n', encoding="utf-8")
    (series / "bible.toml").write_text("# shared\n", encoding="utf-8")
    of = {(each.film, each.subject) for each in look(series / "01-rain")}
    assert {("", "series.toml"), ("", "bible.toml"), ("01-rain", "script.fountain")} <= of
    assert look(series / "01-rain") == []
