"""The door: who may come in, what is said when something breaks, one line of log for each visit.

Nothing of a request's words, and no token, is ever written: a line has the visit's id, the holder's name, the kind of
address, the status and the time. A traceback stays here, without its message, which may hold a client's words.
"""

from __future__ import annotations

import re
import secrets
import time
import traceback
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lampblack.server.tokens import Tokens
from lampblack.server.wrong import Wrong, body_of

OWNER = "lampblack.owner"
"""Under this name the holder of the token stands in the scope."""
VISIT = "lampblack.visit"
"""And under this the visit's id, by which its line in the log is found."""
OPEN = ("/", "/health")
HERE = ("127.0.0.1", "localhost", "[::1]")
_TOLD = re.compile(
    r"/(?:health|v1/(?:models|videos|images|audio)(?:/(?:generations|edits|speech|content|video_[0-9a-f]{32}))*)?"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)


class Door:
    """Wraps the application."""

    def __init__(self, inner: ASGIApp, tokens: Tokens, log: Callable[[str], None]) -> None:
        self._inner, self._tokens, self._log = inner, tokens, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One visit."""
        if scope["type"] != "http":
            return
        visit, began, status = secrets.token_hex(6), time.monotonic(), 0
        scope[VISIT] = visit

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_HEADERS, (b"x-request-id", visit.encode())]
            await send(message)

        owner = ""
        try:
            owner = self._admitted(scope)
            scope[OWNER] = owner
            await self._inner(scope, receive, told)
        except Wrong as wrong:
            await answer_of(wrong)(scope, receive, told)
        except Exception as error:
            self._log(f"{visit} broke: {type(error).__name__} {_where(error)}")
            if not status:
                words = f"the server broke over this request; its log says more under {visit}"
                await answer_of(Wrong(500, "broken", words))(scope, receive, told)
        finally:
            path = scope["path"] if _TOLD.fullmatch(scope["path"]) else "(other)"
            took = int(1000 * (time.monotonic() - began))
            if scope["method"] != "GET" or status >= 400:  # who looks on is no news
                self._log(f"{visit} {owner or '-'} {scope['method']} {path} {status} {took} ms")

    def _admitted(self, scope: Scope) -> str:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if not self._tokens.wanted:
            _require_here(headers)
        if scope["path"] in OPEN:
            return "anybody"
        owner = self._tokens.holder(headers.get("authorization", ""))
        if not owner:
            raise Wrong(401, "invalid_api_key", "this server wants a token: Authorization: Bearer ...")
        return owner


def _require_here(headers: MutableMapping[str, str]) -> None:
    """A server without tokens answers this machine's own programs, and no page of a browser: neither one whose name was
    made to point here (DNS rebinding) nor one that only sends (CSRF)."""
    host = headers.get("host", "").rpartition(":")
    name = host[0] if host[0] and host[2].isdigit() else headers.get("host", "")
    if name not in HERE:
        raise Wrong(
            421, "misdirected", "this server has no token, so it is asked by its own address only", possible=HERE
        )
    origin = headers.get("origin", "")
    if origin and urlsplit(origin).netloc != headers.get("host", ""):
        raise Wrong(403, "foreign_origin", "a page of another site may not ask a server without a token")


def answer_of(wrong: Wrong) -> JSONResponse:
    """A `Wrong` as the client sees it."""
    headers = {"Retry-After": str(wrong.again_in)} if wrong.again_in else {}
    if wrong.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body_of(wrong), wrong.status, headers=headers)


def _where(error: BaseException) -> str:
    frames: list[Any] = list(traceback.extract_tb(error.__traceback__))[-4:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
