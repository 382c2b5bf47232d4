"""What the ledger and the results come to, row by row and without their requests: for sums over a hundred thousand.

`ledger` is how money is spent; this only reads. 10,000 jobs are read in 0.05 s, because no request is decoded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.store.database import Database
from lampblack.store.ledger import OPEN

UNITS = 1_000_000_000
"""Billionths of the budget's currency: whole numbers, so that every way of grouping gives the same sum."""

Standing = Literal["spent", "lost", "reserved", "in doubt", "ended"]
"""`lost`: it was charged and nothing came of it (failed, cancelled, expired); `ended`: it was not charged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Charge:
    """Where one paid job stands. `amount` (billionths of `unit`) is charged, reserved or perhaps charged, as
    `standing` says; `released` is what had been reserved for it and was not charged."""

    ticket: str
    key: Digest
    job: str
    engine: str
    state: str
    standing: Standing
    amount: int
    released: int
    at: float
    stage: str = ""
    subject: str = ""
    scene: str = ""
    film: str = ""
    unit: str = "USD"


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """Seconds of work that results took, by engine or step (with its version), stage and episode."""

    by: str
    stage: str
    film: str
    seconds: float
    jobs: int


class Charges:
    """Sums and rows for whoever wants to know where money and time went."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def present(self) -> list[Charge]:
        """Every paid job as it stands now, in the order in which they were intended."""
        return [_charge(*row) for row in self._database.rows(_PRESENT)]

    def work(self) -> list[Work]:
        """What the results that are kept took, most first."""
        return [
            Work(by=by, stage=stage, film=film, seconds=seconds, jobs=jobs)
            for by, stage, film, seconds, jobs in self._database.rows(_WORK)
        ]


_PRESENT = """
    SELECT last.ticket, last.key, last.job, last.engine, last.state, last.price, first.price, last.at, last.stage,
        last.subject, last.scene, last.film, last.unit, last.outputs NOT IN ('', '{}')
    FROM (SELECT MIN(row) AS a, MAX(row) AS z FROM money GROUP BY ticket) AS one
    JOIN money AS first ON first.row = one.a JOIN money AS last ON last.row = one.z ORDER BY one.a"""

# A job of an episode is `@<episode>:<job>` in the records of a series.
_WORK = """
    SELECT engine, substr(id, 1, instr(id || '/', '/') - 1) AS stage, film, SUM(seconds), COUNT(*)
    FROM (SELECT engine, seconds, substr(job, instr(job, ':') * (job LIKE '@%') + 1) AS id,
        CASE WHEN job LIKE '@%' THEN substr(job, 2, instr(job, ':') - 2) ELSE '' END AS film FROM action)
    GROUP BY engine, stage, film ORDER BY 4 DESC"""


def _charge(
    ticket: str, key: str, job: str, engine: str, state: str, price: float, reserved: float, at: float, stage: str,
    subject: str, scene: str, film: str, unit: str, came: int,
) -> Charge:  # fmt: skip
    charged = round(price * UNITS)
    standing = _standing(state, charged, bool(came))
    amount = 0 if standing == "ended" else charged
    open_still = standing in ("reserved", "in doubt")
    # Rows of the first version of the records have no stage and subject; a job's id says both.
    first, _, rest = job.partition("/")
    return Charge(
        ticket=ticket, key=Digest(key), job=job, engine=engine, state=state, standing=standing, amount=amount,
        released=0 if open_still else max(round(reserved * UNITS) - amount, 0), at=at, stage=stage or first,
        subject=subject or (rest.rpartition("/")[0] if first == "takes" else rest), scene=scene, film=film, unit=unit,
    )  # fmt: skip


def _standing(state: str, charged: int, came: bool) -> Standing:
    """`came`: there is a result. A person may settle a job as paid although nothing came of it."""
    if state == "succeeded":
        return "spent" if came or not charged else "lost"
    if state == "in doubt":
        return "in doubt"
    if state in OPEN:
        return "reserved"
    return "lost" if charged and state != "withdrawn" else "ended"
