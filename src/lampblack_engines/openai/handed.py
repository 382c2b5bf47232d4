"""Files that stand in an answer itself, as OpenAI's pictures do: in base64, or the address they are at."""

from __future__ import annotations

import base64
import binascii
from typing import Any, cast


def first_file(said: Any) -> tuple[bytes, str]:
    """The first file in an answer's `data`, or where it is; neither where it holds none."""
    rows: Any = cast(dict[str, Any], said).get("data") if isinstance(said, dict) else None
    first: Any = cast(list[Any], rows)[0] if isinstance(rows, list) and rows else None
    if not isinstance(first, dict):
        return b"", ""
    held = cast(dict[str, Any], first)
    if isinstance(text := held.get("b64_json"), str) and text:
        try:
            return base64.b64decode(text, validate=True), ""
        except (binascii.Error, ValueError):
            return b"", ""
    url = held.get("url")
    return b"", url if isinstance(url, str) else ""
