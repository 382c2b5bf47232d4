"""What a client did wrong, or what went wrong here, as the one JSON error it is told."""

from __future__ import annotations

from typing import Any

from lampblack.base.errors import LampblackError

KINDS = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    408: "timeout_error",
    429: "rate_limit_error",
}
"""OpenAI's word for a status; the others are `invalid_request_error` below 500 and `server_error` from there."""


class Wrong(LampblackError):  # noqa: N818 - what the client did
    """An answer that is a refusal: its HTTP status, a code for machines, which parameter, when to come again."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        param: str = "",
        again_in: int = 0,
        possible: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, possible=possible)
        self.status = status
        self.code = code
        self.param = param
        self.again_in = again_in


def body_of(wrong: Wrong) -> dict[str, Any]:
    """The object OpenAI's clients read."""
    usual = "invalid_request_error" if wrong.status < 500 else "server_error"
    kind = KINDS.get(wrong.status, usual)
    return {"error": {"message": str(wrong), "type": kind, "param": wrong.param or None, "code": wrong.code}}


def unusable(message: str, param: str = "", possible: tuple[str, ...] = ()) -> Wrong:
    """Something in the request that cannot be used (400)."""
    return Wrong(400, "invalid_value", message, param=param, possible=possible)


def unknown(what: str) -> Wrong:
    """A thing that is not there, or is somebody else's: both look alike (404)."""
    return Wrong(404, "not_found", f"there is no such {what} here")
