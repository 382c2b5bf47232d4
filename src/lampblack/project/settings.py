"""`film.toml`: what the film is called, its format, look, engines by job, budget and delivery; and the quality dial."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import msgspec

from lampblack.base.errors import Spot, UserError
from lampblack.base.time import Rate
from lampblack.base.toml import laid_over, only, read_table, read_toml, read_value, spot_of
from lampblack.engines.requests import Size
from lampblack.project.baseline import Baseline, read_baseline
from lampblack.project.budget import Budget, check_budget
from lampblack.project.cutting import Cutting
from lampblack.project.deliveries import GOALS, Goal
from lampblack.project.recipes import Recipe, read_recipes
from lampblack.project.sizes import read_size

Quality = Literal["draft", "review", "final"]
Where = Literal["here", "ray"]
"""Where jobs run: in processes on this machine, or on a Ray cluster."""

_LARGEST = 8192
"""Lines of the largest picture there is."""
_MOST_TAKES = 99
_LIMITS: dict[tuple[str, str], tuple[float, float]] = {
    ("titles", "opening"): (0.0, 60.0),
    ("score", "tempo"): (20, 300),
    ("delivery", "loudness"): (-40.0, -8.0),
    ("delivery", "true_peak"): (-20.0, 0.0),
    ("run", "workers"): (0, 4096),
    ("run", "cores"): (0, 4096),
    ("run", "vram_gb"): (0.0, 1e6),
}


@dataclass(frozen=True, kw_only=True)
class Format:
    """The film's picture: size in pixels (both even) and exact rate."""

    size: Size = field(default_factory=lambda: Size(width=1280, height=720))
    rate: Rate = field(default_factory=lambda: Rate(numerator=24))


@dataclass(frozen=True, kw_only=True)
class Look:
    """Settings that change how the picture looks, and so are part of every picture's key."""

    style: str = "paper"


@dataclass(frozen=True, kw_only=True)
class EngineChoice:
    """Which engine does which kind of job, unless the bible or `choices.toml` says otherwise."""

    film: str = "theatre"
    speak: str = "instrument"
    foley: str = "effects"
    compose: str = "score"
    write: str = ""
    """Who translates for a dub what the script does not say in its language; empty: nobody."""
    paint: str = "theatre"
    """Who drafts the sheets of people and places."""


@dataclass(frozen=True, kw_only=True)
class Dubbing:
    """How a film in another language is timed (`make --language`)."""

    picture: Literal["kept", "retimed"] = "kept"
    """`kept`: the words are fitted to the picture there is; `retimed`: shots are timed to the words."""


@dataclass(frozen=True, kw_only=True)
class Takes:
    """How many takes are made of every shot; the first is kept until a person pins another."""

    count: int = 1


@dataclass(frozen=True, kw_only=True)
class ScoreSettings:
    """What the music is made of; `tempo` in beats a minute."""

    style: str = ""
    """Empty: that of the world the story is told in."""
    tempo: int = 66
    file: str = ""
    """A person's own music for the whole film, below its folder."""
    stretch: bool = True
    """Whether that may give way by three parts in a hundred, so that its beats fall on cuts."""


@dataclass(frozen=True, kw_only=True)
class Titles:
    """How many seconds the opening title stands before the first shot; 0: the film begins at once."""

    opening: float = 2.5


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What the delivered file must measure: a delivery by its name, or LUFS integrated; dBTP true peak at most, where
    it is not that delivery's; and what else is delivered, from the same mix."""

    loudness: float | str = -16.0
    true_peak: float | None = None
    also: tuple[str, ...] = ()

    def goals(self) -> tuple[Goal, ...]:
        """What is delivered: the film itself, then each of `also` that is something else."""
        named = GOALS[self.loudness] if isinstance(self.loudness, str) else Goal(name="film", loudness=self.loudness)
        main = named if self.true_peak is None else replace(named, true_peak=self.true_peak)
        return (main, *(GOALS[name] for name in dict.fromkeys(self.also) if name != main.name))


@dataclass(frozen=True, kw_only=True)
class Ray:
    """The Ray cluster that jobs may run on: where it is, and which labels its nodes must have. Tokens are never
    written here: Ray takes them from the environment."""

    address: str = "auto"
    labels: Mapping[str, str] = field(default_factory=lambda: {})


