"""What jobs printed: a file a job while there is something in it, the newest ones kept, found again by the job.

Beside the files lies `index.jsonl`: a row for each, so that a job is found by its id whatever its file is called.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from lampblack.base.digest import short
from lampblack.graph.orders import Fault, Order

FOLDER = "logs"
INDEX = "index.jsonl"
WORKERS = "workers.log"
"""What workers say outside of any job: most of all why they could not start."""

LAST_LINES = 12
"""Lines of a log that are shown when a job failed."""

MOST_FILES, MOST_BYTES = 200, 20 * 1024 * 1024


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One log that is kept: its file's name, whose it is, when (seconds since 1970) and how the job ended."""

    file: str
    job: str
    stage: str = ""
    subject: str = ""
    at: float = 0.0
    fault: Fault = ""


class Logs:
    """The logs of one store. One owner writes rows; workers write the files they are told."""

    def __init__(self, store: Path, *, files: int = MOST_FILES, size: int = MOST_BYTES) -> None:
        """`store` is the store's own folder."""
        self.folder = store / FOLDER
        self._files = files
        self._size = size
        self._count = -1

    def begin(self, order: Order) -> Path:
        """An empty place for what this job prints."""
        readable = re.sub(r"[^\w-]+", ".", order.job.id)[-60:]
        file = self.folder / f"{readable}-{short(order.key, 8)}.log"
        with suppress(OSError):
            file.unlink(missing_ok=True)
        return file

    def end(self, order: Order, file: Path, fault: Fault = "") -> None:
        """The job is over: keep its log if there is anything in it and somebody may ask for it."""
        try:
            if fault == "cancelled" or file.stat().st_size == 0:
                file.unlink()
                return
        except OSError:
            return
        job = order.job
        row = Kept(file=file.name, job=job.id, stage=job.stage, subject=job.subject, at=time.time(), fault=fault)
        with suppress(OSError):
            with (self.folder / INDEX).open("ab") as index:
                index.write(msgspec.json.encode(row) + b"\n")
            self._tidy()

    def every(self) -> tuple[Kept, ...]:
        """All that are kept, oldest first."""
        return tuple(row for row in self._rows() if (self.folder / row.file).exists())

    def _rows(self) -> list[Kept]:
        rows: dict[str, Kept] = {}
        with suppress(OSError):
            for line in (self.folder / INDEX).read_bytes().splitlines():
                # The last row may have been cut short by a kill.
                with suppress(msgspec.DecodeError):
                    row = msgspec.json.decode(line, type=Kept)
                    rows.pop(row.file, None)
                    rows[row.file] = row
        return list(rows.values())

    def _tidy(self) -> None:
        """Let the oldest go, looking only now and then: a row is cheap and a folder's listing is not."""
        self._count += 1
        if self._count % 50:
            return
        kept, size = list[Kept](), 0
        for row in sorted(self.every(), key=lambda each: -each.at):
            size += (self.folder / row.file).stat().st_size
            if len(kept) < self._files and (size <= self._size or not kept):
                kept.append(row)
        names = {row.file for row in kept} | {WORKERS, INDEX}
        for file in self.folder.iterdir():
            if file.name not in names and file.stat().st_mtime < time.time() - 60.0:
                file.unlink(missing_ok=True)
        part = self.folder / f"{INDEX}.part"
        part.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in reversed(kept)))
        part.replace(self.folder / INDEX)


def with_log(message: str, log: Path) -> str:
    """The message, and the last lines of what was printed meanwhile."""
    try:
        printed: Sequence[str] = log.read_text(errors="replace").strip().splitlines()
    except OSError:
        return message
    if not printed:
        return message
    return "\n".join([message, *(f"  | {text}" for text in printed[-LAST_LINES:]), f"  all of it: {log}"])
