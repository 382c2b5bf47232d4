"""The floor of HTTP: what is asked once, what is fetched from where, and what is never shown or followed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from lampblack.base.errors import Busy, JobError, UserError
from lampblack.engines.protocol import Declined
from lampblack_engines.servers import connections
from lampblack_engines.servers.connections import is_public, place_of
from lampblack_engines.servers.download import NotThere, download
from lampblack_engines.servers.http import ask, submitted
from lampblack_engines.servers.multipart import Part, field, multipart
from lampblack_engines.servers.prepared import Prepared, prepared_from
from lampblack_engines.servers.secrets import bearer, lacking, secret
from lampblack_engines.servers.written import Host, tables, unread

KEY = {"Authorization": "Bearer sk-very-secret-0123456789"}
Answer = Callable[[BaseHTTPRequestHandler], None]


class Elsewhere(ThreadingHTTPServer):
    """A server whose every answer the test writes; `asked` keeps path and headers."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                answer(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(answer: Answer) -> Iterator[Elsewhere]:
    server = Elsewhere(answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def says(code: int = 200, data: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content_Type": "video/mp4", "Content_Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def leads(to: str, code: int = 302) -> Answer:
    return says(code, Location=to)


def fetched(server: Elsewhere, folder: Path, **more) -> bytes:
    how = {"own": server.url, "most": 1_000, "seconds": 5.0, "headers": KEY, **more}
    url = how.pop("url", f"{server.url}/file")
    download(url, folder / "file", **how)
    return (folder / "file").read_bytes()


def test_a_file_comes_whole_with_the_key_shown_to_its_own_server(tmp_path: Path) -> None:
    with serving(says(data=b"film")) as server:
        assert fetched(server, tmp_path) == b"film"
        assert server.asked[0][1]["authorization"] == KEY["Authorization"]


def test_redirects_on_the_same_host_are_followed_five_times(tmp_path: Path) -> None:
    def on(handler: BaseHTTPRequestHandler) -> None:
        number = int(handler.path.rpartition("-")[2]) if "-" in handler.path else 0
        (says(data=b"there") if number == last else leads(f"/hop-{number + 1}", 307))(handler)

    last = 5
    with serving(on) as server:
        assert fetched(server, tmp_path) == b"there"
        last = 6
        with pytest.raises(JobError, match="leads on more than 5 times"):
            fetched(server, tmp_path)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://169.254.169.254/latest/meta-data", "without TLS"),
        ("https://169.254.169.254/latest/meta-data", "address within"),
        ("https://127.0.0.1:1/", "address within"),
        ("https://[::1]:1/", "address within"),
        ("https://[::ffff:10.0.0.1]/", "address within"),
        ("https://192.168.1.1/", "address within"),
        ("https://100.64.0.1/", "address within"),
        ("https://0.0.0.0/", "address within"),
        ("https://localhost:1/", "address within"),
        ("http://localhost:1/", "without TLS"),
        ("file:///etc/passwd", "no address"),
        ("https://user:word@example.com/", "no address"),
        ("gopher://x/", "no address"),
    ],
)
def test_no_redirect_leads_into_a_house(to: str, why: str, tmp_path: Path) -> None:
    with serving(leads(to)) as server:
        with pytest.raises(JobError, match=why):
            fetched(server, tmp_path)
        assert not (tmp_path / "file").exists()


def test_another_service_of_the_same_machine_is_not_asked(tmp_path: Path) -> None:
    with serving(says(data=b"a secret")) as other, serving(leads(other.url + "/file")) as server:
        with pytest.raises(JobError, match="address within"):
            fetched(server, tmp_path)
        assert other.asked == []


