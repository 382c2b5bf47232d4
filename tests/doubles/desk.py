"""A desk at which a double of a server answers: HTTP in this process; started again, it is at the same address."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in small letters."""
    data: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        """Its body; None where that is no JSON."""
        try:
            return json.loads(self.data)
        except ValueError:
            return None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is answered: plain data as JSON, or bytes as they are; `declared`: another length than theirs."""

    code: int = 200
    what: Any = None
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    declared: int | None = None

    def data(self) -> bytes:
        """The bytes."""
        return self.what if isinstance(self.what, bytes) else json.dumps(self.what, ensure_ascii=False).encode()


class Desk:
    """Serves while its block lasts. Where `handle` raises `ConnectionAbortedError` the line goes dead."""

    def __init__(self, handle: Callable[[Asked], Reply]) -> None:
        self._handle = handle
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Desk:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def restart(self) -> None:
        """Gone, and back at the same address."""
        self._stop()
        self._start()

    def _start(self) -> None:
        handle = self._handle

        class Handler(_Handler):
            answers = staticmethod(handle)

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def _stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(BaseHTTPRequestHandler):
    answers: Callable[[Asked], Reply]
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        self.close_connection = True
        address = urlsplit(self.path)
        asked = Asked(
            method=self.command,
            path=unquote(address.path),
            query=dict(parse_qsl(address.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            data=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )
        try:
            reply = type(self).answers(asked)
        except ConnectionAbortedError:
            return
        data = reply.data()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(reply.code)
            length = len(data) if reply.declared is None else reply.declared
            for name, value in {"Content-Type": reply.kind, "Content-Length": str(length), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - names the base class asks for

    def log_message(self, *_: object) -> None:
        """Silent: the books say it all."""