@dataclass(frozen=True, kw_only=True)
class Run:
    """How the work is done; nothing of it changes the result. 0 and nothing: what is found on this machine."""

    on: Where = "here"
    workers: int = 0
    """Processes at once, if fewer or more than there are cores."""
    cores: int = 0
    gpus: Annotated[int, msgspec.Meta(ge=0)] | None = None
    vram_gb: float = 0.0
    """Of each GPU."""
    ray: Ray = field(default_factory=Ray)


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """`[store]`: where the film's store lies if not in its own folder, and the store that is shared with others."""

    folder: str = ""
    shared: str = ""
    """An address: `s3://bucket/prefix`, `gs://`, `az://` or `file:///`."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that `film.toml` says, with what it leaves open filled in. `detail` and `crf` come from the quality dial."""

    title: str = ""
    language: str = "zh"
    captions: tuple[str, ...] = ()
    format: Format = field(default_factory=Format)
    look: Look = field(default_factory=Look)
    engines: EngineChoice = field(default_factory=EngineChoice)
    takes: Takes = field(default_factory=Takes)
    cut: Cutting = field(default_factory=Cutting)
    dub: Dubbing = field(default_factory=Dubbing)
    score: ScoreSettings = field(default_factory=ScoreSettings)
    budget: Budget = field(default_factory=Budget)
    titles: Titles = field(default_factory=Titles)
    delivery: Delivery = field(default_factory=Delivery)
    baseline: Baseline = field(default_factory=Baseline)
    store: Keeping = field(default_factory=Keeping)
    run: Run = field(default_factory=Run)
    recipes: Mapping[str, Recipe] = field(default_factory=lambda: {})
    """Ways to make a take, by their names: `engines.film`, pins and `choices.toml` may name one like an engine."""
    detail: Quality = "final"
    preset: str = "veryfast"
    crf: int = 20

    def at(self, quality: Quality) -> Settings:
        """The same film seen more cheaply: `draft` at most 360 lines, `review` at most 540, `final` as written."""
        lines = {"draft": 360, "review": 540, "final": _LARGEST}[quality]
        size = self.format.size
        if size.height > lines:
            width = round(size.width * lines / size.height / 2) * 2
            size = Size(width=width, height=lines)
        preset, crf = {"draft": ("ultrafast", 26), "review": ("veryfast", 23), "final": ("veryfast", 20)}[quality]
        return replace(self, format=replace(self.format, size=size), detail=quality, preset=preset, crf=crf)


_SECTIONS: dict[str, type[Any]] = {
    "look": Look,
    "engines": EngineChoice,
    "takes": Takes,
    "cut": Cutting,
    "dub": Dubbing,
    "score": ScoreSettings,
    "budget": Budget,
    "titles": Titles,
    "delivery": Delivery,
    "run": Run,
    "store": Keeping,
}


def read_settings(path: Path, under: Mapping[str, Any] | None = None) -> Settings:
    """The settings in `path`; every mistake is a `UserError` with its line. `under` is what a series says already, read
    and found right: what `path` leaves open."""
    file = str(path)
    text = read_text(path)
    return settings_of(laid_over(under or {}, read_toml(text, file)), text, file)


def settings_of(table: Mapping[str, Any], text: str, file: str, own: tuple[str, ...] = ()) -> Settings:
    """The settings that a table says; `text` and `file` are where its lines are found, `own` keys it may have besides
    and that were taken out of it."""
    only(table, (*own, "title", "language", "captions", "format", "baseline", "recipes", *_SECTIONS), text, file)
    made: dict[str, Any] = {}
    for key, kind in (("title", str), ("language", str), ("captions", tuple[str, ...])):
        if key in table:
            made[key] = read_value(table[key], kind, key, spot_of(text, file, key))
    for name, kind in _SECTIONS.items():
        if name in table:
            section = _table(table[name], text, file, name)
            only(section, kind.__dataclass_fields__, text, file, name)
            made[name] = read_table(section, kind, text, file, name)
    if "budget" in made:
        check_budget(made["budget"], text, file)
    if "delivery" in made:
        _check_delivery(made["delivery"], text, file)
    if "run" in made:
        only(table["run"].get("ray", {}), Ray.__dataclass_fields__, text, file, "run", "ray")
    for (name, key), (least, most) in _LIMITS.items():
        value = getattr(made[name], key) if name in made else None
        if isinstance(value, int | float) and not least <= value <= most:
            spot = spot_of(text, file, name, key)
            raise UserError(f"{name}.{key} = {value} is out of reach: {least:g} to {most:g}", spot=spot)
    if "takes" in made and not 1 <= made["takes"].count <= _MOST_TAKES:
        spot = spot_of(text, file, "takes", "count")
        raise UserError(f"{made['takes'].count} takes of a shot are not possible", spot=spot, possible=("1", "2", "3"))
    if "format" in table:
        made["format"] = _format(_table(table["format"], text, file, "format"), text, file)
    if "recipes" in table:
        made["recipes"] = read_recipes(table["recipes"], text, file)
    if "baseline" in table:
        made["baseline"] = read_baseline(_table(table["baseline"], text, file, "baseline"), text, file)
    return Settings(**made)


def _check_delivery(delivery: Delivery, text: str, file: str) -> None:
    """Whether every delivery that is named is known."""
    named = [("loudness", delivery.loudness)] if isinstance(delivery.loudness, str) else []
    for key, name in (*named, *(("also", name) for name in delivery.also)):
        if name not in GOALS:
            spot = spot_of(text, file, "delivery", key)
            raise UserError(f"no delivery is called {name!r}", spot=spot, possible=tuple(GOALS))


def read_text(path: Path) -> str:
    """A text file a person wrote; a `UserError` where it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UserError("this file is missing", spot=Spot(file=str(path))) from error
    except OSError as error:
        raise UserError(f"cannot read this file: {error.strerror}", spot=Spot(file=str(path))) from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise UserError("this file is not UTF-8 text", spot=Spot(file=str(path), line=line, column=column)) from error


def _format(section: dict[str, Any], text: str, file: str) -> Format:
    only(section, ("size", "rate"), text, file, "format")
    made = Format()
    if "size" in section:
        made = replace(made, size=read_size(section["size"], spot_of(text, file, "format", "size")))
    if "rate" in section:
        try:
            made = replace(made, rate=Rate.parse(section["rate"]))
        except UserError as error:
            spot = spot_of(text, file, "format", "rate")
            raise UserError(error.message, spot=spot, possible=error.possible) from error
    return made


def _table(value: Any, text: str, file: str, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UserError(f"{name} must be a table: write [{name}]", spot=spot_of(text, file, name))
    return cast(dict[str, Any], value)
