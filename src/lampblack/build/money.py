"""What a person can ask and say about money that may have been spent: list the doubts, settle one."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

import msgspec

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.build.supplied import supplied
from lampblack.engines import registry
from lampblack.engines.requests import request_from
from lampblack.project.episode import in_records
from lampblack.project.folder import find
from lampblack.project.series import Series
from lampblack.project.whereabouts import open_store
from lampblack.spend.context import PaidContext
from lampblack.spend.unfit import forget_unfit, told_unfit, unfit_of
from lampblack.store.ledger import ASKED, OPEN, Money
from lampblack.store.store import Store

Word = Literal["paid", "failed", "again"]
WORDS: tuple[Word, ...] = get_args(Word)

_SHOWN = 60
"""Letters of a request that are enough to know it by on a provider's page."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A job only a person can settle. `price` in `unit`; `since` in seconds since 1970; `look_for` is what it would be
    known by on the provider's page."""

    ticket: str
    job: str
    engine: str
    subject: str
    film: str
    state: str
    price: float
    unit: str
    since: float
    why: str
    look_for: str


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What a person's word came to."""

    ticket: str
    job: str
    state: str
    price: float
    unit: str
    told: str


def doubts(folder: Path) -> tuple[Doubt, ...]:
    """Every job of a film or a series that may have been paid and that only a person can look up, oldest first."""
    with _store(folder) as store:
        rows = store.ledger.present(*ASKED, *OPEN)
        found = [
            _doubt(store, money)
            for money in rows
            if money.state in ASKED or _stranded(money) or unfit_of(store, money.ticket)
        ]
    return tuple(sorted(found, key=lambda each: each.since))


def settle(
    folder: Path, ticket: str, word: Word, *, files: tuple[Path, ...] = (), provider: str = "", note: str = ""
) -> Settled:  # fmt: skip
    """Say what became of a job. On record as a decision.

    `paid`: it was charged. With `files` they become its result, and the film goes on with it; with `provider` (the
    provider's own name for it) it is fetched by the next make; without either it counts as spent and is lost, and the
    shot can be had only by another take. `failed`: nothing is owed, and the same request is not sent again. `again`:
    the next make may send it again; nothing is owed for it, unless it is known that something was charged. `ticket` may
    be the beginning of one. Only while no build is at work (`AlreadyOwned`).
    """
    if word != "paid" and (files or provider):
        raise UserError(f"--file and --id go with `paid`, not with `{word}`")
    if files and provider:
        raise UserError("either --file or --id: the result itself, or the provider's name for it")
    with _store(folder, owner=True) as store:
        money = _named(store, ticket)
        _allowed(money, word, files)
        settled = _settled(store, money, word, files, provider, note)
        if not provider:
            forget_unfit(store, money.ticket)
        store.decisions.decide("settle", money.ticket, f"{word}: {note}" if note else word, film=money.film)
        return settled


# ---- within ----------------------------------------------------------------------------------------------------


def _settled(store: Store, money: Money, word: Word, files: tuple[Path, ...], provider: str, note: str) -> Settled:
    ledger = store.ledger
    if word == "failed":
        return _told(ledger.settle(money.ticket, "failed", note or "nothing came of it"), "nothing is owed")
    if word == "again":
        return _again(store, money, note)
    if provider:
        told = f"the next make fetches {provider} from {money.engine}"
        return _told(ledger.settle(money.ticket, "running", note, provider=provider), told)
    if not files:
        told = "it counts as spent and its result is lost; the shot can be had by another take, which is bought anew"
        return _told(ledger.settle(money.ticket, "succeeded", note), told)
    parts = ledger.history(money.ticket)[0].parts
    if digest_of(parts) != money.key:
        raise UserError(f"the request of {money.ticket} is not known any more: a file cannot be made its result")
    outputs = _outputs(store, parts, files)
    settled = ledger.settle(money.ticket, "succeeded", note, outputs=outputs)
    store.record(
        money.key, job=in_records(money.film, money.job), parts=parts, outputs=outputs, seconds=0.0, cost=settled.price,
        engine=f"{money.engine} {msgspec.json.decode(parts)['engine'][1]}",
    )  # fmt: skip
    store.flush()
    return _told(settled, "its result is in the store; the next make goes on with it")


