"""Where a build stands: its events added up, for the terminal, a page, or whoever comes later and reads them all."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from lampblack.base.events import Event

Counted = Literal["kept", "made", "failed"]


@dataclass(kw_only=True)
class Count:
    """Jobs of one stage or scene."""

    kept: int = 0
    made: int = 0
    failed: int = 0
    seconds: float = 0.0
    cost: float = 0.0

    @property
    def done(self) -> int:
        """Kept or made."""
        return self.kept + self.made


@dataclass(kw_only=True)
class Running:
    """A job under way: its share done (0 to 1), and since when (seconds since 1970)."""

    stage: str
    subject: str
    scene: str = ""
    done: float = 0.0
    note: str = ""
    since: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A job that could not be done, and why."""

    job: str
    stage: str
    subject: str
    message: str


@dataclass(kw_only=True)
class Standing:
    """Everything a page shows of a build. Hears the events in their order; the same events come to the same."""

    planned: int = 0
    stages: dict[str, Count] = field(default_factory=lambda: {})
    scenes: dict[str, Count] = field(default_factory=lambda: {})
    running: dict[str, Running] = field(default_factory=lambda: {})
    failed: list[Failed] = field(default_factory=lambda: [])
    cost: float = 0.0
    """Money so far, in this build."""
    began: float = 0.0
    ended: float = 0.0
    stopped: bool = False

    def hear(self, event: Event) -> None:
        """Take one more event into account."""
        match event.what:
            case "began":
                self.began = event.at
            case "ended":
                self.ended = event.at
                self.running.clear()
            case "planned":
                number = event.note.partition(" ")[0]
                self.planned = int(number) if number.isdigit() else self.planned
            case "started":
                self.running[event.job] = Running(
                    stage=event.stage, subject=event.subject, scene=event.scene, since=event.at
                )
            case "progress":
                if event.job in self.running:
                    self.running[event.job].done = event.done
                    self.running[event.job].note = event.note
            case "kept" | "made" | "failed":
                self._count(event.what, event)
            case "waiting":
                self.running.pop(event.job, None)
            case "stopped":
                self.running.pop(event.job, None)
                self.stopped |= not event.job
            case "collected":
                pass

    def plain(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return asdict(self)

    def _count(self, what: Counted, event: Event) -> None:
        self.running.pop(event.job, None)
        self.cost += event.cost
        for counts, name in ((self.stages, event.stage), (self.scenes, event.scene)):
            count = counts.setdefault(name, Count())
            setattr(count, what, getattr(count, what) + event.count)
            count.seconds += event.seconds
            count.cost += event.cost
        if what == "failed":
            self.failed.append(Failed(job=event.job, stage=event.stage, subject=event.subject, message=event.note))
