"""Calling a step or asking an engine: names resolved, inputs decoded as annotations say, outputs kept.

A step is `def fit(context: Context, *, lines: Lines, voice: Blob, clips: tuple[Blob, ...], gain: float) -> Fitted`:
inputs and settings come by name; a `Blob` parameter gets a blob, every other input is decoded to the annotated type. It
returns a mapping of output name to `Blob` or noun, or one of those alone, which becomes the output `value`.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from lampblack.base.context import Blob, Context
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import JobError
from lampblack.base.saved import convert, decode, encode
from lampblack.engines.protocol import Engine
from lampblack.engines.registry import load
from lampblack.engines.requests import request_from
from lampblack.runners.task import Output, Outputs, Task
from lampblack.store.blobs import INLINE, Blobs
from lampblack.store.errors import MissingBlob


class Caller:
    """Does tasks in this process, and keeps engines warm from one to the next. One task at a time."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._engines: dict[str, Engine] = {}

    def do(self, task: Task, context: Context) -> Outputs:
        """Do one task; `UserError`, `JobError`, `Cancelled` and everything a step may raise come through."""
        if task.engine:
            if task.engine not in self._engines:
                self._engines[task.engine] = load(task.engine)
            answer = self._engines[task.engine].run(request_from(task.request), task.take, context)
        else:
            function = resolve(task.step)
            answer = function(context, **self._arguments(task, function))
        named = cast(Mapping[str, Any], answer) if isinstance(answer, Mapping) else {"value": answer}
        return {name: self._kept(task, name, value) for name, value in named.items()}

    def close(self) -> None:
        """Close every engine; may be called twice."""
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()

    def _arguments(self, task: Task, function: Callable[..., Any]) -> dict[str, Any]:
        kinds = _kinds(function)
        wrong = (task.inputs.keys() | task.settings.keys()) - kinds.keys()
        if wrong:
            raise JobError(f"{task.step} has no parameter {', '.join(sorted(wrong))}", possible=tuple(kinds))
        forgotten = _required(function) - task.inputs.keys() - task.settings.keys()
        if forgotten:
            raise JobError(f"{task.step} is not given its {', '.join(sorted(forgotten))}")
        found: dict[str, Any] = {}
        for name, given in task.inputs.items():
            if isinstance(given, list):
                found[name] = tuple(self._value(each, _each(kinds[name])) for each in given)
            else:
                found[name] = self._value(given, kinds[name])
        for name, value in task.settings.items():
            found[name] = convert(value, kinds[name])
        return found

    def _value(self, digest: Digest, kind: Any) -> Any:
        if kind is Blob:
            return Blob(digest=digest)
        try:
            return decode(self._blobs.read(digest), kind)
        except msgspec.DecodeError as error:
            raise JobError(f"an input does not fit {kind}: {error}; was its step's version not raised?") from error

    def _kept(self, task: Task, name: str, value: Any) -> Output:
        if isinstance(value, Blob):
            size = self._blobs.size(value.digest)
            if size is None:
                # A value handed through as it came; a file of it, so that blobs are always files.
                try:
                    size = self._blobs.path(value.digest).stat().st_size
                except MissingBlob as error:
                    raise JobError(f"{task.job} gives {name!r}, bytes that were never kept") from error
            return Output(digest=value.digest, size=size)
        data = encode(value)
        if len(data) < INLINE:
            return Output(digest=digest_of(data), size=len(data), text=data.decode())
        return Output(digest=self._blobs.put_bytes(data), size=len(data))


@cache
def resolve(name: str) -> Callable[..., Any]:
    """The function a step's name stands for."""
    module, _, function = name.partition(":")
    found = getattr(import_module(module), function, None)
    if not callable(found):
        raise JobError(f"there is no step {name}")
    return found


@cache
def _kinds(function: Callable[..., Any]) -> dict[str, Any]:
    """What each parameter after the context is annotated with; `X | None` counts as X."""
    hints = get_type_hints(function)
    names = list(inspect.signature(function).parameters)[1:]
    return {name: _present(hints.get(name, Any)) for name in names}


@cache
def _required(function: Callable[..., Any]) -> frozenset[str]:
    """The parameters after the context that have no default."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return frozenset(each.name for each in parameters if each.default is inspect.Parameter.empty)


def _present(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        left = [each for each in get_args(kind) if each is not types.NoneType]
        if len(left) == 1:
            return left[0]
    return kind


def _each(kind: Any) -> Any:
    """Of `tuple[X, ...]`, X."""
    arguments = get_args(kind)
    return arguments[0] if arguments else Any
