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

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lampblack.engines.guides import Use
from lampblack.engines.requests import Size
from lampblack.engines.shapes import size_of
from lampblack_engines.comfyui.fields import Kind
from lampblack_engines.comfyui.workflow import Inlet, Workflow
from lampblack_engines.servers.written import Host

PROTOCOL = "comfyui"
As = Literal["video", "folder"]


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
