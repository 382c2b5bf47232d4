"""Workers on this machine: long-lived processes that do one job at a time, fail alone and are replaced.

A job whose worker died is given once to another; then it fails, named, with the end of its log. A job that runs past
its limit is asked to stop, then its worker is ended. Workers write blobs; the rows for them are written here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.graph.job import Job
from lampblack.graph.orders import Fault, Order, Outcome, Progress, Tell
from lampblack.runners.cards import Cards, Claim
from lampblack.runners.deadlines import Deadlines
from lampblack.runners.endings import overran
from lampblack.runners.gate import Gate
from lampblack.runners.hand import Hand
from lampblack.runners.logs import WORKERS, Logs, with_log
from lampblack.runners.machine import Resources, memory_is_short
from lampblack.runners.messages import Do, Ended, FromWorker, Said, Stop
from lampblack.runners.needs import Needs, lane_of, needs_of, worker_of
from lampblack.runners.outcomes import Outcomes
from lampblack.runners.task import Task, task_of
from lampblack.runners.turns import Turns
from lampblack.store.store import Store

GRACE = 1.5
"""Seconds a job has to end by itself when it is cancelled or late, before its worker is ended."""

TRIES = 2
"""How often a job is begun when workers die under it: once may be memory or a bad moment, twice is the job."""

VISIBLE = "CUDA_VISIBLE_DEVICES"
"""A worker sees its own GPUs and no others."""


@dataclass(frozen=True, kw_only=True)
class _Shift:
    """One job in one worker's hands. `end` is why it was asked to stop, if it was."""

    number: int
    order: Order
    task: Task
    tell: Tell
    needs: Needs
    log: Path
    deadline: int
    tries: int = 1
    end: Fault = ""

    @property
    def warmth(self) -> str:
        """What a worker that does this job has loaded."""
        return self.task.engine or self.task.step.partition(":")[0]


