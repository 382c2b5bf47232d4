"""Values held against schemas: every kind of misfit is told with its place."""

from __future__ import annotations

from typing import Any

import pytest

from lampblack.base.errors import UserError
from lampblack_engines.openai.schema import faults, is_strict, read_schema

PERSON: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 5, "pattern": "^[^0-9]+$"},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "mood": {"enum": ["calm", "angry", None]},
        "friends": {"type": "array", "items": {"$ref": "#"}, "maxItems": 2},
        "voice": {"anyOf": [{"type": "string"}, {"type": "object", "required": ["pitch"]}]},
        "tall": {"type": ["boolean", "null"]},
    },
    "required": ["name"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    "value",
    [
        {"name": "夸父"},
        {"name": "夸父", "age": 30, "mood": None, "friends": [{"name": "a"}], "voice": {"pitch": 1}, "tall": None},
        {"name": "a", "age": 3.0, "voice": "low", "tall": False},
    ],
)
def test_what_fits_has_no_faults(value: Any) -> None:
    assert faults(value, PERSON) == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([], "$ is [], wanted is object"),
        ({}, "$.name is missing"),
        ({"name": ""}, "$.name does not look like ^[^0-9]+$"),
        ({"name": "aaaaaa"}, "$.name: maxLength is 5, here it is 6"),
        ({"name": "a", "age": True}, "$.age is true, wanted is integer"),
        ({"name": "a", "age": 1.5}, "$.age is 1.5, wanted is integer"),
        ({"name": "a", "age": -1}, "$.age: minimum is 0, here it is -1"),
        ({"name": "a", "mood": "sad"}, '$.mood is "sad", wanted is one of ["calm", "angry", null]'),
        ({"name": "a", "friends": [{"name": 3}]}, "$.friends[0].name is 3, wanted is string"),
        ({"name": "a", "friends": [{"name": "b"}] * 3}, "$.friends: maxItems is 2, here it is 3"),
        ({"name": "a", "voice": {}}, "$.voice fits 0 of the 2 forms it may have"),
        ({"name": "a", "hat": 1}, "$.hat is not known (known: name, age, mood, friends, voice, tall)"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(value: Any, told: str) -> None:
    assert told in faults(value, PERSON)


def test_a_schema_that_goes_round_ends() -> None:
    assert faults({}, {"$ref": "#"}) == []
    assert len(faults([{}] * 50, {"type": "array", "items": {"required": ["x"]}})) == 8


def test_strict_is_all_required_and_nothing_else_everywhere() -> None:
    inner = {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    outer = {"type": "object", "properties": {"in": inner}, "required": ["in"], "additionalProperties": False}
    assert is_strict(outer)
    assert not is_strict({**outer, "required": []}) and not is_strict({**outer, "additionalProperties": True})
    assert not is_strict({**outer, "properties": {"in": {**inner, "required": []}}})


@pytest.mark.parametrize("text", ["", "[1]", "{"])
def test_a_schema_that_is_none_is_told(text: str) -> None:
    with pytest.raises(UserError, match="schema is"):
        read_schema(text)
