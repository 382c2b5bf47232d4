"""Weights are numbers: a folder's or a file's that could hold a program is not opened, and no program in one is run."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any, cast

import pytest

torch = pytest.importorskip("torch")
diffusers = pytest.importorskip("diffusers")

from lampblack.base.errors import UserError  # noqa: E402
from lampblack_engines.diffusers import loading  # noqa: E402
from lampblack_engines.diffusers.family import Family  # noqa: E402
from lampblack_engines.diffusers.folder import shelved  # noqa: E402
from lampblack_engines.diffusers.written import Model  # noqa: E402


class Program:
    """What, unpickled, runs a program."""

    def __init__(self, leaves: Path) -> None:
        self.leaves = leaves

    def __reduce__(self) -> Any:
        return (Path.touch, (self.leaves,))


def coder(folder: Path, safe: bool) -> Path:
    made: Any = diffusers.AutoencoderTiny(
        encoder_block_out_channels=(4, 4), decoder_block_out_channels=(4, 4), num_encoder_blocks=(1, 1),
        num_decoder_blocks=(1, 1),
    )  # fmt: skip
    made.save_pretrained(folder, safe_serialization=safe)
    return folder


def test_a_parts_weights_are_opened_only_where_they_are_numbers(tmp_path: Path) -> None:
    part = cast(Any, loading)._part
    assert part(coder(tmp_path / "safe", True), torch.float32).config["latent_channels"] == 4
    with pytest.raises(OSError, match="safetensors"):
        part(coder(tmp_path / "pickled", False), torch.float32)


def test_low_rank_weights_that_may_hold_a_program_are_not_opened(tmp_path: Path) -> None:
    ran, file = tmp_path / "ran", tmp_path / "style.bin"
    file.write_bytes(pickle.dumps(Program(ran)))
    model = Model(folder=str(tmp_path), lora={str(file): 1.0})
    with pytest.raises(UserError, match="may hold a program"):
        cast(Any, loading)._adapt(object(), model)
    assert not ran.exists()


@pytest.mark.parametrize("where", ["pipeline", "part"])
def test_a_program_in_a_models_folder_is_not_run(where: str, tmp_path: Path) -> None:
    ran, folder = tmp_path / "ran", tmp_path / "model"
    coder(folder / "vae", True)
    index: dict[str, Any] = {"_class_name": "DiffusionPipeline", "vae": ["diffusers", "AutoencoderTiny"]}
    program = f"from pathlib import Path\nPath({str(ran)!r}).touch()\nclass Evil:\n    pass\n"
    if where == "pipeline":
        (folder / "evil.py").write_text(program, encoding="utf-8")
        index["_class_name"] = ["evil", "Evil"]
    else:
        (folder / "vae" / "evil.py").write_text(program, encoding="utf-8")
        index["vae"] = ["evil", "Evil"]
    (folder / "model_index.json").write_text(json.dumps(index), encoding="utf-8")
    model = Model(folder=str(folder), pipeline="DiffusionPipeline")
    with pytest.raises(UserError):
        loading.loaded(model, Family(), shelved(model), torch.device("cpu"))
    assert not ran.exists()
