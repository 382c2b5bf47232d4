"""More tiny pipelines: one that calls nobody back after a step, one of the U-Net's time that is steered, Qwen's."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AnimateDiffControlNetPipeline,
    AutoencoderKL,
    AutoencoderKLHunyuanVideo15,
    AutoencoderKLQwenImage,
    ClassifierFreeGuidance,
    ControlNetModel,
    DDIMScheduler,
    FlowMatchEulerDiscreteScheduler,
    HunyuanVideo15Pipeline,
    HunyuanVideo15Transformer3DModel,
    MotionAdapter,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
    UNet2DConditionModel,
)
from tests.tiny import words
from transformers import (
    ByT5Tokenizer,
    CLIPTextConfig,
    CLIPTextModel,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2_5_VLTextConfig,
    Qwen2_5_VLTextModel,
    T5Config,
    T5EncoderModel,
)

_QWEN: dict[str, Any] = {
    "vocab_size": words.VOCABULARY, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 3,
    "num_attention_heads": 2, "num_key_value_heads": 2, "max_position_embeddings": 2048,
    "rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 10_000.0},
}  # fmt: skip
_CROSS = {"block_out_channels": (8, 16), "layers_per_block": 1, "cross_attention_dim": 32, "norm_num_groups": 2}


def hunyuan() -> Any:
    """HunyuanVideo 1.5: words to pictures, guided by an object of its own."""
    torch.manual_seed(1)
    reader = Qwen2_5_VLTextModel(Qwen2_5_VLTextConfig(**_QWEN)).eval()
    speller = T5EncoderModel(
        T5Config(vocab_size=384, d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2, feed_forward_proj="gated-gelu")
    ).eval()
    torch.manual_seed(2)
    transformer = HunyuanVideo15Transformer3DModel(
        in_channels=9, out_channels=4, num_attention_heads=2, attention_head_dim=16, num_layers=2,
        num_refiner_layers=1, text_embed_dim=16, text_embed_2_dim=16, image_embed_dim=16, rope_axes_dim=(4, 6, 6),
        target_size=16, task_type="t2v",
    )  # fmt: skip
    torch.manual_seed(3)
    vae = AutoencoderKLHunyuanVideo15(latent_channels=4, block_out_channels=(8, 8, 16, 16, 16), layers_per_block=1)
    return HunyuanVideo15Pipeline(
        text_encoder=reader, tokenizer=words.tokenizer(longest=1200), transformer=transformer, vae=vae,
        scheduler=FlowMatchEulerDiscreteScheduler(shift=7.0), text_encoder_2=speller, tokenizer_2=ByT5Tokenizer(),
        guider=ClassifierFreeGuidance(guidance_scale=6.0),
    )  # fmt: skip


def animatediff_control() -> Any:
    """AnimateDiff beside a ControlNet."""
    torch.manual_seed(1)
    reader = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=words.VOCABULARY, hidden_size=32, intermediate_size=37, num_hidden_layers=2,
            num_attention_heads=4, max_position_embeddings=77, bos_token_id=3, eos_token_id=1, pad_token_id=0,
        )
    ).eval()  # fmt: skip
    torch.manual_seed(2)
    unet = UNet2DConditionModel(
        sample_size=8, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), **_CROSS,
    )  # fmt: skip
    torch.manual_seed(3)
    control = ControlNetModel(
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), conditioning_embedding_out_channels=(8, 8, 8, 8),
        **_CROSS,
    )  # fmt: skip
    with torch.no_grad():
        for block in (*control.controlnet_down_blocks, control.controlnet_mid_block):
            # A new ControlNet says nothing: its last weights are zero until it is taught.
            torch.nn.init.normal_(block.weight, std=0.5)
    torch.manual_seed(4)
    motion = MotionAdapter(
        block_out_channels=(8, 16), motion_layers_per_block=1, motion_norm_num_groups=2, motion_num_attention_heads=2
    )
    torch.manual_seed(5)
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(8, 8, 8, 8), layers_per_block=1, latent_channels=4, norm_num_groups=2,
    )  # fmt: skip
    scheduler = DDIMScheduler(beta_schedule="linear", clip_sample=False)
    return AnimateDiffControlNetPipeline(
        vae=vae, text_encoder=reader, tokenizer=words.tokenizer(longest=77), unet=unet, motion_adapter=motion,
        controlnet=control, scheduler=scheduler, feature_extractor=None, image_encoder=None,
    )  # fmt: skip


def qwen_image() -> Any:
    """Qwen-Image: words to one picture, guided by negative words."""
    torch.manual_seed(1)
    sight = {
        "depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16,
        "patch_size": 14, "spatial_merge_size": 1, "fullatt_block_indexes": [0], "window_size": 14,
    }  # fmt: skip
    config = Qwen2_5_VLConfig(text_config=_QWEN, vision_config=sight)
    reader = Qwen2_5_VLForConditionalGeneration(config).eval()
    torch.manual_seed(2)
    transformer = QwenImageTransformer2DModel(
        in_channels=16, out_channels=4, num_layers=2, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=16, axes_dims_rope=(8, 4, 4),
    )  # fmt: skip
    torch.manual_seed(3)
    vae = AutoencoderKLQwenImage(
        base_dim=8, z_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True],
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4,
    )  # fmt: skip
    return QwenImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), vae=vae, text_encoder=reader,
        tokenizer=words.tokenizer(longest=1024), transformer=transformer,
    )  # fmt: skip
