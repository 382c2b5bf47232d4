"""Real pipelines of diffusers, tiny and with random weights, keep the promises of the public door."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tiny.pipelines import ALL

from lampblack.engines.conformance import conform
from lampblack_engines.diffusers.engine import Diffusion
from lampblack_engines.diffusers.offers import offer_of
from lampblack_engines.diffusers.written import WHERE, model_of

QUICK = ("wan-vace", "ltx2", "cogvideox", "z-image")
NAMES = [
    *QUICK,
    *(pytest.param(name, marks=pytest.mark.slow) for name in sorted(ALL) if name not in QUICK),
]
"""All there are; the slow ones are of the same families, or are told things in a way that the quick ones have too."""


@pytest.mark.parametrize("name", NAMES)
def test_tiny_model_keeps_its_promises(
    name: str, tiny_models: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = "" if name == "cogvideox" else 'sizes = ["64x40"]'
    monkeypatch.setenv(WHERE, str(tiny_models(name, more=small)))
    engine = f"tiny-{name}"
    offer = offer_of(engine, model_of(engine))
    assert offer.lacks == ""
    assert conform(lambda: Diffusion(engine), offer, tmp_path) == ()
