"""What is said to a model that writes or judges: the words, the frames it is shown, the form of its answer."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lampblack.engines.requests import Judge, Write
from lampblack.media.video import VideoReader
from lampblack_engines.openai.asked import data_uri
from lampblack_engines.openai.dialects.others import ChatDialect
from lampblack_engines.openai.schema import is_strict, read_schema

OPINION = {
    "type": "object",
    "properties": {"score": {"type": "number", "minimum": 0, "maximum": 1}, "words": {"type": "string"}},
    "required": ["score", "words"],
    "additionalProperties": False,
}
_JUDGE = (
    "You look at frames of one take of a film, in order, and say how well it is what was asked for: the people, the "
    "place, what happens, and whether anything is broken (hands, faces, things that melt or jump). Answer with JSON: "
    "score, from 0 (not at all) to 1 (exactly), and words, two or three sentences for the director, in the language "
    "of what was asked for."
)
_SIDE, _QUALITY = 768, 85

Message = dict[str, Any]


def schema_of(request: Write | Judge) -> Mapping[str, Any] | None:
    """The form the answer is to have; None: any words."""
    if isinstance(request, Judge):
        return OPINION
    return read_schema(request.json_schema) if request.json_schema else None


def messages_of(request: Write | Judge, video: Path | None, shown: int) -> list[Message]:
    """The conversation so far. A judge is shown the take at `shown` moments spread over it."""
    if isinstance(request, Write):
        said: list[Message] = [{"role": "user", "content": request.material}] if request.material else []
        role = "system" if said else "user"
        return [{"role": role, "content": request.instruction}, *said]
    assert video is not None
    frames = [{"type": "image_url", "image_url": {"url": data_uri(each)}} for each in frames_of(video, shown)]
    asked = {"type": "text", "text": f"What was asked for:\n{request.words}"}
    return [{"role": "system", "content": _JUDGE}, {"role": "user", "content": [asked, *frames]}]


def frames_of(video: Path, many: int) -> list[bytes]:
    """JPEGs of a take at moments spread evenly over it, its first and last frame among them."""
    with VideoReader(video) as reader:
        there = max(1, reader.contents.frames)
        numbers = sorted({round(each) for each in np.linspace(0, there - 1, min(many, there))})
        return [_jpeg(reader.frame(number)) for number in numbers]


def form_of(schema: Mapping[str, Any] | None, dialect: ChatDialect, *, schemas: bool) -> Mapping[str, Any]:
    """What is said of the answer's form beside the messages: nothing, JSON, or JSON of that schema."""
    if schema is None:
        return {}
    if not schemas:
        return {"response_format": {"type": "json_object"}}
    told: dict[str, Any] = {"name": "answer", "schema": schema}
    if dialect.strict and is_strict(schema):
        told["strict"] = True
    return {"response_format": {"type": "json_schema", "json_schema": told}}


def with_schema(messages: list[Message], schema: Mapping[str, Any]) -> list[Message]:
    """The conversation with the schema told in words, for servers that only know JSON as such."""
    words = f"Answer with one JSON object that fits this JSON schema, and nothing else:\n{_written(schema)}"
    return [*messages, {"role": "user", "content": words}]


def mending(messages: list[Message], said: str, faults: list[str]) -> list[Message]:
    """The conversation gone on by one round: what was answered, and what is wrong with it."""
    words = "That does not fit what was asked for:\n" + "\n".join(f"- {fault}" for fault in faults)
    asked = f"{words}\nAnswer again with the whole JSON object, mended, and nothing else."
    return [*messages, {"role": "assistant", "content": said}, {"role": "user", "content": asked}]


def _written(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, sort_keys=True)


def _jpeg(picture: NDArray[np.uint8]) -> bytes:
    image = Image.fromarray(picture)
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
