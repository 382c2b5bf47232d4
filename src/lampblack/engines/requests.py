"""Requests: all an engine is ever told. Frozen, plain values and blob digests, saved as JSON with a schema version.

An engine sees requests, never a `Shot`. A request holds nothing that does not change the answer: no order of
appearance, no price, no place in a file. Its digest, the engine's name and version and the take number are the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Literal

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.saved import convert, plain
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.engines.guides import Footage, Reference, Steer, Still
from lampblack.staging.stage import Staging

SCHEMA = 1
"""Raised when a request's saved form changes; older forms are upgraded in `request_from`."""

LATER: Mapping[str, bool] = {"later": True}
"""Marks a field that a kind did not have at first: where it says nothing it is no part of the saved form, so that what
was bought before it came is still known."""

Kind = Literal["write", "paint", "film", "speak", "sync", "foley", "compose", "scale", "judge"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """A picture's width and height in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, kw_only=True)
class Write:
    """Words for words: a draft, a summary, a translation. Answers `text`."""

    instruction: str
    material: str = ""
    json_schema: str = ""


@dataclass(frozen=True, kw_only=True)
class Paint:
    """One picture. Answers `picture` (PNG, exactly `size`)."""

    words: str
    size: Size
    staging: Staging | None = None
    references: tuple[Reference, ...] = ()
    look: str = "paper"
    without: str = field(default="", metadata=LATER)
    """What must not be seen (a negative prompt)."""
    steered: tuple[Steer, ...] = field(default=(), metadata=LATER)
    at: int | None = field(default=None, metadata=LATER)
    """Which frame of `steered` and of `staging` it is; None: of a staging its middle, of a roll its first."""
    source: Digest = field(default=Digest(""), metadata=LATER)
    """A picture that is changed into this one; empty: none."""
    strength: float = field(default=0.6, metadata=LATER)
    """How far it may depart from `source`."""
    guidance: float = field(default=0.0, metadata=LATER)
    """How closely words are followed (classifier-free guidance); 0: as the engine likes."""
    seed: int = field(default=0, metadata=LATER)
    """A person's own seed, to which the take is added; 0: one that follows from the request and the take."""


@dataclass(frozen=True, kw_only=True)
class Film:
    """A moving picture of one shot. Answers `video` (an intra-friendly H.264 or lossless mezzanine, exactly
    `staging.frames` frames at `staging.rate`, `size`, no captions, no grade), `taken` (`Taken`), and where `sound` is
    asked `sound` (48 kHz stereo WAV, as long as the take to the sample).

    An engine whose controls lack `staging` is handed a bare one (`guides.bare`): length and rate are all it tells."""

    staging: Staging
    size: Size
    words: str = ""
    look: str = "paper"
    references: tuple[Reference, ...] = ()
    detail: Literal["draft", "review", "final"] = "final"
    without: str = field(default="", metadata=LATER)
    """What must not be seen (a negative prompt)."""
    stills: tuple[Still, ...] = field(default=(), metadata=LATER)
    """Pictures it begins with, ends with, or passes through."""
    steered: tuple[Steer, ...] = field(default=(), metadata=LATER)
    source: Footage | None = field(default=None, metadata=LATER)
    voice: Digest = field(default=Digest(""), metadata=LATER)
    """A recording that somebody in the picture says (a talking shot), from its first frame on; empty: none."""
    sound: bool = field(default=False, metadata=LATER)
    """Whether its sound is wanted too."""
    guidance: float = field(default=0.0, metadata=LATER)
    """How closely words are followed (classifier-free guidance); 0: as the engine likes."""
    seed: int = field(default=0, metadata=LATER)
    """A person's own seed, to which the take is added; 0: one that follows from the request and the take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """A voice as a person would tune it: 1.0 is the engine's own. `timbre` is the engine's name for a sub-voice."""

    name: str = ""
    timbre: str = ""
    pitch: float = 1.0
    pace: float = 1.0
    range: float = 1.0
    warmth: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Speak:
    """One line, spoken. Answers `voice` (48 kHz mono WAV, no silence before the first sound or after the last beyond
    20 ms) and `spoken` (`Spoken`). `pinyin` (one reading a Hanzi, tone digits) overrides the engine's own."""

    text: str
    language: str
    voice: Voice
    mood: str = ""
    pinyin: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    """Manners (`whisper`, `shout`, `slow` ...: `engines.speaking.manners`), as the script's parentheticals have it."""
    says: tuple[tuple[str, str], ...] = ()
    """Words of the text and how they are said, as a person wrote it down: pinyin, IPA between slashes, or respelled."""


@dataclass(frozen=True, kw_only=True)
class Sync:
    """A mouth fitted to a voice in a picture that already moves. Answers `video`."""

    video: Digest
    voice: Digest


@dataclass(frozen=True, kw_only=True)
class Foley:
    """One sound. Answers `sound` (48 kHz WAV; mono for a spot effect, stereo for an ambience).

    `what`: `footstep`, `staff`, `splash`, `drink`, `cloth`, `fall`, `wind`, `river`, `birds`, `crickets`, `fire`,
    `leaves`, `thunder`, ...; `ground` for steps; an ambience lasts exactly `samples` and may be looped by itself."""

    what: str
    samples: int
    ground: str = ""
    strength: float = 1.0
    ambience: bool = False
    seed: int = 0
    weight: float = 1.0
    """Who steps or falls: 1 an adult of medium build, 0.5 a child, 1.5 a heavy man."""
    pace: Literal["walk", "run"] = "walk"
    shoe: Literal["", "soft", "hard", "bare"] = ""
    """Empty: what people of no special time wear, cloth soles."""
    inside: bool = False
    """An ambience of the open air as it is heard from inside: rain on the roof, a city behind the window."""
    words: str = field(default="", metadata=LATER)
    """What is heard, for engines that read."""
    video: Digest = field(default=Digest(""), metadata=LATER)
    """The moving picture it is heard in, whose sound it is from beginning to end; empty: none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A stretch of the score: from sample `start` on, how it feels and how strong it is (0: silence)."""

    start: int
    mood: str
    strength: float = 0.6
    theme: str = ""
    """Whose theme is heard (a cast id), or empty."""
    answers: tuple[str, ...] = ()
    """Whose themes answer it: the others on stage."""
    tempo: int = 0
    """Beats a minute; 0: the score's own, as the mood has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """A member of the cast who is known by a tune: `register` is where their voice lies, `instrument` what a person
    wrote for them (empty: the composer's choice)."""

    who: str
    register: Literal["low", "middle", "high"] = "middle"
    instrument: str = ""


@dataclass(frozen=True, kw_only=True)
class Compose:
    """One continuous score for a whole cut. Answers `music` (48 kHz stereo WAV of exactly `samples`) and `score`
    (MIDI). `hits` are samples on which something lands (a cut, a fall): a note may fall there, never a clash."""

    samples: int
    passages: tuple[Passage, ...]
    hits: tuple[int, ...] = ()
    speech: tuple[tuple[int, int], ...] = ()
    """Where lines are spoken (start, stop): the score thins out there."""
    style: str = "chinese"
    tempo: int = 66
    seed: int = 0
    cuts: tuple[int, ...] = ()
    """Samples on which the picture changes: where an ending may land."""
    silences: tuple[tuple[int, int], ...] = ()
    """Where nothing may be heard (start, stop): a breath held before a turn."""
    themes: tuple[Theme, ...] = ()
    """What is known of those whose themes the passages name."""
    words: str = field(default="", metadata=LATER)
    """What the music is to be like, in a person's own words."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The same moving picture, larger. Answers `video`."""

    video: Digest
    size: Size


@dataclass(frozen=True, kw_only=True)
class Judge:
    """An opinion on a take against what was asked. Answers `opinion` (JSON: score 0 to 1, words)."""

    video: Digest
    words: str


Request = Write | Paint | Film | Speak | Sync | Foley | Compose | Scale | Judge

KINDS: dict[Kind, type[Any]] = {
    "write": Write,
    "paint": Paint,
    "film": Film,
    "speak": Speak,
    "sync": Sync,
    "foley": Foley,
    "compose": Compose,
    "scale": Scale,
    "judge": Judge,
}


# ---- what engines answer beside bytes ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Phoneme:
    """One sound of a line (IPA, as the engine names it) from sample `start` to `stop` of its own WAV."""

    ipa: str
    start: int
    stop: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """One word (one Hanzi in Chinese) of the text: characters `first` to `last` (half-open), samples `start`
    to `stop`."""

    first: int
    last: int
    start: int
    stop: int


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A recorded line: its exact length and what is said when. This is the clock of the film."""

    samples: int
    phonemes: tuple[Phoneme, ...]
    words: tuple[Word, ...] = ()
    sample_rate: int = SAMPLE_RATE
    measured: bool = True
    """Whether the times were measured (by the engine or by alignment), or follow a rule."""
    confidence: float | msgspec.UnsetType = msgspec.UNSET
    """How sure an alignment is that these words are said here, 0 to 1; unset where nothing was aligned."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A filmed take: what the file really holds."""

    frames: int
    rate: Rate
    size: Size


def kind_of(request: Request) -> Kind:
    """The job a request asks for."""
    return next(kind for kind, shape in KINDS.items() if type(request) is shape)


def saved(request: Request) -> dict[str, Any]:
    """The request as plain data: what the ledger keeps, what the key is made of, what crosses to a worker."""
    body = plain(request)
    for later in fields(request):
        if later.metadata.get("later") and getattr(request, later.name) == _unsaid(later.default):
            body.pop(later.name, None)
    return {"schema": SCHEMA, "kind": kind_of(request), **body}


def _unsaid(default: Any) -> Any:
    assert default is not MISSING, "a field that came later says nothing by its default"
    return default


def request_from(data: dict[str, Any]) -> Request:
    """A request from its saved form; a `UserError` for a kind or a schema this version does not know."""
    body = dict(data)
    schema, kind = body.pop("schema", None), body.pop("kind", None)
    if schema != SCHEMA or kind not in KINDS:
        raise UserError(f"a request of kind {kind!r}, schema {schema!r} is not known here", possible=tuple(KINDS))
    try:
        return convert(body, KINDS[kind])
    except msgspec.ValidationError as error:
        raise UserError(f"this {kind} request is damaged: {error}") from error
