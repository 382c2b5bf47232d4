"""One paid job at a provider, from the first byte to the result: a row in the ledger before each thing that happens.

A refusal is a result; a question that fails says nothing about the job; an answer that was lost is looked for before
anything is sent again (`lost`). Stopping leaves the row as it stands: the next make goes on from there.
"""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from http.client import HTTPException
from typing import Any, cast

from lampblack.base.context import Blob, Cancelled
from lampblack.base.digest import Digest
from lampblack.base.errors import Busy, JobError, LampblackError
from lampblack.base.points import passing
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Capabilities
from lampblack.engines.protocol import Declined, Found, Naming, Refused, Remote, Standing
from lampblack.graph.orders import Fault
from lampblack.spend.context import PaidContext
from lampblack.spend.pace import Pace
from lampblack.spend.unfit import Unfit, forget_unfit, keep_unfit, told_unfit, unfit_of
from lampblack.spend.waits import Waits
from lampblack.store.caps import Caps
from lampblack.store.errors import DiskFull, Unwritable
from lampblack.store.ledger import Money, State
from lampblack.store.store import Store

CLOCK = 60.0
"""Seconds a clock may be behind the ledger's last row before no span can be measured by it."""


WRONG = 1.0
"""Seconds it may be behind before the moment of a submission is not known well enough to believe a list without it."""

BEHIND = "sent under a clock that was set back"
"""The note of such a submission: it was later than its row says."""


@dataclass(frozen=True, kw_only=True)
class End:
    """How it stands when nobody works at it any more: the last row, and what is told to whoever waits.

    `absent`: it was certainly never taken, and may be intended anew.
    """

    money: Money
    fault: Fault = ""
    message: str = ""
    after: float = 0.0
    absent: bool = False


@dataclass(frozen=True, kw_only=True)
class Means:
    """What a job is driven with. `stop` ends all waiting; `say` is told how far it is, 0 to 1."""

    store: Store
    remote: Remote
    limits: Capabilities
    caps: Caps
    pace: Pace
    waits: Waits
    stop: threading.Event
    say: Callable[[float, str], None]

    def wait(self, seconds: float) -> bool:
        """Wait; False where the stop came first."""
        return not self.stop.wait(seconds) if seconds > 0 else not self.stop.is_set()

    def row(self, money: Money, state: State, note: str = "", **more: Any) -> Money:
        """The next row of this job, on the disk when this returns. What is withdrawn owes nothing."""
        owed = {"price": 0.0, "quoted": 0.0} if state == "withdrawn" else {}
        return self.store.ledger.append(replace(money, state=state, note=note, **{**owed, **more}))


