"""The public door: what a class must have to be an engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from lampblack.base.context import Blob, Context
from lampblack.engines.requests import Request

Answer = Mapping[str, Blob | Any]
"""Outputs by name, as the request's docstring says: blobs, or nouns that are saved as JSON."""


class Engine(Protocol):
    """Answers requests. It does not know the film, the graph, the store or who asks.

    Always promised to it: one request at a time per instance, `close` is called in the end, the context outlives the
    call. Promised by it: the same request, take and version give the same answer (free engines: byte for byte on one
    machine); what it cannot do raises `UserError`, what failed raises `JobError`; nothing is swapped in silence.
    """

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer one request. `take` 1, 2, 3 ... asks for another try at the same thing: it is the seed's salt."""
        ...

    def close(self) -> None:
        """Let go of models, files and processes; may be called twice."""
        ...
