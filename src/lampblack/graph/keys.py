"""Keys: the digest of all that changes a job's result, and of nothing else.

In it: the step and its version, or the engine, its version, the request and the take; the contents of the inputs; the
settings. Not in it: id, stage, subject, effort, price. The canonical JSON (`parts`) is kept beside the result, so that
`why` can say later what changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.base.saved import encode
from lampblack.graph.job import Ask, Input, Job, Ref, Value
from lampblack.graph.orders import Given

_NONE: Mapping[str, Any] = {}

Outputs = Mapping[str, Digest]


class MissingOutput(LookupError):  # noqa: N818 - says what is missing
    """A job that is done did not give the output another one waits for."""


def given_to(job: Job, outputs: Mapping[str, Outputs]) -> Given:
    """The contents of a job's inputs, by name. `outputs` holds those of every job it refers to, by id."""
    return {
        name: tuple(_content(each, outputs) for each in entry) if isinstance(entry, tuple) else _content(entry, outputs)
        for name, entry in job.inputs.items()
    }


def key_of(job: Job, given: Given) -> tuple[Digest, bytes]:
    """The key, and the canonical JSON it is the digest of."""
    settings = msgspec.Raw(encode(job.settings)) if job.settings else _NONE
    parts: dict[str, Any] = {"inputs": given, "settings": settings}
    if isinstance(job.work, Ask):
        parts["engine"] = [job.work.engine, job.work.version]
        # A saved request is canonical already (`engines.requests.saved`): tidying it again would cost most of a no-op.
        parts["request"] = job.work.request
        parts["take"] = job.work.take
    else:
        parts["step"] = [job.work.name, job.work.version]
    data = msgspec.json.encode(parts, order="deterministic")
    return digest_of(data), data


def values_of(job: Job) -> list[bytes]:
    """The saved forms of the values handed in as they are, which have to be kept before the job can run."""
    found: list[bytes] = []
    for entry in job.inputs.values():
        for each in entry if isinstance(entry, tuple) else (entry,):
            if isinstance(each, Value):
                found.append(encode(each.value))
    return found


def _content(entry: Input, outputs: Mapping[str, Outputs]) -> Digest:
    if isinstance(entry, Blob):
        return entry.digest
    if isinstance(entry, Ref):
        given = outputs[entry.job]
        if entry.output not in given:
            raise MissingOutput(f"waits for {entry.output!r} of {entry.job}, which gives {', '.join(given)}")
        return given[entry.output]
    return digest_of(encode(entry.value))
