"""The account on the screen: where the money went, what of it is in the film, how long people worked, and how that
stands against what is usual elsewhere. Every column adds up to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lampblack.build.accounting import Costs
from lampblack.build.cost import FILM, Row, Side, rounded
from lampblack.build.measured import PerMinute, per_minute
from lampblack.cli.times import clock, lasted, minutes_told
from lampblack.cli.wording import unsaid, verdict
from lampblack.store.charges import UNITS

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_COLUMNS: Mapping[str, str] = {
    "kept": "█", "not kept": "▒", "undecided": "▓", "lost": "▒", "reserved": "░", "in doubt": "░",
}  # fmt: skip
"""Of `Sums`, as a person reads them, and how they are drawn: the first four are spent."""
_SPENT = 4
_BAR = 16
_CELL = 10
"""About how wide a column of numbers is; bars are left out where names would be broken for them."""
_PIPED = 160

_STATE_IT = """no baseline is stated. Say in film.toml what is usual where you come from, and this compares:
  [baseline]
  money_per_minute = 900.0
  human_minutes_per_minute = 300.0"""


@dataclass(frozen=True, kw_only=True)
class _Columns:
    """Which columns a table has: of `_COLUMNS` those in `shown`; lengths of film, people's time, bars."""

    shown: tuple[int, ...]
    lengths: bool
    people: bool
    bars: bool = True


