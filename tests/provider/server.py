"""A provider as a process of its own: it bills on acceptance, keeps its own ledger, and has bad days by plan.

python -m tests.provider.server LEDGER PORT
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.provider.bill import Bill, Taken
from tests.provider.picture import picture
from tests.provider.world import CHARGED, LATE, SLOW, World

RETRY_AFTER = 0.05
MOST = 0.5
"""Seconds after which one may look again, however long a job takes."""


class Provider(ThreadingHTTPServer):
    """The one server of the process: its ledger, and how often each thing was asked."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, bill: Bill) -> None:
        super().__init__(("127.0.0.1", port), Desk)
        self.bill = bill
        self.taking = Lock()
        self._turn = Lock()
        self._parent = os.getppid()
        self._asked: Counter[tuple[str, str]] = Counter()

    def service_actions(self) -> None:
        """End with the test that started it, however that one ended."""
        if os.getppid() != self._parent:
            os._exit(0)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news."""

    def number(self, account: str, what: str) -> int:
        """The how-manieth request of that sort this is, from 1."""
        with self._turn:
            self._asked[account, what] += 1
            return self._asked[account, what]


class Desk(BaseHTTPRequestHandler):
    """One request: `PUT /ACCOUNT` (a world), `POST`/`GET /ACCOUNT/jobs`, `GET`/`DELETE /ACCOUNT/jobs/ID`,
    `GET /ACCOUNT/results/ID`."""

    server: Provider

    def do_PUT(self) -> None:
        """Open an account, or change its luck."""
        self.server.bill.settle(self._path[0], World(**json.loads(self._body())))
        self._answer(200, {})

    def do_POST(self) -> None:
        """Take a job. From `bill.take` on it is owed, whatever becomes of the answer."""
        account, world, body = self._path[0], self._world(), self._body()
        number = self.server.number(account, "post")
        self._kill(world, "received")
        if world.strikes("limit", world.limit, number):
            self._answer(429, {"error": "too many requests"}, {"Retry-After": str(RETRY_AFTER)})
            return
        if not body.startswith(b"{"):
            self._answer(400, {"error": "this cannot be read"})
            return
        if b"forbidden" in body:
            self._answer(422, {"error": "moderation: this may not be shown"})
            return
        if world.strikes("slow", world.slow, number):
            time.sleep(SLOW)
        taken = self._take(account, world, body)
        self._kill(world, "charged")
        if world.restart and self.server.number(account, "taken") == world.restart:
            os._exit(1)
        if world.strikes("lose", world.lose, number):
            if number % 2:
                self._answer(502, {"error": "bad gateway"})
            return
        if world.strikes("late", world.late, number):
            time.sleep(LATE)
        self._answer(200, {"id": taken.id, "state": "running", "again_in": min(world.seconds, MOST)})
        self._kill(world, "answered")

    def do_GET(self) -> None:
        """Look at a job, list jobs, fetch a result."""
        account, world = self._path[0], self._world()
        what = {2: "listed", 3: "looked"}[len(self._path)] if self._path[1] == "jobs" else "fetching"
        self._kill(world, what)
        if world.strikes(what, world.trouble, self.server.number(account, what)):
            self._answer(503, {"error": "try again later"})
        elif what == "listed":
            self._list(account, world)
        else:
            job = self.server.bill.job(account, self._path[2])
            if job is None:
                self._answer(404, {"error": f"there is no job {self._path[2]}"})
            elif what == "looked":
                self._answer(200, self._standing(job, world))
            else:
                self._fetch(job, world)

    def do_DELETE(self) -> None:
        """Stop a job, and owe nothing for it; or, as most do, make it to its end."""
        job = self.server.bill.job(self._path[0], self._path[2])
        if self._world().stops and job is not None and time.time() < job.done:
            self.server.bill.stop(job.id)
            self._answer(200, {})
        else:
            self._answer(409, {"error": "it is being made already"})

    # ---- within ------------------------------------------------------------------------------------------------

    def _take(self, account: str, world: World, body: bytes) -> Taken:
        ticket = self.headers.get("Idempotency-Key", "") if world.kind == "key" else ""
        if world.kind == "tag":
            ticket = json.loads(body)["tag"]
        bill, now = self.server.bill, time.time()
        with self.server.taking:
            if world.kind == "key" and (before := bill.repeated(account, ticket, now - world.window)):
                return before
            return bill.take(account, ticket, body, now, world.seconds, CHARGED[world.kind])

    def _list(self, account: str, world: World) -> None:
        """Jobs that are old enough to be in the list, and up to what moment that list is complete."""
        seen = time.time() - world.lag
        tag = parse_qs(urlsplit(self.path).query).get("tag", [""])[0]
        jobs = self.server.bill.jobs(account, "AND at <= ? ORDER BY at", seen)
        self._answer(200, {"jobs": [job.id for job in jobs if job.ticket == tag], "complete_until": seen - SLOW})

    def _standing(self, job: Taken, world: World) -> dict[str, Any]:
        now = time.time()
        if job.state == "cancelled":
            return {"id": job.id, "state": "cancelled", "charged": 0.0}
        if now < job.done:
            return {"id": job.id, "state": "running", "again_in": min(round(job.done - now, 3), MOST)}
        if job.state == "refused":
            self.server.bill.refund(job.id)
            return {"id": job.id, "state": "refused", "charged": 0.0, "message": "moderation: not to be shown"}
        gone = world.expires and now > job.done + world.expires
        told = {} if world.kind == "nothing" else {"charged": job.charge}
        return {"id": job.id, "state": "expired" if gone else job.state, **told}

    def _fetch(self, job: Taken, world: World) -> None:
        if self._standing(job, world)["state"] != "succeeded":
            self._answer(410, {"error": "this result is not kept any more"})
            return
        asked = json.loads(job.body)["request"]
        size = asked.get("size") or {"width": 8, "height": 8}
        data = picture(job.what.encode(), size["width"], size["height"])
        cut = world.strikes("cut", world.cut, self.server.number(job.account, "cut"))
        self._send(200, data, "image/png", half=cut)

    def _kill(self, world: World, label: str) -> None:
        """The client dies here, where the world says so."""
        wanted, _, number = world.kill.partition(":")
        if wanted == label and self.server.number(self._path[0], f"kill {label}") == int(number or 1):
            with suppress(ProcessLookupError):
                os.kill(int(self.headers["X-Process"]), signal.SIGKILL)

    @property
    def _path(self) -> list[str]:
        return urlsplit(self.path).path.strip("/").split("/")

    def _world(self) -> World:
        return self.server.bill.world(self._path[0])

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, code: int, what: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._send(code, json.dumps(what).encode(), "application/json", headers)

    def _send(
        self, code: int, data: bytes, kind: str, headers: dict[str, str] | None = None, *, half: bool = False
    ) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if half else data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the ledger says it all."""


def main() -> None:
    """Serve until killed; the port is said on the first line."""
    server = Provider(int(sys.argv[2]), Bill(Path(sys.argv[1])))
    print(server.server_address[1], flush=True)
    server.serve_forever(poll_interval=0.02)


if __name__ == "__main__":
    main()
