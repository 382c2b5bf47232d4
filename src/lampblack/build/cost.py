"""Where the money and the time went: every charge of the ledger, looked at from one side, and the person's part.

Sums are whole billionths, so that whatever they are grouped by, they come to the same total to the last cent. Reads
only; works while a build is at work on the film.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from lampblack.build.content import Content, Piece, shared
from lampblack.build.effort import Share
from lampblack.store.charges import Charge

Side = Literal["shot", "engine", "scene", "day", "episode", "kind"]
SIDES: tuple[Side, ...] = get_args(Side)

FILM = ""
"""The row for what belongs to no shot, scene or kind alone."""
GONE = "no longer in the film"
UNKNOWN = "not known yet"
_OTHER = (FILM, GONE, UNKNOWN)

Use = Literal["kept", "not kept", "not known"]
"""Whether what was bought is in the film as it is planned now; not known while it is not planned so far."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Money in billionths. `kept`, `unkept`, `undecided` and `lost` are spent; `released` was reserved once, and is
    counted nowhere."""

    kept: int = 0
    unkept: int = 0
    undecided: int = 0
    lost: int = 0
    reserved: int = 0
    doubt: int = 0
    released: int = 0

    @property
    def spent(self) -> int:
        """What was charged, whatever came of it."""
        return self.kept + self.unkept + self.undecided + self.lost

    @property
    def counted(self) -> int:
        """What counts against the cap: spent, reserved, or perhaps spent."""
        return self.spent + self.reserved + self.doubt

    @property
    def amounts(self) -> tuple[int, ...]:
        """All fields, in their order."""
        return (self.kept, self.unkept, self.undecided, self.lost, self.reserved, self.doubt, self.released)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: its money, a person's minutes, and how many seconds of the film it is (None: no such)."""

    name: str
    money: Sums = field(default_factory=Sums)
    minutes: float = 0.0
    seconds: Fraction | None = None
    jobs: int = 0
    gone: bool = False
    """A shot or a scene that is no longer in the film."""


@dataclass(frozen=True, kw_only=True)
class InFilm:
    """What of the bought things is in the film as it is planned: keys of what is kept, ids of what is planned."""

    kept: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    whole: bool = False
    """Nothing more can come to the plan."""

    def use(self, charge: Charge) -> Use:
        """Whether this is in the film. What is planned under the same name with another key was replaced."""
        if charge.key in self.kept:
            return "kept"
        return "not kept" if self.whole or charge.job in self.planned else "not known"


@dataclass(frozen=True, kw_only=True)
class Episode:
    """A film's part of the account: what it consists of, and what of the bought things is in it."""

    name: str = ""
    title: str = ""
    content: Content = field(default_factory=Content)
    used: InFilm = field(default_factory=InFilm)


@dataclass(frozen=True, kw_only=True)
class Account:
    """All charges and all minutes of a film or a series, by episode name."""

    charges: tuple[Charge, ...]
    shares: tuple[Share, ...]
    episodes: Mapping[str, Episode]

    def total(self) -> Sums:
        """Everything."""
        return _sum(self.money(each) for each in self.charges)

    def money(self, charge: Charge) -> Sums:
        """One charge as sums."""
        released, amount = charge.released, charge.amount
        match charge.standing:
            case "spent":
                return _spent(self._episode(charge.film).used.use(charge), amount, released)
            case "lost":
                return Sums(lost=amount, released=released)
            case "reserved":
                return Sums(reserved=amount)
            case "in doubt":
                return Sums(doubt=amount)
            case "ended":
                return Sums(released=released)

    def by(self, side: Side) -> tuple[Row, ...]:
        """The account looked at from one side; every side's rows sum to the same."""
        table = _Table(self._seconds(side))
        for charge in self.charges:
            table.charge(self._names(side, charge), self.money(charge))
        for share in self.shares:
            table.minutes(self._people(side, share), share.minutes)
        return table.rows(dearest_first=side in ("engine",), whole=all(e.content.whole for e in self.episodes.values()))

    # ---- within ------------------------------------------------------------------------------------------------

    def _episode(self, film: str) -> Episode:
        return self.episodes.get(film) or Episode(name=film)

    @cached_property
    def _all(self) -> Content:
        """What belongs to a series as a whole belongs to all of its episodes."""
        return Content(pieces=tuple(piece for each in self.episodes.values() for piece in each.content.pieces))

    def _seconds(self, side: Side) -> dict[str, Fraction]:
        """The rows there are anyway, in the film's order, and how long each is."""
        found: dict[str, Fraction] = {}
        for episode in self.episodes.values():
            for piece in episode.content.pieces:
                name = {
                    "shot": self._in(episode.name, piece.shot), "scene": self._in(episode.name, piece.scene),
                    "kind": piece.kind, "episode": episode.name,
                }.get(side)  # fmt: skip
                if name:
                    found[name] = found.get(name, Fraction(0)) + piece.seconds
        return found

    def _in(self, film: str, name: str) -> str:
        """A shot or scene as it is called where there are several films."""
        return f"{film}: {name}" if film and name and len(self.episodes) > 1 else name

    def _names(self, side: Side, charge: Charge) -> list[tuple[str, Fraction]]:
        """The rows this charge belongs to, and in which proportion."""
        match side:
            case "engine":
                return [(charge.engine, Fraction(1))]
            case "day":
                return [(day_of(charge.at), Fraction(1))]
            case _:
                return self._where(side, charge.film, charge.stage, charge.subject, charge.scene)

    def _people(self, side: Side, share: Share) -> list[tuple[str, Fraction]]:
        match side:
            case "engine":
                return []
            case "day":
                return [(day_of(share.at), Fraction(1))]
            case _:
                return self._where(side, share.film, "", share.subject, "")

    def _where(self, side: Side, film: str, stage: str, subject: str, scene: str) -> list[tuple[str, Fraction]]:
        if side == "episode":
            return [(film, Fraction(1))]
        if film and film not in self.episodes:
            return [(GONE, Fraction(1))]
        content = self.episodes[film].content if film in self.episodes else self._all
        piece = content.piece(subject)
        if piece is None and stage in ("takes", "read"):
            lost = GONE if content.whole else UNKNOWN
            name = {"shot": subject if stage == "takes" else lost, "scene": scene or lost}.get(side, lost)
            return [(self._in(film, name) if name not in (GONE, UNKNOWN) else name, Fraction(1))]
        if side == "kind":
            return _kinds(content, piece, scene or subject)
        if side == "shot":
            return [(self._in(film, piece.shot) if piece else FILM, Fraction(1))]
        known = scene or (subject if subject in content.scenes() else "")
        return [(self._in(film, piece.scene if piece else known), Fraction(1))]


