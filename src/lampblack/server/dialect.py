"""Our own dialect: a whole saved request in the field `lampblack`, with all bytes that it names.

Answers are then exactly what the engine gives at home. Bytes are always sent, also where the server has them: whoever
knows only a digest must not come by what it names.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Film, Paint, Request, Scale, Speak, kind_of, request_from, saved
from lampblack.server.book import Door
from lampblack.server.keeping import named_in
from lampblack.server.limits import Limits
from lampblack.server.uploads import Sent
from lampblack.server.wanted import KINDS, Wanted, known, offer_of, require, whole_of
from lampblack.server.wrong import unusable

FIELD = "lampblack"
_FIELDS: Mapping[Door, frozenset[str]] = {
    "video": frozenset({FIELD, "take", "model", "prompt", "seconds", "size"}),
    "image": frozenset({FIELD, "take", "model", "prompt", "size", "blobs", "n", "response_format"}),
    "speech": frozenset({FIELD, "take", "model", "input", "voice", "blobs", "response_format", "timings"}),
}
"""Fields of the protocol may stand beside ours, for those in between who look at them; ours says what is made."""
_TAKES = 1_000_000


def wanted_of(sent: Sent, door: Door, served: Mapping[str, Offer], scratch: Path, limits: Limits) -> Wanted:
    """The request in a client's own words; a `Wrong` where it is damaged, or its bytes are not those it names."""
    known(sent.fields, _FIELDS[door])
    request = _request(sent.fields[FIELD])
    kind = kind_of(request)
    if kind not in KINDS[door]:
        raise unusable(f"a {kind} request is not made at this address", FIELD, KINDS[door])
    frames = request.staging.frames if isinstance(request, Film) else 0
    longest = limits.longest * (float(request.staging.rate.fraction) if isinstance(request, Film) else 1.0)
    if isinstance(request, Film) and not 1 <= frames <= longest:
        raise unusable(f"a take of {frames} frames is not made here (1 to {int(longest)})", FIELD)
    if len(_prompt(request)) > limits.prompt:
        raise unusable(f"its words are more than {limits.prompt} characters", FIELD)
    files = {**_files(sent), **_blobs(sent.fields, scratch)}
    named = named_in(encode(saved(request)))
    if lacking := [digest for digest in named if digest not in files]:
        raise unusable(f"the request names bytes that were not sent: {lacking[0]}", FIELD)
    if strange := [digest for digest in files if digest not in named]:
        raise unusable(f"bytes were sent that the request does not name: {strange[0]}", FIELD)
    return require(
        Wanted(
            door=door,
            offer=offer_of(sent.fields, door, served, kind),
            request=request,
            take=whole_of(sent.fields, "take", 1, 1, _TAKES),
            files=files,
            prompt=_prompt(request),
            seconds=f"{float(request.staging.rate.seconds(frames)):g}" if isinstance(request, Film) else "",
            picture=str(request.size) if isinstance(request, Film | Paint | Scale) else "",
        )
    )


def _request(said: Any) -> Request:
    try:
        data: Any = msgspec.json.decode(said) if isinstance(said, str) else said
    except (msgspec.DecodeError, RecursionError) as error:
        raise unusable("the request in it cannot be read as JSON", FIELD) from error
    if not isinstance(data, dict):
        raise unusable("the request in it is no JSON object", FIELD)
    try:
        request = request_from(cast(dict[str, Any], data))
        encode(saved(request))
    except (UserError, ValueError, TypeError, RecursionError) as error:
        words = error.message if isinstance(error, UserError) else "it has no saved form"
        raise unusable(words, FIELD) from error
    return request


def _files(sent: Sent) -> dict[Digest, Path]:
    found: dict[Digest, Path] = {}
    for file in sent.files:
        if file.field != file.digest:
            raise unusable(f"the bytes sent as {file.field[:80]!r} are {file.digest}", file.field[:80])
        found[file.digest] = file.path
    return found


def _blobs(fields: Mapping[str, Any], scratch: Path) -> dict[Digest, Path]:
    """The table of a JSON document: bytes in base64 by their name."""
    table = fields.get("blobs")
    if table is None:
        return {}
    if not isinstance(table, dict):
        raise unusable("blobs is a table: bytes in base64 by their digest", "blobs")
    found: dict[Digest, Path] = {}
    for number, (name, said) in enumerate(cast(dict[str, Any], table).items()):
        data = decoded(said, "blobs")
        if digest_of(data) != name:
            raise unusable(f"the bytes sent as {name[:80]!r} are {digest_of(data)}", "blobs")
        path = scratch / f"blob-{number}"
        path.write_bytes(data)
        found[Digest(name)] = path
    return found


def decoded(said: Any, param: str) -> bytes:
    """Bytes from base64."""
    try:
        return base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise unusable(f"{param} is not base64", param) from error


def _prompt(request: Request) -> str:
    match request:
        case Film() | Paint():
            return request.words
        case Speak():
            return request.text
        case _:
            return ""
