"""The door of the preview: HTTP on this machine alone, for whoever knows the word that is in the address.

Every answer is one of a closed list: the three files of the page, its font, frames and voices by the names of their
bytes, what happens. No path of a file is ever made from an address. A page of another site that has its own name point
here (DNS rebinding) is turned away by its `Host`, one that only sends (CSRF) by its `Origin`, and neither has the word.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty
from typing import Any, Protocol

from lampblack.base.errors import UserError
from lampblack.media.lettering import SHIPPED
from lampblack.previs.studio import Telling

HERE = "127.0.0.1"
FOLDER = Path(__file__).parent / "page"
FILES: Mapping[str, tuple[Path, str]] = {
    "": (FOLDER / "page.html", "text/html; charset=utf-8"),
    "page.css": (FOLDER / "page.css", "text/css; charset=utf-8"),
    "page.js": (FOLDER / "page.js", "text/javascript; charset=utf-8"),
    "kai.woff2": (SHIPPED, "font/woff2"),
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FRAME = re.compile(r"frame/([0-9a-f]{32})/(\d{1,7})\.jpg")
SOUND = re.compile(r"sound/([0-9a-f]{32})\.wav")
FOR_EVER = "private, max-age=31536000, immutable"
BEAT = 10.0
"""Seconds between two signs of life to a page: a closed one is noticed then."""
LONGEST = 512
"""Bytes of what a page may send."""


class Shown(Protocol):
    """What the door needs of a studio."""

    def enter(self) -> Telling: ...
    def leave(self, page: Telling) -> None: ...
    def look_at(self, frame: int, playing: bool, follow: bool) -> None: ...
    def frame(self, pictures: str, number: int) -> bytes | None: ...
    def sound(self, name: str) -> Path | None: ...


class Server(ThreadingHTTPServer):
    """Serves one studio. `address` is where; it holds the word and is to be told to nobody else."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, studio: Shown, port: int = 0) -> None:
        """Open a port of this machine, any free one for 0; a `UserError` where it is taken."""
        self.studio = studio
        self.word = secrets.token_urlsafe(18)
        try:
            super().__init__((HERE, port), _Visit)
        except (OSError, OverflowError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise UserError(f"port {port} cannot be opened: {said}", possible=("--port 0",)) from error
        self.hosts = tuple(f"{name}:{self.server_port}" for name in (HERE, "localhost"))

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HERE}:{self.server_port}/{self.word}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that was closed while it was answered is no error."""


class _Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "lampblack"
    sys_version = ""
    # A frame is one small answer: it must not wait for the acknowledgement of the last one.
    disable_nagle_algorithm = True
    timeout = 60.0
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        """The page, its parts, or what happens."""
        asked = self._asked()
        if asked is None:
            return
        if asked in FILES:
            path, kind = FILES[asked]
            keep = FOR_EVER if path == SHIPPED else "no-store"
            self._answer(path.read_bytes(), kind, keep)
        elif found := FRAME.fullmatch(asked):
            self._kept(self.server.studio.frame(found[1], int(found[2])), "image/jpeg")
        elif found := SOUND.fullmatch(asked):
            self._kept(_bytes_of(self.server.studio.sound(found[1])), "audio/wav")
        elif asked == "events":
            self._happens()
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Where a page is in the film: the only thing it may say."""
        asked = self._asked()
        if asked is None:
            return
        origin = self.headers.get("Origin", "")
        if origin and origin not in tuple(f"http://{host}" for host in self.server.hosts):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        length = self.headers.get("Content-Length", "")
        if asked != "at" or not length.isdigit() or int(length) > LONGEST:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        try:
            said = json.loads(self.rfile.read(int(length)))
            frame, playing, follow = int(said["frame"]), said["playing"] is True, said["follow"] is not False
        except (ValueError, TypeError, KeyError):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self.server.studio.look_at(max(0, frame), playing, follow)
        self._answer(b"", "text/plain", "no-store", HTTPStatus.NO_CONTENT)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address has the word in it, and a terminal is no place for it."""

    # ---- within ------------------------------------------------------------------------------------------------

    def _asked(self) -> str | None:
        """What is asked for behind the word; None where the visitor was turned away."""
        if self.headers.get("Host", "") not in self.server.hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        word, slash, asked = self.path.partition("?")[0].removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(word.encode(), self.server.word.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
            return None
        return asked

    def _happens(self) -> None:
        """Everything that happens, as it happens, until the page is closed."""
        self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8", "no-store", None)
        self.close_connection = True
        page = self.server.studio.enter()
        try:
            while True:
                try:
                    event = page.get(timeout=BEAT)
                except Empty:
                    event = b": here\n\n"
                if event is None:
                    return
                self.wfile.write(event)
        except OSError:
            return
        finally:
            self.server.studio.leave(page)

    def _kept(self, data: bytes | None, kind: str) -> None:
        if data is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._answer(data, kind, FOR_EVER)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._answer(f"{status.value} {status.phrase}\n".encode(), "text/plain", "no-store", status)

    def _answer(self, data: bytes, kind: str, keep: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._head(status, kind, keep, len(data), data)

    def _head(self, status: HTTPStatus, kind: str, keep: str, length: int | None, data: bytes = b"") -> None:
        """The head of an answer and, in the same packet, its body."""
        self.send_response(status)
        told = {
            "Content-Type": kind,
            "Cache-Control": keep,
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "X-Frame-Options": "DENY",
        }
        for name, value in told.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if length is None or self.close_connection:
            self.send_header("Connection", "close")
        self._headers_buffer: list[bytes]
        self._headers_buffer.append(b"\r\n" + data)
        with suppress(ConnectionError):
            self.flush_headers()


def _bytes_of(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path is not None else None
    except OSError:
        return None
