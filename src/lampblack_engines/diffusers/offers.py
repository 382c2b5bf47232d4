"""The engines that a person's picture models are, as the registry has them: one for each table of `models.toml`."""

from __future__ import annotations

from pathlib import Path

from lampblack.base.digest import seed_of
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Capabilities, LeftOut, Offer, each_offered
from lampblack.engines.shapes import size_of
from lampblack_engines.diffusers.family import Family
from lampblack_engines.diffusers.folder import Shelved, shelved
from lampblack_engines.diffusers.generic import guessed
from lampblack_engines.diffusers.pace import FILMS
from lampblack_engines.diffusers.table import family_of
from lampblack_engines.diffusers.written import Model, tables, written_at

VERSION = 1
_MAKES = "lampblack_engines.diffusers.engine:Diffusion"
_NEEDS = "diffusers=diffusers"
_NVIDIA = Path("/dev/nvidia0")


def offered() -> tuple[Offer | LeftOut, ...]:
    """An engine for each model that is written down; where there is none, one that says how."""
    return each_offered(tables(written_at()), lambda table: offer_of(table.name, table.read())) or (_unwritten(),)


def offer_of(name: str, model: Model) -> Offer:
    """The engine that a model is. Its version changes with whatever changes what is seen."""
    there = shelved(model)
    family = family_of(there) or guessed(there)
    lacks = there.lacks
    if not lacks and family is None:
        lacks = f"a pipeline that makes moving or still pictures from words: {there.pipeline} is none that is known"
    return Offer(
        name=name,
        version=1_000_000 * VERSION + _mark(model, there),
        makes=_MAKES,
        made_with=(("name", name),),
        capabilities=(limits_of(model, family or Family()),),
        licence="Apache-2.0 (this part)",
        summary=f"{there.pipeline or 'a model'} from {model.folder or model.hub}",
        needs=_NEEDS,
        lacks=lacks,
    )


def limits_of(model: Model, family: Family) -> Capabilities:
    """What a model can do: as its family, but for what its owner knows better."""
    return Capabilities(
        kind=family.kind,
        sizes=tuple(size_of(each) for each in model.sizes),
        largest=size_of(model.largest) if model.largest else None if model.sizes else family.largest,
        longest_seconds=_longest(model, family) if family.kind == "film" else None,
        controls=_controls(model, family),
        demands=_followed(model, family.demands),
        needs={"last": ("first",)} if family.way == "ends" and "last" in family.controls else {},
        apart=_apart(family),
        most_references=family.most_references,
        word_languages=family.word_languages,
        most_signals=family.most_signals,
        makes_sound=family.makes_sound,
        output_licence=model.licence or family.licence,
        gpus=1 if _on_a_card(model) else 0,
        vram_gb=model.vram_gb if _on_a_card(model) else 0.0,
        concurrency=1,
        limit_seconds=6 * 3_600.0,
    )


def _longest(model: Model, family: Family) -> float | None:
    """Seconds it makes at most: as many frames as it was taught, at the rate it was taught."""
    if model.longest or family.longest:
        return model.longest or family.longest
    rate = FILMS if model.rate == "film" else float(model.rate) if model.rate else family.native
    return round(family.most_frames / rate, 3) if family.most_frames and rate else None


def _controls(model: Model, family: Family) -> frozenset[str]:
    """`without` says nothing to a model that is run without guidance."""
    controls = _followed(model, family.controls)
    return controls - {"without"} if 0.0 <= model.guidance <= 1.0 else controls


def _apart(family: Family) -> tuple[tuple[str, ...], ...]:
    """What it is shown in one and the same place."""
    if family.way == "ends" and "extend" in family.controls:
        return (("first", "extend"),)
    return (("references", "restyle"),) if family.way == "edit" and family.most_references == 1 else ()


def _followed(model: Model, controls: frozenset[str]) -> frozenset[str]:
    if not model.signals:
        return controls
    return frozenset(
        each for each in controls if not each.startswith("signal:") or each.removeprefix("signal:") in model.signals
    )


def _on_a_card(model: Model) -> bool:
    return model.device.startswith("cuda") or (model.device == "auto" and _NVIDIA.exists())


def _mark(model: Model, there: Shelved) -> int:
    """What is seen depends on the folder and on all but where and how roomily it runs."""
    seen = [
        model.pipeline, model.variant, model.dtype, model.tiling, model.quantise, model.compile, model.attention,
        model.cache, sorted(Path(each).name for each in model.lora), sorted(model.lora.values()), model.steps,
        model.guidance, model.rate, dict(model.extra), sorted(model.parts),
    ]  # fmt: skip
    # What came from the hub is the same before and after it was fetched.
    lies = seed_of(model.hub, model.revision) if model.hub else there.mark()
    return seed_of("diffusers", lies, encode(seen).decode()) % 1_000_000


def _unwritten() -> Offer:
    return Offer(
        name="diffusers",
        version=VERSION,
        makes=_MAKES,
        capabilities=(Capabilities(kind="film"), Capabilities(kind="paint")),
        licence="Apache-2.0 (this part)",
        summary="any picture model of diffusers on a GPU of your own (Wan, LTX-2, HunyuanVideo, Qwen-Image ...)",
        needs=_NEEDS,
        lacks='a model, written in models.toml as [my-wan] with folder = "..." or hub = "..."',
    )
