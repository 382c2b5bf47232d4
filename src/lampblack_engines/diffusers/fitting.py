# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false
# (torch and diffusers are untyped in large part.)
"""A pipeline made to fit and made fast: every means is tried, what takes is kept, and what came of each is said.

Which means take depends on the model, the card and what is installed, so nothing is assumed. A means that is refused
never fails a take; one that fails in the middle of a take is let go, all of them are, and the take is made without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import diffusers
import torch

from lampblack_engines.diffusers.loading import movers
from lampblack_engines.diffusers.written import Model

_ROOM = 1.35
"""Weights times this should fit a card, so that there is room to work."""
_LADDER = ("none", "tiling", "model", "group")
"""What is done when memory runs out, one rung after the other."""


@dataclass(kw_only=True)
class Fitted:
    """A pipeline in its place. `notes`: what was tried, one word and what came of it."""

    pipeline: Any
    device: torch.device
    rung: str = "none"
    quick: bool = False
    """Whether any means of speed is on."""
    notes: list[str] = field(default_factory=lambda: list[str]())

    def told(self) -> str:
        """What took and what did not, in one line."""
        return "; ".join(self.notes)

    def attempt(self, name: str, means: Callable[[], object]) -> bool:
        """Try one means; whether it took."""
        try:
            means()
        except Exception as error:  # an optional means may fail in any way, and must not fail the take
            self.notes.append(f"{name} refused ({_short(error)})")
            return False
        self.notes.append(name)
        return True


def fit(pipeline: Any, model: Model, device: torch.device, notes: list[str]) -> Fitted:
    """Put a loaded pipeline in its place with the means that are written down."""
    kind = next(iter(movers(pipeline)[0].parameters())).dtype if movers(pipeline) else torch.float32
    made = Fitted(pipeline=pipeline, device=device, notes=[f"on {device}", str(kind).removeprefix("torch."), *notes])
    _hasten(made, model)
    if model.tiling:
        _tile(made)
    _place(made, _first_rung(pipeline, model, device))
    return made


def roomier(made: Fitted, model: Model) -> bool:
    """After memory ran out: the next means that makes room; False where there is none, or nobody allowed it."""
    if model.offload != "auto" or made.device.type == "cpu":
        return False
    following = _LADDER[_LADDER.index(made.rung) + 1 :]
    for rung in following:
        if rung == "tiling":
            if not model.tiling and _tile(made):
                made.rung = rung
                return True
        elif _place(made, rung):
            return True
    return False


def plain(made: Fitted) -> None:
    """Let go of all means of speed."""
    for part in movers(made.pipeline):
        for undo in ("disable_cache", "reset_attention_backend"):
            _quietly(part, undo)
        for block in part.modules():
            # What `compile_repeated_blocks` left: a compiled call beside the plain one.
            if getattr(block, "_compiled_call_impl", None) is not None:
                block._compiled_call_impl = None
    made.quick = False
    made.notes.append("all means of speed let go")


def forgotten(made: Fitted) -> None:
    """What a cache remembers of the last take, so that takes do not hang on what was made before them."""
    for part in movers(made.pipeline):
        if getattr(part, "is_cache_enabled", False):
            _quietly(part, "_reset_stateful_cache")


def _hasten(made: Fitted, model: Model) -> None:
    parts = movers(made.pipeline)
    if model.quantise == "float8-storage":
        kind = next(iter(parts[0].parameters())).dtype
        for part in parts:
            made.attempt("float8 storage", lambda part=part: part.enable_layerwise_casting(compute_dtype=kind))
    for name, means in _means(made.pipeline, model):
        took = [made.attempt(name, lambda part=part, means=means: means(part)) for part in parts]
        made.quick = made.quick or any(took)


def _means(pipeline: Any, model: Model) -> Iterator[tuple[str, Callable[[Any], object]]]:
    if model.attention:
        yield f"attention {model.attention}", lambda part: part.set_attention_backend(model.attention)
    if model.cache:
        yield f"cache {model.cache}", lambda part: part.enable_cache(_cache(pipeline, model.cache))
    if model.compile:
        yield "compiled", lambda part: part.compile_repeated_blocks(fullgraph=False, dynamic=None)


def _cache(pipeline: Any, name: str) -> Any:
    match name:
        case "first-block":
            return diffusers.FirstBlockCacheConfig()
        case "taylorseer":
            return diffusers.TaylorSeerCacheConfig()
        case "sea":
            return diffusers.SeaCacheConfig()
        case "pyramid":
            return diffusers.PyramidAttentionBroadcastConfig(
                spatial_attention_block_skip_range=2, current_timestep_callback=lambda: pipeline.current_timestep
            )
        case _:
            return diffusers.TextKVCacheConfig()


def _first_rung(pipeline: Any, model: Model, device: torch.device) -> str:
    if device.type == "cpu":
        return "none"
    if model.offload != "auto":
        return model.offload
    if device.type != "cuda":
        return "none"
    free = torch.cuda.mem_get_info(device)[0] / _ROOM
    parts = [_bytes(part) for part in pipeline.components.values() if isinstance(part, torch.nn.Module)]
    if sum(parts) <= free:
        return "none"
    return "model" if max(parts, default=0) <= free else "group"


def _place(made: Fitted, rung: str) -> bool:
    """Move a pipeline where it works, whole or by parts."""
    pipeline, device = made.pipeline, made.device
    if rung != "none" or made.rung != "none":
        _quietly(pipeline, "remove_all_hooks")
    if rung == "none":
        pipeline.to(device)
        made.rung = rung
        return True
    if rung == "model":
        pipeline.to("cpu")
        took = made.attempt("offload by model", lambda: pipeline.enable_model_cpu_offload(device=device))
    else:
        pipeline.to("cpu")
        took = made.attempt(
            "offload by group",
            lambda: pipeline.enable_group_offload(
                onload_device=device, offload_type="leaf_level", use_stream=device.type == "cuda"
            ),
        )
    if took:
        made.rung = rung
    else:
        pipeline.to(device)
    return took


def _tile(made: Fitted) -> bool:
    vae = getattr(made.pipeline, "vae", None)
    return made.attempt("tiling", vae.enable_tiling) if vae is not None else False


def _bytes(part: torch.nn.Module) -> int:
    return sum(each.numel() * each.element_size() for each in part.parameters())


def _quietly(part: Any, name: str) -> None:
    try:
        getattr(part, name)()
    except Exception:  # nothing of the kind was on
        return


def _short(error: Exception) -> str:
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[0][:120] if words else ''}"
