"""What jobs would give if they were done, so that a plan sees, and prices, the whole film at once.

Small steps are really worked out, in memory; a line that is not recorded gets its guide reading, a take the length it
was asked for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.base.saved import convert, encode
from lampblack.base.time import Rate
from lampblack.engines.requests import (
    Film,
    Foley,
    Paint,
    Phoneme,
    Scale,
    Size,
    Speak,
    Spoken,
    Sync,
    Taken,
    Word,
    request_from,
)
from lampblack.engines.speaking.moods import feel_of
from lampblack.engines.speaking.text import clauses
from lampblack.graph.job import Ask, Job
from lampblack.graph.orders import Order
from lampblack.graph.supposed import Guess, Read, Suppose
from lampblack.read.recordings import RECORD
from lampblack.read.steps import guide_samples
from lampblack.runners.call import Caller
from lampblack.runners.context import JobContext
from lampblack.runners.task import task_of
from lampblack.store.blobs import Blobs
from lampblack.store.errors import MissingBlob
from lampblack.takes.boards import SAID
from lampblack.takes.controls import CONTROL
from lampblack.takes.making import FIT
from lampblack.takes.parts import JOIN, LAST, SLICE
from lampblack.takes.plan import ADOPT

_NOTHING_YET = {SAID.name: ("voice",), LAST.name: ("picture",), SLICE.name: ("roll",), JOIN.name: ("video",)}
"""Steps whose bytes nobody plans on, and what they give."""

Failed = Callable[[Job, LampblackError], None]
"""Told of a step that was worked out and failed."""


def untold(job: Job, error: LampblackError) -> None:
    """For those who leave it to the build to say how a step fails."""


@contextmanager
def guessing(held: Mapping[Digest, bytes], failed: Failed = untold) -> Generator[Suppose]:
    """A `Suppose` for a film's jobs, usable while the block lasts. `held` are sources that are not in the store."""
    with tempfile.TemporaryDirectory(prefix="lampblack-plan-") as folder:
        yield _Guesser(Path(folder), held, failed).guess


class _Guesser:
    def __init__(self, folder: Path, held: Mapping[Digest, bytes], failed: Failed) -> None:
        (folder / "blobs").mkdir()
        (folder / "tmp").mkdir()
        self._folder = folder
        self._held = held
        self._failed = failed
        self._read: Read | None = None
        self._blobs = Blobs(folder, self._value)
        self._caller = Caller(self._blobs)

    def guess(self, order: Order, read: Read) -> Guess | None:
        work = order.job.work
        if isinstance(work, Ask):
            return _answer(order, work)
        if work.name in (ADOPT.name, FIT.name):
            return _adopted(order)
        if work.name in _NOTHING_YET:
            outputs = (*_NOTHING_YET[work.name], *(("sound",) if "sounds" in order.job.inputs else ()))
            return Guess({output: _nothing(order) + output.encode() for output in outputs}, certain=True)
        if work.name == RECORD.name:
            return _recorded(order, read)
        if work.name == CONTROL.name:
            return _rolled(order)
        if order.job.effort.here:
            self._read = read
            return self._worked_out(order)
        return None

    def _worked_out(self, order: Order) -> Guess | None:
        """A small step, really done; None where it fails: the build will say how."""
        try:
            with JobContext(self._blobs, self._folder / "tmp") as context:
                outputs = self._caller.do(task_of(order), context)
        except LampblackError as error:
            self._failed(order.job, error)
            return None
        given = {
            name: output.text.encode() if output.text is not None else self._blobs.read(output.digest)
            for name, output in outputs.items()
        }
        return Guess(given, certain=True)

    def _value(self, digest: Digest) -> bytes | None:
        if digest in self._held:
            return self._held[digest]
        try:
            return self._read(digest) if self._read else None
        except MissingBlob:
            return None


def _answer(order: Order, work: Ask) -> Guess | None:
    """The answer of an engine as far as others plan on it; None for those nobody plans on."""
    request = request_from(dict(work.request))
    match request:
        case Speak():
            return Guess({"voice": _nothing(order), "spoken": encode(guide(request))}, certain=False)
        case Film():
            staging = request.staging
            taken = Taken(frames=staging.frames, rate=staging.rate, size=request.size)
            # Its length is the one that was asked for: what follows is as certain as the request is.
            sound = {"sound": _nothing(order) + b"sound"} if request.sound else {}
            return Guess({"video": _nothing(order), "taken": encode(taken), **sound}, certain=True)
        case Paint():
            return Guess({"picture": _nothing(order)}, certain=True)
        case Sync() | Scale():
            return Guess({"video": _nothing(order)}, certain=True)
        case Foley() if request.video:
            return Guess({"sound": _nothing(order)}, certain=True)
        case _:
            return None


def _adopted(order: Order) -> Guess:
    values: dict[str, Any] = {name: entry.value for name, entry in _values(order.job).items()}
    frames = convert(order.job.settings["frames"], int)
    taken = Taken(frames=frames, rate=convert(values["rate"], Rate), size=convert(values["size"], Size))
    sound = {"sound": _nothing(order) + b"sound"} if "sound" in order.job.inputs else {}
    return Guess({"video": _nothing(order), "taken": encode(taken), **sound}, certain=True)


def _recorded(order: Order, read: Read) -> Guess:
    """A person's recording that nobody listened to yet: taken to be as long as it is read."""
    said = read(cast(Digest, order.given["said"]))
    return Guess({"voice": _nothing(order), "spoken": said, "findings": encode(())}, certain=False)


def _rolled(order: Order) -> Guess:
    signals = convert(order.job.settings["signals"], tuple[str, ...])
    return Guess({signal: _nothing(order) + signal.encode() for signal in signals}, certain=True)


def _values(job: Job) -> Mapping[str, Any]:
    return {name: entry for name, entry in job.inputs.items() if hasattr(entry, "value")}


def _nothing(order: Order) -> bytes:
    """Bytes that stand for a picture or a sound nobody has made yet, and are like no others."""
    return f"not made yet: {order.key}".encode()


def guide(request: Speak) -> Spoken:
    """The guide reading of a line: its likely length, its words evenly in it, one sound a word."""
    pace = request.voice.pace * feel_of(request.mood, request.how).pace
    least, most = guide_samples(request.text, request.language, pace)
    samples = max(960, (least + most) // 2)
    units = [unit for clause in clauses(request.text) for unit in clause.units]
    step = samples / max(1, len(units))
    words = tuple(
        Word(first=unit.first, last=unit.last, start=round(number * step), stop=round((number + 1) * step))
        for number, unit in enumerate(units)
    )
    sounds = tuple(Phoneme(ipa="a", start=word.start, stop=word.stop) for word in words)
    return Spoken(samples=samples, phonemes=sounds, words=words, measured=False)
