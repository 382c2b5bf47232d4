"""A prepared body: what will be sent, byte for byte, and what must be known to understand the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lampblack.base.saved import encode
from lampblack.engines.protocol import Declined

_MARK = b"lampblack-prepared-1\n"
_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """`sent` goes to the server as it stands; `about` is plain data that stays here. Neither holds a key."""

    sent: bytes
    kind: str = "application/json"
    """The content type of `sent`."""
    path: str = ""
    """Where it is sent to, below the server's address."""
    about: Mapping[str, Any]

    def packed(self) -> bytes:
        """As it is kept: a length, the rest as JSON, and the bytes."""
        head = encode({"kind": self.kind, "path": self.path, "about": self.about})
        return _MARK + len(head).to_bytes(_LENGTH, "big") + head + self.sent


def prepared_from(body: bytes) -> Prepared:
    """A body as it was kept; `Declined` where it is none."""
    start = len(_MARK) + _LENGTH
    if not body.startswith(_MARK) or len(body) < start:
        raise Declined("this cannot be read as a request")
    stop = start + int.from_bytes(body[len(_MARK) : start], "big")
    try:
        head = cast(dict[str, Any], json.loads(body[start:stop]))
        return Prepared(sent=body[stop:], kind=head["kind"], path=head["path"], about=head["about"])
    except (ValueError, KeyError, TypeError) as error:
        raise Declined("this cannot be read as a request") from error
