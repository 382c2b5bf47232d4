"""One lantern, made once, and copied by every test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from studio import Film


@pytest.fixture(scope="session")
def made_lantern(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The lantern, made and not to be touched."""
    film = Film(tmp_path_factory.mktemp("made") / "lantern")
    film.make()
    return film


@pytest.fixture
def lantern(made_lantern: Film, tmp_path: Path) -> Film:
    """The lantern, made, with its store, in a folder of this test's own."""
    folder = tmp_path / "lantern"
    shutil.copytree(made_lantern.folder, folder)
    film = Film.__new__(Film)
    film.folder = folder
    return film


@pytest.fixture
def fresh_lantern(tmp_path: Path) -> Film:
    """The lantern's sources alone."""
    return Film(tmp_path / "lantern")
