"""What all doubles of providers share: a server in this process that bills on acceptance and misbehaves when told to.

A double's own part (`answer`) is written from its maker's documentation, which its docstring names, not from our
adapter. What goes wrong is said by `Double.trouble`, a list from whose front each question takes what fits it.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.desk import Asked, Desk, Reply
from tests.doubles.tasks.files import film, picture


@dataclass(kw_only=True)
class Job:
    """A job that was taken."""

    id: str
    body: dict[str, Any]
    about: str = ""
    """Where it was submitted: an endpoint, a model."""
    made: float = field(default_factory=time.time)
    looks: int = 0
    end: str = "done"
    """`done`, `failed`, `refused` or `cancelled`."""


class Double:
    """One account at one provider. `looks` is how often a job is still at work when it is asked for."""

    KEY = "the-key-of-the-account"

    def __init__(self) -> None:
        self.jobs: dict[str, Job] = {}
        self.bill: list[str] = []
        """A job's name for each charge."""
        self.asked: list[Asked] = []
        self.trouble: list[str] = []
        """Of submissions: `lose` (taken, and the line goes dead), `500` (taken), `502` (not taken), `busy`, `refuse`,
        `decline`, `rubbish` (taken, and HTML is answered), `redirect`. Of what comes later: `look-500`, `look-busy`,
        `look-rubbish`, `strange` (a state nobody knows), `file-cut`, `file-html`, `file-inside` (leads to an address
        of the house), `file-gone`."""
        self.looks = 1
        self.end = "done"
        """How jobs that are taken from now on will end."""
        self.lock = threading.Lock()
        self._desk = Desk(self._handle)
        self._number = 0

    # ---- what a double says of itself ------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Reply:
        """The maker's part."""
        raise NotImplementedError

    def is_submit(self, asked: Asked) -> bool:
        """Whether this question buys."""
        raise NotImplementedError

    def is_file(self, asked: Asked) -> bool:
        return asked.path.startswith("/files/")

    def allowed(self, asked: Asked) -> bool:
        """Whether the key is shown as it should be."""
        raise NotImplementedError

    def refusal(self) -> Reply:
        """How moderation's no is told when a job is submitted."""
        raise NotImplementedError

    def decline(self) -> Reply:
        """How a body that is wrong is told."""
        return Reply(code=400, what={"error": "this field is wrong"})

    def denied(self) -> Reply:
        return Reply(code=401, what={"error": "no such key"})

    # ---- taking and making -----------------------------------------------------------------------------------------

    def take(self, id: str, body: dict[str, Any], about: str = "") -> Job:
        """Take a job, and charge for it."""
        job = Job(id=id, body=body, about=about, end=self.end)
        self.jobs[id] = job
        self.bill.append(id)
        return job

    def number(self) -> int:
        self._number += 1
        return self._number

    def is_done(self, job: Job) -> bool:
        """Asked for once more: whether it is at its end now."""
        job.looks += 1
        return job.looks > self.looks

    def happens(self, *kinds: str) -> str:
        """The next trouble, where it is one of these."""
        if self.trouble and self.trouble[0] in kinds:
            return self.trouble.pop(0)
        return ""

    # ---- the server ------------------------------------------------------------------------------------------------

    def __enter__(self) -> Double:
        self._desk.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._desk.__exit__()

    def restart(self) -> None:
        """Gone and back at the same address; the account is as it was."""
        self._desk.restart()

    @property
    def url(self) -> str:
        return self._desk.url

    def _handle(self, asked: Asked) -> Reply:
        with self.lock:
            self.asked.append(asked)
            return self._reply(asked)

    def _reply(self, asked: Asked) -> Reply:
        if self.is_file(asked):
            return self._file(asked)
        if not self.allowed(asked):
            return self.denied()
        if self.is_submit(asked):
            return self._submission(asked)
        match self.happens("look-500", "look-busy", "look-rubbish", "look-cut"):
            case "look-500":
                return Reply(code=500, what={"error": "down"})
            case "look-busy":
                return Reply(code=429, what={"error": "slowly"}, headers={"Retry-After": "0.2"})
            case "look-rubbish":
                return Reply(what=b"<html>upstream</html>", kind="text/html")
            case "look-cut":
                raise ConnectionAbortedError
        return self.answer(asked)

    def _submission(self, asked: Asked) -> Reply:
        match self.happens("lose", "500", "502", "busy", "refuse", "decline", "rubbish", "redirect"):
            case "lose":
                self.answer(asked)
                raise ConnectionAbortedError
            case "500":
                self.answer(asked)
                return Reply(code=500, what={"error": "something broke"})
            case "502":
                return Reply(code=502, what=b"<html>bad gateway</html>", kind="text/html")
            case "busy":
                return Reply(code=429, what={"error": "slowly"}, headers={"Retry-After": "0.2"})
            case "refuse":
                return self.refusal()
            case "decline":
                return self.decline()
            case "rubbish":
                self.answer(asked)
                return Reply(what=b"<html>welcome</html>", kind="text/html")
            case "redirect":
                return Reply(code=307, what={}, headers={"Location": "http://127.0.0.1:9/elsewhere"})
        return self.answer(asked)

    def _file(self, asked: Asked) -> Reply:
        reply = self.file(asked)
        match self.happens("file-cut", "file-html", "file-inside", "file-gone"):
            case "file-cut":
                return Reply(what=reply.data()[:50], kind=reply.kind, declared=len(reply.data()))
            case "file-html":
                return Reply(what=b"<html>sign in</html>", kind="text/html")
            case "file-inside":
                return Reply(code=302, what=b"", headers={"Location": "http://169.254.169.254/latest/meta-data"})
            case "file-gone":
                return Reply(code=404, what={"error": "gone"})
        return reply

    def file(self, asked: Asked) -> Reply:
        """`/files/JOB.mp4` and `/files/JOB.png`: what a job made."""
        name, _, ending = asked.path.removeprefix("/files/").rpartition(".")
        job = self.jobs.get(name)
        if job is None:
            return Reply(code=404, what={"error": "no such file"})
        wide, high, seconds, sound = self.shape(job)
        if ending == "png":
            return Reply(what=picture(wide, high), kind="image/png")
        return Reply(what=film(wide, high, 24, seconds, sound), kind="video/mp4")

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        """Width, height, seconds and whether there is sound, as the body asks."""
        raise NotImplementedError
