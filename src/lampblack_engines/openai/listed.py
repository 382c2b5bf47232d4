"""A job whose answer was lost, looked for in a server's list of jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote

from lampblack.base.errors import Busy, JobError
from lampblack_engines.openai.line import Line

_PAGE, _PAGES = 100, 10
_CLOCKS = 120.0
"""Seconds that two clocks may differ by."""


def listed(
    line: Line, url: str, *, like: Mapping[str, str] | None = None, since: float = 0.0, ticket: str = ""
) -> tuple[str, ...]:
    """The ids of jobs with that ticket, or of those like ours (words and size) that were made `since` then. A
    `JobError` where the list cannot be had."""
    found: list[str] = []
    for job in _jobs(line, url, since):
        id = job.get("id")
        ours = job.get("lampblack_ticket") == ticket if ticket else _alike(job, like or {}, since)
        if ours and isinstance(id, str):
            found.append(id)
    return tuple(dict.fromkeys(found))


def _jobs(line: Line, url: str, since: float) -> Iterator[Mapping[str, Any]]:
    """The jobs of a list, page by page, the newest first."""
    after = ""
    for _ in range(_PAGES):
        query = f"limit={_PAGE}&order=desc" + (f"&after={quote(after, safe='')}" if after else "")
        reply = line.ask("GET", f"{url}{'&' if '?' in url else '?'}{query}")
        if reply.code == 429:
            raise Busy(f"{line.name} is asked too often", after=reply.after)
        said: Any = reply.json()
        rows: Any = cast(dict[str, Any], said).get("data") if isinstance(said, dict) else None
        if reply.code != 200 or not isinstance(rows, list):
            raise JobError(f"{line.name} tells no list of its jobs ({reply.code}): {reply.words()}")
        jobs = [cast(dict[str, Any], row) for row in cast(list[Any], rows) if isinstance(row, dict)]
        yield from jobs
        last = jobs[-1].get("id") if jobs else None
        if not cast(dict[str, Any], said).get("has_more") or not isinstance(last, str) or last == after:
            return
        if jobs and _when(jobs[-1]) < since - _CLOCKS:
            return
        after = last


def _alike(job: Mapping[str, Any], like: Mapping[str, str], since: float) -> bool:
    """Whether it may be ours. A list that does not tell the words cannot know it."""
    if job.get("prompt") != like.get("prompt") or _when(job) < since - _CLOCKS:
        return False
    size = job.get("size")
    return not size or not isinstance(size, str) or _near(size, like.get("size", ""))


def _when(job: Mapping[str, Any]) -> float:
    made = job.get("created_at")
    return float(made) if isinstance(made, int | float) else 0.0


def _near(size: str, asked: str) -> bool:
    """The same size, or the one it is rounded up to."""
    try:
        here, there = (tuple(int(side) for side in each.split("x")) for each in (size, asked))
        return len(here) == len(there) == 2 and all(
            0 <= mine - wanted <= 256 for mine, wanted in zip(here, there, strict=True)
        )
    except ValueError:
        return False
