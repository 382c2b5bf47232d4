"""One question over HTTP: no redirects, no repeats, never more bytes or seconds than were allowed."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any, cast
from urllib.parse import urlsplit

from lampblack.base.errors import Busy, JobError
from lampblack.engines.protocol import Declined, Refused

LARGEST = 256 * 1024 * 1024
_LARGEST_WORDS = 4 * 1024 * 1024
_CHUNK = 1 << 16
_NOT_TAKEN = frozenset((400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 414, 415, 421, 422))
_MODERATION = (b"content_policy", b"content_filter", b"moderation", b"safety")
_TOLD = 4_000
"""Bytes of an error that are read for the reason of a no."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a server said."""

    code: int
    kind: str
    """Its content type, without parameters."""
    data: bytes
    after: float
    """Seconds to wait before asking again, where it says so (else 1)."""

    def words(self) -> str:
        """The error it tells, in one short line."""
        found: Any = self.json()
        for key in ("error", "detail", "message"):
            inner = cast(dict[str, Any], found).get(key) if isinstance(found, dict) else None
            found = cast(Any, inner or found)
        said = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False) if found else ""
        return " ".join((said or self.data[:200].decode("utf-8", "replace")).split())[:300]

    def json(self) -> Any:
        """What it says, where that is JSON; else None."""
        if len(self.data) > _LARGEST_WORDS:
            return None
        try:
            return json.loads(self.data)
        except ValueError:
            return None


def ask(
    method: str, url: str, body: bytes | None = None, *, headers: Mapping[str, str] | None = None, seconds: float = 60.0
) -> Reply:
    """Ask once. `Declined` where nothing can have been sent; whatever else the network does is an `OSError` or an
    `HTTPException`: nobody knows how far it got."""
    address = urlsplit(url)
    secure = address.scheme == "https"
    host, port = address.hostname or "", address.port
    try:
        if secure:
            context = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=seconds, context=context
            )
        else:
            connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.connect()
    except (ConnectionRefusedError, socket.gaierror, ssl.SSLError) as error:
        raise Declined(f"{address.scheme}://{address.netloc} cannot be reached: {error}") from error
    try:
        target = address.path + (f"?{address.query}" if address.query else "")
        connection.request(method, target, body, dict(headers or {}))
        response = connection.getresponse()
        return Reply(
            code=response.status,
            kind=(response.headers.get_content_type() or "").lower(),
            data=_read(response),
            after=_after(response.headers),
        )
    finally:
        connection.close()


def submitted(reply: Reply, who: str) -> Reply:
    """A reply to what was submitted, where it is a yes; `Busy`, `Refused`, `Declined` where it is certainly a no."""
    if 200 <= reply.code < 300:
        return reply
    if reply.code == 429:
        raise Busy(f"{who} has too much to do", after=reply.after)
    said = f"{who} says {reply.code}: {reply.words()}"
    if reply.code in _NOT_TAKEN or 300 <= reply.code < 400:
        if any(each in reply.data[:_TOLD].lower() for each in _MODERATION):
            raise Refused(said)
        raise Declined(said)
    raise JobError(said)


def _read(response: http.client.HTTPResponse) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise JobError(f"the server sends more than {LARGEST // 1024 // 1024} MB: the rest is not read")
    return b"".join(parts)


def _after(headers: Message) -> float:
    try:
        return min(600.0, max(0.1, float(headers.get("Retry-After") or 1.0)))
    except ValueError:
        return 1.0
