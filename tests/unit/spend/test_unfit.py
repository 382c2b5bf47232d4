"""What was bought, came, and is not what was asked for is neither bought again nor lost: it is kept for a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.unit.build.test_money import buy, film, only
from tests.unit.spend.scripted import QUICK, Scripted

from lampblack.base.context import Context
from lampblack.base.errors import JobError
from lampblack.build.money import doubts, settle
from lampblack.engines.protocol import Answer, Standing
from lampblack.store.store import Store

__all__ = ["film"]
THEIRS = b"a film of another size"


class Careless(Scripted):
    """It delivers what nobody asked for, as often as `misfits` says."""

    misfits: int | None = None
    fault: Exception = JobError("far sent a picture of 10x10, asked was 32x16")

    def fetch(self, id: str, context: Context) -> Answer:
        if self.misfits != 0:
            self.misfits = None if self.misfits is None else self.misfits - 1
            (context.scratch / "answer").write_bytes(THEIRS)
            (context.scratch / "received.mp4").write_bytes(b"half of it, as the house writes it")
            raise self.fault
        return super().fetch(id, context)


def test_what_does_not_fit_is_kept_and_a_person_takes_it_as_it_is(film: Path) -> None:
    far = Careless()
    (failed,) = buy(film, far).failed
    ticket = only(film).ticket
    kept = film / ".lampblack" / "unfit" / ticket / "answer"
    assert kept.read_bytes() == THEIRS and list(kept.parent.iterdir()) == [kept]
    assert f"settle DIR {ticket} paid --file {kept}" in failed.message and "asked was 32x16" in failed.message
    (doubt,) = doubts(film)
    assert (doubt.state, str(kept) in doubt.why) == ("running", True)
    settle(film, ticket, "paid", files=(kept,))
    assert buy(film, far).kept and far.bill == [ticket] and doubts(film) == ()
    with Store.open(film) as store:
        assert store.read(only(film).outputs["picture"]) == THEIRS
    assert not kept.exists()


def test_a_later_make_that_gets_what_fits_needs_it_no_more(film: Path) -> None:
    far = Careless()
    far.misfits = QUICK.tries
    buy(film, far)
    assert buy(film, far).whole and len(far.bill) == 1
    assert not (film / ".lampblack" / "unfit" / far.bill[0]).exists()


def test_what_runs_out_at_the_provider_meanwhile_is_still_here(film: Path) -> None:
    far = Careless()
    buy(film, far)
    gone: Callable[[str], Standing] = lambda id: Standing(id=id, state="expired")  # noqa: E731
    far.looks = [gone]
    (failed,) = buy(film, far).failed
    assert only(film).state == "expired"
    kept = film / ".lampblack" / "unfit" / far.bill[0] / "answer"
    assert str(kept) in doubts(film)[0].why and kept.read_bytes() == THEIRS
    assert far.bill[0] in failed.message


def test_what_a_reader_breaks_over_is_kept_too(film: Path) -> None:
    far = Careless()
    far.fault = ValueError("invalid data found when processing input")
    (failed,) = buy(film, far).failed
    kept = film / ".lampblack" / "unfit" / far.bill[0] / "answer"
    assert kept.read_bytes() == THEIRS and str(kept) in failed.message
