# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false
# (torch and diffusers are untyped in large part.)
"""A pipeline from its folder: its class, its parts, its numbers; nothing is fetched without being told."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers

from lampblack.base.errors import UserError
from lampblack_engines.diffusers.family import Family
from lampblack_engines.diffusers.folder import Shelved, shelved
from lampblack_engines.diffusers.written import Model

_PARTS = ("transformer", "transformer_2", "unet")
"""The parts that are run at every step, by the names pipelines have for them."""


def fetched(model: Model) -> Shelved:
    """Where a model lies, fetched first where its owner says so and it is not there; a `UserError` where it is not."""
    there = shelved(model)
    if there.folder is None and model.hub and model.download:
        try:
            diffusers.DiffusionPipeline.download(
                model.hub, revision=model.revision or None, variant=model.variant or None, use_safetensors=True
            )
        except Exception as error:  # the hub's client raises many kinds of its own
            raise UserError(f"{model.hub} could not be fetched: {_first_line(error)}") from error
        there = shelved(model)
    if there.lacks or there.folder is None:
        raise UserError(f"this model needs {there.lacks or model.hub}")
    return there


def loaded(model: Model, family: Family, there: Shelved, where: torch.device) -> tuple[Any, list[str]]:
    """The pipeline in main memory, quiet, and what was tried with its weights; a `UserError` where its folder cannot be
    read as one."""
    pipeline = getattr(diffusers, there.pipeline, None)
    if pipeline is None:
        raise UserError(f"diffusers {diffusers.__version__} has no {there.pipeline}; a newer one may")
    kind = number_kind(model, where)
    kinds: Any = {"default": kind, **dict.fromkeys(family.float32, torch.float32)} if family.float32 else kind
    for each in (diffusers.utils.logging, transformers.utils.logging):
        # A worker's log is no place for bars, nor for what only a programmer can act on.
        each.disable_progress_bar()
        each.set_verbosity_error()
    fewer, notes = _quantised(model, there)
    try:
        parts = {part: _part(Path(lies), kind) for part, lies in model.parts.items()}
        made = pipeline.from_pretrained(
            there.folder,
            dtype=kinds,
            local_files_only=True,
            use_safetensors=True,
            variant=model.variant or None,
            **parts,
            **fewer,
        )
    except UserError:
        raise
    except Exception as error:  # whatever a damaged folder makes a library raise
        raise UserError(f"{there.folder} cannot be loaded as {there.pipeline}: {_first_line(error)}") from error
    made.set_progress_bar_config(disable=True)
    _adapt(made, model)
    return made, notes


def device_of(model: Model) -> torch.device:
    """The device that is written, or the best there is; a `UserError` where it is not there."""
    if model.device == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    wanted = torch.device(model.device)
    if wanted.type == "cuda" and (not torch.cuda.is_available() or (wanted.index or 0) >= torch.cuda.device_count()):
        many = torch.cuda.device_count() if torch.cuda.is_available() else 0
        there = tuple(f"cuda:{number}" for number in range(many))
        raise UserError(f"there is no device {model.device} on this machine", possible=(*there, "cpu"))
    return wanted


def number_kind(model: Model, where: torch.device) -> torch.dtype:
    """The kind of numbers it works with: half as long on a card, whole on a processor."""
    if model.dtype != "auto":
        return getattr(torch, model.dtype)
    if where.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if where.type == "mps" else torch.float32


def movers(pipeline: Any) -> list[Any]:
    """The parts that are run at every step."""
    return [part for name in _PARTS if (part := getattr(pipeline, name, None)) is not None]


def _part(lies: Path, kind: torch.dtype) -> Any:
    """A part with a folder of its own, by the class that its `config.json` names."""
    named = str(json.loads((lies / "config.json").read_text("utf-8")).get("_class_name", ""))
    made = getattr(diffusers, named, None)
    if made is None:
        raise UserError(f"diffusers {diffusers.__version__} has no {named!r}, which {lies} names")
    return made.from_pretrained(lies, torch_dtype=kind, local_files_only=True, use_safetensors=True)


def _quantised(model: Model, there: Shelved) -> tuple[dict[str, Any], list[str]]:
    """What is said to the loader where weights are to be kept in fewer bits: torchao's kinds, for what moves."""
    kinds = {"int8": "Int8WeightOnlyConfig", "int4": "Int4WeightOnlyConfig", "float8": "Float8WeightOnlyConfig"}
    if model.quantise not in kinds:
        return {}, []
    try:
        kept = getattr(import_module("torchao.quantization"), kinds[model.quantise])
    except (ImportError, AttributeError) as error:
        return {}, [f"weights {model.quantise} refused (torchao: {_first_line(error)})"]
    each: Any = {part: diffusers.TorchAoConfig(kept()) for part in _PARTS if there.index.get(part, [None])[0]}
    return {"quantization_config": diffusers.PipelineQuantizationConfig(quant_mapping=each)}, [
        f"weights {model.quantise}"
    ]


def _adapt(made: Any, model: Model) -> None:
    """Low-rank weights, each at its strength."""
    names: list[str] = []
    for number, file in enumerate(sorted(model.lora)):
        names.append(f"lora-{number}")
        path = _safe(Path(file))
        at = {} if path.is_dir() else {"weight_name": path.name}
        folder = path if path.is_dir() else path.parent
        try:
            made.load_lora_weights(
                folder, adapter_name=names[-1], local_files_only=True, use_safetensors=True, **at
            )  # fmt: skip
        except Exception as error:  # PEFT is missing, or the file is for another model
            lacks = "" if find_spec("peft") else " (low-rank weights need: pip install peft)"
            raise UserError(f"{file} cannot be put on this model{lacks}: {_first_line(error)}") from error
    if names:
        made.set_adapters(names, [model.lora[file] for file in sorted(model.lora)])


def _safe(path: Path) -> Path:
    """Where weights lie, which are numbers and nothing else: a pickled file may hold any program. A `UserError` for
    any other kind."""
    if not path.is_dir() and path.suffix != ".safetensors":
        raise UserError(f"{path} is not opened: weights of that kind may hold a program", possible=("*.safetensors",))
    return path


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"
