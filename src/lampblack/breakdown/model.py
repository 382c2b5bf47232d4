"""Scenes with what they need, and the bible: cast, places and props, how each looks, moves and sounds.

Nothing here holds a line number or an ordinal: what is equal stays equal when a scene is inserted in front of it. Where
things stand in the file is kept apart, in `Whereabouts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.engines.requests import Voice
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mood, Verb
from lampblack.staging.place import Season, SetPiece, TimeOfDay, Weather

Where = Literal["int", "ext", "both"]
Through = Literal["", "voice_over", "off_screen"]
Join = Literal["cut", "dissolve", "fade"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One spoken line. `id` is `<scene slug>/<character>-<6 hex of its words>` (`-2` for a repeat): it does not change
    when other lines come or go. `text` is what is said, `captions` the same in other languages."""

    id: str
    character: str
    text: str
    language: str
    captions: Mapping[str, str] = field(default_factory=lambda: {})
    how: tuple[str, ...] = ()
    """Parentheticals, as written."""
    mood: Mood | None = None
    through: Through = ""
    dual: bool = False
    lyric: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """Something a person does in an action line, as a verb the stage knows; `words` is the phrase it was read from.

    `move` is set for coming, going and crossing: where the deed leads to."""

    who: str
    verb: Verb | None = None
    move: Literal["", "enter", "exit", "walk", "run", "sit", "stand", "kneel", "lie"] = ""
    target: str = ""
    words: str = ""
    thing: str = ""
    """What is in the hand for it, as the theatre holds things (`cup`, `book` ...): drunk from, given, taken."""


@dataclass(frozen=True, kw_only=True)
class Beat:
    """The smallest piece of a scene: one line spoken, or one thing that happens."""

    line: Line | None = None
    action: str = ""
    """The action's text, for boards and for engines that read; empty for a line."""
    deeds: tuple[Deed, ...] = ()
    sounds: tuple[str, ...] = ()
    """Foley names found in the words (`thunder`, `splash`, `birds` ...)."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One scene: where, when, who, and what happens in order. `slug` is readable and does not count scenes."""

    slug: str
    heading: str
    where: Where
    place: str
    """The id of its place in the bible."""
    time: TimeOfDay
    weather: Weather = "clear"
    mood: Mood = "calm"
    cast: tuple[str, ...] = ()
    """Ids of those on stage (a narrator is not), in order of first appearance."""
    props: tuple[str, ...] = ()
    beats: tuple[Beat, ...] = ()
    join_in: Join = "cut"
    join_out: Join = "cut"
    synopsis: str = ""


@dataclass(frozen=True, kw_only=True)
class Character:
    """A member of the cast in the bible."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    words: str = ""
    """The description, for engines that read and for drafting the figure."""
    figure: Figure | None = None
    """None for those who are only heard (a narrator)."""
    voice: Voice | None = None
    """None: picked by `read`, distinct from everyone else's."""
    voice_engine: str = ""
    theme: str = ""
    drafted: bool = False


@dataclass(frozen=True, kw_only=True)
class PlaceEntry:
    """A place in the bible: which kit builds it, in words, and what stands there."""

    id: str
    name: str
    kit: str
    words: str = ""
    pieces: tuple[SetPiece, ...] = ()
    ambience: tuple[str, ...] = ()
    """Foley names of what is always heard there (`wind`, `river`, `birds`)."""
    ground: str = "earth"
    season: Season = "summer"
    aliases: tuple[str, ...] = ()
    drafted: bool = False


@dataclass(frozen=True, kw_only=True)
class PropEntry:
    """A thing the story needs, in the bible."""

    id: str
    name: str
    words: str = ""
    aliases: tuple[str, ...] = ()
    drafted: bool = False


@dataclass(frozen=True, kw_only=True)
class Bible:
    """All that is known of the film's people, places and things."""

    cast: tuple[Character, ...] = ()
    places: tuple[PlaceEntry, ...] = ()
    props: tuple[PropEntry, ...] = ()
    pronounce: Mapping[str, str] = field(default_factory=lambda: {})
    """Words, and how they are said: pinyin, IPA between slashes, or spelled as they sound."""

    def character(self, id: str) -> Character | None:
        return next((each for each in self.cast if each.id == id), None)

    def place(self, id: str) -> PlaceEntry | None:
        return next((each for each in self.places if each.id == id), None)


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """The whole script taken apart. `bible` is what a person wrote merged with what had to be drafted."""

    title: str
    language: str
    scenes: tuple[Scene, ...]
    bible: Bible

    def lines(self) -> tuple[Line, ...]:
        """Every spoken line, in order."""
        return tuple(beat.line for scene in self.scenes for beat in scene.beats if beat.line is not None)


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """Where things stand in the script (keys: scene slugs and line ids), and what was doubtful."""

    spots: Mapping[str, Spot] = field(default_factory=lambda: {})
    findings: tuple[Finding, ...] = ()