class Page:
    """One look at the account."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        self._total = costs.account.total()
        # Below one whole unit of money a cent is a large part: four digits then.
        self._digits = 2 if not 0 < self._total.counted < UNITS else 4
        self._unit = UNITS // 10**self._digits
        self._whole = rounded(self._total.amounts[: len(_COLUMNS)], self._unit)

    def show(self, side: Side | None) -> None:
        """All of it, or one side alone under the sums."""
        from rich.console import Console

        console = Console(highlight=False)
        if not console.is_terminal:
            console.width = _PIPED
        self._head(console)
        if side is not None:
            self._rows(console, side)
            return
        if self._total.counted:
            self._rows(console, "engine")
        if self._costs.series:
            self._rows(console, "episode")
        if self._costs.seconds and (self._total.counted or self._costs.human.shares):
            self._rows(console, "kind")
        self._people(console)
        self._baseline(console)

    # ---- parts -------------------------------------------------------------------------------------------------

    def _head(self, console: Console) -> None:
        costs, whole = self._costs, dict(zip(_COLUMNS, self._whole, strict=True))
        length = f"{clock(costs.seconds)} finished" if costs.cut else "not cut yet"
        print_ = console.print
        print_(f"[bold]{_plain(costs.title)}[/bold]  {length}")
        for note in costs.notes:
            print_(_plain(note))
        print_()
        spent = sum(self._whole[:_SPENT])
        if not self._total.counted:
            print_(f"nothing was charged{_cap(costs)}")
            return
        each = f", {self._money(spent / float(costs.seconds))} a second of film" if costs.cut and spent else ""
        table = _grid()
        table.add_row("spent", self._money(spent), f"{costs.currency}{_cap(costs)}{each}", style="bold")
        for number, (name, words) in enumerate(_WORDS.items()):
            if whole[name]:
                share = f"{100 * whole[name] / spent:.0f} %" if number < _SPENT else ""
                indent = "  " if share else ""
                table.add_row(indent + name, self._money(whole[name]), f"{share:>5}  {words}" if share else words)
        print_(table)

    def _rows(self, console: Console, side: Side) -> None:
        from rich.cells import cell_len

        rows = self._costs.account.by(side)
        shown = [number for number, amount in enumerate(self._whole) if amount]
        if shown == [0]:
            shown = []  # all that was spent is in the film: one column says it
        columns = [
            rounded([row.money.amounts[number] for row in rows], self._unit, self._whole[number])
            for number in range(len(_COLUMNS))
        ]
        has = _Columns(
            shown=tuple(shown),
            lengths=any(row.seconds is not None for row in rows),
            people=any(row.minutes for row in rows),
        )
        names = [self._name(side, row) for row in rows]
        room = console.width - max(map(cell_len, names), default=0) - _CELL * (len(self._headings(has)) - 1)
        has = replace(has, bars=room >= _BAR)
        table = _table((f"by {side}", *self._headings(has)))
        sums = [[column[number] for column in columns] for number in range(len(rows))]
        largest = max((sum(each) for each in sums), default=0)
        for name, row, cells in zip(names, rows, sums, strict=True):
            table.add_row(*self._cells(name, row, cells, largest, has), style="dim" if row.gone else "")
        if len(rows) > 1:
            minutes = sum(row.minutes for row in rows)
            whole = Row(name="", minutes=minutes, seconds=self._costs.seconds if has.lengths else None)
            table.add_row(*self._cells("all", whole, self._whole, 0, has), style="bold")
        console.print()
        console.print(table if rows else f"by {side}: nothing to tell yet")

    def _cells(self, name: str, row: Row, amounts: Sequence[int], largest: int, has: _Columns) -> list[RenderableType]:
        spent = sum(amounts[:_SPENT])
        cells: list[RenderableType] = [_plain(name)]
        if has.lengths:
            cells.append(clock(row.seconds) if row.seconds else "")
        if self._total.counted:
            cells.append(self._money(spent) if sum(amounts) else "")
            if has.bars:
                cells.append(bar(amounts, largest))
            cells += [self._money(amounts[number]) if amounts[number] else "" for number in has.shown]
            if has.lengths:
                cells.append(self._money(spent / float(row.seconds)) if row.seconds and spent else "")
        if has.people:
            cells.append(minutes_told(row.minutes) if row.minutes else "")
        return cells

    def _people(self, console: Console) -> None:
        human = self._costs.human
        console.print()
        if not human.shares:
            console.print("your time: nothing is on record yet (lampblack cost DIR --worked MINUTES states it)")
        else:
            estimated = human.minutes - human.stated
            parts = [f"{minutes_told(estimated)} estimated from {human.decisions} decisions"] if human.decisions else []
            parts += [f"{minutes_told(human.stated)} stated"] if human.stated else []
            waited = f"; waiting for builds besides: {minutes_told(human.waited)}" if human.waited >= 0.5 else ""
            console.print(f"[bold]your time[/bold]  {minutes_told(human.minutes)} ({', '.join(parts)}){waited}")
            console.print(
                "  " + ", ".join(f"{_plain(what)} {minutes_told(minutes)}" for what, minutes in _by_what(self._costs))
            )
        if self._costs.machine:
            few = [f"{_plain(name)} {lasted(seconds)}" for name, seconds in list(self._costs.machine.items())[:5]]
            console.print(
                f"[bold]machine[/bold]    {lasted(sum(self._costs.machine.values()))} of work: {', '.join(few)}"
            )

    def _baseline(self, console: Console) -> None:
        costs, baseline = self._costs, self._costs.baseline
        measured = per_minute(costs)
        console.print()
        if not costs.cut:
            console.print("a finished minute: not cut yet, so there is none to measure by")
            return
        lines = [(each, words) for each in measured if (words := verdict(each))]
        if measured:
            console.print(f"[bold]a finished minute[/bold]  {self._minute(measured[-1])}")
        if not baseline.stated:
            console.print(_STATE_IT, markup=False)
            return
        table = _grid()
        for each, words in reversed(lines):
            table.add_row(each.kind or "[bold]in all[/bold]", words)
        if lines:
            console.print("against your baseline:")
            console.print(table)
        for words in unsaid(costs):
            console.print(words, markup=False)

    def _headings(self, has: _Columns) -> tuple[str, ...]:
        second = ("per second",) if has.lengths else ()
        money = ("spent", *((" ",) if has.bars else ()), *(_heading(number) for number in has.shown), *second)
        return (
            *(("length",) if has.lengths else ()),
            *(money if self._total.counted else ()),
            *(("your time",) if has.people else ()),
        )

    def _minute(self, whole: PerMinute) -> str:
        scale = 10**self._digits
        engines, hours = rounded([round((whole.money - whole.hours) * UNITS), round(whole.hours * UNITS)], self._unit)
        parts = f" ({self._money(engines)} engines, {self._money(hours)} your hours)" if hours else ""
        time = f", {minutes_told(whole.minutes)} of your time" if whole.minutes is not None else ""
        return f"{self._money(round(whole.money * scale))} {self._costs.currency}{parts}{time}"

    # ---- words -------------------------------------------------------------------------------------------------

    def _money(self, amount: float) -> str:
        return f"{amount / 10**self._digits:,.{self._digits}f}"

    def _name(self, side: Side, row: Row) -> str:
        if row.name == FILM:
            if side == "episode":
                return "the series" if self._costs.series else self._costs.title
            return "the whole series" if self._costs.series else "the whole film"
        if side == "episode" and row.name in self._costs.account.episodes:
            return self._costs.account.episodes[row.name].title or row.name
        return f"{row.name} (gone)" if row.gone else row.name


_WORDS: Mapping[str, str] = {
    "kept": "what is in the film",
    "not kept": "takes that were not kept, and what was bought for words that changed",
    "undecided": "not known yet whether it will be in the film",
    "lost": "charged, and nothing came of it",
    "reserved": "ordered, not here yet",
    "in doubt": "may have been charged: lampblack doubts",
}


def bar(amounts: Sequence[int], largest: int) -> str:
    """Amounts side by side, each drawn as its column is; the largest row fills the whole width."""
    if not largest:
        return ""
    widths = rounded([amount * _BAR for amount in amounts], largest)
    return "".join(drawn * width for drawn, width in zip(_COLUMNS.values(), widths, strict=True))


def _heading(number: int) -> str:
    name, drawn = list(_COLUMNS.items())[number]
    return f"{name} {drawn}"


def _by_what(costs: Costs) -> list[tuple[str, float]]:
    """Minutes by what was done, most first; what a person stated under its own name."""
    found: dict[str, float] = {}
    for share in costs.human.shares:
        what = (share.subject or "everything before it was stated") if share.stated else share.what
        found[what] = found.get(what, 0.0) + share.minutes
    return sorted(((what, minutes) for what, minutes in found.items() if minutes), key=lambda each: -each[1])


def _table(headings: Sequence[str]):
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for number, name in enumerate(headings):
        table.add_column(
            name.strip(), justify="left" if number == 0 or name == " " else "right", no_wrap=number > 0, overflow="fold"
        )
    return table


def _grid():
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    return table


def _cap(costs: Costs) -> str:
    return f" of a cap of {costs.cap:,.2f}" if costs.cap else ""


def _plain(text: str) -> str:
    """Text as it is: a title in brackets is no markup."""
    return text.replace("[", r"\[")
