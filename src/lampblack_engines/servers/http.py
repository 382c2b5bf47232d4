"""One question over HTTP: no redirects, no repeats, never more bytes or seconds than were allowed."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, cast

from lampblack.base.errors import Busy, JobError
from lampblack.engines.protocol import Declined, Refused
from lampblack_engines.servers.connections import USUAL, connected, place_of, read, within

LARGEST = 256 * 1024 * 1024
_LARGEST_WORDS = 4 * 1024 * 1024
_NOT_TAKEN = frozenset((400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 414, 415, 421, 422))
_MODERATION = (b"content_policy", b"content_filter", b"moderation", b"safety")
_UNPAID = (b"insufficient_quota", b"insufficient_balance", b"billing_hard_limit")
"""Words of a 429 that no waiting helps against."""
_TOLD = 4_000
"""Bytes of an error that are read for the reason of a no."""
_SECRET = frozenset(("authorization", "api-key", "x-api-key", "x-goog-api-key", "x-key", "cookie"))
_LEAST_SECRET = 6


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a server said."""

    code: int
    kind: str
    """Its content type, without parameters."""
    data: bytes
    after: float
    """Seconds to wait before asking again, where it says so (else 1)."""
    hidden: tuple[str, ...] = field(default=(), repr=False)
    """What it was told in confidence and may say back: never shown."""

    def words(self) -> str:
        """The error it tells, in one short line."""
        found: Any = self.json()
        for key in ("error", "detail", "message"):
            inner = cast(dict[str, Any], found).get(key) if isinstance(found, dict) else None
            found = cast(Any, inner or found)
        said = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False) if found else ""
        said = said or self.data[:_TOLD].decode("utf-8", "replace")
        for each in self.hidden:
            said = said.replace(each, "***")
        return " ".join(said.split())[:300]

    def json(self, most: int = _LARGEST_WORDS) -> Any:
        """What it says, where that is JSON of at most so many bytes; else None."""
        if len(self.data) > most:
            return None
        try:
            return json.loads(self.data)
        except (ValueError, RecursionError):
            return None


def ask(
    method: str,
    url: str,
    body: bytes | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    seconds: float = 60.0,
    most: int = LARGEST,
    ip: str = "",
) -> Reply:
    """Ask once; with an `ip` at that very address, which was looked at. `Declined` where nothing can have been sent;
    whatever else the network does is an `OSError` or an `HTTPException`: nobody knows how far it got. `seconds` is for
    the whole of it, `most` bytes are read."""
    sent = {**USUAL, **(headers or {})}
    place = replace(place_of(url), ip=ip)
    try:
        connection = connected(place, seconds)
    except (ConnectionRefusedError, socket.gaierror, ssl.SSLError) as error:
        raise Declined(f"{place} cannot be reached: {error}") from error
    with within(seconds, connection) as cut:
        connection.request(method, place.target, body, sent)
        response = connection.getresponse()
        return Reply(
            code=response.status,
            kind=(response.headers.get_content_type() or "").lower(),
            data=b"".join(read(response, most, cut)),
            after=_after(response.headers),
            hidden=_hidden(sent),
        )


def submitted(reply: Reply, who: str) -> Reply:
    """A reply to what was submitted, where it is a yes; `Busy`, `Refused`, `Declined` where it is certainly a no."""
    if 200 <= reply.code < 300:
        return reply
    said = f"{who} says {reply.code}: {reply.words()}"
    unpaid = any(each in reply.data[:_TOLD].lower() for each in _UNPAID)
    if reply.code == 429 and not unpaid:
        raise Busy(f"{who} has too much to do", after=reply.after)
    if reply.code in (*_NOT_TAKEN, 429) or 300 <= reply.code < 400:
        if any(each in reply.data[:_TOLD].lower() for each in _MODERATION):
            raise Refused(said)
        raise Declined(said)
    raise JobError(said)


def _hidden(headers: Mapping[str, str]) -> tuple[str, ...]:
    """The secrets among the headers, the longest first: the scheme before a key is none."""
    words = [word for name, value in headers.items() if name.lower() in _SECRET for word in value.split()]
    return tuple(sorted({word for word in words if len(word) > _LEAST_SECRET}, key=lambda word: (-len(word), word)))


def _after(headers: Message) -> float:
    """Seconds, or a date (RFC 9110, 10.2.3)."""
    told = headers.get("Retry-After") or "1"
    try:
        seconds = float(told)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(told).timestamp() - time.time()
        except (ValueError, TypeError):
            seconds = 1.0
    return min(600.0, max(0.1, seconds)) if seconds == seconds else 1.0
