"""What is due later is called then, once, unless it was dropped; what was dropped is forgotten."""

from __future__ import annotations

import threading
import time

from lampblack.runners.deadlines import Deadlines


def test_calls_come_in_the_order_they_are_due_and_dropped_ones_never() -> None:
    deadlines, called, done = Deadlines(), list[str](), threading.Event()
    deadlines.after(0.12, lambda: (called.append("late"), done.set()))  # type: ignore[func-returns-value]
    dropped = deadlines.after(0.06, lambda: called.append("dropped"))
    deadlines.after(0.02, lambda: called.append("soon"))
    deadlines.drop(dropped)
    assert done.wait(5) and called == ["soon", "late"]
    deadlines.close()


def test_after_closing_nothing_is_called() -> None:
    deadlines, called = Deadlines(), list[str]()
    deadlines.after(0.02, lambda: called.append("x"))
    deadlines.close()
    time.sleep(0.08)
    assert called == []


def test_a_thousand_jobs_that_ended_in_time_leave_nothing_behind() -> None:
    deadlines = Deadlines()
    for _ in range(1000):
        deadlines.drop(deadlines.after(3600.0, lambda: None))
    assert len(deadlines._due) < 100
    deadlines.close()
