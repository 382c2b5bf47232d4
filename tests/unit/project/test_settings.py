"""film.toml: what it says is read whole; every mistake has its line and what would have been right."""

from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.project.folder import find_film
from lampblack.project.settings import read_settings
from lampblack.project.verbs import new


def _settings(tmp_path: Path, text: str):
    path = tmp_path / "film.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('title = "a"\nlanguage = \n', 2, "not TOML"),
        ("[format]\nrate = -3\n", 2, "rate of -3"),
        ('[format]\nrate = "fast"\n', 2, "'fast'"),
        ('[format]\nsize = "3x"\n', 2, "'3x'"),
        ('[format]\nsize = "1281x720"\n', 2, "even"),
        ('title = "x"\n\n[engnes]\nfilm = "y"\n', 3, "engnes is not known"),
        ("[look]\nstyel = 1\n", 2, "look.styel"),
        ("[engines]\nfilm = 3\n", 2, "engines.film"),
        ("look = 3\n", 1, "[look]"),
        ("[takes]\ncount = 0\n", 2, "0 takes"),
        ("[titles]\nopening = -4\n", 2, "0 to 60"),
        ("[score]\ntempo = 0\n", 2, "20 to 300"),
        ('[cut]\nlaps = "long"\n', 2, "cut.laps cannot be 'long' (possible: usual, short, none)"),
        ("[delivery]\nloudness = 10\n", 2, "delivery.loudness"),
        ('[delivery]\nloudness = "loud"\n', 2, "no delivery is called 'loud'"),
        ('[delivery]\nloudness = "web"\nalso = ["r128", "netflix"]\n', 3, "'netflix'"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str):
    with pytest.raises(UserError) as caught:
        _settings(tmp_path, text)
    assert caught.value.spot is not None and caught.value.spot.line == line
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", [("film", -16.0, -1.0, "programme")]),
        ('[delivery]\nloudness = "r128"\n', [("r128", -23.0, -1.0, "programme")]),
        ('[delivery]\nloudness = "cinema"\ntrue_peak = -3.0\n', [("cinema", -27.0, -3.0, "dialogue")]),
        (
            '[delivery]\nloudness = -18\nalso = ["atsc", "web", "atsc"]\n',
            [("film", -18.0, -1.0, "programme"), ("atsc", -24.0, -2.0, "programme"), ("web", -16.0, -1.0, "programme")],
        ),
    ],
)
def test_deliveries_go_by_name_or_by_number(tmp_path: Path, text: str, said: list[tuple[str, float, float, str]]):
    goals = _settings(tmp_path, text).delivery.goals()
    assert [(goal.name, goal.loudness, goal.true_peak, goal.by) for goal in goals] == said


def test_text_that_is_not_utf8_is_named_with_its_column(tmp_path: Path):
    path = tmp_path / "film.toml"
    path.write_bytes(b'title = "a"\nlanguage = "\xd6\xd0"\n')
    with pytest.raises(UserError, match=r"film\.toml:2:13: this file is not UTF-8"):
        read_settings(path)


def test_draft_is_smaller_and_keeps_the_shape(tmp_path: Path):
    final = _settings(tmp_path, '[format]\nsize = "1920x800"\n')
    draft = final.at("draft")
    assert (draft.format.size.width, draft.format.size.height) == (864, 360)
    assert draft.detail == "draft" and final.at("final") == final


def test_a_folder_that_is_not_there_names_those_that_are(tmp_path: Path):
    new(tmp_path / "one", "en")
    with pytest.raises(UserError, match=r"no such folder.*one"):
        find_film(tmp_path / "two")


def test_a_folder_without_a_script_is_told(tmp_path: Path):
    with pytest.raises(UserError, match=r"no script.*script\.fountain"):
        find_film(tmp_path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_film_can_be_found_and_nothing_is_written_over(tmp_path: Path, language: str):
    new(tmp_path / "film", language)
    assert find_film(tmp_path / "film").settings.title == "film"
    with pytest.raises(UserError, match="nothing was changed"):
        new(tmp_path / "film", language)


def test_a_word_that_is_none_of_a_few_is_told_with_those(tmp_path: Path) -> None:
    path = tmp_path / "film.toml"
    path.write_text('title = "x"\n[dub]\npicture = "blurred"\n', encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_settings(path)
    assert error.value.possible == ("kept", "retimed")
    assert error.value.spot is not None and error.value.spot.line == 3
