"""What all doubles of providers share: a server in this process that bills on acceptance and misbehaves when told to.

A double's own part (`answer`) is written from its maker's documentation, which its docstring names, not from our
adapter. What goes wrong is said by `Double.trouble`, a list from whose front each question takes what fits it.
"""

from __future__ import annotations

import io
import json
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import av
import numpy as np
from PIL import Image


@dataclass(kw_only=True)
class Reply:
    """What a double answers: `json`, or `data` as they are."""

    code: int = 200
    json: Any = None
    data: bytes | None = None
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    def bytes(self) -> bytes:
        return self.data if self.data is not None else json.dumps(self.json).encode()


@dataclass(kw_only=True)
class Asked:
    """A question as it came in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """Names in small letters."""
    data: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.data)


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
        self._server: ThreadingHTTPServer | None = None
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
        return Reply(code=400, json={"error": "this field is wrong"})

    def denied(self) -> Reply:
        return Reply(code=401, json={"error": "no such key"})

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
        self._start(0)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def restart(self) -> None:
        """Gone and back at the same address; the account is as it was."""
        port = self._port
        self._stop()
        self._start(port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def _port(self) -> int:
        assert self._server is not None
        return self._server.server_address[1]

    def _start(self, port: int) -> None:
        double = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                super().handle_one_request()
                self.close_connection = True

            def _any(self) -> None:
                double._serve(self)

            do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - names the base class asks for

            def log_message(self, *_: object) -> None:
                """Silent."""

        ThreadingHTTPServer.allow_reuse_address = True
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def _stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        size = int(handler.headers.get("Content-Length") or 0)
        address = urlsplit(handler.path)
        asked = Asked(
            method=handler.command,
            path=unquote(address.path),
            query={name: values[0] for name, values in parse_qs(address.query).items()},
            headers={name.lower(): value for name, value in handler.headers.items()},
            data=handler.rfile.read(size) if size else b"",
        )
        with self.lock:
            self.asked.append(asked)
            reply = self._reply(asked)
        if reply is None:
            handler.connection.close()
            return
        data = reply.bytes()
        handler.send_response(reply.code)
        handler.send_header("Content-Type", reply.kind)
        handler.send_header("Content-Length", str(reply.headers.pop("Content-Length", len(data))))
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    def _reply(self, asked: Asked) -> Reply | None:
        """The answer; None: the line goes dead."""
        if self.is_file(asked):
            return self._file(asked)
        if not self.allowed(asked):
            return self.denied()
        if self.is_submit(asked):
            return self._submission(asked)
        match self.happens("look-500", "look-busy", "look-rubbish", "look-cut"):
            case "look-500":
                return Reply(code=500, json={"error": "down"})
            case "look-busy":
                return Reply(code=429, json={"error": "slowly"}, headers={"Retry-After": "0.2"})
            case "look-rubbish":
                return Reply(data=b"<html>upstream</html>", kind="text/html")
            case "look-cut":
                return None
        return self.answer(asked)

    def _submission(self, asked: Asked) -> Reply | None:
        match self.happens("lose", "500", "502", "busy", "refuse", "decline", "rubbish", "redirect"):
            case "lose":
                self.answer(asked)
                return None
            case "500":
                self.answer(asked)
                return Reply(code=500, json={"error": "something broke"})
            case "502":
                return Reply(code=502, data=b"<html>bad gateway</html>", kind="text/html")
            case "busy":
                return Reply(code=429, json={"error": "slowly"}, headers={"Retry-After": "0.2"})
            case "refuse":
                return self.refusal()
            case "decline":
                return self.decline()
            case "rubbish":
                self.answer(asked)
                return Reply(data=b"<html>welcome</html>", kind="text/html")
            case "redirect":
                return Reply(code=307, json={}, headers={"Location": "http://127.0.0.1:9/elsewhere"})
        return self.answer(asked)

    def _file(self, asked: Asked) -> Reply:
        reply = self.file(asked)
        match self.happens("file-cut", "file-html", "file-inside", "file-gone"):
            case "file-cut":
                return Reply(
                    data=reply.bytes()[:50], kind=reply.kind, headers={"Content-Length": str(len(reply.bytes()))}
                )
            case "file-html":
                return Reply(data=b"<html>sign in</html>", kind="text/html")
            case "file-inside":
                return Reply(code=302, data=b"", headers={"Location": "http://169.254.169.254/latest/meta-data"})
            case "file-gone":
                return Reply(code=404, json={"error": "gone"})
        return reply

    def file(self, asked: Asked) -> Reply:
        """`/files/JOB.mp4` and `/files/JOB.png`: what a job made."""
        name, _, ending = asked.path.removeprefix("/files/").rpartition(".")
        job = self.jobs.get(name)
        if job is None:
            return Reply(code=404, json={"error": "no such file"})
        wide, high, seconds, sound = self.shape(job)
        if ending == "png":
            return Reply(data=picture(wide, high), kind="image/png")
        return Reply(data=film(wide, high, seconds, sound), kind="video/mp4")

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        """Width, height, seconds and whether there is sound, as the body asks."""
        raise NotImplementedError


@cache
def film(wide: int, high: int, seconds: float, sound: bool, rate: int = 24) -> bytes:
    """An MP4 of that shape, growing lighter, with a tone where there is sound."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options={"crf": "40", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = wide, high, "yuv420p"
        audio = container.add_stream("aac", rate=48_000, layout="stereo") if sound else None
        for number in range(round(seconds * rate)):
            shade = np.full((high, wide, 3), 30 + number % 200, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shade, format="rgb24")))
        container.mux(stream.encode())
        if audio is not None:
            tone = 0.2 * np.sin(np.arange(round(seconds * 48_000)) * 0.03).astype(np.float32)
            for start in range(0, tone.size, 1_024):
                part = np.repeat(tone[None, start : start + 1_024], 2, axis=0)
                heard = av.AudioFrame.from_ndarray(np.ascontiguousarray(part), format="fltp", layout="stereo")
                heard.sample_rate, heard.pts = 48_000, start
                container.mux(audio.encode(heard))
            container.mux(audio.encode())
    return file.getvalue()


@cache
def picture(wide: int, high: int) -> bytes:
    """A PNG of that shape."""
    file = io.BytesIO()
    Image.fromarray(np.full((high, wide, 3), 120, np.uint8)).save(file, "PNG")
    return file.getvalue()
