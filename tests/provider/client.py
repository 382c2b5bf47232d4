"""A stranger's engine for the simulated provider: plain HTTP, one connection a question, nothing repeated.

`PROVIDER_ADDRESS` says where the account is.
"""

from __future__ import annotations

import http.client
import json
import os
from typing import Any
from urllib.parse import urlsplit

from tests.provider.world import PATIENCE

from lampblack.base.context import Context
from lampblack.base.errors import Busy, JobError
from lampblack.engines.protocol import Answer, Declined, Found, Refused, Standing
from lampblack.engines.requests import Request, saved

ADDRESS = "PROVIDER_ADDRESS"


class ByKey:
    """A provider that takes our ticket as an idempotency key: the same body again is the same job."""

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """What is asked; the ticket travels in a header."""
        return _frozen(request, take)

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Send these bytes once."""
        code, headers, data = _ask("POST", "jobs", body, {"Idempotency-Key": ticket})
        if code == 429:
            raise Busy("the provider has too much to do", after=float(headers.get("Retry-After") or 1.0))
        said = json.loads(data)
        if code == 422:
            raise Refused(said["error"])
        if 400 <= code < 500:
            raise Declined(said["error"])
        if code != 200:
            raise ConnectionError(f"the provider says {code}")
        return Standing(**said)

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """It has no list: the same key is to be sent again."""
        return Found()

    def look(self, id: str) -> Standing:
        """How far it is."""
        code, _, data = _ask("GET", f"jobs/{id}")
        return Standing(**_sound(code, data))

    def fetch(self, id: str, context: Context) -> Answer:
        """The picture, whole or not at all."""
        code, _, data = _ask("GET", f"results/{id}")
        if code == 200:
            return {"picture": context.put(data)}
        _sound(code, data)
        return {}

    def cancel(self, id: str) -> None:
        """Ask; most make it to its end all the same."""
        _ask("DELETE", f"jobs/{id}")

    def close(self) -> None:
        """There is nothing to let go of."""


class ByTag(ByKey):
    """A provider that keeps our ticket with the job, and has a list that is a little behind."""

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """What is asked, with the ticket in it."""
        return json.dumps({**json.loads(_frozen(request, take)), "tag": ticket}).encode()

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """Those with our ticket; complete where the list is, for a job sent at `since` or a moment later."""
        code, _, data = _ask("GET", f"jobs?tag={ticket}")
        said = _sound(code, data)
        return Found(ids=tuple(said["jobs"]), complete=since + PATIENCE < said["complete_until"])


class Blind(ByKey):
    """A provider that knows no keys, no tags and no list."""


def _frozen(request: Request, take: int) -> bytes:
    return json.dumps({"request": dict(saved(request)), "take": take}, sort_keys=True).encode()


def _ask(
    method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, Any, bytes]:
    address = urlsplit(os.environ[ADDRESS])
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)
    try:
        connection.request(method, f"{address.path}/{path}", body, {"X-Process": str(os.getpid()), **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def _sound(code: int, data: bytes) -> dict[str, Any]:
    """A right answer; `JobError` for what asking again does not mend."""
    if code in (404, 410):
        raise JobError(json.loads(data)["error"])
    if code != 200:
        raise ConnectionError(f"the provider says {code}")
    return json.loads(data)
