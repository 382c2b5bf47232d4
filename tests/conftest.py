from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

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


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A `models.toml` with tiny picture models of those names (`tests.tiny.pipelines.ALL`), each made once a session:
    `tiny_models("wan-vace")` gives its path, for `LAMPBLACK_MODELS`; the engine is called `tiny-wan-vace`."""
    under = tmp_path_factory.mktemp("tiny")

    def written(*names: str, more: str = "") -> Path:
        # torch and diffusers are heavy: they are imported by the tests that use them.
        from tests.tiny.named import wrote

        return wrote(tmp_path_factory.mktemp("models") / "models.toml", names, under, more)

    return written
