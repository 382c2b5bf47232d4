"""One question to a provider: its key shown, its answer read with suspicion, a no told from a yes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lampblack.base.errors import Busy, JobError
from lampblack.base.saved import encode
from lampblack.engines.protocol import Declined, Refused
from lampblack_engines.servers.http import Reply, ask
from lampblack_engines.tasks.accounts import Account
from lampblack_engines.tasks.answers import first, text
from lampblack_engines.tasks.filling import Say, filled, line_of, path_of
from lampblack_engines.tasks.keys import shown
from lampblack_engines.tasks.provider import Errors

LARGEST = 192 * 1024 * 1024
"""Bytes of an answer: some hold the film itself."""
_NOT_TAKEN = frozenset((400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 421, 422, 431, 451))
_TOLD = 400
_CLOCKS = 300.0
"""Seconds our clock and the provider's may differ."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a provider answered. `fault`: its own code says that something is wrong; `message`: in its words."""

    code: int
    answer: Any = field(repr=False)
    after: float
    own: str
    """Its own code; empty: none."""
    message: str
    kind: str

    @property
    def good(self) -> bool:
        return 200 <= self.code < 300


class Asker:
    """All questions to one provider. Nothing is kept between two of them."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._errors = account.provider.errors

    def json(
        self, method: str, path: str, words: Mapping[str, Any], *, body: bytes | None = None,
        headers: Mapping[str, str] | None = None, kind: str = "application/json",
    ) -> Said:  # fmt: skip
        """Ask; `path` is a template, `words` what is in it beside what the account says. A `Declined` where a word or
        the key is missing: nothing was sent."""
        url = self.url(path, words)
        auth = self.key()
        more = {"Content-Type": kind} if body is not None else {}
        sent = {"Accept": "application/json", **more, **self._own(words), **(headers or {}), **auth}
        reply = ask(method, url, body, headers=sent, seconds=self._account.seconds, most=LARGEST)
        return self._read(reply, tuple(auth.values()))

    def url(self, path: str, words: Mapping[str, Any]) -> str:
        """The whole address that a path means."""
        account = self._account
        for name, host in account.hosts.items():
            if path.startswith(f"{{{name}}}"):
                base, rest = host.rstrip("/"), path[len(name) + 2 :]
                break
        else:
            base, rest = account.base, path
        if rest.startswith(("https://", "http://")):
            base = ""
        try:
            return path_of(base, self._say(words)) + path_of(rest, self._say(words))
        except KeyError as error:
            raise Declined(f"{account.name}: {error.args[0]} is not known for {path}") from None

    def base(self) -> str:
        """The provider's own address: who may be shown the key, and whose addresses may be private ones."""
        return path_of(self._account.base, self._say({}))

    def key(self) -> dict[str, str]:
        """The header that shows the key; a `Declined` where there is none."""
        account = self._account
        try:
            return shown(account.provider.auth, account.key, account.secret, account.name)
        except KeyError as error:
            words = f"{account.name} needs a {error.args[0]}: servers.toml names where it is"
            raise Declined(words, possible=('key = "NAME_OF_A_VARIABLE"', 'secret = "NAME_OF_A_VARIABLE"')) from None

    def body(self, template: Mapping[str, Any], words: Mapping[str, Any]) -> bytes | None:
        """A body without anything of a request in it; None where there is none."""
        return encode(filled(template, self._say(words), {})) if template else None

    def since(self, moment: float) -> str:
        """A moment as a provider's list is asked for it, with a margin for clocks that differ."""
        return datetime.fromtimestamp(max(0.0, moment - _CLOCKS), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _own(self, words: Mapping[str, Any]) -> dict[str, str]:
        try:
            return {name: line_of(value, self._say(words)) for name, value in self._account.provider.headers.items()}
        except KeyError as error:
            raise Declined(f"{self._account.name}: {error.args[0]} is not known for its headers") from None

    def _say(self, words: Mapping[str, Any]) -> Say:
        account = self._account
        known: dict[str, Any] = {**account.values, **account.model.values, "model": account.model_name, **words}

        def say(word: str) -> Any:
            return known.get(word) or None

        return say

    def _read(self, reply: Reply, secrets: tuple[str, ...]) -> Said:
        try:
            answer = json.loads(reply.data)
        except (ValueError, RecursionError):
            answer = None
        own = text(first(answer, self._errors.code))
        message = text(first(answer, self._errors.message)) or ("" if 200 <= reply.code < 300 else reply.words())
        for each in (*secrets, *(part for value in secrets for part in value.split() if len(part) > 6)):
            message, own = message.replace(each, "***"), own.replace(each, "***")
        return Said(
            code=reply.code, answer=answer, after=reply.after, own=own[:80], kind=reply.kind,
            message=" ".join(message.split())[:_TOLD],
        )  # fmt: skip


def is_fault(said: Said, errors: Errors) -> bool:
    """Whether the provider's own code says no, whatever HTTP says."""
    return bool(errors.fine) and said.own != "" and said.own not in errors.fine


def is_refusal(said: Said, errors: Errors, more: str = "") -> bool:
    """Whether a no is moderation's."""
    told = f"{said.message} {more}".lower()
    return any(word == said.own or word.lower() in told or word.lower() in said.own.lower() for word in errors.refused)


def taken(said: Said, errors: Errors, who: str) -> Said:
    """An answer to what was submitted, where it is a yes. `Busy`, `Refused`, `Declined` where it is certainly a no; a
    `JobError` where nobody knows."""
    words = f"{who} says {said.code}{f' ({said.own})' if said.own else ''}: {said.message or 'no reason given'}"
    if said.good and not is_fault(said, errors):
        return said
    if said.own and said.own in errors.declined:
        raise Declined(words)
    if said.code == 429 or str(said.code) in errors.busy or (said.own and said.own in errors.busy):
        raise Busy(f"{who} has too much to do", after=said.after)
    if said.own and said.own in errors.unsure:
        raise JobError(words)
    if said.good and not is_refusal(said, errors):
        # HTTP says yes and a code that stands in no list says no: whether a job was taken, nobody knows.
        raise JobError(words)
    if said.good or said.code in _NOT_TAKEN or 300 <= said.code < 400:
        raise Refused(words) if is_refusal(said, errors) else Declined(words)
    raise JobError(words)


def answered(said: Said, errors: Errors, who: str) -> Any:
    """The answer to a question that buys nothing; `Busy` or a `JobError` where it is none."""
    if said.code == 429 or str(said.code) in errors.busy or (said.own and said.own in errors.busy):
        raise Busy(f"{who} has too much to do", after=said.after)
    if not said.good or is_fault(said, errors) or said.answer is None:
        raise JobError(f"{who} says {said.code}: {said.message or 'nothing that can be read'}")
    return said.answer
