"""One film's history under kills and bad luck, and the judge who compares our ledger with the provider's bill."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.provider.film import CLOCK, SHOTS
from tests.provider.offers import install
from tests.provider.process import ROOT, Simulator
from tests.provider.truth import settle
from tests.provider.world import CHARGED, World

from lampblack.base.points import VARIABLE
from lampblack.store.ledger import Money
from lampblack.store.store import Store

RATE = 0.14
"""What one of the provider's currency is in the budget's."""

SETTINGS = f"""
[budget]
currency = "USD"
{{caps}}
[budget.rates]
CNY = {RATE}
"""

MOST_BUILDS = 8
"""Builds a film is given to end by itself, bad luck and all."""


@dataclass(kw_only=True)
class Ran:
    """How one build ended."""

    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        return self.code < 0

    @property
    def failed(self) -> dict[str, str]:
        """What failed, by job."""
        return json.loads(self.out)["failed"]


@dataclass(kw_only=True)
class History:
    """A film folder, an account at the provider, and what happened so far."""

    simulator: Simulator
    folder: Path
    world: World
    caps: str = "cap = 100.0"
    """Lines of `[budget]`, in US dollars; a table `[budget.engines]` may follow."""
    shots: Sequence[str] = SHOTS
    more: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    """Added to a build's environment."""
    kills: int = 0
    doubts: int = 0
    told: list[str] = field(default_factory=lambda: list[str]())

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.account = f"{self.folder.parent.name}-{self.folder.name}"
        self.write(self.shots)
        (self.folder / "film.toml").write_text(SETTINGS.format(caps=self.caps))
        (self.folder / "kind.json").write_text(json.dumps(self.world.kind))
        self._packages = install(self.folder.parent / "packages")
        self.luck(self.world)

    def write(self, shots: Sequence[str]) -> None:
        """Have the film be of these shots."""
        (self.folder / "script.fountain").write_text("\n".join(shots))

    def luck(self, world: World) -> None:
        """From now on the provider behaves so."""
        self.address = self.simulator.open(self.account, world)

    def start(self, *, kill: str = "", clock: float = 0.0) -> subprocess.Popen[str]:
        """A build in a process of its own; `kill` is a labelled point, `label:n`."""
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(self._packages), *filter(None, sys.path), str(ROOT)]),
            "PROVIDER_ADDRESS": self.address,
            VARIABLE: kill,
            CLOCK: str(clock),
            "PYTHONFAULTHANDLER": "1",
            **self.more,
        }
        command = [sys.executable, "-m", "tests.provider.film", str(self.folder)]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def ended(self, build: subprocess.Popen[str]) -> Ran:
        """Wait for a build's end."""
        out, err = build.communicate(timeout=60)
        ran = Ran(code=build.returncode, out=out, err=err)
        assert ran.code in (0, 2, -9) or (ran.code == 1 and ran.out), f"{self}\n{ran.err}"
        self.kills += ran.killed
        return ran

    def build(self, *, kill: str = "", clock: float = 0.0) -> Ran:
        """Build once."""
        self.told.append(f"build kill={kill or '-'}")
        return self.ended(self.start(kill=kill, clock=clock))

    def build_killed_after(self, seconds: float) -> Ran:
        """Build, and kill it after so long, if it still runs."""
        self.told.append(f"build killed after {seconds:.3f} s")
        build = self.start()
        time.sleep(seconds)
        build.kill()
        return self.ended(build)

    def build_killed_by(self, kill: str) -> Ran:
        """Build, and be killed where the provider's desk passes a label."""
        self.luck(World(**{**self.world.plain(), "kill": kill}))
        self.told.append(f"build killed by {kill}")
        ran = self.ended(self.start())
        self.luck(self.world)
        return ran

    def finish(self) -> Ran:
        """Build until the film is whole; doubts are settled with the provider's truth when nothing else is open."""
        for _ in range(MOST_BUILDS):
            ran = self.build()
            if ran.code == 0 or (ran.code == 1 and all(_final(*failure) for failure in ran.failed.items())):
                return ran
            self.settle()
        raise AssertionError(f"{self}\nnot whole after {MOST_BUILDS} builds:\n{ran.out}{ran.err}")

    def settle(self) -> None:
        """A person looks at the provider's page and says what is there."""
        with Store.open(self.folder, owner=True) as store:
            for doubt in store.ledger.doubts():
                self.doubts += 1
                settle(store, doubt, self.simulator.bill.jobs(self.account))

    def billed(self) -> float:
        """What the provider has charged, in the budget's currency."""
        return self.simulator.bill.sum(self.account) * RATE

    def present(self) -> list[Money]:
        """The last row of every paid job of ours."""
        with Store.open(self.folder) as store:
            return store.ledger.present()

    def judge(self) -> None:
        """Nothing charged twice, nothing bought is lost, and both ledgers say the same sum."""
        charges = self.simulator.bill.charges(self.account)
        twice = {what: number for what, number in charges.items() if number > 1}
        assert not twice, f"{self}\ncharged twice: {twice}"
        present = self.present()
        bought = {money.job for money in present if money.state == "succeeded"}
        assert {f"{what.split()[0]}" for what in charges} == {job.split("/")[1] for job in bought}, f"{self}"
        with Store.open(self.folder) as store:
            for money in present:
                if money.state == "succeeded":
                    assert store.find(money.key), f"{self}\n{money.job} was bought and is not recorded"
                    assert store.blobs.size(money.outputs["picture"]), f"{self}\n{money.job} was bought and is lost"
        ours = sum(money.quoted for money in present if money.state == "succeeded")
        theirs = self.simulator.bill.sum(self.account)
        assert abs(ours - theirs) < 1e-6, f"{self}\nour ledger says {ours}, the bill {theirs}"
        if self.world.kind != "nothing":
            assert abs(theirs - CHARGED[self.world.kind] * len(charges)) < 1e-6, f"{self}"

    def clear(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder)

    def __str__(self) -> str:
        rows = [f"  {money.job} {money.state} {money.ticket[:8]} {money.note}" for money in self.present()]
        bill = [
            f"  {job.what} {job.ticket[:8]} {job.id} {job.charge}" for job in self.simulator.bill.jobs(self.account)
        ]
        return "\n".join([f"{self.world}", *self.told, "ours:", *rows, "bill:", *bill])


def _final(job: str, fault: str) -> bool:
    """Whether the provider has said that it will never make it."""
    return ("forbidden" in job or "unseemly" in job) and fault.startswith("failed: ")
