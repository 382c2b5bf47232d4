"""What may have been paid is listed, and a person's word ends it, on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.spend.provider import Provider
from tests.unit.spend.scripted import QUICK, Scripted, paint

from lampblack.base.errors import UserError
from lampblack.build.money import doubts, settle
from lampblack.cli.main import main
from lampblack.engines.protocol import Refused, Standing
from lampblack.graph.build import build
from lampblack.graph.report import Report
from lampblack.spend.paid import Paid
from lampblack.store.caps import Caps, Limits
from lampblack.store.ledger import Money
from lampblack.store.store import Store

CAPS = Caps(currency="USD", rates={"CNY": 0.15}, limits=Limits(cap=100.0))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "script.fountain").write_text("INT. ROOM - DAY\n\nRain.\n", encoding="utf-8")
    return tmp_path


def buy(film: Path, far: Scripted, words: str = "river at dusk") -> Report:
    with Store.open(film, owner=True) as store:
        inner = Provider(store, film / "bill")
        paid = Paid(store, inner, caps=CAPS, providers=far.providers(), waits=QUICK)
        try:
            return build(lambda known: (paint(words),), store, paid)
        finally:
            paid.close()


def doubtful(film: Path) -> Scripted:
    """One job whose answer was lost at a provider that knows nothing."""
    far = Scripted(finds_lost_answers="no")
    far.submits = [far.accept_and_lose]
    buy(film, far)
    return far


def only(film: Path) -> Money:
    with Store.open(film) as store:
        (money,) = store.ledger.present()
        return money


def test_a_doubt_says_what_to_look_for(film: Path) -> None:
    doubtful(film)
    (doubt,) = doubts(film)
    assert (doubt.engine, doubt.subject, doubt.price, doubt.unit) == ("far", "river at dusk", pytest.approx(0.3), "USD")
    assert "a paint of " in doubt.look_for
    assert f'"river at dusk"; our name for it is {doubt.ticket}' in doubt.look_for
    assert "cannot say whether it took the job" in doubt.why


def test_paid_with_a_file_is_the_result(film: Path) -> None:
    far = doubtful(film)
    picture = film / "from their page.png"
    picture.write_bytes(b"the bought picture")
    (doubt,) = doubts(film)
    settled = settle(film, doubt.ticket[:8], "paid", files=(picture,), note="it is on their page")
    assert settled.state == "succeeded"
    report = buy(film, far)
    assert (report.whole, report.kept, len(far.bill)) == (True, ("takes/river at dusk/1",), 1)
    with Store.open(film) as store:
        assert store.read(report.outputs["takes/river at dusk/1"]["picture"]) == b"the bought picture"
        assert store.ledger.spent() == pytest.approx(0.3)
        (decision,) = store.decisions.every()
        assert (decision.what, decision.subject, decision.note) == (
            "settle",
            doubt.ticket,
            "paid: it is on their page",
        )
    assert doubts(film) == ()


def test_paid_with_the_providers_name_is_fetched_by_the_next_make(film: Path) -> None:
    far = doubtful(film)
    settle(film, only(film).ticket, "paid", provider="p1")
    assert buy(film, far).whole
    assert (len(far.bill), only(film).state, only(film).provider) == (1, "succeeded", "p1")


def test_paid_and_lost_is_spent_and_had_only_by_another_take(film: Path) -> None:
    far = doubtful(film)
    assert "another take" in settle(film, only(film).ticket, "paid").told
    assert "its result is not in the store any more" in buy(film, far).failed[0].message
    assert len(far.bill) == 1
    with pytest.raises(UserError, match="was paid"):
        settle(film, only(film).ticket, "again")
    picture = film / "found after all.png"
    picture.write_bytes(b"found")
    settle(film, only(film).ticket, "paid", files=(picture,))
    assert buy(film, far).whole


def test_failed_owes_nothing_and_is_not_sent_again(film: Path) -> None:
    far = doubtful(film)
    settle(film, only(film).ticket, "failed")
    assert "said no" in buy(film, far).failed[0].message
    with Store.open(film) as store:
        assert (store.ledger.left(CAPS), len(far.bill)) == (100.0, 1)


def test_again_is_sent_again(film: Path) -> None:
    far = doubtful(film)
    settle(film, only(film).ticket, "again")
    assert buy(film, far).whole
    assert len(far.bill) == 2


def test_what_a_no_was_charged_stays_charged(film: Path) -> None:
    far = Scripted()
    far.looks = [Standing(id="p1", state="refused", charged=1.0)]
    buy(film, far)
    assert "stay spent" in settle(film, only(film).ticket, "again").told
    assert buy(film, far).whole
    with Store.open(film) as store:
        assert store.ledger.left(CAPS) == pytest.approx(100.0 - 0.15 - 0.225)


def test_a_no_may_be_tried_again_when_a_person_says_so(film: Path) -> None:
    far = Scripted()
    far.submits = [Refused("unseemly")]
    buy(film, far)
    assert doubts(film) == ()
    settle(film, only(film).ticket, "again")
    assert buy(film, far).whole


def test_mistakes_are_one_line(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doubtful(film)
    ticket = only(film).ticket
    for words, said in (
        (["settle", str(film), "nonsense", "paid"], f"there is no ticket 'nonsense' (possible: {ticket})"),
        (["settle", str(film), ticket, "again", "--id", "p1"], "go with `paid`, not with `again`"),
        (["settle", str(film), ticket, "paid", "--file", "gone.png"], "gone.png: this file is not there"),
        (["settle", str(film), ticket, "paid", "--file", "a", "b"], "2 files were given, and a paint needs one"),
        (["settle", str(film), ticket, "paid", "--file", "a", "--id", "b"], "either --file or --id"),
        (["doubts", str(film / "nowhere")], "there is no such folder"),
    ):
        assert main(words) == 2
        told = capsys.readouterr().err
        assert said in told
        assert len(told.splitlines()) == 1
    assert only(film).state == "in doubt"


def test_the_commands(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doubtful(film)
    ticket = only(film).ticket
    assert main(["doubts", str(film)]) == 0
    said = capsys.readouterr().out
    assert f"{ticket}  river at dusk  0.30 USD to far" in said
    assert f"then: lampblack settle {film} TICKET paid|failed|again" in said
    assert main(["doubts", str(film), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["ticket"] == ticket
    assert main(["settle", str(film), ticket, "again", "--note", "nothing there"]) == 0
    assert "the next make may send it again" in capsys.readouterr().out
    assert main(["doubts", str(film)]) == 0
    assert capsys.readouterr().out == "nothing is in doubt\n"
