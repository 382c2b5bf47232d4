"""Showing the key: a header's value made of one secret or two, never kept, never in a body."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping

from lampblack_engines.servers.secrets import secret
from lampblack_engines.tasks.filling import line_of
from lampblack_engines.tasks.provider import Auth, Signed


def shown(auth: Auth, key: str, second: str, who: str, now: Callable[[], float] = time.time) -> dict[str, str]:
    """The header that shows it; a `Declined` says what is missing. `key` and `second` name where the secrets are."""
    if not auth.value:
        return {}
    held = {"key": secret(key, who)} if key else {}
    if second:
        held["secret"] = secret(second, who)
    if auth.signed is not None:
        held["token"] = _token(auth.signed, held, now())
    return {auth.header: line_of(auth.value, held.get)}


def _token(signed: Signed, held: dict[str, str], now: float) -> str:
    """A JSON web token, HS256 (RFC 7515, 7519)."""
    head = {"alg": "HS256", "typ": "JWT"}
    claims = {
        "iss": line_of(signed.issuer, held.get),
        "exp": int(now) + signed.seconds,
        "nbf": int(now) - signed.early,
    }
    said = f"{_part(head)}.{_part(claims)}"
    mark = hmac.new(held.get("secret", "").encode(), said.encode(), hashlib.sha256).digest()
    return f"{said}.{_plain(mark)}"


def _part(value: Mapping[str, object]) -> str:
    return _plain(json.dumps(value, separators=(",", ":")).encode())


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
