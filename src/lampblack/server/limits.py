"""How much one client, one request and the whole server may take. All sizes in bytes, all times in seconds."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000
DAY = 86_400.0


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The server's limits; `serve` sets the first five."""

    jobs: int = 8
    """Unfinished jobs of one token."""
    stored: int = 10_000 * MEGABYTE
    """What one token's requests and results may hold."""
    disk: int = 50_000 * MEGABYTE
    """What everybody's may hold together."""
    days: float = 7.0
    """A result is kept so long after it was made."""
    body: int = 2_000 * MEGABYTE
    """One request with files in it."""
    blob: int = 1_000 * MEGABYTE
    """One file of it."""
    field: int = 16 * MEGABYTE
    """All its fields of words together: they are read into memory."""
    parts: int = 200
    document: int = 64 * MEGABYTE
    """One request that is a JSON document: it is read into memory."""
    between: float = 60.0
    """Between two pieces of a request."""
    upload: float = 1_800.0
    """A whole request."""
    wait: float = 900.0
    """How long pictures and speech, which are answered at once, are waited for; the work goes on after it."""
    tries: int = 5
    """How often a job is begun when the server dies under it."""
    longest: float = 600.0
    """The longest take of our own dialect."""
    prompt: int = 32_000
    """Characters of words."""
    staged: int = 2_000
    """Characters of a prompt that is staged: reading them as a script takes 0.1 ms each."""
    reading: int = 512 * MEGABYTE
    """What may be in memory of requests that are being read, all together."""
    seconds: float = 60.0
    """The longest film of a prompt."""
