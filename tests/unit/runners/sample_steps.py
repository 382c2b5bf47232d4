"""Steps for tests of the runners: named by jobs, called in workers."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.errors import Busy, UserError


@dataclass(frozen=True, kw_only=True)
class Line:
    text: str
    seconds: float = 0.0


def measure(context: Context, *, line: Line, pace: float = 1.0) -> Line:
    """A noun in, a noun out."""
    context.progress(0.5, "half")
    return Line(text=line.text, seconds=len(line.text) * pace)


def record(context: Context, *, lines: tuple[Line, ...], before: Blob | None = None) -> Mapping[str, Blob | Line]:
    """Many nouns and perhaps a blob in; a blob and a noun out."""
    start = context.path(before).read_bytes() if before else b""
    target = context.scratch / "voice.wav"
    target.write_bytes(start + "".join(line.text for line in lines).encode())
    return {"voice": context.put(target), "last": lines[-1]}


def threads(context: Context) -> str:
    return os.environ["OMP_NUM_THREADS"]


def break_(context: Context) -> None:
    print("before it broke", file=sys.stderr)
    os.write(1, b"printed by a C library\n")
    raise ZeroDivisionError("no reason")


def refuse(context: Context) -> None:
    raise UserError("cannot draw that", possible=("this",))


def die(context: Context, *, times: int, marks: str) -> str:
    """Kill the own process that often, counting in a file."""
    with open(marks, "a") as file:  # noqa: PTH123
        file.write("x")
    with open(marks) as file:  # noqa: PTH123
        died = len(file.read())
    if died <= times:
        print("about to die", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return f"lived on try {died}"


def wait(context: Context, *, seconds: float, stubborn: bool = False) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if context.cancelled() and not stubborn:
            raise Cancelled
        time.sleep(0.01)
    return "waited"


def meet(context: Context, *, who: str, marks: str) -> str:
    """Wait until two are here: only jobs that run side by side ever meet."""
    (Path(marks) / who).touch()
    until = time.monotonic() + 20
    while len(list(Path(marks).iterdir())) < 2:
        if time.monotonic() > until:
            raise UserError("nobody came")
        time.sleep(0.01)
    return "met"


def big(context: Context) -> list[int]:
    return list(range(20_000))


def nowhere(context: Context) -> Blob:
    from lampblack.base.digest import digest_of

    return Blob(digest=digest_of(b"never kept"))


def scratch(context: Context) -> str:
    (context.scratch / "left").write_text("something")
    return str(context.scratch)


def slowly_record(
    context: Context, *, lines: tuple[Line, ...], before: Blob | None = None
) -> Mapping[str, Blob | Line]:
    time.sleep(0.06)
    return record(context, lines=lines, before=before)


def fill_the_disk(context: Context) -> str:
    raise OSError(errno.ENOSPC, "No space left on device", str(context.scratch / "take.mkv"))


def cards(context: Context, *, seconds: float = 0.0) -> str:
    """Which GPUs and which process."""
    time.sleep(seconds)
    return f"{os.environ.get('CUDA_VISIBLE_DEVICES')} {os.getpid()}"


def crowded(context: Context) -> None:
    raise Busy("the card is taken", after=7.5)


def chat(context: Context, *, words: str) -> str:
    print(words)
    return words


def letters(context: Context, *, text: Blob, times: int = 1) -> Mapping[str, Blob | str]:
    """A blob in, a larger one out, and a value."""
    data = context.path(text).read_bytes()
    target = context.scratch / "letters"
    target.write_bytes(data * times)
    print(f"{len(data)} letters")
    return {"blob": context.put(target), "said": data[:10].decode()}


def linger(context: Context, *, marks: str, seconds: float, line: Line | None = None) -> str:
    """Say where it is at work, and be at work for a while."""
    node = Path(os.environ.get("LAMPBLACK_NODE_CACHE", "here")).name
    (Path(marks) / node).touch()
    (Path(marks) / f"begun-{os.getpid()}-{time.monotonic_ns()}").touch()
    time.sleep(seconds)
    return "waited"
