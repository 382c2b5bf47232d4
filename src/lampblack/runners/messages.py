"""What owner and worker say to each other: one JSON object a line, over pipes."""

from __future__ import annotations

import msgspec

from lampblack.base.digest import Digest
from lampblack.graph.orders import Fault
from lampblack.runners.needs import Needs
from lampblack.runners.task import Output, Task


class Do(msgspec.Struct, frozen=True, kw_only=True, tag="do"):
    """Do this task; everything printed meanwhile goes to `log`."""

    number: int
    task: Task
    log: str
    needs: Needs | None = None
    """For whoever has to find a place for it."""
    inputs: list[Digest] = []
    """Bytes it reads, for whoever has to send them."""


class Stop(msgspec.Struct, frozen=True, kw_only=True, tag="stop"):
    """Nobody waits for that task any more."""

    number: int


class Drop(msgspec.Struct, frozen=True, kw_only=True, tag="drop"):
    """End that task, however it likes it."""

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


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One machine of a cluster, by what Ray was told it has; `vram_gb` is of all its GPUs together."""

    name: str
    cores: float = 0.0
    gpus: float = 0.0
    vram_gb: float = 0.0


class Ready(msgspec.Struct, frozen=True, kw_only=True, tag="ready"):
    """A cluster is there, and these machines are in it now."""

    nodes: list[Node]


class Lost(msgspec.Struct, frozen=True, kw_only=True, tag="lost"):
    """There is no cluster, or none any more, and why."""

    message: str


ToWorker = Do | Stop | Drop
FromWorker = Said | Ended | Ready | Lost

READ_TO_WORKER = msgspec.json.Decoder(ToWorker)
READ_FROM_WORKER = msgspec.json.Decoder(FromWorker)


def line(message: ToWorker | FromWorker) -> bytes:
    """The message as one line."""
    return msgspec.json.encode(message) + b"\n"
