"""`models.toml`: the picture models a person has, each by the name it has as an engine; a line for every mistake.

[wan]
folder = "/models/Wan2.2-T2V-A14B-Diffusers"      # or: hub = "Wan-AI/...", download = true
offload = "auto"                                  # none, model, group: what fits; auto: as much as is needed
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

from lampblack.base.errors import UserError
from lampblack.base.toml import only, read_table, read_toml, spot_of
from lampblack.engines.shapes import is_size

WHERE = "LAMPBLACK_MODELS"
"""The environment variable that names another file than the usual one."""

Dtype = Literal["auto", "bfloat16", "float16", "float32"]
Offload = Literal["none", "model", "group", "auto"]
Quantise = Literal["", "int8", "int4", "float8", "float8-storage"]
Cache = Literal["", "first-block", "taylorseer", "sea", "pyramid", "text-kv"]
Followed = Literal["depth", "pose", "edges"]
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_HUB = re.compile(r"[\w.-]+/[\w.-]+")
_DEVICE = re.compile(r"auto|cpu|mps|(cuda|xpu)(:\d+)?")
_RATE = re.compile(r"|film|\d+(\.\d+)?")


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model as it is written down; what is left open follows from its family."""

    folder: str = ""
    """As diffusers saves one: with `model_index.json` in it."""
    hub: str = ""
    """Its name on the hub; what lies in the hub's cache on this machine is used."""
    revision: str = ""
    download: bool = False
    """Whether what is missing may be fetched from the hub."""
    pipeline: str = ""
    """Another class of diffusers than the folder names: a folder of Wan can also restyle."""
    parts: Mapping[str, str] = field(default_factory=lambda: {})
    """Parts from folders of their own, by their name in the pipeline: `controlnet`, `motion_adapter`."""
    variant: str = ""
    device: str = "auto"
    dtype: Dtype = "auto"
    offload: Offload = "none"
    tiling: bool = False
    """Pictures are decoded a tile at a time: less memory, a little more time."""
    quantise: Quantise = ""
    compile: bool = False
    attention: str = ""
    """A back end of diffusers' `set_attention_backend`: `flash`, `sage`, `_native_cudnn` ..."""
    cache: Cache = ""
    lora: Mapping[str, float] = field(default_factory=lambda: {})
    """Files or folders of low-rank weights, and how strong each is."""
    steps: int = 0
    guidance: float = -1.0
    sizes: tuple[str, ...] = ()
    largest: str = ""
    rate: str = ""
    """Frames a second it was taught at, or `film`: frame for frame what the film asks. Empty: as its family."""
    longest: float = 0.0
    """Seconds it makes at most; 0: as its family."""
    signals: tuple[Followed, ...] = ()
    """What its control part follows; none: as its family."""
    extra: Mapping[str, str | bool | int | float] = field(default_factory=lambda: {})
    """More arguments of the pipeline's call, as they stand."""
    vram_gb: float = 0.0
    """What it needs of a card, so that others may share it; 0: it has the card alone."""
    licence: str = ""
    """Of what it makes."""


_LIMITS = (
    ("steps", 0, 1000), ("guidance", -1.0, 100.0), ("longest", 0.0, 600.0), ("vram_gb", 0.0, 1024.0),
)  # fmt: skip
_WRITTEN_AS = (
    ("device", _DEVICE, ("auto", "cuda", "cuda:1", "cpu", "mps")),
    ("rate", _RATE, ("16", "24", "film")),
    ("hub", re.compile(rf"|{_HUB.pattern}"), ("Wan-AI/Wan2.2-T2V-A14B-Diffusers",)),
)


def written_at() -> Path:
    """The file in which a person names models."""
    if named := os.environ.get(WHERE, ""):
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lampblack" / "models.toml"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table as it is written, and where."""

    name: str
    entry: Any
    text: str = field(default="", repr=False)
    file: str = ""

    def read(self) -> Model:
        """The model; a `UserError` with its line for the first mistake."""
        return _model(self.name, self.entry, self.text, self.file)


def models(path: Path) -> dict[str, Model]:
    """The models by name; a `UserError` with its line for the first mistake."""
    return {name: table.read() for name, table in tables(path).items()}


def tables(path: Path) -> dict[str, Table]:
    """What is written down, by name; none where there is no file."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from error
    file = str(path)
    entries = read_toml(text, file).items()
    return {name: Table(name=name, entry=entry, text=text, file=file) for name, entry in entries}


def model_of(name: str) -> Model:
    """The model of that name; a `UserError` where none is written."""
    there = tables(written_at())
    if name not in there:
        raise UserError(f"there is no model {name!r} in {written_at()}", possible=tuple(there))
    return there[name].read()


def _model(name: str, entry: Any, text: str, file: str) -> Model:
    spot = spot_of(text, file, name)
    if not isinstance(entry, dict) or not _NAME.fullmatch(name):
        message = f"{name} must be a table named in small letters, digits and dashes"
        raise UserError(message, spot=spot, possible=("[my-wan]",))
    table = cast(dict[str, Any], entry)
    only(table, Model.__dataclass_fields__, text, file, name)
    if bool(table.get("folder")) == bool(table.get("hub")):
        raise UserError(f"{name} needs a folder or a hub, one of them", spot=spot, possible=('folder = "/models/wan"',))
    made = read_table(table, Model, text, file, name)
    for key, least, most in _LIMITS:
        if not least <= getattr(made, key) <= most:
            at = spot_of(text, file, name, key)
            raise UserError(f"{name}.{key} = {getattr(made, key)} is not possible ({least:g} to {most:g})", spot=at)
    for key, written_as, possible in _WRITTEN_AS:
        if not written_as.fullmatch(getattr(made, key)):
            at = spot_of(text, file, name, key)
            raise UserError(f"{name}.{key} = {getattr(made, key)!r} is not known", spot=at, possible=possible)
    for key, sizes in (("sizes", made.sizes), ("largest", (made.largest,) if made.largest else ())):
        for size in sizes:
            if not is_size(size):
                at = spot_of(text, file, name, key)
                raise UserError(f"{name}.{key}: {size!r} is no size", spot=at, possible=("1280x720",))
    return _placed(made, Path(file).parent)


def _placed(made: Model, beside: Path) -> Model:
    """Its folders as they are found from the file they are written in."""

    def at(folder: str) -> str:
        return str(beside / Path(folder).expanduser()) if folder else ""

    return replace(
        made,
        folder=at(made.folder),
        parts={part: at(folder) for part, folder in made.parts.items()},
        lora={at(each): strength for each, strength in made.lora.items()},
    )
