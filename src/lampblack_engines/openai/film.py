"""A take from a server of `/v1/videos`: submitted, looked at, found again, brought and brought into shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from lampblack.base.context import Context
from lampblack.base.errors import JobError, UserError
from lampblack.base.saved import encode
from lampblack.base.toml import laid_over
from lampblack.engines.named import blob_bytes
from lampblack.engines.prices import price
from lampblack.engines.protocol import Answer, Found, Standing
from lampblack.engines.receiving import take_of
from lampblack.engines.requests import Film, Request, request_from, saved
from lampblack.engines.rolled import video_of
from lampblack.engines.shapes import counts_of, in_blocks
from lampblack_engines.openai.asked import Shoot, length_of, seed_for, whole_rate
from lampblack_engines.openai.dialects import FILMS
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording
from lampblack_engines.openai.exact import exact_take
from lampblack_engines.openai.handed import first_file
from lampblack_engines.openai.kept import Kept
from lampblack_engines.openai.line import Line
from lampblack_engines.openai.listed import listed
from lampblack_engines.openai.offers import offer_of
from lampblack_engines.openai.states import id_of, job_of, standing_of
from lampblack_engines.servers.http import Reply, submitted
from lampblack_engines.servers.multipart import field, multipart
from lampblack_engines.servers.prepared import Prepared


class FilmWork:
    """Takes of one server. An id is the server's own name for the job, so that one job is never taken for two; where it
    answers at once, our ticket."""

    def __init__(self, line: Line, kept: Kept) -> None:
        self._line, self._kept = line, kept
        self._service, self._name = line.service, line.name

    @property
    def _dialect(self) -> FilmDialect:
        return FILMS[self._service.dialect]

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> Prepared:
        """The whole body, files and all."""
        assert isinstance(request, Film)
        wording = self._dialect.words(self._shoot(request, take, context))
        sent, kind = _body(wording, self._dialect.form, self._service.extra)
        fields = {"prompt": request.words, "size": str(request.size)}
        about = {"kind": "film", "request": saved(request), "list": fields}
        return Prepared(sent=sent, kind=kind, path="videos", about=about)

    def submit(self, body: Prepared, ticket: str) -> Standing:
        """Send it once; what is needed to understand the result is on the disk before anybody hears of it."""
        headers = {"Idempotency-Key": ticket} if self._dialect.finds == "key" else {}
        reply = submitted(self._line.send(body.path, body.sent, body.kind, headers), self._name)
        if self._dialect.at_once:
            return self._at_once(body, reply, ticket)
        id = id_of(reply, self._name)
        note = {**body.about, "look": self._place(reply)}
        self._kept.keep(id, note)
        self._kept.keep(ticket, {"id": id})
        if not isinstance(job_of(reply).get("status"), str):
            return Standing(id=id)
        return standing_of(id, _taken(reply), self._name, failed_by_code=False)

    def find(self, body: Prepared, ticket: str, since: float) -> Found:
        """By what was written down, by our key, or by the list of its jobs; a free server is asked again where it is in
        none of them."""
        free = self._service.price == 0.0
        note = self._kept.find(ticket)
        if note is not None:
            return Found(ids=(ticket if self._dialect.at_once else str(note.about["id"]),), complete=True)
        ids: tuple[str, ...] = ()
        complete = free
        if self._dialect.finds == "key":
            ids = listed(self._line, self._line.url(f"videos?ticket={quote(ticket, safe='')}"), ticket=ticket)
            complete = True
        elif self._dialect.finds == "list":
            ids = listed(self._line, self._line.url("videos"), like=body.about["list"], since=since)
        for id in ids:
            self._kept.keep(id, body.about)
        return Found(ids=ids, complete=complete)

    def known(self, id: str, body: Prepared) -> None:
        """Write down again what is needed to understand the result of a job that a person found, or whose note is
        gone."""
        if not self._dialect.at_once and self._kept.find(id) is None:
            self._kept.keep(id, body.about)

    def look(self, id: str) -> Standing:
        """How far it is."""
        if self._dialect.at_once:
            return self._kept.standing(id)
        reply = self._line.ask("GET", self._at(id))
        return standing_of(id, reply, self._name, failed_by_code=self._dialect.failed_by_code)

    def fetch(self, id: str, context: Context) -> Answer:
        """The take, exactly as long, as fast and as large as was asked."""
        note = self._kept.find(id)
        if note is None or "request" not in note.about:
            raise JobError(f"what was asked of {self._name} as {id} is not written down here any more")
        request = cast(Film, request_from(note.about["request"]))
        path = context.scratch / "answer.mp4"
        if self._dialect.at_once:
            self._bring_kept(note, context)
        else:
            self._line.bring(self._line.url(f"videos/{quote(id, safe='')}/content"), path)
        if self._service.dialect == "lampblack":
            return exact_take(self._line, id, request, path, context)
        return take_of(request, path, self._name, context)

    def cancel(self, id: str) -> None:
        """Where DELETE stops a job it is stopped; where it only forgets one, it is left alone: what is made is paid."""
        if self._dialect.deletes == "abort":
            self._line.ask("DELETE", self._line.url(f"videos/{quote(id, safe='')}"))

    # ---- numbers -------------------------------------------------------------------------------------------------

    def _shoot(self, request: Film, take: int, context: Context) -> Shoot:
        service, dialect = self._service, self._dialect
        staging = request.staging
        seconds = float(staging.rate.seconds(staging.frames))
        lengths = service.lengths or dialect.lengths
        size, frames = in_blocks(request.size, service.block), counts_of(service.frames).upward(staging.frames)
        return Shoot(
            request=request,
            take=take,
            model=service.model,
            width=size.width,
            height=size.height,
            frames=frames,
            fps=whole_rate(request) if dialect.told_rate and service.dialect != "lampblack" else 0,
            seconds=length_of(seconds, lengths, whole=not dialect.told_rate),
            seed=seed_for(request, take),
            blob=lambda digest: blob_bytes(context, digest),
            signal=lambda roll: video_of(roll, size, staging.rate, frames, context),
        )

    # ---- jobs ----------------------------------------------------------------------------------------------------

    def _place(self, reply: Reply) -> str:
        """Where the server says it is to be looked at, if that is the server itself."""
        said = job_of(reply).get("polling_url")
        return self._line.own(said) if isinstance(said, str) and len(said) < 2_000 else ""

    def _at(self, id: str) -> str:
        note = self._kept.find(id)
        said = str(note.about.get("look", "")) if note else ""
        return said or self._line.url(f"videos/{quote(id, safe='')}")

    # ---- answered at once ------------------------------------------------------------------------------------------

    def _at_once(self, body: Prepared, reply: Reply, ticket: str) -> Standing:
        """The film is in the answer. A failure is an answer too: it is kept, so that it is told the same again."""
        about: dict[str, Any] = {**body.about, "state": "succeeded"}
        data, url = first_file(reply.json(_LARGEST_JOB))
        if not data and not url:
            # HTTP says yes, so it was taken: what is owed for it is more likely all than nothing.
            owed = price(request_from(body.about["request"]), offer_of(self._name, self._service))
            message = f"{self._name} answered without a film: {reply.words()}"
            about |= {"state": "failed", "message": message, "charged": owed}
        self._kept.keep(ticket, {**about, "url": url}, data)
        return self._kept.standing(ticket)

    def _bring_kept(self, note: Prepared, context: Context) -> None:
        path = context.scratch / "answer.mp4"
        if note.sent:
            path.write_bytes(note.sent)
        else:
            self._line.bring(str(note.about["url"]), path)


_LARGEST_JOB = 256 * 1024 * 1024


def _body(wording: Wording, form: bool, extra: Mapping[str, Any]) -> tuple[bytes, str]:
    fields = laid_over(wording.fields, extra)
    if not form:
        if wording.files:
            raise UserError("a JSON document carries no files")
        return encode(fields), "application/json"
    return multipart((*(field(name, _text(value)) for name, value in fields.items()), *wording.files))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _taken(reply: Reply) -> Reply:
    """An answer to a submission as one to a look: 201 and 202 are yes."""
    return Reply(code=200, kind=reply.kind, data=reply.data, after=reply.after, hidden=reply.hidden)
