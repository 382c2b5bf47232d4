"""What is bought comes home, also where the script no longer wants it; and wrong clocks change nothing of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.provider.film import SHOTS
from tests.provider.history import RATE, History
from tests.provider.process import Simulator
from tests.provider.world import KINDS, PRICE, Kind, World

pytestmark = pytest.mark.slow

DAY = 86_400.0


@pytest.mark.parametrize("kind", KINDS)
def test_a_shot_that_was_cut_while_it_was_made_is_collected_and_changing_back_is_free(
    kind: Kind, simulator: Simulator, tmp_path: Path
) -> None:
    film = History(simulator=simulator, folder=tmp_path / "film", world=World(kind=kind, seconds=0.3))
    assert film.build(kill="after running:4").killed
    bought = len(simulator.bill.charges(film.account))
    assert bought >= 4
    film.write(["crow"])
    film.finish()
    film.judge()
    assert simulator.bill.charges(film.account).keys() >= {f"{shot} #1" for shot in SHOTS[:4]}
    before = film.billed()
    film.write(["river", "bridge", "crow"])
    assert film.build().code == 0
    assert film.billed() == before
    film.judge()


@pytest.mark.parametrize("kind", KINDS)
def test_with_the_clock_set_back_two_days_nothing_is_bought_twice(
    kind: Kind, simulator: Simulator, tmp_path: Path
) -> None:
    film = History(simulator=simulator, folder=tmp_path / "film", world=World(kind=kind, seconds=0.1, lag=0.2))
    for label in ("after sending:1", "after running:2", "before succeeded:1"):
        film.build(kill=label)
        film.build(kill="after sending:1", clock=-2 * DAY)
    film.build(clock=-2 * DAY)
    film.finish()
    film.judge()
    assert film.kills >= 3, f"{film}"


@pytest.mark.parametrize("kind", ["key", "tag"])
@pytest.mark.parametrize("then", [-2 * DAY, 0.0])
def test_a_job_sent_under_a_wrong_clock_is_not_denied_by_a_list_that_is_behind(
    kind: Kind, then: float, simulator: Simulator, tmp_path: Path
) -> None:
    """The ledger's time does not go back: what is sent then seems sent long ago, and should be in the list by now."""
    world = World(kind=kind, lag=1.0)
    film = History(simulator=simulator, folder=tmp_path / "film", world=world, shots=["river"])
    assert film.build().code == 0
    time.sleep(2.0)
    film.write(["river", "bridge"])
    film.luck(World(**{**world.plain(), "kill": "charged:1"}))
    assert film.build(clock=-2 * DAY).killed
    film.luck(world)
    film.build(clock=then)
    film.finish()
    film.judge()


@pytest.mark.parametrize("kind", KINDS)
def test_two_shots_of_one_picture_are_bought_once_also_when_killed(
    kind: Kind, simulator: Simulator, tmp_path: Path
) -> None:
    film = History(
        simulator=simulator, folder=tmp_path / "film", world=World(kind=kind), shots=["crow", "crow.again", "crow.late"]
    )
    for label in ("after running", "before succeeded", "before record"):
        assert film.build(kill=label).killed
    film.finish()
    assert simulator.bill.charges(film.account) == {"crow #1": 1}


def test_a_clock_set_back_does_not_free_the_day(simulator: Simulator, tmp_path: Path) -> None:
    day = 3 * PRICE * RATE
    film = History(simulator=simulator, folder=tmp_path / "film", world=World(), caps=f"cap = 100.0\nday = {day}")
    film.build()
    assert film.billed() == pytest.approx(day)
    film.build(clock=-2 * DAY)
    film.build(clock=-DAY / 2)
    assert film.billed() == pytest.approx(day)
    film.build(clock=25 * 3600.0)
    assert film.billed() == pytest.approx(2 * day)
    film.build()
    assert film.billed() == pytest.approx(2 * day)
    film.judge()


@pytest.mark.parametrize("kind", ["key", "tag"])
def test_a_result_that_ran_out_is_told_and_not_bought_again(kind: Kind, simulator: Simulator, tmp_path: Path) -> None:
    film = History(simulator=simulator, folder=tmp_path / "film", world=World(kind=kind, expires=0.01), shots=["crow"])
    assert film.build(kill="after running").killed
    time.sleep(0.2)
    ran = film.build()
    assert ran.code == 1
    (money,) = film.present()
    assert money.state == "expired"
    film.build()
    assert simulator.bill.charges(film.account) == {"crow #1": 1}


def test_after_the_keys_window_a_lost_answer_is_asked_about_not_sent(simulator: Simulator, tmp_path: Path) -> None:
    """Its provider would take the same key for a new job by then."""
    world = World(kind="key", window=0.3)
    film = History(
        simulator=simulator, folder=tmp_path / "film", world=world, shots=["crow"], more={"PROVIDER_WINDOW": "0.3"}
    )
    assert film.build_killed_by("charged").killed
    time.sleep(0.5)
    ran = film.build()
    assert ran.code == 1, ran.out
    assert [money.state for money in film.present()] == ["in doubt"]
    film.finish()
    film.judge()


def test_a_refusal_is_a_result_and_costs_nothing(simulator: Simulator, tmp_path: Path) -> None:
    shots = ["crow", "forbidden", "unseemly"]
    film = History(simulator=simulator, folder=tmp_path / "film", world=World(), shots=shots)
    for _ in range(2):
        ran = film.build()
        assert sorted(ran.failed) == ["takes/forbidden", "takes/unseemly"], ran.failed
    assert simulator.bill.charges(film.account) == {"crow #1": 1}
    assert len(simulator.bill.jobs(film.account)) == 2


@pytest.mark.parametrize("label", ["before expired", "after expired"])
@pytest.mark.parametrize("kind", KINDS)
def test_killed_when_a_result_had_run_out_it_is_told_and_not_bought_again(
    kind: Kind, label: str, simulator: Simulator, tmp_path: Path
) -> None:
    film = History(simulator=simulator, folder=tmp_path / "film", world=World(kind=kind, expires=0.01), shots=["crow"])
    assert film.build(kill="after running").killed
    time.sleep(0.2)
    assert film.build(kill=label).killed
    assert film.build().code == 1
    assert [money.state for money in film.present()] == ["expired"]
    assert simulator.bill.charges(film.account) == {"crow #1": 1}


@pytest.mark.parametrize("label", ["before cancelled", "after cancelled"])
def test_a_job_that_takes_too_long_is_stopped_and_costs_nothing(
    label: str, simulator: Simulator, tmp_path: Path
) -> None:
    film = History(
        simulator=simulator, folder=tmp_path / "film", world=World(seconds=20.0, stops=True), shots=["crow"],
        more={"PROVIDER_LIMIT": "0.3"},
    )  # fmt: skip
    assert film.build(kill=label).killed
    film.luck(World())
    film.finish()
    film.judge()
    assert [money.state for money in film.present()] == ["cancelled", "succeeded"]
