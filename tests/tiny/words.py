"""Readers of words, tiny: a tokenizer of bytes and encoders with random weights, none of it from anywhere."""

from __future__ import annotations

from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import (
    Gemma3Config,
    Gemma3ForConditionalGeneration,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3Model,
    T5Config,
    T5EncoderModel,
    UMT5Config,
    UMT5EncoderModel,
)

_SPECIALS = ("<pad>", "</s>", "<unk>", "<s>")
VOCABULARY = 256 + len(_SPECIALS)
_WIDTH = 32


def tokenizer(*, left: bool = False, longest: int = 64) -> Any:
    """A byte-level tokenizer without merges: 256 bytes and four specials. `left`: it pads on the left."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = {word: number for number, word in enumerate((*_SPECIALS, *alphabet))}
    made = Tokenizer(models.BPE(vocab=words, merges=[], unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        bos_token="<s>",
        model_max_length=longest,
        padding_side="left" if left else "right",
    )
    wrapped.chat_template = "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    return wrapped


def umt5() -> Any:
    """What Wan reads with."""
    torch.manual_seed(1)
    return UMT5EncoderModel(UMT5Config(**_t5())).eval()


def t5() -> Any:
    """What CogVideoX reads with."""
    torch.manual_seed(1)
    return T5EncoderModel(T5Config(**_t5())).eval()


def gemma3() -> Any:
    """What LTX-2 reads with."""
    torch.manual_seed(1)
    text = {
        "vocab_size": VOCABULARY, "hidden_size": _WIDTH, "intermediate_size": 37, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "sliding_window": 16,
        "pad_token_id": 0, "eos_token_id": 1, "bos_token_id": 3,
    }  # fmt: skip
    sight = {
        "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
        "image_size": 14, "patch_size": 14, "vision_use_head": False,
    }  # fmt: skip
    config = Gemma3Config(
        text_config=text,
        vision_config=sight,
        mm_tokens_per_image=1,
        image_token_index=2,
        boi_token_index=2,
        eoi_token_index=2,
    )
    return Gemma3ForConditionalGeneration(config).eval()


def qwen3() -> Any:
    """What Z-Image reads with."""
    torch.manual_seed(1)
    config = Qwen3Config(
        vocab_size=VOCABULARY,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=8,
        max_position_embeddings=512,
    )
    return Qwen3Model(config).eval()


def _t5() -> dict[str, Any]:
    return {
        "vocab_size": VOCABULARY, "d_model": _WIDTH, "d_kv": 8, "d_ff": 37, "num_layers": 2, "num_heads": 4,
        "pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0,
    }  # fmt: skip
