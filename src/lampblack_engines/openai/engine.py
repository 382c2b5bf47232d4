"""One server of the family as an engine: each kind of request goes to the work it is, each id says which that was."""

from __future__ import annotations

from typing import Protocol, cast

from lampblack.base.context import Context
from lampblack.base.errors import JobError, UserError
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer, Declined, Found, Standing
from lampblack.engines.requests import Request, kind_of
from lampblack_engines.openai.chat import ChatWork
from lampblack_engines.openai.film import FilmWork
from lampblack_engines.openai.kept import Kept
from lampblack_engines.openai.line import Line
from lampblack_engines.openai.models import ask_model, lacking_there, remembered
from lampblack_engines.openai.offers import offer_of
from lampblack_engines.openai.pictures import PictureWork
from lampblack_engines.openai.service import Service, service_of
from lampblack_engines.openai.voice import VoiceWork
from lampblack_engines.servers.prepared import Prepared, prepared_from
from lampblack_engines.servers.spool import Spool, usual_spool


class Work(Protocol):
    """One kind of work at one server: a `Remote`'s questions, its bodies taken apart."""

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> Prepared: ...
    def submit(self, body: Prepared, ticket: str) -> Standing: ...
    def find(self, body: Prepared, ticket: str, since: float) -> Found: ...
    def look(self, id: str) -> Standing: ...
    def fetch(self, id: str, context: Context) -> Answer: ...
    def cancel(self, id: str) -> None: ...


class OpenAIServer:
    """A `protocol.Remote`. It remembers nothing between two questions but what lies in its spool."""

    def __init__(self, name: str, service: Service | None = None, spool: Spool | None = None) -> None:
        self._name = name
        self._service = service or service_of(name)
        kept = spool or usual_spool(name)
        line, notes = Line(name, self._service), Kept(kept)
        chat = ChatWork(line, notes)
        works: dict[str, Work] = {
            "film": FilmWork(line, notes),
            "paint": PictureWork(line, notes),
            "write": chat,
            "judge": chat,
            "speak": VoiceWork(name, self._service, kept),
        }
        self._film = cast(FilmWork, works["film"])
        self._works: dict[str, Work] = {kind: works[kind] for kind in self._service.does}

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """The body; a `UserError` for whatever is beyond the server, so that nothing is dropped in silence."""
        if self._service.dialect == "lampblack":
            self._as_it_was()
        require(request, offer_of(self._name, self._service))
        return self._works[kind_of(request)].prepare(request, take, ticket, context).packed()

    def _as_it_was(self) -> None:
        """A `UserError` where the engine there is another than the plan was made on: what it gives would be recorded as
        the other's."""
        before = remembered(self._name, self._service)
        now = ask_model(self._name, self._service)
        if before is not None and before.version != now.version:
            words = f"{self._service.model} at {self._name} is version {now.version} now, and was {before.version}"
            raise UserError(f"{words}: make again, and what depends on it is made anew")

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Send it once."""
        prepared = prepared_from(body)
        kind = str(prepared.about.get("kind", ""))
        if kind not in self._works:
            raise Declined(f"{self._name} does no {kind or 'such thing'}", possible=tuple(self._works))
        standing = self._works[kind].submit(prepared, ticket)
        return _named(standing, kind)

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """Look for a job whose answer was lost."""
        prepared = prepared_from(body)
        kind = str(prepared.about.get("kind", ""))
        found = self._works[kind].find(prepared, ticket, since)
        return Found(ids=tuple(f"{kind}:{id}" for id in found.ids), complete=found.complete)

    def known_as(self, id: str, body: bytes) -> str:
        """The whole name of a job that a person found by the server's own; of a film, what was asked is written down
        here once more where that is gone."""
        prepared = prepared_from(body)
        kind, (before, _, rest) = str(prepared.about.get("kind", "")), id.partition(":")
        own = rest if before in self._works and rest else id
        if kind == "film":
            self._film.known(own, prepared)
        return f"{kind}:{own}"

    def look(self, id: str) -> Standing:
        """How far it is."""
        kind, rest = self._taken_apart(id)
        return _named(self._works[kind].look(rest), kind)

    def fetch(self, id: str, context: Context) -> Answer:
        """The result."""
        kind, rest = self._taken_apart(id)
        return self._works[kind].fetch(rest, context)

    def cancel(self, id: str) -> None:
        """Ask it to stop, where it can."""
        kind, _, rest = id.partition(":")
        if kind in self._works and rest:
            self._works[kind].cancel(rest)

    def lacks(self) -> tuple[str, ...]:
        """What its server lacks for it, asked now (`engines.lacking`)."""
        return lacking_there(self._name, self._service)

    def close(self) -> None:
        """Nothing is held between two questions."""

    def _taken_apart(self, id: str) -> tuple[str, str]:
        kind, _, rest = id.partition(":")
        if kind not in self._works or not rest:
            raise JobError(f"{self._name} has no job {id!r}")
        return kind, rest


def _named(standing: Standing, kind: str) -> Standing:
    return Standing(
        id=f"{kind}:{standing.id}", state=standing.state, done=standing.done, charged=standing.charged,
        message=standing.message, again_in=standing.again_in,
    )  # fmt: skip
