"""MiniMax (海螺 Hailuo, H3) as its makers document it. Read 2026-11-23:

- https://platform.minimaxi.com/docs/api-reference/video-generation-v2-create, -v2-query(.md), -v2-list(.md) and the
  same on platform.minimax.io (OpenAPI 3.1 of "MiniMax video generation V2 (Hailuo-03) API", 2.0.0): the routes, an
  error for each HTTP code with MiniMax's own number in brackets at the end of its words (1002, 1004, 1008, 1026, 2013,
  1000), the list's `page_num`, `page_size`, `filter.status`, states, seven days of memory, `task` round the answer.
- docs.comfy.org's router page of minimax-h3: `content` with text, image_url, roles; ratio must be said for words alone
  and is ignored with frames; frames and references never together; the fields of a task. ComfyUI's `minimax.py` and
  three open clients of the same routes: data URIs are taken, DELETE /v2/video_generation/{task_id} stops one.
- https://novita.ai/docs/api-reference/model-apis-minimax-h3: 7,000 characters; developer.civitai.com: 2560x1440 at 24,
  nine references.

Not confirmed: how the list's rows are called (`items`, with `total`: its OpenAPI was read only in part); whether
`created_at` is in a row (as in Ark's list, which this one follows word for word); the pixels of `768P` (here 1366x768,
as its older models' pages have it); what a task that is not known is answered with (here 400, `invalid task_id
(2013)`); how moderation of what was made is told (here `failed` with 1027, as its older interface says).
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.maker import Job, Maker, No, bearer

CREATE = "/v2/video_generation"
QUERY = "/v2/query/video_generation"
PRICES = {"768P": 0.08, "2K": 0.13}
LINES = {"768P": (1366, 768), "2K": (2560, 1440)}
RATIOS = {"21:9", "16:9", "4:3", "1:1", "3:4", "9:16"}
_DATA = re.compile(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+")
_FIELDS = {"model", "content", "resolution", "duration", "ratio", "callback_url", "aigc_watermark"}
_KINDS = {
    400: "bad_request_error", 401: "authorized_error", 402: "insufficient_balance_error", 404: "not_found_error",
    422: "unprocessable_entity_error", 429: "rate_limit_error", 500: "server_error",
}  # fmt: skip


@dataclass(kw_only=True)
class MiniMax(Maker):
    """The desk of MiniMax."""

    def answer(self, question: Asked) -> Reply:
        """Tasks: made, asked for, listed, stopped."""
        if bearer(question) != self.key:
            return _no(401, "login fail: Please carry the API secret key in the 'Authorization' field (1004)")
        if (question.method, question.path) == ("POST", CREATE):
            return self._made(question)
        if (question.method, question.path) == ("GET", QUERY):
            return self._list(question)
        job = self.jobs.get(question.path.rpartition("/")[2])
        if job is None:
            return _no(400, "invalid params, invalid task_id (2013)")
        if question.method == "DELETE" and question.path == f"{CREATE}/{job.id}":
            if self.standing(job) != "queued":
                return _no(400, "invalid params, only queued tasks can be cancelled (2013)")
            job.state, job.charge = "cancelled", 0.0
            return Reply(what={})
        return Reply(what={"task": self._told(job)})

    def no(self, why: str) -> Reply:
        """Its own words for each."""
        return {
            "busy": _no(429, "rate limit, please retry later (1002)"),
            "poor": _no(402, "insufficient balance (1008)"),
            "refused": _no(422, "视频描述涉及敏感内容，请调整 (1026)"),
            "down": _no(500, "internal error (1000)"),
            "broken": _no(500, "internal error (1000)"),
        }[why]

    def name(self) -> str:
        """As its names look."""
        return str(424_010_000_000_000 + time.time_ns() % 10**12)

    def _made(self, question: Asked) -> Reply:
        body = question.json
        if not isinstance(body, dict):
            return _no(400, "invalid params (2013)")
        words, roles = _checked(body)
        width, height = LINES[body["resolution"]]
        if body.get("ratio") == "9:16" and not {"first_frame", "last_frame"} & set(roles):
            width, height = height, width
        return self.take(
            what=words,
            body=body,
            charge=PRICES[body["resolution"]] * body["duration"],
            more={"width": width, "height": height, "rate": 24, "seconds": body["duration"], "sound": True},
            say=lambda job: Reply(what={"task_id": job.id}),
        )

    def _list(self, question: Asked) -> Reply:
        page, size = int(question.query.get("page_num", "1")), int(question.query.get("page_size", "20"))
        found = [self._told(job) for job in self.listed() if job.at > time.time() - 7 * 86_400]
        if status := question.query.get("filter.status", ""):
            found = [each for each in found if each["status"] == status]
        if model := question.query.get("filter.model", ""):
            found = [each for each in found if each["model"] == model]
        return Reply(what={"items": found[(page - 1) * size : page * size], "total": len(found)})

    def _told(self, job: Job) -> dict[str, Any]:
        standing = self.standing(job)
        told: dict[str, Any] = {
            "id": job.id, "model": job.body["model"], "status": "failed" if standing == "unseen" else standing,
            "created_at": int(job.at), "updated_at": int(time.time()), "duration": job.body["duration"],
            "resolution": job.body["resolution"], "ratio": job.body.get("ratio", "adaptive"), "type": "generation",
        }  # fmt: skip
        if standing == "succeeded":
            told["content"] = {"url": self.file(job)}
        if standing == "failed":
            told["error"] = {"code": "1033", "message": "系统错误/下游服务错误"}
        if standing == "unseen":
            told["error"] = {"code": "1027", "message": "生成视频涉及敏感内容"}
        return told


def _checked(body: dict[str, Any]) -> tuple[str, list[str]]:
    """The words and the roles of a sound request; `No` for any other."""
    if set(body) - _FIELDS or body.get("model") not in ("MiniMax-H3", "MiniMax-H3-Max"):
        raise No(_no(400, "invalid params, model or an unknown field (2013)"))
    words, roles = list[str](), list[str]()
    for part in body.get("content") or ():
        match part:
            case {"type": "text", "text": str(text), **rest} if 0 < len(text.strip()) <= 7_000 and not rest:
                words.append(text)
            case {"type": "image_url", "image_url": {"url": str(url)}, "role": str(role), **rest} if not rest:
                if not (_DATA.fullmatch(url) or url.startswith(("https://", "mm_file://"))):
                    raise No(_no(400, "invalid params, image_url (2013)"))
                roles.append(role)
            case _:
                raise No(_no(400, f"invalid params, content {str(part)[:60]} (2013)"))
    if len(words) != 1:
        raise No(_no(400, "invalid params, content must include a non-empty text item (prompt is required) (2013)"))
    frames = [role for role in roles if role in ("first_frame", "last_frame")]
    references = [role for role in roles if role == "reference_image"]
    if len(frames) + len(references) < len(roles) or len(set(frames)) < len(frames) or (frames and references):
        raise No(_no(400, "invalid params, role (2013)"))
    ratio = body.get("ratio", "adaptive")
    if len(references) > 9 or (ratio not in RATIOS and (ratio != "adaptive" or not roles)):
        raise No(_no(400, "invalid params, ratio or too many references (2013)"))
    duration = body.get("duration")
    if type(duration) is not int or not 5 <= duration <= 15 or body.get("resolution") not in PRICES:
        raise No(_no(400, "invalid params, duration or resolution (2013)"))
    return words[0], roles


def _no(code: int, message: str) -> Reply:
    said = {"type": _KINDS[code], "message": message, "http_code": str(code)}
    return Reply(code=code, what={"type": "error", "error": said, "request_id": "021785229015510a2c883cf675b9804d"})
