"""The three providers as they stand in the registry, by entry points like a stranger's package's."""

from __future__ import annotations

import os
from pathlib import Path

from tests.provider.world import CURRENCY, PRICE, Kind

from lampblack.engines.capabilities import Capabilities, Offer

NAMES: dict[Kind, str] = {"key": "sim-key", "tag": "sim-tag", "nothing": "sim-blind"}
SLOTS = "PROVIDER_SLOTS"
WINDOW = "PROVIDER_WINDOW"
LIMIT = "PROVIDER_LIMIT"
"""Variables that change what is offered: slots, seconds a key is known, seconds a job may take."""


def _offer(kind: Kind, makes: str) -> Offer:
    limits = Capabilities(
        kind="paint",
        price_per_unit=PRICE,
        currency=CURRENCY,
        concurrency=int(os.environ.get(SLOTS, "4")),
        finds_lost_answers="no" if kind == "nothing" else kind,
        key_seconds=float(os.environ.get(WINDOW, "3600")),
        limit_seconds=float(os.environ.get(LIMIT, "30")),
        usual_seconds=0.1,
        output_licence="CC0-1.0",
    )
    return Offer(
        name=NAMES[kind], version=1, makes=f"tests.provider.client:{makes}", capabilities=(limits,), remote=True
    )


KEY = _offer("key", "ByKey")
TAG = _offer("tag", "ByTag")
BLIND = _offer("nothing", "Blind")


def install(folder: Path) -> Path:
    """What an installer leaves behind for a package with these three; a folder to put on `PYTHONPATH`."""
    info = folder / "sim-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sim\nVersion: 1.0\n")
    targets = {"sim-key": "KEY", "sim-tag": "TAG", "sim-blind": "BLIND"}
    lines = [f"{name} = tests.provider.offers:{target}\n" for name, target in targets.items()]
    (info / "entry_points.txt").write_text("[lampblack.engines]\n" + "".join(lines))
    return folder