def test_a_server_on_the_open_net_leads_to_no_private_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meant = {"open.example": "93.184.215.14"}
    real = connections.addresses
    look = lambda host, port: (meant[host],) if host in meant else real(host, port)  # noqa: E731
    monkeypatch.setattr("lampblack_engines.servers.download.addresses", look)
    with serving(says(data=b"a secret")) as server:
        url = server.url.replace("127.0.0.1", "inside.example")
        meant["inside.example"] = "127.0.0.1"
        own = f"http://open.example:{server.server_port}"
        with pytest.raises(JobError, match="without TLS"):
            fetched(server, tmp_path, own=own, url=url)
        with pytest.raises(JobError, match="address within"):
            fetched(server, tmp_path, own=own, url=url.replace("http:", "https:"))
        assert server.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "lampblack_engines.servers.download.addresses", lambda host, port: asked.append(host) or ("127.0.0.1",)
    )
    with serving(says(data=b"film")) as server:
        own = f"http://changing.example:{server.server_port}"
        assert fetched(server, tmp_path, own=own, url=own + "/file") == b"film"
    assert server.asked[0][1]["host"] == f"changing.example:{server.server_port}", "the name is still the host's"
    assert set(asked) == {"changing.example"}, "no second question what the name means"


def test_a_key_is_for_the_servers_own_host_and_port_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lampblack_engines.servers.download.is_public", lambda ip: True)
    with serving(says(data=b"film")) as other, serving(leads(other.url + "/file")) as server:
        assert fetched(server, tmp_path) == b"film"
        assert "authorization" in server.asked[0][1] and "authorization" not in other.asked[0][1]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (says(data=b"<html>", Content_Type="text/html"), "sends text/html"),
        (says(data=b"x" * 1_001), "at most 1 MB are read"),
        (says(data=b"zip", Content_Encoding="gzip"), "packs its answer"),
        (says(500, b"no"), "says 500"),
        (says(302), "does not say where"),
        (says(206, b"part"), "says 206"),
    ],
)
def test_what_is_not_a_result_is_not_taken(answer: Answer, why: str, tmp_path: Path) -> None:
    with serving(answer) as server, pytest.raises(JobError, match=why):
        fetched(server, tmp_path)
    assert not (tmp_path / "file").exists()


def test_what_is_not_there_any_more_is_told_apart(tmp_path: Path) -> None:
    with serving(says(410)) as server, pytest.raises(NotThere):
        fetched(server, tmp_path)


def test_a_body_without_an_end_is_cut_at_the_limit(tmp_path: Path) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "video/mp4")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            return

    with serving(endless) as server, pytest.raises(JobError, match="sends more than 1 MB"):
        fetched(server, tmp_path, most=1_000_000)
    assert not (tmp_path / "file").exists()


def test_a_server_that_drips_is_cut_when_the_time_is_up(tmp_path: Path) -> None:
    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "video/mp4")
        handler.send_header("Content-Length", "900")
        handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.02)
        except OSError:
            return

    with serving(dripping) as server:
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            fetched(server, tmp_path, seconds=0.3)
        with pytest.raises(TimeoutError):
            ask("GET", f"{server.url}/file", seconds=0.3)
        assert time.monotonic() - began < 2.0
    assert not (tmp_path / "file").exists()


def test_an_answer_that_breaks_off_is_no_answer(tmp_path: Path) -> None:
    with serving(says(data=b"half", Content_Length="8")) as server:
        with pytest.raises(ConnectionError, match="broke off"):
            fetched(server, tmp_path)
        with pytest.raises(ConnectionError, match="broke off"):
            ask("GET", f"{server.url}/file", seconds=5.0)


