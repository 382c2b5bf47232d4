"""The addresses of the server, each a few lines: read what is sent, ask the desk, answer as OpenAI does."""

from __future__ import annotations

import asyncio
import base64
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from lampblack.server import dialect, pictures, speech
from lampblack.server.answers import model_of, models_of, page_of, pictures_of, thumbnail, video_of
from lampblack.server.book import Row
from lampblack.server.desk import Desk, failure_of
from lampblack.server.door import OWNER, VISIT, answer_of
from lampblack.server.page import page
from lampblack.server.uploads import Arriving, Sent, read
from lampblack.server.wanted import Wanted, one_of, text_of, whole_of
from lampblack.server.wrong import Wrong, unknown, unusable
from lampblack.store.errors import DiskFull, Unwritable

_TICKET = re.compile(r"[\x21-\x22\x24-\x7e]{1,255}")
"""Without `#`, which tells the takes of one ticket apart."""
_KINDS: Mapping[str, str] = {"video": "video/mp4", "sound": "audio/wav", "taken": "application/json"}

Understand = Callable[[Sent, Path], Sequence[Wanted]]


class Application:
    """One server's addresses."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._arriving = Arriving(desk.limits, desk.has_room)
        self._since = int(time.time())

    def routes(self) -> Starlette:
        """As an ASGI application."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/health", self.health),
                Route("/v1/models", self.models),
                Route("/v1/models/{name}", self.model),
                Route("/v1/videos", self.create, methods=["POST"]),
                Route("/v1/videos", self.listed),
                Route("/v1/videos/{id}", self.retrieve),
                Route("/v1/videos/{id}", self.delete, methods=["DELETE"]),
                Route("/v1/videos/{id}/content", self.content),
                Route("/v1/images/generations", self.paint, methods=["POST"]),
                Route("/v1/images/edits", self.edit, methods=["POST"]),
                Route("/v1/audio/speech", self.speak, methods=["POST"]),
            ],
            exception_handlers={
                HTTPException: _no_such,
                Wrong: _wrong,
                DiskFull: _full,
                Unwritable: _full,
                Exception: _broken,
            },
        )

    # ---- what there is -----------------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """What a person sees."""
        return HTMLResponse(page(self._desk.served, self._desk.limits, request.headers.get("host", "")))

    async def health(self, request: Request) -> Response:
        """Whether it is there."""
        return JSONResponse({"status": "ok"})

    async def models(self, request: Request) -> Response:
        """Every engine that is served."""
        return JSONResponse(models_of(self._desk.served, self._since))

    async def model(self, request: Request) -> Response:
        """One engine."""
        offer = self._desk.served.get(request.path_params["name"])
        if offer is None:
            raise Wrong(404, "model_not_found", "this model is not served here", possible=tuple(self._desk.served))
        return JSONResponse(model_of(offer, self._since))

    # ---- films -------------------------------------------------------------------------------------------------

    async def create(self, request: Request) -> Response:
        """Take a film in; it is made in its turn."""
        desk = self._desk

        def understood(sent: Sent, scratch: Path) -> Sequence[Wanted]:
            if dialect.FIELD in sent.fields:
                return (dialect.wanted_of(sent, "video", desk.served, scratch, desk.limits),)
            return (pictures.film_of(sent, desk.served, scratch, desk.limits),)

        rows, _ = await self._taken(request, understood)
        return self._video(rows[0])

    async def listed(self, request: Request) -> Response:
        """An owner's films, the newest first."""
        asked = request.query_params
        if strange := [name for name in asked if name not in ("after", "limit", "order", "ticket")]:
            raise unusable(
                f"{strange[0][:80]!r} is not read here", strange[0][:80], ("after", "limit", "order", "ticket")
            )
        order = one_of(asked, "order", "desc", ("asc", "desc"))
        rows, more = await run_in_threadpool(
            self._desk.films, _owner(request), after=text_of(asked, "after"),
            most=whole_of(asked, "limit", 20, 1, 100), rising=order == "asc", ticket=text_of(asked, "ticket"),
        )  # fmt: skip
        days = self._desk.limits.days
        return JSONResponse(page_of([video_of(row, self._desk.progress(row), days) for row in rows], more))

    async def retrieve(self, request: Request) -> Response:
        """How a film stands."""
        return self._video(await run_in_threadpool(self._desk.film, _owner(request), request.path_params["id"]))

    async def delete(self, request: Request) -> Response:
        """Stop it, and forget it."""
        id = request.path_params["id"]
        await run_in_threadpool(self._desk.forget, _owner(request), id)
        return JSONResponse({"id": id, "object": "video.deleted", "deleted": True})

    async def content(self, request: Request) -> Response:
        """What came of it: the film, its sound, what it really holds, a picture of it."""
        variant = request.query_params.get("variant", "video")
        if variant not in (*_KINDS, "thumbnail"):
            raise unusable(f"there is no variant {variant[:80]!r}", "variant", (*_KINDS, "thumbnail"))
        row = await run_in_threadpool(self._desk.film, _owner(request), request.path_params["id"])
        file = await run_in_threadpool(self._desk.file, row, "video" if variant == "thumbnail" else variant)
        if variant == "thumbnail":
            return Response(await run_in_threadpool(thumbnail, file), media_type="image/jpeg")
        return FileResponse(file, media_type=_KINDS[variant])

    def _video(self, row: Row) -> Response:
        return JSONResponse(video_of(row, self._desk.progress(row), self._desk.limits.days))

    # ---- pictures and speech -----------------------------------------------------------------------------------

    async def paint(self, request: Request) -> Response:
        """Pictures, when they are made."""
        desk = self._desk

        def understood(sent: Sent, scratch: Path) -> Sequence[Wanted]:
            if dialect.FIELD in sent.fields:
                return (dialect.wanted_of(sent, "image", desk.served, scratch, desk.limits),)
            return pictures.paint_of(sent, desk.served, desk.limits)

        return await self._painted(request, understood)

    async def edit(self, request: Request) -> Response:
        """A picture changed, when it is made."""
        return await self._painted(
            request, lambda sent, scratch: pictures.edit_of(sent, self._desk.served, self._desk.limits)
        )

    async def _painted(self, request: Request, understood: Understand) -> Response:
        rows, sent = await self._taken(request, understood)
        done = [await self._over(row) for row in rows]
        files = [await run_in_threadpool(self._desk.file, row, "picture") for row in done]
        form = text_of(sent.fields, "output_format", "png")
        made = await run_in_threadpool(pictures_of, files, form, done[0].picture, int(done[0].made))
        return JSONResponse({**made, "lampblack_ticket": done[0].ticket or None})

    async def speak(self, request: Request) -> Response:
        """A line, when it is spoken: a file of sound, or JSON with its sounds and words in time."""
        desk = self._desk

        def understood(sent: Sent, scratch: Path) -> Sequence[Wanted]:
            _spoken_as(sent)
            if dialect.FIELD in sent.fields:
                return (dialect.wanted_of(sent, "speech", desk.served, scratch, desk.limits),)
            return (speech.wanted_of(sent, desk.served, desk.limits),)

        rows, sent = await self._taken(request, understood)
        row = await self._over(rows[0])
        voice = await run_in_threadpool(desk.file, row, "voice")
        form, timings = _spoken_as(sent)
        data, kind = await run_in_threadpool(speech.encoded, voice, form)
        if not timings:
            return Response(data, media_type=kind)
        spoken = await run_in_threadpool(desk.file, row, "spoken")
        answer = {
            "voice": base64.b64encode(data).decode(),
            "spoken": msgspec.Raw(spoken.read_bytes()),
            "media_type": kind,
            "lampblack_ticket": row.ticket or None,
        }
        return Response(msgspec.json.encode(answer), media_type="application/json")

    # ---- within ------------------------------------------------------------------------------------------------

    async def _taken(self, request: Request, understood: Understand) -> tuple[list[Row], Sent]:
        """Read a request, understand it, and take its jobs in."""
        ticket = request.headers.get("idempotency-key", "")
        if ticket and not _TICKET.fullmatch(ticket):
            raise unusable("an Idempotency-Key has 1 to 255 visible ASCII characters other than #", "Idempotency-Key")
        with self._desk.scratch() as scratch:
            sent = await read(request, scratch, self._desk.limits, self._arriving)

            def take() -> list[Row]:
                return self._desk.take(_owner(request), understood(sent, scratch), ticket)

            return await run_in_threadpool(take), sent

    async def _over(self, row: Row) -> Row:
        """The job when it is over; a `Wrong` where it failed, was forgotten, or takes longer than is waited for."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def tell() -> None:
            with suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(over.set)

        await run_in_threadpool(self._desk.workshop.when_over, row.id, tell)
        try:
            async with asyncio.timeout(self._desk.limits.wait):
                await over.wait()
        except TimeoutError as error:
            words = "this takes long; it is being made still: ask for the same again in a while"
            raise Wrong(503, "still_at_work", words, again_in=30) from error
        done = await run_in_threadpool(self._desk.job, row.owner, row.id)
        if done.state != "completed":
            raise failure_of(done)
        return done


def _spoken_as(sent: Sent) -> tuple[str, bool]:
    """The file that is wanted, and whether its times are: ours asks for what the engine made, OpenAI's for MP3."""
    usual = "wav" if dialect.FIELD in sent.fields or sent.fields.get("timings") else "mp3"
    form = one_of(sent.fields, "response_format", usual, tuple(speech.FORMATS))
    timings = sent.fields.get("timings")
    if timings not in (None, True, False, "true", "false"):
        raise unusable("timings is true or false", "timings")
    return form, timings in (True, "true")


def _owner(request: Request) -> str:
    return request.scope[OWNER]


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, Wrong)
    return answer_of(error)


def _full(request: Request, error: Exception) -> Response:
    """The store cannot keep anything just now."""
    return answer_of(Wrong(503, "storage_full", "the server's disk is full; come again later", again_in=600))


def _broken(request: Request, error: Exception) -> Response:
    """What nobody foresaw: the door writes down where it was."""
    visit = request.scope[VISIT]
    return answer_of(Wrong(500, "broken", f"the server broke over this request; its log says more under {visit}"))


def _no_such(request: Request, error: Exception) -> Response:
    """What the router refuses: an address or a method that is not there."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return answer_of(Wrong(405, "no_such_method", "this address is not asked in that way"))
    return answer_of(
        unknown("address") if error.status_code == 404 else Wrong(error.status_code, "refused", error.detail)
    )
