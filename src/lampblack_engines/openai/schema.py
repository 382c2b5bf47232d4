"""Whether a JSON value fits a JSON schema, in sentences that a model can read and mend by.

The part of JSON Schema 2020-12 that is used to ask models for data: types, properties, items, enumerations, bounds,
combinations, and `$ref` within the schema. Words it does not know say nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from lampblack.base.errors import UserError

Schema = Mapping[str, Any]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "number": (int, float), "integer": (int,),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
_MOST, _DEEP = 8, 40
"""Faults that are told at once, and levels that are looked into."""


def read_schema(text: str) -> Schema:
    """A schema from its text; a `UserError` where it is none."""
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        raise UserError(f"the schema is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UserError("the schema is no JSON object")
    return cast(dict[str, Any], found)


def faults(value: Any, schema: Schema) -> list[str]:
    """What does not fit, each with its place; empty: it fits."""
    found: list[str] = []
    for fault in _faults(value, schema, schema, "$", 0):
        found.append(fault)
        if len(found) == _MOST:
            break
    return found


def is_strict(schema: Any) -> bool:
    """Whether every object in it lists all its properties as required and allows no others, as `strict` asks."""
    if isinstance(schema, list):
        return all(is_strict(each) for each in cast(list[Any], schema))
    if not isinstance(schema, dict):
        return True
    held = cast(dict[str, Any], schema)
    if held.get("type") == "object" or "properties" in held:
        known = set(cast(dict[str, Any], held.get("properties", {})))
        if held.get("additionalProperties") is not False or set(held.get("required", ())) != known:
            return False
    return all(is_strict(each) for each in held.values())


def _faults(value: Any, schema: Any, root: Schema, at: str, deep: int) -> Iterator[str]:
    if schema is False:
        yield f"{at} must not be there"
    if not isinstance(schema, dict) or deep > _DEEP:
        return
    rules = cast(dict[str, Any], schema)
    if isinstance(to := rules.get("$ref"), str):
        yield from _faults(value, _at(root, to), root, at, deep + 1)
    kinds = rules.get("type")
    wanted = [kinds] if isinstance(kinds, str) else cast(list[str], kinds or [])
    if wanted and not any(_is(value, kind) for kind in wanted):
        yield f"{at} is {_told(value)}, wanted is {' or '.join(wanted)}"
        return
    if "enum" in rules and value not in rules["enum"]:
        yield f"{at} is {_told(value)}, wanted is one of {json.dumps(rules['enum'], ensure_ascii=False)[:200]}"
    if "const" in rules and value != rules["const"]:
        yield f"{at} is {_told(value)}, wanted is {json.dumps(rules['const'], ensure_ascii=False)[:200]}"
    yield from _bounds(value, rules, at)
    if isinstance(value, dict):
        yield from _object(cast(dict[str, Any], value), rules, root, at, deep)
    elif isinstance(value, list) and "items" in rules:
        for number, each in enumerate(cast(list[Any], value)):
            yield from _faults(each, rules["items"], root, f"{at}[{number}]", deep + 1)
    yield from _combined(value, rules, root, at, deep)


def _object(value: dict[str, Any], rules: Schema, root: Schema, at: str, deep: int) -> Iterator[str]:
    known = cast(dict[str, Any], rules.get("properties", {}))
    for name in rules.get("required", ()):
        if name not in value:
            yield f"{at}.{name} is missing"
    others = rules.get("additionalProperties", True)
    for name, each in value.items():
        if name in known:
            yield from _faults(each, known[name], root, f"{at}.{name}", deep + 1)
        elif others is False:
            yield f"{at}.{name} is not known (known: {', '.join(known)})"
        else:
            yield from _faults(each, others, root, f"{at}.{name}", deep + 1)


def _bounds(value: Any, rules: Schema, at: str) -> Iterator[str]:
    if isinstance(value, str):
        measure, least, most = len(value), "minLength", "maxLength"
        pattern = rules.get("pattern")
        if isinstance(pattern, str) and len(value) < 10_000 and not re.search(pattern, value):
            yield f"{at} does not look like {pattern}"
    elif isinstance(value, list):
        measure, least, most = len(cast(list[Any], value)), "minItems", "maxItems"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        measure, least, most = value, "minimum", "maximum"
    else:
        return
    if least in rules and measure < rules[least]:
        yield f"{at}: {least} is {rules[least]}, here it is {measure}"
    if most in rules and measure > rules[most]:
        yield f"{at}: {most} is {rules[most]}, here it is {measure}"


def _combined(value: Any, rules: Schema, root: Schema, at: str, deep: int) -> Iterator[str]:
    for each in rules.get("allOf", ()):
        yield from _faults(value, each, root, at, deep + 1)
    for word in ("anyOf", "oneOf"):
        ways = rules.get(word)
        if not ways:
            continue
        fits = sum(next(_faults(value, each, root, at, deep + 1), None) is None for each in ways)
        if fits == 0 or (word == "oneOf" and fits > 1):
            yield f"{at} fits {fits} of the {len(ways)} forms it may have"


def _at(root: Schema, to: str) -> Any:
    """What a `$ref` within the schema names; nothing where it names nothing here."""
    found: Any = root
    for part in to.removeprefix("#").strip("/").split("/") if to.startswith("#") else ("",):
        if not part:
            continue
        if not isinstance(found, dict):
            return {}
        found = cast(dict[str, Any], found).get(part.replace("~1", "/").replace("~0", "~"), {})
    return found if to.startswith("#") else {}


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES.get(kind, (object,)))


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]
