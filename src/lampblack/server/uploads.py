"""What a client sends, read with suspicion: files go to the disk as they come and are named by what is in them, fields
stay small, and nothing may be longer, more, or slower than the limits say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
from blake3 import blake3
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from lampblack.base.digest import Digest
from lampblack.server.limits import Limits
from lampblack.server.wrong import Wrong, unusable

if TYPE_CHECKING:  # a table of types that the package has for checkers alone
    from python_multipart.multipart import MultipartCallbacks

_ASK = 4_000_000
"""Bytes that come onto the disk between two looks at how much room there is."""


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """One file of a request, in the request's own scratch folder."""

    field: str
    path: Path
    digest: Digest
    size: int


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A request's fields (texts from a form, JSON values from a document) and files."""

    fields: Mapping[str, Any]
    files: tuple[SentFile, ...] = ()


class Arriving:
    """How much of requests is being read just now, by all clients together. Of one thread, the door's."""

    def __init__(self, limits: Limits, room: Callable[[int], bool]) -> None:
        """`room` says whether so many bytes more may come onto the disk."""
        self._limits, self._room = limits, room
        self._disk = self._memory = 0

    @contextmanager
    def counted(self) -> Generator[Counted]:
        """Counts one request while the block lasts."""
        one = Counted(self)
        try:
            yield one
        finally:
            self._disk -= one.disk
            self._memory -= one.memory

    def more(self, disk: int, memory: int) -> None:
        """So many bytes more; a `Wrong` where there is no room for them."""
        self._disk += disk
        self._memory += memory
        if self._memory > self._limits.reading:
            raise Wrong(503, "too_much_at_once", "too much is being sent at once", again_in=5)
        if disk and not self._room(self._disk):
            raise Wrong(503, "storage_full", "the server's disk is full; come again later", again_in=600)


class Counted:
    """One request's share."""

    def __init__(self, all: Arriving) -> None:
        self._all = all
        self.disk = self.memory = self._asked = 0

    def add(self, size: int, *, memory: bool) -> None:
        """A piece came. The disk is asked about once in some megabytes."""
        if memory:
            self.memory += size
            self._all.more(0, size)
            return
        self._asked += size
        if self._asked >= _ASK:
            size, self._asked = self._asked, 0
            self.disk += size
            self._all.more(size, 0)


async def read(request: Request, scratch: Path, limits: Limits, arriving: Arriving) -> Sent:
    """The request's body, a form or a JSON document; a `Wrong` for all else. Files are put into `scratch`."""
    with arriving.counted() as counted:
        return await _read(request, scratch, limits, counted)


async def _read(request: Request, scratch: Path, limits: Limits, counted: Counted) -> Sent:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data":
        most = limits.body
    elif kind in (b"application/json", b""):
        most = limits.document
    else:
        possible = ("multipart/form-data", "application/json")
        raise Wrong(415, "unsupported_media_type", "a request is a form or a JSON document", possible=possible)
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise too_large(most)
    pieces = _pieces(request, most, limits)
    if kind == b"multipart/form-data":
        boundary = options.get(b"boundary", b"")
        if not 1 <= len(boundary) <= 200:
            raise Wrong(400, "invalid_form", "the form names no boundary")
        return await _form(pieces, boundary, scratch, limits, counted)
    body = bytearray()
    async for piece in pieces:
        counted.add(len(piece), memory=True)
        body += piece
    return Sent(fields=_document(bytes(body)))


def too_large(most: int) -> Wrong:
    """A request, or a part of one, that is longer than it may be (413)."""
    return Wrong(413, "too_large", f"this is larger than the {most} bytes that are taken here")


async def _pieces(request: Request, most: int, limits: Limits) -> AsyncIterator[bytes]:
    """The body as it comes, counted and timed."""
    size, stream = 0, request.stream()
    try:
        async with asyncio.timeout(limits.upload):
            while True:
                try:
                    async with asyncio.timeout(limits.between):
                        piece = await anext(stream)
                except StopAsyncIteration:
                    return
                size += len(piece)
                if size > most:
                    raise too_large(most)
                yield piece
    except TimeoutError as error:
        raise Wrong(408, "too_slow", "the request took too long to arrive") from error
    except ClientDisconnect as error:
        raise Wrong(400, "cut_short", "the request broke off") from error


