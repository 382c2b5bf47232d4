"""How a person looks: the frozen description a puppet is cut from, the same in every shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sex = Literal["man", "woman"]
Age = Literal["child", "young", "middle", "old"]
Build = Literal["slight", "medium", "broad"]
Hair = Literal["topknot", "bun", "long", "loose", "short", "bald", "braids"]
Beard = Literal["none", "moustache", "short", "long"]
Dress = Literal["robe", "tunic", "hide", "gown", "coat", "suit", "shirt"]
Hat = Literal["none", "straw", "crown", "scarf", "cap"]


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
    """`""`, `staff`, `lantern`, `fan`, `gourd`, `umbrella`, `book`, `cup`, `sword`."""
    seed: int = 0
