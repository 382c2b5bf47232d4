"""What people are told to do in `choices.toml`, checked word by word before anything is made of it.

[shots."river-dawn/wide"]
do = [{ who = "AHE", verb = "kneel", at = 1.2, seconds = 2, to = "KUAFU" }]
"""

from __future__ import annotations

from typing import Any, cast, get_args, get_type_hints

from lampblack.base.errors import UserError
from lampblack.base.saved import convert
from lampblack.base.toml import read_value, spot_of
from lampblack.shots.model import DoChoice
from lampblack.staging.people import Verb

PLAYED = (*get_args(Verb), "sit", "stand", "kneel", "lie", "look")
"""Every verb that can be written."""
HELD = (
    "staff", "lantern", "fan", "gourd", "umbrella", "book", "cup", "mug", "sword", "cane", "key", "gun", "letter",
    "phone", "torch", "cigarette", "clipboard", "twig",
)  # fmt: skip
_KEYS = tuple(DoChoice.__dataclass_fields__)
_BRIEFEST = 0.2
_EXAMPLE = '{ who = "AHE", verb = "kneel", at = 1.2, seconds = 2, to = "KUAFU" }'


def check_deeds(id: str, entries: Any, text: str, file: str) -> None:
    """A `UserError`, with its line and what is possible, for what nobody can play. Who is there is asked later."""
    spot = spot_of(text, file, "shots", id, "do")
    if not isinstance(entries, list | tuple):
        raise UserError(f"shots.{id}.do must be a list of what people do", spot=spot, possible=(f"[{_EXAMPLE}]",))
    for number, entry in enumerate(cast(list[Any], entries), 1):
        name = f"shots.{id}.do, number {number}"
        if not isinstance(entry, dict):
            raise UserError(f"{name}: must say who does what", spot=spot, possible=(_EXAMPLE,))
        said = cast(dict[str, Any], entry)
        if unknown := next((key for key in said if key not in _KEYS), ""):
            raise UserError(f"{name}: {unknown} is not known", spot=spot, possible=_KEYS)
        if missing := next((key for key in ("who", "verb") if not said.get(key)), ""):
            raise UserError(f"{name}: {missing} is not said", spot=spot, possible=(_EXAMPLE,))
        if said["verb"] not in PLAYED:
            raise UserError(f"{name}: nobody can {said['verb']!r}", spot=spot, possible=PLAYED)
        if said.get("thing", "") not in ("", *HELD):
            raise UserError(f"{name}: there is no {said['thing']!r} to put into a hand", spot=spot, possible=HELD)
        hints = get_type_hints(DoChoice)
        for key, value in said.items():
            read_value(value, hints[key], f"{name}: {key}", spot)
        one = convert(said, DoChoice)
        if one.at < 0.0 or (one.seconds is not None and one.seconds < _BRIEFEST):
            raise UserError(f"{name}: `at` must be 0 or more and `seconds` {_BRIEFEST} or more", spot=spot)
