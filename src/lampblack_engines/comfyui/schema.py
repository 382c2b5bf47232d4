"""A workflow against what its server has: node classes, choices such as models on its disk, kinds of numbers.

`GET /object_info/CLASS` says of each input its type and limits: `["INT", {"min": 1}]`, a list of choices as the type,
or, in newer nodes, `["COMBO", {"options": [...]}]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from lampblack_engines.comfyui.workflow import Workflow, is_link

_NAMED = 6
_NOTHING = "is told nothing and must be told something"
_FROM_DISK = ("image_upload", "video_upload", "audio_upload", "file_upload")
"""Marks of choices that are files in the input folder: what is put there later is not in the list."""


def faults(
    workflow: Workflow, described: Mapping[str, Mapping[str, Any]], sent: frozenset[str], *, whole: bool = True
) -> Iterator[str]:
    """What the server lacks or would not take, one sentence each. `sent`: names of files that are sent ahead. `whole`:
    everything is filled in, so that what is told nothing is a fault too."""
    for node, body in workflow.nodes.items():
        name = str(body["class_type"])
        if name not in described:
            yield f"the server has no node class {name} (node {workflow.title(node)!r}): install what brings it"
            continue
        inputs = _inputs(described[name])
        for entry, value in body["inputs"].items():
            if entry in inputs and not is_link(value) and not (isinstance(value, str) and value in sent):
                yield from _value_faults(f"{workflow.title(node)}.{entry}", value, inputs[entry])
        if whole:
            yield from (f"{workflow.title(node)}.{entry} {_NOTHING}" for entry in _untold(body, described[name]))


def _untold(body: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[str]:
    """The inputs that must be told something and are not. Those that grow have names of their own."""
    for entry, spec in _table(_table(described.get("input")).get("required")).items():
        parts = cast(list[Any], spec) if isinstance(spec, list) else []
        grows = bool(parts) and str(parts[0]).startswith("COMFY_")
        if entry not in body["inputs"] and not grows:
            yield entry


def _value_faults(where: str, value: Any, spec: Any) -> Iterator[str]:
    parts = cast(list[Any], spec) if isinstance(spec, list) else []
    more = _table(parts[1]) if len(parts) > 1 else {}
    choices = _choices(parts, more)
    if choices is not None:
        if not any(more.get(mark) for mark in _FROM_DISK) and not more.get("multiselect") and value not in choices:
            yield f"{where}: the server has no {value!r} ({_named(choices)})"
        return
    if not parts or parts[0] not in ("INT", "FLOAT"):
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield f"{where}: {value!r} is no number"
    elif parts[0] == "INT" and not float(value).is_integer():
        yield f"{where} takes whole numbers only, not {value:g}"
    elif (least := more.get("min")) is not None and value < least:
        yield f"{where}: {value:g} is less than {least:g}"
    elif (most := more.get("max")) is not None and value > most:
        yield f"{where}: {value:g} is more than {most:g}"


def _choices(parts: list[Any], more: Mapping[str, Any]) -> list[Any] | None:
    if parts and isinstance(parts[0], list):
        return cast(list[Any], parts[0])
    options = more.get("options")
    if parts and parts[0] == "COMBO" and isinstance(options, list) and not more.get("remote"):
        return cast(list[Any], options)
    return None


def _inputs(described: Mapping[str, Any]) -> dict[str, Any]:
    """Every input's description by its name."""
    groups = _table(described.get("input"))
    return {**_table(groups.get("required")), **_table(groups.get("optional"))}


def _named(choices: list[Any]) -> str:
    if not choices:
        return "it has none at all"
    shown = ", ".join(str(each) for each in choices[:_NAMED])
    return f"it has {shown}{f' and {len(choices) - _NAMED} more' if len(choices) > _NAMED else ''}"


def _table(held: Any) -> dict[str, Any]:
    return cast(dict[str, Any], held) if isinstance(held, dict) else {}
