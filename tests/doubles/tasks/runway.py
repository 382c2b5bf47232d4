"""A double of Runway's developer API, written from the maker's Python package runwayml 5.24.0 (generated from its
OpenAPI document: `types/text_to_video_create_params.py`, `types/task_retrieve_response.py`, `resources/tasks.py`) and
https://docs.dev.runwayml.com/ (errors), as read on 2026-11-23.
"""

from __future__ import annotations

import uuid
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.base import Double, Job

VERSION = "2024-11-06"
RATIOS = {
    "/v1/text_to_video": {"gen4.5": {"1280:720", "720:1280"}},
    "/v1/image_to_video": {
        "gen4.5": {"1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672"},
        "gen4_turbo": {"1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672"},
    },
}
VEO = {"1280:720", "720:1280", "1080:1920", "1920:1080"}
CREDITS = {"gen4.5": 12, "gen4_turbo": 5, "veo3.1": 40, "veo3.1_fast": 15}
IMAGE = {"gen4_image": {"1280:720", "720:1280", "1920:1080", "1080:1920", "1024:1024"}}


class Runway(Double):
    """Tasks: POST to a kind's endpoint, GET and DELETE /v1/tasks/{id}."""

    def allowed(self, asked: Asked) -> bool:
        return asked.headers.get("authorization") == f"Bearer {self.KEY}"

    def is_submit(self, asked: Asked) -> bool:
        return asked.method == "POST"

    def refusal(self) -> Reply:
        return Reply(code=400, what={"error": "Your prompt was rejected by content moderation."})

    def decline(self) -> Reply:
        return Reply(code=400, what={"error": "Validation of body failed", "issues": [{"path": ["ratio"]}]})

    def denied(self) -> Reply:
        return Reply(code=401, what={"error": "The provided API key is not valid."})

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("x-runway-version") != VERSION:
            return Reply(code=400, what={"error": "The X-Runway-Version header is missing or not known."})
        if asked.method == "POST":
            return self._create(asked)
        job = self.jobs.get(asked.path.removeprefix("/v1/tasks/"))
        if job is None:
            return Reply(code=404, what={"error": "Task not found."})
        if asked.method == "DELETE":
            job.end = "cancelled"
            job.looks = self.looks + 1
            return Reply(code=204, what=b"")
        return Reply(what=self._task(job))

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        wide, high = job.body["ratio"].split(":")
        return int(wide), int(high), float(job.body.get("duration", 8)), bool(job.body.get("audio"))

    def _create(self, asked: Asked) -> Reply:
        if fault := self._fault(asked.path, asked.json):
            return Reply(code=400, what={"error": "Validation of body failed", "issues": [{"message": fault}]})
        job = self.take(str(uuid.UUID(int=self.number() + 2**64)), asked.json, asked.path)
        return Reply(what={"id": job.id, "estimatedCost": {"credits": self._credits(job)}})

    def _fault(self, path: str, body: dict[str, Any]) -> str:
        model = body.get("model", "")
        veo = model.startswith("veo3.1")
        ratios = IMAGE.get(model) if path == "/v1/text_to_image" else RATIOS.get(path, {}).get(model)
        ratios = VEO if veo else ratios
        if ratios is None:
            return f"model {model} is not offered at {path}"
        if body.get("ratio") not in ratios:
            return "ratio"
        words = body.get("promptText")
        if words is None and path != "/v1/image_to_video":
            return "promptText is required"
        if words is not None and not (isinstance(words, str) and 1 <= len(words) <= 1_000):
            return "promptText"
        known = {"model", "promptText", "ratio", "duration", "seed", "promptImage", "contentModeration",
                 "outputFormat", "referenceImages", *(("audio", "negativePrompt") if veo else ())}  # fmt: skip
        if unknown := set(body) - known:
            return f"Unrecognized key(s) {unknown}"
        if path == "/v1/text_to_image":
            return "" if "duration" not in body else "duration"
        length = body.get("duration")
        if type(length) is not int or (length not in (4, 6, 8) if veo else not 2 <= length <= 10):
            return "duration"
        if "seed" in body and (type(body["seed"]) is not int or not 0 <= body["seed"] <= 4294967295):
            return "seed"
        return self._image_fault(body.get("promptImage")) if path == "/v1/image_to_video" else ""

    def _image_fault(self, images: Any) -> str:
        given = [{"uri": images, "position": "first"}] if isinstance(images, str) else images
        if not given or not all(each["uri"].startswith("data:image/") for each in given):
            return "promptImage"
        return "" if given[0]["position"] == "first" else "promptImage.position"

    def _credits(self, job: Job) -> int:
        return CREDITS.get(job.body["model"], 5) * int(job.body.get("duration", 1))

    def _task(self, job: Job) -> dict[str, Any]:
        shared = {"id": job.id, "createdAt": "2026-11-23T01:00:00.000Z"}
        if self.happens("strange"):
            return {**shared, "status": "PONDERING"}
        if not self.is_done(job):
            cost = {"estimatedCost": {"credits": self._credits(job)}}
            return {**shared, **cost, "status": "PENDING"} if job.looks == 1 else {
                **shared, **cost, "status": "RUNNING", "progress": 0.5}  # fmt: skip
        match job.end:
            case "failed":
                return {**shared, "status": "FAILED", "cost": {"credits": 0}, "failure": "Something broke.",
                        "failureCode": "INTERNAL.BAD_OUTPUT.CODE01"}  # fmt: skip
            case "refused":
                return {**shared, "status": "FAILED", "cost": {"credits": 0}, "failure": "Generation was blocked.",
                        "failureCode": "SAFETY.OUTPUT.VIDEO"}  # fmt: skip
            case "cancelled":
                return {**shared, "status": "CANCELLED", "cost": {"credits": 0}}
        ending = "png" if job.about == "/v1/text_to_image" else "mp4"
        output = [f"{self.url}/files/{job.id}.{ending}"]
        return {**shared, "status": "SUCCEEDED", "cost": {"credits": self._credits(job)}, "output": output}