class _Table:
    """Rows as they fill up: those of the film first, in its order."""

    def __init__(self, seconds: Mapping[str, Fraction]) -> None:
        self._seconds = seconds
        self._money: dict[str, list[Sums]] = {name: [] for name in seconds}
        self._minutes: dict[str, float] = {}
        self._jobs: dict[str, int] = {}

    def charge(self, names: list[tuple[str, Fraction]], money: Sums) -> None:
        for (name, _), part in zip(names, _parts(money, [weight for _, weight in names]), strict=True):
            self._money.setdefault(name, []).append(part)
        self._jobs[names[0][0]] = self._jobs.get(names[0][0], 0) + 1

    def minutes(self, names: list[tuple[str, Fraction]], minutes: float) -> None:
        whole = sum((weight for _, weight in names), Fraction(0))
        for name, weight in names:
            self._money.setdefault(name, [])
            self._minutes[name] = self._minutes.get(name, 0.0) + minutes * float(weight / whole)

    def rows(self, *, dearest_first: bool, whole: bool) -> tuple[Row, ...]:
        own = {*self._seconds, *_OTHER} if whole and self._seconds else set(self._money)
        rows = [
            Row(
                name=name, money=_sum(money), minutes=self._minutes.get(name, 0.0), seconds=self._seconds.get(name),
                jobs=self._jobs.get(name, 0), gone=name not in own,
            )
            for name, money in self._money.items()
        ]  # fmt: skip
        if dearest_first:
            return tuple(sorted(rows, key=lambda row: (-row.money.counted, row.name)))
        first = list(self._seconds)
        return tuple(sorted(rows, key=_order(first)))


def day_of(at: float) -> str:
    """The day it was here."""
    return datetime.fromtimestamp(at).astimezone().date().isoformat()


def rounded(amounts: Sequence[int], unit: int, whole: int | None = None) -> list[int]:
    """Amounts in whole units (cents, say) that sum to the whole (as it rounds, where none is given): the largest rests
    are rounded up, so that a column on the screen adds up."""
    whole = (sum(amounts) + unit // 2) // unit if whole is None else whole
    parts = [amount // unit for amount in amounts]
    by_rest = sorted(range(len(parts)), key=lambda number: (-(amounts[number] % unit), number))
    for number in by_rest[: whole - sum(parts)]:
        parts[number] += 1
    return parts


def _order(first: list[str]) -> Callable[[Row], tuple[int, str]]:
    """The film's own rows in its order, then others by name, then what belongs to all."""
    place = {name: number for number, name in enumerate(first)}
    last = {name: number for number, name in enumerate(_OTHER, start=1)}
    return lambda row: (place.get(row.name, len(place) + last.get(row.name, 0)), row.name)


def _kinds(content: Content, piece: Piece | None, scene: str) -> list[tuple[str, Fraction]]:
    """A shot's own kind; else the kinds of its scene, or of the whole film, by their seconds."""
    if piece is not None:
        return [(piece.kind, Fraction(1))]
    seconds = content.kinds(scene) or content.kinds()
    return list(seconds.items()) or [(UNKNOWN, Fraction(1))]


def _spent(use: Use, amount: int, released: int) -> Sums:
    if use == "kept":
        return Sums(kept=amount, released=released)
    return Sums(unkept=amount, released=released) if use == "not kept" else Sums(undecided=amount, released=released)


def _parts(money: Sums, weights: list[Fraction]) -> list[Sums]:
    """Sums in parts as large as their weights, to the last billionth."""
    if len(weights) == 1:
        return [money]
    nothing = [0] * len(weights)
    columns = [shared(amount, weights) if amount else nothing for amount in money.amounts]
    return [Sums(*amounts) for amounts in zip(*columns, strict=True)]


def _sum(parts: Iterable[Sums]) -> Sums:
    return Sums(*map(sum, zip(*(part.amounts for part in parts), strict=True)))
