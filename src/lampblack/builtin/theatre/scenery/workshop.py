"""The painters' workshop: one place's hour, light and detail, and every sheet painted for it, each once.

A kit asks for sheets by name and says how they would be painted; a sheet that is already there (kept on disk from
another process) is not painted again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import cache
from lampblack.builtin.theatre.scenery.hour import Hour, Sun, hour_of
from lampblack.builtin.theatre.scenery.told import told_of
from lampblack.builtin.theatre.scenery.wash import Bytes
from lampblack.staging.place import Light, Place, Season, light_of

VERSION = 7
"""Raised whenever a brush stroke changes: sheets of another version are not used."""

SCALES = {"draft": 0.5, "review": 0.75, "final": 1.0}
"""Pixels of a sheet at each detail, as a share of the finest."""


@dataclass(kw_only=True)
class Workshop:
    """Where one place is painted. `scale` multiplies every sheet's pixels (0.5 in draft)."""

    place: Place
    light: Light
    hour: Hour
    sun: Sun
    scale: float
    key: str
    kept: dict[str, Bytes] = field(default_factory=dict[str, Bytes])
    used: dict[str, Bytes] = field(default_factory=dict[str, Bytes])
    _textures: dict[str, Texture] = field(default_factory=dict[str, Texture])

    @classmethod
    def opened(cls, place: Place, light: Light, detail: str) -> Workshop:
        """The workshop for a place; an unknown `detail` is a `UserError`."""
        if detail not in SCALES:
            raise UserError(f"there is no detail called {detail!r}", possible=tuple(SCALES))
        key = key_of(place, light, detail)
        return cls(
            place=place,
            light=light,
            hour=hour_of(place),
            sun=Sun.of(light),
            scale=SCALES[detail],
            key=key,
            kept=cache.load(key),
        )

    def in_season(self, season: Season) -> Workshop:
        """The same workshop in another season: its light, its colours, what grows."""
        place = replace(self.place, season=season)
        light = light_of(place)
        return replace(self, place=place, light=light, hour=hour_of(place), sun=Sun.of(light))

    def seed(self, *parts: str | int) -> int:
        """A seed of this place's own for the thing so named."""
        return seed_of(self.place.seed, self.place.kit, *parts)

    def pixels(self, count: float) -> int:
        """That many pixels at full detail, fewer in draft; even, and never less than 16."""
        return max(16, round(count * self.scale / 2) * 2)

    def sheet(self, name: str, paint: Callable[[], Bytes]) -> Texture:
        """The sheet of that name, painted now unless it is kept."""
        known = self._textures.get(name)
        if known is None:
            picture = self.kept.get(name)
            if picture is None:
                picture = paint()
            self.used[name] = picture
            known = self._textures[name] = Texture(picture)
        return known

    def closed(self) -> None:
        """Keep what was painted for the next time."""
        if self.used.keys() - self.kept.keys():
            cache.save(self.key, self.used)


def key_of(place: Place, light: Light, detail: str) -> str:
    """What a place's sheets depend on, as text: not its id, and of its words only what they make of the kit."""
    told = told_of(place)
    looks = {
        **({"told": told} if told else {}),
        "version": VERSION,
        "kit": place.kit,
        "time": place.time,
        "weather": place.weather,
        "season": place.season,
        "inside": place.inside,
        "seed": place.seed,
        "detail": detail,
        "light": light,
        "pieces": [(piece.kind, piece.size) for piece in place.pieces],
    }
    return digest_of_value(looks)
