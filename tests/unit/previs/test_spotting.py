from __future__ import annotations

from pathlib import Path

from lampblack.previs.model import Told
from lampblack.previs.spotting import located, texts_of

TEXTS = (("film.toml", 'title = "x"\n[engines]\nspeak = "nobody"\n'), ("script.fountain", "nobody\nINT. ROOM\n"))


def test_the_quoted_word_is_found_where_it_is_written() -> None:
    told = located(Told(message="there is no engine 'nobody' (possible: 'ROOM')"), TEXTS)
    assert told.where == "film.toml:3"


def test_a_file_that_is_named_is_looked_at_first() -> None:
    assert located(Told(message="script.fountain names 'nobody'"), TEXTS).where == "script.fountain:1"
    assert located(Told(message="“nobody”", where="script.fountain"), TEXTS).where == "script.fountain:1"


def test_a_key_that_is_named_is_found_where_nothing_is_quoted() -> None:
    told = Told(message="engines.speak: does not work here", where="film.toml")
    assert located(told, TEXTS).where == "film.toml:3"


def test_a_line_that_is_known_stays_and_nothing_is_made_up() -> None:
    known = Told(message="there is no engine 'nobody'", where="film.toml:9")
    assert located(known, TEXTS) is known
    for message in ("there is no engine 'elsewhere'", "no words are quoted here", "half a word: 'nobod'"):
        assert located(Told(message=message, where="a shot"), TEXTS).where == "a shot"


def test_settings_are_read_before_scripts_and_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text("s")
    (tmp_path / "film.toml").write_text("f")
    (tmp_path / "bible.toml").write_bytes(b"\xff\xfe")
    files = [tmp_path / name for name in ("script.fountain", "bible.toml", "film.toml", "choices.toml")]
    assert texts_of(files, tmp_path) == (("film.toml", "f"), ("script.fountain", "s"))
