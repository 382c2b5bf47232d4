"""Words and opinions from a server of `/v1/chat/completions`: asked, held against the schema, mended once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lampblack.base.context import Blob, Context
from lampblack.base.errors import JobError
from lampblack.base.saved import encode
from lampblack.engines.protocol import Answer, Declined, Found, Standing, State
from lampblack.engines.requests import Judge, Request, Write, kind_of, request_from, saved
from lampblack_engines.openai.dialects import CHATS
from lampblack_engines.openai.dialects.others import ChatDialect
from lampblack_engines.openai.kept import Kept
from lampblack_engines.openai.line import Line
from lampblack_engines.openai.schema import faults
from lampblack_engines.openai.talk import Message, form_of, mending, messages_of, schema_of, with_schema
from lampblack_engines.servers.http import Reply, submitted
from lampblack_engines.servers.prepared import Prepared

ROUNDS = 2
"""An answer, and one that mends it: what is reserved for each request."""
_NO_SCHEMAS = ("response_format", "json_schema", "schema", "structured", "guided", "unavailable")
"""Words in a 400 of servers that know no schemas."""
_AGAIN = frozenset((400, 404, 415, 422, 501))


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What a model answered. `state` is not `succeeded` where it is a refusal, or was cut off."""

    words: str = ""
    state: State = "succeeded"
    message: str = ""


