"""Films and pictures of a prompt, as OpenAI's clients and those of other servers ask for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import JobError, UserError
from lampblack.base.time import Rate
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.guides import Reference, Still, bare
from lampblack.engines.receiving import read_image
from lampblack.engines.requests import Film, Paint, Size
from lampblack.server.dialect import decoded
from lampblack.server.limits import Limits
from lampblack.server.prompts import RATE, staged
from lampblack.server.uploads import Sent
from lampblack.server.wanted import Wanted, known, number_of, offer_of, one_of, require, text_of, whole_of
from lampblack.server.wrong import unusable

_BOTH = frozenset({"prompt", "model", "size", "negative_prompt", "seed", "guidance_scale", "look", "take"})
_REFERENCES = ("input_reference", "input_reference[image_url]", "input_reference[file_id]")
_FILM = _BOTH | {"seconds", "fps", "generate_sound", *_REFERENCES}
_PAINT = _BOTH | {
    "n",
    "response_format",
    "output_format",
    "background",
    "user",
    "safety_identifier",
    "moderation",
    "quality",
}
_EDIT = _PAINT | {"strength"}
_SECONDS = re.compile(r"\d{1,4}(?:\.\d{1,3})?")
_SIZE = re.compile(r"(\d{1,5})x(\d{1,5})")
_LEAST, _MOST = 16, 8192
_PICTURE = 64_000_000
_SHOT = 4
"""Seconds of the shot that a picture is taken from."""
FORMATS = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
_IMAGES = ("image", "image[]")


def film_of(sent: Sent, served: Mapping[str, Offer], scratch: Path, limits: Limits) -> Wanted:
    """A film of a prompt: staged for an engine that reads a staging, in words for one that reads words."""
    fields = sent.fields
    known(fields, _FILM)
    offer = offer_of(fields, "video", served, "film")
    can = cast(Capabilities, offer.can("film"))
    prompt = _prompt(fields, can, limits)
    seconds = _seconds(fields, limits)
    size, rate = size_of(fields, "720x1280", 2), _rate(fields, can)
    stills, files = _first(sent, scratch)
    plain = Film(
        staging=bare(rate, rate.frames_in(seconds)),
        size=size,
        words=prompt if "words" in can.controls else "",
        look=_look(fields, can),
        without=text_of(fields, "negative_prompt"),
        stills=stills,
        sound=one_of(fields, "generate_sound", "false", ("true", "false")) == "true",
        guidance=number_of(fields, "guidance_scale", 0.0, 0.0, 100.0),
        seed=whole_of(fields, "seed", 0, 0, 2**53),
    )
    notes = ""
    if "staging" in can.controls:
        shot = staged(prompt, seconds, size, rate)
        plain, notes = replace(plain, staging=shot.staging), shot.notes
    return require(
        Wanted(
            door="video", offer=offer, request=plain, take=whole_of(fields, "take", 1, 1, 10_000), files=files,
            prompt=prompt, seconds=text_of(fields, "seconds", "4"), picture=str(size), notes=notes,
        )
    )  # fmt: skip


def paint_of(sent: Sent, served: Mapping[str, Offer], limits: Limits) -> tuple[Wanted, ...]:
    """Pictures of a prompt, one for each of `n`: other takes of the same."""
    fields = sent.fields
    known(fields, _PAINT)
    _plain_answer(fields)
    offer = offer_of(fields, "image", served)
    can = cast(Capabilities, offer.can("paint"))
    prompt = _prompt(fields, can, limits)
    request = _painted(fields, prompt, can)
    notes = ""
    if "staging" in can.controls:
        # its middle is painted, where what is done is being done
        shot = staged(prompt, Fraction(_SHOT), request.size)
        request, notes = replace(request, staging=shot.staging), shot.notes
    return _takes(Wanted(door="image", offer=offer, request=request, files={}, prompt=prompt, notes=notes), fields)


def edit_of(sent: Sent, served: Mapping[str, Offer], limits: Limits) -> tuple[Wanted, ...]:
    """A picture changed: the first that is sent is given another look, others show how things look."""
    fields = sent.fields
    known(fields, _EDIT)
    _plain_answer(fields)
    if any(file.field not in _IMAGES for file in sent.files):
        raise unusable("only pictures called image are read here", sent.files[0].field[:80], _IMAGES)
    if not sent.files:
        raise unusable("an edit needs a picture", "image")
    offer = offer_of(fields, "image", served)
    can = cast(Capabilities, offer.can("paint"))
    prompt = _prompt(fields, can, limits)
    pictures = [_picture(file.path, file.digest) for file in sent.files]
    request = replace(
        _painted(fields, prompt, can),
        source=pictures[0],
        strength=number_of(fields, "strength", 0.6, 0.0, 1.0),
        references=tuple(
            Reference(picture=each, of=f"image {number}", kind="thing")
            for number, each in enumerate(pictures[1:], start=2)
        ),
    )
    files = {file.digest: file.path for file in sent.files}
    return _takes(Wanted(door="image", offer=offer, request=request, files=files, prompt=prompt), fields)


def _painted(fields: Mapping[str, Any], prompt: str, can: Capabilities) -> Paint:
    return Paint(
        words=prompt if "words" in can.controls else "",
        size=size_of({**fields, "size": None if fields.get("size") == "auto" else fields.get("size")}, "1024x1024", 1),
        look=_look(fields, can),
        without=text_of(fields, "negative_prompt"),
        guidance=number_of(fields, "guidance_scale", 0.0, 0.0, 100.0),
        seed=whole_of(fields, "seed", 0, 0, 2**53),
    )


def _takes(wanted: Wanted, fields: Mapping[str, Any]) -> tuple[Wanted, ...]:
    first = whole_of(fields, "take", 1, 1, 10_000)
    size = cast(Paint, wanted.request).size
    takes = range(first, first + whole_of(fields, "n", 1, 1, 10))
    return tuple(require(replace(wanted, take=take, picture=str(size))) for take in takes)


def _plain_answer(fields: Mapping[str, Any]) -> None:
    """Words of the protocol that have one meaning here."""
    one_of(fields, "response_format", "b64_json", ("b64_json",))
    one_of(fields, "output_format", "png", tuple(FORMATS))
    one_of(fields, "background", "auto", ("auto", "opaque"))
    one_of(fields, "quality", "auto", ("auto", "standard"))


def _prompt(fields: Mapping[str, Any], can: Capabilities, limits: Limits) -> str:
    prompt, most = text_of(fields, "prompt").strip(), limits.staged if "staging" in can.controls else limits.prompt
    if not 1 <= len(prompt) <= most:
        raise unusable(f"prompt is a text of 1 to {most} characters", "prompt")
    return prompt


def _seconds(fields: Mapping[str, Any], limits: Limits) -> Fraction:
    said = fields.get("seconds")
    words = "4" if said is None else f"{said}" if isinstance(said, str | int | float) else ""
    if not _SECONDS.fullmatch(words) or not 0 < Fraction(words) <= limits.seconds:
        raise unusable(
            f"seconds is a length of up to {limits.seconds:g}, as a text", "seconds", ("4", "8", "12", "2.5")
        )
    return Fraction(words)


def size_of(fields: Mapping[str, Any], usual: str, step: int) -> Size:
    """`1280x720`; sides are multiples of `step`."""
    match = _SIZE.fullmatch(text_of(fields, "size", usual))
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(_LEAST <= side <= _MOST and side % step == 0 for side in (width, height)):
        even = ", even" if step == 2 else ""
        raise unusable(f"size is WIDTHxHEIGHT, sides from {_LEAST} to {_MOST}{even}", "size", (usual, "1280x720"))
    return Size(width=width, height=height)


def _rate(fields: Mapping[str, Any], can: Capabilities) -> Rate:
    said = fields.get("fps")
    if said is None:
        return RATE if not can.rates or str(RATE) in can.rates else Rate.parse(can.rates[0])
    try:
        rate = Rate.parse(f"{said}"[:20])
    except UserError as error:
        raise unusable(str(error), "fps") from error
    if not 1 <= rate.fraction <= 120:
        raise unusable("fps is from 1 to 120", "fps")
    return rate


def _look(fields: Mapping[str, Any], can: Capabilities) -> str:
    """The look that is asked for, or, for an engine that reads no words, the one that the prompt speaks of."""
    if said := text_of(fields, "look"):
        return said
    words = text_of(fields, "prompt").lower() if "words" not in can.controls else ""
    return next((look for look in can.looks if _tells(look) and look in words), "paper")


def _tells(look: str) -> bool:
    """Whether a word can only mean a look: `ink wash` and 水墨 do, ink and 墨 may be in somebody's hand."""
    return len(look) >= 7 if look.isascii() else len(look) >= 2


