"""What a server says of a job, in a person's words: nodes by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from lampblack.engines.protocol import Standing
from lampblack_engines.comfyui.wire import Job

_LONG = 300
_NODES = 6


def standing_of(id: str, job: Job, titles: Mapping[str, str]) -> Standing:
    """How a job stands."""
    match job.where:
        case "waiting":
            return Standing(id=id, message="waiting in the queue")
        case "working":
            return Standing(id=id, message="at work")
        case "unknown":
            return Standing(id=id, state="expired", message="the server does not know this job (was it restarted?)")
        case "done":
            return _done(id, job, titles)


def declined(said: Any, titles: Mapping[str, str]) -> str:
    """Why a prompt was not taken (HTTP 400), node by node."""
    table = _table(said)
    nodes = _table(table.get("node_errors"))
    lines = [line for node, body in list(nodes.items())[:_NODES] for line in _node(node, _table(body), titles)]
    if lines:
        more = len(nodes) - _NODES
        return _short("; ".join(lines)) + (f"; and {more} nodes more" if more > 0 else "")
    error = _table(table.get("error"))
    told = [str(error[key]) for key in ("message", "details") if error.get(key)]
    return _short(": ".join(told) or str(table.get("error") or "no reason given"))


def _done(id: str, job: Job, titles: Mapping[str, str]) -> Standing:
    messages = dict(_messages(job.status.get("messages")))
    if "execution_interrupted" in messages:
        return Standing(id=id, state="cancelled", message="it was interrupted there")
    if "execution_error" in messages or job.status.get("status_str") == "error":
        return Standing(id=id, state="failed", message=_failure(messages.get("execution_error", {}), titles))
    return Standing(id=id, state="succeeded", done=1.0)


def _failure(error: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    node = str(error.get("node_id") or "")
    where = titles.get(node) or str(error.get("node_type") or "") or "a node"
    said = str(error.get("exception_message") or error.get("exception_type") or "no reason given")
    return _short(f"{where!r}: {said}")


def _node(node: str, body: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    errors = body.get("errors")
    for error in cast(list[Any], errors) if isinstance(errors, list) else []:
        held = _table(error)
        where = titles.get(node) or str(body.get("class_type") or f"#{node}")
        entry = _table(held.get("extra_info")).get("input_name")
        said = ": ".join(str(held[key]) for key in ("message", "details") if held.get(key))
        yield f"{where}{f'.{entry}' if isinstance(entry, str) else ''}: {said or 'no reason given'}"


def _messages(held: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in cast(list[Any], held) if isinstance(held, list) else []:
        if isinstance(each, list) and len(parts := cast(list[Any], each)) > 1 and isinstance(parts[0], str):
            yield parts[0], _table(parts[1])


def _short(said: str) -> str:
    told = " ".join(said.split())
    return told if len(told) <= _LONG else told[: _LONG - 1] + "…"


def _table(held: Any) -> dict[str, Any]:
    return cast(dict[str, Any], held) if isinstance(held, dict) else {}
