"""A server of speech and one of music, as threads of the test: they bill on acceptance and have bad days by plan."""

from __future__ import annotations

import io
import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from scipy.signal import resample_poly

from lampblack.engines.conformance.bench import Bench
from lampblack.engines.registry import load
from lampblack.engines.requests import Speak, Voice
from lampblack.media.audio import read_wav

RATE = 24_000
"""What Kokoro and Qwen3-TTS answer at."""


@dataclass(kw_only=True)
class Talker:
    """A server's books and its luck: `luck` is used up one a request, from the front."""

    key: str = ""
    luck: list[str] = field(default_factory=list)
    """`lost` (billed, then nothing), `busy`, `broken`, `refused`, `silent`, `words`, `elsewhere`; empty: all well."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    billed: list[str] = field(default_factory=list)
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    url: str = ""


@contextmanager
def talking(talker: Talker) -> Iterator[Talker]:
    """Serve while the block lasts; `talker.url` is its address."""

    class Desk(_Desk):
        books = talker

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    talker.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield talker
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Desk(BaseHTTPRequestHandler):
    books: Talker

    def do_POST(self) -> None:
        """Speak a line, take a piece of music, or say how it stands."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.books.key and self.headers.get("Authorization") != f"Bearer {self.books.key}":
            return self._words(401, {"error": {"message": "no such key", "code": "invalid_api_key"}})
        asked = json.loads(body)
        if self.path == "/query_result":
            return self._standing(asked)
        self.books.asked.append(asked)
        luck = self.books.luck.pop(0) if self.books.luck else ""
        if luck == "busy":
            return self._words(429, {"error": "slow down"}, {"Retry-After": "0.1"})
        if luck == "refused":
            return self._words(400, {"error": {"message": "not to be said", "code": "content_policy_violation"}})
        if luck == "elsewhere":
            return self._words(307, {}, {"Location": "http://127.0.0.1:1/v1/audio/speech"})
        words = asked.get("input", asked.get("prompt", ""))
        self.books.billed.append(words)
        if luck == "lost":
            self.close_connection = True
            return None
        if luck == "broken":
            return self._words(500, {"error": "out of memory"})
        if luck == "words":
            return self._words(200, {"status": "ok"})
        if self.path == "/v1/audio/speech":
            return self._sound(silence() if luck == "silent" else spoken(words, asked["voice"], asked["speed"]))
        task = f"task-{len(self.books.tasks)}"
        self.books.tasks[task] = {**asked, "luck": luck}
        return self._data({"task_id": task, "status": "queued"})

    def do_GET(self) -> None:
        """A finished piece of music."""
        task = parse_qs(urlsplit(self.path).query).get("path", [""])[0]
        if task not in self.books.tasks:
            return self._words(404, {"detail": "no such file"})
        return self._sound(music(float(self.books.tasks[task]["audio_duration"])))

    def _standing(self, asked: dict[str, Any]) -> None:
        rows = []
        for task in asked["task_id_list"]:
            if task not in self.books.tasks:
                continue
            made = self.books.tasks[task]
            made["looks"] = made.get("looks", 0) + 1
            status = 0 if made["looks"] == 1 else 2 if made["luck"] == "fails" else 1
            result = json.dumps([{"file": f"/v1/audio?path={task}", "status": status}] if status == 1 else [])
            rows.append({"task_id": task, "status": status, "result": result})
        self._data(rows)

    def _data(self, data: Any) -> None:
        self._words(200, {"data": data, "code": 200, "error": None, "timestamp": 0, "extra": None})

    def _words(self, code: int, what: Any, headers: dict[str, str] | None = None) -> None:
        self._send(code, json.dumps(what).encode(), "application/json", headers)

    def _sound(self, data: bytes) -> None:
        self._send(200, data, "audio/wav")

    def _send(self, code: int, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the books say it all."""


@cache
def spoken(text: str, voice: str, speed: float) -> bytes:
    """The line as a model answers it: 24 kHz, 16 bits, silence round it."""
    with TemporaryDirectory() as folder:
        bench = Bench(folder=Path(folder))
        language = "en" if text.isascii() else "zh"
        how = Voice(name=voice, timbre="woman-4", pace=speed)
        answer = load("espeak").run(Speak(text=text, language=language, voice=how), 1, bench)
        sound = read_wav(bench.path(answer["voice"]))[:, 0]
    return _wav(np.concatenate([np.zeros(9_600), 0.5 * sound, np.zeros(14_400)]))


def silence() -> bytes:
    """Half a second of nothing."""
    return _wav(np.zeros(24_000))


def music(seconds: float) -> bytes:
    """A chord, as long as was asked for and a little more."""
    at = np.arange(round((seconds + 0.3) * 48_000)) / 48_000.0
    return _wav(sum(0.2 * np.sin(at * 2.0 * np.pi * hertz) for hertz in (220.0, 277.2, 329.6)))


def _wav(sound: np.ndarray) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        low = resample_poly(sound, 1, 2)
        file.writeframes((np.clip(low, -1.0, 1.0) * 32_000.0).astype("<i2").tobytes())
    return held.getvalue()
