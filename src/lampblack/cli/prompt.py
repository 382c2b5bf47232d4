"""`lampblack prompt`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.build.prompts import Prompt, prompts, reset, write
from lampblack.engines.prices import seconds_of
from lampblack.engines.requests import saved


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `prompt`."""
    command.add_argument("folder", type=Path, help="the film's folder")
    command.add_argument("shot", nargs="?", default="", help="one shot, as `shots` names it; all unless said")
    command.add_argument("--engine", default="", metavar="NAME", help="as this engine, or recipe, would be told")
    command.add_argument("--write", action="store_true", help="put the words into choices.toml, to be edited")
    command.add_argument("--reset", action="store_true", help="take your own words out of choices.toml again")
    command.add_argument("--json", action="store_true", help="as JSON, the whole request")
    command.set_defaults(run=_prompt)


def _prompt(asked: argparse.Namespace) -> int:
    if asked.write or asked.reset:
        if not asked.shot:
            raise UserError("say which shot is meant", possible=("lampblack prompt DIR SHOT --write",))
        print(write(asked.folder, asked.shot, asked.engine) if asked.write else reset(asked.folder, asked.shot))
        return 0
    found = prompts(asked.folder, asked.shot, asked.engine)
    if asked.json:
        print(json.dumps([_answer(each) for each in found], ensure_ascii=False))
        return 0
    for each in found:
        print("\n".join(_lines(each)))
    return 0


def _lines(each: Prompt) -> Iterator[str]:
    """One shot as a person reads it: who is asked, the words in full, and all that goes with them."""
    request, staging = each.request, each.request.staging
    way = f" ({each.way})" * (each.way != each.engine)
    yield f"{each.shot}  {each.engine}{way}"
    if request.words:
        own = ", in your own words" if each.written else ""
        yield f"  words ({len(request.words)} characters, {each.language}{own})"
        yield f"    {request.words}"
    if request.without:
        yield f"  without\n    {request.without}"
    for reference in request.references:
        file = each.sheets.get(reference.picture, "")
        yield f"  shown    {reference.kind} {reference.of}{f': {file}' if file else ''}"
    if each.painted is not None:
        yield f"  begins   with a picture by {each.painter}"
        if each.painted.words:
            yield f"    {each.painted.words}"
    for steer in request.steered:
        yield f"  follows  {steer.signal}, {steer.strength:g}"
    seconds = seconds_of(request)
    asked = f", asked as {each.asked:g} s" if each.asked > seconds + 1e-6 else ""
    yield f"  format   {request.size}, {staging.rate} frames a second, {staging.frames} frames, {seconds:.2f} s{asked}"
    talk = "a recording is spoken to" if request.voice else ""
    sound = "with sound" if request.sound else ""
    guided = f"guidance {request.guidance:g}" if request.guidance else ""
    seed = f"seed {request.seed}" if request.seed else "seed from the request and the take"
    yield f"  besides  {', '.join(part for part in (seed, guided, sound, talk) if part)}"
    if each.price:
        yield f"  price    {each.price:.3f} {each.currency}"
    yield from (f"  note     {remark}" for remark in each.remarks)


def _answer(each: Prompt) -> dict[str, object]:
    return {
        "shot": each.shot,
        "way": each.way,
        "engine": each.engine,
        "words": each.request.words,
        "without": each.request.without,
        "language": each.language,
        "written": each.written,
        "references": [
            {"kind": one.kind, "of": one.of, "sheet": each.sheets.get(one.picture, "")}
            for one in each.request.references
        ],
        "painter": each.painter,
        "painted": each.painted.words if each.painted else "",
        "seconds": seconds_of(each.request),
        "asked_seconds": each.asked,
        "price": each.price,
        "currency": each.currency,
        "remarks": list(each.remarks),
        "request": saved(each.request),
    }
