"""NVIDIA Dynamo: a JSON document answered with the film itself; what is not OpenAI's stands in `nvext`.

Source: Dynamo's lib/llm/src/protocols/openai/videos.rs and videos/nvext.rs (its published schema), read 2026-11-23.
"""

from __future__ import annotations

import math
from typing import Any

from lampblack_engines.openai.asked import Shoot, data_uri
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording


def words(shoot: Shoot) -> Wording:
    """The take in Dynamo's fields. `num_frames` rules; `seconds` says the same roundly."""
    fields: dict[str, Any] = {
        "prompt": shoot.request.words,
        "model": shoot.model,
        "size": shoot.size,
        "seconds": max(1, math.ceil(shoot.frames / shoot.fps)),
        "response_format": "b64_json",
        "nvext": {"fps": shoot.fps, "num_frames": shoot.frames, **shoot.guided()},
    }
    if still := shoot.still(first=True):
        fields["input_reference"] = data_uri(shoot.blob(still.picture))
    return Wording(fields=fields)


DIALECT = FilmDialect(
    words=words,
    form=False,
    controls=frozenset({"words", "without", "first", "guidance", "seed"}),
    usual=frozenset({"words", "without", "guidance", "seed"}),
    at_once=True,
)
