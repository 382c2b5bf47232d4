"""What is said just before a build begins anything."""

from __future__ import annotations

import pytest
from tests.unit.graph.workshop import Workshop, step

from lampblack.base.errors import UserError
from lampblack.graph.build import build
from lampblack.store.store import Store


def test_it_is_asked_once_and_only_where_there_is_something_to_do(store: Store) -> None:
    asked: list[str] = []
    workshop = Workshop(store)
    for _ in range(2):
        build(lambda known: [step("a"), step("b")], store, workshop, before=lambda: asked.append("before"))
    assert asked == ["before"]


def test_what_it_raises_stops_the_build_before_anything_began(store: Store) -> None:
    workshop = Workshop(store)

    def before() -> None:
        raise UserError("too dear")

    with pytest.raises(UserError, match="too dear"):
        build(lambda known: [step("a")], store, workshop, before=before)
    assert workshop.ran == []
