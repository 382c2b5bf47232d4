"""The terminal while a film is made: which stage, which shot, how far, how long still; plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from lampblack.base.events import Event

STAGES = ("script", "breakdown", "read", "shots", "takes", "cut", "sound", "film")
_REDRAW = 0.2


class Screen:
    """Listens to a build. On a terminal it draws a few live lines; elsewhere it writes one line for what took long."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live: Any = None
        self._began = time.monotonic()
        self._drawn = 0.0
        self._total = 0
        self._kept = 0
        self._made: dict[str, int] = {}
        self._running: dict[str, tuple[str, float, float]] = {}
        """Job id: (stage and subject, share done, when it began)."""
        self._finished_work = 0.0

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._live is not None:
            self._live.stop()

    def turn_to(self, episode: str) -> None:
        """The next film begins: its name, and the counts from nothing."""
        if not self._quiet and self._live is None:
            print(f"{episode}", file=sys.stderr, flush=True)
        self._total = self._kept = 0
        self._made.clear()
        self._running.clear()

    @property
    def person(self) -> Callable[[str], bool] | None:
        """Whoever can be asked: somebody who sees this screen and has a keyboard."""
        return self._ask if not self._quiet and sys.stderr.isatty() and sys.stdin.isatty() else None

    def _ask(self, question: str) -> bool:
        """A question before money is spent; anything but a yes is a no."""
        if self._live is not None:
            self._live.stop()
            self._live = None
        print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def hear(self, event: Event) -> None:
        """The build's listener."""
        if self._quiet:
            return
        if event.what == "collected":
            print(f"  {event.note}", file=sys.stderr, flush=True)
        if event.what == "planned":
            self._total = int(event.note.split()[0]) if event.note else self._total
        elif event.what == "kept":
            self._kept += 1
        elif event.what == "started":
            self._running[event.job] = (f"{event.stage}  {event.subject}", 0.0, time.monotonic())
        elif event.what == "progress" and event.job in self._running:
            label, _, since = self._running[event.job]
            self._running[event.job] = (label, event.done, since)
        elif event.what == "made":
            self._running.pop(event.job, None)
            self._made[event.stage] = self._made.get(event.stage, 0) + 1
            if not sys.stderr.isatty() and event.seconds > 1.0:
                print(f"  {event.stage:<10}{event.subject}  {event.seconds:.1f} s", file=sys.stderr, flush=True)
        elif event.what in ("failed", "stopped"):
            self._running.pop(event.job, None)
        self._draw(force=event.what in ("started", "made"))

    def _draw(self, *, force: bool) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or (now - self._drawn < _REDRAW and not (force and self._live is None)):
            return
        if self._live is None:
            if not self._running:
                return
            from rich.console import Console
            from rich.live import Live

            self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
            self._live.start()
        self._drawn = now
        self._live.update(self._picture(now), refresh=True)

    def _picture(self, now: float) -> Any:
        from rich.table import Table

        table = Table.grid(padding=(0, 2))
        done = self._kept + sum(self._made.values())
        stages = "  ".join(f"{stage} {self._made[stage]}" for stage in STAGES if stage in self._made)
        table.add_row("墨", f"{done}/{self._total} done", stages or "looking for what is kept", self._left(now))
        for label, share, since in list(self._running.values())[:6]:
            bar = "█" * round(share * 20) + "░" * (20 - round(share * 20))
            table.add_row("", bar, label, f"{now - since:.0f} s")
        return table

    def _left(self, now: float) -> str:
        """How long still for what runs, from how far it has come."""
        guesses = [(now - since) * (1.0 - share) / share for _, share, since in self._running.values() if share > 0.05]
        return f"{_clock(now - self._began)} so far" + (
            f", this step about {_clock(max(guesses))} more" if guesses else ""
        )


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
