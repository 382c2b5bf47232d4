"""`servers.toml`: a ComfyUI, one workflow of it, and which input of which node each part of a request goes to.

[my-wan]
protocol = "comfyui"
url = "http://127.0.0.1:8188"
workflow = "wan_vace.json"        # in API form; its path from this file
kind = "film"
frames_rule = "4k+1"
block = 16
rates = ["16"]
[my-wan.inputs]
words = "Prompt.text"             # a node's title, and its input
width = "Size.width"
height = "Size.height"
frames = "Size.length"
seed = "class:KSampler.seed"      # or its class, or "#12.seed"
depth = "Depth.file"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from lampblack.base.errors import LampblackError, UserError
from lampblack.base.time import Rate
from lampblack.engines.guides import Use
from lampblack.engines.requests import Size
from lampblack_engines.comfyui.fields import (
    FIELDS,
    KINDS,
    MUST,
    SIGNALS,
    WORDS,
    Kind,
    is_file,
    known,
    references,
)
from lampblack_engines.comfyui.workflow import Inlet, Workflow, read_workflow
from lampblack_engines.servers.written import Host, Table, table_of, tables

PROTOCOL = "comfyui"
As = Literal["video", "folder"]
_RULE = re.compile(r"(?:any|([1-9]\d?)k(?:\+([1-9]\d?))?)")
_SIZE = re.compile(r"([1-9]\d{1,4})x([1-9]\d{1,4})")


@dataclass(frozen=True, kw_only=True)
class Comfy(Host):
    """One workflow on one server. `price` is per `unit`; one's own machine asks none."""

    protocol: str = PROTOCOL
    kind: str = "film"
    workflow: str = ""
    inputs: Mapping[str, Any] = field(default_factory=lambda: {})
    """Where each field goes, by the names of `fields`."""
    output: str = ""
    """The title of the node whose files are the answer; empty: the only one that nothing comes after."""
    unused: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {})
    """Nodes that are left out too where a request has none of a field."""
    needs: tuple[str, ...] = ()
    """Fields that every request must have."""
    sent_as: Mapping[str, As] = field(default_factory=lambda: {})
    """How a control signal goes there: as a `video` (usual), or as a `folder` of numbered pictures."""
    source_use: Use = "restyle"
    sound: bool = False
    """Whether its moving picture has its own sound."""
    frames_rule: str = "any"
    """The numbers of frames its model can make: `4k+1`, `8k+1`, `any`."""
    block: int = 2
    """What its model's sides are multiples of."""
    sizes: tuple[str, ...] = ()
    largest: str = ""
    rates: tuple[str, ...] = ()
    longest_seconds: float | None = None
    longest_words: int = 0
    most_signals: int = 0
    word_languages: tuple[str, ...] = ()
    prompts: Literal["prose", "tags"] = "prose"
    languages: tuple[str, ...] = ()
    voices: Mapping[str, str] = field(default_factory=lambda: {})
    """What is said for a timbre of the house (`man-1`)."""
    unit: Literal["request", "second"] = "request"
    usual_seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Studio:
    """A table, the workflow it names, and where everything goes in it."""

    name: str
    comfy: Comfy
    kind: Kind
    workflow: Workflow
    inlets: Mapping[str, Inlet]
    output: str
    """The number of the node whose files are the answer."""
    unused: Mapping[str, tuple[str, ...]]
    """Numbers of nodes that are left out with a field, beside its own."""

    def sizes(self) -> tuple[Size, ...]:
        return tuple(size_of(each) for each in self.comfy.sizes)


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
    workflow = read_workflow(Path(table.file).parent / comfy.workflow)
    inlets = _inlets(table, kind, _flat(comfy.inputs), workflow)
    made = Studio(
        name=table.name, comfy=comfy, kind=kind, workflow=workflow, inlets=inlets,
        output=_output(table, comfy, workflow), unused=_unused(table, comfy, workflow, inlets),
    )  # fmt: skip
    _check_limits(table, comfy)
    _check_whole(table, made)
    return made


def size_of(said: str) -> Size:
    """`1280x720`; a `UserError` for all else."""
    found = _SIZE.fullmatch(said)
    if not found:
        raise UserError(f"{said!r} is no size", possible=("1280x720",))
    return Size(width=int(found[1]), height=int(found[2]))


