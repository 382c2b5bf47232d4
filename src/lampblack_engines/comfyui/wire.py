"""ComfyUI's own HTTP interface (server.py of ComfyUI 0.3 to 0.45): queue a prompt, ask how it is, stop it, its files.

Newer servers say of any job how it stands at `/api/jobs/{id}`. Older ones have only the queue and the history, where a
job that is not done is not found, just like one that never was: so both are asked, the queue first, because a job goes
from there to the history and never back.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import quote, urlencode

from lampblack.base.errors import Busy, JobError
from lampblack.engines.protocol import Declined
from lampblack_engines.comfyui.material import Upload
from lampblack_engines.comfyui.outputs import File, Sort
from lampblack_engines.servers.download import download
from lampblack_engines.servers.http import Reply, ask, submitted
from lampblack_engines.servers.multipart import Part, field, multipart
from lampblack_engines.servers.secrets import bearer

_ASK = 30.0
_LONG = 300.0
_MOST: Mapping[Sort, int] = {"film": 2_048_000_000, "sound": 1_024_000_000, "picture": 256_000_000}
"""Bytes of one file that is fetched."""
_MOST_WORDS = 32_000_000
"""Bytes of anything else it says."""
_RECENT = 32
"""Jobs of the history that are looked through: their graphs come with them."""

Where = Literal["waiting", "working", "done", "unknown"]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a server knows of a job: where it is, and when it is done, its record as the history has it."""

    where: Where
    outputs: Mapping[str, Any]
    """What each node gave, by its number."""
    status: Mapping[str, Any]
    """`status_str` (`success` or `error`) and `messages`."""


_UNKNOWN = Job(where="unknown", outputs={}, status={})


