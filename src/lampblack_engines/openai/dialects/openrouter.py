"""OpenRouter: a JSON document with whole seconds, first and last picture, references; 202, and a place to ask again at.

Source: openrouter.ai/docs, Video Generation API, read 2026-11-23.
"""

from __future__ import annotations

from typing import Any

from lampblack_engines.openai.asked import Shoot, data_uri
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording


def words(shoot: Shoot) -> Wording:
    """The take in OpenRouter's fields. Sound is always said, since it is made, and paid, where nothing is."""
    request = shoot.request
    fields: dict[str, Any] = {
        "model": shoot.model, "prompt": request.words, "duration": int(shoot.seconds), "size": str(request.size),
        "generate_audio": request.sound, "seed": shoot.seed,
    }  # fmt: skip
    frames = [
        {**_image(shoot.blob(still.picture)), "frame_type": name}
        for name, still in (("first_frame", shoot.still(first=True)), ("last_frame", shoot.still(first=False)))
        if still is not None
    ]
    if frames:
        fields["frame_images"] = frames
    if request.references:
        fields["input_references"] = [_image(shoot.blob(each.picture)) for each in request.references]
    return Wording(fields=fields)


def _image(data: bytes) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": data_uri(data)}}


DIALECT = FilmDialect(
    words=words,
    form=False,
    controls=frozenset({"words", "first", "last", "references", "seed"}),
    usual=frozenset({"words", "seed"}),
    # Where both are sent it looks at the frames only.
    apart=(("first", "references"), ("last", "references")),
    sound=True,
    told_rate=False,
    lengths=tuple(float(seconds) for seconds in range(1, 16)),
)
