"""The screenplay's file in a folder: what makes a folder a film."""

from __future__ import annotations

from pathlib import Path

SCRIPTS = ("script.fountain",)
"""Names a script may have, in the order they are looked for."""


def script_in(folder: Path) -> Path | None:
    """The script that lies in `folder`, or None."""
    return next((folder / name for name in SCRIPTS if (folder / name).exists()), None)
