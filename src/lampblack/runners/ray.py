"""A Ray cluster: warm actors for engines, plain tasks for steps, bytes by digest. The only place that imports Ray.

Runs in a process of its own (`runners.bridge`): where Ray loses its head it ends the process it is in, and that must
not be the one that keeps the film's records. Ray's own retries are off: whoever dies is told of here, and a job is
begun once more. Nothing that Ray remembers is trusted; what has not arrived by its digest has not been made.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import ray as _ray
from ray import exceptions

from lampblack import __version__
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import LampblackError
from lampblack.runners.endings import ending
from lampblack.runners.hand import ONE_THREAD
from lampblack.runners.messages import Do, Ended, Lost, Node, Ready, Said
from lampblack.runners.needs import Needs
from lampblack.runners.pool import TRIES
from lampblack.runners.station import Answer, Parcel, Station
from lampblack.store.store import Store

ray: Any = _ray

VRAM = "vram_gb"
"""The custom resource that nodes with GPUs are started with: GB of all their GPUs together."""

PIECE = 32 << 20
"""Bytes of one object: a film in pieces, so that a node's object store needs no single large hole."""

LENT = 1 << 30
"""Bytes that are kept in the object store for the next job that may need them."""

BREATH = 0.25
"""Seconds between two words of a job on a node: about how far it is, and whether it is to stop."""

PATIENCE = 1.0
"""Seconds a job may wait for a place while engines that are idle hold one."""

DIED = (
    exceptions.WorkerCrashedError,
    exceptions.RayActorError,
    exceptions.NodeDiedError,
    exceptions.ObjectLostError,
    exceptions.OutOfMemoryError,
    exceptions.RaySystemError,
)
"""Ends that are the cluster's and not the job's."""


# ---- on a node -----------------------------------------------------------------------------------------------------


class Ear:
    """Between the jobs on the nodes and the bridge: word of how far they are one way, word to stop the other."""

    def __init__(self) -> None:
        self._news: dict[int, tuple[float, str]] = {}
        self._stopped: set[int] = set()

    def said(self, number: int, done: float, note: str) -> bool:
        """How far a job is; whether it is to stop."""
        self._news[number] = (done, note)
        return number in self._stopped

    def stop(self, number: int) -> None:
        """Nobody waits for that job any more."""
        self._stopped.add(number)

    def news(self) -> dict[int, tuple[float, str]]:
        """What was said since the last time."""
        news, self._news = self._news, {}
        return news


class Seat:
    """A place on a node: an actor that keeps the engines it once loaded. One on a GPU has one engine."""

    def __init__(self) -> None:
        self._station = Station()

    def work(self, number: int, parcel: bytes, lent: dict[str, list[Any]], ear: Any) -> tuple[bytes, dict[str, bytes]]:
        """Do one job."""
        return _work(self._station, number, parcel, lent, ear)


_HERE: list[Station] = []
"""The station of this process, where plain tasks run one after the other."""


def work(number: int, parcel: bytes, lent: dict[str, list[Any]], ear: Any) -> tuple[bytes, dict[str, bytes]]:
    """Do one step as a plain task, in a process that did others before."""
    if not _HERE:
        _HERE.append(Station())
    return _work(_HERE[0], number, parcel, lent, ear)


def _work(
    station: Station, number: int, parcel: bytes, lent: dict[str, list[Any]], ear: Any
) -> tuple[bytes, dict[str, bytes]]:
    def bring(digest: Digest) -> bytes:
        return b"".join(ray.get(lent[digest]))

    with _Line(number, ear) as line:
        return station.do(parcel, bring, line.progress, line.stopped.is_set)


class _Line:
    """A job's line to the ear, kept by a thread while it runs."""

    def __init__(self, number: int, ear: Any) -> None:
        self._number = number
        self._ear = ear
        self._said: tuple[float, str] = (0.0, "")
        self._over = threading.Event()
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def progress(self, done: float, note: str) -> None:
        self._said = (done, note)

    def __enter__(self) -> _Line:
        self._ear.said.remote(self._number, 0.0, "")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _keep(self) -> None:
        while not self._over.wait(BREATH):
            with suppress(Exception):
                if ray.get(self._ear.said.remote(self._number, *self._said), timeout=10):
                    self.stopped.set()


