"""A double of ComfyUI, from its own pages: it queues graphs, runs one at a time and remembers until it restarts.

Written from docs.comfy.org (development/comfyui-server/comms_routes, api_key_integration) and what `server.py`,
`execution.py` and `comfy_execution/jobs.py` of ComfyUI 0.3.64 (classic) and 0.27 (jobs) answer, November 2026: routes,
states, the shape of errors. It counts what it accepts, as a rented machine would bill it, and has bad days on request.
"""

from __future__ import annotations

import email.parser
import email.policy
import json
import re
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.doubles.comfyui_nodes import NODES, OUTPUTS, Failure, File, described, run

_KINDS = {"png": "image/png", "mp4": "video/mp4", "flac": "audio/x-flac", "webp": "image/webp", "html": "text/html"}


@dataclass
class Comfy:
    """One server. `jobs`: it knows `/api/jobs`; `own_ids`: it takes no prompt id from outside, as servers of old."""

    folder: Path
    jobs: bool = True
    own_ids: bool = False
    held: bool = False
    """Nothing is begun while this is set."""
    slow: float = 0.0
    """Seconds that one job takes."""
    lose: int = 0
    """So many prompts are taken and the answer is lost."""
    busy: int = 0
    """So many prompts are told 429, by the proxy before it."""
    broken: int = 0
    """So many prompts are told 500, and not taken."""
    token: str = ""
    """What the proxy before it wants to be shown."""
    bad_name: str = ""
    """A name it puts in the place of each result's."""
    sends: bytes = b""
    """What it sends in the place of every result, as HTML."""
    renames: bool = False
    """It keeps no upload under the name it was given."""
    accepted: list[str] = field(default_factory=list)
    """Every prompt that was taken: what a rented machine is paid for."""
    graphs: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    """Every upload that was really written down."""
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self.turn = threading.Condition()
        self.pending: list[tuple[int, str, Any]] = []
        self.running: tuple[int, str, Any] | None = None
        self.history: dict[str, Any] = {}
        self.clients: dict[str, str] = {}
        self.files: dict[tuple[str, str, str], File] = {}
        self.stop = False
        self.interrupted = ""
        self.number = self.count = 0

    def restart(self) -> None:
        """Everything in memory is gone; what was saved lies where it was."""
        with self.turn:
            self.pending, self.running, self.history = [], None, {}

    def release(self) -> None:
        with self.turn:
            self.held = False
            self.turn.notify_all()

    # ---- running -----------------------------------------------------------------------------------------------

    def work(self) -> None:
        while True:
            with self.turn:
                while not self.stop and (self.held or not self.pending):
                    self.turn.wait(0.05)
                if self.stop:
                    return
                self.running = job = self.pending.pop(0)
            outputs, status = self._done(job)
            with self.turn:
                if self.running is job:
                    self.running = None
                    number, id, graph = job
                    self.history[id] = {
                        "prompt": [number, id, graph, self.extra(id), []],
                        "outputs": outputs,
                        "status": status,
                    }

    def _done(self, job: tuple[int, str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        _, id, graph = job
        told: list[Any] = [["execution_start", {"prompt_id": id, "timestamp": 1}]]
        stop = time.monotonic() + self.slow
        while time.monotonic() < stop and self.interrupted != id:
            time.sleep(0.01)
        if self.interrupted == id:
            told.append(["execution_interrupted", {"prompt_id": id, "node_id": next(iter(graph)), "executed": []}])
            return {}, {"status_str": "error", "completed": False, "messages": told}
        try:
            outputs = self._saved(run(graph, self.uploads))
        except Failure as error:
            row = {
                "prompt_id": id, "node_id": error.node, "node_type": graph[error.node]["class_type"], "executed": [],
                "exception_message": str(error), "exception_type": "RuntimeError", "traceback": ["..."],
            }  # fmt: skip
            return {}, {"status_str": "error", "completed": False, "messages": [*told, ["execution_error", row]]}
        told.append(["execution_success", {"prompt_id": id, "timestamp": 2}])
        return outputs, {"status_str": "success", "completed": True, "messages": told}

    def _saved(self, made: dict[str, tuple[str, list[File]]]) -> dict[str, Any]:
        outputs: dict[str, Any] = {}
        for node, (key, files) in made.items():
            rows = []
            for file in files:
                self.count += 1
                stem, _, ending = file.name.rpartition(".")
                file = replace(file, name=f"{stem}_{self.count:05d}_.{ending}")
                self.files[(file.type, file.folder, file.name)] = file
                rows.append({"filename": self.bad_name or file.name, "subfolder": file.folder, "type": file.type})
            outputs[node] = {key: rows}
            if files[0].name.endswith("mp4"):
                outputs[node]["animated"] = [True]
        return outputs

    # ---- what is asked -----------------------------------------------------------------------------------------

    def prompt(self, body: dict[str, Any]) -> tuple[int, Any]:
        graph = body.get("prompt")
        if not isinstance(graph, dict):
            return 400, {"error": _error("no_prompt", "No prompt provided", "No prompt provided"), "node_errors": {}}
        id = str(uuid.uuid4()) if self.own_ids else str(body.get("prompt_id") or uuid.uuid4())
        if self.jobs and not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", id):
            said = _error("invalid_prompt_id", "prompt_id must be a valid UUID", "")
            return 400, {"error": said, "node_errors": {}}
        error, nodes = self._invalid(graph)
        if error:
            return 400, {"error": error, "node_errors": nodes}
        with self.turn:
            self.number += 1
            self.accepted.append(id)
            self.graphs[id] = graph
            self.clients[id] = str(body.get("client_id") or "")
            self.pending.append((self.number, id, graph))
            self.turn.notify_all()
        return 200, {"prompt_id": id, "number": self.number, "node_errors": {}}

    def _invalid(self, graph: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        for node, body in graph.items():
            if body.get("class_type") not in NODES:
                words = f"Cannot execute because node {body.get('class_type')} does not exist."
                return _error("invalid_prompt", words, f"Node ID '#{node}'"), {}
        if not any(body["class_type"] in OUTPUTS for body in graph.values()):
            return _error("prompt_no_outputs", "Prompt has no outputs", ""), {}
        nodes: dict[str, Any] = {}
        for node, body in graph.items():
            if found := list(self._faults(body)):
                nodes[node] = {"errors": found, "dependent_outputs": [], "class_type": body["class_type"]}
        if not nodes:
            return None, {}
        return _error("prompt_outputs_failed_validation", "Prompt outputs failed validation", ""), nodes

    def _faults(self, body: dict[str, Any]) -> Iterator[Any]:
        inputs = body["inputs"]
        for name, spec in NODES[body["class_type"]]["required"].items():
            if name not in inputs:
                yield _error("required_input_missing", "Required input is missing", name, {"input_name": name})
                continue
            more = spec[1] if len(spec) > 1 else {}
            value = inputs[name]
            if any(more.get(mark) for mark in ("image_upload", "video_upload", "audio_upload")):
                if value not in self.uploads:
                    said = f"{name} - Invalid image file: {value}"
                    yield _error("custom_validation_failed", "Custom validation failed for node", said)
            elif isinstance(spec[0], list) and not isinstance(value, list) and value not in spec[0]:
                told = f"{name}: '{value}' not in {spec[0]}"
                yield _error("value_not_in_list", "Value not in list", told, {"input_name": name})
            elif spec[0] in ("INT", "FLOAT") and not isinstance(value, list) and value > more.get("max", value):
                said = f"Value {value} bigger than max of {more['max']}"
                yield _error("value_bigger_than_max", said, name, {"input_name": name})

    def job(self, id: str) -> tuple[int, Any]:
        with self.turn:
            if id in self.history:
                row = self.history[id]
                messages = dict(row["status"]["messages"])
                state = "completed" if row["status"]["status_str"] == "success" else "failed"
                if "execution_interrupted" in messages:
                    state = "cancelled"
                made = {"id": id, "status": state, "outputs": row["outputs"], "execution_status": row["status"]}
                if "execution_error" in messages:
                    made["execution_error"] = messages["execution_error"]
                return 200, made
            if self.running and self.running[1] == id:
                return 200, {"id": id, "status": "in_progress", "outputs_count": 0}
            if any(each[1] == id for each in self.pending):
                return 200, {"id": id, "status": "pending", "outputs_count": 0}
        return 404, {"error": "Job not found"}

    def cancel(self, id: str) -> tuple[int, Any]:
        with self.turn:
            before = len(self.pending)
            self.pending = [each for each in self.pending if each[1] != id]
            there = len(self.pending) < before
            if self.running and self.running[1] == id:
                self.interrupted, there = id, True
        return 200, {"cancelled": there}

    def queue(self) -> dict[str, Any]:
        with self.turn:
            running = [self.running] if self.running else []
            named = (("queue_running", running), ("queue_pending", self.pending))
            return {key: [[*each, self.extra(each[1]), []] for each in rows] for key, rows in named}

    def extra(self, id: str) -> dict[str, str]:
        """What a prompt keeps of who sent it."""
        return {"client_id": self.clients[id]}

    def upload(self, fields: dict[str, tuple[str, bytes]]) -> tuple[int, Any]:
        name, data = fields["image"]
        folder = fields.get("subfolder", ("", b""))[1].decode()
        if ".." in folder or ".." in name or name.startswith("/"):
            return 400, None
        if self.renames:
            return 200, {"name": f"{name} (1)", "subfolder": folder, "type": "input"}
        path = f"{folder}/{name}" if folder else name
        overwrite = fields.get("overwrite", ("", b""))[1] in (b"true", b"1")
        if path in self.uploads and not overwrite:
            if self.uploads[path] == data:
                return 200, {"name": name, "subfolder": folder, "type": "input"}
            stem, _, ending = name.rpartition(".")
            name = f"{stem} (1).{ending}"
            path = f"{folder}/{name}" if folder else name
        self.uploads[path] = data
        self.written.append(path)
        return 200, {"name": name, "subfolder": folder, "type": "input"}


def _error(type: str, message: str, details: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": type, "message": message, "details": details, "extra_info": more or {}}


class _Handler(BaseHTTPRequestHandler):
    comfy: Comfy
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._may():
            return
        address = urlsplit(self.path)
        path, comfy = self._path(address.path), self.comfy
        if path == "/queue":
            self._say(200, comfy.queue())
        elif path == "/history":
            self._say(200, comfy.history)
        elif path == "/jobs" and comfy.jobs and address.path.startswith("/api/"):
            self._say(200, {"jobs": [], "pagination": {"total": len(comfy.accepted)}})
        elif path.startswith("/history/"):
            id = path.removeprefix("/history/")
            self._say(200, {id: comfy.history[id]} if id in comfy.history else {})
        elif path.startswith("/object_info/"):
            name = unquote(path.removeprefix("/object_info/"))
            self._say(200, {name: described(name, comfy.uploads)} if name in NODES else {})
        elif path.startswith("/jobs/") and comfy.jobs and address.path.startswith("/api/"):
            self._say(*comfy.job(path.removeprefix("/jobs/")))
        elif path == "/view":
            self._view({key: value[0] for key, value in parse_qs(address.query).items()})
        else:
            self._raw(404, b"404: Not Found", "text/plain")

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self._may():
            return
        path, comfy = self._path(urlsplit(self.path).path), self.comfy
        if path == "/prompt":
            self._prompt(data)
        elif path == "/upload/image":
            self._say(*comfy.upload(_form(self.headers["Content-Type"], data)))
        elif path == "/queue":
            for id in json.loads(data).get("delete", []):
                with comfy.turn:
                    comfy.pending = [each for each in comfy.pending if each[1] != id]
            self._raw(200, b"", "text/plain")
        elif path == "/interrupt":
            with comfy.turn:
                id = json.loads(data or b"{}").get("prompt_id")
                if comfy.running and id in (None, comfy.running[1]):
                    comfy.interrupted = comfy.running[1]
            self._raw(200, b"", "text/plain")
        elif path.startswith("/jobs/") and path.endswith("/cancel") and comfy.jobs:
            self._say(*comfy.cancel(path.split("/")[2]))
        else:
            self._raw(405, b"405: Method Not Allowed", "text/plain")

    def _prompt(self, data: bytes) -> None:
        comfy = self.comfy
        if comfy.busy:
            comfy.busy -= 1
            self._raw(429, b"slow down", "text/plain", {"Retry-After": "7"})
        elif comfy.broken:
            comfy.broken -= 1
            self._raw(500, b"500 Internal Server Error", "text/plain")
        else:
            code, said = comfy.prompt(json.loads(data))
            if code == 200 and comfy.lose:
                comfy.lose -= 1
                self.close_connection = True
                return
            self._say(code, said)

    def _view(self, query: dict[str, str]) -> None:
        comfy = self.comfy
        if comfy.sends:
            self._raw(200, comfy.sends, "text/html")
            return
        key = (query.get("type", "output"), query.get("subfolder", ""), query.get("filename", ""))
        file = comfy.files.get(key)
        if file is None or ".." in key[2]:
            self._raw(404, b"", "text/plain")
            return
        self._raw(200, file.data, _KINDS.get(file.name.rpartition(".")[2], "application/octet-stream"))

    def _may(self) -> bool:
        self.comfy.asked.append(f"{self.command} {urlsplit(self.path).path}")
        if self.comfy.token and self.headers.get("Authorization") != f"Bearer {self.comfy.token}":
            self._raw(401, b"who are you? " + (self.headers.get("Authorization") or "").encode(), "text/plain")
            return False
        return True

    def _path(self, path: str) -> str:
        return path.removeprefix("/api")

    def _say(self, code: int, said: Any) -> None:
        self._raw(code, b"" if said is None else json.dumps(said).encode(), "application/json")

    def _raw(self, code: int, data: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """A double is silent."""


def _form(kind: str, data: bytes) -> dict[str, tuple[str, bytes]]:
    """The parts of a form by name: file name and bytes."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + data)
    return {
        str(part.get_param("name", header="content-disposition")): (
            part.get_filename() or "",
            part.get_payload(decode=True) or b"",
        )
        for part in message.iter_parts()
    }


@contextmanager
def serving(comfy: Comfy) -> Iterator[Comfy]:
    """The double at work on a free port of this machine, until the end of the block."""
    handler = type("Handler", (_Handler,), {"comfy": comfy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    comfy.url = f"http://127.0.0.1:{server.server_address[1]}"
    threads = [threading.Thread(target=each, daemon=True) for each in (server.serve_forever, comfy.work)]
    for thread in threads:
        thread.start()
    try:
        yield comfy
    finally:
        comfy.stop = True
        server.shutdown()
        server.server_close()
        threads[1].join(5)
