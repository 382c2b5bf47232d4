from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from lampblack.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with Store.open(tmp_path, owner=True) as opened:
        yield opened
