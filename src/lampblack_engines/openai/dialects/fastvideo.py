"""FastVideo: a JSON document with frames and rate, pictures and voices as addresses that hold them; its list tells the
words of every job.

Source: FastVideo's fastvideo/entrypoints/openai/protocol.py (its published schema), read 2026-11-23.
"""

from __future__ import annotations

from typing import Any

from lampblack_engines.openai.asked import Shoot, data_uri
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording


def words(shoot: Shoot) -> Wording:
    """The take in FastVideo's fields."""
    fields: dict[str, Any] = {
        "prompt": shoot.request.words, "size": shoot.size, "num_frames": shoot.frames, "fps": shoot.fps,
        **shoot.guided(),
    }  # fmt: skip
    if shoot.model:
        fields["model"] = shoot.model
    if shoot.request.sound:
        fields["generate_sound"] = True
    if still := shoot.still(first=True):
        fields["image_reference"] = {"image_url": data_uri(shoot.blob(still.picture))}
    if shoot.request.voice:
        fields["audio_reference"] = {"audio_url": data_uri(shoot.blob(shoot.request.voice))}
    return Wording(fields=fields)


DIALECT = FilmDialect(
    words=words,
    form=False,
    controls=frozenset({"words", "without", "first", "voice", "guidance", "seed"}),
    usual=frozenset({"words", "without", "guidance", "seed"}),
    sound=True,
    finds="list",
    deletes="forget",
)
