"""Names in the bible that only engines know: a wrong one is told with its line before anything is planned."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.base.errors import Spot, UserError
from lampblack.base.toml import spot_of
from lampblack.breakdown.model import Bible
from lampblack.engines.capabilities import Named, Offer
from lampblack.engines.checking import knows, nearest
from lampblack.engines.requests import Kind
from lampblack.project.folder import FilmFolder
from lampblack.project.opened import offer_for
from lampblack.project.settings import read_text


def check_names(bible: Bible, film: FilmFolder, offers: Mapping[Kind, Offer]) -> None:
    """A `UserError` for the first kit, ambience, timbre or voice's engine that is not there. An engine that lists no
    names is asked for any."""
    for place in bible.places:
        _require("kit", place.kit, offers["film"], "film", film, ("places", place.id, "kit"))
        for what in place.ambience:
            _require("ambience", what, offers["foley"], "foley", film, ("places", place.id, "ambience"))
    for person in bible.cast:
        speaks = offers["speak"]
        if person.voice_engine and person.voice_engine != speaks.name:
            where = ("cast", person.id, "voice_engine")
            speaks = _engine(person.voice_engine, film, where)
        if person.voice is not None:
            where = ("cast", person.id, "voice", "timbre")
            _require("timbre", person.voice.timbre, speaks, "speak", film, where)


def _require(what: Named, name: str, offer: Offer, kind: Kind, film: FilmFolder, where: tuple[str, ...]) -> None:
    limits = offer.can(kind)
    if limits is None or knows(name, what, limits):
        return
    message = f"{'.'.join(where)}: engine {offer.name} has no {what} called {name!r}"
    raise UserError(message, spot=_spot(film, where), possible=nearest(name, what, limits))


def _engine(name: str, film: FilmFolder, where: tuple[str, ...]) -> Offer:
    try:
        return offer_for("speak", name, ".".join(where))
    except UserError as error:
        raise UserError(error.message, spot=_spot(film, where), possible=error.possible) from error


def _spot(film: FilmFolder, where: tuple[str, ...]) -> Spot:
    """The line in the episode's own bible, else in the one that it stands on."""
    written = [path for path in dict.fromkeys((film.variants, film.bible)) if path.exists()]
    found = [spot_of(read_text(path), str(path), *where) for path in written]
    return next((spot for spot in found if spot.line), Spot(file=str(film.bible)))
