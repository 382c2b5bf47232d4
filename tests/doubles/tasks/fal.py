"""A double of fal's queue, written from the maker's Python package fal-client 1.0.3 (`client.py`: addresses, headers,
states, how errors are told), https://docs.fal.ai/documentation/model-apis/inference/queue and .../request-errors,
https://fal.ai/docs/inference-api/queue/cancel, https://fal.ai/docs/platform-apis/v1/models/requests/by-endpoint and
https://fal.ai/models/fal-ai/veo3.1/llms.txt, as read on 2026-11-23.
"""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.base import Double, Job

APPS = ("fal-ai/veo3.1", "bytedance/seedance-2.5", "fal-ai/flux")
FILMS = {
    "fal-ai/veo3.1": (), "fal-ai/veo3.1/lite": (),
    "fal-ai/veo3.1/image-to-video": ("image_url",), "fal-ai/veo3.1/lite/image-to-video": ("image_url",),
    "fal-ai/veo3.1/first-last-frame-to-video": ("first_frame_url", "last_frame_url"),
    "bytedance/seedance-2.5/text-to-video": (), "bytedance/seedance-2.5/image-to-video": ("image_url",),
}  # fmt: skip
"""Endpoints that film, and the pictures each must have."""
LINES = {"720p": 720, "1080p": 1080, "4k": 2160}


