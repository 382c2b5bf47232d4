"""Engines whose work is done far away, by name: each is loaded when it is first needed, once, for all threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, cast

from lampblack.base.errors import LampblackError, UserError
from lampblack.engines import registry
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.protocol import Remote
from lampblack.engines.requests import request_from


class Providers:
    """Those that are installed, or those that are handed in."""

    def __init__(
        self,
        offers: Callable[[], Mapping[str, Offer]] = registry.offers,
        load: Callable[[str], object] = registry.load,
    ) -> None:
        self._offers = offers
        self._load = load
        self._turn = threading.Lock()
        self._loaded: dict[str, Remote] = {}

    def offer(self, name: str) -> Offer | None:
        """What there is under that name, if it is installed here."""
        return self._offers().get(name)

    def remote(self, name: str) -> Remote:
        """The engine; `UserError` where it cannot be loaded."""
        with self._turn:
            if name not in self._loaded:
                self._loaded[name] = cast(Remote, self._load(name))
            return self._loaded[name]

    def limits(self, name: str, request: Mapping[str, Any]) -> Capabilities:
        """What that engine says of this kind of request, in its saved form."""
        offer = self.offer(name)
        if offer is None:
            raise UserError(f"engine {name} is not installed", possible=tuple(self._offers()))
        found = offer.can(request.get("kind", ""))
        if found is None:
            raise UserError(f"engine {name} does no {request.get('kind')} any more", possible=tuple(self._offers()))
        return found

    def slots(self, name: str) -> int:
        """How many of its jobs may be under way at once; 0: it does not say."""
        offer = self.offer(name)
        return max((each.concurrency for each in offer.capabilities), default=0) if offer else 0

    def why_not(self, name: str, request: Mapping[str, Any]) -> str:
        """Why a job of that engine cannot be asked for now, in one line; empty: it can."""
        try:
            self.limits(name, request)
            self.remote(name)
            request_from(dict(request))
        except LampblackError as error:
            return error.message
        except Exception as error:  # a stranger's engine may raise anything when it is made
            return f"engine {name} cannot be begun ({type(error).__name__}: {error})"
        return ""

    def close(self) -> None:
        """Close every engine that was loaded; may be called twice."""
        with self._turn:
            loaded, self._loaded = list(self._loaded.values()), {}
        for remote in loaded:
            remote.close()
