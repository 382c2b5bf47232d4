"""An episode's view of its series' records: results are everyone's, what a job stands for is the episode's own.

The same line in two episodes has one key and is made once; but `cut` is another job in each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.base.digest import Digest
from lampblack.store.store import Store


def in_records(film: str, job: str) -> str:
    """A job's id as the records keep it: `@01-rain:cut` in an episode, `cut` in a film of its own."""
    return f"@{film}:{job}" if film else job


def from_records(id: str) -> tuple[str, str]:
    """(episode, job id) of an id in the records; the episode is empty in a film of its own."""
    if not id.startswith("@"):
        return "", id
    film, _, job = id[1:].partition(":")
    return film, job


class EpisodeResults:
    """What the graph asks of `Results` (`graph.orders`), for one episode of a series."""

    def __init__(self, results: Store, film: str) -> None:
        self._results = results
        self._film = film
        self._prefix = in_records(film, "")
        self.find = results.find
        self.parts = results.parts
        self.read = results.read
        self.keep = results.keep
        self.flush = results.flush

    def record(
        self, key: Digest, *, job: str, parts: bytes, outputs: Mapping[str, Digest], seconds: float, cost: float,
        engine: str,
    ) -> None:  # fmt: skip
        """Remember what a job gave, under this episode's name for it."""
        job = in_records(self._film, job)
        self._results.record(key, job=job, parts=parts, outputs=outputs, seconds=seconds, cost=cost, engine=engine)

    def node_keys(self) -> Mapping[str, Digest]:
        """The key each job of this episode stood for last."""
        start = len(self._prefix)
        return {id[start:]: key for id, key in self._results.node_keys(self._prefix).items()}

    def stand(self, job: str, key: Digest) -> None:
        """From now on this episode's job stands for this key."""
        self._results.stand(in_records(self._film, job), key)
