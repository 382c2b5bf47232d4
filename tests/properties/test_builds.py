"""Laws of a build, on random plans: nothing changed means nothing made, and what changed is made and no more."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.graph.workshop import Workshop, step

from lampblack.graph.build import build
from lampblack.graph.job import Job, Ref
from lampblack.graph.known import Known
from lampblack.graph.plan import plan
from lampblack.store.store import Store

Edges = list[list[int]]


@st.composite
def shapes(draw: st.DrawFn) -> Edges:
    """For each job the earlier ones it stands on."""
    count = draw(st.integers(1, 12))
    return [draw(st.lists(st.integers(0, n - 1), max_size=3, unique=True)) if n else [] for n in range(count)]


def jobs(shape: Edges, changed: int = -1) -> list[Job]:
    return [
        step(
            f"job{n}",
            "mix",
            inputs={f"from{above}": Ref(job=f"job{above}") for above in edges},
            number=n,
            word="new" if n == changed else "old",
        )
        for n, edges in enumerate(shape)
    ]


def below(shape: Edges, number: int) -> set[str]:
    reached = {number}
    for n, edges in enumerate(shape):
        if reached & set(edges):
            reached.add(n)
    return {f"job{n}" for n in reached}


@settings(max_examples=20, deadline=None)
@given(shapes(), st.randoms(use_true_random=False), st.data())
def test_laws_of_a_build(shape: Edges, random: Random, data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, len(shape) - 1))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), owner=True) as store:
        workshop = Workshop(store)
        first = build(lambda known: jobs(shape), store, workshop)
        assert first.whole and len(first.made) == len(shape)

        shuffled = jobs(shape)
        random.shuffle(shuffled)
        again = build(lambda known: shuffled, store, workshop)
        assert (again.made, again.outputs) == ((), first.outputs)

        foreseen = plan(lambda known: jobs(shape, changed), store)
        third = build(lambda known: jobs(shape, changed), store, workshop)
        assert set(third.made) == below(shape, changed)
        assert {each.job.id for each in foreseen.forecasts if each.fate != "kept"} == set(third.made)

        assert build(lambda known: jobs(shape), store, workshop).made == ()


@settings(max_examples=20, deadline=None)
@given(shapes(), st.data())
def test_planned_in_one_go_or_as_values_come_it_is_the_same_film(shape: Edges, data: st.DataObject) -> None:
    gate = data.draw(st.lists(st.booleans(), min_size=len(shape), max_size=len(shape)))

    def growing(known: Known) -> Sequence[Job]:
        """Each gated job is planned only when all it stands on are known."""
        planned: list[Job] = []
        for number, job in enumerate(jobs(shape)):
            ids = [planned_job.id for planned_job in planned]
            upper = [ref.job for ref in job.refs()]
            if any(id not in ids for id in upper):
                continue
            if not gate[number] or all(known.value(id, str) is not None for id in upper):
                planned.append(job)
        return planned

    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        with Store.open(Path(one), owner=True) as store:
            whole = build(lambda known: jobs(shape), store, Workshop(store))
        with Store.open(Path(two), owner=True) as store:
            grown = build(growing, store, Workshop(store))
            assert grown.outputs == whole.outputs
            assert build(growing, store, Workshop(store)).made == ()
