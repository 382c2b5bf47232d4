"""A double of Veo on Google's Agent Platform, written from the maker's Python package google-genai 3.4.0 (`models.py`:
fields under `instances` and `parameters`; `operations.py`: fetchPredictOperation; `_operations_converters.py`: `done`,
`error`, `response.videos[].bytesBase64Encoded`, `raiMediaFilteredCount`, `raiMediaFilteredReasons`), as read on
2026-11-23. The errors are google.rpc.Status, as in every one of its services.
"""

from __future__ import annotations

import base64
import re
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.base import Double, Job
from tests.doubles.tasks.files import film

HOME = "/v1/projects/our-film/locations/us-central1/publishers/google/models/"
MODELS = ("veo-3.1-generate-001", "veo-3.1-fast-generate-001", "veo-3.1-lite-generate-001")
QUESTION = re.compile(re.escape(HOME) + r"([a-z0-9.-]+):(predictLongRunning|fetchPredictOperation)")
PARAMETERS = {
    "aspectRatio", "compressionQuality", "durationSeconds", "enhancePrompt", "fps", "generateAudio", "negativePrompt",
    "personGeneration", "pubsubTopic", "resizeMode", "resolution", "sampleCount", "seed", "storageUri",
}  # fmt: skip
INSTANCE = {"prompt", "image", "lastFrame", "video", "referenceImages", "mask"}


class Google(Double):
    """POST ...:predictLongRunning, POST ...:fetchPredictOperation; what was filmed stands in the answer."""

    def allowed(self, asked: Asked) -> bool:
        return asked.headers.get("authorization") == f"Bearer {self.KEY}"

    def is_submit(self, asked: Asked) -> bool:
        return asked.path.endswith(":predictLongRunning")

    def refusal(self) -> Reply:
        return _status(400, "INVALID_ARGUMENT", "The prompt could not be submitted. It contains words that violate "
                       "Google's Responsible AI practices. Support codes: 29310472")  # fmt: skip

    def decline(self) -> Reply:
        return _status(400, "INVALID_ARGUMENT", "Unsupported output video duration.")

    def denied(self) -> Reply:
        return _status(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        told = job.body["parameters"]
        lines = {"720p": 720, "1080p": 1080, "4k": 2160}[told["resolution"]]
        long = lines * 16 // 9
        wide, high = (long, lines) if told["aspectRatio"] == "16:9" else (lines, long)
        return wide, high, float(told["durationSeconds"]), told["generateAudio"]

    def answer(self, asked: Asked) -> Reply:
        question = QUESTION.fullmatch(asked.path)
        if asked.method != "POST" or not question or question[1] not in MODELS:
            return _status(404, "NOT_FOUND", "Publisher Model was not found")
        if question[2] == "fetchPredictOperation":
            return self._operation(asked)
        if fault := self._fault(asked.json):
            return _status(400, "INVALID_ARGUMENT", fault)
        name = f"{HOME.removeprefix('/v1/')}{question[1]}/operations/0a1b2c3d-{self.number():04d}"
        job = self.take(name, asked.json, question[1])
        return Reply(what={"name": job.id})

    def _fault(self, body: dict[str, Any]) -> str:
        if set(body) - {"instances", "parameters", "labels"}:
            return "Unknown name"
        (instance,) = body["instances"]
        told = body["parameters"]
        if unknown := (set(instance) - INSTANCE) | (set(told) - PARAMETERS):
            return f"Unknown name {unknown}: Cannot find field."
        pictures = [instance[name] for name in ("image", "lastFrame") if name in instance]
        pictures += [each["image"] for each in instance.get("referenceImages", [])]
        if not all(base64.b64decode(each["bytesBase64Encoded"]) and "mimeType" in each for each in pictures):
            return "image"
        if any(each.get("referenceType") not in ("asset", "style") for each in instance.get("referenceImages", [])):
            return "referenceType"
        if not instance.get("prompt") and "image" not in instance:
            return "prompt"
        if told.get("durationSeconds") not in (4, 6, 8) or type(told["durationSeconds"]) is not int:
            return "Unsupported output video duration."
        if type(told.get("generateAudio")) is not bool:
            return "generateAudio is required"
        seed = told.get("seed", 0)
        return "" if type(seed) is int and 0 <= seed < 2**32 else "seed"

    def _operation(self, asked: Asked) -> Reply:
        job = self.jobs.get(asked.json.get("operationName", ""))
        if job is None:
            return _status(404, "NOT_FOUND", "Operation was not found")
        if self.happens("strange"):
            return Reply(what={"name": job.id, "done": "perhaps"})
        if not self.is_done(job):
            return Reply(what={"name": job.id})
        told = {"name": job.id, "done": True}
        match job.end:
            case "failed":
                return Reply(what={**told, "error": {"code": 13, "message": "Internal error. Please try again."}})
            case "refused":
                reasons = ["Your current safety filter threshold prohibited this. Support codes: 15236754"]
                more = {"raiMediaFilteredCount": 1, "raiMediaFilteredReasons": reasons}
                return Reply(what={**told, "response": more})
        wide, high, seconds, sound = self.shape(job)
        data = base64.b64encode(film(wide, high, 24, seconds, sound)).decode()
        video = {"bytesBase64Encoded": data, "mimeType": "video/mp4"}
        return Reply(what={**told, "response": {"raiMediaFilteredCount": 0, "videos": [video]}})


def _status(code: int, status: str, message: str) -> Reply:
    return Reply(code=code, what={"error": {"code": code, "message": message, "status": status}})
