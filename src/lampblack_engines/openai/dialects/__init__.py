"""The dialects by the name a table has for them: a small file each for moving pictures, data for the others."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack_engines.openai.dialects import dynamo, fastvideo, lampblack, openrouter, plain, sglang, vllm_omni
from lampblack_engines.openai.dialects.dialect import FilmDialect
from lampblack_engines.openai.dialects.others import CHATS, PAINTS, VOICES

FILMS: Mapping[str, FilmDialect] = {
    "openai": plain.DIALECT,
    "vllm-omni": vllm_omni.DIALECT,
    "sglang": sglang.DIALECT,
    "fastvideo": fastvideo.DIALECT,
    "dynamo": dynamo.DIALECT,
    "openrouter": openrouter.DIALECT,
    "lampblack": lampblack.DIALECT,
}

__all__ = ["CHATS", "FILMS", "PAINTS", "VOICES"]