class Drive:
    """The work at one ticket. One thread."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._ledger = means.store.ledger

    def send(self, money: Money, body: bytes) -> End:
        """Send what was intended, and follow it."""
        money = self._means.row(money, "sending", BEHIND if self._ledger.clock_is_behind(WRONG) else "")
        passing("before submit")
        try:
            standing = self._means.remote.submit(body, money.ticket)
        except Declined as error:
            return self._withdrawn(money, "refused", error)
        except Busy as error:
            self._means.pace.pause(error.after)
            return replace(self._withdrawn(money, "busy", error), after=error.after)
        except Refused as error:
            return self._refused(money, str(error))
        except Exception as error:  # whatever it is, nobody knows how far it got
            return self.lost(money, body, _words(error))
        passing("after submit")
        return self.follow(self._taken(money, standing.id), standing)

    def lost(self, money: Money, body: bytes, why: str) -> End:
        """It was being sent and no answer came: find out, without ever sending it twice."""
        how = self._means.limits.finds_lost_answers
        if how == "no":
            return self._doubt(money, f"{why}; this provider cannot say whether it took the job")
        for number in range(self._means.waits.tries):
            if not self._means.wait(self._means.waits.again(number)):
                return _stopped(money)
            if how == "key" and self._key_is_old(money):
                return self._doubt(money, f"{why}; it is too late to ask {money.engine} by our key")
            passing("before find")
            try:
                told = self._asked(money, body)
            except Busy as error:
                self._means.wait(error.after)
                continue
            except Refused as error:
                return self._refused(money, str(error))
            except Exception as error:  # a question that failed says nothing
                why = _words(error)
                continue
            passing("after find")
            if isinstance(told, Standing):
                return self.follow(self._taken(money, told.id), told)
            end = self._read(money, told, why, last=number + 1 == self._means.waits.tries)
            if end is not None:
                return end
        words = f"it may have been sent ({why}); the next make asks {money.engine} again, and sends nothing before"
        return End(money=money, fault="broken", message=words)

    def follow(self, money: Money, standing: Standing | None = None) -> End:
        """Look at a job the provider has until it is done, and bring what came of it."""
        number, began = 0, time.monotonic()
        spent = max(0.0, self._ledger.time() - self._sending(money).at)
        standing = standing or self._look(money)
        while True:
            if standing is not None:
                end = self._judged(money, standing)
                if end is not None:
                    return end
            left = self._means.limits.limit_seconds - spent - (time.monotonic() - began)
            if left <= 0:
                return self._late(money)
            wait = self._means.waits.look(number, self._means.limits.usual_seconds)
            if standing is not None and standing.again_in is not None:
                wait = max(self._means.waits.least, standing.again_in)
            if not self._means.wait(min(wait, left)):
                return _stopped(money)
            number += 1
            standing = self._look(money)

    def known(self, money: Money) -> Money:
        """A running job under its whole name, where a person said only the provider's part of it."""
        remote = self._means.remote
        if not isinstance(remote, Naming) or not money.body:
            return money
        name = remote.known_as(money.provider, self._means.store.read(Digest(money.body)))
        return money if name == money.provider else self._taken(money, name)

    # ---- a lost answer -----------------------------------------------------------------------------------------

    def _asked(self, money: Money, body: bytes) -> Standing | Found:
        """The same bytes under the same key are the same job, as long as the provider remembers the key; others look
        for our ticket, or in a list."""
        if self._means.limits.finds_lost_answers == "key":
            return self._means.remote.submit(body, money.ticket)
        return self._means.remote.find(body, money.ticket, self._sending(money).at)

    def _key_is_old(self, money: Money) -> bool:
        age = self._ledger.time() - self._sending(money).at
        return self._ledger.clock_is_behind(CLOCK) or age >= self._means.limits.key_seconds

    def _read(self, money: Money, found: Found, why: str, *, last: bool) -> End | None:
        """What a search came to; None: to be asked again. What is another job of ours already is not this one."""
        others = {_name(id) for id in self._ledger.providers(money.engine, besides=money.ticket)}
        ids = tuple(id for id in dict.fromkeys(found.ids) if _name(id) not in others)
        if len(ids) == 1:
            return self.follow(self._taken(money, ids[0]))
        if ids:
            return self._doubt(money, f"{why}; {len(ids)} jobs of the provider may be it: {', '.join(ids)}")
        if found.complete and self._sending(money).note != BEHIND:
            withdrawn = self._means.row(money, "withdrawn", f"{why}; the provider never took it")
            return End(money=withdrawn, fault="busy", message="it was not taken", absent=True)
        return self._doubt(money, f"{why}; it is not in the provider's list, which may not be whole") if last else None

    def _taken(self, money: Money, id: str) -> Money:
        return self._means.row(money, "running", provider=id)

    # ---- what the provider says --------------------------------------------------------------------------------

    def _look(self, money: Money) -> Standing | None:
        passing("before look")
        try:
            standing = self._means.remote.look(money.provider)
        except Busy as error:
            return Standing(id=money.provider, again_in=error.after)
        except Exception:  # looking failed, which is not the job failing
            return None
        passing("after look")
        return standing

    def _judged(self, money: Money, standing: Standing) -> End | None:
        match standing.state:
            case "running":
                self._means.say(standing.done, standing.message)
                return None
            case "succeeded":
                return self._fetched(money, standing)
            case "refused":
                return self._refused(money, standing.message or "no reason given", standing.charged or 0.0)
            case "failed":
                note = f"the job failed there ({standing.message or 'no reason given'})"
                return self._refused(money, note, standing.charged or 0.0)
            case "cancelled":
                owed = self._owed(money, standing.charged or 0.0)
                ended = self._means.row(money, "cancelled", standing.message, **owed)
                return End(money=ended, fault="failed", message=f"{money.engine} says it was cancelled there")
            case "expired":
                charged = money.quoted if standing.charged is None else standing.charged
                ended = self._means.row(money, "expired", standing.message, **self._owed(money, charged))
                kept = unfit_of(self._means.store, money.ticket)
                told = told_unfit(money.ticket, kept) if kept else "say what is to be done with `lampblack settle`"
                words = (
                    f"this was bought ({ended.price:.2f} {ended.unit}, ticket {money.ticket}) and its result is not at "
                    f"{money.engine} any more: {told}"
                )
                return End(money=ended, fault="broken", message=words)

    def _fetched(self, money: Money, standing: Standing) -> End:
        """Bring the results; a download that breaks is begun again, the job is not. What came and does not fit is kept:
        it is paid."""
        why = unfit = ""
        for number in range(self._means.waits.tries):
            if not self._means.wait(self._means.waits.again(number)):
                return _stopped(money)
            passing("before fetch")
            try:
                outputs = self._brought(money)
            except Cancelled:
                return _stopped(money)
            except (DiskFull, Unwritable) as error:
                return End(money=money, fault="disk", message=str(error))
            except Exception as error:
                if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                    words = "the disk is full; free some room and make it again, what is bought is fetched then"
                    return End(money=money, fault="disk", message=words)
                why = _words(error)
                if isinstance(error, Unfit):
                    unfit = told_unfit(money.ticket, error.files)
                seen = self._look(money)
                if seen is not None and seen.state not in ("succeeded", "running"):
                    end = self._judged(money, seen)
                    assert end is not None
                    return end
            else:
                passing("after fetch")
                charged = money.quoted if standing.charged is None else standing.charged
                forget_unfit(self._means.store, money.ticket)
                return End(
                    money=self._means.row(
                        money, "succeeded", standing.message, outputs=outputs, **self._owed(money, charged)
                    )
                )
        if unfit:
            words = f"it is bought and is not what was asked for ({why}); {unfit}; the next make fetches it once more"
            return End(money=money, fault="broken", message=words)
        words = f"it is bought and could not be fetched ({why}); nothing is lost: the next make fetches it"
        return End(money=money, fault="broken", message=words)

    def _brought(self, money: Money) -> Mapping[str, Digest]:
        store = self._means.store
        with PaidContext(store, self._means.say, self._means.stop.is_set) as context:
            try:
                answer = self._means.remote.fetch(money.provider, context)
            except (Busy, DiskFull, Unwritable, Cancelled, OSError, HTTPException):
                raise
            except Exception as error:  # whatever reading a stranger's file may raise: what came whole is paid
                files = keep_unfit(store, money.ticket, context.scratch)
                if files:
                    raise Unfit(_words(error), files) from error
                raise
            outputs = {
                name: value.digest if isinstance(value, Blob) else store.keep(encode(value))
                for name, value in cast(Mapping[str, Any], answer).items()
            }
        if not outputs:
            raise JobError("the provider says it is done and gave nothing")
        return outputs

    def _late(self, money: Money) -> End:
        """It took too long: ask the provider to stop it, look once more; what it has still is looked at again later."""
        self._means.say(0.0, "asking the provider to stop it")
        # Where it cannot, or cannot just now, the look says how it stands.
        with suppress(Exception):
            self._means.remote.cancel(money.provider)
        standing = self._look(money)
        end = self._judged(money, standing) if standing is not None else None
        if end is not None:
            return replace(end, fault="late") if end.money.state == "cancelled" else end
        words = (
            f"{money.engine} was given {self._means.limits.limit_seconds:.0f} s, was asked to stop and is still at it "
            f"(ticket {money.ticket}); the next make looks again"
        )
        return End(money=money, fault="late", message=words)

    # ---- rows --------------------------------------------------------------------------------------------------

    def _withdrawn(self, money: Money, fault: Fault, error: LampblackError) -> End:
        return End(money=self._means.row(money, "withdrawn", str(error)), fault=fault, message=str(error))

    def _refused(self, money: Money, note: str, charged: float = 0.0) -> End:
        failed = self._means.row(money, "failed", note, **self._owed(money, charged))
        return End(money=failed, fault="failed", message=said_no(failed))

    def _doubt(self, money: Money, note: str) -> End:
        doubtful = money if money.state == "in doubt" else self._means.row(money, "in doubt", note)
        words = f"{note}\nit may have been paid ({money.price:.2f}, ticket {money.ticket}): see `lampblack doubts`"
        return End(money=doubtful, fault="broken", message=words)

    def _owed(self, money: Money, charged: float) -> dict[str, Any]:
        caps = self._means.caps
        return {"quoted": charged, "price": caps.worth(charged, money.currency), "unit": caps.currency}

    def _sending(self, money: Money) -> Money:
        """The row that was written when it was sent."""
        return next((row for row in self._ledger.history(money.ticket) if row.state == "sending"), money)


def said_no(money: Money) -> str:
    """A final no, in words that say what can be done."""
    return (
        f"{money.engine} said no to this request: {money.note}; change the words, take another take or engine, or let "
        f"it be sent again: lampblack settle DIR {money.ticket} again"
    )


def _name(id: str) -> str:
    """The provider's own part of a job's name."""
    return id.partition(" ")[0]


def _stopped(money: Money) -> End:
    return End(money=money, fault="cancelled", message="stopped on request")


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, LampblackError) else f"{type(error).__name__}: {error}"