def test_a_question_follows_no_redirect_and_shows_no_key() -> None:
    said = b'{"error": {"message": "Incorrect API key provided: sk-very-secret-0123456789."}}'
    with serving(says(401, said, Content_Type="application/json")) as server:
        reply = ask("GET", f"{server.url}/v1", headers=KEY, seconds=5.0)
        assert reply.words() == "Incorrect API key provided: ***."
        assert "hidden" not in repr(reply)
        with pytest.raises(Declined, match=r"\*\*\*"):
            submitted(reply, "mine")
    with serving(leads("https://example.com/")) as server, pytest.raises(Declined, match="says 302"):
        submitted(ask("GET", server.url, headers=KEY, seconds=5.0), "mine")


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False), ("::1", False),
        ("::", False), ("fe80::1%eth0", False), ("fec0::1", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False), ("64:ff9b::a00:1", False), ("64:ff9b::5db8:d70e", True),
    ],
)  # fmt: skip
def test_an_address_is_known_to_be_public_or_not(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_an_address_is_taken_apart_with_care() -> None:
    assert place_of("https://Example.com/a b".replace(" ", "%20")).target == "/a%20b"
    assert place_of("https://example.com/声音?x=1").target == "/%E5%A3%B0%E9%9F%B3?x=1"
    assert str(place_of("https://example.com/a?sig=secret")) == "https://example.com:443"
    for bad in ("http://x:99999/", "http://x/\r\nHost: y", "//x", "http://"):
        with pytest.raises(JobError, match="no address"):
            place_of(bad)


def test_a_form_is_the_same_bytes_for_the_same_content() -> None:
    parts = (
        field("prompt", "夸父\r\n--x"),
        Part(name="file", data=b"\x00\xff", filename='a"b\r\n.png', kind="image/png"),
    )
    body, kind = multipart(parts)
    assert multipart(parts) == (body, kind)
    assert multipart((field("prompt", "other"),))[1] != kind
    read = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    first, second = read.iter_parts()
    assert first.get_payload(decode=True) == "夸父\r\n--x".encode()
    assert first.get_param("name", header="content-disposition") == "prompt"
    assert second.get_payload(decode=True) == b"\x00\xff" and second.get_content_type() == "image/png"
    assert second.get_filename() == "a%22b%0D%0A.png"


def test_a_prepared_body_comes_back_and_rubbish_is_declined() -> None:
    made = Prepared(sent=b"\x00raw", kind="video/mp4", path="videos", about={"take": 1})
    assert prepared_from(made.packed()) == made
    for bad in (b"", b"this is no request", made.packed()[:30]):
        with pytest.raises(Declined):
            prepared_from(bad)


def test_a_key_is_named_and_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOD_KEY", " sk-1234567 \n")
    monkeypatch.setenv("BAD_KEY", "sk-12\r\nX: 34567")
    assert secret("GOOD_KEY") == "sk-1234567" and bearer("GOOD_KEY") == {"Authorization": "Bearer sk-1234567"}
    assert bearer("") == {} and lacking("") == ""
    assert lacking("NO_KEY") == "a key in the environment: NO_KEY"
    for written, why in (
        ("NO_KEY", "mine needs a key in the environment: NO_KEY"),
        ("BAD_KEY", "BAD_KEY holds is no key"),
    ):
        with pytest.raises(Declined, match=why) as told:
            secret(written, "mine")
        assert "34567" not in str(told.value)
    with pytest.raises(Declined, match="named, never written") as told:
        secret("sk-1234567", "mine")
    assert "1234567" not in str(told.value)


class Ring:
    """A keyring with one entry, which may be locked."""

    def __init__(self, locked: bool = False) -> None:
        self._locked = locked

    def get_password(self, service: str, name: str) -> str | None:
        if self._locked:
            raise RuntimeError("the master word is sk-7654321")
        return "sk-7654321" if (service, name) == ("lampblack", "openai") else None


def test_a_key_may_lie_in_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = {"keyring": Ring()}
    monkeypatch.setattr("lampblack_engines.servers.secrets.import_module", lambda name: ring[name])
    monkeypatch.setattr("lampblack_engines.servers.secrets.find_spec", lambda name: ring.get(name))
    assert secret("keyring:lampblack/openai") == "sk-7654321"
    with pytest.raises(Declined, match="keyring set lampblack other"):
        secret("keyring:lampblack/other", "mine")
    ring["keyring"] = Ring(locked=True)
    with pytest.raises(Declined, match="does not open") as told:
        secret("keyring:lampblack/openai", "mine")
    assert "7654321" not in str(told.value) and told.value.__cause__ is None
    ring.clear()
    with pytest.raises(Declined, match=r"pip install 'lampblack\[keyring\]'"):
        secret("keyring:lampblack/openai", "mine")


def test_each_family_reads_its_own_tables_and_an_unknown_protocol_is_told(tmp_path: Path) -> None:
    file = tmp_path / "servers.toml"
    text = (
        '[a]\nurl = "http://x/v1"\n[b]\nprotocol = "comfyui"\nurl = "http://y"\nfast = true\n[c]\nprotocol = "comfy"\n'
    )
    file.write_text(text, encoding="utf-8")
    assert list(tables(("speech",), file)) == ["a"] and list(tables(("comfyui",), file)) == ["b"]
    assert tables(("comfyui",), tmp_path / "none.toml") == {}
    with pytest.raises(UserError, match=r"b\.fast is not known") as told:
        tables(("comfyui",), file)["b"].read(Host)
    assert told.value.spot is not None and told.value.spot.line == 6
    (stranger,) = unread(file)
    assert stranger.name == "c" and "'comfy' is spoken by no engine here" in str(stranger.error)
    assert stranger.error.spot is not None and stranger.error.spot.line == 8 and "comfyui" in stranger.error.possible


def test_an_address_with_a_secret_in_it_is_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "servers.toml"
    file.write_text('[a]\nurl = "http://me:sk-1234567@x/v1?key=sk-1234567"\n', encoding="utf-8")
    with pytest.raises(UserError, match="no address") as told:
        tables(("speech",), file)["a"].read(Host)
    assert "1234567" not in str(told.value)


def test_of_several_addresses_the_one_that_answers_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`localhost` is often two, and a server listens at one."""
    both = ("127.0.0.2", "127.0.0.1")
    monkeypatch.setattr("lampblack_engines.servers.download.addresses", lambda host, port: both)
    with serving(says(data=b"film")) as server:
        own = f"http://localhost:{server.server_port}"
        assert fetched(server, tmp_path, own=own, url=own + "/file") == b"film"


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [("0.5", 0.5, 0.5), ("Fri, 31 Dec 2100 23:59:59 GMT", 600, 600), ("Fri, 31 Dec 1999 23:59:59 GMT", 0.1, 0.1),
     ("soon", 1, 1), ("nan", 1, 1), ("-3", 0.1, 0.1)],
)  # fmt: skip
def test_a_busy_server_says_when_to_come_again(told: str, least: float, most: float) -> None:
    with serving(says(429, b"{}", Content_Type="application/json", Retry_After=told)) as server:
        with pytest.raises(Busy) as busy:
            submitted(ask("GET", server.url, seconds=5.0), "mine")
        assert least <= busy.value.after <= most


def test_an_empty_purse_is_not_waited_for() -> None:
    said = says(429, b'{"error": {"code": "insufficient_quota", "message": "no credit"}}')
    with serving(said) as server, pytest.raises(Declined, match="no credit"):
        submitted(ask("GET", server.url, seconds=5.0), "mine")


def test_a_strangers_protocol_is_known_by_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "servers.toml"
    file.write_text('[a]\nprotocol = "theirs"\nurl = "http://x"\n', encoding="utf-8")
    theirs = EntryPoint(name="theirs", value="their.package", group="lampblack.protocols")
    monkeypatch.setattr("lampblack_engines.servers.written.entry_points", lambda group: (theirs,))
    assert unread(file) == ()
    assert list(tables(("theirs",), file)) == ["a"]


def test_a_greeting_that_drips_is_cut_when_the_time_is_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def drip() -> None:
            held, _ = server.accept()
            with held, suppress(OSError):
                held.sendall(b"\x16\x03\x03\x40\x00")
                for _ in range(100):
                    held.sendall(b"\x02")
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            ask("GET", f"https://127.0.0.1:{port}/", seconds=0.4)
        assert time.monotonic() - began < 2.0
