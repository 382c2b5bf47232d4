"""What a build says is read by others as it comes, little of it, and until the build ends however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

from lampblack.base.events import Event
from lampblack.store.stream import BEFORE, FILE, Stream, events_of, line_of


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def said(folder: Path) -> list[Event]:
    return list(events_of(folder))


def test_everything_is_read_back_as_it_was_said(tmp_path: Path) -> None:
    event = Event(what="made", job="takes/a", stage="takes", subject="a", scene="river", seconds=1.5, cost=0.25)
    with Stream(tmp_path) as stream:
        stream.hear(event)
    began, made, ended = said(tmp_path)
    assert (began.what, began.note, ended.what) == ("began", str(os.getpid()), "ended")
    assert made.at > 0 and line_of(made) == line_of(event, made.at)


def test_no_job_says_more_than_four_words_a_second(tmp_path: Path) -> None:
    clock = Clock()
    with Stream(tmp_path, clock) as stream:
        for number in range(1000):
            clock.now = 1000.0 + number / 100
            for job in "ab":
                stream.hear(Event(what="progress", job=job, done=number / 1000))
    words = [event for event in said(tmp_path) if event.what == "progress"]
    assert 60 <= len(words) <= 80
    assert all(
        later.at - earlier.at >= 0.25
        for job in "ab"
        for told in [[event for event in words if event.job == job]]
        for earlier, later in pairwise(told)
    )


def test_what_is_kept_is_a_few_lines_and_every_job_is_counted(tmp_path: Path) -> None:
    with Stream(tmp_path, Clock()) as stream:
        for number in range(5000):
            stream.hear(Event(what="kept", job=str(number), stage="takes", scene=str(number % 3)))
    kept = [event for event in said(tmp_path) if event.what == "kept"]
    assert len(kept) <= 6 and sum(event.count for event in kept) == 5000
    assert (tmp_path / FILE).stat().st_size < 1000


def test_the_build_before_is_put_aside(tmp_path: Path) -> None:
    for job in ("first", "second"):
        with Stream(tmp_path) as stream:
            stream.hear(Event(what="made", job=job))
    assert [event.job for event in said(tmp_path) if event.job] == ["second"]
    assert b"first" in (tmp_path / BEFORE).read_bytes()


def test_whoever_looks_on_sees_it_as_it_comes(tmp_path: Path) -> None:
    seen: list[str] = []
    arrived = threading.Event()

    def look() -> None:
        for event in events_of(tmp_path):
            seen.append(event.what)
            if event.what == "started":
                arrived.set()

    with Stream(tmp_path) as stream:
        looker = threading.Thread(target=look, daemon=True)
        looker.start()
        stream.hear(Event(what="started", job="a"))
        assert arrived.wait(5) and looker.is_alive()
    looker.join(5)
    assert seen == ["began", "started", "ended"]


def test_a_build_that_was_killed_is_over_for_whoever_looks_on(tmp_path: Path) -> None:
    code = f"""
import os, signal, sys
from pathlib import Path
from lampblack.base.events import Event
from lampblack.store.stream import Stream
with Stream(Path({str(tmp_path)!r})) as stream:
    stream.hear(Event(what="started", job="a"))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"what":"ma')
    assert [event.what for event in said(tmp_path)] == ["began", "started"]


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    with Stream(tmp_path / "gone") as stream:
        stream.hear(Event(what="made", job="a"))
    assert said(tmp_path / "gone") == []
