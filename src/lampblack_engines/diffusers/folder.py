"""What a model's folder says of itself, read as JSON: nothing heavy is imported, no weights are opened."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from lampblack.base.digest import digest_of, seed_of, short
from lampblack_engines.diffusers.written import Model

INDEX = "model_index.json"
_LARGEST_JSON = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A model where it lies. `lacks` says in one sentence what is missing; then the rest is empty."""

    folder: Path | None = None
    pipeline: str = ""
    """The class of diffusers that runs it."""
    index: Mapping[str, Any] = field(default_factory=lambda: {})
    lacks: str = ""

    def config(self, part: str) -> Mapping[str, Any]:
        """The `config.json` of one part; empty where there is none."""
        return _json(self.folder / part / "config.json") if self.folder else {}

    def mark(self) -> int:
        """A number that changes with what the folder holds: its descriptions, and its files' names and sizes."""
        if self.folder is None:
            return 0
        said = [self.pipeline]
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(self.folder).parts):
                small = path.suffix == ".json" and path.stat().st_size < _LARGEST_JSON
                what = short(digest_of(path.read_bytes())) if small else str(path.stat().st_size)
                said.append(f"{path.relative_to(self.folder).as_posix()} {what}")
        return seed_of(*said)


def shelved(model: Model) -> Shelved:
    """Where a model lies and what runs it."""
    folder = Path(model.folder) if model.folder else cached(model.hub, model.revision)
    if folder is None:
        return _to_be_fetched(model)
    if not (folder / INDEX).is_file():
        if (folder / "modular_model_index.json").is_file():
            return Shelved(lacks=f"a pipeline of the usual kind: {folder} is a modular one, which is not run here")
        return Shelved(lacks=f"a folder as diffusers saves one: there is no {INDEX} in {folder}")
    index = _json(folder / INDEX)
    if not index:
        return Shelved(lacks=f"a folder as diffusers saves one: {folder / INDEX} is damaged (it holds no JSON table)")
    named = model.pipeline or index.get("_class_name", "")
    if not isinstance(named, str) or not named.isidentifier():
        return Shelved(lacks=f"a class of diffusers: {folder / INDEX} names {named!r}")
    for part, lies in model.parts.items():
        if not (Path(lies) / "config.json").is_file():
            return Shelved(lacks=f"its part {part}: there is no config.json in {lies}")
    for each in model.lora:
        if not Path(each).exists():
            return Shelved(lacks=f"low-rank weights: there is no {each}")
    return Shelved(folder=folder, pipeline=named, index=index)


def _to_be_fetched(model: Model) -> Shelved:
    """A model of the hub that is not on this machine: what it can do is only known from the class that is written."""
    if not model.download:
        return Shelved(lacks=f"{model.hub} in the hub's cache on this machine, or download = true beside it")
    if not model.pipeline.isidentifier():
        return Shelved(lacks=f'its class, as pipeline = "WanPipeline", until {model.hub} has been fetched')
    return Shelved(pipeline=model.pipeline)


def cached(hub: str, revision: str = "") -> Path | None:
    """The snapshot of a hub's model in the hub's cache on this machine (its published layout); None: there is none."""
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface"
    cache = Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub")
    there = cache / f"models--{hub.replace('/', '--')}"
    named = there / "refs" / (revision or "main")
    snapshot = there / "snapshots" / (named.read_text("utf-8").strip() if named.is_file() else revision or "main")
    return snapshot if (snapshot / INDEX).is_file() else None


def _json(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > _LARGEST_JSON:
            return {}
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}
