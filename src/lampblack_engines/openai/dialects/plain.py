"""OpenAI's own `/v1/videos`: a form with whole seconds, a size, and one picture; four sizes, three lengths, no seed.

Source: the `openai` package 3.54, types/video*.py, read 2026-11-23.
"""

from __future__ import annotations

from lampblack_engines.openai.asked import Shoot, named, type_of
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording
from lampblack_engines.servers.multipart import Part


def words(shoot: Shoot) -> Wording:
    """The take in OpenAI's own fields."""
    fields = {"prompt": shoot.request.words, "seconds": f"{shoot.seconds:g}", "size": str(shoot.request.size)}
    return Wording(fields={"model": shoot.model or "sora-2", **fields}, files=first_picture(shoot))


def first_picture(shoot: Shoot, name: str = "input_reference") -> tuple[Part, ...]:
    """The picture it begins with, as a file of the form."""
    still = shoot.still(first=True)
    if still is None:
        return ()
    data = shoot.blob(still.picture)
    return (Part(name=name, data=data, filename=named("first", data), kind=type_of(data)),)


DIALECT = FilmDialect(
    words=words,
    form=True,
    controls=frozenset({"words", "first"}),
    told_rate=False,
    sizes=("1280x720", "720x1280", "1792x1024", "1024x1792"),
    lengths=(4.0, 8.0, 12.0),
    finds="list",
    deletes="forget",
)
