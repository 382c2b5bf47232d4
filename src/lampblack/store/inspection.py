"""Re-hashing all that is kept: what is damaged or gone, what it belonged to, and whether a person paid for it.

Free results that lost bytes are forgotten, so that the next build makes them again. Bought ones, and what a person made
by hand, stay in the records and are told every time until their bytes are back.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import msgspec

from lampblack.base.digest import Digest, digest_of, digest_of_file
from lampblack.base.errors import LampblackError
from lampblack.store.actions import Action
from lampblack.store.ledger import Money
from lampblack.store.store import Store

Harm = Literal["missing", "cut short", "changed"]
Fate = Literal["made again", "brought back", "lost"]

Rescue = Callable[[Digest, Path], bool]
"""Writes the bytes of that name to that path if it has them. What it writes is checked, it need not be trusted."""

THREADS = min(8, 2 * (os.cpu_count() or 1))
"""Hashing lets go of the interpreter, and disks like several questions at once."""


@dataclass(frozen=True, kw_only=True)
class Damage:
    """Bytes that are not what they were, and the job they belong to (empty: none that is remembered).

    `price` is what was paid for them and `ticket` the ledger's name for that; `by_hand`: a person made or chose them.
    `fate`: the next build makes them again, they were brought back from elsewhere, or only a person can help.
    """

    digest: Digest
    harm: Harm = "changed"
    key: str = ""
    job: str = ""
    price: float = 0.0
    ticket: str = ""
    engine: str = ""
    provider: str = ""
    by_hand: bool = False
    fate: Fate = "made again"

    @property
    def paid(self) -> bool:
        """Whether money was spent on it, and a build must not simply make it again."""
        return self.price > 0 or bool(self.ticket)


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What was looked at, and what was found."""

    files: int = 0
    values: int = 0
    size: int = 0
    """Bytes hashed."""
    seconds: float = 0.0
    damages: tuple[Damage, ...] = ()
    records: tuple[str, ...] = ()
    """What SQLite says is wrong with the records; empty: nothing."""

    @property
    def sound(self) -> bool:
        """Nothing at all was damaged, whatever became of it."""
        return not self.damages and not self.records


@dataclass(kw_only=True)
class _Owners:
    """Who wants which bytes."""

    actions: dict[Digest, list[Action]] = field(default_factory=lambda: {})
    bought: dict[Digest, Money] = field(default_factory=lambda: {})
    paid_keys: dict[Digest, Money] = field(default_factory=lambda: {})
    sources: set[Digest] = field(default_factory=lambda: set[Digest]())


def inspect(store: Store, rescues: Iterable[Rescue] = ()) -> Inspection:
    """Look at everything, as the owner; bring back what a rescue has; forget free results that lost bytes."""
    began = time.monotonic()
    problems = store.problems()
    files = store.blobs.every()
    with ThreadPoolExecutor(THREADS) as pool:
        measured = dict(zip(files, pool.map(store.blobs.measured, files), strict=True))
    owners = _owners(store.actions.every(), store.ledger.present())
    values = {digest: digest_of(data) for digest, data in store.actions.values()}
    harmed: dict[Digest, Harm] = {digest: "changed" for digest, found in values.items() if found != digest}
    for digest, (found, size) in measured.items():
        if found != digest:
            harmed[digest] = "changed" if size == store.actions.size(digest) else "cut short"
    for digest in (owners.actions.keys() | owners.bought.keys()) - measured.keys() - values.keys():
        harmed[digest] = "missing"
    damages = [damage for digest in sorted(harmed) for damage in _told(digest, harmed[digest], owners)]
    rescued = {digest: _mended(store, digest, tuple(rescues)) for digest in sorted(harmed)}
    told = tuple(_ended(store, damage, back=rescued[damage.digest]) for damage in damages)
    store.flush()
    return Inspection(
        files=len(files),
        values=len(values),
        size=sum(size for _, size in measured.values()),
        seconds=time.monotonic() - began,
        damages=told,
        records=problems,
    )


def by_hand(action: Action) -> bool:
    """Whether a person's own file stands behind it: a take that was dropped in."""
    return b'"step":["' in action.parts and b':adopt"' in action.parts


def sources_of(action: Action) -> tuple[Digest, ...]:
    """The bytes that went into it, as its key says."""
    try:
        inputs = _PARTS.decode(action.parts).inputs
    except msgspec.DecodeError:
        return ()
    return tuple(Digest(one) for each in inputs.values() for one in (each if isinstance(each, list) else [each]))


class _Parts(msgspec.Struct):
    inputs: dict[str, str | list[str]] = {}


_PARTS = msgspec.json.Decoder(_Parts)


def _owners(actions: Iterable[Action], ledger: Iterable[Money]) -> _Owners:
    owners = _Owners()
    for action in actions:
        for output in action.outputs.values():
            owners.actions.setdefault(output.digest, []).append(action)
        if by_hand(action):
            owners.sources.update(sources_of(action))
    for money in ledger:
        if money.state == "succeeded":
            owners.paid_keys[money.key] = money
            for digest in money.outputs.values():
                owners.bought[digest] = money
    return owners


def _told(digest: Digest, harm: Harm, owners: _Owners) -> list[Damage]:
    """One for each result that has these bytes, or one that says nobody is known to want them."""
    bought = owners.bought.get(digest)
    found: list[Damage] = []
    for action in owners.actions.get(digest, []):
        money = owners.paid_keys.get(action.key) or bought
        price = money.price if money else action.cost
        damage = Damage(digest=digest, harm=harm, key=action.key, job=action.job, price=price)
        found.append(_with_ticket(replace(damage, engine=action.engine, by_hand=by_hand(action)), money))
    if not found and bought:
        damage = Damage(digest=digest, harm=harm, job=bought.job, price=bought.price, engine=bought.engine)
        found.append(_with_ticket(damage, bought))
    return found or [Damage(digest=digest, harm=harm, by_hand=digest in owners.sources)]


def _with_ticket(damage: Damage, money: Money | None) -> Damage:
    return replace(damage, ticket=money.ticket, provider=money.provider) if money else damage


def _mended(store: Store, digest: Digest, rescues: tuple[Rescue, ...]) -> bool:
    """Take the bad bytes away and put good ones in their place; whether anybody had them."""
    value = store.actions.value(digest)
    if value is not None and digest_of(value) != digest:
        store.actions.drop(digest)
    if store.blobs.measured(digest)[0] != digest:
        store.blobs.set_aside(digest)
    return any(_brought(store, digest, rescue) for rescue in rescues)


def _ended(store: Store, damage: Damage, *, back: bool) -> Damage:
    """What becomes of the result these bytes belong to."""
    if back:
        return replace(damage, fate="brought back")
    if damage.paid or damage.by_hand:
        return replace(damage, fate="lost")
    store.actions.drop(damage.digest)
    if damage.key:
        store.forget(Digest(damage.key))
    return damage


def _brought(store: Store, digest: Digest, rescue: Rescue) -> bool:
    folder = store.scratch()
    try:
        file = folder / "blob"
        if not rescue(digest, file) or digest_of_file(file) != digest:
            return False
        store.put(file)
        return True
    except (LampblackError, OSError):
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)
