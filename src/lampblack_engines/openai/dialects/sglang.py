"""SGLang Diffusion: a form with frames and rate; a failed job is told with HTTP 200, DELETE only forgets it, and its
list holds no words by which a job could be known again.

Source: SGLang's docs/diffusion/api/openai_api.md and its protocol.py, read 2026-11-23.
"""

from __future__ import annotations

from typing import Any

from lampblack_engines.openai.asked import Shoot
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording
from lampblack_engines.openai.dialects.plain import first_picture


def words(shoot: Shoot) -> Wording:
    """The take in SGLang's fields."""
    fields: dict[str, Any] = {
        "prompt": shoot.request.words, "size": shoot.size, "num_frames": shoot.frames, "fps": shoot.fps,
        **shoot.guided(),
    }  # fmt: skip
    if shoot.model:
        fields["model"] = shoot.model
    return Wording(fields=fields, files=first_picture(shoot))


DIALECT = FilmDialect(
    words=words,
    form=True,
    controls=frozenset({"words", "without", "first", "guidance", "seed"}),
    usual=frozenset({"words", "without", "guidance", "seed"}),
    deletes="forget",
)
