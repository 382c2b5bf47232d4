"""What sets servers of still pictures and of words apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PaintDialect:
    """How a server of `/v1/images` is asked."""

    controls: frozenset[str]
    """All it can be told."""
    usual: frozenset[str] = frozenset({"words"})
    blocks: bool = True
    """Sides are rounded up to the model's blocks; else the sizes are the server's own."""
    format: bool = True
    """It is told to answer with the picture itself (`response_format`)."""
    sizes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChatDialect:
    """How a server of `/v1/chat/completions` is asked for JSON."""

    schemas: bool = True
    """`response_format` takes a JSON schema; else only JSON as such, the schema being told in words."""
    strict: bool = False
    """A schema may be marked `strict`, which must then list every property as required and allow no others."""
    limit: str = "max_tokens"
    """What the limit of an answer's length is called."""


_OPEN = frozenset({"words", "without", "references", "restyle", "guidance", "seed"})
_TOLD = frozenset({"words", "without", "guidance", "seed"})

PAINTS: Mapping[str, PaintDialect] = {
    "openai": PaintDialect(
        controls=frozenset({"words", "references", "restyle"}),
        blocks=False,
        format=False,
        sizes=("1024x1024", "1536x1024", "1024x1536"),
    ),
    "vllm-omni": PaintDialect(controls=_OPEN, usual=_TOLD),
    "sglang": PaintDialect(controls=_OPEN, usual=_TOLD),
    "fastvideo": PaintDialect(controls=_TOLD, usual=_TOLD),
    "lampblack": PaintDialect(
        controls=frozenset({"staging", *_OPEN, "signal:depth", "signal:ids", "signal:pose", "signal:edges"}),
        usual=frozenset({"staging", *_OPEN, "signal:depth", "signal:ids", "signal:pose", "signal:edges"}),
        blocks=False,
    ),
}

CHATS: Mapping[str, ChatDialect] = {
    "openai": ChatDialect(strict=True, limit="max_completion_tokens"),
    "openrouter": ChatDialect(strict=True),
    "vllm": ChatDialect(),
    "vllm-omni": ChatDialect(),
    "sglang": ChatDialect(),
    "ollama": ChatDialect(),
    "deepseek": ChatDialect(schemas=False),
    "dashscope": ChatDialect(schemas=False),
}

VOICES: Mapping[str, bool] = {
    "openai": True, "vllm-omni": True, "kokoro-fastapi": True, "qwen3-tts": True, "lampblack": True,
}  # fmt: skip
"""The servers of speech there are; how each is asked is `servers.dialects`' business."""
