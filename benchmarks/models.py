# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
"""Picture models: stock diffusers beside each means of `models.toml`, in seconds, memory, and how far pictures differ.

The same shape, the same random weights, the same seed. Weights are random, so differences say how exact a means is and
nothing about beauty; caches skip by what they see, and see noise.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.measured import Measured
from benchmarks.shapes import GREAT, SMALL, Shape
from lampblack_engines.diffusers.fitting import fit, forgotten
from lampblack_engines.diffusers.written import Model

MEANS: dict[str, Model] = {
    "attention cuDNN": Model(attention="_native_cudnn"),
    "attention flash": Model(attention="flash"),
    "attention flash 3": Model(attention="_flash_3"),
    "attention sage": Model(attention="sage"),
    "compiled": Model(compile=True),
    "cache first-block": Model(cache="first-block"),
    "cache taylorseer": Model(cache="taylorseer"),
    "tiling": Model(tiling=True),
    "float8 storage": Model(quantise="float8-storage"),
    "offload by model": Model(offload="model"),
    "offload by group": Model(offload="group"),
    "compiled, attention cuDNN, tiling": Model(compile=True, attention="_native_cudnn", tiling=True),
}
"""What is laid beside stock; what a machine refuses is said and left out."""
_WITHOUT_A_CARD = ("cache first-block", "cache taylorseer", "tiling", "float8 storage")
_QUICK = ("compiled", "tiling")
_SEED = 11


@dataclass(frozen=True, kw_only=True)
class _Run:
    seconds: float
    gigabytes: float
    """The most the card held; 0: there is none."""
    pictures: NDArray[np.float32]


def figures(*, quick: bool) -> list[Measured]:
    """Everything this machine can measure; a line to stderr for each means that it refused."""
    card = torch.cuda.is_available()
    if not card:
        print("models: there is no CUDA GPU here, so only the tiny ones are measured", file=sys.stderr, flush=True)
    shapes = (GREAT[:1] if quick else GREAT) if card else SMALL
    names = _QUICK if quick else tuple(MEANS) if card else _WITHOUT_A_CARD
    device = torch.device("cuda" if card else "cpu")
    return [each for shape in shapes for each in _of(shape, names, device)]


def _of(shape: Shape, names: tuple[str, ...], device: torch.device) -> Iterator[Measured]:
    stock = _measured(shape, None, device)
    if isinstance(stock, str):
        print(f"models: {shape.name}: {stock}", file=sys.stderr, flush=True)
        return
    yield Measured(name=f"{shape.name}, {shape.steps} steps: stock diffusers", value=stock.seconds, unit="s")
    for name in names:
        found = _measured(shape, MEANS[name], device)
        if isinstance(found, str):
            print(f"models: {shape.name}: {name}: {found}", file=sys.stderr, flush=True)
            continue
        yield Measured(
            name=f"{shape.name}: {name}", value=found.seconds, unit="s", peer="stock diffusers", against=stock.seconds
        )
        if stock.gigabytes:
            yield Measured(
                name="  its memory", value=found.gigabytes, unit="GB", peer="stock diffusers", against=stock.gigabytes
            )
        yield Measured(name="  its likeness to stock", value=_likeness(stock.pictures, found.pictures), unit="dB")


def _measured(shape: Shape, model: Model | None, device: torch.device) -> _Run | str:
    """One way of running one shape, after a run that is not counted; in words where it could not be done."""
    _emptied()
    torch.manual_seed(_SEED)
    try:
        with _built_on(device):
            pipeline = shape.make()
        pipeline.set_progress_bar_config(disable=True)
        if model is None:
            pipeline.to(device)
            fitted = None
        else:
            fitted = fit(pipeline, model, device, [])
            refused = [note for note in fitted.notes if "refused" in note]
            if refused:
                return "; ".join(refused)
        spent, pictures = 0.0, None
        for counted in (False, True):
            if counted and device.type == "cuda":
                torch.cuda.reset_peak_memory_stats()
            if fitted is not None:
                forgotten(fitted)
            began = time.perf_counter()
            pictures = _taken(pipeline, shape)
            spent = time.perf_counter() - began
        held = torch.cuda.max_memory_allocated() / 1e9 if device.type == "cuda" else 0.0
        assert pictures is not None
        return _Run(seconds=spent, gigabytes=held, pictures=pictures)
    except Exception as error:  # a means may fail in any way, and the next is measured all the same
        words = str(error).strip().splitlines()
        return f"{type(error).__name__}: {words[0][:160] if words else ''}"


def _taken(pipeline: Any, shape: Shape) -> NDArray[np.float32]:
    generator = torch.Generator("cpu").manual_seed(_SEED)
    with torch.no_grad():
        given = pipeline(**shape.said(), generator=generator, output_type="np")
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    found = given.frames[0] if hasattr(given, "frames") else given.images
    return np.asarray(found, np.float32)


class _built_on:  # noqa: N801 - read as words
    """Weights are drawn where they are used, in halves on a card."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._kind = torch.bfloat16 if device.type == "cuda" else torch.float32

    def __enter__(self) -> None:
        self._before = torch.get_default_dtype()
        torch.set_default_dtype(self._kind)
        self._device.__enter__()

    def __exit__(self, *error: object) -> None:
        self._device.__exit__(*error)
        torch.set_default_dtype(self._before)


def _likeness(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Peak signal to noise in dB, 99 where they are the same."""
    if a.shape != b.shape or not (np.isfinite(a).all() and np.isfinite(b).all()):
        return math.nan
    error = float(np.mean((a - b) ** 2))
    return 99.0 if error < 1e-10 else -10.0 * math.log10(error)


def _emptied() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
