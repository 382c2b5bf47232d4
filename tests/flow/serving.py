"""A server under test, in a process of its own, asked by plain HTTP or by other people's clients."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Headers = Mapping[str, str]
FORM = "multipart/form-data; boundary=edge"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An answer."""

    code: int
    data: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.data)

    @property
    def code_said(self) -> str:
        """The code of the one error an answer holds."""
        error = self.json["error"]
        assert set(error) == {"message", "type", "param", "code"} and error["message"]
        assert "Traceback" not in error["message"] and ".py" not in error["message"]
        return error["code"]


class Served:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], address: str, folder: Path, log: Path) -> None:
        self.process, self.address, self.folder, self._log = process, address, folder, log

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def ask(self, method: str, path: str, body: bytes = b"", headers: Headers | None = None) -> Heard:
        """One question."""
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        try:
            line.request(method, path, body or None, dict(headers or {}))
            reply = line.getresponse()
            return Heard(
                code=reply.status, data=reply.read(), headers={name.lower(): v for name, v in reply.getheaders()}
            )
        finally:
            line.close()

    def tell(self, path: str, document: Any, headers: Headers | None = None) -> Heard:
        """Post a JSON document."""
        kind = {"Content-Type": "application/json", **(headers or {})}
        return self.ask("POST", path, json.dumps(document).encode(), kind)

    def send(self, path: str, parts: list[tuple[str, bytes, bool]], headers: Headers | None = None) -> Heard:
        """Post a form: name, bytes, and whether it is a file."""
        return self.ask("POST", path, form(parts), {"Content-Type": FORM, **(headers or {})})

    def over(self, id: str, headers: Headers | None = None, seconds: float = 90.0) -> dict[str, Any]:
        """A film's job when it is over."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            job = self.ask("GET", f"/v1/videos/{id}", headers=headers).json
            if job["status"] in ("completed", "failed"):
                return job
            time.sleep(0.05)
        raise AssertionError(f"{id} is not over")

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait()


def form(parts: list[tuple[str, bytes, bool]]) -> bytes:
    """A form's bytes."""
    body = b""
    for name, data, file in parts:
        body += f'--edge\r\nContent-Disposition: form-data; name="{name}"'.encode()
        body += b'; filename="f"\r\nContent-Type: application/octet-stream' if file else b""
        body += b"\r\n\r\n" + data + b"\r\n"
    return body + b"--edge--\r\n"


@contextmanager
def serving(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Generator[Served]:
    """A server of these options as long as the block lasts; it is asked to end, and must."""
    log = folder.parent / f"{folder.name}.log"
    command = [sys.executable, "-m", "lampblack.cli.main", "serve", "--folder", str(folder), "--port", "0", *words]
    with log.open("a", encoding="utf-8") as told:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=told, text=True, env={**os.environ, **(env or {})}
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert " served at http" in line, log.read_text("utf-8")
            yield Served(process, line.split(" served at ")[1].strip(), folder, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            assert process.stdout is not None
            process.stdout.close()
