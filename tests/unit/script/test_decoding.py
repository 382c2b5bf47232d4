"""Bytes that are a script, and bytes that are none."""

from __future__ import annotations

import pytest

from lampblack.base.errors import Spot, UserError
from lampblack.script.formats import decode_script


def test_bom_and_line_ends_vanish() -> None:
    assert decode_script("\ufeff内景\r\na\rb\n".encode(), "x") == "内景\na\nb\n"


@pytest.mark.parametrize(
    ("data", "line", "column", "word"),
    [
        ("内景\n你好".encode() + b"\xb5\xc4", 2, 3, "UTF-8"),
        (b"ok\r\nab\0c", 2, 3, "NUL"),
        ("hi".encode("utf-16"), 1, 1, "UTF-16"),
        ("你好".encode("gbk"), 1, 1, "GBK"),
    ],
)
def test_the_first_bad_byte_is_named(data: bytes, line: int, column: int, word: str) -> None:
    with pytest.raises(UserError, match=word) as caught:
        decode_script(data, "s.fountain")
    assert caught.value.spot == Spot(file="s.fountain", line=line, column=column)
