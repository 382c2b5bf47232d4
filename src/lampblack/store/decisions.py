"""The human's part, on record: what was decided or changed, by whom and when; and when builds ran.

Knows rows; what is worth recording is decided in `build` and `spend`. Rows are added, never changed.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from dataclasses import dataclass

from lampblack.base.digest import Digest
from lampblack.store.actions import now
from lampblack.store.database import Database

WHO = "LAMPBLACK_WHO"
"""Environment: the name that stands beside decisions; else the account that ran the command."""

WORKED = "worked"
"""What a statement of a person about their own time is recorded as; its subject says on what."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Something a person decided. `what` is a verb or the kind of file (`pin`, `settle`, `script`, `bible`), `subject`
    a shot, a ticket or a file. `minutes` only where the person stated them. `digest`: the bytes a changed file has."""

    at: float
    what: str
    subject: str
    note: str = ""
    minutes: float | None = None
    film: str = ""
    who: str = ""
    digest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ran:
    """A build that ran, from `began` to `ended` (seconds since 1970)."""

    began: float
    ended: float
    made: int = 0
    kept: int = 0
    failed: int = 0
    cost: float = 0.0
    film: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A file a person writes, as it was seen last. `changed`: nanoseconds since 1970, as the disk says; `text` empty
    for what is no text."""

    file: str
    digest: Digest
    size: int
    changed: int
    text: str = ""


class Decisions:
    """The tables of decisions, builds and sources. What is written is committed when a method returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(
        self, what: str, subject: str, note: str = "", minutes: float | None = None, film: str = "", *,
        who: str | None = None, at: float | None = None, digest: str = "",
    ) -> None:  # fmt: skip
        """A person decided this now. Safe beside a build that is at work on the same film."""
        self._database.write(
            "INSERT INTO decision (at, film, what, subject, note, minutes, who, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            now() if at is None else at, film, what, subject, note, minutes, person() if who is None else who, digest,
        )  # fmt: skip
        self._database.flush()

    def every(self, film: str | None = None) -> tuple[Decision, ...]:
        """All decisions, oldest first; of one film of a series where it is named."""
        rows = self._database.rows(
            "SELECT at, what, subject, note, minutes, film, who, digest FROM decision ORDER BY at, row"
        )
        found = (
            Decision(at=at, what=what, subject=subject, note=note, minutes=minutes, film=of, who=who, digest=digest)
            for at, what, subject, note, minutes, of, who, digest in rows
        )
        return tuple(each for each in found if film is None or each.film == film)

    def ran(self, build: Ran) -> None:
        """A build came to its end, whatever it came to."""
        self._database.write(
            "INSERT INTO build (film, began, ended, made, kept, failed, cost) VALUES (?, ?, ?, ?, ?, ?, ?)",
            build.film, build.began, build.ended, build.made, build.kept, build.failed, build.cost,
        )  # fmt: skip
        self._database.flush()

    def builds(self, film: str | None = None) -> tuple[Ran, ...]:
        """All builds that came to their end, oldest first."""
        rows = self._database.rows("SELECT began, ended, made, kept, failed, cost, film FROM build ORDER BY began, row")
        found = (
            Ran(began=began, ended=ended, made=made, kept=kept, failed=failed, cost=cost, film=of)
            for began, ended, made, kept, failed, cost, of in rows
        )
        return tuple(each for each in found if film is None or each.film == film)

    def sources(self, film: str = "") -> dict[str, Source]:
        """The files as they were seen last, by name."""
        rows = self._database.rows("SELECT file, digest, size, changed, text FROM source WHERE film = ?", film)
        return {
            file: Source(file=file, digest=Digest(digest), size=size, changed=changed, text=text)
            for file, digest, size, changed, text in rows
        }

    def saw(self, sources: Iterable[Source], gone: Iterable[str] = (), film: str = "") -> None:
        """This is how these files are now; those that are `gone` are forgotten."""
        for each in sources:
            self._database.write(
                "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)",
                film, each.file, each.digest, each.size, each.changed, each.text,
            )  # fmt: skip
        for file in gone:
            self._database.write("DELETE FROM source WHERE film = ? AND file = ?", film, file)
        self._database.flush()


def person() -> str:
    """Who sits here, as far as is known: `LAMPBLACK_WHO`, else the account; empty where neither is."""
    named = os.environ.get(WHO, "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
