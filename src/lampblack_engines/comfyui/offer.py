"""The engines that workflows are, as they stand in the registry: one for each table of `servers.toml`."""

from __future__ import annotations

from urllib.parse import urlsplit

from lampblack.base.digest import seed_of
from lampblack.base.saved import digest_of_value
from lampblack.engines.capabilities import Capabilities, LeftOut, Offer, each_offered
from lampblack.engines.shapes import size_of
from lampblack_engines.comfyui.fields import controls, references
from lampblack_engines.comfyui.reading import studio
from lampblack_engines.comfyui.table import PROTOCOL, Studio
from lampblack_engines.servers.secrets import lacking
from lampblack_engines.servers.written import tables

VERSION = 1
MAKES = "lampblack_engines.comfyui.engine:ComfyEngine"
_NAME = "comfyui"
_LICENCE = "Apache-2.0 (this part)"
_HOME = frozenset(("localhost", "127.0.0.1", "::1"))
_SAME = (
    "url",
    "key",
    "price",
    "currency",
    "at_once",
    "a_minute",
    "seconds",
    "licence",
    "unit",
    "usual_seconds",
    "prompts",
)
"""What of a table changes nothing that is seen."""


def offered() -> tuple[Offer | LeftOut, ...]:
    """An engine for each workflow that is written down, or one that says how."""
    return each_offered(tables((PROTOCOL,)), lambda table: offer_of(studio(table))) or (_unwritten(),)


def offer_of(studio: Studio) -> Offer:
    """The engine that a workflow is. Its version changes with whatever changes what is made."""
    comfy = studio.comfy
    return Offer(
        name=studio.name,
        version=1_000_000 * VERSION + seed_of(PROTOCOL, _made_of(studio)) % 1_000_000,
        makes=MAKES,
        made_with=(("name", studio.name),),
        capabilities=(_limits(studio),),
        licence=_LICENCE,
        summary=f"the workflow {comfy.workflow} on ComfyUI at {comfy.url}{_open(studio)}",
        remote=True,
        lacks=lacking(comfy.key),
    )


def _limits(studio: Studio) -> Capabilities:
    """What its workflow can be asked for."""
    comfy, names = studio.comfy, tuple(studio.inlets)
    return Capabilities(
        kind=studio.kind,
        sizes=studio.sizes(),
        largest=size_of(comfy.largest) if comfy.largest else None,
        rates=comfy.rates,
        longest_seconds=comfy.longest_seconds,
        languages=comfy.languages,
        controls=controls(studio.kind, names, comfy.source_use),
        demands=controls(studio.kind, comfy.needs[:1], comfy.source_use),
        most_references=references(names),
        prompts=comfy.prompts,
        word_languages=comfy.word_languages,
        longest_words=comfy.longest_words,
        most_signals=comfy.most_signals,
        makes_sound=comfy.sound,
        price_per_unit=comfy.price,
        unit=comfy.unit,
        currency=comfy.currency,
        concurrency=comfy.at_once,
        requests_per_minute=comfy.a_minute,
        limit_seconds=comfy.seconds,
        usual_seconds=comfy.usual_seconds,
        output_licence=comfy.licence,
        finds_lost_answers="tag",
    )


def _made_of(studio: Studio) -> str:
    """Everything of table and workflow that changes what is made; titles and the order of keys do not."""
    table = {name: value for name, value in vars(studio.comfy).items() if name not in (*_SAME, "workflow", "inputs")}
    nodes = {
        node: [body["class_type"], repr(sorted(body["inputs"].items()))] for node, body in studio.workflow.nodes.items()
    }
    inlets = {name: [inlet.node, inlet.input] for name, inlet in studio.inlets.items()}
    return digest_of_value({"table": table, "nodes": nodes, "inlets": inlets, "output": studio.output})


def _open(studio: Studio) -> str:
    """A word of warning where anyone on the way can read along."""
    address = urlsplit(studio.comfy.url)
    if address.scheme == "https" or address.hostname in _HOME:
        return ""
    key = " and the key" if studio.comfy.key else ""
    return f" (plain http: whoever is on the way reads it{key}, and ComfyUI asks nobody who he is)"


def _unwritten() -> Offer:
    return Offer(
        name=_NAME,
        version=VERSION,
        makes=MAKES,
        capabilities=(Capabilities(kind="film"),),
        licence=_LICENCE,
        summary="any workflow of yours on ComfyUI, in its API form",
        remote=True,
        lacks=f'a workflow, written in servers.toml as [{_NAME}] with protocol = "{PROTOCOL}", its url and workflow',
    )
