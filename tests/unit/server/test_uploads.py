"""What a client sends is read in pieces, counted, timed, and put onto the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from tests.flow.serving import FORM, form

from lampblack.base.digest import digest_of
from lampblack.server.limits import Limits
from lampblack.server.uploads import Arriving, Sent, read
from lampblack.server.wrong import Wrong

LIMITS = Limits(field=1_000, blob=10_000_000, body=20_000_000, document=5_000)


def sent(
    pieces: Iterable[bytes], folder: Path, limits: Limits = LIMITS, *, kind: str = FORM, pause: float = 0.0,
    room: bool = True, gone: bool = False,
) -> Sent:  # fmt: skip
    """Read a request whose body comes in these pieces."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> Any:
        await asyncio.sleep(pause)
        return waiting.pop(0)

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
    arriving = Arriving(limits, lambda coming: room)
    return asyncio.run(read(Request(scope, receive), folder, limits, arriving))


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_a_form_is_the_same_however_it_is_cut(tmp_path: Path, size: int) -> None:
    parts = [("prompt", "雪 and more".encode(), False), ("a", b"\r\n--edg\r\n" * 40, True), ("b", b"", True)]
    found = sent(cut(form(parts), size), tmp_path)
    assert found.fields == {"prompt": "雪 and more"}
    assert [(file.field, file.path.read_bytes(), file.digest, file.size) for file in found.files] == [
        (name, data, digest_of(data), len(data)) for name, data, file in parts if file
    ]
    assert {file.path.parent for file in found.files} == {tmp_path}, "no name of a client's is a path"


def refusal(*arguments: Any, **more: Any) -> tuple[int, str]:
    with pytest.raises(Wrong) as wrong:
        sent(*arguments, **more)
    return wrong.value.status, wrong.value.code


def test_what_is_too_long_is_refused_where_it_becomes_so(tmp_path: Path) -> None:
    def file(size: int) -> list[bytes]:
        return cut(form([("a", b"x" * size, True)]), 65_536)

    assert refusal(file(200_000), tmp_path, replace(LIMITS, blob=100_000)) == (413, "too_large")
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) <= 165_536, "not read to its end"
    assert refusal(file(200_000), tmp_path, replace(LIMITS, body=100_000)) == (413, "too_large")
    assert refusal([form([("a", b"x" * 600, False), ("b", b"x" * 600, False)])], tmp_path) == (413, "too_large")
    assert refusal([b'"' + b"x" * 6_000], tmp_path, kind="application/json") == (413, "too_large")
    assert refusal([form([("a", b"", False)] * 3)], tmp_path, replace(LIMITS, parts=2)) in (
        (413, "too_large"), (400, "invalid_value"),
    )  # fmt: skip


def test_what_comes_too_slowly_is_not_waited_for(tmp_path: Path) -> None:
    pieces = cut(form([("a", b"x" * 100, False)]), 20)
    assert refusal(pieces, tmp_path, replace(LIMITS, between=0.02), pause=0.2) == (408, "too_slow")
    assert refusal(pieces, tmp_path, replace(LIMITS, upload=0.1), pause=0.05) == (408, "too_slow")


def test_what_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = form([("a", b"x" * 100, True)])
    assert refusal([whole[:60]], tmp_path, gone=True) == (400, "cut_short")
    assert refusal([whole[:-6]], tmp_path) == (400, "cut_short")


def test_there_is_an_end_to_what_is_read_at_once(tmp_path: Path) -> None:
    small = replace(LIMITS, reading=100)
    assert refusal([b'{"a": "' + b"x" * 200 + b'"}'], tmp_path, small, kind="application/json") == (
        503, "too_much_at_once",
    )  # fmt: skip
    large = cut(form([("a", b"x" * 9_000_000, True)]), 65_536)
    assert refusal(large, tmp_path, room=False) == (503, "storage_full")
    assert sent(large, tmp_path).files[0].size == 9_000_000


def test_a_document_is_an_object(tmp_path: Path) -> None:
    assert sent([b'{"a": ', b"1}"], tmp_path, kind="application/json; charset=utf-8").fields == {"a": 1}
    for body in (b"", b"1", b"[]", b"{", b'{"a": NaN}', b"\xff", b"[" * 4_000):
        assert refusal([body], tmp_path, kind="application/json") == (400, "invalid_json")
