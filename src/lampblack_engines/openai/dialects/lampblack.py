"""Another Lampblack: the whole request as it is saved, and each blob it names as a file named by its digest."""

from __future__ import annotations

from lampblack.base.saved import encode
from lampblack.engines.capabilities import CONTROLS
from lampblack.engines.requests import saved
from lampblack_engines.openai.asked import Shoot, digests_in, type_of
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording
from lampblack_engines.servers.multipart import Part


def words(shoot: Shoot) -> Wording:
    """The take as it stands; what others read (`prompt`, `size`, `seconds`) is said beside it, for people's eyes."""
    request = shoot.request
    fields = {
        "model": shoot.model,
        "prompt": request.words,
        "size": str(request.size),
        "seconds": f"{shoot.seconds:g}",
        "take": str(shoot.take),
        "lampblack": encode(saved(request)).decode(),
    }
    blobs = ((digest, shoot.blob(digest)) for digest in digests_in(request))
    files = tuple(Part(name=digest, data=data, filename=digest, kind=type_of(data)) for digest, data in blobs)
    return Wording(fields=fields, files=files)


DIALECT = FilmDialect(
    words=words,
    form=True,
    controls=frozenset(CONTROLS),
    usual=frozenset(CONTROLS),
    sound=True,
    finds="key",
    deletes="abort",
)