class Wire:
    """One server, one question at a time; nothing is remembered or repeated."""

    def __init__(self, url: str, key: str, who: str) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._who = who

    # ---- before a job ------------------------------------------------------------------------------------------

    def described(self, classes: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """What the server says of its node classes; those it does not have are not in it."""
        found: dict[str, Mapping[str, Any]] = {}
        for name in sorted(set(classes)):
            reply = self._early(partial(self._ask, "GET", f"/object_info/{quote(name, safe='')}"))
            said = reply.json()
            inner = cast(dict[str, Any], said).get(name) if isinstance(said, dict) else None
            if isinstance(inner, dict):
                found[name] = cast(dict[str, Any], inner)
        return found

    def upload(self, file: Upload) -> None:
        """Put a file into the input folder. The same one lying there already is left alone, so that whoever is reading
        it is not disturbed; another under its name can only be a broken one of ours, and is overwritten."""
        if self._stored(file, overwrite=False) != file.name and self._stored(file, overwrite=True) != file.name:
            raise Declined(f"{self._who} keeps {file.name} under another name: it cannot be found there")

    # ---- a job -------------------------------------------------------------------------------------------------

    def queue(self, body: bytes) -> Reply:
        """Queue a prompt: the reply, whatever it says."""
        return self._ask("POST", "/prompt", body, seconds=_LONG)

    def job(self, id: str) -> Job:
        """Where a job is; a `JobError` where the server does not answer as it should."""
        reply = self._ask("GET", f"/api/jobs/{quote(id, safe='')}")
        said = reply.json()
        if isinstance(said, dict):
            if reply.code == 200:
                return _from_jobs(cast(dict[str, Any], said))
            if reply.code in (400, 404):
                return _UNKNOWN
        if reply.code in (404, 405):
            return self._classic(id)
        raise JobError(f"{self._who} says {reply.code} to how a job is: {reply.words()}")

    def named(self, ticket: str) -> tuple[str, ...]:
        """The jobs that are ours by this ticket: the one of that id, or, where the server chose an id of its own, those
        that were queued by a client of that name."""
        if self.job(ticket).where != "unknown":
            return (ticket,)
        reply = self._ask("GET", "/api/jobs?limit=1")
        if reply.code == 200 and isinstance(reply.json(), dict):
            return ()
        queued = self._sound("GET", "/queue")
        rows = [row for key in ("queue_running", "queue_pending") for row in _list(queued.get(key))]
        done = self._sound("GET", f"/history?max_items={_RECENT}")
        rows += [_table(each).get("prompt") for each in done.values()]
        return tuple(dict.fromkeys(id for row in rows if (id := _of_client(row, ticket))))

    def cancel(self, id: str) -> bool:
        """Stop a job, waiting or at work; whether anything was stopped. Nobody else's job is."""
        reply = self._ask("POST", f"/api/jobs/{quote(id, safe='')}/cancel", b"{}")
        said = reply.json()
        if reply.code == 200 and isinstance(said, dict):
            return bool(cast(dict[str, Any], said).get("cancelled"))
        if reply.code not in (404, 405):
            raise JobError(f"{self._who} says {reply.code} to a cancel: {reply.words()}")
        before = self._queued(id)
        if before == "waiting":
            self._ask("POST", "/queue", json.dumps({"delete": [id]}).encode())
        # Servers that know no prompt_id here stop whatever is at work: so only while it is ours.
        if self._queued(id) == "working":
            self._ask("POST", "/interrupt", json.dumps({"prompt_id": id}).encode())
        return before != "unknown"

    def bring(self, file: File, into: Path, seconds: float) -> None:
        """Bring a file that a job named."""
        query = urlencode({"filename": file.name, "subfolder": file.folder, "type": file.type})
        download(
            f"{self._url}/view?{query}", into, own=self._url, most=_MOST[file.sort], seconds=seconds,
            headers=bearer(self._key, self._who),
        )  # fmt: skip

    # ---- how ---------------------------------------------------------------------------------------------------

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        kind: str = "application/json",
        seconds: float = _ASK,
    ) -> Reply:
        headers = {"Accept": "application/json", **bearer(self._key, self._who)}
        if body is not None:
            headers["Content-Type"] = kind
        return ask(method, self._url + path, body, headers=headers, seconds=seconds, most=_MOST_WORDS)

    def _early(self, asking: Callable[[], Reply]) -> Reply:
        """A question before anything is queued: whatever goes wrong, the job was certainly not taken."""
        try:
            return submitted(asking(), self._who)
        except (OSError, http.client.HTTPException) as error:
            raise Busy(f"{self._who} does not answer: {type(error).__name__}", after=5.0) from error
        except (Busy, Declined):
            raise
        except JobError as error:
            raise Busy(error.message, after=5.0) from error

    def _stored(self, file: Upload, *, overwrite: bool) -> str:
        parts = [
            Part(name="image", data=file.data, filename=file.name, kind=file.kind),
            field("type", "input"),
            field("subfolder", file.folder),
        ]
        body, kind = multipart([*parts, field("overwrite", "true")] if overwrite else parts)
        said = self._early(lambda: self._ask("POST", "/upload/image", body, kind=kind, seconds=_LONG)).json()
        return str(cast(dict[str, Any], said).get("name", "")) if isinstance(said, dict) else ""

    def _classic(self, id: str) -> Job:
        where = self._queued(id)
        if where != "unknown":
            return Job(where=where, outputs={}, status={})
        said = self._sound("GET", f"/history/{quote(id, safe='')}").get(id)
        if not isinstance(said, dict):
            return _UNKNOWN
        row = cast(dict[str, Any], said)
        return Job(where="done", outputs=_table(row.get("outputs")), status=_table(row.get("status")))

    def _queued(self, id: str) -> Where:
        said = self._sound("GET", "/queue")
        for key, where in (("queue_running", "working"), ("queue_pending", "waiting")):
            for row in _list(said.get(key)):
                if len(parts := _list(row)) > 1 and parts[1] == id:
                    return cast(Where, where)
        return "unknown"

    def _sound(self, method: str, path: str) -> dict[str, Any]:
        reply = self._ask(method, path)
        said = reply.json()
        if reply.code != 200 or not isinstance(said, dict):
            raise JobError(f"{self._who} says {reply.code} to {path.partition('?')[0]}: {reply.words()}")
        return cast(dict[str, Any], said)


_PLACES: dict[str, Where] = {"pending": "waiting", "in_progress": "working"}


def _from_jobs(said: dict[str, Any]) -> Job:
    state = said.get("status")
    if state not in ("completed", "failed", "cancelled"):
        # A word that is not known is not an end.
        return Job(where=_PLACES.get(str(state), "working"), outputs={}, status={})
    status = dict(_table(said.get("execution_status")))
    status["status_str"] = "success" if state == "completed" else "error"
    if state == "cancelled":
        status["messages"] = [["execution_interrupted", {}]]
    elif isinstance(said.get("execution_error"), dict):
        status["messages"] = [["execution_error", said["execution_error"]]]
    return Job(where="done", outputs=_table(said.get("outputs")), status=status)


def _of_client(row: Any, ticket: str) -> str:
    """The id of a queued prompt (number, id, graph, extra data ...) that the client of that name sent; else empty."""
    parts = _list(row)
    ours = len(parts) > 3 and _table(parts[3]).get("client_id") == ticket
    return parts[1] if ours and isinstance(parts[1], str) else ""


def _list(held: Any) -> list[Any]:
    return cast(list[Any], held) if isinstance(held, list) else []


def _table(held: Any) -> dict[str, Any]:
    return cast(dict[str, Any], held) if isinstance(held, dict) else {}