def _document(data: bytes) -> dict[str, Any]:
    try:
        found: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Wrong(400, "invalid_json", "this cannot be read as JSON") from error
    if not isinstance(found, dict):
        raise Wrong(400, "invalid_json", "a request is a JSON object")
    return cast(dict[str, Any], found)


async def _form(pieces: AsyncIterator[bytes], boundary: bytes, scratch: Path, limits: Limits, counted: Counted) -> Sent:
    reader = _Form(scratch, limits, counted)
    try:
        parser = MultipartParser(boundary, reader.callbacks())
        async for piece in pieces:
            parser.write(piece)
        parser.finalize()
        if not reader.ended:
            raise Wrong(400, "cut_short", "the form breaks off before its last boundary")
    except FormParserError as error:
        raise Wrong(400, "invalid_form", "this cannot be read as a form") from error
    finally:
        reader.close()
    return Sent(fields=reader.fields, files=tuple(reader.files))


@dataclass(kw_only=True)
class _Part:
    """The part that is being read."""

    name: str = ""
    data: bytearray = field(default_factory=bytearray)
    file: BinaryIO | None = None
    hasher: Any = None
    size: int = 0


class _Form:
    """Takes what the parser finds, one call a piece."""

    def __init__(self, scratch: Path, limits: Limits, counted: Counted) -> None:
        self._scratch, self._limits, self._counted = scratch, limits, counted
        self._part = _Part()
        self._header = (bytearray(), bytearray())
        self._disposition = b""
        self._words = 0
        self._parts = 0
        self.fields: dict[str, str] = {}
        self.files: list[SentFile] = []
        self.ended = False

    def callbacks(self) -> MultipartCallbacks:
        """By the parser's names."""
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_end,
            "on_end": self._finish,
        }

    def close(self) -> None:
        """Let go of a file that was not finished."""
        if self._part.file is not None:
            self._part.file.close()

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > self._limits.parts:
            raise Wrong(413, "too_large", f"a request has {self._limits.parts} parts at most")
        self._part, self._disposition = _Part(), b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def _header_end(self) -> None:
        if bytes(self._header[0]).lower() == b"content-disposition":
            self._disposition = bytes(self._header[1])
        self._header = (bytearray(), bytearray())

    def _headers_end(self) -> None:
        kind, options = parse_options_header(self._disposition)
        if kind != b"form-data" or b"name" not in options:
            raise Wrong(400, "invalid_form", "a part of the form has no name")
        self._part.name = options[b"name"].decode("utf-8", "replace")[:200]
        if b"filename" in options:
            # Its own number names it: nothing of what the client calls its file reaches the disk.
            self._part.file = (self._scratch / f"part-{self._parts}").open("wb")
            self._part.hasher = blake3()

    def _data(self, data: bytes, start: int, end: int) -> None:
        part, piece = self._part, data[start:end]
        part.size += len(piece)
        if part.file is None:
            self._words += len(piece)
            if self._words > self._limits.field:
                raise too_large(self._limits.field)
            self._counted.add(len(piece), memory=True)
            part.data += piece
            return
        if part.size > self._limits.blob:
            raise too_large(self._limits.blob)
        self._counted.add(len(piece), memory=False)
        part.file.write(piece)
        part.hasher.update(piece)

    def _end(self) -> None:
        part = self._part
        if part.file is not None:
            part.file.close()
            path = self._scratch / f"part-{self._parts}"
            digest = Digest("blake3:" + part.hasher.hexdigest())
            self.files.append(SentFile(field=part.name, path=path, digest=digest, size=part.size))
            return
        if part.name in self.fields:
            raise unusable(f"{part.name!r} is said twice", part.name)
        try:
            self.fields[part.name] = part.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise unusable(f"{part.name!r} is no UTF-8 text", part.name) from error

    def _finish(self) -> None:
        self.ended = True
