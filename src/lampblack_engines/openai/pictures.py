"""A still from a server of `/v1/images`: answered in the same breath, kept here until it is fetched."""

from __future__ import annotations

import base64
from typing import Any, cast

from lampblack.base.context import Context
from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.engines.named import blob_bytes
from lampblack.engines.protocol import Answer, Found, Standing
from lampblack.engines.receiving import picture_of
from lampblack.engines.requests import Paint, Request, request_from, saved
from lampblack.engines.shapes import in_blocks
from lampblack_engines.openai.asked import digests_in, named, seed_for, type_of
from lampblack_engines.openai.dialects import PAINTS
from lampblack_engines.openai.handed import first_file
from lampblack_engines.openai.kept import Kept
from lampblack_engines.openai.line import Line
from lampblack_engines.servers.http import Reply, submitted
from lampblack_engines.servers.multipart import Part, field, multipart
from lampblack_engines.servers.prepared import Prepared

_LARGEST = 128 * 1024 * 1024
_USUAL_STRENGTH = 0.6
_IMAGE = ("image/", "application/octet-stream", "binary/octet-stream")


class PictureWork:
    """Stills of one server; an id is our ticket."""

    def __init__(self, line: Line, kept: Kept) -> None:
        self._line, self._kept = line, kept
        self._service, self._name = line.service, line.name

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> Prepared:
        """The whole body: a document, or a form where pictures are shown to it."""
        assert isinstance(request, Paint)
        about = {"kind": "paint", "request": saved(request)}
        if self._service.dialect == "lampblack":
            return Prepared(sent=self._own(request, take, context), path="images/generations", about=about)
        fields = {**self._fields(request, take), **self._service.extra}
        pictures = self._pictures(request, context)
        if not pictures:
            return Prepared(sent=encode(fields), path="images/generations", about=about)
        body, kind = multipart((*(field(name, str(value)) for name, value in fields.items()), *pictures))
        return Prepared(sent=body, kind=kind, path="images/edits", about=about)

    def submit(self, body: Prepared, ticket: str) -> Standing:
        """Send it once. The picture, or the want of one, is on the disk before anybody hears of it."""
        headers = {"Idempotency-Key": ticket} if self._service.dialect == "lampblack" else {}
        reply = submitted(self._line.send(body.path, body.sent, body.kind, headers), self._name)
        data, url = _picture_in(reply)
        about: dict[str, Any] = {**body.about, "state": "succeeded", "url": url}
        if not data and not url:
            # HTTP says yes, so it was taken: what is owed for it is more likely all than nothing.
            message = f"{self._name} answered without a picture: {reply.words()}"
            about |= {"state": "failed", "message": message, "charged": self._service.price}
        self._kept.keep(ticket, about, data)
        return self._kept.standing(ticket)

    def find(self, body: Prepared, ticket: str, since: float) -> Found:
        """The answer that was kept. A free server is simply asked again where there is none."""
        return self._kept.found(ticket, free=self._service.price == 0.0)

    def look(self, id: str) -> Standing:
        """Whether its answer is still kept."""
        return self._kept.standing(id)

    def fetch(self, id: str, context: Context) -> Answer:
        """The picture, as a PNG of the size asked for."""
        note = self._kept.answer(id, self._name)
        request, path = cast(Paint, request_from(note.about["request"])), context.scratch / "picture"
        if note.sent:
            path.write_bytes(note.sent)
        else:
            self._line.bring(str(note.about["url"]), path, _IMAGE)
        return {"picture": context.put(picture_of(path.read_bytes(), request.size, self._name))}

    def cancel(self, id: str) -> None:
        """It is done already."""

    def _fields(self, request: Paint, take: int) -> dict[str, Any]:
        dialect, size = PAINTS[self._service.dialect], request.size
        block = self._service.block if dialect.blocks else 1
        fields: dict[str, Any] = {
            "prompt": request.words, "n": 1, "size": str(in_blocks(size, block)),
        }  # fmt: skip
        if self._service.model:
            fields["model"] = self._service.model
        if dialect.format:
            fields["response_format"] = "b64_json"
        if "seed" in dialect.controls:
            fields["seed"] = seed_for(request, take)
        if request.without:
            fields["negative_prompt"] = request.without
        if request.guidance:
            fields["guidance_scale"] = request.guidance
        return fields

    def _pictures(self, request: Paint, context: Context) -> tuple[Part, ...]:
        """What is changed comes first, then those who are to look so."""
        if request.source and abs(request.strength - _USUAL_STRENGTH) > 1e-6:
            raise UserError(f"{self._name} cannot be told how far it may depart from a picture (strength)")
        shown = (*((request.source,) if request.source else ()), *(each.picture for each in request.references))
        parts: list[Part] = []
        for number, digest in enumerate(shown):
            data = blob_bytes(context, digest)
            # OpenAI's own form wants several pictures under one name with brackets; the others take the name again.
            name = "image[]" if self._service.dialect == "openai" and len(shown) > 1 else "image"
            parts.append(Part(name=name, data=data, filename=named(f"picture-{number}", data), kind=type_of(data)))
        return tuple(parts)

    def _own(self, request: Paint, take: int, context: Context) -> bytes:
        """What another Lampblack reads: the request as it is saved, with the bytes it names."""
        blobs = {digest: base64.b64encode(blob_bytes(context, digest)).decode() for digest in digests_in(request)}
        fields = {"prompt": request.words, "size": str(request.size), "response_format": "b64_json"}
        model = {"model": self._service.model} if self._service.model else {}
        return encode({**fields, **model, "take": take, "lampblack": saved(request), "blobs": blobs})


def _picture_in(reply: Reply) -> tuple[bytes, str]:
    """The picture in an answer, or where it is; neither where it holds none."""
    if reply.kind.startswith("image/"):
        return reply.data, ""
    return first_file(reply.json(_LARGEST))
