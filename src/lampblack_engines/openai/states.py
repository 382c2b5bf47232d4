"""A job as a server of `/v1/videos` tells of it, read with suspicion: a state that nobody knows is a job at work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from lampblack.base.errors import Busy, JobError
from lampblack.engines.protocol import Standing, State
from lampblack_engines.servers.http import Reply

STATES: Mapping[str, State] = {
    "queued": "running", "pending": "running", "in_progress": "running", "processing": "running", "running": "running",
    "completed": "succeeded", "succeeded": "succeeded", "failed": "failed", "error": "failed",
    "cancelled": "cancelled", "canceled": "cancelled", "deleted": "cancelled", "expired": "expired",
}  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9._:=+~-]{1,200}")
_MODERATION = ("moderation", "content_policy", "content_filter", "safety", "nsfw", "sensitive")
_PASSING = frozenset((408, 425, 502, 503, 504))
"""What whoever stands before a server says when it cannot be asked just now."""
_LOST = frozenset((404, 410))


def id_of(reply: Reply, who: str) -> str:
    """The server's name for a job it took; a `JobError` where it tells none, or one that is no name."""
    found = job_of(reply).get("id")
    if not isinstance(found, str) or not _ID.fullmatch(found) or set(found) <= {"."}:
        raise JobError(f"{who} took a job and gave it no name that can be used")
    return found


def job_of(reply: Reply) -> Mapping[str, Any]:
    """The job in an answer; empty where there is none."""
    found = reply.json()
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}


def standing_of(id: str, reply: Reply, who: str, *, failed_by_code: bool) -> Standing:
    """How a job stands by the answer to a look. `Busy` and `JobError` say nothing of the job.

    `failed_by_code`: the HTTP status may be the job's own fault, told with its words (vLLM-Omni).
    """
    if reply.code == 429:
        raise Busy(f"{who} is asked too often", after=reply.after)
    job = job_of(reply)
    told = isinstance(job.get("status"), str) and job.get("id", id) == id
    if reply.code in _LOST and not told:
        return Standing(id=id, state="expired", message=f"{who} does not know this job (any more): {reply.words()}")
    if told and (reply.code == 200 or failed_by_code):
        return _told(id, job, reply)
    if failed_by_code and reply.code >= 400 and reply.code not in (*_PASSING, 401, 403) and "error" in job:
        return Standing(id=id, state=_fault(job), message=reply.words())
    raise JobError(f"{who} says {reply.code}: {reply.words()}")


def cost_of(job: Mapping[str, Any]) -> float | None:
    """What the server says it cost, where it says so."""
    usage = job.get("usage")
    cost: Any = cast(dict[str, Any], usage).get("cost") if isinstance(usage, dict) else None
    return float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) and 0 <= cost < 1e6 else None


def _told(id: str, job: Mapping[str, Any], reply: Reply) -> Standing:
    state = STATES.get(str(job["status"]).lower(), "running")
    done = job.get("progress")
    share = min(1.0, max(0.0, float(done) / 100.0)) if isinstance(done, int | float) else 0.0
    if state != "failed":
        return Standing(id=id, state=state, done=share, charged=cost_of(job) if state == "succeeded" else None)
    said = reply.words() if job.get("error") else "no reason given"
    return Standing(id=id, state=_fault(job), done=share, charged=cost_of(job) or 0.0, message=said)


def _fault(job: Mapping[str, Any]) -> State:
    """A failure, or moderation's no."""
    error = job.get("error")
    code = str(cast(dict[str, Any], error).get("code", "")) if isinstance(error, dict) else str(error)
    return "refused" if any(each in code.lower() for each in _MODERATION) else "failed"