class Pool:
    """An executor of workers on this machine, started when they are first needed and kept warm."""

    def __init__(
        self,
        store: Store,
        room: Resources | int,
        *,
        needs: Callable[[Job], Needs] = needs_of,
        clock: Callable[[], float] = time.monotonic,
        short: Callable[[], bool] = memory_is_short,
    ) -> None:
        """`room` is what may be used of the machine; a number is so many cores and no GPU. `short` says
        whether memory is so short that idle workers have to go."""
        self._store = store
        self._resources = Resources(cores=max(1, room)) if isinstance(room, int) else room
        self._needs = needs
        self._clock = clock
        self._short = short
        self._logs = Logs(store.folder)
        self._outcomes = Outcomes(store, self._logs)
        self._cards = Cards(self._resources.cards)
        self._gate = Gate(clock)
        self._turns = Turns(clock), Turns(clock)
        """At the cores, and at the GPUs."""
        self._deadlines = Deadlines()
        self._turn = threading.RLock()
        self._lanes: dict[str, tuple[str, Needs]] = {}
        self._idle: list[Hand] = []
        self._busy: dict[Hand, _Shift] = {}
        self._numbers = 0
        self._ending = False

    def lane(self, job: Job) -> str:
        """Jobs of one engine and kind, or all steps, that need the same of the machine."""
        needs = self._needed(job)
        lane = lane_of(job, needs)
        self._lanes[lane] = worker_of(job), needs
        return lane

    def room(self, lane: str) -> int:
        """How many may begin: on the free cores and GPUs, within the engine's own limits, and nobody starving."""
        name, needs = self._lanes[lane]
        with self._turn:
            if not self._ever(needs):
                return 1  # `start` says why it cannot be.
            allowed = self._gate.room(name, needs)
            if not allowed:
                return 0
            if needs.gpus:
                allowed = min(allowed, self._turns[1].grant(lane, self._cards.count(needs, self._claimed())))
            free = self._resources.cores - sum(shift.needs.cores for shift in self._busy.values())
            return min(allowed, self._turns[0].grant(lane, max(0, free) // needs.cores)) if allowed else 0

    def start(self, order: Order, tell: Tell) -> None:
        """Give this job to a worker, one that is warm for it if there is one."""
        needs = self._needed(order.job)
        if not self._ever(needs):
            words = f"{order.job.id} needs {needs.words()}; this machine has {self._resources.words()}"
            tell(Outcome(order=order, fault="refused", message=words))
            return
        with self._turn:
            self._numbers += 1
            shift = _Shift(
                number=self._numbers,
                order=order,
                task=task_of(order),
                tell=tell,
                needs=needs,
                log=self._logs.begin(order),
                deadline=self._deadlines.after(needs.limit_seconds, partial(self._ask_to_end, "late", self._numbers)),
            )
            self._gate.begin(worker_of(order.job), needs)
            # Its inputs may be values that wait for their commit; the worker reads what is committed.
            self._store.flush()
            self._assign(shift)

    def cancel(self) -> None:
        """Ask every worker to stop; those that do not are ended after `GRACE`."""
        with self._turn:
            for shift in tuple(self._busy.values()):
                self._ask_to_end("cancelled", shift.number)

    def give_up(self, key: Digest) -> None:
        """Nobody waits for this job any more: its worker is asked to stop, and ended after `GRACE`."""
        with self._turn:
            for shift in tuple(self._busy.values()):
                if shift.order.key == key:
                    self._ask_to_end("cancelled", shift.number)

    def close(self) -> None:
        """End all workers; idle ones close their engines first."""
        with self._turn:
            self._ending = True
            hands = [*self._idle, *self._busy]
            for hand in self._busy:
                hand.kill()
            for hand in self._idle:
                hand.let_go()
            self._idle.clear()
        for hand in hands:
            hand.wait(GRACE)
        self._deadlines.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Of the workers there are now."""
        with self._turn:
            return tuple(hand.process_id for hand in (*self._idle, *self._busy))

    # ---- room --------------------------------------------------------------------------------------------------

    def _needed(self, job: Job) -> Needs:
        """Cores are time, and who asks for more of them than there are waits longer; memory of a GPU is not."""
        needs = self._needs(job)
        return replace(needs, cores=min(needs.cores, self._resources.cores))

    def _ever(self, needs: Needs) -> bool:
        return not needs.gpus or self._cards.place(needs, ()) is not None

    def _claimed(self) -> list[Claim]:
        """What working engines hold of the GPUs; idle ones give way."""
        return [hand.claim for hand in self._busy if hand.claim[0]]

    # ---- workers -----------------------------------------------------------------------------------------------

    def _assign(self, shift: _Shift) -> None:
        hand = self._with_cards(shift) if shift.needs.gpus else self._without(shift)
        if hand in self._idle:
            self._idle.remove(hand)
        hand.warm.add(shift.warmth)
        self._busy[hand] = shift
        hand.tell(Do(number=shift.number, task=shift.task, log=str(shift.log)))

    def _without(self, shift: _Shift) -> Hand:
        """A worker that has it loaded; else the emptiest, so that models stay where they are; else a new one."""
        idle = [hand for hand in self._idle if not hand.claim[0]]
        warm = [hand for hand in idle if shift.warmth in hand.warm]
        if idle:
            return warm[0] if warm else min(idle, key=lambda hand: len(hand.warm))
        self._make_room_in_memory()
        return Hand(self._store.folder, self._heard, self._gone, told={VISIBLE: ""})

    def _with_cards(self, shift: _Shift) -> Hand:
        """A worker of this engine alone, on cards of its own; idle ones make room, the longest idle first."""
        for hand in self._idle:
            if hand.claim[0] and hand.warm == {shift.warmth} and hand.claim[1] == shift.needs.vram_gb:
                return hand
        while True:
            idle = sorted((hand for hand in self._idle if hand.claim[0]), key=lambda hand: hand.idle_since)
            claim = self._cards.place(shift.needs, [*self._claimed(), *(hand.claim for hand in idle)])
            if claim is not None or not idle:
                break
            self._release(idle[0])
        assert claim is not None, "room was granted for it"
        self._make_room_in_memory()
        return Hand(self._store.folder, self._heard, self._gone, claim=claim, told={VISIBLE: self._cards.names(claim)})

    def _make_room_in_memory(self) -> None:
        while self._idle and self._short():
            self._release(min(self._idle, key=lambda hand: hand.idle_since))

    def _release(self, hand: Hand) -> None:
        """Let an idle worker go, and wait for it: what it held is free when this returns."""
        self._idle.remove(hand)
        hand.end(GRACE)

    # ---- ends --------------------------------------------------------------------------------------------------

    def _heard(self, hand: Hand, message: FromWorker) -> None:
        with self._turn:
            shift = self._busy.get(hand)
            if not isinstance(message, Said | Ended) or shift is None or shift.number != message.number:
                return
            if isinstance(message, Ended):
                del self._busy[hand]
                self._over(shift)
                hand.idle_since = self._clock()
                self._idle.append(hand)
                if message.fault == "broken" and shift.task.engine:
                    # Nobody knows what state it is in: a driver that lost its device, half a model.
                    self._idle.remove(hand)
                    hand.let_go()
                self._make_room_in_memory()
        if isinstance(message, Said):
            shift.tell(Progress(order=shift.order, done=message.done, note=message.note))
        else:
            shift.tell(self._outcomes.of(shift, message))

    def _gone(self, hand: Hand) -> None:
        """A worker's pipe ended: give its job to another, or say that it failed."""
        with self._turn:
            if hand in self._idle:
                self._idle.remove(hand)
            shift = self._busy.pop(hand, None)
            if shift is None:
                return
            end: Fault = "cancelled" if self._ending else shift.end
            if not end and shift.tries < TRIES:
                # It may have been memory: whoever is idle makes room for the second try.
                for idle in tuple(self._idle):
                    self._release(idle)
                self._assign(replace(shift, tries=shift.tries + 1))
                return
            self._over(shift)
        if end == "cancelled":
            shift.tell(self._outcomes.failed(shift, end, "stopped on request"))
        elif end:
            shift.tell(self._outcomes.failed(shift, end, overran(shift.needs.limit_seconds)))
        else:
            words = f"its worker {hand.death()}, {TRIES} times, while at work on {shift.order.job.id}"
            if not shift.log.exists():
                words = with_log(words, self._logs.folder / WORKERS)
            shift.tell(self._outcomes.failed(shift, "broken", words))

    def _over(self, shift: _Shift) -> None:
        self._deadlines.drop(shift.deadline)
        self._gate.end(worker_of(shift.order.job))

    def _ask_to_end(self, why: Fault, number: int) -> None:
        with self._turn:
            for hand, shift in self._busy.items():
                if shift.number == number and not shift.end:
                    self._busy[hand] = replace(shift, end=why)
                    hand.tell(Stop(number=number))
                    self._deadlines.after(GRACE, partial(self._end, number))

    def _end(self, number: int) -> None:
        with self._turn:
            for hand, shift in self._busy.items():
                if shift.number == number:
                    hand.kill()
