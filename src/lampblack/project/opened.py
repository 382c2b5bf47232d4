"""One opened film: its folder, its store, and whoever does the work, tied together and closed together."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Kind
from lampblack.graph.orders import Executor, Results
from lampblack.graph.route import Routed, StaysOpen
from lampblack.project.budget import caps_of
from lampblack.project.episode import EpisodeResults, in_records
from lampblack.project.folder import FilmFolder
from lampblack.project.settings import Run, Where
from lampblack.project.whereabouts import asked_first, open_store, require_one_purse
from lampblack.runners.cluster import Cluster
from lampblack.runners.local import Local
from lampblack.runners.machine import resources
from lampblack.runners.pool import Pool
from lampblack.spend.allowance import Allowance
from lampblack.spend.paid import Paid
from lampblack.store.caps import Caps
from lampblack.store.store import Store

PAID_AT_ONCE = 4
"""Priced requests under way at once: enough to wait for several providers, few enough to stop in good time."""


class OpenFilm:
    """A film whose store is open. An `owner` may build and spend, and there is one at a time; others look and plan."""

    def __init__(self, film: FilmFolder, *, owner: bool = False, store: Store | None = None) -> None:
        """`store`: the series' store, opened already by someone who closes it."""
        self.film = film
        require_one_purse(film)
        self._lent = store is not None
        self.store = store or open_store(film.home, film.settings.store, owner=owner)
        self.results: Results = EpisodeResults(self.store, film.name) if film.series else self.store
        """What this film's builds and plans look at: its own ids, everyone's results."""
        self.held: dict[Digest, bytes] = {}
        """Sources as they were read by those who only look: an owner keeps them in the store."""

    def __enter__(self) -> OpenFilm:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._lent:
            self.store.close()

    @property
    def caps(self) -> Caps:
        """What may be spent on this film, and on the series it belongs to."""
        series = self.film.series
        return caps_of(self.film.settings.budget, self.film.name, series.settings.budget if series else None)

    def paid(self, allowance: Allowance | None = None) -> Paid:
        """Whoever buys, within the caps and what a person said yes to. Whoever asks closes it."""
        inner = Local(self.store, threads=PAID_AT_ONCE)
        return Paid(self.store, inner, caps=self.caps, allowance=allowance, named=in_records)

    def executor(
        self, workers: int = 0, warm: Executor | None = None, paid: Paid | None = None, on: Where | None = None
    ) -> Routed:
        """Small jobs here, the others in `workers` processes (0: as many as there are cores), on a cluster, or with
        those that are `warm` already (they stay open); what costs money through `paid`, which is closed with it."""
        return Routed(
            {
                "here": Local(self.store),
                "workers": StaysOpen(warm) if warm else pool(self.store, workers, self.film.settings.run, on),
                "paid": asked_first(self.store, paid or self.paid()),
            }
        )

    def script_bytes(self) -> bytes:
        """The script as it stands in the folder."""
        try:
            return self.film.script.read_bytes()
        except OSError as error:
            raise UserError(f"cannot read {self.film.script}: {error.strerror}") from error

    def source(self, data: bytes) -> Digest:
        """The name of a source's bytes; an owner keeps them, so that jobs can read them."""
        if self.store.owner:
            return self.store.keep(data)
        digest = digest_of(data)
        self.held[digest] = data
        return digest


def pool(store: Store, workers: int = 0, run: Run | None = None, on: Where | None = None) -> Executor:
    """Whoever does the work: processes on what `run` gives them of this machine, or a cluster; `workers` and `on` go
    before what `run` says. A cluster is joined by the first job, not before."""
    told = run or Run()
    if (on or told.on) == "ray":
        if find_spec("ray") is None:
            raise UserError("jobs on a Ray cluster need: pip install 'lampblack[cluster]'", possible=("--on here",))
        return Cluster(store, told.ray.address, told.ray.labels)
    wanted = any(each.gpus or each.vram_gb for offer in registry.offers().values() for each in offer.capabilities)
    # Asking the driver takes a while: nobody is asked for GPUs that no engine here could use.
    gpus = told.gpus if wanted else 0
    return Pool(store, resources(workers or told.workers or told.cores, gpus, told.vram_gb))


def offer_for(kind: Kind, name: str, where: str) -> Offer:
    """The engine a person named for a job; `UserError` where there is none, it lacks a part or does something else."""
    able = tuple(each.name for each in registry.offers().values() if each.can(kind) and not registry.missing(each))
    try:
        offer = registry.offer(name)
    except UserError as error:
        raise UserError(f"{where}: {error.message}", possible=able) from error
    if offer.can(kind) is None:
        raise UserError(f"{where}: engine {name!r} does no {kind}", possible=able)
    if lacking := registry.missing(offer):
        raise UserError(f"{where}: {lacking}")
    return offer


def offers_for(choices: Mapping[Kind, str], where: str) -> dict[Kind, Offer]:
    """The engine for each kind of job."""
    return {kind: offer_for(kind, name, f"{where}: engines.{kind}") for kind, name in choices.items()}
