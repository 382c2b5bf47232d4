"""A ComfyUI workflow as an engine: the graph prepared whole under our own prompt id, queued once, fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from lampblack.base.context import Cancelled, Context
from lampblack.base.errors import JobError
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Offer
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer, Declined, Found, Standing
from lampblack.engines.requests import Film, Request, request_from, saved
from lampblack_engines.comfyui.answers import answer_of, wanted
from lampblack_engines.comfyui.filling import filled
from lampblack_engines.comfyui.graph import graph_of
from lampblack_engines.comfyui.material import Upload
from lampblack_engines.comfyui.offer import offer_of
from lampblack_engines.comfyui.outputs import files_of
from lampblack_engines.comfyui.reading import studio_of
from lampblack_engines.comfyui.schema import faults
from lampblack_engines.comfyui.table import Studio
from lampblack_engines.comfyui.telling import declined, standing_of
from lampblack_engines.comfyui.wire import Wire
from lampblack_engines.comfyui.workflow import Workflow
from lampblack_engines.servers.http import submitted
from lampblack_engines.servers.prepared import Prepared, prepared_from
from lampblack_engines.servers.spool import Spool, usual_spool

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_TOLD = 3
"""Faults of a workflow that are named at once."""
_FETCH = 600.0


class ComfyEngine:
    """One workflow on one server. What was asked is kept here under our ticket, the server's name for it too."""

    def __init__(self, name: str, studio: Studio | None = None, spool: Spool | None = None) -> None:
        self._name = name
        self._studio = studio or studio_of(name)
        self._offer: Offer = offer_of(self._studio)
        self._spool = spool or usual_spool(name)
        self._wire = Wire(self._studio.comfy.url, self._studio.comfy.key, name)

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """The graph with everything in it, and behind it the files that must lie there first."""
        require(request, self._offer)
        told = filled(request, take, self._studio, context)
        graph = graph_of(self._studio, told.values)
        comfy = self._studio.comfy
        body: dict[str, Any] = {"prompt": graph, "prompt_id": ticket, "client_id": ticket}
        if comfy.extra:
            body["extra_data"] = dict(comfy.extra)
        titles = {node: self._studio.workflow.title(node) for node in graph}
        about: dict[str, Any] = {
            "request": saved(request), "film": saved(told.film) if told.film else None, "titles": titles,
            "output": self._studio.output, "prompt": 0,
            "files": [
                {"name": file.name, "folder": file.folder, "kind": file.kind, "size": len(file.data)}
                for file in told.uploads
            ],
        }  # fmt: skip
        prompt = _json(body)
        about["prompt"] = len(prompt)
        sent = prompt + b"".join(file.data for file in told.uploads)
        return Prepared(sent=sent, about=about, path="/prompt").packed()

    def submit(self, body: bytes, ticket: str) -> Standing:
        """See whether the server has what is needed, send the files, queue the graph. All that comes before the last
        of these may be repeated."""
        prompt, files, about = _unpacked(body)
        self._check(prompt, files)
        for file in files:
            self._wire.upload(file)
        self._spool.keep(ticket, encode(about))
        reply = self._wire.queue(prompt)
        if reply.code == 400:
            why = declined(reply.json(), about["titles"])
            for secret in reply.hidden:
                why = why.replace(secret, "***")
            raise Declined(f"{self._name} does not take it: {why}")
        said = submitted(reply, self._name).json()
        id = cast(dict[str, Any], said).get("prompt_id") if isinstance(said, dict) else None
        if not isinstance(id, str) or not _ID.fullmatch(id):
            raise JobError(f"{self._name} took a prompt and named no id")
        if id != ticket:  # servers of before 2025 choose their own
            self._spool.keep(id, encode(about))
        return Standing(id=id, message="waiting in the queue")

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """The job of our own id. A free server is simply asked again where there is none."""
        ids = self._wire.named(ticket)
        for id in ids:
            if id != ticket and not self._about(id):
                self._spool.keep(id, encode(_unpacked(body)[2]))
        return Found(ids=ids, complete=self._studio.comfy.price == 0.0)

    def known_as(self, id: str, body: bytes) -> str:
        """Its name; what was asked under it is kept here once more, where that is gone or a person found the name."""
        if _ID.fullmatch(id) and not self._about(id):
            self._spool.keep(id, encode(_unpacked(body)[2]))
        return id

    def look(self, id: str) -> Standing:
        """How far it is; a job that the server forgot is gone."""
        standing = standing_of(id, self._wire.job(id), self._about(id).get("titles") or {})
        if standing.state == "expired" and self._about(id).get("cancelled"):
            return Standing(id=id, state="cancelled", message="it was taken out of the queue")
        return standing

    def fetch(self, id: str, context: Context) -> Answer:
        """The output node's files, as what was asked."""
        about = self._about(id)
        if not about:
            raise JobError(f"what {self._name} was asked under {id} is not kept here any more")
        job = self._wire.job(id)
        if job.where != "done":
            raise JobError(f"{self._name} has no result for {id}")
        request = request_from(dict(about["request"]))
        film = cast(Film, request_from(dict(about["film"]))) if about.get("film") else None
        files = wanted(request, film, files_of(job.outputs, str(about["output"]), self._name), self._name)
        paths: list[Path] = []
        for number, file in enumerate(files):
            if context.cancelled():
                raise Cancelled
            paths.append(context.scratch / f"{number:06d}.{file.name.rpartition('.')[2].lower()}")
            self._wire.bring(file, paths[-1], _FETCH)
        return answer_of(request, film, paths, self._name, context)

    def cancel(self, id: str) -> None:
        """Stop it, waiting or at work. What is taken out of the queue leaves no trace there, so it is noted here."""
        about = self._about(id)
        if self._wire.cancel(id) and about:
            self._spool.keep(id, encode({**about, "cancelled": True}))

    def close(self) -> None:
        """Nothing is held between jobs."""

    def lacks(self) -> tuple[str, ...]:
        """What the server lacks for this workflow, one sentence each; asked of it now."""
        workflow = self._studio.workflow
        leading = workflow.before([self._studio.output])
        nodes = {node: body for node, body in workflow.nodes.items() if node in leading}
        described = self._wire.described(str(body["class_type"]) for body in nodes.values())
        filled_in = {(inlet.node, inlet.input) for inlet in self._studio.inlets.values()}
        bare = {
            node: {**body, "inputs": {k: v for k, v in body["inputs"].items() if (node, k) not in filled_in}}
            for node, body in nodes.items()
        }
        return tuple(faults(Workflow(nodes=bare), described, frozenset(), whole=False))

    def _check(self, prompt: bytes, files: tuple[Upload, ...]) -> None:
        workflow = Workflow(nodes=json.loads(prompt)["prompt"])
        described = self._wire.described(str(body["class_type"]) for body in workflow.nodes.values())
        sent = frozenset(each for file in files for each in (file.name, file.folder) if each)
        if found := list(faults(workflow, described, sent)):
            more = f"; and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
            raise Declined(f"{self._name} cannot run {self._studio.comfy.workflow}: {'; '.join(found[:_TOLD])}{more}")

    def _about(self, id: str) -> Mapping[str, Any]:
        path = self._spool.find(id)
        return cast(dict[str, Any], json.loads(path.read_bytes())) if path else {}


def _unpacked(body: bytes) -> tuple[bytes, tuple[Upload, ...], Mapping[str, Any]]:
    held = prepared_from(body)
    try:
        size = int(held.about["prompt"])
        return held.sent[:size], tuple(_files(held, size)), held.about
    except (KeyError, TypeError, ValueError) as error:
        raise Declined("this cannot be read as a workflow to be run") from error


def _files(held: Prepared, at: int) -> Iterator[Upload]:
    for each in cast(list[dict[str, Any]], held.about["files"]):
        data = held.sent[at : at + each["size"]]
        at += each["size"]
        yield Upload(name=each["name"], data=data, kind=each["kind"], folder=each["folder"])


def _json(value: Any) -> bytes:
    """Sorted, and every number as it stands: a workflow's 1e-8 is not rounded to a micrometre."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
