"""How a person looks: the frozen description a puppet is cut from, the same in every shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

Sex = Literal["man", "woman"]
Age = Literal["child", "young", "middle", "old"]
Build = Literal["slight", "medium", "broad"]
Hair = Literal[
    "topknot", "bun", "long", "loose", "short", "bald", "braids", "parted", "crop", "bob", "ponytail", "plait", "curly"
]
Beard = Literal["none", "moustache", "short", "long", "stubble"]
Dress = Literal[
    "robe", "tunic", "hide", "gown", "coat", "suit", "shirt", "tee", "sweater", "hoodie", "puffer", "overcoat",
    "labcoat", "uniform", "dress", "qipao", "jumpsuit", "spacesuit",
]  # fmt: skip
Hat = Literal["none", "straw", "crown", "scarf", "cap", "baseball", "beanie", "brimmed", "helmet"]
Lower = Literal["own", "trousers", "jeans", "shorts", "skirt"]
Glasses = Literal["none", "round", "square", "dark"]
Face = Literal["own", "round", "long", "square", "pointed"]
Mark = Literal["none", "freckles", "mole", "scar"]
Species = Literal[
    "human", "ox", "horse", "deer", "dog", "wolf", "fox", "cat", "tiger", "crane", "bird", "snake", "dragon", "fish",
]  # fmt: skip
Markings = Literal["none", "stripes", "spots", "patches", "points", "saddle"]
"""What is painted on a coat: `points` are dark legs, ears and tail tip, `saddle` a dark back."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One member of the cast as drawn. Height in metres; colours as `#rrggbb`; `held` names a prop in the right hand.

    `seed` varies what words leave open (the face, the brows), from the name, so that two people are never twins.
    """

    id: str
    sex: Sex = "man"
    age: Age = "young"
    build: Build = "medium"
    height: float = 1.72
    skin: str = "#eecead"
    hair: Hair = "topknot"
    hair_colour: str = "#1c1a20"
    beard: Beard = "none"
    hat: Hat = "none"
    dress: Dress = "robe"
    robe: str = "#344a70"
    trim: str = "#d4c4a0"
    inner: str = "#e2dac8"
    skirt: str = "#c8c2ba"
    sash: str = "#96342c"
    held: str = ""
    """`""`, `staff`, `cane`, `lantern`, `fan`, `gourd`, `umbrella`, `book`, `cup`, `mug`, `sword`, `key`, `gun`,
    `letter`, `phone`, `torch`, `cigarette`, `clipboard`, `twig`."""
    seed: int = 0
    lower: Lower = "own"
    """What is worn below the waist under a short garment of today; `own`: what goes with it."""
    glasses: Glasses = "none"
    face: Face = "own"
    """The outline of the face; `own`: by seed."""
    mark: Mark = "none"
    stoop: float | msgspec.UnsetType = msgspec.UNSET
    """How bent the back is, 0 to 1; unset: upright, and in no saved form."""
    species: Species | msgspec.UnsetType = msgspec.UNSET
    """What kind of creature this is; unset: a human, and in no saved form. An animal has only an id, an age, a build, a
    seed, a height (its crown, standing, without horns) and the fields below; the others are not looked at."""
    coat: str | msgspec.UnsetType = msgspec.UNSET
    """The colour of fur, feathers or scales; unset: that of its kind."""
    under: str | msgspec.UnsetType = msgspec.UNSET
    """The colour of throat and belly."""
    marking: str | msgspec.UnsetType = msgspec.UNSET
    """The colour of mane, stripes, spots, patches and points."""
    markings: Markings | msgspec.UnsetType = msgspec.UNSET
    """What is painted on the coat; unset: what its kind has."""

    @property
    def bent(self) -> float:
        """How bent the back is, 0 to 1."""
        return 0.0 if isinstance(self.stoop, msgspec.UnsetType) else max(0.0, min(1.0, self.stoop))

    @property
    def kind(self) -> Species:
        """What kind of creature this is."""
        return "human" if isinstance(self.species, msgspec.UnsetType) else self.species
