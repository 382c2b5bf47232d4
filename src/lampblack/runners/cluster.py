"""Jobs on a Ray cluster, as the owner sees it: one process beside this one speaks with the cluster (`runners.bridge`).

Knows nothing of Ray. What the cluster makes comes back by digest, and the rows for it are written here; so a cluster
that goes away takes with it what was under way and nothing else. What costs money never goes there.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.graph.job import Ask, Job
from lampblack.graph.orders import Fault, Order, Outcome, Progress, Tell
from lampblack.runners.bridge import ADDRESS, LABELS
from lampblack.runners.deadlines import Deadlines
from lampblack.runners.endings import overran
from lampblack.runners.gate import Gate
from lampblack.runners.hand import Hand
from lampblack.runners.logs import Logs
from lampblack.runners.messages import Do, Drop, Ended, FromWorker, Lost, Node, Ready, Said, Stop
from lampblack.runners.needs import Needs, lane_of, needs_of, worker_of
from lampblack.runners.outcomes import Outcomes
from lampblack.runners.pool import GRACE
from lampblack.runners.task import task_of
from lampblack.runners.turns import Turns
from lampblack.store.store import Store

BRIDGE = "lampblack.runners.bridge"

CONNECT = 60.0
"""Seconds to wait for a cluster to say what it has."""

AFTER = 3.0
"""Seconds after which a job may be tried again when the cluster went away under it."""

_DIGEST = re.compile(r"blake3:[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class _Flight:
    """One job out on the cluster. `end` is why it was asked to stop, if it was."""

    order: Order
    tell: Tell
    needs: Needs
    log: Path
    deadline: int
    end: Fault = ""


class Cluster:
    """An executor on a Ray cluster; it is joined when the first job is about to start."""

    def __init__(
        self,
        store: Store,
        address: str = "auto",
        labels: Mapping[str, str] | None = None,
        *,
        needs: Callable[[Job], Needs] = needs_of,
    ) -> None:
        """`address` as Ray takes it (`auto`: the cluster this machine is in); `labels` that its nodes must have."""
        self._store = store
        self._address = address
        self._told = {ADDRESS: address, LABELS: json.dumps(dict(labels or {}))}
        self._needs = needs
        self._logs = Logs(store.folder)
        self._outcomes = Outcomes(store, self._logs)
        self._gate = Gate(time.monotonic)
        self._turns = Turns(time.monotonic)
        self._deadlines = Deadlines()
        self._turn = threading.Condition()
        self._lanes: dict[str, tuple[str, Needs]] = {}
        self._flights: dict[int, _Flight] = {}
        self._numbers = 0
        self._bridge: Hand | None = None
        self._nodes: tuple[Node, ...] = ()
        self._lost = ""
        self._ending = False

    def lane(self, job: Job) -> str:
        """Jobs of one engine and kind, or all steps, that need the same of a node."""
        needs = self._needs(job)
        lane = lane_of(job, needs)
        self._lanes[lane] = worker_of(job), needs
        return lane

    def room(self, lane: str) -> int:
        """How many more may begin, by what the nodes have together; joins the cluster first, or raises `UserError`."""
        with self._turn:
            self._join()
            name, needs = self._lanes[lane]
            needs = self._fitted(needs)
            if not self._ever(needs):
                return 1  # `start` says why it cannot be.
            allowed = self._gate.room(name, needs)
            return min(allowed, self._turns.grant(lane, self._fits(needs))) if allowed else 0

    def start(self, order: Order, tell: Tell) -> None:
        """Send this job to the cluster."""
        work = order.job.work
        if isinstance(work, Ask) and (work.price > 0 or work.remote):
            words = f"{order.job.id} is done at a provider and may cost money: it never goes to a cluster"
            tell(Outcome(order=order, fault="refused", message=words))
            return
        with self._turn:
            needs = self._fitted(self._needs(order.job))
            if self._bridge is None:
                tell(Outcome(order=order, fault="busy", message=self._lost, after=AFTER))
                return
            if not self._ever(needs):
                tell(Outcome(order=order, fault="refused", message=self._too_much(order.job, needs)))
                return
            self._send(order, tell, needs)

    def cancel(self) -> None:
        """Ask every job to stop; those that do not are ended after `GRACE`."""
        with self._turn:
            for number in tuple(self._flights):
                self._ask_to_end("cancelled", number)

    def close(self) -> None:
        """Leave the cluster; what is still under way there ends with it."""
        with self._turn:
            self._ending = True
            bridge, self._bridge = self._bridge, None
        if bridge is not None:
            bridge.let_go()
            bridge.wait(2 * GRACE)
        self._deadlines.close()

    # ---- the cluster -------------------------------------------------------------------------------------------

    def _join(self) -> None:
        if self._bridge is not None:
            return
        self._lost, self._nodes = "", ()
        self._bridge = Hand(self._store.folder, self._heard, self._gone, told=self._told, module=BRIDGE)
        self._turn.wait_for(self._answered, CONNECT)
        if self._nodes:
            return
        self._leave()
        raise UserError(
            f"{self._lost or f'no Ray cluster answers at {self._address!r}'}; what was made is kept: start the cluster "
            "and make again, or make without it (--on here)"
        )

    def _answered(self) -> bool:
        return bool(self._nodes) or self._bridge is None

    def _leave(self) -> None:
        bridge, self._bridge = self._bridge, None
        if bridge is not None:
            bridge.kill()

    def _fitted(self, needs: Needs) -> Needs:
        """Cores are time: who asks for more than the largest node has waits longer there."""
        most = max((int(node.cores) for node in self._nodes), default=1)
        return replace(needs, cores=min(needs.cores, max(1, most)))

    def _ever(self, needs: Needs) -> bool:
        return any(
            node.cores >= needs.cores and node.gpus >= needs.gpus and node.vram_gb >= needs.vram_gb * needs.gpus
            for node in self._nodes
        )

    def _fits(self, needs: Needs) -> int:
        flights = [flight.needs for flight in self._flights.values()]
        cores = sum(node.cores for node in self._nodes) - sum(each.cores for each in flights)
        fits = int(cores // needs.cores)
        if needs.vram_gb:
            vram = sum(node.vram_gb for node in self._nodes) - sum(each.vram_gb * each.gpus for each in flights)
            fits = min(fits, int(vram // (needs.vram_gb * needs.gpus)))
        elif needs.gpus:
            gpus = sum(node.gpus for node in self._nodes) - sum(each.gpus for each in flights)
            fits = min(fits, int(gpus // needs.gpus))
        return max(0, fits)

    def _too_much(self, job: Job, needs: Needs) -> str:
        has = max(self._nodes, key=lambda node: (node.vram_gb, node.gpus, node.cores))
        words = f"{has.gpus:g} GPUs with {has.vram_gb:g} GB" if has.gpus else "no GPU"
        return f"{job.id} needs {needs.words()}; the largest node of the cluster has {words}"

    # ---- jobs --------------------------------------------------------------------------------------------------

    def _send(self, order: Order, tell: Tell, needs: Needs) -> None:
        assert self._bridge is not None
        self._numbers += 1
        number = self._numbers
        log = self._logs.begin(order)
        deadline = self._deadlines.after(needs.limit_seconds, partial(self._ask_to_end, "late", number))
        self._flights[number] = _Flight(order=order, tell=tell, needs=needs, log=log, deadline=deadline)
        self._gate.begin(worker_of(order.job), needs)
        # Its inputs may be values that wait for their commit; the bridge reads what is committed.
        self._store.flush()
        task = task_of(order)
        self._bridge.tell(Do(number=number, task=task, log=str(log), needs=needs, inputs=inputs_of(order)))

    def _heard(self, hand: Hand, message: FromWorker) -> None:
        if isinstance(message, Ready | Lost):
            with self._turn:
                if isinstance(message, Ready):
                    self._nodes = tuple(message.nodes)
                else:
                    self._lost = message.message
                self._turn.notify_all()
            return
        with self._turn:
            flight = self._flights.get(message.number)
            if flight is None:
                return
            if isinstance(message, Ended):
                self._over(message.number)
        if isinstance(message, Said):
            flight.tell(Progress(order=flight.order, done=message.done, note=message.note))
        else:
            flight.tell(self._outcomes.of(flight, message))

    def _gone(self, hand: Hand) -> None:
        """The bridge's pipe ended, and with it whatever was under way on the cluster."""
        with self._turn:
            if hand is not self._bridge and not self._ending:
                return
            self._bridge, self._nodes = None, ()
            self._lost = self._lost or f"the Ray cluster at {self._address!r} is gone (its bridge {hand.death()})"
            flights = [self._over(number) for number in tuple(self._flights)]
            self._turn.notify_all()
        for flight in flights:
            end: Fault = "cancelled" if self._ending else flight.end or "busy"
            words = {"cancelled": "stopped on request", "late": overran(flight.needs.limit_seconds)}
            after = AFTER if end == "busy" else 0.0
            flight.tell(Outcome(order=flight.order, fault=end, message=words.get(end, self._lost), after=after))

    def _over(self, number: int) -> _Flight:
        flight = self._flights.pop(number)
        self._deadlines.drop(flight.deadline)
        self._gate.end(worker_of(flight.order.job))
        return flight

    def _ask_to_end(self, why: Fault, number: int) -> None:
        with self._turn:
            flight = self._flights.get(number)
            if flight is not None and not flight.end and self._bridge is not None:
                self._flights[number] = replace(flight, end=why)
                self._bridge.tell(Stop(number=number))
                self._deadlines.after(GRACE, partial(self._end, number))

    def _end(self, number: int) -> None:
        """It was asked and did not: its process is ended, and nobody waits for word of that."""
        with self._turn:
            if number not in self._flights:
                return
            flight = self._over(number)
            if self._bridge is not None:
                self._bridge.tell(Drop(number=number))
        words = overran(flight.needs.limit_seconds) if flight.end == "late" else "stopped on request"
        flight.tell(self._outcomes.failed(flight, flight.end, words))


def inputs_of(order: Order) -> list[Digest]:
    """Every blob and value a job reads: its inputs, and the digests that its request names."""
    found: list[Digest] = []
    for given in order.given.values():
        found.extend(given if isinstance(given, tuple) else (given,))
    work = order.job.work
    if isinstance(work, Ask):
        found.extend(_named(work.request))
    return list(dict.fromkeys(found))


def _named(value: Any) -> list[Digest]:
    if isinstance(value, str):
        return [Digest(value)] if _DIGEST.fullmatch(value) else []
    if isinstance(value, Mapping):
        return [each for entry in cast(Mapping[str, Any], value).values() for each in _named(entry)]
    if isinstance(value, list | tuple):
        return [each for entry in cast(list[Any], value) for each in _named(entry)]
    return []