def _again(store: Store, money: Money, note: str) -> Settled:
    """It may be sent again; what a no or a lost result was charged at goes on counting."""
    if money.state in ("failed", "expired") and money.price > 0.0:
        told = f"{money.price:.2f} {money.unit} stay spent; the next make may send it again, and pay again"
        return _told(store.ledger.settle(money.ticket, "cancelled", note), told)
    settled = store.ledger.settle(money.ticket, "withdrawn", note)
    return _told(settled, "nothing is owed; the next make may send it again")


def _outputs(store: Store, parts: bytes, files: tuple[Path, ...]) -> Mapping[str, Digest]:
    with PaidContext(store, lambda done, note: None, lambda: False) as context:
        answer = supplied(request_from(_request(parts)), files, context)
        return {
            name: value.digest if isinstance(value, Blob) else store.keep(encode(value))
            for name, value in answer.items()
        }


def _named(store: Store, ticket: str) -> Money:
    """The job whose ticket begins so."""
    exact = store.ledger.last(ticket)
    if exact is not None:
        return exact
    found = [money for money in store.ledger.present() if ticket and money.ticket.startswith(ticket)]
    if len(found) != 1:
        waiting = found or store.ledger.present(*ASKED)
        possible = tuple(money.ticket for money in waiting[:8])
        what = f"{len(found)} tickets begin with" if found else "there is no ticket"
        raise UserError(f"{what} {ticket!r}", possible=possible or ("none is in doubt",))
    return found[0]


def _allowed(money: Money, word: Word, files: tuple[Path, ...]) -> None:
    """What is settled already stays so: a charge is not talked away."""
    if money.state == "succeeded" and not (word == "paid" and files):
        raise UserError(
            f"{money.job} was paid ({money.price:.2f} {money.unit}); only its lost result can be brought: --file"
        )
    if money.state == "failed" and word == "failed":
        raise UserError(
            f"{money.job} has failed already, at {money.price:.2f} {money.unit}", possible=("paid", "again")
        )
    if money.state in ("withdrawn", "cancelled"):
        raise UserError(f"{money.job} owes nothing (it was {money.state}) and may be sent again as it is")


def _stranded(money: Money) -> bool:
    """Whether it was sent by an engine that is not here any more: no make will ever ask for it."""
    return money.state != "intended" and money.engine not in registry.offers()


def _doubt(store: Store, money: Money) -> Doubt:
    first = store.ledger.history(money.ticket)[0]
    said, kept = money.note, unfit_of(store, money.ticket)
    if kept:
        words = told_unfit(money.ticket, kept)
        said = f"{said}; {words}" if said else f"it is bought and is not what was asked for; {words}"
    elif money.state in OPEN:
        said = f"engine {money.engine} is not installed, and was asked for it before"
    return Doubt(
        ticket=money.ticket, job=money.job, engine=money.engine, subject=money.subject, film=money.film,
        state=money.state, price=money.price, unit=money.unit, since=first.at, why=said,
        look_for=_look_for(money, first),
    )  # fmt: skip


def _look_for(money: Money, first: Money) -> str:
    request = _request(first.parts)
    words = next((str(request[name]) for name in ("words", "text", "instruction", "what") if request.get(name)), "")
    shown = f': "{words[:_SHOWN]}{"..." * (len(words) > _SHOWN)}"' if words else ""
    when = datetime.fromtimestamp(first.at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    name = f"its name there is {money.provider}" if money.provider else f"our name for it is {money.ticket}"
    return f"a {request.get('kind', 'job')} of {when}{shown}; {name}"


def _request(parts: bytes) -> dict[str, Any]:
    found = msgspec.json.decode(parts, type=dict[str, Any]) if parts else {}
    return cast(dict[str, Any], found.get("request", found))


def _told(money: Money, told: str) -> Settled:
    return Settled(
        ticket=money.ticket, job=money.job, state=money.state, price=money.price, unit=money.unit, told=told
    )  # fmt: skip


@contextmanager
def _store(folder: Path, *, owner: bool = False) -> Generator[Store]:
    """The store of a film, or of a series."""
    found = find(folder)
    home = found.folder if isinstance(found, Series) else found.home
    with open_store(home, found.settings.store, owner=owner) as store:
        yield store
