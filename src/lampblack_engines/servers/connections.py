"""One connection to one server: opened to an address that was looked at first, and closed when its time is up."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from lampblack.base.errors import JobError

USUAL = {"Accept-Encoding": "identity", "User-Agent": "lampblack"}
"""Said with every question: some doors stay shut to whoever does not say who asks."""
_CHUNK = 1 << 16
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a question goes: `ip` empty, any address of the host will do."""

    secure: bool
    host: str
    port: int
    target: str
    """Path and query."""
    ip: str = ""

    def __str__(self) -> str:
        """Without path and query, which may hold what nobody else should read."""
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}"


def place_of(url: str) -> Place:
    """An address taken apart; a `JobError` where it is none, or holds a name and a password."""
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError as error:
        raise JobError("this is no address") from error
    sound = address.scheme in ("http", "https") and address.hostname and not address.username and not address.password
    if not sound or any(ord(sign) < 33 or ord(sign) == 127 for sign in url):
        raise JobError(f"this is no address of a server: {_short(address)}")
    secure = address.scheme == "https"
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    return Place(
        secure=secure,
        host=(address.hostname or "").lower(),
        port=port or (443 if secure else 80),
        target=_ascii(target),
    )


def addresses(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses a host has now; an `OSError` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(ip: str) -> bool:
    """Whether an address is one of the open net's: not this machine, this house, a link, a provider's inside, nobody's.

    IPv4 in an IPv6 dress (mapped, 6to4, NAT64) is what it is underneath.
    """
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.is_site_local:
            return False
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def connected(place: Place, seconds: float) -> http.client.HTTPConnection:
    """An open connection. Where the place names an `ip` it goes there and nowhere else, whatever the host's name has
    come to mean meanwhile; a certificate is still the host's. An `OSError` where it cannot be had."""
    if place.secure:
        context = ssl.create_default_context()
        made: http.client.HTTPConnection = http.client.HTTPSConnection(
            place.host, place.port, timeout=seconds, context=context
        )
        raw = socket.create_connection((place.ip or place.host, place.port), seconds)
        try:
            # Greeting has the socket's time as a whole, not byte by byte.
            made.sock = context.wrap_socket(raw, server_hostname=place.host)
        except BaseException:
            raw.close()
            raise
    else:
        made = http.client.HTTPConnection(place.host, place.port, timeout=seconds)
        made.sock = socket.create_connection((place.ip or place.host, place.port), seconds)
    made.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


@contextmanager
def within(seconds: float, connection: http.client.HTTPConnection) -> Generator[Callable[[], bool]]:
    """Cut the connection when the time is up, however slowly the other side drips; closed at the end in any case.
    Gives a question: was it cut?"""
    stop = time.monotonic() + seconds
    held = connection.sock
    timer = threading.Timer(max(0.0, seconds), _cut, (held,))
    timer.daemon = True
    timer.start()
    try:
        yield lambda: time.monotonic() >= stop
    finally:
        timer.cancel()
        connection.close()


def read(response: http.client.HTTPResponse, most: int, cut: Callable[[], bool]) -> Iterator[bytes]:
    """A reply's bytes piece by piece: never more than `most`, never fewer than were announced, never after the time.

    `TimeoutError` and `ConnectionError` where it breaks off; a `JobError` where it is too much.
    """
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise JobError("the server packs its answer, which nobody asked for: it is not opened")
    announced, size = response.length, 0
    if announced is not None and announced > most:
        raise JobError(f"the server wants to send {_mb(announced)}, at most {_mb(most)} are read")
    while part := response.read1(_CHUNK):
        size += len(part)
        if size > most:
            raise JobError(f"the server sends more than {_mb(most)}: the rest is not read")
        yield part
    if cut():
        raise TimeoutError("the server took too long")
    if announced is not None and size < announced:
        raise ConnectionError("the answer broke off")


def _cut(held: socket.socket) -> None:
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _mb(size: int) -> str:
    return f"{max(1, size // 1_000_000)} MB"


def _ascii(target: str) -> str:
    """A path with signs beyond ASCII written as UTF-8 in percent signs."""
    return "".join(sign if ord(sign) < 128 else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in target)


def _short(address: SplitResult) -> str:
    return f"{address.scheme[:8]}://{(address.hostname or '')[:80]}"