class ChatWork:
    """Words of one server; an id is our ticket."""

    def __init__(self, line: Line, kept: Kept) -> None:
        self._line, self._kept = line, kept
        self._service, self._name = line.service, line.name

    @property
    def _dialect(self) -> ChatDialect:
        return CHATS[self._service.dialect]

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> Prepared:
        """What is said, with the frames that are shown. The form of the answer is added when it is sent."""
        assert isinstance(request, Write | Judge)
        video = context.path(Blob(digest=request.video)) if isinstance(request, Judge) else None
        fields: dict[str, Any] = {
            "model": self._service.model,
            "messages": messages_of(request, video, self._service.shown),
            self._dialect.limit: self._service.tokens,
            "stream": False,
            **self._service.extra,
        }
        about = {"kind": kind_of(request), "request": saved(request)}
        return Prepared(sent=encode(fields), path="chat/completions", about=about)

    def submit(self, body: Prepared, ticket: str) -> Standing:
        """Ask, and where the answer does not fit its schema ask once more. What came is on the disk before anybody
        hears of it."""
        request = cast(Write | Judge, request_from(dict(body.about["request"])))
        schema = schema_of(request)
        fields = _fields(body)
        messages = cast(list[Message], fields["messages"])
        said, schemas = self._first(fields, messages, schema)
        rounds = 1
        while said.state == "succeeded" and schema is not None and (wrong := _wrong(said.words, schema)):
            if rounds == ROUNDS:
                message = f"{self._name} was asked twice and its answer does not fit: {'; '.join(wrong)}"
                said = _Said(state="failed", message=message)
                break
            rounds += 1
            talk = mending(self._talk(messages, schema, schemas), said.words, wrong)
            said = self._said(self._asked(fields, talk, schema, schemas))
        charged = self._service.price * rounds
        about = {**body.about, "state": said.state, "message": said.message, "charged": charged}
        self._kept.keep(ticket, about, said.words.encode())
        return self._kept.standing(ticket)

    def find(self, body: Prepared, ticket: str, since: float) -> Found:
        """The answer that was kept. A free server is simply asked again where there is none."""
        return self._kept.found(ticket, free=self._service.price == 0.0)

    def look(self, id: str) -> Standing:
        """Whether its answer is still kept."""
        return self._kept.standing(id)

    def fetch(self, id: str, context: Context) -> Answer:
        """The text, or the opinion."""
        note = self._kept.answer(id, self._name)
        words = note.sent.decode()
        if note.about["kind"] == "write":
            return {"text": words if not note.about["request"].get("json_schema") else _bare(words)}
        held = cast(dict[str, Any], json.loads(_bare(words)))
        return {"opinion": {"score": held["score"], "words": held["words"]}}

    def cancel(self, id: str) -> None:
        """It is done already."""

    # ---- one round -----------------------------------------------------------------------------------------------

    def _first(
        self, fields: Mapping[str, Any], messages: list[Message], schema: Mapping[str, Any] | None
    ) -> tuple[_Said, bool]:
        """The first answer, and whether the server took the schema as such. One that says it knows none took nothing:
        it is told in words."""
        schemas = self._dialect.schemas if self._service.schemas is None else self._service.schemas
        talk = self._talk(messages, schema, schemas)
        reply = self._line.send("chat/completions", _sent(fields, talk, self._form(schema, schemas)), _JSON)
        if schema is not None and schemas and _knows_no_schemas(reply):
            schemas = False
            talk = self._talk(messages, schema, schemas)
            reply = self._line.send("chat/completions", _sent(fields, talk, self._form(schema, schemas)), _JSON)
        return self._said(submitted(reply, self._name)), schemas

    def _asked(self, fields: Mapping[str, Any], talk: list[Message], schema: Mapping[str, Any], schemas: bool) -> Reply:
        """A further round. What goes wrong in it leaves the first one paid: that is no refusal to take the job."""
        try:
            reply = self._line.send("chat/completions", _sent(fields, talk, self._form(schema, schemas)), _JSON)
        except Declined as error:
            raise JobError(f"{self._name} was asked to mend its answer: {error.message}") from error
        if reply.code != 200:
            raise JobError(f"{self._name} was asked to mend its answer and says {reply.code}: {reply.words()}")
        return reply

    def _talk(self, messages: list[Message], schema: Mapping[str, Any] | None, schemas: bool) -> list[Message]:
        return messages if schema is None or schemas else with_schema(messages, schema)

    def _form(self, schema: Mapping[str, Any] | None, schemas: bool) -> Mapping[str, Any]:
        return form_of(schema, self._dialect, schemas=schemas)

    def _said(self, reply: Reply) -> _Said:
        """What is in an answer."""
        whole: Any = reply.json()
        choices: Any = cast(dict[str, Any], whole).get("choices") if isinstance(whole, dict) else None
        first: Any = cast(list[Any], choices)[0] if isinstance(choices, list) and choices else None
        message: Any = cast(dict[str, Any], first).get("message") if isinstance(first, dict) else None
        if not isinstance(message, dict):
            return _Said(state="failed", message=f"{self._name} answered without words: {reply.words()}")
        held, why = cast(dict[str, Any], message), str(cast(dict[str, Any], first).get("finish_reason"))
        if held.get("refusal") or why == "content_filter":
            refused = str(held.get("refusal") or "its filter held the answer back")
            return _Said(state="refused", message=f"{self._name}: {' '.join(refused.split())[:300]}")
        if why == "length":
            cut = f"{self._name} was cut off after {self._service.tokens} tokens: raise tokens in servers.toml"
            return _Said(state="failed", message=cut)
        words = held.get("content")
        if not isinstance(words, str) or not words.strip():
            return _Said(state="failed", message=f"{self._name} answered without words")
        return _Said(words=words.strip())


_JSON = "application/json"


def _fields(body: Prepared) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], json.loads(body.sent))
    except ValueError as error:
        raise Declined("this cannot be read as something to be said") from error


def _sent(fields: Mapping[str, Any], talk: list[Message], form: Mapping[str, Any]) -> bytes:
    return encode({**fields, "messages": talk, **form})


def _knows_no_schemas(reply: Reply) -> bool:
    said = reply.words().lower()
    return reply.code in _AGAIN and any(word in said for word in _NO_SCHEMAS)


def _wrong(words: str, schema: Mapping[str, Any]) -> list[str]:
    try:
        return faults(json.loads(_bare(words)), schema)
    except (ValueError, RecursionError) as error:
        return [f"it is not JSON ({error})"]


def _bare(words: str) -> str:
    """JSON out of the fence that models like to put around it."""
    text = words.strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        return text.partition("\n")[2].removesuffix("```").strip()
    return text
