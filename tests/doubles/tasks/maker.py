"""What all doubles of makers have in common: an address, books that bill on acceptance, jobs that take time, bad days.

A double is written from its maker's documentation and knows nothing of our adapter: a wrong question gets the maker's
own no. `luck` is used up one submission a time, from the front:

    ``           all is well
    `lost`       taken and billed, and the connection breaks before the answer
    `late`       taken and billed, and the answer comes after `late` seconds
    `broken`     taken and billed, and the answer is the maker's 500
    `down`       the maker's 500, and nothing was taken
    `deaf`       the connection breaks and nothing was taken
    `busy`       the maker's 429, nothing was taken
    `poor`       the account is empty, nothing was taken
    `refused`    moderation says no to the words, nothing was taken
    `rubbish`    taken and billed, and the answer is a page of HTML
    `unseen`     taken and billed; moderation says no to what was made, which is not charged
    `failed`     taken and billed; it fails there, which is not charged
    `gone`       taken and billed; when it is to be fetched the file is not there any more
    `page`       taken and billed; what is to be fetched is a page of HTML
    `slow`       taken and billed; it stays in the queue
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.doubles.desk import Asked, Desk, Reply
from tests.doubles.tasks.files import film, picture

TAKEN = frozenset(("lost", "late", "broken", "rubbish"))
"""The bad luck of an answer whose job was taken."""
PAGE = b"<html><body>502 Bad Gateway</body></html>"


@dataclass(kw_only=True)
class Job:
    """A job in the maker's books."""

    id: str
    what: str
    """The words that were bought."""
    body: dict[str, Any]
    luck: str
    at: float
    charge: float
    tag: str = ""
    route: str = ""
    state: str = ""
    """Set by force (cancelled, expired); empty: as time goes by."""
    more: dict[str, Any] = field(default_factory=dict)


class No(Exception):  # noqa: N818 - what the maker says
    """The maker's own no: raised anywhere while a question is answered."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.code)
        self.reply = reply


@dataclass(kw_only=True)
class Maker:
    """One maker's desk. Its own file says what is answered; here are the books."""

    key: str = "sk-double-4711"
    luck: list[str] = field(default_factory=list)
    late: float = 0.5
    seconds: float = 0.0
    """How long a job takes."""
    lag: float = 0.0
    """How far its list is behind."""
    limit: int = 0
    """At most so many jobs under way at once; 0: any."""
    jobs: dict[str, Job] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    uploads: dict[str, bytes] = field(default_factory=dict)
    url: str = ""
    turn: Any = field(default_factory=threading.RLock, repr=False)

    # ---- what each maker says for itself -----------------------------------------------------------------------

    def answer(self, question: Asked) -> Reply:
        """Anything but a result."""
        raise NotImplementedError

    def no(self, why: str) -> Reply:
        """Its no for `busy`, `poor`, `refused`, `down`, `broken`."""
        raise NotImplementedError

    # ---- books -------------------------------------------------------------------------------------------------

    def take(
        self, *, what: str, body: dict[str, Any], charge: float, say: Callable[[Job], Reply], **more: Any
    ) -> Reply:
        """Take a job, or not, as luck has it; `say` is the answer to one that was taken."""
        with self.turn:
            luck = self.luck.pop(0) if self.luck else ""
        if luck in ("busy", "poor", "refused", "down"):
            return self.no(luck)
        if luck == "deaf":
            raise ConnectionAbortedError
        with self.turn:
            if (
                self.limit
                and sum(self.standing(job) in ("queued", "running") for job in self.jobs.values()) >= self.limit
            ):
                return self.no("busy")
            job = Job(id=self.name(), what=what, body=body, luck=luck, at=time.time(), charge=charge, **more)
            self.jobs[job.id] = job
        if luck == "lost":
            raise ConnectionAbortedError
        if luck == "late":
            time.sleep(self.late)
        if luck == "rubbish":
            return Reply(what=PAGE, kind="text/html")
        return self.no("broken") if luck == "broken" else say(job)

    def name(self) -> str:
        """A new job's name."""
        return uuid.uuid4().hex

    def standing(self, job: Job) -> str:
        """Where it is: queued, running, succeeded, failed, unseen, cancelled."""
        if job.state:
            return job.state
        gone = time.time() - job.at
        if job.luck == "slow" or gone < self.seconds * 0.5:
            return "queued"
        if gone < self.seconds:
            return "running"
        if job.luck in ("failed", "unseen"):
            job.charge = 0.0
            return job.luck
        return "succeeded"

    def listed(self) -> list[Job]:
        """The jobs its list knows by now, the newest first."""
        known = [job for job in self.jobs.values() if job.at + self.lag <= time.time()]
        return sorted(known, key=lambda job: job.at, reverse=True)

    def charges(self) -> dict[str, int]:
        """How often each thing was charged."""
        counted: dict[str, int] = {}
        for job in self.jobs.values():
            self.standing(job)
            counted[job.what] = counted.get(job.what, 0) + (1 if job.charge else 0)
        return counted

    def bill(self) -> float:
        """What is owed."""
        self.charges()
        return sum(job.charge for job in self.jobs.values())

    def file(self, job: Job) -> str:
        """The address of its result: like a maker's own, signed and without a key."""
        return f"{self.url}/results/{job.id}.{job.more.get('ending', 'mp4')}?Expires=1763999999&Signature=8d2a"

    def result(self, question: Asked) -> Reply:
        """The file itself."""
        job = self.jobs.get(question.path.rpartition("/")[2].partition(".")[0])
        if job is None or job.luck == "gone" or "authorization" in question.headers:
            return Reply(code=403, what=b"<Error><Code>AccessDenied</Code></Error>", kind="application/xml")
        if job.luck == "page":
            return Reply(what=PAGE, kind="text/html")
        made = job.more
        if made.get("ending") == "png":
            return Reply(what=picture(made["width"], made["height"]), kind="image/png")
        return Reply(
            what=film(made["width"], made["height"], made["rate"], made["seconds"], made["sound"]), kind="video/mp4"
        )

    def handle(self, question: Asked) -> Reply:
        """The answer to a question, whichever it is."""
        self.asked.append(question)
        if question.path.startswith("/results/"):
            return self.result(question)
        try:
            return self.answer(question)
        except No as no:
            return no.reply


M = TypeVar("M", bound=Maker)


def bearer(question: Asked) -> str:
    """The word after `Bearer`."""
    scheme, _, word = question.headers.get("authorization", "").partition(" ")
    return word if scheme == "Bearer" else ""


@contextmanager
def serving(maker: M) -> Iterator[M]:
    """Serve while the block lasts; `maker.url` is its address."""
    with Desk(maker.handle) as desk:
        maker.url = desk.url
        yield maker
