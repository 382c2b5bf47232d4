"""A dry run: what a build would do to each job, why, and for how much, without running anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.graph.differences import differences
from lampblack.graph.job import Ask, Job
from lampblack.graph.keys import values_of
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Remembered
from lampblack.graph.supposed import Read, Suppose, Supposed
from lampblack.graph.survey import Node, Survey

Fate = Literal["kept", "will run", "may run"]
"""`may run`: it stands on something that will be made again, and is kept if that comes out as it was."""

GUESS = 0.75, 1.35
"""A length that is guessed comes out between these shares of it: those of the guide reading."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """One job's fate, and the reason in a person's words (empty where it is kept)."""

    job: Job
    fate: Fate
    reason: str = ""
    guessed: bool = False
    """Planned on a guess: its length, and so its price, will be known when what it follows from is there."""
    key: Digest | None = None
    """Its key, where all its inputs are known, and the canonical JSON that is the digest of."""
    parts: bytes = b""

    @property
    def price(self) -> float:
        """What it is expected to cost if it runs, in its engine's currency."""
        return self.job.work.price if isinstance(self.job.work, Ask) and self.fate != "kept" else 0.0

    @property
    def prices(self) -> tuple[float, float]:
        """(least, most) it may come to; the least is 0 where it may be kept."""
        by_length = isinstance(self.job.work, Ask) and self.job.work.by_length
        low, high = GUESS if self.guessed and by_length else (1.0, 1.0)
        return (self.price * low if self.fate == "will run" else 0.0), self.price * high

    @property
    def currency(self) -> str:
        """Of the prices."""
        return self.job.work.currency if isinstance(self.job.work, Ask) else ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole plan as far as it can be seen. Forecasts are in the planner's order."""

    forecasts: tuple[Forecast, ...]
    open_questions: tuple[tuple[str, str], ...]
    """(job id, output) the planner waits for: more jobs may follow."""
    known: Known
    read: Read
    """The bytes of values, supposed ones as well."""

    def with_fate(self, fate: Fate) -> tuple[Forecast, ...]:
        """The jobs with that fate."""
        return tuple(each for each in self.forecasts if each.fate == fate)

    @property
    def prices(self) -> tuple[float, float]:
        """(least, most) of all that will or may run, currencies not told apart (see `spend.rates`)."""
        pairs = [each.prices for each in self.forecasts]
        return sum(least for least, _ in pairs), sum(most for _, most in pairs)

    @property
    def seconds(self) -> float:
        """Work to be done, as the jobs guess it, on one core; waiting jobs included."""
        return sum(each.job.effort.seconds for each in self.forecasts if each.fate != "kept")


def plan(planner: Planner, results: Remembered, suppose: Suppose | None = None) -> Plan:
    """What a build would do now. Writes nothing, runs nothing, may be called while a build is at work.

    With `suppose` it looks past what is not done: each job that is to run is taken to have given what `suppose` says,
    and what follows is planned on that.
    """
    supposed = Supposed(results)
    survey = Survey(planner, supposed)
    guesses = _Guesses()
    changed = survey.advance()
    while suppose is not None and (ready := [node for node in changed if node.state == "ready"]):
        for node in ready:
            for value in values_of(node.job):
                supposed.keep(value)
            guess = suppose(node.order(), supposed.read)
            if guess is not None:
                guesses.note(node, certain=guess.certain)
                survey.settle(node, "made", supposed.suppose(node.order().key, guess.outputs))
        changed = survey.advance()
    stood = results.node_keys()
    nodes = sorted(survey.nodes.values(), key=lambda node: node.number)
    guesses.spread(nodes)
    return Plan(
        forecasts=tuple(_forecast(node, survey, guesses, stood.get(node.job.id), supposed) for node in nodes),
        open_questions=survey.open_questions,
        known=survey.known,
        read=supposed.read,
    )


class _Guesses:
    """Which jobs were only guessed, and which follow from those: by reference, within the same scene, or, for what is
    for the whole film, from any of them. A planner's own conclusions cannot be traced closer than that."""

    def __init__(self) -> None:
        self.made: set[str] = set()
        self._scenes: dict[str, int] = {}
        """The scene of each guess (empty: the whole film), and its first place in the plan."""
        self.below: set[str] = set()

    def note(self, node: Node, *, certain: bool) -> None:
        """This job was supposed; `certain`: by really doing it, on what it was given."""
        if not certain:
            self.made.add(node.job.id)
            self._scenes[node.job.scene] = min(node.number, self._scenes.get(node.job.scene, node.number))

    def spread(self, nodes: Iterable[Node]) -> None:
        """Follow the guesses down the plan; `nodes` in the planner's order."""
        if not self._scenes:
            return
        whole_film = self._scenes.get("", 1 << 62)
        anywhere = min(self._scenes.values())
        for node in nodes:
            since = min(self._scenes.get(node.job.scene, 1 << 62), whole_film) if node.job.scene else anywhere
            follows = any(ref.job in self.made or ref.job in self.below for ref in node.job.refs())
            if node.job.id not in self.made and (follows or node.number > since):
                self.below.add(node.job.id)


def _forecast(node: Node, survey: Survey, guesses: _Guesses, stood: Digest | None, results: Remembered) -> Forecast:
    if node.state == "kept":
        return Forecast(job=node.job, fate="kept", key=node.key)
    guessed = node.job.id in guesses.below
    if node.state in ("failed", "blocked"):
        return Forecast(job=node.job, fate="will run", reason=node.message, key=node.key)
    if stood is None:
        return Forecast(job=node.job, fate="will run", reason="new", key=node.key, guessed=guessed, parts=node.parts)
    if node.state in ("ready", "made"):
        return Forecast(
            job=node.job,
            fate="may run" if guessed else "will run",
            reason=_reason(node, stood, results),
            guessed=guessed,
            key=node.key,
            parts=node.parts,
        )
    above = dict.fromkeys(ref.job for ref in node.job.refs() if ref.job not in survey.outputs)
    first, more = next(iter(above)), len(above) - 1
    return Forecast(job=node.job, fate="may run", reason=f"waits for {first}" + (f" and {more} more" * bool(more)))


def _reason(node: Node, stood: Digest, results: Remembered) -> str:
    if stood == node.key:
        return "its result is damaged or gone"
    old = results.parts(stood)
    if old is None:
        return "its last result is gone"
    told = differences(node.job, old, node.parts, results.read, deep=False)
    return "; ".join(told[:2]) + (f"; and {len(told) - 2} more" if len(told) > 2 else "")
