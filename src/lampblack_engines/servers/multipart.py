"""A form with files in it (RFC 7578), the same bytes for the same content: its boundary follows from what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lampblack.base.digest import digest_of, short


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a form: a file where it has a `filename`, else a field."""

    name: str
    data: bytes
    filename: str = ""
    kind: str = ""
    """Its content type; empty: none is named."""


def field(name: str, value: str) -> Part:
    """A field of words."""
    return Part(name=name, data=value.encode())


def multipart(parts: Iterable[Part]) -> tuple[bytes, str]:
    """The body and its content type."""
    heads = [(_head(part), part.data) for part in parts]
    content = b"".join(head + data for head, data in heads)
    salt = 0
    while (boundary := _boundary(content, salt)) in content:
        salt += 1
    body = b"".join(b"--" + boundary + b"\r\n" + head + data + b"\r\n" for head, data in heads)
    return body + b"--" + boundary + b"--\r\n", f"multipart/form-data; boundary={boundary.decode()}"


def _head(part: Part) -> bytes:
    named = f'; filename="{_quoted(part.filename)}"' if part.filename else ""
    kind = f"Content-Type: {part.kind}\r\n" if part.kind else ""
    return f'Content-Disposition: form-data; name="{_quoted(part.name)}"{named}\r\n{kind}\r\n'.encode()


def _quoted(name: str) -> str:
    """As browsers write names: quotes and line ends in percent signs."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _boundary(content: bytes, salt: int) -> bytes:
    return f"lampblack-{short(digest_of(content + salt.to_bytes(4, 'big')), 32)}".encode()
