"""Nobody is let in who does not know the word, and nothing is served that is not on the list."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import SimpleQueue

import pytest

from lampblack.base.errors import UserError
from lampblack.previs.server import FILES, LONGEST, Server

NAME = "0123456789abcdef" * 2


class Studio:
    """A studio with one frame and one voice, and a memory of who looked where."""

    def __init__(self, voice: Path) -> None:
        self.voice = voice
        self.looked: list[tuple[int, bool, bool]] = []
        self.left = threading.Event()

    def enter(self) -> SimpleQueue[bytes | None]:
        page: SimpleQueue[bytes | None] = SimpleQueue()
        page.put(b"event: drawn\ndata: {}\n\n")
        page.put(None)
        return page

    def leave(self, page: SimpleQueue[bytes | None]) -> None:
        self.left.set()

    def look_at(self, frame: int, playing: bool, follow: bool) -> None:
        self.looked.append((frame, playing, follow))

    def frame(self, pictures: str, number: int) -> bytes | None:
        return b"jpeg" if (pictures, number) == (NAME, 7) else None

    def sound(self, name: str) -> Path | None:
        return self.voice if name == NAME else None


@pytest.fixture
def server(tmp_path: Path) -> Generator[Server]:
    voice = tmp_path / "voice.wav"
    voice.write_bytes(b"RIFF")
    with Server(Studio(voice)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def ask(
    server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.putrequest(method, path, skip_host="Host" in headers)
    if body is not None:
        headers.setdefault("Content-Length", str(len(body)))
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer, answer.read()


def at(frame: object, playing: object = False, follow: object = True) -> bytes:
    return json.dumps({"frame": frame, "playing": playing, "follow": follow}).encode()


def test_it_listens_on_this_machine_only_and_every_server_has_another_word(server: Server, tmp_path: Path) -> None:
    assert server.server_address[0] == "127.0.0.1"
    with Server(Studio(tmp_path)) as other:
        assert other.word != server.word and len(server.word) >= 24


def test_a_port_that_is_taken_is_a_mistake_in_words(server: Server, tmp_path: Path) -> None:
    for port in (server.server_port, 70_000):
        with pytest.raises(UserError, match=f"port {port} cannot be opened"):
            Server(Studio(tmp_path), port)


def test_the_page_and_its_parts_come_with_a_policy_that_lets_nothing_in(server: Server) -> None:
    for name, (path, kind) in FILES.items():
        answer, body = ask(server, f"/{server.word}/{name}")
        assert (answer.status, body) == (200, path.read_bytes()) and answer.headers["Content-Type"] == kind
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer", "the word is in the address"
    assert ask(server, f"/{server.word}/")[0].headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("word", ["", "x", "wrong-word-of-some-length", "../"])
def test_without_the_word_there_is_nothing(server: Server, word: str) -> None:
    for path in (f"/{word}/", f"/{word}/events", f"/{word}/frame/{NAME}/7.jpg", f"/{word}", "/favicon.ico"):
        answer, body = ask(server, path)
        assert answer.status == 404 and b"<" not in body
    assert ask(server, f"/{word}/at", "POST", at(3))[0].status == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost"])
def test_a_foreign_name_that_points_here_is_turned_away(server: Server, host: str) -> None:
    headers = {"Host": host.format(port=server.server_port)}
    assert ask(server, f"/{server.word}/", **headers)[0].status == 421
    assert ask(server, f"/{server.word}/at", "POST", at(3), **headers)[0].status == 421
    assert ask(server, f"/{server.word}/", Host=f"localhost:{server.server_port}")[0].status == 200


@pytest.mark.parametrize(
    "asked",
    [
        "../film.toml", "..%2ffilm.toml", "page.html", "frame/../page.js", f"frame/{NAME}/../7.jpg",
        "frame//etc/passwd", f"frame/{NAME}/7.png", f"frame/{NAME.upper()}/7.jpg", f"frame/{NAME}/8.jpg",
        f"sound/{NAME}1.wav", "sound/../x",
        "at",
    ],
)  # fmt: skip
def test_only_what_is_on_the_list_is_served(server: Server, asked: str) -> None:
    assert ask(server, f"/{server.word}/{asked}")[0].status == 404


def test_frames_and_voices_are_kept_for_ever_by_the_browser(server: Server) -> None:
    for asked, bytes_, kind in (
        (f"frame/{NAME}/7.jpg", b"jpeg", "image/jpeg"),
        (f"sound/{NAME}.wav", b"RIFF", "audio/wav"),
    ):
        answer, body = ask(server, f"/{server.word}/{asked}")
        assert (answer.status, body, answer.headers["Content-Type"]) == (200, bytes_, kind)
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_page_says_where_it_is(server: Server) -> None:
    origin = f"http://127.0.0.1:{server.server_port}"
    assert ask(server, f"/{server.word}/at", "POST", at(12, True, False), Origin=origin)[0].status == 204
    assert ask(server, f"/{server.word}/at", "POST", at(-5))[0].status == 204
    assert server.studio.looked == [(12, True, False), (0, False, True)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("at", at(1), {"Origin": "http://evil.example"}, 403),
        ("at", at(1), {"Origin": "null"}, 403),
        ("at", b"x" * (LONGEST + 1), {}, 400),
        ("at", b"{}", {}, 400),
        ("at", b"[1]", {}, 400),
        ("at", at("many"), {}, 400),
        ("at", b"", {"Content-Length": "-1"}, 400),
        ("frame", at(1), {}, 400),
    ],
)
def test_what_no_page_of_ours_would_say_is_not_heard(
    server: Server, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    assert ask(server, f"/{server.word}/{path}", "POST", body, **headers)[0].status == status
    assert server.studio.looked == []  # type: ignore[attr-defined]


def test_other_methods_are_not_known(server: Server) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD"):
        assert ask(server, f"/{server.word}/", method)[0].status == 501


def test_what_happens_is_told_until_it_is_over_and_the_studio_knows_who_left(server: Server) -> None:
    answer, body = ask(server, f"/{server.word}/events")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert body == b"event: drawn\ndata: {}\n\n"
    assert server.studio.left.wait(2)  # type: ignore[attr-defined]


def test_the_page_asks_for_nothing_from_outside() -> None:
    for path in {path for path, kind in FILES.values() if kind.startswith("text/")}:
        text = path.read_text("utf-8")
        assert "http:" not in text and "https:" not in text and "//cdn" not in text
        assert "innerHTML" not in text and "insertAdjacentHTML" not in text and "eval(" not in text
