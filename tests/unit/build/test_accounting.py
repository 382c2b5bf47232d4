"""`lampblack cost` and `decisions` on real folders: what the screen says, what JSON says, and what nobody claims."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from lampblack.base.digest import digest_of
from lampblack.build.accounting import costs
from lampblack.build.measured import PerMinute
from lampblack.cli.account import bar
from lampblack.cli.main import main
from lampblack.cli.wording import verdict
from lampblack.project.verbs import new
from lampblack.store.decisions import Ran
from lampblack.store.ledger import Money, State
from lampblack.store.store import Store

BUDGET = '\n[budget]\ncurrency = "USD"\ncap = 50.0\nask_above = 50.0\n'


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film that was never made."""
    folder = tmp_path_factory.mktemp("films") / "灯笼"
    new(folder, "zh")
    settings = folder / "film.toml"
    text = settings.read_text(encoding="utf-8").split("[budget]")[0]
    settings.write_text(text + BUDGET, encoding="utf-8")
    return folder


def pay(store: Store, ticket: str, state: State, price: float, engine: str = "fake", **more: Any) -> None:
    subject = more.pop("subject", ticket)
    more.setdefault("outputs", {"video": digest_of(b"v")} if state == "succeeded" else {})
    store.ledger.append(
        Money(
            ticket=ticket, key=digest_of(ticket.encode()), job=f"takes/{subject}/{engine}-1", engine=engine,
            state=state, price=price, stage="takes", subject=subject, **more,
        )
    )  # fmt: skip


