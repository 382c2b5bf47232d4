"""Ways to make a take: an engine as it is, or a recipe a person wrote; and what is wanted of all takes of a shot."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.guides import Reference
from lampblack.engines.requests import Size
from lampblack.project.recipes import Recipe
from lampblack.takes.model import Words
from lampblack.takes.plan import Detail

LAST = -1
"""For the last frame of a take, however long it is."""
PARTS = ("boards", "shown", "filmed", "synced", "scaled", "sounded")
"""What the ids of a take's parts begin with, where `takes/` stands in the take's own."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to make takes, by the name that its takes have."""

    name: str
    recipe: Recipe
    offers: Mapping[str, Offer]
    """Every engine of the recipe, by the key that names it; `film` is always there."""

    @property
    def offer(self) -> Offer:
        """Who films."""
        return self.offers["film"]

    @property
    def limits(self) -> Capabilities:
        """What whoever films can do."""
        found = self.offer.can("film")
        if found is None:
            able = tuple(each.kind for each in self.offer.capabilities)
            raise UserError(f"engine {self.offer.name} makes no moving pictures", possible=able)
        return found

    @property
    def plain(self) -> bool:
        """Whether what the engine gives at once is the take, and nothing is done to it."""
        recipe = self.recipe
        return not (recipe.size or recipe.rate or recipe.sync or recipe.scale or recipe.sound)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What every take of a film has in common, and what is shown and told of this one."""

    size: Size
    look: str
    detail: Detail
    words: Words = field(default_factory=Words)
    still: Words = field(default_factory=Words)
    """The words for one picture: its first frame."""
    references: tuple[Reference, ...] = ()
    shown: tuple[Reference, ...] = ()
    """What the painter of its first frame is shown."""
    boards: Mapping[int, Digest] = field(default_factory=lambda: {})
    """The storyboard frames that a person accepted, by frame of the take (`LAST`: its last)."""


def made_for(id: str, takes: Collection[str]) -> bool:
    """Whether a job is one of these takes, or a part of one (`filmed/TAKE`, `filmed/TAKE/2`)."""
    first, _, name = id.partition("/")
    return id in takes or (first in PARTS and (f"takes/{name}" in takes or f"takes/{name.rpartition('/')[0]}" in takes))


def way_of(offer: Offer) -> Way:
    """An engine as it is."""
    return Way(name=offer.name, recipe=Recipe(film=offer.name), offers={"film": offer})
