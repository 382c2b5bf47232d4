"""Doubles of the servers of `/v1/chat/completions`: who takes schemas, who only JSON as such, and what they refuse."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.doubles.openai.desk import Asked, Provider, Said, wrong


class Chat(Provider):
    """OpenAI's. Source: the `openai` package 3.54.0, types/chat/completion_create_params.py and
    shared/response_format_json_schema.py (2026-11-23): a `strict` schema lists every property as required and allows no
    others; `max_completion_tokens`."""

    forms = ("text", "json_object", "json_schema")
    limit = "max_completion_tokens"
    needs_the_word = True
    """JSON as such is given only where the messages say JSON."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.answers: list[Any] = []
        """What is answered, one a request: a text, or a whole choice; empty: something that fits."""
        self.pictures: list[bytes] = []

    def answer(self, asked: Asked) -> Said:
        fields = asked.fields
        if asked.path != "/v1/chat/completions" or asked.kind != "application/json":
            return wrong(404, "no such route")
        if {"max_tokens", "max_completion_tokens"} & set(fields) != {self.limit}:
            return wrong(400, f"Unsupported parameter; use {self.limit!r}", "unsupported_parameter")
        form = fields.get("response_format", {"type": "text"})
        if form["type"] not in self.forms:
            return wrong(400, "This response_format type is unavailable now", "invalid_request_error")
        said = json.dumps(fields["messages"]).lower()
        if form["type"] == "json_object" and self.needs_the_word and "json" not in said:
            return wrong(400, "Prompt must contain the word 'json' in some form to use 'response_format'.")
        schema = form.get("json_schema", {}).get("schema")
        if form.get("json_schema", {}).get("strict") and not _strict(schema):
            return wrong(400, "Invalid schema for response_format: 'additionalProperties' is required to be false")
        if (no := self._looked_at(fields["messages"])) is not None:
            return no
        if bad := self.bad_day(self.fate(), fields):
            return bad
        self.billed.append(fields)
        choice = self.answers.pop(0) if self.answers else self.made(fields, schema)
        if isinstance(choice, str):
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": choice}}
        return Said(body={"id": "chatcmpl-1", "object": "chat.completion", "choices": [choice], "usage": {}})

    def made(self, fields: dict[str, Any], schema: Any) -> str:
        """Something that fits the schema, wherever it was told."""
        if schema is None and fields.get("response_format", {}).get("type") == "json_object":
            told = [m["content"] for m in fields["messages"] if isinstance(m["content"], str) and "{" in m["content"]]
            schema = json.loads(told[-1][told[-1].index("{") :])
        return "Hello." if schema is None else json.dumps(example(schema))

    def _looked_at(self, messages: list[dict[str, Any]]) -> Said | None:
        for message in messages:
            for part in message["content"] if isinstance(message["content"], list) else []:
                if part["type"] == "image_url":
                    head, _, data = part["image_url"]["url"].partition(",")
                    if head != "data:image/jpeg;base64":
                        return wrong(400, "Invalid image data URL")
                    self.pictures.append(base64.b64decode(data, validate=True))
        return None


class OpenModel(Chat):
    """vLLM's and Ollama's compatible servers (docs.vllm.ai, Structured Outputs; docs.ollama.com, OpenAI compatibility;
    2026-11-23): `response_format` with a JSON schema; `max_tokens`."""

    limit = "max_tokens"
    needs_the_word = False


class DeepSeek(Chat):
    """DeepSeek (api-docs.deepseek.com, JSON Output, 2026-11-23): `json_object` only, and the messages must say JSON."""

    forms = ("text", "json_object")
    limit = "max_tokens"


class DashScope(DeepSeek):
    """DashScope's compatible mode (alibabacloud.com/help, structured output, 2026-11-23): as DeepSeek here."""


def example(schema: dict[str, Any]) -> Any:
    """The smallest value that fits a simple schema."""
    match schema.get("type"):
        case "object":
            return {name: example(each) for name, each in schema.get("properties", {}).items()}
        case "array":
            return [example(schema["items"])] * max(1, schema.get("minItems", 1))
        case "number" | "integer":
            return schema.get("minimum", 0)
        case "boolean":
            return True
        case _:
            return schema["enum"][0] if "enum" in schema else "夸父"


def _strict(schema: Any) -> bool:
    if isinstance(schema, list):
        return all(_strict(each) for each in schema)
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object":
        wanted = set(schema.get("properties", {}))
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != wanted:
            return False
    return all(_strict(each) for each in schema.values())