# ---- in the bridge -------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Place:
    """An actor, what it holds of its node, the engines it has loaded, and since when it is idle (0: at work)."""

    actor: Any
    holds: tuple[int, int, float]
    warm: set[str]
    idle: float = 0.0


@dataclass(kw_only=True)
class _Flight:
    """A job on its way, on a node, or on its way back."""

    order: Do
    ref: Any = None
    place: _Place | None = None
    tries: int = 0
    since: float = 0.0
    begun: bool = False
    held: list[Digest] = field(default_factory=lambda: [])


class Cluster:
    """The cluster as the bridge sees it. One thread calls; every order is answered by one `Ended` in `tell`."""

    def __init__(self, folder: Path, address: str, labels: dict[str, str], tell: Any) -> None:
        """Join the cluster at `address`; raises what Ray raises where there is none."""
        # The variables go with the job to every node: what is made must not depend on where.
        surroundings = {**ONE_THREAD, "PYTHONHASHSEED": "0"}
        ray.init(
            address=address,
            namespace=f"lampblack-{os.getpid()}",
            log_to_driver=False,
            configure_logging=False,
            runtime_env={"env_vars": surroundings},
        )
        self.head: str = ray.get_runtime_context().gcs_address
        """Where the head's control service listens."""
        self._labels = labels
        self._tell = tell
        self._store = Store(folder, owner=False)
        self._ear = ray.remote(Ear).options(num_cpus=0, max_restarts=-1).remote()
        self._flights: dict[int, _Flight] = {}
        self._places: list[_Place] = []
        self._lent: OrderedDict[Digest, tuple[int, list[Any]]] = OrderedDict()
        self._nodes: list[Node] = []
        self._listened = self._counted = self._made_room = 0.0

    def begin(self, order: Do) -> None:
        """Send a job to where there is room for it."""
        flight = _Flight(order=order)
        self._flights[order.number] = flight
        self._send(flight)

    def stop(self, number: int) -> None:
        """Ask a job to end."""
        if number in self._flights:
            self._ear.stop.remote(number)

    def drop(self, number: int) -> None:
        """End a job with the process it runs in; nobody is told."""
        flight = self._flights.pop(number, None)
        if flight is not None:
            self._end(flight)

    def turn(self, seconds: float) -> None:
        """Wait so long for something to happen, and see to what happened. Raises what Ray raises when it is gone."""
        refs = {flight.ref: flight for flight in self._flights.values()}
        if refs:
            done, _ = ray.wait(list(refs), num_returns=len(refs), timeout=seconds)
            for ref in done:
                self._over(refs[ref])
        else:
            time.sleep(seconds)
        now = time.monotonic()
        if now - self._listened > BREATH:
            self._listened = now
            self._listen()
        if now - self._counted > 2.0:
            self._counted = now
            self._count()
        self._make_room(now)

    def close(self) -> None:
        """Leave the cluster; what is there of ours ends with us."""
        ray.shutdown()

    # ---- away --------------------------------------------------------------------------------------------------

    def _send(self, flight: _Flight) -> None:
        order = flight.order
        flight.tries += 1
        flight.begun, flight.since = False, time.monotonic()
        try:
            lent = {digest: self._lend(digest) for digest in order.inputs}
        except LampblackError as error:
            del self._flights[order.number]
            fault, message = ending(error)
            self._tell(Ended(number=order.number, fault=fault, message=message))
            return
        parcel = msgspec.json.encode(
            Parcel(version=__version__, number=order.number, task=order.task, inputs=order.inputs)
        )
        flight.place = self._place_for(order)
        if flight.place is not None:
            flight.ref = flight.place.actor.work.remote(order.number, parcel, lent, self._ear)
        else:
            remote = ray.remote(work).options(max_retries=0, **self._options(order))
            flight.ref = remote.remote(order.number, parcel, lent, self._ear)
        self._forget_some()

    def _lend(self, digest: Digest) -> list[Any]:
        """Its bytes in Ray's object store, from where a node takes them if it lacks them."""
        if digest not in self._lent:
            data = self._store.blobs.read(digest)
            pieces = [ray.put(data[start : start + PIECE]) for start in range(0, max(1, len(data)), PIECE)]
            self._lent[digest] = (len(data), pieces)
        self._lent.move_to_end(digest)
        return self._lent[digest][1]

    def _forget_some(self) -> None:
        wanted = {digest for flight in self._flights.values() for digest in flight.order.inputs}
        size = sum(each for each, _ in self._lent.values())
        for digest in [each for each in self._lent if each not in wanted]:
            if size <= LENT:
                return
            size -= self._lent.pop(digest)[0]

    def _place_for(self, order: Do) -> _Place | None:
        """An idle actor that has the engine loaded; else, off the GPUs, any idle one: begun processes are what takes
        time. Else a new one for an engine, and none for a step."""
        needs, engine = order.needs or Needs(), order.task.engine
        holds = (needs.cores, needs.gpus, needs.vram_gb)
        idle = [place for place in self._places if place.idle and place.holds == holds]
        warm = [place for place in idle if (engine in place.warm if not needs.gpus else place.warm == {engine})]
        place = warm[0] if warm else None
        if place is None and idle and not needs.gpus:
            place = min(idle, key=lambda each: len(each.warm))
        if place is None and engine:
            place = self._new_place(order, holds)
        if place is not None:
            place.idle = 0.0
            place.warm.add(engine)
        return place

    def _new_place(self, order: Do, holds: tuple[int, int, float]) -> _Place:
        options = self._options(order)
        if holds[1]:
            # Its processor time is counted while it works (by the owner); a model on a GPU gives way to no step.
            options["num_cpus"] = 0
        actor = ray.remote(Seat).options(max_restarts=0, max_task_retries=0, **options).remote()
        place = _Place(actor=actor, holds=holds, warm=set())
        self._places.append(place)
        return place

    def _options(self, order: Do) -> dict[str, Any]:
        needs = order.needs or Needs()
        options: dict[str, Any] = {"num_cpus": needs.cores}
        if needs.gpus:
            options["num_gpus"] = share_of_gpu(needs, self._nodes)
            if needs.vram_gb:
                options["resources"] = {VRAM: needs.vram_gb * needs.gpus}
        if self._labels:
            options["label_selector"] = self._labels
        return options

    # ---- back --------------------------------------------------------------------------------------------------

    def _over(self, flight: _Flight) -> None:
        number = flight.order.number
        try:
            data, blobs = ray.get(flight.ref)
        except exceptions.RayTaskError as error:
            # Not the job's own end, which is in an answer: the node could not even begin.
            self._finish(flight, Ended(number=number, fault="broken", message=_first_line(error)))
            return
        except DIED as error:
            self._died(flight, error)
            return
        except exceptions.RayError as error:
            self._finish(flight, Ended(number=number, fault="broken", message=_first_line(error)))
            return
        answer = msgspec.json.decode(data, type=Answer)
        ended = msgspec.structs.replace(answer.ended, number=number)
        try:
            if answer.printed:
                Path(flight.order.log).write_text(answer.printed, encoding="utf-8")
            for digest, made in blobs.items():
                self._keep(Digest(digest), made)
        except (LampblackError, OSError) as error:
            fault, message = ending(error)
            ended = Ended(number=number, fault=fault, message=message)
        self._finish(flight, ended)

    def _keep(self, digest: Digest, made: bytes) -> None:
        """Into the owner's store, under the name it was promised by."""
        if digest_of(made) != digest:
            raise LampblackError("what a node sent back is not what it said: damaged on its way")
        self._store.blobs.put_bytes(made)

    def _finish(self, flight: _Flight, ended: Ended) -> None:
        del self._flights[flight.order.number]
        if flight.place is not None:
            flight.place.idle = time.monotonic()
            if ended.fault == "broken":
                self._release(flight.place)
        self._tell(ended)

    def _died(self, flight: _Flight, error: Exception) -> None:
        if flight.place is not None:
            self._release(flight.place)
            flight.place = None
        order = flight.order
        self._count()
        if flight.tries >= TRIES:
            del self._flights[order.number]
            words = f"its worker on the cluster {_death(error)}, {TRIES} times, while at work on {order.task.job}"
            self._tell(Ended(number=order.number, fault="broken", message=words))
        elif not any(fits(order.needs or Needs(), node) for node in self._nodes):
            del self._flights[order.number]
            words = "the node it ran on is gone, and no other of the cluster has what it needs"
            self._tell(Ended(number=order.number, fault="busy", message=words, after=30.0))
        else:
            self._send(flight)

    def _end(self, flight: _Flight) -> None:
        with suppress(exceptions.RayError):
            if flight.place is not None:
                self._release(flight.place)
            else:
                ray.cancel(flight.ref, force=True)

    # ---- around ------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        if not self._flights:
            return
        try:
            news: dict[int, tuple[float, str]] = ray.get(self._ear.news.remote(), timeout=10)
        except (exceptions.RayActorError, exceptions.GetTimeoutError):
            return  # It is being begun again elsewhere.
        for number, (done, note) in news.items():
            flight = self._flights.get(number)
            if flight is not None:
                flight.begun = True
                if done or note:
                    self._tell(Said(number=number, done=done, note=note))

    def _count(self) -> None:
        rows = [row for row in ray.nodes() if row["Alive"] and labelled(row.get("Labels") or {}, self._labels)]
        if self._labels and not rows:
            wanted = ", ".join(f"{name}={value}" for name, value in self._labels.items())
            raise LampblackError(f"no node of the Ray cluster has the labels {wanted}")
        nodes = sorted((_node(row) for row in rows), key=lambda node: node.name)
        if nodes != self._nodes:
            self._nodes = nodes
            self._tell(Ready(nodes=nodes))

    def _make_room(self, now: float) -> None:
        """An engine that is idle gives its place to a job that finds none, the longest idle first."""
        waits = any(not each.begun and now - each.since > PATIENCE for each in self._flights.values())
        idle = sorted((place for place in self._places if place.idle), key=lambda place: place.idle)
        if waits and idle and now - self._made_room > PATIENCE:
            self._made_room = now
            self._release(idle[0])

    def _release(self, place: _Place) -> None:
        if place in self._places:
            self._places.remove(place)
        with suppress(exceptions.RayError):
            ray.kill(place.actor)


