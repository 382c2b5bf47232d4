"""`lampblack engines --ask` asks each server what it lacks for its workflow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.doubles.comfyui import Comfy, serving
from tests.doubles.comfyui_workflows import STILL, STILL_TABLE, node, written


def asked(folder: Path, *options: str) -> list[str]:
    """The lines from the engine `still` on, as a terminal shows them."""
    environment = {**os.environ, "LAMPBLACK_SERVERS": str(folder / "servers.toml")}
    command = [sys.executable, "-m", "lampblack.cli.main", "engines", *options]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    lines = said.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("still "))
    return lines[start : start + 2]


def test_a_model_that_is_not_on_the_server_is_named_and_a_server_that_is_not_there(tmp_path: Path) -> None:
    loader = node("Model", "CheckpointLoaderSimple", ckpt_name="gone.safetensors")
    with serving(Comfy(folder=tmp_path)) as comfy:
        written(tmp_path, "still", {**STILL, "1": loader}, STILL_TABLE, comfy.url)
        assert "the server has no" not in asked(tmp_path)[1]
        assert "Model.ckpt_name: the server has no 'gone.safetensors'" in asked(tmp_path, "--ask")[1]
        assert comfy.accepted == []
    assert "cannot be reached" in asked(tmp_path, "--ask")[1]
