"""What a person can ask: to serve engines until they say stop."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import uvicorn

from lampblack.base.errors import UserError
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Kind
from lampblack.project.opened import pool
from lampblack.runners.pool import Pool
from lampblack.server.app import Application
from lampblack.server.book import Book
from lampblack.server.desk import Desk
from lampblack.server.door import Door
from lampblack.server.keeping import Keeper
from lampblack.server.limits import Limits
from lampblack.server.tokens import Tokens
from lampblack.server.wanted import KINDS
from lampblack.server.workshop import Workshop
from lampblack.store.errors import explained
from lampblack.store.store import Store

_KINDS: tuple[Kind, ...] = tuple(kind for kinds in KINDS.values() for kind in kinds)
_UNASKED = ("fake",)
"""Served only where somebody names them."""


@dataclass(frozen=True, kw_only=True)
class Serving:
    """How a server is to be. `token` is a token in plain words, `tokens` a file of their hashes; `engines` empty: all
    that are free and ready."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8765
    engines: tuple[str, ...] = ()
    token: str = ""
    tokens: Path | None = None
    workers: int = 0
    limits: Limits = field(default_factory=Limits)


def serve(serving: Serving, opened: Callable[[str, Mapping[str, Offer]], None]) -> None:
    """Serve until Ctrl-C, or until the process is asked to end. `opened` is told where, and what is served."""
    tokens = Tokens(file=serving.tokens, said=serving.token)
    if not tokens.wanted and not is_loopback(serving.host):
        words = f"without a token only this machine is served, not {serving.host}"
        raise UserError(words, possible=("--host 127.0.0.1", "--new-token NAME", "--token-env NAME"))
    served = served_of(serving.engines)
    door = _bound(serving.host, serving.port)
    with door, _asked_to_end(), working(serving, served) as desk:
        config = uvicorn.Config(
            Door(Application(desk).routes(), tokens, say), log_config=None, access_log=False, server_header=False,
            lifespan="off", ws="none", http="h11", loop="asyncio", timeout_keep_alive=30, timeout_graceful_shutdown=3,
        )  # fmt: skip
        name = f"[{serving.host}]" if ":" in serving.host else serving.host
        opened(f"http://{name}:{door.getsockname()[1]}", served)
        uvicorn.Server(config).run(sockets=[door])


@contextmanager
def working(serving: Serving, served: Mapping[str, Offer]) -> Generator[Desk]:
    """The desk with everything behind it: the store, the book and the workers."""
    with explained(serving.folder):
        serving.folder.mkdir(parents=True, exist_ok=True)
    with Store.at(serving.folder / "store", owner=True) as store:
        book = Book(serving.folder / "jobs.sqlite")
        keeper = Keeper(store, book, serving.limits)
        keeper.tidy()
        hands = pool(store, serving.workers)
        assert isinstance(hands, Pool), "served on this machine"
        workshop = Workshop(keeper, hands, serving.limits, say)
        try:
            yield Desk(keeper, workshop, served, serving.limits)
        finally:
            workshop.close()
            book.close()


def served_of(names: Iterable[str]) -> dict[str, Offer]:
    """These engines, or all that can be served; a `UserError` for one that costs money, works elsewhere or lacks a
    part."""
    wanted = tuple(names)
    if wanted:
        return {name: _servable(registry.offer(name)) for name in dict.fromkeys(wanted)}
    every = registry.offers().values()
    return {offer.name: offer for offer in every if offer.name not in _UNASKED and not refused(offer)}


def refused(offer: Offer) -> str:
    """Why an engine is not served; empty: it is."""
    if offer.remote or any(each.price_per_unit or each.price_by_lines for each in offer.capabilities):
        return f"engine {offer.name} costs money or works elsewhere: a server serves only what is free and runs on it"
    if not any(offer.can(kind) for kind in _KINDS):
        return f"engine {offer.name} makes nothing that is served ({', '.join(_KINDS)})"
    return registry.missing(offer)


def _servable(offer: Offer) -> Offer:
    if words := refused(offer):
        raise UserError(words)
    return offer


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own and nobody else's."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def say(words: str) -> None:
    """A line of the server's log."""
    print(words, file=sys.stderr, flush=True)


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(f"{host}:{port} cannot be opened: {said}", possible=("--port 0",)) from error


@contextmanager
def _asked_to_end() -> Generator[None]:
    """Ctrl-C and a request to end stop the server, not the process: everything is put away first."""

    def end(number: int, frame: FrameType | None) -> None:
        pass  # uvicorn hears the signal too, and hands it on when it has stopped

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def token_in(variable: str) -> str:
    """The token in an environment variable; a `UserError` where there is none."""
    token = os.environ.get(variable, "").strip()
    if not token:
        raise UserError(f"there is no token in the environment variable {variable}")
    return token
