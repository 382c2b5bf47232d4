"""A build's events come to counts by stage and scene, what runs, what failed, what was paid."""

from __future__ import annotations

from lampblack.base.events import Event
from lampblack.base.standing import Standing

SAID = (
    Event(what="began", at=100.0, note="77"),
    Event(what="planned", note="9 jobs"),
    Event(what="kept", stage="read", scene="river", count=4),
    Event(what="started", job="takes/a", stage="takes", subject="a", scene="river", at=101.0),
    Event(what="started", job="takes/b", stage="takes", subject="b", scene="hill", at=101.0),
    Event(what="progress", job="takes/a", done=0.5, note="frame 12"),
)


def heard(*more: Event) -> Standing:
    standing = Standing()
    for event in (*SAID, *more):
        standing.hear(event)
    return standing


def test_what_runs_is_told_with_its_share_done() -> None:
    standing = heard()
    assert (standing.planned, standing.stages["read"].done) == (9, 4)
    assert {job: (each.done, each.since) for job, each in standing.running.items()} == {
        "takes/a": (0.5, 101.0), "takes/b": (0.0, 101.0),
    }  # fmt: skip


def test_what_is_made_and_paid_is_counted_by_stage_and_scene() -> None:
    made = Event(what="made", job="takes/a", stage="takes", subject="a", scene="river", seconds=2.0, cost=0.4)
    failed = Event(what="failed", job="takes/b", stage="takes", subject="b", scene="hill", note="no")
    standing = heard(made, failed)
    assert (standing.stages["takes"].made, standing.stages["takes"].failed, standing.cost) == (1, 1, 0.4)
    assert (standing.scenes["river"].done, standing.scenes["river"].cost, standing.scenes["hill"].failed) == (5, 0.4, 1)
    assert [(each.job, each.message) for each in standing.failed] == [("takes/b", "no")]
    assert standing.running == {}


def test_a_job_that_waits_for_its_turn_again_does_not_run() -> None:
    assert "takes/a" not in heard(Event(what="waiting", job="takes/a", note="busy")).running


def test_the_end_is_the_end() -> None:
    standing = heard(Event(what="stopped"), Event(what="ended", at=103.0))
    assert (standing.stopped, standing.ended, standing.running) == (True, 103.0, {})
    assert standing.plain()["stages"]["read"]["kept"] == 4
