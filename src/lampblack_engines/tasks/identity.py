"""The name of a job: the provider's own, and what was asked in short, so that its result can be fetched by anybody.

`5f1c-… film 24 120 1280x720 sound image`: made by `submit` and `find`, kept in the ledger, read by `look` and `fetch`,
which remember nothing. The last word is the route it was bought by, where the model has several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.base.errors import JobError, UserError
from lampblack.base.time import Rate
from lampblack.engines.guides import bare
from lampblack.engines.requests import Film, Paint, Request
from lampblack.engines.shapes import is_size, size_of

_OWN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/=+@,~-]{0,399}")
_ROUTE = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What must be known of a request to bring its result into shape."""

    kind: str = ""
    """`film`, `paint`, or empty: it is not known."""
    rate: str = ""
    frames: int = 0
    size: str = ""
    sound: bool = False
    route: str = ""

    def __str__(self) -> str:
        words = [self.kind, *((self.rate, str(self.frames)) if self.kind == "film" else ()), self.size]
        return " ".join(
            [*words, *(("sound",) if self.sound else ()), *((f"route:{self.route}",) if self.route else ())]
        )

    def request(self) -> Film | Paint:
        """A request that says so much and no more; a `JobError` where nothing is known of it."""
        if not is_size(self.size):
            raise JobError(
                "its name does not say what was asked: settle it with the provider's name and after it what was asked, "
                "as in --id 'NAME film 24 120 1280x720' (frames a second, frames, size; `sound` where it was wanted)"
            )
        shape = size_of(self.size)
        if self.kind == "paint":
            return Paint(words="", size=shape)
        try:
            stage = bare(Rate.parse(self.rate), self.frames)
        except UserError as error:
            raise JobError(error.message) from error
        return Film(staging=stage, size=shape, sound=self.sound)


def asked_of(request: Request, route: str) -> Asked:
    """What a request asks, in short."""
    if isinstance(request, Paint):
        return Asked(kind="paint", size=str(request.size), route=route)
    assert isinstance(request, Film), "nothing else comes this far"
    stage = request.staging
    return Asked(
        kind="film", rate=str(stage.rate), frames=stage.frames, size=str(request.size), sound=request.sound, route=route
    )


def named(own: object, asked: Asked) -> str:
    """The whole name of a job; a `JobError` where the provider's own is none that could be asked for again."""
    if isinstance(own, int) and not isinstance(own, bool):
        own = str(own)
    if not isinstance(own, str) or not _OWN.fullmatch(own) or ".." in own:
        raise JobError("the provider took a job and gave it no name that can be used")
    return f"{own} {asked}"


def parted(id: str) -> tuple[str, Asked]:
    """The provider's own name, and what was asked; a `JobError` for what is no name of a job."""
    own, *words = id.split()
    if not _OWN.fullmatch(own) or ".." in own:
        raise JobError("this is no name of a job")
    kind = words[0] if words else ""
    film = kind == "film" and len(words) >= 4
    rest = words[4:] if film else words[2:]
    route = next((word.removeprefix("route:") for word in rest if word.startswith("route:")), "")
    if film and words[2].isdigit():
        return own, Asked(
            kind=kind, rate=words[1], frames=int(words[2]), size=words[3], sound="sound" in rest, route=route
        )
    if kind == "paint" and len(words) >= 2:
        return own, Asked(kind=kind, size=words[1], route=route)
    return own, Asked(route=route if _ROUTE.fullmatch(route) else "")
