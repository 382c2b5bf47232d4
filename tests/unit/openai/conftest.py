"""What every test of the family has: notes of its own, and a key that must never be seen again."""

from __future__ import annotations

from pathlib import Path

import pytest

KEY = "sk-never-to-be-seen-0123456789"


@pytest.fixture(autouse=True)
def own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SERVER_KEY", KEY)
