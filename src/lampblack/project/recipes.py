"""`[recipes.NAME]` in `film.toml`: a way to make a take, written down by a person, called by its name like an engine.

    [recipes.dreamed]
    film = "wan-vace"        # the engine
    size = "832x480"         # as it is asked; the take comes out at the film's own size and rate
    rate = "16"
    steer = ["depth"]        # the theatre's signals it follows
    first = "qwen-image"     # who paints the frame it begins with
    restyle = "theatre"      # whose film of the shot it gives another look, by `strength`
    sync = "mouths"          # who fits mouths to voices afterwards
    scale = "swift"          # who enlarges it; none: plainly
    sound = "own"            # its own sound is kept; or the engine that listens to the picture

What its engine cannot do and the recipe does not give to another is told before anything is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.base.toml import only, read_table, spot_of
from lampblack.engines.requests import Size
from lampblack.project.sizes import read_size
from lampblack.staging.control import Signal

OWN = "own"
"""For `sound`: the one that the engine makes with the picture."""
_LIMITS = {"guidance": (0, 100), "seed": (0, 2**32 - 1), "strength": (0, 1)}


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One way to make a take. Empty, None and 0: as the film and the engine have it."""

    film: str
    """The engine."""
    size: Size | None = None
    rate: Rate | None = None
    steer: tuple[Signal, ...] | None = None
    """None: as many signals as the engine follows."""
    first: str = ""
    """The engine that paints the frame it begins with."""
    restyle: str = ""
    """The engine whose film of the same shot is given another look (`theatre`): the movement stays."""
    strength: float = 0.6
    """How far that may be departed from, 0 to 1."""
    references: bool = True
    """Whether accepted sheets of who and what is seen are sent, where the engine takes them."""
    talk: bool = False
    """Whether the lines' recordings drive whoever speaks in the picture."""
    sound: str = ""
    sync: str = ""
    scale: str = ""
    extend: bool = False
    """Whether a shot that is longer than the engine can film is filmed in parts, each going on from the one before."""
    guidance: float = 0.0
    seed: int = 0

    def engines(self) -> dict[str, str]:
        """Every engine it names, by the key that names it."""
        sound = "" if self.sound == OWN else self.sound
        named = {
            "film": self.film,
            "first": self.first,
            "restyle": self.restyle,
            "sync": self.sync,
            "scale": self.scale,
            "sound": sound,
        }
        return {key: engine for key, engine in named.items() if engine}


def read_recipes(table: Any, text: str, file: str) -> dict[str, Recipe]:
    """Every recipe by its name; a `UserError` with its line for every mistake."""
    if not isinstance(table, dict):
        raise UserError("recipes must be tables: write [recipes.NAME]", spot=spot_of(text, file, "recipes"))
    return {name: _recipe(name, entry, text, file) for name, entry in cast(dict[str, Any], table).items()}


def _recipe(name: str, entry: Any, text: str, file: str) -> Recipe:
    spot = spot_of(text, file, "recipes", name)
    if not name.replace("-", "").replace("_", "").isalnum():
        words = f"recipes.{name}: a recipe's name has letters, digits, - and _ only"
        raise UserError(words, spot=spot, possible=(f"[recipes.{_named(name)}]",))
    if not isinstance(entry, dict):
        raise UserError(f"recipes.{name} must be a table: write [recipes.{name}]", spot=spot)
    fields = dict(cast(Mapping[str, Any], entry))
    only(fields, tuple(Recipe.__dataclass_fields__), text, file, "recipes", name)
    if not fields.get("film"):
        raise UserError(f"recipes.{name} names no engine", spot=spot, possible=('film = "theatre"',))
    read: Mapping[str, Callable[[Any], Any]] = {
        "size": lambda value: read_size(value, spot_of(text, file, "recipes", name, "size")),
        "rate": lambda value: _rate(value, name, text, file),
    }
    made = {key: read[key](fields.pop(key)) for key in read if key in fields}
    recipe = replace(read_table(fields, Recipe, text, file, "recipes", name), **made)
    for key, (least, most) in _LIMITS.items():
        if not least <= getattr(recipe, key) <= most:
            words = f"recipes.{name}.{key} = {getattr(recipe, key)} is out of reach: {least} to {most}"
            raise UserError(words, spot=spot_of(text, file, "recipes", name, key))
    if recipe.restyle and recipe.extend:
        at = spot_of(text, file, "recipes", name, "extend")
        raise UserError(f"recipes.{name}: what is restyled is as long as it is: it cannot be extended too", spot=at)
    return recipe


def _named(written: str) -> str:
    """A name like the one that was written, which can be one."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in written).split()) or "dreamed"


def _rate(written: Any, name: str, text: str, file: str) -> Rate:
    try:
        return Rate.parse(str(written))
    except UserError as error:
        spot = spot_of(text, file, "recipes", name, "rate")
        raise UserError(error.message, spot=spot, possible=error.possible) from error
