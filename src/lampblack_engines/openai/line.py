"""The line to one server: its address, its key, its patience."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lampblack_engines.openai.service import Service
from lampblack_engines.servers.download import download
from lampblack_engines.servers.http import Reply, ask
from lampblack_engines.servers.secrets import bearer

_LOOK = 30.0
_LARGEST = 2_000_000_000
_VIDEO = ("video/", "application/octet-stream", "binary/octet-stream")


class Line:
    """Questions to one server. Holds no key: it is looked up for each."""

    def __init__(self, name: str, service: Service, patience: float = _LOOK) -> None:
        """`patience`: seconds for a small question."""
        self.name, self.service, self.patience = name, service, patience

    def url(self, path: str) -> str:
        """An address below the server's own."""
        return f"{self.service.url.rstrip('/')}/{path}"

    def own(self, url: str) -> str:
        """An address a server named, whole, where it is on that server; else empty."""
        whole = urljoin(self.service.url, url)
        named, own = urlsplit(whole), urlsplit(self.service.url)
        return whole if (named.scheme, named.netloc) == (own.scheme, own.netloc) else ""

    def send(self, path: str, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Submit something, once."""
        told = {"Content-Type": kind, **self._key(), **(headers or {})}
        return ask("POST", self.url(path), body, headers=told, seconds=self.service.seconds)

    def ask(self, method: str, url: str) -> Reply:
        """A small question."""
        return ask(method, url, headers=self._key(), seconds=min(self.patience, self.service.seconds))

    def bring(self, url: str, into: Path, kinds: tuple[str, ...] = _VIDEO) -> None:
        """A file, from wherever the server says it lies; an address without a host is on the server itself."""
        seconds = self.service.seconds
        download(
            urljoin(self.service.url, url),
            into,
            own=self.service.url,
            most=_LARGEST,
            seconds=seconds,
            headers=self._key(),
            kinds=kinds,
        )

    def _key(self) -> dict[str, str]:
        return bearer(self.service.key, self.name)
