"""Classes of diffusers that are not in the table: what they take is read from their signature, without running it."""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lampblack_engines.diffusers.family import Family
from lampblack_engines.diffusers.folder import Shelved

_NAMES = {"without": "negative_prompt", "restyle": "strength"}


def guessed(there: Shelved) -> Family | None:
    """What a class can do by the arguments of its call; None where there is no such class, or it reads no words."""
    taken = arguments(there.pipeline) if there.pipeline else ()
    if "prompt" not in taken or "generator" not in taken:
        return None
    moving = "num_frames" in taken or "video" in taken
    controls = {"words", "seed"} | {word for word, name in _NAMES.items() if name in taken}
    if "guidance_scale" in taken:
        controls.add("guidance")
    again = "strength" in taken and ("video" if moving else "image") in taken
    ends = moving and "image" in taken and not again
    if ends:
        controls |= {"first", "extend"} | ({"last"} if "last_image" in taken else set())
    if not again:
        controls -= {"restyle"}
    return Family(
        way="again" if again else "ends" if ends else "words",
        kind="film" if moving else "paint",
        controls=frozenset(controls),
        demands=frozenset({"restyle"} if again else {"first", "extend"} if ends else ()),
        guided="guidance_scale" if "guidance_scale" in taken else "",
    )


@cache
def arguments(pipeline: str) -> tuple[str, ...]:
    """The names of what a class's call takes; none where diffusers has no such class."""
    found = find_spec("diffusers")
    for root in (found.submodule_search_locations if found else None) or ():
        for path in sorted((Path(root) / "pipelines").glob("*/pipeline_*.py")):
            text = path.read_text("utf-8")
            if f"class {pipeline}(" in text:
                return _call_of(pipeline, ast.parse(text))
    return ()


def _call_of(pipeline: str, module: ast.Module) -> tuple[str, ...]:
    for made in module.body:
        if isinstance(made, ast.ClassDef) and made.name == pipeline:
            for each in made.body:
                if isinstance(each, ast.FunctionDef) and each.name == "__call__":
                    return tuple(named.arg for named in (*each.args.args, *each.args.kwonlyargs))
    return ()
