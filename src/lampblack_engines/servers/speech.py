"""A server of speech as an engine: a line is sent, its answer kept, levelled like every line, its words found."""

from __future__ import annotations

import json
from typing import cast

from lampblack.base.context import Context
from lampblack.base.errors import JobError, UserError
from lampblack.base.saved import encode
from lampblack.engines.aligning.reference import as_line
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer, Declined, Found, Standing
from lampblack.engines.requests import Request, Speak, request_from, saved
from lampblack.media.recorded import read_recording
from lampblack_engines.servers.dialects import body_of
from lampblack_engines.servers.http import ask, submitted
from lampblack_engines.servers.offers import offer_of
from lampblack_engines.servers.secrets import bearer
from lampblack_engines.servers.server import Server, server_of
from lampblack_engines.servers.spool import Spool, usual_spool

_HEAD = 8
"""Bytes before a kept answer: how long the request is that it answers."""
_SECONDS_A_CHARACTER, _SECONDS_MORE = 2.0, 60.0


class SpeechServer:
    """One server. It answers at once and remembers nothing: what it said is kept here, by our ticket."""

    def __init__(self, name: str, server: Server | None = None, spool: Spool | None = None) -> None:
        self._name = name
        self._server = server or server_of(name)
        self._spool = spool or usual_spool(name)

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """What is sent, and the request itself, so that the answer can be understood later."""
        if not isinstance(request, Speak):
            raise UserError(f"{self._name} only speaks; it was asked for a {type(request).__name__}")
        require(request, offer_of(self._name, self._server))
        return encode({"send": body_of(request, self._server), "request": saved(request), "take": take})

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Send it once. What is answered is on the disk before anybody hears of it."""
        send = _sent(body)
        url = f"{self._server.url.rstrip('/')}/audio/speech"
        headers = {"Content-Type": "application/json", "Accept": "audio/*", **bearer(self._server.key, self._name)}
        reply = submitted(ask("POST", url, send, headers=headers, seconds=self._server.seconds), self._name)
        if reply.kind == "application/json" or not reply.data:
            raise JobError(f"{self._name} answered without a sound: {reply.words()}")
        self._spool.keep(ticket, len(body).to_bytes(_HEAD, "big") + body + reply.data)
        return Standing(id=ticket, state="succeeded")

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """The answer that was kept. A free server is simply asked again where there is none."""
        there = self._spool.find(ticket) is not None
        return Found(ids=(ticket,) if there else (), complete=self._server.price == 0.0)

    def look(self, id: str) -> Standing:
        """Whether its answer is still kept."""
        return Standing(id=id, state="succeeded" if self._spool.find(id) else "expired")

    def fetch(self, id: str, context: Context) -> Answer:
        """The line: cut close, levelled, and aligned to its words, so that mouths move."""
        path = self._spool.find(id)
        if path is None:
            raise JobError(f"what {self._name} answered to {id} is not kept any more")
        whole = path.read_bytes()
        start = _HEAD + int.from_bytes(whole[:_HEAD], "big")
        request = _request(whole[_HEAD:start])
        file = context.scratch / "answer"
        file.write_bytes(whole[start:])
        longest = len(request.text) * _SECONDS_A_CHARACTER + _SECONDS_MORE
        try:
            sound = read_recording(file, f"what {self._name} answered", longest).sound
        except UserError as error:
            raise JobError(error.message) from error
        return as_line(sound, request, context)

    def cancel(self, id: str) -> None:
        """It is done already."""

    def close(self) -> None:
        """Nothing is held between lines."""


def _sent(body: bytes) -> bytes:
    """The part of a prepared body that is for the server."""
    try:
        whole = json.loads(body)
        return encode(whole["send"])
    except (ValueError, KeyError, TypeError) as error:
        raise Declined("this cannot be read as a line to be spoken") from error


def _request(body: bytes) -> Speak:
    return cast(Speak, request_from(json.loads(body)["request"]))
