"""Volcengine Ark (火山方舟: Seedance, Seedream) as its makers document it. Read 2026-11-23:

- volcengine-python-sdk, snapshot of 2026-07-23, `volcenginesdkarkruntime/resources/content_generation/tasks.py` and
  `types/content_generation/*`: the routes, every field of a task and of the list, `filter.*` of the list.
- https://www.volcengine.com/docs/82379/1099476 (error codes) and /1299023: `error.code`, HTTP codes.
- https://docs.byteplus.com/docs/ModelArk/2291680 and docs.comfy.org's router pages for BytePlus (fields, roles, data
  URIs `data:image/<format>;base64,...`), ComfyUI `comfy_api_nodes/apis/bytedance.py` (models, counts of references).
- docs.powertokens.ai (BytePlus's own list page, mirrored): the list goes back 7 days, pages 1 to 500.
- Results lie 24 hours: https://skills.sh/vm0-ai/vm0-skills/seedance and others that call the same route.
- DELETE stops a queued task and *removes the record* of an ended one: docs.composio.dev/toolkits/byte_plus_ark.md.

Not confirmed: the exact pixels of `480p` in each ratio (here 864x496); what DELETE answers while a task runs (here
409); the code for words that moderation stops at the door (`InputTextSensitiveContentDetected`, as its users tell; the
page that was read names `InputTextRiskDetection`); whether the list is at once complete (here `lag`).
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.maker import Job, Maker, No, bearer

PATH = "/api/v3/contents/generations/tasks"
IMAGES = "/api/v3/images/generations"
PRICES = {"2-5": (70.0, 77.0), "2-0-fast": (37.0, 37.0), "2-0-mini": (23.0, 23.0), "2-0": (46.0, 51.0)}
"""Yuan a million tokens, up to 720p and at 1080p."""
LINES = {"480p": (864, 496), "720p": (1280, 720), "1080p": (1920, 1080)}
RATIOS = ("16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive")
MOST = {"doubao-seedance-2-5": 30, "doubao-seedance-2-0": 9}
SECONDS = {"doubao-seedance-2-5": (4, 30), "doubao-seedance-2-0": (4, 15)}
_FIELDS = {
    "model", "content", "safety_identifier", "callback_url", "return_last_frame", "service_tier", "tools", "draft",
    "execution_expires_after", "priority", "generate_audio", "camera_fixed", "watermark", "seed", "resolution", "ratio",
    "duration", "frames",
}  # fmt: skip
_DATA = re.compile(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+")


@dataclass(kw_only=True)
class Ark(Maker):
    """The desk of Ark."""

    def answer(self, question: Asked) -> Reply:
        """Tasks: made, asked for, listed, stopped."""
        if bearer(question) != self.key:
            return _no(401, "AuthenticationError", "The API key or AK/SK in the request is missing or invalid.")
        if question.path == PATH:
            return self._made(question) if question.method == "POST" else self._list(question)
        job = self.jobs.get(question.path.removeprefix(PATH + "/"))
        if job is None or not question.path.startswith(PATH + "/"):
            return _no(404, "ResourceNotFound", "The specified resource is not found.")
        return self._stopped(job) if question.method == "DELETE" else Reply(what=self._told(job))

    def no(self, why: str) -> Reply:
        """Its own words for each."""
        return {
            "busy": _no(429, "RateLimitExceeded.EndpointRPMExceeded", "The Requests Per Minute limit is exceeded."),
            "poor": _no(403, "AccountOverdueError", "The request failed because your account has an overdue balance."),
            "refused": _no(400, "InputTextSensitiveContentDetected", "输入文本可能包含敏感信息，请您更换后重试。"),
            "down": _no(500, "InternalServiceError", "The service encountered an unexpected internal error."),
            "broken": _no(500, "InternalServiceError", "The service encountered an unexpected internal error."),
        }[why]

    def name(self) -> str:
        """As its names look."""
        return f"cgt-{time.strftime('%Y%m%d%H%M%S')}-{super().name()[:5]}"

    def _made(self, question: Asked) -> Reply:
        body = question.json
        if not isinstance(body, dict):
            return _no(400, "InvalidParameter", "the body is not JSON")
        words, resolution = _checked(body), body.get("resolution", "720p")
        width, height = _pixels(resolution, body.get("ratio", "16:9"))
        more = {"width": width, "height": height, "rate": 24, "seconds": body["duration"]}
        more["sound"] = body.get("generate_audio", True)
        return self.take(
            what=words,
            body=body,
            charge=_tokens(width, height, body["duration"]) * _price(body["model"], resolution) / 1e6,
            more=more,
            say=lambda job: Reply(what={"id": job.id}),
        )

    def _list(self, question: Asked) -> Reply:
        page, size = int(question.query.get("page_num", "1")), int(question.query.get("page_size", "10"))
        if not (1 <= page <= 500 and 1 <= size <= 500):
            return _no(400, "InvalidParameter", "page_num and page_size are 1 to 500")
        found = [self._told(job) for job in self.listed() if job.at > time.time() - 7 * 86_400]
        if model := question.query.get("filter.model", ""):
            found = [each for each in found if each["model"] == model]
        if status := question.query.get("filter.status", ""):
            found = [each for each in found if each["status"] == status]
        return Reply(what={"total": len(found), "items": found[(page - 1) * size : page * size]})

    def _stopped(self, job: Job) -> Reply:
        standing = self.standing(job)
        if standing == "running":
            return _no(409, "InvalidAction.RunningTaskDeletion", "a running task cannot be deleted")
        if standing == "queued":
            job.state, job.charge = "cancelled", 0.0
        else:
            del self.jobs[job.id]
        return Reply(what={})

    def _told(self, job: Job) -> dict[str, Any]:
        body, standing = job.body, self.standing(job)
        told: dict[str, Any] = {
            "id": job.id, "model": body["model"], "status": "failed" if standing == "unseen" else standing,
            "created_at": int(job.at), "updated_at": int(time.time()), "seed": body.get("seed", 4711),
            "resolution": body.get("resolution", "720p"), "ratio": body.get("ratio", "16:9"),
            "duration": body["duration"], "framespersecond": 24, "service_tier": "default",
            "generate_audio": body.get("generate_audio", True), "execution_expires_after": 172_800,
        }  # fmt: skip
        if standing == "succeeded":
            tokens = _tokens(job.more["width"], job.more["height"], body["duration"])
            told["content"] = {"video_url": self.file(job)}
            told["usage"] = {"completion_tokens": tokens, "total_tokens": tokens}
        if standing == "failed":
            told["error"] = {"code": "InternalServiceError", "message": "视频生成失败，请稍后重试"}
        if standing == "unseen":
            told["error"] = {"code": "OutputVideoSensitiveContentDetected", "message": "生成的视频可能包含敏感信息"}
        return told


def _checked(body: dict[str, Any]) -> str:
    """The words of a sound request; `No` for any other."""
    if unknown := set(body) - _FIELDS:
        raise No(_no(400, "InvalidParameter", f"unknown fields: {sorted(unknown)}"))
    family = next((each for each in MOST if str(body.get("model", "")).startswith(each)), "")
    if not family:
        raise No(_no(404, "InvalidEndpointOrModel.NotFound", f"The model {body.get('model')} does not exist"))
    content = body.get("content")
    if not isinstance(content, list) or not content:
        raise No(_no(400, "MissingParameter", "content is missing"))
    words, roles = "", list[str]()
    for part in content:
        match part:
            case {"type": "text", "text": str(text), **rest} if text.strip() and not rest:
                words = text
            case {"type": "image_url", "image_url": {"url": str(url)}, "role": str(role), **rest} if not rest:
                if not (_DATA.fullmatch(url) or url.startswith("https://") or url.startswith("asset://")):
                    raise No(_no(400, "InvalidParameter", "image_url.url is no address and no data URI"))
                roles.append(role)
            case _:
                raise No(_no(400, "InvalidParameter", f"content: {str(part)[:80]}"))
    _roles(words, roles, MOST[family])
    least, most = SECONDS[family]
    duration, resolution = body.get("duration", 5), body.get("resolution", "720p")
    if type(duration) is not int or not least <= duration <= most:
        raise No(_no(400, "InvalidParameter", f"duration {duration!r} is not a whole number from {least} to {most}"))
    if resolution not in LINES or body.get("ratio", "16:9") not in RATIOS:
        raise No(_no(400, "InvalidParameter", "resolution or ratio"))
    for name in ("generate_audio", "watermark", "camera_fixed"):
        if not isinstance(body.get(name, False), bool):
            raise No(_no(400, "InvalidParameter", f"{name} is true or false"))
    if type(body.get("seed", 0)) is not int or not -1 <= body.get("seed", 0) <= 2**32 - 1:
        raise No(_no(400, "InvalidParameter", "seed is -1 to 2^32-1"))
    return words


def _roles(words: str, roles: list[str], most: int) -> None:
    frames = [role for role in roles if role in ("first_frame", "last_frame")]
    references = [role for role in roles if role == "reference_image"]
    if not words and not roles:
        raise No(_no(400, "MissingParameter", "content holds neither text nor pictures"))
    if len(frames) + len(references) < len(roles) or len(set(frames)) < len(frames) or frames == ["last_frame"]:
        raise No(_no(400, "InvalidParameter", f"roles: {roles}"))
    if frames and references:
        raise No(_no(400, "InvalidParameter", "first/last frame content cannot be mixed with reference media content"))
    if len(references) > most:
        raise No(_no(400, "InvalidParameter", f"more than {most} reference images"))


def _tokens(width: int, height: int, seconds: int) -> int:
    return width * height * 24 * seconds // 1_024


def _price(model: str, resolution: str) -> float:
    low, high = next(price for name, price in PRICES.items() if f"seedance-{name}" in model)
    return high if resolution == "1080p" else low


def _pixels(resolution: str, ratio: str) -> tuple[int, int]:
    width, height = LINES[resolution]
    return (height, width) if ratio == "9:16" else (height, height) if ratio == "1:1" else (width, height)


def _no(code: int, word: str, message: str) -> Reply:
    said = {"code": word, "message": f"{message} Request ID: 0217b1", "param": "", "type": "BadRequest"}
    return Reply(code=code, what={"error": said})