def _first(sent: Sent, scratch: Path) -> tuple[tuple[Still, ...], dict[Digest, Path]]:
    """The picture a film begins with: sent as a file, or in an address that holds it (`data:`)."""
    if strange := [file.field for file in sent.files if file.field != "input_reference"]:
        raise unusable(f"the file {strange[0][:80]!r} is not read here", strange[0][:80], ("input_reference",))
    if len(sent.files) > 1:
        raise unusable("one picture is the first", "input_reference")
    if sent.files:
        file = sent.files[0]
        return (Still(picture=_picture(file.path, file.digest)),), {file.digest: file.path}
    address = _address(sent.fields)
    if not address:
        return (), {}
    head, _, said = address.partition(",")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        raise unusable(
            "pictures are sent, not fetched from an address", "input_reference", ("data:image/png;base64,...",)
        )
    data = decoded(said, "input_reference")
    path, digest = scratch / "first", digest_of(data)
    path.write_bytes(data)
    return (Still(picture=_picture(path, digest)),), {digest: path}


def _address(fields: Mapping[str, Any]) -> str:
    if fields.get("input_reference[file_id]") is not None:
        raise unusable("no files are kept here to be named", "input_reference")
    said = fields.get("input_reference")
    if isinstance(said, dict):
        known(cast(dict[str, Any], said), frozenset({"image_url"}))
        return text_of(cast(dict[str, Any], said), "image_url")
    return text_of(fields, "input_reference") or text_of(fields, "input_reference[image_url]")


def _picture(path: Path, digest: Digest) -> Digest:
    """The digest of a picture that really is one, and not too large to be opened."""
    if path.stat().st_size > _PICTURE:
        raise unusable(f"a picture has {_PICTURE} bytes at most", "image")
    try:
        read_image(path.read_bytes(), "the client")
    except JobError as error:
        raise unusable("this is no picture (PNG, JPEG or WebP of a sensible size)", "image") from error
    return digest
