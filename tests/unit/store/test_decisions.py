"""Decisions, builds and the files people write: on record, in order, for whoever asks later."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.digest import digest_of
from lampblack.store.decisions import WHO, Ran, Source
from lampblack.store.store import Store


def test_a_decision_is_there_after_closing_with_who_and_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHO, "墨 Li")
    with Store.open(tmp_path) as store:
        store.decisions.decide("pin", "river/01-wide", "theatre-2", at=20.0)
        store.decisions.decide("worked", "storyboard", minutes=90, film="e02", who="", at=10.0)
    with Store.open(tmp_path) as store:
        first, second = store.decisions.every()
        assert (first.what, first.minutes, first.film, first.who) == ("worked", 90.0, "e02", "")
        assert (second.subject, second.note, second.minutes, second.who) == (
            "river/01-wide", "theatre-2", None, "墨 Li",
        )  # fmt: skip
        assert store.decisions.every("e02") == (first,)


def test_a_decision_made_beside_a_build_at_work_is_seen_by_it(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as owner, Store.open(tmp_path) as other:
        other.decisions.decide("pin", "a", at=1.0)
        # Seen before the other one is closed: nothing of it waits for a commit, and the build is not held up.
        assert [each.subject for each in owner.decisions.every()] == ["a"]
        owner.keep(b"1")


def test_builds_are_told_in_the_order_they_began(tmp_path: Path) -> None:
    late, early = Ran(began=50.0, ended=60.0, made=3, cost=1.5), Ran(began=5.0, ended=6.0, failed=1, film="e01")
    with Store.open(tmp_path) as store:
        store.decisions.ran(late)
        store.decisions.ran(early)
        assert store.decisions.builds() == (early, late)
        assert store.decisions.builds("e01") == (early,)


def test_a_file_is_remembered_as_it_was_seen_last(tmp_path: Path) -> None:
    def seen(text: str) -> Source:
        return Source(file="bible.toml", digest=digest_of(text.encode()), size=len(text), changed=7, text=text)

    with Store.open(tmp_path) as store:
        store.decisions.saw([seen("a"), Source(file="refs/x.png", digest=digest_of(b"x"), size=1, changed=1)])
        store.decisions.saw([seen("b")], gone=["refs/x.png"])
        store.decisions.saw([seen("c")], film="e02")
        assert store.decisions.sources() == {"bible.toml": seen("b")}
        assert store.decisions.sources("e02") == {"bible.toml": seen("c")}
