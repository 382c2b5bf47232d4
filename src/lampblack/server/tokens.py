"""Who may come in: tokens by name, of which only digests are kept. Compared in constant time, every one of them."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from lampblack.base.errors import Spot, UserError
from lampblack.store.errors import explained

HERE = "local"
"""Whoever comes to a server without tokens, which is on this machine alone."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_SHORTEST = 16
"""Characters of a token a person made up."""


class Tokens:
    """The tokens of one server. A file is read again when it changes: a line taken out shuts its holder out at once."""

    def __init__(self, *, file: Path | None = None, said: str = "") -> None:
        """`file` of `name hash` lines; `said` a token in plain words, known as `env`. Neither: everybody is `HERE`."""
        self._file = file
        self._said = {"env": hash_of(said)} if said else {}
        self._read: dict[str, str] = {}
        self._state: tuple[int, int] = (0, -1)
        if said and len(said) < _SHORTEST:
            raise UserError(
                f"a token has {_SHORTEST} characters or more", possible=("lampblack serve --new-token NAME",)
            )
        self._look()

    @property
    def wanted(self) -> bool:
        """Whether a token must be shown."""
        return self._file is not None or bool(self._said)

    def holder(self, authorization: str) -> str:
        """The name of whoever shows this `Authorization` header; empty: nobody known."""
        if not self.wanted:
            return HERE
        scheme, _, token = authorization.partition(" ")
        shown = hash_of(token.strip())
        found = ""
        self._look()
        for name, kept in (*self._said.items(), *self._read.items()):
            if hmac.compare_digest(shown, kept):
                found = name
        return found if scheme.lower() == "bearer" and token.strip() else ""

    def _look(self) -> None:
        if self._file is None:
            return
        try:
            state = self._file.stat()
            if (state.st_mtime_ns, state.st_size) != self._state:
                self._read = read_tokens(self._file)
                self._state = (state.st_mtime_ns, state.st_size)
        except OSError as error:
            self._read = {}
            if self._state == (0, -1):
                raise UserError(f"cannot read the tokens in {self._file}: {error.strerror}") from error


def hash_of(token: str) -> str:
    """What is kept of a token. It is 256 random bits, so that one round is enough."""
    return "sha256:" + hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def read_tokens(file: Path) -> dict[str, str]:
    """The lines of a token file; a `UserError` names the one that cannot be read, never what is in it."""
    found: dict[str, str] = {}
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("this is no file of tokens", spot=Spot(file=str(file))) from error
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        spot = Spot(file=str(file), line=number)
        if len(words) != 2 or not _NAME.fullmatch(words[0]) or not _HASH.fullmatch(words[1]):
            raise UserError("a line of tokens is a name and a hash", spot=spot, possible=("NAME sha256:...",))
        if words[0] in found:
            raise UserError(f"there are two tokens called {words[0]}", spot=spot)
        found[words[0]] = words[1]
    return found


def new_token(file: Path, name: str) -> str:
    """A new token, told once: the file gets its hash. A `UserError` for a name that is taken or cannot be one."""
    if not _NAME.fullmatch(name) or name in (HERE, "env"):
        raise UserError(f"{name!r} cannot name a token", possible=("letters, digits, - _ .",))
    if file.exists() and name in read_tokens(file):
        raise UserError(f"there is a token called {name} in {file}; take its line out to make a new one")
    token = "lb-" + secrets.token_urlsafe(32)
    with explained(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as lines:
            lines.write(f"{name} {hash_of(token)}\n")
            lines.flush()
            os.fsync(lines.fileno())
    return token
