"""What is usual elsewhere is read whole; a mistake in it has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.project.baseline import Baseline, Usual
from lampblack.project.settings import read_settings

STATED = """[baseline]
money_per_minute = 900
human_minutes_per_minute = 300.0
money_per_hour = 40.0

[baseline.dialogue]
money_per_minute = 400.0
"""


def _read(tmp_path: Path, text: str) -> Baseline:
    path = tmp_path / "film.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path).baseline


def test_what_is_stated_is_read_and_what_is_not_stays_unknown(tmp_path: Path) -> None:
    assert _read(tmp_path, STATED) == Baseline(
        money_per_minute=900.0,
        human_minutes_per_minute=300.0,
        money_per_hour=40.0,
        kinds={"dialogue": Usual(money_per_minute=400.0)},
    )
    assert _read(tmp_path, STATED).stated and not _read(tmp_path, 'title = "a"\n').stated


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("baseline = 3\n", 1, "[baseline]"),
        ("[baseline]\nmony_per_minute = 3\n", 2, "baseline.mony_per_minute is not known"),
        ("[baseline]\nmoney_per_minute = 0\n", 2, "above 0, not 0"),
        ("[baseline]\nmoney_per_hour = nan\n", 2, "above 0, not nan"),
        ("[baseline]\nmoney_per_minute = true\n", 2, "not True"),
        ("[baseline.dialogue]\nhuman_minutes_per_minute = 'long'\n", 2, "baseline.dialogue.human_minutes_per_minute"),
        ("[baseline.dialog]\nmoney_per_minute = 1\n", 1, "baseline.dialog is not known"),
        ("[baseline]\naction = 3\n", 2, "write [baseline.action]"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(UserError) as caught:
        _read(tmp_path, text)
    assert caught.value.spot is not None and caught.value.spot.line == line
    assert said in str(caught.value)
