"""Fake words: what was asked, said back; or the smallest JSON that fits a schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from lampblack.base.errors import UserError
from lampblack.engines.requests import Write

_LONGEST = 400

_PLAIN: dict[str, Any] = {"string": "fake", "integer": 1, "number": 0.5, "boolean": True, "null": None}


def text(request: Write, take: int) -> str:
    """The answer to a `Write`: the same every time for the same request and take."""
    if request.json_schema:
        return json.dumps(_fitting(_schema(request.json_schema)), ensure_ascii=False, sort_keys=True)
    said = " ".join(f"{request.instruction} {request.material}".split())
    return f"[fake {take}] {said[:_LONGEST]}"


def _schema(written: str) -> Mapping[str, Any]:
    try:
        return cast(Mapping[str, Any], json.loads(written))
    except ValueError as error:
        raise UserError(f"the JSON schema of this request cannot be read: {error}") from error


def _fitting(schema: Mapping[str, Any]) -> Any:
    """The smallest value that fits: the first choice, the required properties, the fewest items."""
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    match schema.get("type", "object"):
        case "object":
            properties = cast(Mapping[str, Mapping[str, Any]], schema.get("properties", {}))
            wanted = cast(list[str], schema.get("required", list(properties)))
            return {name: _fitting(properties.get(name, {"type": "string"})) for name in wanted}
        case "array":
            each = cast(Mapping[str, Any], schema.get("items", {"type": "string"}))
            return [_fitting(each) for _ in range(max(1, int(schema.get("minItems", 1))))]
        case [first, *_]:
            return _fitting({**schema, "type": first})
        case kind:
            if kind not in _PLAIN:
                raise UserError(f"the fake engine cannot fill a JSON schema of type {kind!r}")
            return _PLAIN[kind]
