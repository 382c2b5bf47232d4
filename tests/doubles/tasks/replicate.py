"""A double of Replicate, written from the maker's Python package replicate 1.0.7 (`prediction.py`, `file.py`,
`model.py`), https://sdks.replicate.com/python/resources/predictions/methods/get/ (the list) and
https://replicate.com/google/veo-3.1/versions/9c6ca0c2.../api,
.../black-forest-labs/flux-2-pro/versions/d9a13cff.../api,
.../bytedance/seedance-2.0/versions/affbecc3.../api (fields), as read on 2026-11-23.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from email.parser import BytesParser
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.base import Double, Job

FIELDS = {
    "google/veo-3.1": {"prompt", "aspect_ratio", "duration", "image", "last_frame", "reference_images",
                       "negative_prompt", "resolution", "generate_audio", "seed"},
    "bytedance/seedance-2.0": {"prompt", "image", "last_frame_image", "reference_images", "reference_videos",
                               "reference_audios", "duration", "resolution", "aspect_ratio", "generate_audio", "seed"},
    "black-forest-labs/flux-2-pro": {"prompt", "input_images", "width", "height", "seed", "prompt_upsampling",
                                     "output_format", "output_quality"},
}  # fmt: skip
MODEL = re.compile(r"/v1/models/([^/]+/[^/]+)/predictions")
LINES = {"480p": 480, "720p": 720, "1080p": 1080}


class Replicate(Double):
    """POST /v1/models/{owner}/{name}/predictions, GET /v1/predictions[/{id}], POST .../cancel, POST /v1/files."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.forgets = False
        """Whether what went in and came out is removed already."""
        self.page = 100

    def allowed(self, asked: Asked) -> bool:
        return asked.headers.get("authorization") == f"Bearer {self.KEY}"

    def is_submit(self, asked: Asked) -> bool:
        return asked.method == "POST" and MODEL.fullmatch(asked.path) is not None

    def refusal(self) -> Reply:
        return Reply(code=422, what={"title": "Input flagged", "detail": "The input was flagged as sensitive. (E005)",
                                     "status": 422})  # fmt: skip

    def decline(self) -> Reply:
        return Reply(code=422, what={"title": "Input validation failed", "detail": "- input.duration: must be one of",
                                     "status": 422})  # fmt: skip

    def denied(self) -> Reply:
        return Reply(code=401, what={"title": "Unauthenticated", "detail": "You did not pass a valid token",
                                     "status": 401})  # fmt: skip

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        body = job.body["input"]
        if job.about == "black-forest-labs/flux-2-pro":
            return body["width"], body["height"], 0.0, False
        lines = LINES[body["resolution"]]
        across, down = map(int, body["aspect_ratio"].split(":"))
        wide, high = (lines * across // down, lines) if across > down else (lines, lines * down // across)
        wide, high = (960, 960) if across == down else (wide, high)
        return wide, high, float(body["duration"]), body.get("generate_audio", True)

    def answer(self, asked: Asked) -> Reply:
        model = MODEL.fullmatch(asked.path)
        if asked.method == "POST" and model:
            return self._made(asked, model[1])
        if asked.method == "POST" and asked.path == "/v1/files":
            return self._kept(asked)
        if asked.path == "/v1/predictions":
            return self._listed(asked)
        id, _, what = asked.path.removeprefix("/v1/predictions/").partition("/")
        job = self.jobs.get(id)
        if job is None:
            return Reply(code=404, what={"title": "Not found", "detail": "The requested resource could not be found.",
                                         "status": 404})  # fmt: skip
        if what == "cancel" and asked.method == "POST":
            job.end, job.looks = "cancelled", self.looks + 1
            return Reply(what=self._prediction(job))
        self.is_done(job)
        return Reply(what=self._prediction(job))

    def _made(self, asked: Asked, model: str) -> Reply:
        if fault := self._fault(model, asked.json):
            return Reply(code=422, what={"title": "Input validation failed", "detail": f"- {fault}", "status": 422})
        job = self.take(f"p{self.number():025d}", asked.json, model)
        return Reply(code=201, what=self._prediction(job))

    def _fault(self, model: str, body: dict[str, Any]) -> str:
        if model not in FIELDS:
            return "model"
        told = body.get("input")
        if set(body) != {"input"} or not isinstance(told, dict):
            return "input"
        if unknown := set(told) - FIELDS[model]:
            return f"input.{unknown}"
        if not isinstance(told.get("prompt"), str):
            return "input.prompt"
        if "seed" in told and not (type(told["seed"]) is int and told["seed"] < 2**31):
            return "input.seed"
        pictures = [told[name] for name in ("image", "last_frame", "last_frame_image") if name in told]
        pictures += told.get("reference_images", []) + told.get("input_images", [])
        if not all(self._is_file(each) for each in pictures):
            return "input.image"
        if model == "black-forest-labs/flux-2-pro":
            return "" if all(256 <= told.get(side, 0) <= 1440 for side in ("width", "height")) else "input.width"
        lengths = (4, 6, 8) if "veo" in model else range(1, 16)
        if type(told.get("duration")) is not int or told["duration"] not in lengths:
            return "input.duration"
        if told.get("reference_images") and "veo" in model and (told["duration"], told["aspect_ratio"]) != (8, "16:9"):
            return "input.reference_images"
        return "" if told.get("resolution") in LINES else "input.resolution"

    def _is_file(self, url: Any) -> bool:
        """A file that was left here, or a small data URI."""
        if isinstance(url, str) and url.startswith("data:"):
            return len(url) < 262_144
        return isinstance(url, str) and url.rpartition("/")[2] in self.files

    def _kept(self, asked: Asked) -> Reply:
        head = f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode()
        form = BytesParser().parsebytes(head + asked.data)
        parts = {part.get_param("name", header="content-disposition"): part for part in form.get_payload()}
        if "content" not in parts:
            return Reply(code=422, what={"detail": "content: Missing data for required field", "status": 422})
        id = f"file-{self.number()}"
        self.files[id] = parts["content"].get_payload(decode=True)
        return Reply(code=201, what={"id": id, "urls": {"get": f"https://api.replicate.com/v1/files/{id}"}})

    def _listed(self, asked: Asked) -> Reply:
        after = datetime.fromisoformat(asked.query.get("created_after", "2000-01-01T00:00:00Z")).timestamp()
        jobs = [job for job in reversed(self.jobs.values()) if job.made >= after]
        start = int(asked.query.get("cursor", 0))
        more = f"{self.url}/v1/predictions?cursor={start + self.page}" if len(jobs) > start + self.page else None
        rows = [self._prediction(job) for job in jobs[start : start + self.page]]
        return Reply(what={"previous": None, "next": more, "results": rows})

    def _prediction(self, job: Job) -> dict[str, Any]:
        ended = job.looks > self.looks
        state = "processing" if job.looks else "starting"
        if ended:
            state = {"done": "succeeded", "cancelled": "canceled"}.get(job.end, "failed")
        if self.happens("strange"):
            state = "hatching"
        ending = "png" if job.about == "black-forest-labs/flux-2-pro" else "mp4"
        gone = self.forgets and ended
        error = {"failed": "Prediction interrupted; please retry (code: PA)",
                 "refused": "The input or output was flagged as sensitive. Please try again. (E005)"}  # fmt: skip
        return {
            "id": job.id, "model": job.about, "version": "hidden", "source": "api", "status": state,
            "input": {} if gone else job.body["input"], "data_removed": gone, "logs": "",
            "output": f"{self.url}/files/{job.id}.{ending}" if state == "succeeded" and not gone else None,
            "error": error.get(job.end) if state == "failed" else None,
            "created_at": _iso(job.made), "started_at": _iso(job.made),
            "completed_at": _iso(time.time()) if ended else None,
            "urls": {"get": f"https://api.replicate.com/v1/predictions/{job.id}"},
            "metrics": {"predict_time": 12.0} if ended else {},
        }  # fmt: skip


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")