@pytest.fixture
def film(blank: Path, tmp_path: Path) -> Path:
    """A folder with a ledger in which everything has happened once."""
    import shutil

    folder = tmp_path / "灯笼"
    shutil.copytree(blank, folder)
    with Store.open(folder) as store:
        pay(store, "a", "succeeded", 1.25)
        pay(store, "b", "succeeded", 2.5, "万象")
        pay(store, "c", "running", 0.4)
        pay(store, "d", "in doubt", 0.35)
        pay(store, "e", "intended", 5.0)
        pay(store, "e", "failed", 0.0)
        pay(store, "f", "expired", 0.5)
        pay(store, "g", "succeeded", 0.25, outputs={})  # a person: it was paid, and nothing came of it
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def test_json_has_every_standing_and_every_side_of_it(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(said(capsys, "cost", film, "--json"))
    assert answer["total"] == {
        "spent": 4.5, "kept": 0.0, "not_kept": 0.0, "undecided": 3.75, "lost": 0.75, "reserved": 0.4, "in_doubt": 0.35,
        "released": 5.0,
    }  # fmt: skip
    for side, rows in answer["by"].items():
        assert sum(row["spent"] for row in rows) == pytest.approx(4.5, abs=1e-9), side
    assert {row["name"]: row["spent"] for row in answer["by"]["engine"]} == {"fake": 2.0, "万象": 2.5}
    assert answer["cut"] is False and answer["per_finished_minute"] == []


def test_the_screen_says_what_it_knows_and_its_columns_align(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screen = said(capsys, "cost", film, "--by", "engine")
    assert "not cut yet" in screen and "of a cap of 50.00" in screen
    table = screen[screen.index("by engine") :].splitlines()
    ends = {cell_len(line[: line.index(amount) + len(amount)]) for line, amount in zip(
        table[1:], ("2.00", "2.50", "4.50"), strict=True
    )}  # fmt: skip
    assert len(ends) == 1, table


def test_a_film_that_was_never_made_claims_nothing(blank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screen = said(capsys, "cost", blank)
    for words in ("nothing was charged", "nothing is on record yet", "not cut yet"):
        assert words in screen
    assert "faster" not in screen and "cheaper" not in screen
    assert "no decision is on record" in said(capsys, "decisions", blank)


def test_a_script_with_a_mistake_in_it_still_has_an_account(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (film / "bible.toml").write_text("[cast\n", encoding="utf-8")
    screen = said(capsys, "cost", film)
    assert "cannot be planned now" in screen and "4.50" in screen


def test_one_states_ones_time_and_takes_back_what_was_too_much(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(film)]) == 0
    capsys.readouterr()
    assert "90 minutes on storyboard are on record; 95 minutes" in said(
        capsys, "cost", film, "--worked", "90", "--on", "storyboard"
    )
    assert "instead of the 5 that were estimated; 130 minutes" in said(capsys, "cost", film, "--worked", "40")
    assert "10 minutes in all" not in said(capsys, "cost", film, "--worked", "-30", "--on", "storyboard")
    assert main(["cost", str(film), "--worked", "-61", "--on", "storyboard"]) == 2
    assert "only 60 minutes are stated on storyboard" in capsys.readouterr().err
    answer = json.loads(said(capsys, "cost", film, "--json"))
    assert (answer["human"]["minutes"], answer["human"]["stated"]) == (100.0, 100.0)


def test_decisions_are_listed_with_who_and_when(
    film: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAMPBLACK_WHO", "后羿")
    assert main(["check", str(film)]) == 0
    capsys.readouterr()
    rows = json.loads(said(capsys, "decisions", film, "--json"))
    assert {row["what"] for row in rows} >= {"script", "settings"}
    assert all(row["who"] == "后羿" and row["digest"] and row["at"][:2] == "20" for row in rows)
    assert "后羿" in said(capsys, "decisions", film)


def test_an_episode_has_its_own_account_and_the_series_the_sum(
    blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    series = tmp_path / "series"
    for name in ("01-rain", "02-moon"):
        new(series / name, "zh")
        text = (series / name / "film.toml").read_text(encoding="utf-8").split("[budget]")[0]
        (series / name / "film.toml").write_text(text, encoding="utf-8")
    (series / "series.toml").write_text(f'title = "两夜"\n{BUDGET}', encoding="utf-8")
    with Store.open(series) as store:
        pay(store, "a", "succeeded", 1.0, film="01-rain")
        pay(store, "b", "succeeded", 2.0, film="02-moon")
        store.decisions.decide("pin", "a", film="01-rain", at=1000.0)
        store.decisions.decide("bible", "bible.toml", at=1300.0)
        store.decisions.ran(Ran(began=1010.0, ended=1070.0))
    whole = json.loads(said(capsys, "cost", series, "--json"))
    assert whole["title"] == "两夜" and whole["total"]["spent"] == 3.0
    assert {row["name"]: (row["spent"], row["human_minutes"]) for row in whole["by"]["episode"]} == {
        "01-rain": (1.0, 5.0), "02-moon": (2.0, 0.0), "": (0.0, 4.0),
    }  # fmt: skip
    one = json.loads(said(capsys, "cost", series / "01-rain", "--json"))
    assert (one["total"]["spent"], one["human"]["minutes"]) == (1.0, 5.0)


def test_settling_a_job_is_work_on_the_shot_it_was_for(film: Path) -> None:
    with Store.open(film) as store:
        pay(store, "9f3c", "in doubt", 1.0, subject="river/li")
        store.decisions.decide("settle", "9f3c", "failed")
    assert [(share.what, share.subject) for share in costs(film).account.shares] == [("settle", "river/li")]


def test_it_works_while_a_build_is_at_work(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(film, owner=True) as store:
        store.ledger.append(
            Money(ticket="z", key=digest_of(b"z"), job="takes/z/fake-1", engine="fake", state="running", price=9)
        )
        assert json.loads(said(capsys, "cost", film, "--json"))["total"]["reserved"] == 9.4
        assert "are on record" in said(capsys, "cost", film, "--worked", "5", "--on", "casting")


def test_ten_thousand_rows_take_less_than_a_second(film: Path) -> None:
    with Store.open(film) as store, store._database.paid() as transaction:  # pyright: ignore[reportPrivateUsage] - in one go: 10,000 commits take a minute
        request = json.dumps({"staging": "x" * 4000})
        columns = [row[1] for row in transaction.execute("PRAGMA table_info(money)")]
        known = {
            "at": 1.8e9, "state": "succeeded", "price": 0.35, "engine": "fake", "unit": "USD", "stage": "takes",
            "request": request, "parts": b"", "outputs": '{"video":"v"}', "quoted": 0.35, "currency": "USD",
        }  # fmt: skip
        holes = ",".join("?" * (len(columns) - 1))
        for number in range(10_000):
            row = {
                **known,
                "ticket": f"t{number}",
                "key": f"k{number}",
                "subject": f"s{number % 900}",
                "job": f"takes/s{number % 900}/fake-1",
            }
            transaction.execute(
                f"INSERT INTO money ({','.join(columns[1:])}) VALUES ({holes})",
                [row.get(name, "") for name in columns[1:]],
            )
    costs(film)
    began = time.process_time()
    found = costs(film)
    for side in ("engine", "kind", "shot", "day"):
        found.account.by(side)
    assert time.process_time() - began < 1.0
    assert len(found.account.charges) == 10_007


@pytest.mark.parametrize(
    ("faster", "cheaper", "words"),
    [
        (6.2, 0.344, "6.2 times faster, 34 % cheaper"),
        (0.5, -0.2, "2.0 times slower, 20 % dearer"),
        (31.4, 0.9997, "31 times faster, 99.97 % cheaper"),
        (None, 0.999999, "more than 99.99 % cheaper"),
        (None, 1.0, "100 % cheaper"),
        (1.0, -0.001, "1.0 times faster, at the same price"),
        (None, None, ""),
    ],
)
def test_a_verdict_is_in_plain_words_and_never_rounded_to_free(
    faster: float | None, cheaper: float | None, words: str
) -> None:
    from fractions import Fraction

    assert verdict(PerMinute(kind="", seconds=Fraction(1), money=1, minutes=1, faster=faster, cheaper=cheaper)) == words


def test_a_bar_is_as_long_as_its_share() -> None:
    assert bar([5, 5, 0, 0, 0, 10], 20) == "█" * 4 + "▒" * 4 + "░" * 8
    assert bar([0, 5, 0, 0, 0, 0], 20) == "▒" * 4
    assert bar([0, 0, 0, 0, 0, 0], 0) == ""
