"""The desk between the door and the workshop: takes jobs in once, says how they stand, hands results over."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from lampblack.base.digest import Digest, digest_of
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import saved
from lampblack.server.book import Row
from lampblack.server.keeping import Keeper
from lampblack.server.limits import Limits
from lampblack.server.wanted import Wanted
from lampblack.server.workshop import Workshop
from lampblack.server.wrong import Wrong, unknown

_SOON = 5


class Desk:
    """One server's jobs. Every method is for one owner, who sees nobody else's; from any thread."""

    def __init__(self, keeper: Keeper, workshop: Workshop, served: Mapping[str, Offer], limits: Limits) -> None:
        self._keeper, self._book, self._workshop = keeper, keeper.book, workshop
        self.served, self.limits = served, limits

    @contextmanager
    def scratch(self) -> Generator[Path]:
        """An empty folder on the store's disk while a request is read."""
        folder = self._keeper.store.scratch()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def has_room(self, coming: int) -> bool:
        """Whether so many bytes more may come onto the disk."""
        return self._keeper.has_room(coming)

    def take(self, owner: str, wanted: Sequence[Wanted], ticket: str) -> list[Row]:
        """Take these in, all of them or none. A ticket that was used for the same is the same jobs again; for anything
        else it is refused (422)."""
        same = digest_of(encode([[each.door, each.offer.name, each.take, saved(each.request)] for each in wanted]))
        tickets = [ticket if number == 0 or not ticket else f"{ticket}#{number}" for number in range(len(wanted))]
        with self._keeper.turn:
            if ticket and (known := self._book.with_ticket(owner, ticket)) is not None:
                if known.same != same:
                    raise Wrong(422, "key_reused", "this Idempotency-Key stands for another request")
                return [row for each in tickets if (row := self._book.with_ticket(owner, each)) is not None]
            self._require_turn(owner, len(wanted))
            sizes = {digest: path.stat().st_size for each in wanted for digest, path in each.files.items()}
            self._keeper.require_room(owner, sum(sizes.values()))
            rows = [self._written(owner, each, name, same) for each, name in zip(wanted, tickets, strict=True)]
        for row in rows:
            self._workshop.begin(row)
        return [self.job(owner, row.id) for row in rows]

    def job(self, owner: str, id: str) -> Row:
        """A job as it stands; `Wrong` (404) where it is not there, or not theirs."""
        row = self._book.get(id, owner)
        if row is None:
            raise unknown("job")
        return row

    def film(self, owner: str, id: str) -> Row:
        """A job of `/v1/videos`."""
        row = self._book.get(id, owner)
        if row is None or row.door != "video":
            raise unknown("video")
        return row

    def progress(self, row: Row) -> int:
        """How far it is, 0 to 100; 100 only where it is done."""
        return 100 if row.state == "completed" else min(99, int(100 * self._workshop.progress(row.id)))

    def films(self, owner: str, *, after: str, most: int, rising: bool, ticket: str) -> tuple[list[Row], bool]:
        """A page of an owner's films, and whether there are more."""
        if ticket:
            row = self._book.with_ticket(owner, ticket)
            return ([row] if row is not None and row.door == "video" else []), False
        first = self.film(owner, after).number if after else None
        found = self._book.listed(owner, after=first, most=most + 1, rising=rising)
        return found[:most], len(found) > most

    def forget(self, owner: str, id: str) -> None:
        """Stop it if it is under way, and let it go with all it made."""
        self._workshop.forget(self.film(owner, id))

    def file(self, row: Row, output: str) -> Path:
        """A finished job's output; a `Wrong` says why there is none."""
        if row.state == "failed":
            raise failure_of(row)
        if row.state != "completed":
            raise Wrong(404, "not_ready", f"it is {row.state}: there is nothing to fetch yet", again_in=1)
        found = self._keeper.file(row, output)
        if found is None and self._keeper.is_lost(row):
            self._workshop.again(row)
            raise Wrong(404, "not_ready", "its bytes were damaged on the disk; it is made again", again_in=5)
        if found is None:
            raise unknown(f"{output} of this job")
        return found

    @property
    def workshop(self) -> Workshop:
        """Who does the work."""
        return self._workshop

    def _require_turn(self, owner: str, coming: int) -> None:
        if len(self._book.unfinished(owner)) + coming > self.limits.jobs:
            words = f"this token has {self.limits.jobs} unfinished jobs, which is all it may have"
            raise Wrong(429, "too_many_jobs", words, again_in=_SOON)

    def _written(self, owner: str, wanted: Wanted, ticket: str, same: Digest) -> Row:
        row = Row(
            id=f"{wanted.door}_{secrets.token_hex(16)}",
            owner=owner,
            door=wanted.door,
            ticket=ticket,
            same=same,
            engine=wanted.offer.name,
            take=wanted.take,
            request=encode(saved(wanted.request)),
            prompt=wanted.prompt,
            seconds=wanted.seconds,
            picture=wanted.picture,
            notes=wanted.notes,
            made=time.time(),
            size=sum(path.stat().st_size for path in wanted.files.values() if path.exists()),
        )
        return self._keeper.take_in(row, [path for path in wanted.files.values() if path.exists()])


def failure_of(row: Row) -> Wrong:
    """What became of a job that failed, as an answer: 422 where the request was to blame, else 500."""
    if row.fault == "refused":
        return Wrong(422, "refused", row.words)
    return Wrong(500, row.fault or "failed", row.words)
