"""Pictures that people put into `refs/sheets/` by hand: what is none is refused, one of nobody is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.build.verbs import check
from lampblack.cli.main import main
from lampblack.media.picture import png_bytes

LANTERN = Path(__file__).parents[3] / "films" / "lantern"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A copy of a small film with an empty folder of sheets."""
    shutil.copytree(LANTERN, tmp_path / "film", ignore=shutil.ignore_patterns(".lampblack", "out"))
    (tmp_path / "film/refs/sheets").mkdir(parents=True)
    return tmp_path / "film"


def test_a_sheet_that_is_no_picture_is_refused_with_its_file(film: Path) -> None:
    (film / "refs/sheets/person-xiaoman.png").write_text("no picture", encoding="utf-8")
    with pytest.raises(UserError, match=r"person-xiaoman\.png: this is no picture as PNG or JPEG"):
        check(film)


def test_a_sheet_of_nobody_is_told_and_one_of_somebody_is_not(film: Path) -> None:
    for name in ("person-xiaoman", "person-xiaomann", "style-film"):
        (film / f"refs/sheets/{name}.png").write_bytes(png_bytes(np.zeros((9, 16, 3), np.uint8)))
    (told,) = (each for each in check(film) if "this sheet shows nobody" in each.message)
    assert "there is no person/xiaomann (possible: person/xiaoman, " in told.message
    assert told.spot is not None and told.spot.file.endswith("person-xiaomann.png")


def test_no_drafts_and_a_server_that_takes_nothing_are_no_numbers(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["sheets", str(film), "--takes", "0"], ["serve", "--body-mb", "0"]):
        with pytest.raises(SystemExit) as left:
            main(command)
        assert left.value.code == 2 and "'0' is no whole number from 1 on" in capsys.readouterr().err
