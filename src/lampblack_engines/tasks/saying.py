"""What a request says, word by word, for a provider's templates: `{words}`, `{seconds}`, `{still.first}` and so on."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import Any

from lampblack.base.context import Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Capabilities
from lampblack.engines.guides import Still
from lampblack.engines.named import blob_bytes
from lampblack.engines.prices import billed_seconds, seconds_of
from lampblack.engines.requests import Film, Paint, Size, saved
from lampblack.media.kinds import kind_of
from lampblack_engines.tasks.naming import told
from lampblack_engines.tasks.provider import Media

WORDS: Mapping[str, str] = {
    "words": "the prompt",
    "without": "what must not be seen",
    "seconds": "how long, as it can be asked for",
    "frames": "how many frames that is",
    "rate": "frames a second",
    "width": "pixels",
    "height": "pixels",
    "size": "1280x720",
    "lines": "the shorter side",
    "resolution": "720p",
    "ratio": "16:9",
    "seed": "a number",
    "guidance": "how closely words are followed",
    "strength": "how far it may depart from `source`",
    "sound": "whether its sound is wanted",
    "detail": "draft, review or final",
    "ticket": "our own name for the job",
    "model": "the provider's name for the model",
    "still.first": "the picture it begins with",
    "still.last": "the picture it ends with",
    "still.middle": "the first picture it passes through",
    "references": "all reference pictures, a list",
    "reference": "the first reference picture",
    "source": "the footage or picture that is changed",
    "voice": "the recording that is said",
}
"""Every word a request may say. Media may be followed by `.data` (a data URI), `.base64`, `.type` (`image/png`)."""
SERIES: Mapping[str, tuple[str, ...]] = {
    "references": ("picture", "of", "kind", "number"),
    "stills": ("picture", "at", "second", "number"),
}
"""What a table with `each` stands for, and the words of its own that it has."""
MEDIA = ("still.first", "still.last", "still.middle", "reference", "source", "voice", "picture")
FORMS = ("data", "base64", "type")


@dataclass(frozen=True, kw_only=True)
class File:
    """A picture, a piece of footage or a recording as it is handed over."""

    data: bytes = field(repr=False)

    @property
    def type(self) -> str:
        """Its content type, from its first bytes; a `UserError` where it is of no kind that is sent."""
        kind = kind_of(self.data)
        if kind is None:
            raise UserError("what is to be sent is no picture (PNG, JPEG, WebP), footage (MP4) or recording (WAV, MP3)")
        return kind.type

    @property
    def base64(self) -> str:
        return base64.b64encode(self.data).decode("ascii")

    @property
    def data_uri(self) -> str:
        return f"data:{self.type};base64,{self.base64}"


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One request, ready to be asked word by word. `upload` gives the name under which an uploaded file will go."""

    request: Film | Paint
    limits: Capabilities
    media: Media
    context: Context
    take: int
    more: Mapping[str, Any]
    """Further words: the model's, the size's, those a person said."""
    seeds: int
    upload: Callable[[File], str]
    names: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """How the words tell which reference shows whom."""

    def __call__(self, word: str) -> Any:
        """What a word says; None: nothing."""
        if word in self.more:
            return self.more[word] or None
        name, _, form = word.rpartition(".")
        if name in MEDIA and form in FORMS:
            return self._media(name, form)
        if word in MEDIA:
            return self._media(word, "")
        if word == "references":
            return [self._given(self._file(each.picture), "") for each in self.request.references] or None
        value = self._plain.get(word)
        return None if value == "" else value

    @cached_property
    def series(self) -> dict[str, tuple[dict[str, Any], ...]]:
        """The words of each reference, and of each still."""
        references = tuple(
            {**self._forms(each.picture), "of": each.of or None, "kind": each.kind, "number": number}
            for number, each in enumerate(self.request.references, start=1)
        )
        return {"references": references, "stills": tuple(self._stills())}

    @property
    def said(self) -> frozenset[str]:
        """Which controls this request makes use of that a route may be chosen by."""
        return frozenset(word for word in (*WORDS, "stills") if self._says(word))

    def _says(self, word: str) -> bool:
        if word == "references" or word == "reference":
            return bool(self.request.references)
        if word == "stills":
            return isinstance(self.request, Film) and bool(self.request.stills)
        if word in MEDIA:
            return self._digest(word) != ""
        return self(word) not in (None, False)

    @cached_property
    def _plain(self) -> dict[str, Any]:
        request, size = self.request, self.request.size
        shared = {
            "words": told(request, self.names), "without": request.without, "width": size.width, "height": size.height,
            "size": str(size), "lines": min(size.width, size.height),
            "resolution": f"{min(size.width, size.height)}p", "ratio": ratio_of(size),
            "guidance": request.guidance or None, "seed": self._seed(),
        }  # fmt: skip
        return {**shared, **(self._film(request) if isinstance(request, Film) else self._paint(request))}

    def _film(self, request: Film) -> dict[str, Any]:
        seconds = Fraction(billed_seconds(seconds_of(request), self.limits)).limit_denominator(1_000_000)
        rate = request.staging.rate
        return {
            "seconds": _number(seconds), "rate": _number(rate.fraction),
            "frames": rate.frames_in(seconds), "sound": request.sound, "detail": request.detail,
            "strength": request.source.strength if request.source else None,
        }  # fmt: skip

    def _paint(self, request: Paint) -> dict[str, Any]:
        return {"strength": request.strength if request.source else None}

    def _seed(self) -> int:
        """The person's own plus the take, or one that follows from the request and the take."""
        request = self.request
        seed = request.seed + self.take - 1 if request.seed else seed_of(encode(saved(request)).decode(), self.take)
        return seed % (self.seeds + 1)

    def _digest(self, word: str) -> str:
        request = self.request
        if word == "reference":
            return request.references[0].picture if request.references else ""
        if isinstance(request, Paint):
            return request.source if word == "source" else ""
        if word in ("source", "voice"):
            return (request.source.video if request.source else "") if word == "source" else request.voice
        place = word.removeprefix("still.")
        return next((each.picture for each in request.stills if place_of(each, request) == place), "")

    def _media(self, word: str, form: str) -> str | None:
        digest = self._digest(word)
        return self._given(self._file(digest), form) if digest else None

    def _forms(self, digest: str) -> dict[str, str]:
        file = self._file(digest)
        return {"picture": self._given(file, ""), **{f"picture.{form}": self._given(file, form) for form in FORMS}}

    def _stills(self) -> list[dict[str, Any]]:
        request = self.request
        if not isinstance(request, Film):
            return []
        return [
            {
                **self._forms(each.picture), "at": each.at, "number": number,
                "second": _number(request.staging.rate.seconds(each.at)),
            }
            for number, each in enumerate(sorted(request.stills, key=lambda still: still.at), start=1)
        ]  # fmt: skip

    def _file(self, digest: str) -> File:
        file = File(data=blob_bytes(self.context, digest))
        if self.media.most_bytes and len(file.data) > self.media.most_bytes:
            words = f"a file of {len(file.data) / 1e6:.1f} MB is too large for this provider"
            raise UserError(words, possible=(f"at most {self.media.most_bytes / 1e6:.1f} MB",))
        return file

    def _given(self, file: File, form: str) -> str:
        match form or self.media.form:
            case "type":
                return file.type
            case "base64":
                return file.base64
            case "upload":
                return self.upload(file)
            case _:
                return file.data_uri


def place_of(still: Still, request: Film) -> str:
    """Where in its take a still is seen."""
    last = request.staging.frames - 1
    return "first" if still.at <= 0 else "last" if still.at >= last else "middle"


def ratio_of(size: Size) -> str:
    """The sides as the smallest whole numbers: `16:9`."""
    shared = gcd(size.width, size.height)
    return f"{size.width // shared}:{size.height // shared}"


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else round(float(value), 6)
