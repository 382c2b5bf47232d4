"""A line from a server of this family: what the servers of speech do, or another Lampblack's own voice."""

from __future__ import annotations

from typing import Any, cast, get_args

from lampblack.base.context import Context
from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.engines.protocol import Answer, Found, Standing
from lampblack.engines.requests import Request, Speak, saved
from lampblack.engines.speaking.aloud import aloud
from lampblack_engines.openai.kept import Kept
from lampblack_engines.openai.line import Line
from lampblack_engines.openai.lines import spoken_line
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.http import submitted
from lampblack_engines.servers.prepared import Prepared
from lampblack_engines.servers.server import Dialect, Server
from lampblack_engines.servers.speech import SpeechServer
from lampblack_engines.servers.spool import Spool

_DIALECTS = get_args(Dialect)


class VoiceWork:
    """Lines of one server; an id is our ticket."""

    def __init__(self, name: str, service: Service, spool: Spool) -> None:
        self._name, self._service = name, service
        self._own = service.dialect == "lampblack"
        self._line, self._kept = Line(name, service), Kept(spool)
        self._speech = SpeechServer(name, _server(service), spool)

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> Prepared:
        """What is sent, as the server of speech keeps it."""
        if not isinstance(request, Speak):
            raise UserError(f"{self._name} was asked to speak a {type(request).__name__}")
        if self._own:
            sent = encode(_own(request, take, self._service.model))
            return Prepared(sent=sent, path="audio/speech", about={"kind": "speak", "request": saved(request)})
        body = self._speech.prepare(request, take, ticket, context)
        return Prepared(sent=body, path="audio/speech", about={"kind": "speak"})

    def submit(self, body: Prepared, ticket: str) -> Standing:
        """Send it once."""
        if not self._own:
            return self._speech.submit(body.sent, ticket)
        reply = submitted(self._line.send(body.path, body.sent, body.kind, {"Idempotency-Key": ticket}), self._name)
        self._kept.keep(ticket, {**body.about, "state": "succeeded"}, reply.data)
        return self._kept.standing(ticket)

    def find(self, body: Prepared, ticket: str, since: float) -> Found:
        """The answer that was kept."""
        if not self._own:
            return self._speech.find(body.sent, ticket, since)
        return self._kept.found(ticket, free=self._service.price == 0.0)

    def look(self, id: str) -> Standing:
        """Whether its answer is still kept."""
        return self._kept.standing(id) if self._own else self._speech.look(id)

    def fetch(self, id: str, context: Context) -> Answer:
        """The line and its words' times: another Lampblack's own, else found by alignment."""
        if not self._own:
            return self._speech.fetch(id, context)
        note = self._kept.answer(id, self._name)
        return spoken_line(note.sent, context, self._name)

    def cancel(self, id: str) -> None:
        """It is done already."""


def _own(request: Speak, take: int, model: str) -> dict[str, Any]:
    """What another Lampblack reads: the request as it is saved."""
    fields: dict[str, Any] = {
        "input": aloud(request),
        "voice": request.voice.timbre,
        "response_format": "wav",
        "timings": True,
    }
    if model:
        fields["model"] = model
    return {**fields, "take": take, "lampblack": saved(request)}


def _server(service: Service) -> Server:
    dialect = cast(Dialect, service.dialect if service.dialect in _DIALECTS else "openai")
    return Server(
        url=service.url, key=service.key, price=service.price, currency=service.currency, at_once=service.at_once,
        a_minute=service.a_minute, seconds=service.seconds, licence=service.licence, extra=service.extra,
        dialect=dialect, model=service.model, voices=service.voices, languages=service.languages,
        instructions=service.instructions,
    )  # fmt: skip
