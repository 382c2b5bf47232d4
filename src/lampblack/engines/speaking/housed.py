"""Weights that lie in a folder of the user's own: nothing is ever downloaded."""

from __future__ import annotations

import os
from pathlib import Path


def weights_folder(engine: str) -> Path:
    """Where an engine's weights are looked for: `LAMPBLACK_KOKORO`, say, else the user's data folder."""
    if named := os.environ.get(variable(engine), ""):
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "lampblack" / engine


def variable(engine: str) -> str:
    """The environment variable that names that folder."""
    return f"LAMPBLACK_{engine.upper()}"
