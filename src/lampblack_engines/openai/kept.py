"""What is written down here of each job: what was asked, and what came where the answer comes in the same breath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from lampblack.base.digest import digest_of, short
from lampblack.base.errors import JobError
from lampblack.engines.protocol import Declined, Found, Standing, State
from lampblack_engines.servers.prepared import Prepared, prepared_from
from lampblack_engines.servers.spool import Spool


class Kept:
    """One engine's notes, each under our ticket or under the server's own name for a job."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def keep(self, name: str, about: Mapping[str, Any], data: bytes = b"", kind: str = "") -> None:
        """On the disk when this returns."""
        self._spool.keep(_file(name), Prepared(sent=data, kind=kind, about=about).packed())

    def find(self, name: str) -> Prepared | None:
        """The note of that name, if there is one that can be read."""
        path = self._spool.find(_file(name))
        try:
            return prepared_from(path.read_bytes()) if path else None
        except (Declined, OSError):
            return None

    def answer(self, name: str, who: str) -> Prepared:
        """The note of an answer that was kept; a `JobError` where it is gone."""
        note = self.find(name)
        if note is None:
            raise JobError(f"what {who} answered to {name} is not kept any more")
        return note

    def found(self, ticket: str, *, free: bool) -> Found:
        """The answer that was kept. A free server is simply asked again where there is none."""
        there = self.find(ticket) is not None
        return Found(ids=(ticket,) if there else (), complete=free)

    def standing(self, name: str) -> Standing:
        """How a job stands whose answer was kept."""
        note = self.find(name)
        if note is None:
            return Standing(id=name, state="expired", message="its answer is not kept any more")
        about = note.about
        state = cast(State, about.get("state", "succeeded"))
        return Standing(id=name, state=state, message=str(about.get("message", "")), charged=about.get("charged"))


def _file(name: str) -> str:
    """A server may call its jobs what it likes; a file's name is never made of that."""
    return short(digest_of(name.encode()), 40)
