"""A person's time, estimated from what they decided and when, as hour counters for version control do it.

From one decision to the next at most `TOGETHER` minutes: all of it was work. Longer: the person was away, and the
decision counts `LEAD_IN` minutes. While a build ran they waited; that is told apart, and is no work.

What a person states replaces the estimate: without a subject, of everything since the last such statement; with the
name of a kind of decision (`script`, `pin`), of that kind until then; any other subject is work nobody could see from
here, and is added. A negative statement takes back what was stated too much.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lampblack.store.decisions import WORKED, Decision, Ran

TOGETHER = 15.0
"""Minutes between two decisions that count whole."""
LEAD_IN = 5.0
"""Minutes that a decision counts which nothing preceded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """Minutes that went into one decision, or were stated on one subject; `waited` before it, while builds ran."""

    what: str
    subject: str
    minutes: float
    waited: float = 0.0
    stated: bool = False
    film: str = ""
    at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Human:
    """A person's part: a share for each decision and each statement, oldest first."""

    shares: tuple[Share, ...] = ()

    @property
    def minutes(self) -> float:
        """All of it."""
        return sum(share.minutes for share in self.shares)

    @property
    def stated(self) -> float:
        """What of it a person stated."""
        return sum(share.minutes for share in self.shares if share.stated)

    @property
    def waited(self) -> float:
        """Minutes spent waiting for builds: no work, and in no sum."""
        return sum(share.waited for share in self.shares)

    @property
    def decisions(self) -> int:
        """How many decisions are on record."""
        return sum(not share.stated for share in self.shares)

    def of(self, film: str) -> Human:
        """The part that is one episode's."""
        return Human(shares=tuple(share for share in self.shares if share.film == film))


def human(decisions: Sequence[Decision], builds: Iterable[Ran]) -> Human:
    """The estimate, person by person; statements of one's own time are taken as they are, in place of that person's
    own estimate. Decisions may come in any order."""
    waiting = _Waiting(builds)
    people = {each.who for each in decisions}
    shares = [share for who in people for share in _shares([each for each in decisions if each.who == who], waiting)]
    return Human(shares=tuple(sorted(shares, key=lambda share: (share.at, share.what, share.subject, share.film))))


def _shares(decisions: Sequence[Decision], waiting: _Waiting) -> list[Share]:
    """One person's."""
    ordered = sorted(decisions, key=lambda each: each.at)
    statements = [each for each in ordered if each.what == WORKED]
    anchors = [each.at for each in statements if not each.subject]
    shares: list[Share] = []
    before: float | None = None
    for at, group in groupby((each for each in ordered if each.what != WORKED), key=lambda each: each.at):
        together = list(group)
        since = _latest(before, anchors, at)
        worked, wait = (LEAD_IN, 0.0) if since is None else _between(since, at, waiting)
        for each in together:
            minutes = 0.0 if _covered(each, statements) else worked / len(together)
            shares.append(_share(each, minutes, wait / len(together)))
        before = at
    return [*shares, *map(_stated, statements)]


def _between(since: float, at: float, waiting: _Waiting) -> tuple[float, float]:
    """Minutes worked and minutes waited from one moment to the next."""
    wait = waiting.between(since, at) / 60.0
    gap = (at - since) / 60.0 - wait
    return (max(gap, 0.0), wait) if gap <= TOGETHER else (LEAD_IN, 0.0)


def _latest(before: float | None, anchors: Sequence[float], at: float) -> float | None:
    """When the person was last known to be there: at the decision before, or when they stated their time."""
    number = bisect_right(anchors, at)
    stated = anchors[number - 1] if number else None
    return max((each for each in (before, stated) if each is not None), default=None)


def _covered(decision: Decision, statements: Sequence[Decision]) -> bool:
    """Whether a later statement stands for this decision: one about everything, or about its kind."""
    return any(
        each.at >= decision.at and each.subject in ("", decision.what) and each.film in ("", decision.film)
        for each in statements
    )


def _share(decision: Decision, minutes: float, waited: float) -> Share:
    return Share(
        what=decision.what, subject=decision.subject, minutes=minutes, waited=waited, film=decision.film, at=decision.at
    )  # fmt: skip


def _stated(decision: Decision) -> Share:
    return replace(_share(decision, decision.minutes or 0.0, 0.0), stated=True)


class _Waiting:
    """The time during which a build ran, overlaps counted once."""

    def __init__(self, builds: Iterable[Ran]) -> None:
        self._spans: list[tuple[float, float]] = []
        for build in sorted(builds, key=lambda each: each.began):
            if self._spans and build.began <= self._spans[-1][1]:
                began, ended = self._spans[-1]
                self._spans[-1] = began, max(ended, build.ended)
            else:
                self._spans.append((build.began, build.ended))

    def between(self, since: float, until: float) -> float:
        """Seconds of it that lie between these two moments."""
        return sum(max(min(ended, until) - max(began, since), 0.0) for began, ended in self._spans)
