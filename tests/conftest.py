from __future__ import annotations

from collections.abc import Generator

import pytest
from hypothesis import settings
from tests.provider.process import Simulator

# A test that is slow because the machine is busy has found nothing.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Generator[Simulator]:
    """A provider in a process of its own, with an account for every film."""
    found = Simulator(tmp_path_factory.mktemp("provider"))
    yield found
    found.close()
