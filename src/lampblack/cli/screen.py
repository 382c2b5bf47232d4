"""The terminal while a film is made: which stage, which shot, how far, how long still; plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from lampblack.base.events import Event
from lampblack.base.standing import Count, Standing
from lampblack.cli.times import clock

STAGES = ("script", "breakdown", "read", "shots", "takes", "cut", "sound", "film")
_REDRAW = 0.2


class Screen:
    """Listens to a build. On a terminal it draws a few live lines; elsewhere it writes one line for what took long."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live: Any = None
        self._began = time.monotonic()
        self._drawn = 0.0
        self._standing = Standing()
        self._since: dict[str, float] = {}
        """Job id: when it began, by this process's clock."""

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._live is not None:
            self._live.stop()

    def turn_to(self, episode: str) -> None:
        """The next film begins: its name, and the counts from nothing."""
        if not self._quiet and self._live is None:
            print(f"{episode}", file=sys.stderr, flush=True)
        self._standing = Standing(cost=self._standing.cost)
        self._since.clear()

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
        self._standing.hear(event)
        if event.what == "collected":
            print(f"  {event.note}", file=sys.stderr, flush=True)
        elif event.what == "started":
            self._since[event.job] = time.monotonic()
        elif event.what == "made" and not sys.stderr.isatty() and (event.seconds > 1.0 or event.cost):
            price = f"  {event.cost:.2f}" if event.cost else ""
            print(f"  {event.stage:<10}{event.subject}  {event.seconds:.1f} s{price}", file=sys.stderr, flush=True)
        self._draw(force=event.what in ("started", "made"))

    def _draw(self, *, force: bool) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or (now - self._drawn < _REDRAW and not (force and self._live is None)):
            return
        if self._live is None:
            if not self._standing.running:
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
        standing = self._standing
        done = sum(count.done for count in standing.stages.values())
        stages = "  ".join(f"{stage} {count.made}" for stage in STAGES if (count := self._count(stage)) and count.made)
        table.add_row("墨", f"{done}/{standing.planned} done", stages or "looking for what is kept", self._left(now))
        for job, each in list(standing.running.items())[:6]:
            bar = "█" * round(each.done * 20) + "░" * (20 - round(each.done * 20))
            table.add_row("", bar, f"{each.stage}  {each.subject}", f"{now - self._since.get(job, now):.0f} s")
        return table

    def _count(self, stage: str) -> Count | None:
        return self._standing.stages.get(stage)

    def _left(self, now: float) -> str:
        """How long so far, for how much, and how long still for what runs, from how far it has come."""
        running = self._standing.running.items()
        guesses = [
            (now - self._since.get(job, now)) * (1.0 - each.done) / each.done
            for job, each in running
            if each.done > 0.05
        ]
        told = [f"{clock(now - self._began)} so far"]
        told += [f"{self._standing.cost:.2f} spent"] * bool(self._standing.cost)
        if guesses:
            told.append(f"this step about {clock(max(guesses))} more")
        return ", ".join(told)
