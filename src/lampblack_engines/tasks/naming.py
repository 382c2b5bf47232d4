"""Which picture shows whom: a line after the prompt, in the words by which a model's maker calls the pictures.

The house's words call people, places and things by name, and a reference knows whose picture it is; a model that is
sent three pictures knows neither. `names = { zh = "图片{number}是{of}。", en = "Image {number} is {of}. " }`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.engines.requests import Film, Paint
from lampblack_engines.tasks.filling import line_of

NAMES = ("number", "place", "of", "kind")
"""`number`: which reference it is, from 1; `place`: which of all pictures, those it begins and ends with counted."""


def told(request: Film | Paint, names: Mapping[str, str]) -> str:
    """The request's words, and after them whom its references show, in the language of the words."""
    template = names.get("zh" if _is_chinese(request.words) else "en") or next(iter(names.values()), "")
    if not template or not request.references:
        return request.words
    before = len(request.stills) if isinstance(request, Film) else 0
    line = "".join(
        line_of(template, {"number": number, "place": before + number, "of": each.of, "kind": each.kind}.get)
        for number, each in enumerate(request.references, start=1)
        if each.of
    )
    return "\n".join(part for part in (request.words, line.strip()) if part)


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in words)
