"""The families by the classes of diffusers 0.42 that run them; figures are their makers' own (cards, signatures)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lampblack.engines.requests import Size
from lampblack_engines.diffusers.family import Family
from lampblack_engines.diffusers.folder import Shelved

_SAID = frozenset({"words", "without", "guidance", "seed"})
_SIGNALS = frozenset({"signal:depth", "signal:pose", "signal:edges"})
_FIRST = frozenset({"first"})
_AGAIN = frozenset({"restyle"})

_WAN = Family(
    controls=_SAID, native=16.0, most_frames=81, largest=Size(width=1280, height=720), word_languages=("zh", "en"),
    licence="Apache-2.0", float32=("vae",),
)  # fmt: skip
_LTX2 = Family(
    controls=_SAID, step=8, longest=20.0, block=32, largest=Size(width=3840, height=2176), makes_sound=True,
    licence="LTX-2 community licence (free below 10 million USD of revenue a year)",
)  # fmt: skip
_HUNYUAN = Family(
    controls=_SAID, native=24.0, most_frames=121, largest=Size(width=1280, height=720), guided="guider",
    word_languages=("zh", "en"), licence="Tencent Hunyuan community licence (not in the EU, the UK, South Korea)",
)  # fmt: skip
# An even number of latents is decoded to four frames each, the first too, and nothing is where it should be: 8k + 1.
_COG = Family(
    controls=_SAID, native=8.0, step=8, most_frames=49, largest=Size(width=720, height=480), licence="CogVideoX licence"
)
_ANIMATE = Family(
    controls=_SAID, native=8.0, step=1, most_frames=32, block=8, largest=Size(width=1024, height=1024),
    licence="Apache-2.0 (motion), the picture model's own",
)  # fmt: skip
_PICTURE = Family(kind="paint", controls=_SAID, step=1, largest=Size(width=2048, height=2048))
_QWEN = replace(_PICTURE, guided="true_cfg_scale", word_languages=("zh", "en"), licence="Apache-2.0")
_Z = replace(_PICTURE, word_languages=("zh", "en"), licence="Apache-2.0")
_FLUX = replace(_PICTURE, controls=_SAID - {"without"}, licence="FLUX licence of that model")
_FLUX2 = replace(_FLUX, way="references", controls=_FLUX.controls | {"references", "restyle"}, most_references=10)
_EDIT = replace(
    _QWEN, way="edit", controls=_SAID | {"references", "restyle"}, demands=frozenset({"references", "restyle"})
)

FAMILIES: Mapping[str, Family] = {
    "WanPipeline": _WAN,
    "WanImageToVideoPipeline": replace(
        _WAN, way="ends", controls=_SAID | {"first", "last", "extend"}, demands=frozenset({"first", "extend"})
    ),
    "WanVACEPipeline": replace(
        _WAN,
        way="vace",
        controls=_SAID | _SIGNALS | {"first", "last", "middle", "references", "repair", "extend"},
        most_signals=1,
    ),
    "WanVideoToVideoPipeline": replace(_WAN, way="again", controls=_SAID | _AGAIN, demands=_AGAIN),
    "LTX2Pipeline": _LTX2,
    "LTX2ImageToVideoPipeline": replace(
        _LTX2, way="ends", controls=_SAID | {"first", "extend"}, demands=frozenset({"first", "extend"})
    ),
    "LTX2ConditionPipeline": replace(
        _LTX2, way="conditions", controls=_SAID | {"first", "last", "middle", "extend"}
    ),
    "HunyuanVideo15Pipeline": _HUNYUAN,
    "HunyuanVideo15ImageToVideoPipeline": replace(_HUNYUAN, way="ends", controls=_SAID | _FIRST, demands=_FIRST),
    "CogVideoXPipeline": _COG,
    "CogVideoXImageToVideoPipeline": replace(
        _COG, way="ends", controls=_SAID | {"first", "extend"}, demands=frozenset({"first", "extend"})
    ),
    "CogVideoXVideoToVideoPipeline": replace(_COG, way="again", controls=_SAID | _AGAIN, demands=_AGAIN),
    "AnimateDiffPipeline": _ANIMATE,
    "AnimateDiffControlNetPipeline": replace(
        _ANIMATE, way="conditioned", controls=_SAID | _SIGNALS, demands=_SIGNALS, most_signals=1
    ),
    "AnimateDiffVideoToVideoPipeline": replace(_ANIMATE, way="again", controls=_SAID | _AGAIN, demands=_AGAIN),
    "QwenImagePipeline": _QWEN,
    "QwenImageImg2ImgPipeline": replace(_QWEN, way="again", controls=_SAID | _AGAIN, demands=_AGAIN),
    "QwenImageControlNetPipeline": replace(
        _QWEN, way="control", controls=_SAID | _SIGNALS, demands=_SIGNALS, most_signals=1
    ),
    "QwenImageEditPipeline": replace(_EDIT, most_references=1),
    "QwenImageEditPlusPipeline": replace(_EDIT, most_references=3),
    "ZImagePipeline": _Z,
    "ZImageImg2ImgPipeline": replace(_Z, way="again", controls=_SAID | _AGAIN, demands=_AGAIN),
    "ZImageControlNetPipeline": replace(
        _Z, way="control", controls=_SAID | _SIGNALS, demands=_SIGNALS, most_signals=1
    ),
    "FluxPipeline": _FLUX,
    "FluxImg2ImgPipeline": replace(_FLUX, way="again", controls=_FLUX.controls | _AGAIN, demands=_AGAIN),
    "Flux2Pipeline": _FLUX2,
    "Flux2KleinPipeline": replace(_FLUX2, licence="Apache-2.0 (4B) or FLUX non-commercial (9B)"),
}  # fmt: skip


def family_of(there: Shelved) -> Family | None:
    """The family of a model where it lies, with its own figures where they differ; None: not in the table."""
    family = FAMILIES.get(there.pipeline)
    if family is None:
        return None
    if there.pipeline.startswith("Wan"):
        return _wan(family, there)
    if there.pipeline.startswith("CogVideoX") and there.config("transformer").get("patch_size_t"):
        # CogVideoX 1.5
        return replace(family, native=16.0, most_frames=81, largest=Size(width=1360, height=768))
    return family


def _wan(family: Family, there: Shelved) -> Family:
    reader: Mapping[str, Any] = there.config("transformer")
    if there.index.get("expand_timesteps"):
        # Wan 2.2 5B: 24 frames a second, and nothing is done with a last picture.
        return replace(family, native=24.0, most_frames=121, controls=family.controls - {"last"})
    if family.way == "ends" and reader.get("image_dim") and not reader.get("pos_embed_seq_len"):
        # Wan 2.1 but for its first-last-frame model.
        return replace(family, controls=family.controls - {"last"})
    return family
