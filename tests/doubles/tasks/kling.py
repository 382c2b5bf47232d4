"""Kling (可灵) as its makers document it. Read 2026-11-23:

- "General Information" of its API pages (mirrored copy of app.klingai.com/global/dev/document-api): the domain
  https://api-singapore.klingai.com, JWT (RFC 7519, HS256: iss, exp, nbf) in `Authorization: Bearer`, the table of
  error codes: 401 with 1000-1004, 429 with 1100-1102 (an empty account is a 429!), and the page of rate limits (1303).
- "「Kling AI」API Specification" (docs.qingque.cn, 2024-12-02): `external_task_id` chosen by the caller, and queried
  by; results are cleared after 30 days.
- tryAGI/KlingAI `openapi.yaml` of 2026-05-01: the routes, every field, `{id}` is "Task ID or external task ID",
  lists with `pageNum` and `pageSize`; ComfyUI's `apis/kling.py`: omni-video, its `image_list` and `sound`.
- https://cloud.baidu.com/doc/qianfan-api/s/4mwbl4bz4 (of 2026-11-11): the meaning of 1200-1203, 1301-1303, 5000-5002.
- https://docs.evolink.ai (kling-v3, o3), docs.cloudsway.net: 3 to 15 seconds, 2,500 characters, `<<<image_1>>>`.

Not confirmed: the HTTP codes of 1200-1203 and 1301 (here 400, and 404 for what is not known), of 5000-5002 (here 500);
what a second `external_task_id` is answered with (here 400 with 1201; its pages ask only that it be unique); that
base64 must stand without `data:...;base64,` is what its older pages say, and is insisted on here; how many frames a
second (here 24; its pages do not say).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.maker import Job, Maker, No, bearer

PRICES = {"std": 0.126, "pro": 0.168}
LINES = {"std": (1280, 720), "pro": (1920, 1080)}
RATIOS = {"16:9", "9:16", "1:1"}
ROUTES = {
    "/v1/videos/text2video": {"prompt", "aspect_ratio"},
    "/v1/videos/image2video": {"image"},
    "/v1/videos/omni-video": {"prompt"},
}
_MAY = {
    "model_name", "prompt", "negative_prompt", "cfg_scale", "mode", "sound", "aspect_ratio", "duration",
    "external_task_id", "callback_url",
}  # fmt: skip
_MORE = {"/v1/videos/image2video": {"image", "image_tail"}, "/v1/videos/omni-video": {"image_list", "video_list"}}
_MODELS = {"/v1/videos/omni-video": {"kling-v3-omni", "kling-video-o1"}}
SOUNDLESS = {"kling-v2-1", "kling-v2-5-turbo"}


@dataclass(kw_only=True)
class Kling(Maker):
    """The desk of Kling. `key` is the access key, `secret` signs."""

    secret: str = "sk-signs-this"

    def answer(self, question: Asked) -> Reply:
        """Tasks: made, asked for by either name, listed."""
        if fault := self._unsigned(bearer(question)):
            return fault
        route, _, id = question.path.rpartition("/") if question.path not in ROUTES else (question.path, "", "")
        if route not in ROUTES:
            return _no(404, 1203, "请求的资源不存在")
        if question.method == "POST" and not id:
            return self._made(route, question)
        if question.method != "GET":
            return _no(405, 1202, "请求的method无效")
        if not id:
            return self._list(route, question)
        there = (job for job in self.jobs.values() if job.route == route and id in (job.id, job.tag))
        job = next(there, None)
        return _yes(self._told(job)) if job else _no(404, 1203, "task not found")

    def no(self, why: str) -> Reply:
        """Its own words for each."""
        return {
            "busy": _no(429, 1303, "parallel task over resource pack limit"),
            "poor": _no(429, 1102, "资源包已用完或已过期"),
            "refused": _no(400, 1301, "触发平台的内容安全策略"),
            "down": _no(500, 5000, "服务器内部错误"),
            "broken": _no(504, 5002, "服务器内部超时，通常是发生积压"),
        }[why]

    def name(self) -> str:
        """As its names look."""
        return str(860_000_000_000_000_000 + time.time_ns() % 10**15)

    def _unsigned(self, token: str) -> Reply | None:
        """What is wrong with a token, if anything is."""
        if not token:
            return _no(401, 1001, "Authorization is empty")
        parts = token.split(".")
        signed = hmac.new(self.secret.encode(), ".".join(parts[:2]).encode(), hashlib.sha256).digest()
        if len(parts) != 3 or base64.urlsafe_b64encode(signed).rstrip(b"=") != parts[2].encode():
            return _no(401, 1002, "Authorization is invalid")
        head, said = (json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in parts[:2])
        if head != {"alg": "HS256", "typ": "JWT"} or said.get("iss") != self.key:
            return _no(401, 1002, "Authorization is invalid")
        if time.time() < said["nbf"]:
            return _no(401, 1003, "Authorization is not yet valid")
        return _no(401, 1004, "Authorization has expired") if time.time() >= said["exp"] else None

    def _made(self, route: str, question: Asked) -> Reply:
        body = question.json
        if not isinstance(body, dict):
            return _no(400, 1200, "请求参数非法")
        _check(route, body)
        tag = body.get("external_task_id", "")
        if tag and any(job.tag == tag for job in self.jobs.values()):
            return _no(400, 1201, "external_task_id is not unique")
        mode, seconds = body.get("mode", "std"), int(body.get("duration", "5"))
        width, height = LINES[mode]
        if body.get("aspect_ratio") == "9:16":
            width, height = height, width
        made = {"width": width, "height": height, "rate": 24, "seconds": seconds, "sound": body.get("sound") == "on"}
        return self.take(
            what=body.get("prompt", ""),
            body=body,
            charge=PRICES[mode] * seconds,
            tag=tag,
            route=route,
            more=made,
            say=lambda job: _yes({**self._told(job), "task_status": "submitted"}),
        )

    def _list(self, route: str, question: Asked) -> Reply:
        page, size = int(question.query.get("pageNum", "1")), int(question.query.get("pageSize", "30"))
        if not (1 <= page <= 1_000 and 1 <= size <= 500):
            return _no(400, 1201, "pageNum 1 to 1000, pageSize 1 to 500")
        found = [self._told(job) for job in self.listed() if job.route == route]
        return _yes(found[(page - 1) * size : page * size])

    def _told(self, job: Job) -> dict[str, Any]:
        standing = self.standing(job)
        said = {"queued": "submitted", "running": "processing", "succeeded": "succeed"}.get(standing, "failed")
        told: dict[str, Any] = {
            "task_id": job.id, "task_status": said, "created_at": int(job.at * 1_000),
            "updated_at": int(time.time() * 1_000), "task_info": {"external_task_id": job.tag},
        }  # fmt: skip
        if standing == "succeeded":
            video = {"id": f"v-{job.id}", "url": self.file(job), "duration": f"{job.more['seconds']}.041"}
            told |= {"task_result": {"videos": [video]}, "final_unit_deduction": str(job.charge)}
        if standing == "failed":
            told["task_status_msg"] = "服务器内部错误"
        if standing == "unseen":
            told["task_status_msg"] = "Failure to pass the risk control system 触发平台的内容安全策略"
        return told


def _check(route: str, body: dict[str, Any]) -> None:
    if unknown := set(body) - _MAY - _MORE.get(route, set()):
        raise No(_no(400, 1201, f"参数非法: {sorted(unknown)}"))
    if lacking := ROUTES[route] - set(body):
        raise No(_no(400, 1201, f"参数非法: {sorted(lacking)}"))
    if (route in _MODELS) != (body.get("model_name") in _MODELS["/v1/videos/omni-video"]):
        raise No(_no(404, 1203, f"model {body.get('model_name')} is not here"))
    if len(body.get("prompt", "")) > 2_500 or len(body.get("negative_prompt", "")) > 2_500:
        raise No(_no(400, 1201, "prompt: at most 2500"))
    seconds = body.get("duration", "5")
    if not isinstance(seconds, str) or not seconds.isdigit() or not 3 <= int(seconds) <= 15:
        raise No(_no(400, 1201, "duration is a string, 3 to 15"))
    if body.get("mode", "std") not in PRICES or body.get("sound", "off") not in ("on", "off"):
        raise No(_no(400, 1201, "mode or sound"))
    if body.get("aspect_ratio", "16:9") not in RATIOS or not 0.0 <= body.get("cfg_scale", 0.5) <= 1.0:
        raise No(_no(400, 1201, "aspect_ratio or cfg_scale"))
    if body.get("sound") == "on" and body["model_name"] in SOUNDLESS:
        raise No(_no(400, 1201, "this model makes no sound"))
    pictures = [body[name] for name in ("image", "image_tail") if name in body]
    pictures += [each.get("image_url") for each in body.get("image_list", ())]
    for each in pictures:
        if not isinstance(each, str) or not (each.startswith("https://") or _is_base64(each)):
            raise No(_no(400, 1201, "image: an address, or base64 without a prefix"))
    _omni(body)


def _omni(body: dict[str, Any]) -> None:
    kinds = [each.get("type") for each in body.get("image_list", ())]
    ends = [kind for kind in kinds if kind is not None]
    if set(ends) - {"first_frame", "end_frame"} or len(set(ends)) < len(ends) or ends == ["end_frame"]:
        raise No(_no(400, 1201, f"image_list.type: {kinds}"))
    if len(kinds) > 7:
        raise No(_no(400, 1201, "at most 7 pictures"))


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except ValueError:
        return False


def _yes(data: Any) -> Reply:
    return Reply(what={"code": 0, "message": "SUCCEED", "request_id": "CjikY2gHPbcAAAAA", "data": data})


def _no(code: int, word: int, message: str) -> Reply:
    return Reply(code=code, what={"code": word, "message": message, "request_id": "CjikY2gHPbcAAAAA"})
