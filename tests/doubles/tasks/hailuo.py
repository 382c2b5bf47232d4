"""MiniMax's older interface (Hailuo 02 and 2.3) as its makers document it. Read 2026-11-23:

- https://platform.minimax.io/docs/api-reference/video-generation-download and its mirrors: GET /v1/files/retrieve with
  `file_id`, `file.download_url`; every answer has `base_resp` with `status_code` (0: fine) and `status_msg`.
- ComfyUI `comfy_api_nodes/apis/minimax.py`, `nodes_minimax.py`: the fields of a request, the states (Preparing,
  Queueing, Processing, Success, Fail), 6 or 10 seconds at 768P, 6 at 1080P, 1366x768 and 1920x1080, a backup address.
- https://cloud.baidu.com/doc/qianfan-api/s/4mwbl4bz4 (of 2026-11-11): 1002, 1008, 1026, 1027, 2013, 1000.
- 302.ai's page of the same query: 1027 is told by the query, beside the state of the job.

Not confirmed: with which code a failed job is told (here `Fail` with 1027 or 1033 in `base_resp`, and HTTP 200); what a
task that is not known is answered with (here 2013); how many frames a second (here 24); that 2.3 takes no last frame.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.maker import Job, Maker, No, bearer

CREATE = "/v1/video_generation"
QUERY = "/v1/query/video_generation"
RETRIEVE = "/v1/files/retrieve"
LINES = {"768P": (1366, 768), "1080P": (1920, 1080)}
PRICES = {("768P", 6): 0.28, ("768P", 10): 0.56, ("1080P", 6): 0.49}
_FIELDS = {
    "model", "prompt", "duration", "resolution", "first_frame_image", "last_frame_image", "prompt_optimizer",
    "callback_url", "aigc_watermark", "subject_reference",
}  # fmt: skip
_DATA = re.compile(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+")


@dataclass(kw_only=True)
class Hailuo(Maker):
    """The desk of MiniMax's older interface."""

    def answer(self, question: Asked) -> Reply:
        """Tasks: made, asked for; files: asked for."""
        if bearer(question) != self.key:
            return _said(1004, "账号鉴权失败，请检查 API-Key 是否填写正确")
        match question.method, question.path:
            case "POST", "/v1/video_generation":
                return self._made(question)
            case "GET", "/v1/query/video_generation":
                job = self.jobs.get(question.query.get("task_id", ""))
                return self._told(job) if job else _said(2013, "invalid params, task_id")
            case "GET", "/v1/files/retrieve":
                job = self.jobs.get(question.query.get("file_id", "").removeprefix("9"))
                if job is None or self.standing(job) != "succeeded":
                    return _said(2013, "invalid params, file_id")
                file = {"file_id": f"9{job.id}", "bytes": 0, "filename": "output.mp4", "download_url": self.file(job)}
                return _said(0, "success", file={**file, "purpose": "video_generation"})
            case _:
                return Reply(code=404, what={"error": "not found"})

    def no(self, why: str) -> Reply:
        """Its own words for each."""
        return {
            "busy": _said(1002, "触发限流，请稍后再试"),
            "poor": _said(1008, "账号余额不足"),
            "refused": _said(1026, "视频描述涉及敏感内容，请调整"),
            "down": _said(1000, "未知错误"),
            "broken": Reply(code=502, what={"error": "bad gateway"}),
        }[why]

    def name(self) -> str:
        """As its names look."""
        return str(306_000_000_000_000 + time.time_ns() % 10**12)

    def _made(self, question: Asked) -> Reply:
        body = question.json
        if not isinstance(body, dict):
            return _said(2013, "传入参数异常，请检查入参是否按要求填写")
        _check(body)
        width, height = LINES[body["resolution"]]
        made = {"width": width, "height": height, "rate": 24, "seconds": body["duration"], "sound": False}
        return self.take(
            what=body.get("prompt", ""),
            body=body,
            charge=PRICES[body["resolution"], body["duration"]],
            more=made,
            say=lambda job: _said(0, "success", task_id=job.id),
        )

    def _told(self, job: Job) -> Reply:
        standing = self.standing(job)
        if standing == "succeeded":
            size = {"video_width": job.more["width"], "video_height": job.more["height"]}
            return _said(0, "success", task_id=job.id, status="Success", file_id=f"9{job.id}", **size)
        if standing == "unseen":
            return _said(1027, "生成视频涉及敏感内容", task_id=job.id, status="Fail")
        if standing == "failed":
            return _said(1033, "系统错误/下游服务错误", task_id=job.id, status="Fail")
        state = {"queued": "Queueing", "running": "Processing"}[standing]
        return _said(0, "success", task_id=job.id, status=state, file_id="")


def _check(body: dict[str, Any]) -> None:
    if set(body) - _FIELDS or body.get("model") not in ("MiniMax-Hailuo-02", "MiniMax-Hailuo-2.3"):
        raise No(_said(2013, "invalid params, model or an unknown field"))
    if len(body.get("prompt", "")) > 2_000 or not (body.get("prompt") or body.get("first_frame_image")):
        raise No(_said(2013, "invalid params, prompt"))
    if (body.get("resolution"), body.get("duration")) not in PRICES:
        raise No(_said(2013, "invalid params, duration or resolution"))
    pictures = [body[name] for name in ("first_frame_image", "last_frame_image") if name in body]
    if any(not (_DATA.fullmatch(each) or each.startswith("https://")) for each in pictures):
        raise No(_said(2013, "invalid params, image"))
    if "last_frame_image" in body and ("first_frame_image" not in body or body["model"] != "MiniMax-Hailuo-02"):
        raise No(_said(2013, "invalid params, last_frame_image"))


def _said(code: int, message: str, **more: Any) -> Reply:
    return Reply(what={**more, "base_resp": {"status_code": code, "status_msg": message}})
