# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
"""Picture models of real shape with random weights: what they cost is what the real ones cost, and nothing is fetched.

Only what reads the words is small: its answer has the real shape, and the real one is run once a take.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLLTX2Audio,
    AutoencoderKLLTX2Video,
    AutoencoderKLWan,
    FlowMatchEulerDiscreteScheduler,
    LTX2Pipeline,
    LTX2VideoTransformer3DModel,
    WanPipeline,
    WanTransformer3DModel,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors
from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
from tests.tiny import pipelines as tiny
from tests.tiny import words
from transformers import (
    Gemma3Config,
    Gemma3ForConditionalGeneration,
    Qwen3Config,
    Qwen3Model,
    UMT5Config,
    UMT5EncoderModel,
)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A model's shape, and the take it is measured with."""

    name: str
    make: Callable[[], Any]
    call: dict[str, Any]
    steps: int = 8
    extra: dict[str, Any] = field(default_factory=lambda: {})

    def said(self) -> dict[str, Any]:
        """The whole call but for the seed."""
        return {"prompt": "a man walks over a bridge", "num_inference_steps": self.steps, **self.call, **self.extra}


def _wan(**transformer: Any) -> Any:
    reader = UMT5EncoderModel(
        UMT5Config(vocab_size=words.VOCABULARY, d_model=4096, d_kv=64, d_ff=64, num_layers=1, num_heads=4)
    )
    return WanPipeline(
        tokenizer=words.tokenizer(longest=512), text_encoder=reader, transformer=WanTransformer3DModel(**transformer),
        vae=AutoencoderKLWan().float(), scheduler=FlowMatchEulerDiscreteScheduler(shift=5.0), transformer_2=None,
    )  # fmt: skip


def wan_small() -> Any:
    """Wan 2.1, 1.3 billion: 30 layers of 12 heads."""
    return _wan(num_attention_heads=12, ffn_dim=8960, num_layers=30)


def wan_large() -> Any:
    """Wan 2.1 14B, and each half of Wan 2.2 A14B: 40 layers of 40 heads, diffusers' own defaults."""
    return _wan()


def ltx2() -> Any:
    """LTX-2, 19 billion: 48 layers of 32 heads with sound, diffusers' own defaults."""
    text = {
        "vocab_size": words.VOCABULARY, "hidden_size": 3840, "intermediate_size": 64, "num_hidden_layers": 48,
        "num_attention_heads": 1, "num_key_value_heads": 1, "head_dim": 64, "pad_token_id": 0, "eos_token_id": 1,
        "bos_token_id": 3,
    }  # fmt: skip
    sight = {
        "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
        "image_size": 14, "patch_size": 14, "vision_use_head": False,
    }  # fmt: skip
    config = Gemma3Config(
        text_config=text, vision_config=sight, mm_tokens_per_image=1, image_token_index=2, boi_token_index=2,
        eoi_token_index=2,
    )  # fmt: skip
    return LTX2Pipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), vae=AutoencoderKLLTX2Video(), audio_vae=AutoencoderKLLTX2Audio(),
        text_encoder=Gemma3ForConditionalGeneration(config), tokenizer=words.tokenizer(left=True, longest=1024),
        connectors=LTX2TextConnectors(rope_type="split"), transformer=LTX2VideoTransformer3DModel(rope_type="split"),
        vocoder=LTX2Vocoder(), processor=None, prompt_enhancer=None, duration_head=None,
    )  # fmt: skip


def z_image() -> Any:
    """Z-Image, 6 billion: 30 layers of 30 heads, diffusers' own defaults."""
    reader = Qwen3Model(
        Qwen3Config(
            vocab_size=words.VOCABULARY, hidden_size=2560, intermediate_size=64, num_hidden_layers=2,
            num_attention_heads=2, num_key_value_heads=2, head_dim=64,
        )
    )  # fmt: skip
    transformer = ZImageTransformer2DModel()
    with torch.no_grad():
        # The constructor leaves these two as the memory was.
        transformer.x_pad_token.fill_(0.02)
        transformer.cap_pad_token.fill_(0.02)
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=16, scaling_factor=0.3611,
        shift_factor=0.1159, use_quant_conv=False, use_post_quant_conv=False,
    )  # fmt: skip
    return ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0), vae=vae, text_encoder=reader,
        tokenizer=words.tokenizer(longest=512), transformer=transformer,
    )  # fmt: skip


_WIDE = {"width": 832, "height": 480, "num_frames": 81}
_GUIDED = {"stg_scale": 0.0, "audio_stg_scale": 0.0, "modality_scale": 1.0, "audio_modality_scale": 1.0}
"""LTX-2's extra guidance off: every step is two passes through the model and not four."""

GREAT = (
    Shape(name="Wan 1.3B, 832x480, 81 frames", make=wan_small, call=_WIDE),
    Shape(name="Wan 14B, 832x480, 81 frames", make=wan_large, call=_WIDE, steps=4),
    Shape(
        name="LTX-2 19B with sound, 768x512, 121 frames",
        make=ltx2,
        call={"width": 768, "height": 512, "num_frames": 121, "frame_rate": 24.0},
        extra=_GUIDED,
    ),
    Shape(name="Z-Image 6B, 1024x1024", make=z_image, call={"width": 1024, "height": 1024}),
)
"""What a card is measured with."""

SMALL = (
    Shape(
        name="tiny Wan, 160x96, 9 frames", make=tiny.wan, call={"width": 160, "height": 96, "num_frames": 9}, steps=8
    ),
    Shape(name="tiny Z-Image, 160x96", make=tiny.z_image, call={"width": 160, "height": 96}, steps=8),
)
"""What a machine without a card is measured with: that the measurement works, not what models cost."""
