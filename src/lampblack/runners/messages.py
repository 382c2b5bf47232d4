"""What owner and worker say to each other: one JSON object a line, over pipes."""

from __future__ import annotations

import msgspec

from lampblack.graph.orders import Fault
from lampblack.runners.task import Output, Task


class Do(msgspec.Struct, frozen=True, kw_only=True, tag="do"):
    """Do this task; everything printed meanwhile goes to `log`."""

    number: int
    task: Task
    log: str


class Stop(msgspec.Struct, frozen=True, kw_only=True, tag="stop"):
    """Nobody waits for that task any more."""

    number: int


class Said(msgspec.Struct, frozen=True, kw_only=True, tag="said"):
    """How far a task is, 0 to 1."""

    number: int
    done: float
    note: str


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="ended"):
    """A task is over; `seconds` is work, without the way here and back."""

    number: int
    outputs: dict[str, Output] = {}
    fault: Fault = ""
    message: str = ""
    seconds: float = 0.0
    after: float = 0.0
    """Where the fault is `busy`: seconds after which to try again."""


ToWorker = Do | Stop
FromWorker = Said | Ended

READ_TO_WORKER = msgspec.json.Decoder(ToWorker)
READ_FROM_WORKER = msgspec.json.Decoder(FromWorker)


def line(message: ToWorker | FromWorker) -> bytes:
    """The message as one line."""
    return msgspec.json.encode(message) + b"\n"
