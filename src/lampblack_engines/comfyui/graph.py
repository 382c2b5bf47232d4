"""A workflow with a request's values in it, and without what the request has none of."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from lampblack.base.errors import UserError
from lampblack_engines.comfyui.fields import is_file
from lampblack_engines.comfyui.table import Studio
from lampblack_engines.comfyui.workflow import Workflow, is_link, links

Graph = dict[str, dict[str, Any]]


def graph_of(studio: Studio, values: Mapping[str, Any]) -> Graph:
    """The nodes that lead to the answer, told `values` by their fields. A node whose file is not there is left out,
    with whatever is fed by nothing else; a `UserError` where then nothing is left."""
    gone = left_out(studio, values)
    kept = studio.workflow.before([studio.output])
    nodes: Graph = {
        node: copy.deepcopy(dict(body))
        for node, body in studio.workflow.nodes.items()
        if node in kept and node not in gone
    }
    for body in nodes.values():
        body["inputs"] = {
            name: value for name, value in body["inputs"].items() if not (is_link(value) and value[0] in gone)
        }
    for name, value in values.items():
        inlet = studio.inlets[name]
        if inlet.node in nodes:
            inputs = nodes[inlet.node]["inputs"]
            inputs[inlet.input] = cast_as(inputs.get(inlet.input), value)
    again = Workflow(nodes=nodes).before([studio.output])
    return {node: body for node, body in nodes.items() if node in again}


def left_out(studio: Studio, values: Mapping[str, Any]) -> frozenset[str]:
    """The nodes that a request has no use for: those of files it does not have, and what only they feed."""
    missing = [name for name in studio.inlets if is_file(studio.kind, name) and name not in values]
    gone = {studio.inlets[name].node for name in missing}
    gone |= {node for name in missing for node in studio.unused.get(name, ())}
    used = {studio.inlets[name].node for name in values if is_file(studio.kind, name)}
    gone -= used
    grown = True
    while grown:
        fed = {
            node
            for node, body in studio.workflow.nodes.items()
            if node not in gone and (feeders := set(links(body).values())) and feeders <= gone
        }
        grown = bool(fed)
        gone |= fed
    if studio.output in gone:
        told = " or ".join(missing)
        raise UserError(
            f"{studio.name} makes nothing without {told}", possible=tuple(f"needs = {[n]}" for n in missing)
        )
    return frozenset(gone)


def cast_as(before: Any, value: Any) -> Any:
    """A value as the input's own kind, which the workflow's file shows; whole numbers are whole."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(before, str) and isinstance(value, int | float):
        return str(_whole(value))
    return _whole(value) if isinstance(value, int | float) else value


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)
