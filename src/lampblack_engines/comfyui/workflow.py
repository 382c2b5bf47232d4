"""A workflow in ComfyUI's API form: nodes by number, each with a class, inputs and a title; how one is found in it.

The form is a JSON object: `{"3": {"class_type": "KSampler", "inputs": {"seed": 1, "model": ["4", 0]}, "_meta":
{"title": "Sampler"}}}`; an input that is a list is a link to another node's output (docs.comfy.org, "Workflow
JSON", API format).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from lampblack.base.errors import Spot, UserError

Node = Mapping[str, Any]
_LARGEST = 16_000_000
"""Bytes of a workflow: pictures pasted into one are no workflow."""
_EXPORT = "export it in ComfyUI with Workflow > Export (API), and name that file"


@dataclass(frozen=True, kw_only=True)
class Inlet:
    """One input of one node: where a value of a request goes."""

    node: str
    input: str


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """The nodes by number, as they are written in `file`."""

    nodes: Mapping[str, Node]
    file: str = ""

    def title(self, node: str) -> str:
        """What a person calls a node: its title, else its class."""
        found = self.nodes.get(node, {})
        return str(_meta(found).get("title") or found.get("class_type") or f"#{node}")

    def inlet(self, said: str) -> Inlet:
        """The input that `Title.input`, `class:CLASS.input` or `#NUMBER.input` names; a `UserError` where there is
        none, or where several nodes are called so."""
        splits = [(said[:at], said[at + 1 :]) for at in range(len(said) - 1, 0, -1) if said[at] == "."]
        for name, entry in splits:
            if there := self._called(name):
                node = self._one(there, name)
                self._open(node, entry, said)
                return Inlet(node=node, input=entry)
        if not splits:
            raise self._wrong(f"{said!r} names no input", ('"Title.input"', '"class:KSampler.seed"', '"#12.seed"'))
        raise self._wrong(f"no node is called {splits[0][0]!r}", self.names())

    def node(self, said: str) -> str:
        """The number of the node that a title, `class:CLASS` or `#NUMBER` names."""
        there = self._called(said)
        if not there:
            raise self._wrong(f"no node is called {said!r}", self.names())
        return self._one(there, said)

    def names(self) -> tuple[str, ...]:
        """Every node's title, once."""
        return tuple(dict.fromkeys(self.title(node) for node in self.nodes))

    def before(self, ends: Iterable[str]) -> frozenset[str]:
        """The nodes that lead to any of `ends`, and those themselves."""
        seen, waiting = set[str](), list(ends)
        while waiting:
            node = waiting.pop()
            if node in self.nodes and node not in seen:
                seen.add(node)
                waiting += links(self.nodes[node]).values()
        return frozenset(seen)

    def last(self) -> tuple[str, ...]:
        """The nodes that nothing comes after: those that save or show."""
        fed = {link for node in self.nodes.values() for link in links(node).values()}
        return tuple(node for node in self.nodes if node not in fed)

    def _called(self, name: str) -> list[str]:
        if name.startswith("#"):
            return [name[1:]] if name[1:] in self.nodes else []
        if name.startswith("class:"):
            return [node for node, body in self.nodes.items() if body["class_type"] == name[6:]]
        return [node for node in self.nodes if self.title(node) == name]

    def _one(self, there: list[str], name: str) -> str:
        if len(there) > 1:
            several = tuple(f"#{node} ({self.nodes[node]['class_type']})" for node in there)
            raise self._wrong(f"{len(there)} nodes are called {name!r}: give one a title of its own", several)
        return there[0]

    def _open(self, node: str, entry: str, said: str) -> None:
        inputs = cast(dict[str, Any], self.nodes[node]["inputs"])
        own = tuple(name for name in inputs if not is_link(inputs[name]))
        if entry not in inputs:
            raise self._wrong(f"{said!r}: that node has no input {entry!r}", own)
        if is_link(inputs[entry]):
            feeder = self.title(str(inputs[entry][0]))
            raise self._wrong(f"{said!r} is fed by the node {feeder!r}: name an input of that one", own)

    def _wrong(self, words: str, possible: tuple[str, ...]) -> UserError:
        return UserError(words, spot=Spot(file=self.file), possible=possible)


def is_link(value: Any) -> bool:
    """Whether an input's value is another node's output: its number, and which of its outputs."""
    if not isinstance(value, list):
        return False
    parts = cast(list[Any], value)
    return len(parts) == 2 and isinstance(parts[0], str) and isinstance(parts[1], int)


def links(node: Node) -> dict[str, str]:
    """The numbers of the nodes that feed a node, by its inputs."""
    return {name: str(value[0]) for name, value in node["inputs"].items() if is_link(value)}


def read_workflow(path: Path) -> Workflow:
    """The workflow of a file; a `UserError` where it is none, in one line how it is exported."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(
                f"a workflow of {path.stat().st_size // 1_000_000} MB is not read", spot=Spot(file=str(path))
            )
        held: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"this workflow cannot be read: {error.strerror}", spot=Spot(file=str(path))) from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"this is no JSON: {_EXPORT}", spot=Spot(file=str(path))) from error
    return workflow_from(held, str(path))


def workflow_from(held: Any, file: str) -> Workflow:
    """The workflow that a file's JSON holds."""
    table = cast(dict[str, Any], held) if isinstance(held, dict) else {}
    if "nodes" in table and "links" in table:
        raise UserError(f"this workflow is in the editor's own form: {_EXPORT}", spot=Spot(file=file))
    nested = table.get("prompt")
    if isinstance(nested, dict) and "class_type" not in table["prompt"]:
        table = cast(dict[str, Any], nested)  # as the editor's own requests and the history have it
    bad = [number for number, node in table.items() if not _is_node(node)]
    if not table or bad:
        what = f"its entry {bad[0]!r} is no node" if bad else "it holds no nodes"
        raise UserError(f"this is no workflow in API form ({what}): {_EXPORT}", spot=Spot(file=file))
    return Workflow(nodes=table, file=file)


def _is_node(node: Any) -> bool:
    found = cast(dict[str, Any], node) if isinstance(node, dict) else {}
    return isinstance(found.get("class_type"), str) and isinstance(found.get("inputs"), dict)


def _meta(node: Node) -> dict[str, Any]:
    held = node.get("_meta")
    return cast(dict[str, Any], held) if isinstance(held, dict) else {}