def fits(needs: Needs, node: Node) -> bool:
    """Whether a node has what one such job needs, when nothing else runs there."""
    return node.cores >= needs.cores and node.gpus >= needs.gpus and node.vram_gb >= needs.vram_gb * needs.gpus


def share_of_gpu(needs: Needs, nodes: list[Node]) -> float:
    """How much of a GPU Ray is to count for an engine, so that as many share one as its memory bears: by the smallest
    GPU on which it fits, since Ray does not say which one it will be."""
    if needs.gpus != 1 or not needs.vram_gb:
        return float(needs.gpus)
    sizes = [node.vram_gb / node.gpus for node in nodes if node.gpus and node.vram_gb / node.gpus >= needs.vram_gb]
    return min(1.0, -(-int(1e4 * needs.vram_gb / min(sizes)) // 1) / 1e4) if sizes else 1.0


def labelled(has: dict[str, str], wanted: dict[str, str]) -> bool:
    """Whether a node has the labels; what is more than a plain value (`!x`, `in(x, y)`) is left to Ray."""
    return all(has.get(name) == value for name, value in wanted.items() if value.isidentifier())


def _node(row: dict[str, Any]) -> Node:
    has: dict[str, float] = row["Resources"]
    return Node(name=row["NodeID"], cores=has.get("CPU", 0.0), gpus=has.get("GPU", 0.0), vram_gb=has.get(VRAM, 0.0))


def _first_line(error: BaseException) -> str:
    """The last line of what Ray says, which names the cause, as one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"the cluster could not do it: {lines[-1] if lines else type(error).__name__}"


def _death(error: Exception) -> str:
    if isinstance(error, exceptions.OutOfMemoryError):
        return "was ended for want of memory"
    return "ended with its node" if isinstance(error, exceptions.NodeDiedError) else "died"


def lost(address: str, error: BaseException) -> Lost:
    """There is no cluster (any more): said in one line."""
    if isinstance(error, LampblackError):
        return Lost(message=str(error))
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    words = lines[0].partition(". ")[0].rstrip(".") if lines else type(error).__name__
    return Lost(message=f"no Ray cluster answers at {address!r}: {words}")
