"""Workers on this machine: long-lived processes that do one job at a time, fail alone and are replaced.

A job whose worker died is given once to another; then it fails, named, with the end of its log. Workers write blobs;
the rows for them are written here.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lampblack.base.digest import short
from lampblack.base.errors import LampblackError
from lampblack.graph.job import Ask, Job
from lampblack.graph.orders import Order, Outcome, Progress, Tell
from lampblack.runners.admit import admit
from lampblack.runners.endings import ending
from lampblack.runners.hand import LOG, Hand
from lampblack.runners.messages import Do, Ended, FromWorker, Said, Stop
from lampblack.runners.task import Task, task_of
from lampblack.store.store import Store

GRACE = 1.5
"""Seconds a job has to end by itself when it is cancelled, before its worker is ended."""

TRIES = 2
"""How often a job is begun when workers die under it: once may be memory or a bad moment, twice is the job."""

LAST_LINES = 12
"""Lines of a log that are shown when a job failed."""


@dataclass(frozen=True, kw_only=True)
class _Shift:
    """One job in one worker's hands."""

    number: int
    order: Order
    task: Task
    tell: Tell
    cores: int
    log: Path
    tries: int = 1


class Pool:
    """An executor of `count` workers, started when they are first needed."""

    def __init__(self, store: Store, count: int, *, limits: Mapping[str, int] | None = None) -> None:
        """`limits`: at most so many jobs of an engine at once, by its name (0 or missing: no limit)."""
        self._store = store
        self._count = max(1, count)
        self._limits = dict(limits or {})
        self._turn = threading.RLock()
        self._idle: list[Hand] = []
        self._busy: dict[Hand, _Shift] = {}
        self._numbers = 0
        self._ending = False

    def lane(self, job: Job) -> str:
        """Jobs of one engine, or all steps, that need as many cores."""
        return f"{_engine(job)}/{self._cores(job)}"

    def room(self, lane: str) -> int:
        """How many fit on the free cores, and below the engine's own limit."""
        engine, _, cores = lane.partition("/")
        with self._turn:
            free = self._count - sum(shift.cores for shift in self._busy.values())
            fits = max(0, free) // int(cores)
            limit = self._limits.get(engine, 0)
            if not limit:
                return fits
            return min(fits, limit - sum(_engine(shift.order.job) == engine for shift in self._busy.values()))

    def start(self, order: Order, tell: Tell) -> None:
        """Give this job to a worker, one that is warm for it if there is one."""
        with self._turn:
            self._numbers += 1
            shift = _Shift(
                number=self._numbers,
                order=order,
                task=task_of(order),
                tell=tell,
                cores=self._cores(order.job),
                log=self._store.folder / "logs" / _log_name(order),
            )
            shift.log.unlink(missing_ok=True)
            # Its inputs may be values that wait for their commit; the worker reads what is committed.
            self._store.flush()
            self._assign(shift)

    def cancel(self) -> None:
        """Ask every worker to stop; those that do not are ended after `GRACE`."""
        with self._turn:
            for hand, shift in self._busy.items():
                hand.tell(Stop(number=shift.number))
            late = {hand: shift.number for hand, shift in self._busy.items()}
        timer = threading.Timer(GRACE, self._end, [late])
        timer.daemon = True
        timer.start()

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

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Of the workers there are now."""
        with self._turn:
            return tuple(hand.process_id for hand in (*self._idle, *self._busy))

    # ---- within ------------------------------------------------------------------------------------------------

    def _cores(self, job: Job) -> int:
        return min(max(1, job.effort.cores), self._count)

    def _assign(self, shift: _Shift) -> None:
        warmth = shift.task.engine or shift.task.step.partition(":")[0]
        hand = next((hand for hand in self._idle if hand.warm == warmth), self._idle[0] if self._idle else None)
        if hand is None:
            hand = Hand(self._store.folder, self._heard, self._gone)
        else:
            self._idle.remove(hand)
        hand.warm = warmth
        self._busy[hand] = shift
        hand.tell(Do(number=shift.number, task=shift.task, log=str(shift.log)))

    def _heard(self, hand: Hand, message: FromWorker) -> None:
        with self._turn:
            shift = self._busy.get(hand)
            if shift is None or shift.number != message.number:
                return
            if isinstance(message, Ended):
                del self._busy[hand]
                self._idle.append(hand)
        if isinstance(message, Said):
            shift.tell(Progress(order=shift.order, done=message.done, note=message.note))
        else:
            shift.tell(self._outcome(shift, message))

    def _outcome(self, shift: _Shift, ended: Ended) -> Outcome:
        if ended.fault:
            message = ended.message
            if ended.fault == "cancelled":
                shift.log.unlink(missing_ok=True)
            else:
                message = _with_log(message, shift.log)
            return Outcome(order=shift.order, fault=ended.fault, message=message, seconds=ended.seconds)
        try:
            outputs = admit(self._store, ended.outputs)
        except LampblackError as error:
            fault, message = ending(error)
            return Outcome(order=shift.order, fault=fault, message=message, seconds=ended.seconds)
        shift.log.unlink(missing_ok=True)
        return Outcome(order=shift.order, outputs=outputs, seconds=ended.seconds)

    def _gone(self, hand: Hand) -> None:
        """A worker's pipe ended: give its job to another, or say that it failed."""
        with self._turn:
            if hand in self._idle:
                self._idle.remove(hand)
            shift = self._busy.pop(hand, None)
            stopped = self._ending or (shift is not None and shift.number < 0)
            if shift is None:
                return
            if not stopped and shift.tries < TRIES:
                self._assign(replace(shift, tries=shift.tries + 1))
                return
        if stopped:
            shift.tell(Outcome(order=shift.order, fault="cancelled", message="stopped on request"))
            return
        words = f"its worker {hand.death()}, {TRIES} times, while at work on {shift.order.job.id}"
        log = shift.log if shift.log.exists() else shift.log.parent / LOG
        shift.tell(Outcome(order=shift.order, fault="broken", message=_with_log(words, log)))

    def _end(self, late: Mapping[Hand, int]) -> None:
        with self._turn:
            for hand, number in late.items():
                shift = self._busy.get(hand)
                if shift is not None and shift.number == number:
                    # A number below 0: its end is wanted, and not the worker's fault.
                    self._busy[hand] = replace(shift, number=-1)
                    hand.kill()


def _engine(job: Job) -> str:
    return job.work.engine if isinstance(job.work, Ask) else "steps"


def _log_name(order: Order) -> str:
    readable = re.sub(r"[^\w-]+", ".", order.job.id)[-60:]
    return f"{readable}-{short(order.key, 8)}.log"


def _with_log(message: str, log: Path) -> str:
    """The message, and the last lines of what was printed meanwhile."""
    try:
        printed = log.read_text(errors="replace").strip().splitlines()
    except OSError:
        return message
    if not printed:
        log.unlink(missing_ok=True)
        return message
    return "\n".join([message, *(f"  | {text}" for text in printed[-LAST_LINES:]), f"  all of it: {log}"])
