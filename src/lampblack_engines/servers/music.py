"""ACE-Step 1.5's server as an engine: a score asked for in words, waited for, cut to the film's length.

Its protocol (docs/en/API.md of ACE-Step-1.5): `POST /release_task` names a task, `POST /query_result` says 0 (at work),
1 (done) or 2 (failed), `GET /v1/audio?path=` brings the file; every answer is wrapped in `data`.
"""

from __future__ import annotations

import json
from typing import Any, cast
from urllib.parse import quote, urlsplit

from lampblack.base.context import Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import JobError, UserError
from lampblack.base.saved import encode
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.protocol import Answer, Declined, Found, Standing, State
from lampblack.engines.requests import Compose, Request, request_from, saved
from lampblack.media.audio import read_sound, wav_bytes
from lampblack_engines.servers.http import Reply, ask, submitted
from lampblack_engines.servers.scoring import midi_of, shaped, words_of
from lampblack_engines.servers.secrets import bearer
from lampblack_engines.servers.server import Server, server_of
from lampblack_engines.servers.spool import Spool, usual_spool

_SHORTEST = 10.0
"""Seconds it makes at least."""
_TEMPO = (30, 300)
_STATES: dict[int, State] = {0: "running", 1: "succeeded", 2: "failed"}
_LOOK = 30.0


class MusicServer:
    """One server. Its name for a task is kept here under our ticket, with what was asked."""

    def __init__(self, name: str, server: Server | None = None, spool: Spool | None = None) -> None:
        self._name = name
        self._server = server or server_of(name)
        self._spool = spool or usual_spool(name)

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """What is sent, and the request itself."""
        if not isinstance(request, Compose):
            raise UserError(f"{self._name} only makes music; it was asked for a {type(request).__name__}")
        send: dict[str, Any] = {
            "prompt": words_of(request),
            "lyrics": "[Instrumental]",
            "audio_duration": max(_SHORTEST, round(request.samples / SAMPLE_RATE + 0.5, 2)),
            "bpm": min(_TEMPO[1], max(_TEMPO[0], request.tempo)),
            "audio_format": "wav",
            "batch_size": 1,
            "use_random_seed": False,
            "seed": seed_of("ace-step", request.seed, take) % 2**31,
        }
        if self._server.model:
            send["model"] = self._server.model
        return encode({"send": {**send, **self._server.extra}, "request": saved(request)})

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Send it once; the server's name for it is on the disk before anybody hears of it."""
        try:
            send = encode(json.loads(body)["send"])
        except (ValueError, KeyError, TypeError) as error:
            raise Declined("this cannot be read as a score to be made") from error
        told = _data(submitted(self._post("/release_task", send, self._server.seconds), self._name))
        task = cast(dict[str, Any], told).get("task_id") if isinstance(told, dict) else None
        if not isinstance(task, str) or not task:
            raise JobError(f"{self._name} took a score and named no task")
        self._spool.keep(ticket, encode({"task": task, "request": json.loads(body)["request"]}))
        return Standing(id=_id(ticket, task))

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """The task that was kept under our ticket. A free server is simply asked again where there is none."""
        path = self._spool.find(ticket)
        ids = (_id(ticket, json.loads(path.read_bytes())["task"]),) if path else ()
        return Found(ids=ids, complete=self._server.price == 0.0)

    def look(self, id: str) -> Standing:
        """How far it is; a task the server does not know any more is gone."""
        row = self._row(id)
        if row is None:
            return Standing(id=id, state="expired", message="the server does not know this task")
        return Standing(id=id, state=_STATES.get(cast(int, row.get("status")), "running"))

    def fetch(self, id: str, context: Context) -> Answer:
        """The music, exactly as long as was asked, and what was asked as MIDI."""
        row, path = self._row(id), self._spool.find(id.partition(".")[0])
        if row is None or path is None or row.get("status") != 1:
            raise JobError(f"{self._name} has no result for {id}")
        request = cast(Compose, request_from(json.loads(path.read_bytes())["request"]))
        reply = self._ask("GET", _own(_file(row, self._name), self._server.url), None, self._server.seconds)
        if reply.code != 200 or reply.kind == "application/json":
            raise JobError(f"{self._name} says {reply.code}: {reply.words()}")
        file = context.scratch / "music"
        file.write_bytes(reply.data)
        try:
            sound = read_sound(file, most=request.samples)
        except UserError as error:
            raise JobError(f"what {self._name} made is no music: {error.message}") from error
        return {
            "music": context.put(wav_bytes(shaped(sound, request), depth="pcm24")),
            "score": context.put(midi_of(request)),
        }

    def cancel(self, id: str) -> None:
        """It has no word for that."""

    def close(self) -> None:
        """Nothing is held between two questions."""

    def _row(self, id: str) -> dict[str, Any] | None:
        """What the server says of one task; None where it does not know it."""
        task = id.partition(".")[2]
        if not task:
            return None
        reply = self._post("/query_result", encode({"task_id_list": [task]}), _LOOK)
        rows = _data(reply) if reply.code == 200 else None
        if not isinstance(rows, list):
            raise JobError(f"{self._name} says {reply.code}: {reply.words()}")
        for row in cast(list[dict[str, Any]], rows):
            if row.get("task_id") == task:
                return row
        return None

    def _post(self, path: str, body: bytes, seconds: float) -> Reply:
        return self._ask("POST", self._server.url.rstrip("/") + path, body, seconds)

    def _ask(self, method: str, url: str, body: bytes | None, seconds: float) -> Reply:
        headers = {"Content-Type": "application/json"} if body else {}
        headers |= bearer(self._server.key, self._name)
        return ask(method, url, body, headers=headers, seconds=seconds)


def _id(ticket: str, task: str) -> str:
    return f"{ticket}.{task}"


def _data(reply: Reply) -> Any:
    found: Any = reply.json()
    return cast(dict[str, Any], found).get("data") if isinstance(found, dict) else None


def _file(row: dict[str, Any], name: str) -> str:
    """The address of the first file in a task's result, which is JSON within JSON."""
    try:
        files = json.loads(row["result"])
        return str(files[0]["file"])
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise JobError(f"{name} is done and names no file") from error


def _own(file: str, url: str) -> str:
    """A file on the server itself: whatever host it names, nobody else is asked."""
    named, server = urlsplit(file), urlsplit(url)
    path = quote(named.path or "/", safe="/%")
    query = f"?{quote(named.query, safe='=&%/')}" if named.query else ""
    return f"{server.scheme}://{server.netloc}{path}{query}"
