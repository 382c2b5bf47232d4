"""Builds killed with SIGKILL at every labelled moment, at the provider's desk and at random, under bad luck: no job is
charged twice, nothing bought is lost, and only what nobody can know is asked of a person.

With `-s` each kind of provider says how often it was killed, and what became of its jobs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.provider.film import SHOTS
from tests.provider.history import History
from tests.provider.offers import WINDOW
from tests.provider.process import Simulator
from tests.provider.world import KINDS, Kind, World

from lampblack.spend.points import POINTS as MONEY
from lampblack.store.points import POINTS as STORE

pytestmark = pytest.mark.slow

LABELS = (*MONEY, *(label for label in STORE if label.split(".")[0] in ("blob", "records", "money")))
DESK = ("received", "charged", "answered", "looked", "listed", "fetching")
PASSINGS = (1, 4, 2)
"""At which passing the owner is killed, in the three builds that every history of a label begins with."""

ELSEWHERE = {"cancelled", "expired"}
"""Moments that end a job without a film: `test_bought_and_unwanted` has them."""

NEVER: dict[Kind, set[str]] = {
    "key": {"listed", *ELSEWHERE},
    "tag": {"in doubt", *ELSEWHERE},
    "nothing": {"find", "listed", *ELSEWHERE},
}
"""What a kind of provider never comes to: who has keys is not listed, who is blind is not asked for lost jobs."""

CHAINS = 16
"""Histories of a kind that are killed three times at random moments, with bad luck besides."""

LUCK: tuple[dict[str, Any], ...] = (
    {},
    {"lose": 0.4},
    {"late": 0.3},
    {"slow": 0.5, "lag": 0.3},
    {"limit": 0.4, "trouble": 0.3},
    {"cut": 0.5, "trouble": 0.2},
    {"restart": 3, "lose": 0.2},
    {"lose": 0.2, "limit": 0.2, "trouble": 0.2, "cut": 0.2, "slow": 0.2, "lag": 0.2},
)


class Table:
    """What became of a kind's jobs, over all its histories."""

    def __init__(self, simulator: Simulator, folder: Path, kind: Kind) -> None:
        self.simulator = simulator
        self.kind: Kind = kind
        self.kills = 0
        self.histories = 0
        self.reached: Counter[str] = Counter()
        self.jobs: Counter[str] = Counter()
        self._folders = (folder / f"{kind}{number}" for number in count())

    def history(self, play: Callable[[History], None], world: World, **more: Any) -> None:
        """Play one history, let it end, judge it, count it."""
        history = History(simulator=self.simulator, folder=next(self._folders), world=world, **more)
        play(history)
        history.finish()
        history.judge()
        charges = self.simulator.bill.charges(history.account)
        self.jobs.update("once" if number == 1 else "twice" for number in charges.values())
        self.jobs["asked"] += history.doubts
        if self.kind != "nothing" and not history.more:
            assert history.doubts == 0, f"{history}"
        self.kills += history.kills
        self.histories += 1
        history.clear()

    def __repr__(self) -> str:
        return (
            f"{self.kind}: {self.kills} kills in {self.histories} histories; {self.jobs['once']} jobs charged once, "
            f"{self.jobs['twice']} twice; {self.jobs['asked']} in doubt, all settled; killed at {dict(self.reached)}"
        )


def setting(label: str, kind: Kind) -> dict[str, Any]:
    """A world, and what else it takes, in which a build comes to that moment."""
    # A key is asked by sending again, and such an answer may be lost too.
    lossy = World(kind=kind, lose=0.6 if kind == "key" else 1.0, seed=5)
    match label.partition(" ")[2] or label:
        case "find" | "listed":
            return {"world": lossy}
        case "in doubt":
            return {"world": lossy, "more": {WINDOW: "0"} if kind == "key" else {}}
        case "withdrawn":
            return {"world": World(kind=kind, limit=0.6, seed=5)}
        case "failed":
            shots = ("forbidden ground", "forbidden city", "forbidden fruit", "unseemly end", *SHOTS)
            return {"world": World(kind=kind), "shots": [shot.replace(" ", "-") for shot in shots]}
        case _:
            return {"world": World(kind=kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_killed_anywhere_each_job_is_charged_once(kind: Kind, simulator: Simulator, tmp_path: Path) -> None:
    table = Table(simulator, tmp_path, kind)
    for label in (*LABELS, *DESK):
        if {label, label.partition(" ")[2]} & NEVER[kind]:
            continue

        def killed_there(history: History, label: str = label) -> None:
            build = history.build_killed_by if label in DESK else history.build
            for passing in PASSINGS:
                table.reached[label] += build(kill=f"{label}:{passing}").killed

        table.history(killed_there, **setting(label, kind))
        assert table.reached[label], f"nobody was killed at {label!r}: {table}"
    random = Random(KINDS.index(kind))
    for chain in range(CHAINS):

        def killed_at_random(history: History) -> None:
            for _ in range(3):
                table.reached["random"] += history.build_killed_after(random.uniform(0.12, 0.45)).killed

        table.history(killed_at_random, World(kind=kind, seed=chain, seconds=0.1, **LUCK[chain % len(LUCK)]))
    print(f"\n{table}")
    assert table.kills >= 100, table
    assert table.jobs["twice"] == 0, table
