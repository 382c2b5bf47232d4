"""What a build says, written down as it says it: one JSON object a line in `events.jsonl`, beside the records.

For whoever looks on from another process: a page, `lampblack watch`. The file is the present (or last) build's; the one
before is kept as `events-before.jsonl`. It is a window and not a record: nothing is ever made or paid by what stands in
it, and a build that cannot write it goes on.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import msgspec

from lampblack.base.events import Event

FILE, BEFORE = "events.jsonl", "events-before.jsonl"

BREATH = 0.25
"""Seconds between two words about how far one job is, and between two writes of what is not urgent."""

LOOK = 0.1
"""Seconds between two looks at a file that may have grown."""

PATIENCE = 5.0
"""Seconds for a build to say that it began: one that never does could not write."""

_URGENT = ("started", "made", "failed", "waiting", "stopped", "collected", "began", "ended")
_READ = msgspec.json.Decoder(Event)
_WRITE = msgspec.json.Encoder()


class Stream:
    """A listener that writes. Use it as a context manager: the build's begin and end are written too."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """`folder` is the store's own."""
        self._file = folder / FILE
        self._before = folder / BEFORE
        self._clock = clock
        self._turn = threading.Lock()
        self._pipe = -1
        self._kept: dict[tuple[str, str], int] = {}
        """Jobs found kept since the last write, by stage and scene: a whole series is a few lines."""
        self._lines: list[bytes] = []
        self._said: dict[str, float] = {}
        self._written = 0.0

    def __enter__(self) -> Stream:
        with suppress(OSError):
            if self._file.exists():
                self._file.replace(self._before)
            self._pipe = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.hear(Event(what="began", note=str(os.getpid())))
        return self

    def __exit__(self, *_: object) -> None:
        self.hear(Event(what="ended"))
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1

    def hear(self, event: Event) -> None:
        """Write it down, or remember to."""
        now = self._clock()
        with self._turn:
            if event.what == "kept":
                place = (event.stage, event.scene)
                self._kept[place] = self._kept.get(place, 0) + event.count
            elif event.what != "progress" or self._due(event.job, now):
                if event.what in ("made", "failed"):
                    self._said.pop(event.job, None)
                self._lines.append(line_of(event, now))
            if event.what in _URGENT or now - self._written >= BREATH:
                self._write(now)

    def _due(self, job: str, now: float) -> bool:
        if now - self._said.get(job, 0.0) < BREATH:
            return False
        self._said[job] = now
        return True

    def _write(self, now: float) -> None:
        kept = [
            line_of(Event(what="kept", stage=stage, scene=scene, count=count), now)
            for (stage, scene), count in self._kept.items()
        ]
        data = b"".join([*kept, *self._lines])
        self._kept.clear()
        self._lines.clear()
        self._written = now
        if self._pipe >= 0:
            with suppress(OSError):
                os.write(self._pipe, data)


def events_of(folder: Path, patience: Callable[[], None] = lambda: time.sleep(LOOK)) -> Generator[Event]:
    """Every event of the present build as it comes, from its beginning; ends with it, also where it was killed.

    Of a build that is over: its events, at once. Nothing where no build has ever been.
    """
    process, since = 0, time.monotonic()
    try:
        pipe = (folder / FILE).open("rb")
    except FileNotFoundError:
        return
    with pipe:
        rest = b""
        while True:
            # Asked before the file is read: what a build wrote just before its end is not to be missed.
            over = not alive(process) if process else time.monotonic() - since > PATIENCE
            rest += pipe.read()
            *lines, rest = rest.split(b"\n")
            for line in lines:
                event = _READ.decode(line)
                if event.what == "began":
                    process = int(event.note)
                yield event
                if event.what == "ended":
                    return
            if over:
                return
            patience()


def alive(process: int) -> bool:
    """Whether there is such a process; where nobody can say, yes."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def line_of(event: Event, now: float = 0.0) -> bytes:
    """One line, without what says nothing; `now` where the event itself does not say when."""
    said = {name: value for name, value in vars(event).items() if value != _PLAIN[name]}
    return _WRITE.encode({**said, "at": event.at or round(now, 3)}) + b"\n"


_PLAIN = asdict(Event(what="kept")) | {"what": ""}
