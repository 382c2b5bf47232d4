"""Tables of `servers.toml` and the workflows they name, read whole: a `UserError` with its line for every mistake."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from lampblack.base.errors import LampblackError, UserError
from lampblack_engines.comfyui.fields import FIELDS, KINDS, Kind, known
from lampblack_engines.comfyui.table import PROTOCOL, Comfy, Studio
from lampblack_engines.comfyui.whole import check_limits, check_whole
from lampblack_engines.comfyui.workflow import Inlet, Workflow, read_workflow
from lampblack_engines.servers.written import Table, table_of, tables


def studios(path: Path | None = None) -> dict[str, Studio]:
    """The workflows that are named, each read whole; a `UserError` for the first mistake."""
    return {name: studio(table) for name, table in tables((PROTOCOL,), path).items()}


def studio_of(name: str) -> Studio:
    """The workflow of that name."""
    return studio(table_of(name, (PROTOCOL,)))


def studio(table: Table) -> Studio:
    """A table and its workflow, looked at as far as they can be without the server."""
    comfy = table.read(Comfy)
    if comfy.kind not in KINDS:
        raise table.wrong("kind", f"{comfy.kind!r} is no kind of work", KINDS)
    kind: Kind = comfy.kind
    if not comfy.workflow:
        raise UserError(f"{table.name} has no workflow", spot=table.spot(), possible=('workflow = "wan.json"',))
    try:
        workflow = read_workflow(Path(table.file).parent / comfy.workflow)
    except UserError as error:
        raise table.wrong("workflow", str(error)) from error
    inlets = _inlets(table, kind, _flat(comfy.inputs), workflow)
    made = Studio(
        name=table.name, comfy=comfy, kind=kind, workflow=workflow, inlets=inlets,
        output=_output(table, comfy, workflow), unused=_unused(table, comfy, workflow, inlets),
    )  # fmt: skip
    check_limits(table, comfy)
    check_whole(table, made)
    return made


def _flat(inputs: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """`references.1 = ...` is a table within a table to TOML, one name here."""
    made: dict[str, Any] = {}
    for key, value in inputs.items():
        if isinstance(value, dict):
            made |= _flat(cast(dict[str, Any], value), f"{before}{key}.")
        else:
            made[before + key] = value
    return made


def _inlets(table: Table, kind: Kind, said: Mapping[str, Any], workflow: Workflow) -> dict[str, Inlet]:
    made: dict[str, Inlet] = {}
    for name, where in said.items():
        if not known(kind, name):
            possible = (*FIELDS[kind], *(("references.1",) if kind in ("film", "paint") else ()))
            raise table.wrong(f"inputs.{name}", f"a {kind} request has no such part", possible)
        if not isinstance(where, str):
            raise table.wrong(f"inputs.{name}", "this is no node's input", ('"Prompt.text"',))
        made[name] = _found(table, f"inputs.{name}", workflow, where)
    where_it_goes: dict[Inlet, str] = {}
    for name, inlet in made.items():
        if other := where_it_goes.get(inlet):
            raise table.wrong(f"inputs.{name}", f"it goes where {other} goes already")
        where_it_goes[inlet] = name
    return made


def _found(table: Table, path: str, workflow: Workflow, where: str) -> Inlet:
    try:
        return workflow.inlet(where)
    except LampblackError as error:
        raise table.wrong(path, f"{error.message} (in {workflow.file})", error.possible) from error


def _node(table: Table, path: str, workflow: Workflow, where: str) -> str:
    try:
        return workflow.node(where)
    except LampblackError as error:
        raise table.wrong(path, f"{error.message} (in {workflow.file})", error.possible) from error


def _output(table: Table, comfy: Comfy, workflow: Workflow) -> str:
    if comfy.output:
        return _node(table, "output", workflow, comfy.output)
    last = workflow.last()
    if len(last) != 1:
        words = f"{len(last)} nodes come last in {comfy.workflow}: say whose files are wanted with output ="
        raise UserError(words, spot=table.spot(), possible=tuple(workflow.title(node) for node in last))
    return last[0]


def _unused(table: Table, comfy: Comfy, workflow: Workflow, inlets: Mapping[str, Inlet]) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for name, titles in _flat(comfy.unused).items():
        if name not in inlets:
            raise table.wrong(f"unused.{name}", "this field is not among the inputs", tuple(inlets))
        made[name] = tuple(_node(table, f"unused.{name}", workflow, title) for title in titles)
    return made
