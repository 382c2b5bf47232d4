"""Who films what: the film's engine or recipe, and what a person chose for a scene or a shot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lampblack.base.errors import Spot, UserError
from lampblack.base.toml import spot_of
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Kind
from lampblack.project.folder import FilmFolder
from lampblack.project.opened import offer_for
from lampblack.project.recipes import Recipe
from lampblack.project.settings import Settings, read_text
from lampblack.shots.model import Choices, Shot
from lampblack.takes.ways import Way, way_of

_KINDS: Mapping[str, Kind] = {
    "film": "film",
    "first": "paint",
    "restyle": "film",
    "sync": "sync",
    "scale": "scale",
    "sound": "foley",
}
"""What kind of job each key of a recipe names an engine for."""


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The ways to make takes that a film knows. `chosen`: by shot's or scene's id, a way's name."""

    usual: Way
    recipes: Mapping[str, Way] = field(default_factory=lambda: {})
    chosen: Mapping[str, str] = field(default_factory=lambda: {})
    chosen_in: str = "choices.toml"

    def of(self, shot: Shot) -> Way:
        """How a shot is filmed: as chosen for it, for its scene, or for the film."""
        for id in (shot.id, shot.scene):
            if id in self.chosen:
                return self.named(self.chosen[id], f"{self.chosen_in}: engines.{id}")
        return self.usual

    def named(self, name: str, where: str) -> Way:
        """The recipe or engine of that name; a `UserError` that says what there is."""
        if name == self.usual.name:
            return self.usual
        return self.recipes[name] if name in self.recipes else way_of(offer_for("film", name, where))

    def check(self, shots: tuple[str, ...], scenes: tuple[str, ...]) -> None:
        """A `UserError` where a choice names a shot that is not there; scenes are known before shots."""
        for id in self.chosen:
            if id not in scenes and (id.rpartition("/")[0] not in scenes or (shots and id not in shots)):
                spot = Spot(file=self.chosen_in)
                words = f"engines name {id!r}, but there is no such shot or scene"
                raise UserError(words, spot=spot, possible=(*scenes, *shots))


def ways_of(film: FilmFolder, settings: Settings, choices: Choices) -> Ways:
    """The ways as a film's files name them; every mistake is a `UserError` with its place."""
    text, file = read_text(film.settings_file), str(film.settings_file)
    recipes = {name: _resolved(name, recipe, text, file) for name, recipe in settings.recipes.items()}
    ways = Ways(
        usual=recipes.get(settings.engines.film) or way_of(_filming(settings.engines.film, tuple(recipes), text, file)),
        recipes=recipes,
        chosen=choices.engines,
        chosen_in=str(film.choices),
    )
    chosen = read_text(film.choices) if choices.engines else ""
    for id, name in choices.engines.items():
        ways.named(name, f"{spot_of(chosen, str(film.choices), 'engines', id)}: engines.{id}")
    return ways


def _filming(name: str, recipes: tuple[str, ...], text: str, file: str) -> Offer:
    if name not in registry.offers() and recipes:
        offers = registry.offers().values()
        able = (each.name for each in offers if each.can("film") and not registry.missing(each))
        possible = (*recipes, *able)
        spot = spot_of(text, file, "engines", "film")
        raise UserError(f"engines.film: there is no engine or recipe {name!r}", spot=spot, possible=possible)
    return offer_for("film", name, f"{spot_of(text, file, 'engines', 'film')}: engines.film")


def _resolved(name: str, recipe: Recipe, text: str, file: str) -> Way:
    spot = spot_of(text, file, "recipes", name)
    if name in registry.offers():
        raise UserError(f"recipes.{name}: there is an engine of that name already", spot=spot, possible=(f"my-{name}",))
    offers = {
        key: offer_for(_KINDS[key], engine, f"{spot_of(text, file, 'recipes', name, key)}: recipes.{name}.{key}")
        for key, engine in recipe.engines().items()
    }
    return Way(name=name, recipe=recipe, offers=offers)
