"""The door: who comes in, and what is said when something breaks that nobody foresaw."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lampblack.server.app import Application
from lampblack.server.desk import Desk
from lampblack.server.door import OWNER, Door
from lampblack.server.limits import Limits
from lampblack.server.tokens import Tokens
from lampblack.server.verbs import is_loopback
from lampblack.store.errors import DiskFull


def visited(
    app: Any, path: str = "/v1/models", tokens: Tokens | None = None, log: list[str] | None = None, **headers: str
) -> tuple[int, dict[str, str], Any]:
    """One visit, without a network."""
    told: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    said = {"host": "127.0.0.1:8765", **headers}
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in said.items()],
    }  # fmt: skip
    asyncio.run(Door(app, tokens or Tokens(), (log if log is not None else []).append)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in told)
    return told[0]["status"], {n.decode(): v.decode() for n, v in told[0]["headers"]}, json.loads(body)


async def who(scope: Any, receive: Any, send: Any) -> None:
    await JSONResponse({"owner": scope[OWNER]})(scope, receive, send)


TOKENS = Tokens(said="sixteen-characters")


def test_a_token_says_who_comes() -> None:
    assert visited(who, tokens=TOKENS, authorization="Bearer sixteen-characters")[2] == {"owner": "env"}
    code, headers, body = visited(who, tokens=TOKENS)
    assert code == 401 and headers["www-authenticate"] == "Bearer" and body["error"]["code"] == "invalid_api_key"
    assert visited(who, "/health", TOKENS)[2] == {"owner": "anybody"}
    assert visited(who)[2] == {"owner": "local"}


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"host": "localhost:1"}, 200),
        ({"host": "[::1]:8765"}, 200),
        ({"host": "127.0.0.1"}, 200),
        ({"host": "evil.example:8765"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
        ({"host": ""}, 421),
        ({"origin": "http://127.0.0.1:8765"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_without_a_token_no_page_of_a_browser_comes_in(headers: dict[str, str], code: int) -> None:
    assert visited(who, **headers)[0] == code
    assert visited(who, tokens=TOKENS, authorization="Bearer sixteen-characters", **headers)[0] == 200


def test_what_nobody_foresaw_is_one_json_error_and_a_place_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(self: Application, request: Request) -> Response:
        raise RuntimeError("xyzzy, a client's own words")

    monkeypatch.setattr(Application, "models", breaks)
    desk = Desk.__new__(Desk)
    desk.limits, desk.served = Limits(), {}
    log: list[str] = []
    code, headers, body = visited(Application(desk).routes(), log=log)
    assert code == 500 and body["error"]["code"] == "broken" and headers["x-request-id"] in body["error"]["message"]
    assert "xyzzy" not in "".join(log) + json.dumps(body)
    assert "RuntimeError" in log[0] and "test_door.py:" in log[0] and headers["x-request-id"] in log[0]


def test_a_full_disk_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: Application, request: Request) -> Response:
        raise DiskFull("the disk of /home/somebody is full")

    monkeypatch.setattr(Application, "models", full)
    desk = Desk.__new__(Desk)
    desk.limits, desk.served = Limits(), {}
    code, headers, body = visited(Application(desk).routes())
    assert (code, body["error"]["code"]) == (503, "storage_full") and "home" not in body["error"]["message"]
    assert int(headers["retry-after"]) > 0


def test_what_breaks_outside_of_the_application_is_told_alike() -> None:
    async def breaks(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError("xyzzy")

    log: list[str] = []
    code, _, body = visited(breaks, log=log)
    assert code == 500 and body["error"]["code"] == "broken" and "xyzzy" not in "".join(log) + json.dumps(body)


def test_a_path_of_a_clients_own_words_is_not_logged() -> None:
    log: list[str] = []
    desk = Desk.__new__(Desk)
    desk.limits, desk.served = Limits(), {}
    code, headers, body = visited(Application(desk).routes(), "/v1/xyzzy", log=log)
    assert (code, body["error"]["code"]) == (404, "not_found") and "(other)" in log[0] and "xyzzy" not in log[0]
    assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"


def test_what_is_this_machine_alone() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.2", "example.com", "", "localhost.example")))
