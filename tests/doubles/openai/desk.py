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
from typing import Any

from tests.doubles.desk import Asked as Question
from tests.doubles.desk import Desk, Reply


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
    with Desk(lambda question: _reply(provider.handle(_asked(question)))) as desk:
        provider.url = f"{desk.url}/v1"
        yield provider


def _asked(question: Question) -> Asked:
    kind = question.headers.get("content-type", "")
    fields, files = _read(kind, question.data)
    return Asked(
        method=question.method, path=question.path, fields=fields, files=files, query=dict(question.query),
        headers=dict(question.headers), kind=kind.partition(";")[0] if question.data else "",
    )  # fmt: skip


def _reply(said: Said) -> Reply:
    if said.cut:
        raise ConnectionAbortedError
    what = said.data if said.body is None else said.body
    return Reply(code=said.code, what=what, kind=said.kind, headers=said.headers, declared=said.declared)


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
