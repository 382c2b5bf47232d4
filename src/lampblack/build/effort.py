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
from dataclasses import dataclass
from itertools import groupby

from lampblack.store.decisions import WORKED, Decision, Ran

TOGETHER = 15.0
"""Minutes between two decisions that count whole."""
LEAD_IN = 5.0
"""Minutes that a decision counts which nothing preceded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """Minutes that went into one decision, or were stated on one subject."""

    what: str
    subject: str
    minutes: float
    stated: bool = False
    film: str = ""
    at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Human:
    """A person's part: minutes by decision, minutes waited while builds ran, and how many decisions there were."""

    shares: tuple[Share, ...] = ()
    waited: float = 0.0
    decisions: int = 0

    @property
    def minutes(self) -> float:
        """All of it."""
        return sum(share.minutes for share in self.shares)

    @property
    def stated(self) -> float:
        """What of it a person stated."""
        return sum(share.minutes for share in self.shares if share.stated)


def human(decisions: Sequence[Decision], builds: Iterable[Ran]) -> Human:
    """The estimate; statements of one's own time are taken as they are. Decisions may come in any order."""
    ordered = sorted(decisions, key=lambda each: each.at)
    noticed = [each for each in ordered if each.what != WORKED]
    waiting = _Waiting(builds)
    shares: list[Share] = []
    waited = 0.0
    before: float | None = None
    anchors = [each.at for each in ordered if each.what == WORKED and not each.subject]
    for at, group in groupby(noticed, key=lambda each: each.at):
        together = list(group)
        since = _latest(before, anchors, at)
        worked, wait = (LEAD_IN, 0.0) if since is None else _between(since, at, waiting)
        waited += wait
        shares += [_share(each, worked / len(together)) for each in together if not _stated_later(each, ordered)]
        before = at
    stated = [
        Share(what=WORKED, subject=each.subject, minutes=each.minutes or 0.0, stated=True, film=each.film, at=each.at)
        for each in ordered
        if each.what == WORKED
    ]
    return Human(shares=(*shares, *stated), waited=waited, decisions=len(noticed))


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


def _stated_later(decision: Decision, ordered: Sequence[Decision]) -> bool:
    """Whether a statement covers this decision."""
    return any(
        each.what == WORKED and each.at >= decision.at and each.subject in ("", decision.what) for each in ordered
    )


def _share(decision: Decision, minutes: float) -> Share:
    return Share(what=decision.what, subject=decision.subject, minutes=minutes, film=decision.film, at=decision.at)


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
