"""A desk that answers HTTP as a provider would: it reads forms and documents by the standards, keeps books, and has bad
days by plan. No line of the adapter is used here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(kw_only=True)
class File:
    name: str
    filename: str
    kind: str
    data: bytes


@dataclass(kw_only=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    kind: str
    fields: dict[str, Any]
    files: list[File]


@dataclass(kw_only=True)
class Said:
    """One answer. `cut`: the connection is dropped in its place; `declared`: another length than the data's."""

    code: int = 200
    body: Any = None
    data: bytes = b""
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    declared: int | None = None


class Provider:
    """Books, luck and a key; a dialect overrides `answer`."""

    def __init__(self, *, key: str = "", luck: list[str] | None = None) -> None:
        self.key = key
        self.luck = luck or []
        """Used up one a submission, from the front: `lost` is billed and never answered."""
        self.billed: list[dict[str, Any]] = []
        self.seen: list[Asked] = []
        self.url = ""
        self.turn = threading.RLock()

    def answer(self, asked: Asked) -> Said:
        raise NotImplementedError

    def handle(self, asked: Asked) -> Said:
        with self.turn:
            self.seen.append(asked)
            if self.key and asked.headers.get("authorization") != f"Bearer {self.key}":
                shown = asked.headers.get("authorization", "nothing").removeprefix("Bearer ")
                return wrong(401, f"Incorrect API key provided: {shown}.", "invalid_api_key")
            return self.answer(asked)

    def fate(self) -> str:
        return self.luck.pop(0) if self.luck else ""

    def bad_day(self, fate: str, work: dict[str, Any]) -> Said | None:
        """What any provider may do to a submission; None where all is well."""
        match fate.partition(":")[0]:
            case "lost":
                self.billed.append(work)
                return Said(cut=True)
            case "busy":
                return Said(code=429, body={"error": {"message": "slow down"}}, headers={"Retry-After": "0.3"})
            case "broken":
                self.billed.append(work)
                return wrong(500, "out of memory", "server_error")
            case "moderated":
                return wrong(400, "Your request was blocked by our moderation system.", "moderation_blocked")
            case "declined":
                return wrong(402, "no credit", "insufficient_quota")
            case "truncated":
                self.billed.append(work)
                return Said(data=b'{"id": "video_1", "sta', declared=400)
            case "half":
                self.billed.append(work)
                return Said(data=b'{"id": "video_1", "sta')
            case "html":
                self.billed.append(work)
                return Said(data=b"<html>welcome</html>", kind="text/html")
            case "elsewhere":
                return Said(code=307, headers={"Location": "http://169.254.169.254/v1/videos"})
        return None


def wrong(code: int, message: str, name: str = "invalid_request_error") -> Said:
    """An error as OpenAI's clients read it."""
    return Said(code=code, body={"error": {"message": message, "type": "invalid_request_error", "code": name}})


def detail(code: int, message: str) -> Said:
    """An error as FastAPI tells it."""
    return Said(code=code, body={"detail": message})


@contextmanager
def serving(provider: Any) -> Iterator[Any]:
    """Serve while the block lasts; `provider.url` is its address with `/v1`."""

    class Desk(_Desk):
        books = provider

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Desk(BaseHTTPRequestHandler):
    books: Provider
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def _serve(self) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields, files = _read(self.headers.get("Content-Type", ""), body)
        asked = Asked(
            method=self.command, path=address.path, fields=fields, files=files,
            query={name: values[0] for name, values in parse_qs(address.query).items()},
            headers={name.lower(): value for name, value in self.headers.items()},
            kind=self.headers.get_content_type() if body else "",
        )  # fmt: skip
        said = self.books.handle(asked)
        self.close_connection = True
        if said.cut:
            return
        data = json.dumps(said.body).encode() if said.body is not None else said.data
        self.send_response(said.code)
        for name, value in {"Content-Type": said.kind, **said.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data) if said.declared is None else said.declared))
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            return


def _read(kind: str, body: bytes) -> tuple[dict[str, Any], list[File]]:
    """A form by MIME's own reader, or a JSON document."""
    if not body:
        return {}, []
    if not kind.startswith("multipart/"):
        found = json.loads(body)
        assert isinstance(found, dict), "a request is an object"
        return found, []
    fields: dict[str, Any] = {}
    files: list[File] = []
    for part in message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        if filename := part.get_filename():
            files.append(File(name=name, filename=filename, kind=part.get_content_type(), data=data))
        else:
            assert name not in fields, f"{name} is said twice"
            fields[name] = data.decode("utf-8")
    return fields, files
