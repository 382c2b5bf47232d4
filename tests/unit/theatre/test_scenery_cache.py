"""Painted sheets are kept between processes, and a damaged or forbidden cache costs only the painting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lampblack.builtin.theatre.scenery import cache
from lampblack.builtin.theatre.scenery.workshop import SCALES, Workshop
from lampblack.staging.place import Place, light_of

PLACE = Place(id="here", kit="plain", seed=3)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setitem(SCALES, "thumb", 0.1)


def sheet(value: int = 200) -> np.ndarray:
    rng = np.random.default_rng(value)
    return rng.integers(0, value, (20, 30, 4), dtype=np.uint8)


class Painter:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> np.ndarray:
        self.times += 1
        return sheet()


def painted(painter: Painter) -> np.ndarray:
    shop = Workshop.opened(PLACE, light_of(PLACE), "thumb")
    texture = shop.sheet("one", painter)
    shop.closed()
    return texture.rgba


def test_a_sheet_is_painted_once_for_two_workshops() -> None:
    painter = Painter()
    first, second = painted(painter), painted(painter)
    assert painter.times == 1
    assert (first == second).all()


def test_sheets_come_back_exactly() -> None:
    cache.save("key", {"a": sheet(255), "b": sheet(9)})
    back = cache.load("key")
    assert set(back) == {"a", "b"}
    assert (back["a"] == sheet(255)).all()


@pytest.mark.parametrize("harm", ["cut short", "flipped bit", "emptied", "not ours"])
def test_a_damaged_file_is_painted_again(harm: str) -> None:
    painter = Painter()
    first = painted(painter)
    (path,) = cache.folder().glob("*.sheets")
    data = bytearray(path.read_bytes())
    if harm == "flipped bit":
        data[-40] ^= 0x10
    written = {"cut short": bytes(data[:-30]), "emptied": b"", "not ours": b"PNG" + bytes(data)}.get(harm, bytes(data))
    path.write_bytes(written)
    again = painted(painter)
    assert painter.times == 2
    assert (first == again).all()
    painted(painter)
    assert painter.times == 2, "the repaired file is used"


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    painter = Painter()
    assert painted(painter).shape == (20, 30, 4)
    assert painted(painter).shape == (20, 30, 4)
    assert painter.times == 2


def test_another_hour_or_seed_is_another_key() -> None:
    keys = {
        Workshop.opened(place, light_of(place), "thumb").key
        for place in (PLACE, Place(id="x", kit="plain", seed=4), Place(id="x", kit="plain", seed=3, time="dusk"))
    }
    assert len(keys) == 3
    renamed = Place(id="elsewhere", kit="plain", seed=3, words="a wide plain")
    assert (
        Workshop.opened(renamed, light_of(renamed), "thumb").key == Workshop.opened(PLACE, light_of(PLACE), "thumb").key
    )
