"""What a job needs of a machine, as its queue's signature: jobs that need the same wait in one lane."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.errors import UserError
from lampblack.engines import registry
from lampblack.engines.capabilities import Capabilities
from lampblack.graph.job import Ask, Job


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What one job, and the engine that is loaded for it, needs.

    `vram_gb` is on each of its GPUs, and others may share the card; with `gpus` and no `vram_gb` it has them alone. At
    most `at_once` run side by side and at most `per_minute` begin in any minute (0: no limit); after `limit_seconds`
    the job is given up.
    """

    cores: int = 1
    gpus: int = 0
    vram_gb: float = 0.0
    at_once: int = 0
    per_minute: int = 0
    limit_seconds: float = 3_600.0

    def words(self) -> str:
        """What it needs of GPUs, as a person says it."""
        cards = "1 GPU" if self.gpus == 1 else f"{self.gpus} GPUs"
        return f"{cards} with {self.vram_gb:g} GB" if self.vram_gb else cards


def needs_of(job: Job) -> Needs:
    """From the engine's capabilities for such a request, or from the step's effort; the tighter of two limits holds."""
    limits = _limits(job)
    if limits is None:
        return Needs(cores=max(1, job.effort.cores), limit_seconds=job.effort.limit)
    return Needs(
        cores=max(1, job.effort.cores, limits.cores),
        gpus=limits.gpus or (1 if limits.vram_gb else 0),
        vram_gb=limits.vram_gb,
        at_once=limits.concurrency,
        per_minute=limits.requests_per_minute,
        limit_seconds=min(job.effort.limit, limits.limit_seconds),
    )


def worker_of(job: Job) -> str:
    """Who does it: an engine and the kind of request, or `steps`."""
    return f"{job.work.engine}.{job.work.request.get('kind', '')}" if isinstance(job.work, Ask) else "steps"


def lane_of(job: Job, needs: Needs) -> str:
    """The signature in words: who does it, and on how much of a machine."""
    cards = f"/{needs.gpus}x{needs.vram_gb:g}GB" if needs.gpus else ""
    return f"{worker_of(job)}/{needs.cores}{cards}"


def _limits(job: Job) -> Capabilities | None:
    if not isinstance(job.work, Ask):
        return None
    try:
        offer = registry.offer(job.work.engine)
    except UserError:
        # Whoever does it says so, naming the engines there are.
        return None
    kind = job.work.request.get("kind")
    return next((each for each in offer.capabilities if each.kind == kind), None)
