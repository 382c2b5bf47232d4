"""What of a request may go into a workflow, under which name, and what an engine can do because it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal

from lampblack.engines.guides import Use

Kind = Literal["film", "paint", "sync", "foley", "scale", "compose", "speak"]
KINDS: tuple[Kind, ...] = ("film", "paint", "sync", "foley", "scale", "compose", "speak")

SIGNALS = ("depth", "ids", "pose", "edges")
"""Control signals that models know as pictures."""
_SEEN = ("words", "without", "width", "height", "seed", "guidance", "source", "strength.source")
_STEERED = (*SIGNALS, *(f"strength.{signal}" for signal in SIGNALS))
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "film": (
        *_SEEN, *_STEERED, "frames", "seconds", "rate", "first", "last", "middle", "middle_at", "voice", "sound",
        "repair.first", "repair.last",
    ),
    "paint": (*_SEEN, *_STEERED),
    "sync": ("video", "voice", "width", "height", "frames", "rate", "seed"),
    "foley": ("words", "video", "seconds", "seed"),
    "scale": ("video", "width", "height", "frames", "rate", "seed"),
    "compose": ("words", "seconds", "seed", "tempo"),
    "speak": ("words", "voice", "language", "pace", "manner", "seed"),
}  # fmt: skip
"""The names under `inputs`; `references.1`, `references.2` ... come beside them for film and paint."""
MUST: Mapping[Kind, tuple[str, ...]] = {
    "film": (), "paint": (), "sync": ("video", "voice"), "foley": (), "scale": ("video",), "compose": ("words",),
    "speak": ("words",),
}  # fmt: skip
"""What a workflow of that kind cannot do without."""
REFERENCE = re.compile(r"references\.([1-9][0-9]?)")
FILES = frozenset(("first", "last", "middle", "source", "voice", "video", *SIGNALS))
"""Fields that are files, and go there before the workflow does; references are too."""

WORDS = frozenset(("words", "without", "language", "manner"))
"""Fields that are words."""

_PLAIN = ("words", "without", "guidance", "seed", "first", "last", "middle")


def known(kind: Kind, name: str) -> bool:
    """Whether a request of that kind has a field of that name."""
    return name in FIELDS[kind] or (kind in ("film", "paint") and REFERENCE.fullmatch(name) is not None)


def is_file(kind: Kind, name: str) -> bool:
    """Whether that field is a file. A line's `voice` is a name."""
    return (name in FILES and not (kind == "speak" and name == "voice")) or REFERENCE.fullmatch(name) is not None


def controls(kind: Kind, names: Collection[str], use: Use) -> frozenset[str]:
    """Words of `capabilities.CONTROLS`: what the engine is steered by, as these fields reach its workflow."""
    if kind not in ("film", "paint"):
        return frozenset({"video"} if kind == "foley" and "video" in names else ())
    made = {name for name in _PLAIN if name in names}
    made |= {f"signal:{signal}" for signal in SIGNALS if signal in names}
    if references(names):
        made.add("references")
    if "source" in names:
        made.add(use if kind == "film" else "restyle")
    if kind == "film" and "voice" in names:
        made.add("voice")
    return frozenset(made)


def references(names: Collection[str]) -> int:
    """How many pictures of people, places and things it is shown at most."""
    return sum(1 for name in names if REFERENCE.fullmatch(name))
