"""A node's side of a cluster: bytes in a folder of the node's own, engines warm, jobs done as workers here do them.

Nothing is shared with the owner's machine but the code: what a job reads is brought by its digest where this node lacks
it, what it made goes back by its digest. Knows nothing of Ray.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from lampblack import __version__
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import JobError
from lampblack.runners.call import Caller
from lampblack.runners.context import JobContext
from lampblack.runners.endings import after, ending
from lampblack.runners.messages import Ended
from lampblack.runners.printed import print_from_the_step_on, printed_to
from lampblack.runners.task import Output, Task
from lampblack.store.blobs import Blobs

PLACE = "LAMPBLACK_NODE_CACHE"
"""Environment of a node: its folder for bytes."""

SIZE = "LAMPBLACK_NODE_CACHE_GB"
"""Environment of a node: how large that folder may grow."""

MOST_GB = 20.0
IN_USE = 600.0
"""Seconds for which bytes that a job has asked for are left alone."""

PRINTED = 1 << 20
"""Bytes of what a job printed that are sent back: its end."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A job on its way to a node: plain data, and who sends it."""

    version: str
    number: int
    task: Task
    inputs: list[Digest]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `brought` are bytes that had to be sent because the node lacked them."""

    ended: Ended
    printed: str = ""
    brought: int = 0


class Station:
    """One process on a node. Does one job at a time; engines stay loaded from one to the next."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds the node's bytes, and several processes may share it."""
        self.folder = folder or Path(os.environ.get(PLACE) or Path("~/.cache/lampblack/node").expanduser())
        for part in ("blobs", "tmp"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        self.blobs = Blobs(self.folder)
        self._caller = Caller(self.blobs)
        self._tended = 0.0

    def do(
        self,
        data: bytes,
        bring: Callable[[Digest], bytes],
        progress: Callable[[float, str], None],
        cancelled: Callable[[], bool],
    ) -> tuple[bytes, dict[str, bytes]]:
        """Do the job in a saved `Parcel`; a saved `Answer`, and the bytes of its outputs by their digests."""
        version = msgspec.json.decode(data, type=_Version).version
        if version != __version__:
            words = (
                f"node {os.uname().nodename} has Lampblack {__version__} and the film's machine {version}: "
                "install the same on both"
            )
            return msgspec.json.encode(Answer(ended=Ended(number=0, fault="refused", message=words))), {}
        parcel = msgspec.json.decode(data, type=Parcel)
        self.tend()
        with tempfile.TemporaryDirectory(dir=self.folder / "tmp") as scratch:
            log = Path(scratch) / "printed"
            with printed_to(str(log)):
                answer = self._done(parcel, bring, progress, cancelled)
            with log.open("rb") as file:
                file.seek(max(0, log.stat().st_size - PRINTED))
                printed = file.read().decode(errors="replace")
        blobs: dict[str, bytes] = {
            output.digest: self.blobs.read(output.digest)
            for output in answer.ended.outputs.values()
            if output.text is None and output.digest not in parcel.inputs
        }
        return msgspec.json.encode(msgspec.structs.replace(answer, printed=printed)), blobs

    def tend(self, most: float | None = None) -> None:
        """Let the bytes go that were longest not asked for, once there are more than `most` GB of them."""
        if time.monotonic() - self._tended < 60.0 and most is None:
            return
        self._tended = time.monotonic()
        limit = (float(os.environ.get(SIZE) or MOST_GB) if most is None else most) * 2**30
        files: list[tuple[float, int, Path]] = []
        for file in (self.folder / "blobs").glob("??/*"):
            with suppress(OSError):
                found = file.stat()
                files.append((found.st_mtime, found.st_size, file))
        size = sum(each[1] for each in files)
        for asked, bytes_, file in sorted(files):
            if size <= limit or asked > time.time() - IN_USE:
                return
            file.unlink(missing_ok=True)
            size -= bytes_

    def _done(
        self,
        parcel: Parcel,
        bring: Callable[[Digest], bytes],
        progress: Callable[[float, str], None],
        cancelled: Callable[[], bool],
    ) -> Answer:
        began, brought = time.monotonic(), 0
        try:
            brought = sum(self._bring(digest, bring) for digest in parcel.inputs)
            with JobContext(self.blobs, self.folder / "tmp", progress=progress, cancelled=cancelled) as context:
                outputs: Mapping[str, Output] = self._caller.do(parcel.task, context)
        except Exception as error:
            fault, message = ending(error)
            if fault == "broken":
                print_from_the_step_on(error)
            ended = Ended(number=parcel.number, fault=fault, message=message, seconds=time.monotonic() - began)
            return Answer(ended=msgspec.structs.replace(ended, after=after(error)), brought=brought)
        ended = Ended(number=parcel.number, outputs=dict(outputs), seconds=time.monotonic() - began)
        return Answer(ended=ended, brought=brought)

    def _bring(self, digest: Digest, bring: Callable[[Digest], bytes]) -> int:
        """See that these bytes are here; how many had to be sent."""
        file = self.blobs.file(digest)
        try:
            os.utime(file)
            return 0
        except OSError:
            data = bring(digest)
        if digest_of(data) != digest:
            raise JobError("an input was damaged on its way to the node")
        self.blobs.put_bytes(data, lasting=False)
        return len(data)


class _Version(msgspec.Struct):
    """The one thing that every version can read of a parcel."""

    version: str = ""
