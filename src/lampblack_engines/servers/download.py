"""A file brought from where a server says it lies: looked at with suspicion at every step of the way.

What a server answers is an address, and an address may be a trap: one in our own house, one that leads on and on, one
whose name means another machine the second time it is asked. So redirects are followed by hand, each host's addresses
are looked at before anything is sent, and the connection goes to the very address that was looked at.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin

from lampblack.base.errors import JobError
from lampblack_engines.servers.connections import USUAL, Place, addresses, connected, is_public, place_of, read, within

MEDIA = ("video/", "image/", "audio/", "application/octet-stream", "binary/octet-stream")
"""Content types a result may have: how they begin."""
_HOPS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NOT_THERE = frozenset((403, 404, 410))


class NotThere(JobError):  # noqa: N818 - a state, as a person says it
    """The file is not at its address, or not any more (403, 404, 410)."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """What came."""

    kind: str
    """Its content type, without parameters."""
    size: int


def download(
    url: str,
    into: Path,
    *,
    own: str,
    most: int,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    kinds: tuple[str, ...] = MEDIA,
) -> Received:
    """Bring `url` into the file `into`. `own` is the address of the server that named it: only to its own host and port
    `headers` (which hold the key) are sent, and only its own addresses may be private ones.

    At most `most` bytes in `seconds`, all hops together, and only types that begin like one of `kinds`. A `JobError` or
    an `OSError` where anything is otherwise; then there is no file.
    """
    ours, here, at = place_of(own), place_of(url), url
    stop = time.monotonic() + seconds
    before = ours
    for _ in range(_HOPS + 1):
        _may_go(before, here)
        told = {**USUAL, **((headers or {}) if _is_own(here, ours) else {})}
        found = _one(_looked_at(here, ours), into, most, stop - time.monotonic(), told, kinds)
        if isinstance(found, Received):
            return found
        before, at = here, urljoin(at, found)
        here = place_of(at)
    raise JobError(f"{place_of(url)} leads on more than {_HOPS} times")


def _one(
    places: tuple[Place, ...], into: Path, most: int, seconds: float, headers: Mapping[str, str], kinds: tuple[str, ...]
) -> Received | str:
    """One question: the file, or the address it leads on to."""
    began, place = time.monotonic(), places[0]
    connection = _connected(places, seconds)
    with within(seconds - (time.monotonic() - began), connection) as cut:
        connection.request("GET", place.target, None, dict(headers))
        response = connection.getresponse()
        if response.status in _REDIRECTS:
            return _next(response, place)
        kind = _allowed(response, place, kinds)
        try:
            with into.open("wb") as file:
                size = sum(file.write(part) for part in read(response, most, cut))
        except BaseException:
            into.unlink(missing_ok=True)
            raise
    return Received(kind=kind, size=size)


def _may_go(before: Place, here: Place) -> None:
    """On to TLS, or without it on the same host only; never out of TLS."""
    if not here.secure and (before.secure or here.host != before.host):
        raise JobError(f"{before} leads to {here}: nothing is fetched there without TLS")


def _connected(places: tuple[Place, ...], seconds: float) -> http.client.HTTPConnection:
    """A connection to the first of a host's addresses that answers; several may be written down and one be there."""
    stop, last = time.monotonic() + seconds, TimeoutError(f"{places[0]} took too long")
    for place in places:
        left = stop - time.monotonic()
        if left <= 0:
            break
        try:
            return connected(place, left)
        except OSError as error:
            last = error
    raise last


def _looked_at(place: Place, ours: Place) -> tuple[Place, ...]:
    """The place with each address that may be asked. All that its host has must be of the open net, or, at the server's
    own port, the server's own."""
    there = addresses(place.host, place.port)
    if not there:
        raise JobError(f"{place} has no address")
    inside = [ip for ip in there if not is_public(ip)]
    if inside and not (place.port == ours.port and set(inside) <= set(addresses(ours.host, ours.port))):
        raise JobError(f"{place} is an address within ({inside[0]}): nothing is fetched there")
    return tuple(replace(place, ip=ip) for ip in there)


def _is_own(place: Place, ours: Place) -> bool:
    return (place.host, place.port, place.secure) == (ours.host, ours.port, ours.secure)


def _next(response: http.client.HTTPResponse, place: Place) -> str:
    to = response.headers.get("Location")
    if not to:
        raise JobError(f"{place} leads on and does not say where")
    return to


def _allowed(response: http.client.HTTPResponse, place: Place, kinds: tuple[str, ...]) -> str:
    """The content type of what is there."""
    if response.status in _NOT_THERE:
        raise NotThere(f"{place} says {response.status}: it is not there")
    if response.status != 200:
        raise JobError(f"{place} says {response.status}")
    kind = (response.headers.get_content_type() or "").lower()
    if not kind.startswith(kinds):
        raise JobError(f"{place} sends {kind[:60] or 'nothing named'}, not what was asked for ({', '.join(kinds)})")
    return kind
