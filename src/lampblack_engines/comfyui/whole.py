"""What of a table cannot work, with its workflow: said before anything is asked, never found out by a wrong picture."""

from __future__ import annotations

from typing import Any, cast

from lampblack.base.errors import LampblackError, UserError
from lampblack.base.time import Rate
from lampblack.engines.shapes import is_count, is_size
from lampblack_engines.comfyui.fields import MUST, SIGNALS, WORDS, is_file, references
from lampblack_engines.comfyui.table import Comfy, Studio
from lampblack_engines.servers.written import Table


def check_limits(table: Table, comfy: Comfy) -> None:
    """What it says it can make, line by line."""
    for key in ("sizes", "largest"):
        held: Any = getattr(comfy, key)
        for each in cast(tuple[str, ...], held if isinstance(held, tuple) else (held,) if held else ()):
            if not is_size(each):
                raise table.wrong(key, f"{each!r} is no size", ("1280x720",))
    for each in comfy.rates:
        try:
            Rate.parse(each)
        except (LampblackError, ValueError) as error:
            raise table.wrong("rates", f"{each!r} is no number of frames a second", ("24", "30000/1001")) from error
    if not is_count(comfy.frames_rule):
        raise table.wrong("frames_rule", f"{comfy.frames_rule!r} is no rule", ("any", "4k+1", "8k+1"))
    if not 1 <= comfy.block <= 256:
        raise table.wrong("block", f"sides cannot be multiples of {comfy.block}", ("8", "16", "32"))


def check_whole(table: Table, made: Studio) -> None:
    """What together cannot work."""
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
