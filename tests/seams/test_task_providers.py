"""fal, Replicate, Runway and Google by the one adapter, each against a double written from its maker's documentation.

The promises of engines far away are kept; whatever goes wrong, the bill is one charge a job, or a person is asked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.doubles.tasks.base import Double
from tests.doubles.tasks.fal import Fal
from tests.doubles.tasks.google import Google
from tests.doubles.tasks.replicate import Replicate
from tests.doubles.tasks.runway import Runway

from lampblack.engines.conformance import conform_remote
from lampblack_engines.servers.written import WHERE
from lampblack_engines.tasks.accounts import account_of
from lampblack_engines.tasks.engine import TaskEngine
from lampblack_engines.tasks.offers import offer_of

BASES = {"google": "/v1/projects/{project}/locations/{location}/publishers/google/models"}
MORE = {"google": 'values = { project = "our-film" }'}
SOLD: list[tuple[type[Double], str, str]] = [
    (Runway, "runway", "gen4.5"), (Runway, "runway", "gen4_turbo"), (Runway, "runway", "veo3.1"),
    (Runway, "runway", "gen4_image"),
    (Fal, "fal", "veo3.1-lite"), (Fal, "fal", "seedance-2.5"), (Fal, "fal", "flux-dev"),
    (Replicate, "replicate", "veo-3.1-references"), (Replicate, "replicate", "seedance-2.0"),
    (Replicate, "replicate", "flux-2-pro"),
    (Google, "google", "veo-3.1-fast"), (Google, "google", "veo-3.1-references"),
]  # fmt: skip


def account(double: Double, provider: str, model: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's table that buys at the double."""
    (folder / "servers.toml").write_text(
        f'[far]\nprotocol = "tasks"\nprovider = "{provider}"\nmodel = "{model}"\nkey = "KEY_THERE"\n'
        f'url = "{double.url}{BASES.get(provider, "")}"\n{MORE.get(provider, "")}\n'
    )
    monkeypatch.setenv(WHERE, str(folder / "servers.toml"))
    monkeypatch.setenv("KEY_THERE", double.KEY)


@pytest.mark.parametrize(("make", "provider", "model"), SOLD, ids=[f"{each[1]}-{each[2]}" for each in SOLD])
def test_a_provider_keeps_the_promises_of_engines_far_away(
    make: type[Double], provider: str, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make() as double:
        double.looks = 0
        account(double, provider, model, tmp_path, monkeypatch)
        offer = offer_of(account_of("far"))
        assert conform_remote(lambda: TaskEngine("far"), offer, tmp_path / "bench", patience=20.0) == ()
        assert len(set(double.bill)) == len(double.bill) > 0
        assert not any(double.KEY.encode() in asked.data for asked in double.asked)
