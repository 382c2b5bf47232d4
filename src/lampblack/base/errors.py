"""The root of all errors, and where in a file they are.

An error teaches: what was asked, what is wrong and where, what is possible. It is handled once: shown, or passed on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place in a file a person wrote; lines and columns count from 1, 0 means "the whole file"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


MOST = 12
"""Possible values that are named in one line: nobody reads a hundred."""


class LampblackError(Exception):
    """Something Lampblack can name. `spot` says where, `possible` what would have been right."""

    def __init__(self, message: str, *, spot: Spot | None = None, possible: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.spot = spot
        self.possible = possible

    def __str__(self) -> str:
        where = f"{self.spot}: " if self.spot else ""
        return where + self.taught

    @property
    def taught(self) -> str:
        """What is wrong and what would have been right, without where."""
        more = len(self.possible) - MOST
        named = ", ".join(self.possible[:MOST]) + (f" and {more} more" if more > 0 else "")
        hint = f" (possible: {named})" if self.possible else ""
        return f"{self.message}{hint}"


class UserError(LampblackError):
    """What was asked cannot be done as it was asked: one clear line, exit code 2, nothing lost."""


class JobError(LampblackError):
    """A job failed although the request was sound; its log and its subject are named by who catches it."""


class Busy(JobError):  # noqa: N818 - a state, as a person says it
    """It could not be begun just now and nothing was lost or owed: to be tried again after `after` seconds."""

    def __init__(self, message: str, *, after: float = 1.0) -> None:
        super().__init__(message)
        self.after = after