class Fal(Double):
    """POST queue.fal.run/{endpoint}; status, result and cancel under /{app}/requests/{id}; api.fal.ai's list."""

    def __init__(self) -> None:
        super().__init__()
        self.lasts = 0.2
        """Seconds after which a request has ended and is in the list, also where nobody asked for it."""

    def allowed(self, asked: Asked) -> bool:
        return asked.headers.get("authorization") == f"Key {self.KEY}"

    def is_submit(self, asked: Asked) -> bool:
        return asked.method == "POST"

    def refusal(self) -> Reply:
        return Reply(code=422, what={"detail": [_moderated()]})

    def decline(self) -> Reply:
        return Reply(code=422, what={"detail": [{"loc": ["body", "duration"], "msg": "unexpected value",
                                                "type": "literal_error"}]})  # fmt: skip

    def denied(self) -> Reply:
        return Reply(code=401, what={"detail": "Cannot access application. Authentication is required."})

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        body = job.body
        if job.about.startswith("fal-ai/flux"):
            return body["image_size"]["width"], body["image_size"]["height"], 0.0, False
        lines = LINES[body["resolution"]]
        across, down = map(int, body["aspect_ratio"].split(":"))
        wide, high = (lines * across // down, lines) if across >= down else (lines, lines * down // across)
        return wide, high, float(body["duration"].removesuffix("s")), body.get("generate_audio", True)

    def answer(self, asked: Asked) -> Reply:
        if asked.method == "POST":
            return self._queued(asked)
        if asked.path == "/v1/models/requests/by-endpoint":
            return self._listed(asked)
        app, _, rest = asked.path.removeprefix("/").partition("/requests/")
        id, _, what = rest.partition("/")
        job = self.jobs.get(id)
        if job is None or app not in APPS or not job.about.startswith(app):
            return Reply(code=404, what={"detail": "Request not found", "status": "NOT_FOUND"})
        if asked.method == "PUT" and what == "cancel":
            job.end, job.looks = "cancelled", self.looks + 1
            return Reply(code=202, what={"status": "CANCELLATION_REQUESTED"})
        return self._status(job, app) if what == "status" else self._result(job)

    def _queued(self, asked: Asked) -> Reply:
        endpoint = asked.path.removeprefix("/")
        if fault := self._fault(endpoint, asked.json):
            detail = {"loc": ["body", fault], "msg": "this is not possible", "type": "value_error"}
            return Reply(code=422, what={"detail": [detail]})
        job = self.take(str(uuid.UUID(int=self.number() + 2**66)), asked.json, endpoint)
        app = next(each for each in APPS if endpoint.startswith(each))
        base = f"https://queue.fal.run/{app}/requests/{job.id}"
        return Reply(what={
            "status": "IN_QUEUE", "request_id": job.id, "response_url": base, "status_url": f"{base}/status",
            "cancel_url": f"{base}/cancel", "queue_position": 0, "logs": None, "metrics": {},
        })  # fmt: skip

    def _fault(self, endpoint: str, body: dict[str, Any]) -> str:
        if endpoint not in FILMS and endpoint != "fal-ai/flux/dev":
            return "endpoint"
        if not isinstance(body.get("prompt"), str) or not body["prompt"]:
            return "prompt"
        if "seed" in body and type(body["seed"]) is not int:
            return "seed"
        if endpoint == "fal-ai/flux/dev":
            size = body.get("image_size", {})
            return "" if type(size.get("width")) is int and type(size.get("height")) is int else "image_size"
        for name in FILMS[endpoint]:
            if not str(body.get(name, "")).startswith(("https://", "data:image/")):
                return name
        veo = "veo3.1" in endpoint
        lengths = {"4s", "6s", "8s"} if veo else {str(each) for each in range(4, 31)} | {"auto"}
        if body.get("duration") not in lengths:
            return "duration"
        ratios = {"16:9", "9:16"} if veo else {"21:9", "16:9", "4:3", "1:1", "3:4", "9:16"}
        if body.get("aspect_ratio") not in ratios or body.get("resolution") not in LINES:
            return "aspect_ratio"
        return "" if isinstance(body.get("generate_audio", True), bool) else "generate_audio"

    def _has_ended(self, job: Job) -> bool:
        return job.looks > self.looks or time.time() > job.made + self.lasts

    def _status(self, job: Job, app: str) -> Reply:
        base = f"https://queue.fal.run/{app}/requests/{job.id}"
        told = {"request_id": job.id, "response_url": base, "status_url": f"{base}/status", "logs": None}
        if self.happens("strange"):
            return Reply(code=202, what={**told, "status": "WARMING_UP"})
        if not self.is_done(job):
            state = {"status": "IN_QUEUE", "queue_position": 0} if job.looks == 1 else {"status": "IN_PROGRESS"}
            return Reply(code=202, what={**told, **state})
        more: dict[str, Any] = {"metrics": {"inference_time": 3.7}}
        if job.end == "cancelled":
            more |= {"error": "Request was cancelled", "error_type": "client_cancelled"}
        return Reply(what={**told, **more, "status": "COMPLETED"})

    def _result(self, job: Job) -> Reply:
        if job.looks <= self.looks:
            return Reply(code=400, what={"detail": "Request is still in progress"})
        match job.end:
            case "failed":
                return Reply(code=422, what={"detail": [{"loc": ["body"], "msg": "Generation failed",
                                                         "type": "downstream_service_error"}]})  # fmt: skip
            case "refused":
                return Reply(code=422, what={"detail": [_moderated()]})
        if job.about.startswith("fal-ai/flux"):
            picture = {"url": f"{self.url}/files/{job.id}.png", "content_type": "image/png"}
            return Reply(what={"images": [picture], "has_nsfw_concepts": [False], "seed": 3, "prompt": "x"})
        return Reply(what={"video": {"url": f"{self.url}/files/{job.id}.mp4", "content_type": "video/mp4"}})

    def _listed(self, asked: Asked) -> Reply:
        if "endpoint_id" not in asked.query or asked.query.get("expand") != "payloads":
            return Reply(code=400, what={"error": {"type": "validation_error", "message": "endpoint_id is required"}})
        rows = [
            {"request_id": job.id, "endpoint_id": job.about, "sent_at": _iso(job.made), "json_input": job.body}
            for job in self.jobs.values()
            if job.about.startswith(asked.query["endpoint_id"]) and self._has_ended(job)
        ]
        return Reply(what={"items": rows, "next_cursor": None, "has_more": False})


def _moderated() -> dict[str, Any]:
    return {
        "loc": ["body", "prompt"], "type": "content_policy_violation",
        "msg": "The content could not be processed because it was flagged by a content checker.",
    }  # fmt: skip


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")