def frames_for(wanted: int, rule: str) -> int:
    """The next number of frames a model can make: 4k+1 gives 5, 9, 13 ..."""
    found = _RULE.fullmatch(rule)
    if not found or rule == "any":
        return wanted
    step, more = int(found[1]), int(found[2] or 0)
    return max(0 if more else 1, -(-(wanted - more) // step)) * step + more


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


def _check_limits(table: Table, comfy: Comfy) -> None:
    for key in ("sizes", "largest"):
        held: Any = getattr(comfy, key)
        for each in cast(tuple[str, ...], held if isinstance(held, tuple) else (held,) if held else ()):
            if not _SIZE.fullmatch(each):
                raise table.wrong(key, f"{each!r} is no size", ("1280x720",))
    for each in comfy.rates:
        try:
            Rate.parse(each)
        except (LampblackError, ValueError) as error:
            raise table.wrong("rates", f"{each!r} is no number of frames a second", ("24", "30000/1001")) from error
    if not _RULE.fullmatch(comfy.frames_rule):
        raise table.wrong("frames_rule", f"{comfy.frames_rule!r} is no rule", ("any", "4k+1", "8k+1"))
    if not 1 <= comfy.block <= 256:
        raise table.wrong("block", f"sides cannot be multiples of {comfy.block}", ("8", "16", "32"))


def _check_whole(table: Table, made: Studio) -> None:
    """What together cannot work: said before anything is asked, never found out by a wrong picture."""
    comfy, names = made.comfy, made.inlets
    for name in MUST[made.kind]:
        if name not in names:
            raise table.wrong("inputs", f"a workflow for {made.kind} is told {name}", (f'{name} = "Title.input"',))
    leading = made.workflow.before([made.output])
    for name, inlet in names.items():
        if inlet.node not in leading:
            end, there = made.workflow.title(made.output), made.workflow.title(inlet.node)
            raise table.wrong(f"inputs.{name}", f"nothing goes from {there!r} to {end!r}, whose files are the answer")
    for name, inlet in names.items():
        held = made.workflow.nodes[inlet.node]["inputs"][inlet.input]
        if (is_file(made.kind, name) or name in WORDS) and not isinstance(held, str):
            raise table.wrong(f"inputs.{name}", f"that input holds {held!r}, no words: {name} cannot go there")
    for name in comfy.needs:
        if name not in names:
            raise table.wrong("needs", f"{name} is not among the inputs", tuple(names))
    for name in comfy.sent_as:
        if name not in SIGNALS or name not in names:
            raise table.wrong("sent_as", f"{name} is no signal among the inputs", SIGNALS)
    many = references(names)
    if many and any(f"references.{number}" not in names for number in range(1, many + 1)):
        raise table.wrong("inputs.references", "they are counted from 1 without a gap")
    if ("middle" in names) != ("middle_at" in names):
        raise table.wrong("inputs", "a picture in the middle needs both middle and middle_at (its frame)")
    for name in names:
        base = name.removeprefix("strength.").replace("repair.first", "source").replace("repair.last", "source")
        if base != name and base not in names:
            raise table.wrong(f"inputs.{name}", f"{base} is not among the inputs")
    if made.kind in ("film", "paint"):
        _check_picture(table, made)


def _check_picture(table: Table, made: Studio) -> None:
    comfy, names = made.comfy, made.inlets
    if ("width" in names) != ("height" in names):
        raise table.wrong("inputs", "width and height go together")
    if "width" not in names and not comfy.sizes:
        words = "it is not told its size (inputs.width, inputs.height): say which it makes"
        raise UserError(f"{table.name}: {words}", spot=table.spot(), possible=('sizes = ["1280x720"]',))
    if not any(name in names for name in ("words", "seed", "source")) and not any(is_file(made.kind, n) for n in names):
        raise table.wrong("inputs", "nothing of a request reaches this workflow", ('words = "Prompt.text"',))
    if made.kind == "paint":
        return
    if "rate" not in names and not comfy.rates:
        words = "it is not told its frames a second (inputs.rate): say which it makes"
        raise UserError(f"{table.name}: {words}", spot=table.spot(), possible=('rates = ["16"]',))
    if "frames" not in names and "seconds" not in names and comfy.longest_seconds is None:
        words = "it is not told its length (inputs.frames or inputs.seconds): say how long it always is"
        raise UserError(f"{table.name}: {words}", spot=table.spot(), possible=("longest_seconds = 5",))
    if comfy.source_use == "repair" and "source" in names and "repair.first" not in names:
        raise table.wrong("inputs", "what repairs a span is told which", ('repair.first = "Span.start"',))
