"""Each of the tiny pipelines: the very classes that the great ones are, with a few thousand random weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLCogVideoX,
    AutoencoderKLLTX2Audio,
    AutoencoderKLLTX2Video,
    AutoencoderKLWan,
    CogVideoXDDIMScheduler,
    CogVideoXPipeline,
    CogVideoXTransformer3DModel,
    FlowMatchEulerDiscreteScheduler,
    LTX2ConditionPipeline,
    LTX2Pipeline,
    LTX2VideoTransformer3DModel,
    WanImageToVideoPipeline,
    WanPipeline,
    WanTransformer3DModel,
    WanVACEPipeline,
    WanVACETransformer3DModel,
    WanVideoToVideoPipeline,
    ZImageImg2ImgPipeline,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors
from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
from tests.tiny import others, words


def wan() -> Any:
    """Words to pictures."""
    return WanPipeline(transformer=_wan_transformer(), **_wan_rest())


def wan_again() -> Any:
    """Pictures to pictures in another look."""
    return WanVideoToVideoPipeline(transformer=_wan_transformer(), **_wan_rest(two=False))


def wan_i2v() -> Any:
    """A first and a last picture to what happens between them, as Wan 2.2 does it (no reader of pictures)."""
    made = _wan_transformer(in_channels=36)
    return WanImageToVideoPipeline(transformer=made, image_encoder=None, image_processor=None, **_wan_rest())


def wan_vace() -> Any:
    """Control signals, references, masks to pictures."""
    torch.manual_seed(2)
    made = WanVACETransformer3DModel(**_WAN, vace_layers=[0, 1], vace_in_channels=96)
    return WanVACEPipeline(transformer=made, **_wan_rest())


def ltx2() -> Any:
    """Words to pictures with sound."""
    return LTX2Pipeline(**_ltx2())


def ltx2_condition() -> Any:
    """Pictures anywhere, and words, to pictures with sound."""
    return LTX2ConditionPipeline(**_ltx2(), audio_scheduler=None)


def cogvideox() -> Any:
    """Words to pictures, the old small way."""
    torch.manual_seed(2)
    transformer = CogVideoXTransformer3DModel(
        num_attention_heads=2, attention_head_dim=16, in_channels=4, out_channels=4, time_embed_dim=2,
        text_embed_dim=32, num_layers=1, sample_width=20, sample_height=12, sample_frames=9, patch_size=2,
        max_text_seq_length=16, use_rotary_positional_embeddings=True,
    )  # fmt: skip
    torch.manual_seed(3)
    vae = AutoencoderKLCogVideoX(
        block_out_channels=(8, 8, 8, 8), latent_channels=4, layers_per_block=1, norm_num_groups=2
    )
    return CogVideoXPipeline(
        tokenizer=words.tokenizer(), text_encoder=words.t5(), vae=vae, transformer=transformer,
        scheduler=CogVideoXDDIMScheduler(),
    )  # fmt: skip


def z_image() -> Any:
    """Words to one picture."""
    return ZImagePipeline(**_z_image())


def z_image_again() -> Any:
    """One picture to another look of it."""
    return ZImageImg2ImgPipeline(**_z_image())


ALL: dict[str, Callable[[], Any]] = {
    "wan": wan,
    "wan-again": wan_again,
    "wan-i2v": wan_i2v,
    "wan-vace": wan_vace,
    "ltx2": ltx2,
    "ltx2-condition": ltx2_condition,
    "cogvideox": cogvideox,
    "z-image": z_image,
    "z-image-again": z_image_again,
    "hunyuan": others.hunyuan,
    "animatediff-control": others.animatediff_control,
    "qwen-image": others.qwen_image,
}
"""Every tiny pipeline by the name it has in tests."""


def built(name: str, under: Path) -> Path:
    """The folder of that tiny pipeline, as `save_pretrained` leaves one; made at the first question."""
    folder = under / name
    if not (folder / "model_index.json").is_file():
        made = ALL[name]()
        made.save_pretrained(folder)
    return folder


_WAN: dict[str, Any] = {
    "patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 16,
    "out_channels": 16, "text_dim": 32, "freq_dim": 32, "ffn_dim": 32, "num_layers": 2, "cross_attn_norm": True,
    "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 128,
}  # fmt: skip


def _wan_transformer(**other: Any) -> Any:
    torch.manual_seed(2)
    return WanTransformer3DModel(**{**_WAN, **other})


def _wan_rest(*, two: bool = True) -> dict[str, Any]:
    torch.manual_seed(3)
    vae = AutoencoderKLWan(
        base_dim=4, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    )
    return {
        "tokenizer": words.tokenizer(), "text_encoder": words.umt5(), "vae": vae,
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0), **({"transformer_2": None} if two else {}),
    }  # fmt: skip


def _ltx2() -> dict[str, Any]:
    text_encoder = words.gemma3()
    read = text_encoder.config.text_config
    torch.manual_seed(2)
    transformer = LTX2VideoTransformer3DModel(
        in_channels=4, out_channels=4, num_attention_heads=2, attention_head_dim=8, cross_attention_dim=16,
        audio_in_channels=4, audio_out_channels=4, audio_num_attention_heads=2, audio_attention_head_dim=4,
        audio_cross_attention_dim=8, num_layers=2, caption_channels=read.hidden_size, rope_double_precision=False,
        rope_type="split",
    )  # fmt: skip
    torch.manual_seed(3)
    connectors = LTX2TextConnectors(
        caption_channels=read.hidden_size, text_proj_in_factor=read.num_hidden_layers + 1,
        video_connector_num_attention_heads=4, video_connector_attention_head_dim=8, video_connector_num_layers=1,
        video_connector_num_learnable_registers=None, audio_connector_num_attention_heads=4,
        audio_connector_attention_head_dim=8, audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None, connector_rope_base_seq_len=32, rope_double_precision=False,
        rope_type="split",
    )  # fmt: skip
    torch.manual_seed(4)
    vae = AutoencoderKLLTX2Video(
        latent_channels=4, block_out_channels=(8, 16, 32), decoder_block_out_channels=(8, 16, 32),
        layers_per_block=(1, 1, 1, 1), decoder_layers_per_block=(1, 1, 1, 1),
        down_block_types=("LTX2VideoDownBlock3D",) * 3, spatio_temporal_scaling=(True, True, True),
        downsample_type=("spatiotemporal",) * 3,
    )  # fmt: skip
    torch.manual_seed(5)
    audio_vae = AutoencoderKLLTX2Audio(
        base_channels=4, ch_mult=(1,), num_res_blocks=1, latent_channels=2, resolution=32, mel_bins=8
    )
    torch.manual_seed(6)
    vocoder = LTX2Vocoder(
        in_channels=16, hidden_channels=32, upsample_kernel_sizes=[16, 15, 8, 4, 4],
        upsample_factors=[6, 5, 2, 2, 2], resnet_kernel_sizes=[3], resnet_dilations=[[1, 3]],
    )  # fmt: skip
    return {
        "scheduler": FlowMatchEulerDiscreteScheduler(), "vae": vae, "audio_vae": audio_vae,
        "text_encoder": text_encoder, "tokenizer": words.tokenizer(left=True), "connectors": connectors,
        "transformer": transformer, "vocoder": vocoder, "processor": None, "prompt_enhancer": None,
        "duration_head": None,
    }  # fmt: skip


def _z_image() -> dict[str, Any]:
    torch.manual_seed(2)
    transformer = ZImageTransformer2DModel(
        all_patch_size=(2,), all_f_patch_size=(1,), in_channels=16, dim=32, n_layers=2, n_refiner_layers=1, n_heads=2,
        n_kv_heads=2, cap_feat_dim=16, axes_dims=[8, 4, 4], axes_lens=[256, 64, 64],
    )  # fmt: skip
    with torch.no_grad():
        # The constructor leaves these two as the memory was.
        transformer.x_pad_token.fill_(0.02)
        transformer.cap_pad_token.fill_(0.02)
    torch.manual_seed(3)
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(8, 8, 8, 8), layers_per_block=1, latent_channels=16, norm_num_groups=4,
        scaling_factor=0.3611, shift_factor=0.1159, use_quant_conv=False, use_post_quant_conv=False,
    )  # fmt: skip
    return {
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=3.0), "vae": vae, "text_encoder": words.qwen3(),
        "tokenizer": words.tokenizer(longest=512), "transformer": transformer,
    }  # fmt: skip
