"""Tiny models as a person's `models.toml` names them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from tests.tiny.pipelines import built

_EXTRA = {
    "ltx2": "{ stg_scale = 0.0, audio_stg_scale = 0.0, modality_scale = 1.0, audio_modality_scale = 1.0, "
    "max_sequence_length = 64 }",
}
_EXTRA["ltx2-condition"] = _EXTRA["ltx2"]
_EXTRA |= dict.fromkeys(("wan", "wan-again", "wan-i2v", "wan-vace"), "{ max_sequence_length = 64 }")
_SIZES = {"cogvideox": '["80x48", "160x96"]'}
"""Of those that take long for what they are."""


def wrote(path: Path, names: Iterable[str], under: Path, more: str = "") -> Path:
    """Write a `models.toml` at `path` with those tiny models, built under `under` (a folder of the whole session); each
    runs two steps on the processor. `more`: lines that every table gets."""
    # Models so small are slower on two cores than on one.
    torch.set_num_threads(1)
    lines: list[str] = []
    for name in names:
        folder = built(name, under)
        lines += [f"[tiny-{name}]", f'folder = "{folder}"', 'device = "cpu"', "steps = 2"]
        lines += [f"extra = {_EXTRA[name]}"] if name in _EXTRA else []
        lines += [f"sizes = {_SIZES[name]}"] if name in _SIZES else []
        lines += [more, ""]
    path.write_text("\n".join(lines), "utf-8")
    return path
