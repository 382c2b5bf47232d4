"""DashScope (阿里云百炼: 万相 Wan, 千问 Qwen-Image) as its makers document it. Read 2026-11-23:

- https://www.alibabacloud.com/help/en/model-studio/manage-asynchronous-tasks (of 2026-03-15; .../zh/... and
  https://docs.qwencloud.com/api-reference/more/manage-asynchronous-tasks alike): GET tasks/{id}, the states, ids live
  24 hours, batch query, cancelling what is PENDING.
- dashscope-sdk-python 1.26.2 (`client/base_api.py`, `aigc/video_synthesis.py`, `aigc/image_synthesis.py`,
  `utils/oss_utils.py`) and dashscope-sdk-java of 2026-08-07 (`common/AsyncTaskInfo.java`,
  `task/AsyncTaskListResult.java`): routes, the list's query and every field of its rows, getting a policy and leaving a
  file in OSS (`oss://...` with `X-DashScope-OssResourceResolve: enable`).
- https://www.alibabacloud.com/help/es/model-studio/wan3-video-generation-api-reference (of 2026-10-15): the route, the
  hosts by workspace and region; docs.comfy.org's router page of wan3.0-video: the kinds of `media`, ten reference
  images, references and frames never together.
- https://help.aliyun.com/zh/model-studio/error-code: `code`, `message`, `request_id` at the top of a no.

Not confirmed: whether wan3.0's `media.url` takes base64 (pages name public addresses and OSS only: anything else is
refused here); in which zone the list's `start_time` is read (it is not used); whether the list is at once complete
(here `lag`); how many pixels `480P` are (here 832x480); the HTTP code of `DataInspectionFailed` (here 400).
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.maker import Job, Maker, No, bearer

VIDEO = "/api/v1/services/aigc/video-generation/video-synthesis"
IMAGE = "/api/v1/services/aigc/text2image/image-synthesis"
TASKS = "/api/v1/tasks"
UPLOADS = "/api/v1/uploads"
PRICES = {"480P": 0.05, "720P": 0.10, "1080P": 0.20}
PICTURE = 0.03
LINES = {"480P": (832, 480), "720P": (1280, 720), "1080P": (1920, 1080)}
RATIOS = {"16:9", "9:16", "1:1", "4:3", "3:4"}
SIZES = {"1664*928", "1472*1104", "1328*1328", "1104*1472", "928*1664"}
_INPUT = {"prompt", "negative_prompt", "media"}
_PARAMETERS = {"resolution", "ratio", "duration", "audio", "seed", "watermark", "prompt_extend"}


@dataclass(kw_only=True)
class DashScope(Maker):
    """The desk of DashScope."""

    def answer(self, question: Asked) -> Reply:
        """Tasks: made, asked for, listed, stopped; files left for them."""
        if question.path == "/oss" and question.method == "POST":
            return self._left(question)
        if bearer(question) != self.key:
            return _no(401, "InvalidApiKey", "Invalid API-key provided.")
        if question.path == UPLOADS and question.method == "GET":
            return self._policy(question)
        if question.path in (VIDEO, IMAGE) and question.method == "POST":
            return self._made(question)
        if question.path == TASKS and question.method == "GET":
            return self._list(question)
        id, _, more = question.path.removeprefix(TASKS + "/").partition("/")
        if more == "cancel" and question.method == "POST":
            return self._stopped(id)
        return Reply(what=self._told(id)) if not more else _no(404, "NotFound", "Not found!")

    def no(self, why: str) -> Reply:
        """Its own words for each."""
        return {
            "busy": _no(429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later."),
            "poor": _no(400, "Arrearage", "Access denied, please make sure your account is in good standing."),
            "refused": _no(400, "DataInspectionFailed", "输入数据可能包含不适当的内容，请修改输入内容后重试。"),
            "down": _no(500, "InternalError", "An internal error has occured, please try again later."),
            "broken": _no(500, "InternalError.Timeout", "An internal timeout error has occured."),
        }[why]

    def name(self) -> str:
        """As its names look."""
        return str(uuid.uuid4())

    def _made(self, question: Asked) -> Reply:
        headers = question.headers
        if headers.get("x-dashscope-async") != "enable":
            return _no(403, "AccessDenied", "current user api does not support synchronous calls.")
        body = question.json
        if not isinstance(body, dict) or set(body) != {"model", "input", "parameters"}:
            return _no(400, "InvalidParameter", "model, input and parameters are wanted")
        if question.path == IMAGE:
            charge, more = PICTURE, _painted(body)
        else:
            more = _filmed(body, headers, self.uploads)
            charge = PRICES[body["parameters"]["resolution"]] * more["seconds"]
        return self.take(what=body["input"].get("prompt", ""), body=body, charge=charge, more=more, say=_taken)

    def _list(self, question: Asked) -> Reply:
        page, size = int(question.query.get("page_no", "1")), int(question.query.get("page_size", "10"))
        found = [job for job in self.listed() if job.at > time.time() - 86_400]
        if model := question.query.get("model_name", ""):
            found = [job for job in found if job.body["model"] == model]
        rows = [
            {
                "api_key_id": "1", "caller_parent_id": "17", "caller_uid": "17", "gmt_create": int(job.at * 1_000),
                "start_time": int(job.at * 1_000), "end_time": int(time.time() * 1_000), "region": "cn-beijing",
                "model_name": job.body["model"], "request_id": str(uuid.uuid4()), "status": self._state(job),
                "task_id": job.id, "user_api_unique_key": "apikey:v1:aigc:video-generation",
            }
            for job in found[(page - 1) * size : page * size]
        ]  # fmt: skip
        pages = -(-len(found) // size)
        told = {"total": len(found), "data": rows, "total_page": pages, "page_no": page, "page_size": size}
        return Reply(what={**told, "request_id": str(uuid.uuid4())})

    def _stopped(self, id: str) -> Reply:
        job = self.jobs.get(id)
        if job is None or self.standing(job) != "queued":
            return _no(
                400, "UnsupportedOperation", "Failed to cancel the task, please confirm if the task is in PENDING"
            )
        job.state, job.charge = "cancelled", 0.0
        return Reply(what={"request_id": str(uuid.uuid4())})

    def _told(self, id: str) -> dict[str, Any]:
        job = self.jobs.get(id)
        if job is None or job.state == "expired":
            return {"request_id": str(uuid.uuid4()), "output": {"task_id": id, "task_status": "UNKNOWN"}}
        output: dict[str, Any] = {"task_id": id, "task_status": self._state(job), "submit_time": _moment(job.at)}
        told = {"request_id": str(uuid.uuid4()), "output": output}
        standing = self.standing(job)
        if standing == "succeeded" and job.more["ending"] == "png":
            output["results"] = [{"url": self.file(job), "orig_prompt": job.what}]
            told["usage"] = {"image_count": 1}
        elif standing == "succeeded":
            output |= {"video_url": self.file(job), "orig_prompt": job.what, "end_time": _moment(time.time())}
            told["usage"] = {"video_count": 1, "duration": job.more["seconds"], "SR": job.more["height"]}
        elif standing == "failed":
            output |= {"code": "InternalError", "message": "任务执行失败，请稍后重试"}
        elif standing == "unseen":
            output |= {"code": "DataInspectionFailed", "message": "输出数据可能包含不适当的内容"}
        return told

    def _state(self, job: Job) -> str:
        said = {"queued": "PENDING", "unseen": "FAILED", "cancelled": "CANCELED"}
        return said.get(self.standing(job), self.standing(job).upper())

    def _policy(self, question: Asked) -> Reply:
        if question.query.get("action", "") != "getPolicy" or not question.query.get("model", ""):
            return _no(400, "InvalidParameter", "action=getPolicy and model are wanted")
        held = {
            "policy": "eyJl", "signature": "g5KI", "upload_dir": f"dashscope-instant/9a/{uuid.uuid4().hex[:8]}",
            "upload_host": f"{self.url}/oss", "expire_in_seconds": 300, "max_file_size_mb": 100,
            "oss_access_key_id": "LTAI", "x_oss_object_acl": "private", "x_oss_forbid_overwrite": "true",
        }  # fmt: skip
        return Reply(what={"request_id": str(uuid.uuid4()), "data": held})

    def _left(self, question: Asked) -> Reply:
        """A form left in OSS: its fields in a policy's words, the file last; no key is shown here."""
        kind = question.headers.get("content-type", "")
        fields = _form(question.data, kind.partition("boundary=")[2])
        wanted = {"OSSAccessKeyId": b"LTAI", "Signature": b"g5KI", "policy": b"eyJl", "success_action_status": b"200"}
        sound = all(fields.get(name) == value for name, value in wanted.items()) and "file" in fields
        if not sound or not fields.get("key", b"").startswith(b"dashscope-instant/") or bearer(question):
            return Reply(code=403, what=b"<Error><Code>AccessDenied</Code></Error>", kind="application/xml")
        self.uploads[f"oss://{fields['key'].decode()}"] = fields["file"]
        return Reply(code=200, what=b"", kind="text/plain")


def _filmed(body: dict[str, Any], headers: Mapping[str, str], uploads: dict[str, bytes]) -> dict[str, Any]:
    said, how = body["input"], body["parameters"]
    if body["model"] not in ("wan3.0-video", "wan3.0-video-prime"):
        raise No(_no(404, "ModelNotFound", "The model does not exist or you do not have access to it."))
    if unknown := (set(said) - _INPUT) | (set(how) - _PARAMETERS):
        raise No(_no(400, "InvalidParameter", f"unknown: {sorted(unknown)}"))
    if not said.get("prompt") or len(said["prompt"]) > 20_000:
        raise No(_no(400, "InvalidParameter", "Field required: input.prompt"))
    kinds = [part["type"] for part in said.get("media", ())]
    frames = [kind for kind in kinds if kind in ("first_frame", "last_frame")]
    references = [kind for kind in kinds if kind == "reference_image"]
    if len(frames) + len(references) < len(kinds) or len(set(frames)) < len(frames) or (frames and references):
        raise No(_no(400, "InvalidParameter", f"media: {kinds}"))
    if len(references) > 10:
        raise No(_no(400, "InvalidParameter", "at most 10 reference images"))
    for part in said.get("media", ()):
        url = part["url"]
        left = url in uploads and headers.get("x-dashscope-ossresourceresolve") == "enable"
        if not left and not url.startswith(("https://", "http://")):
            raise No(_no(400, "InvalidParameter", f"media url: {url[:40]}"))
    duration = how.get("duration", 5)
    if type(duration) is not int or not 2 <= duration <= 30:
        raise No(_no(400, "InvalidParameter", "duration is a whole number from 2 to 30"))
    if how.get("resolution") not in PRICES or how.get("ratio", "16:9") not in RATIOS:
        raise No(_no(400, "InvalidParameter", "resolution or ratio"))
    width, height = LINES[how["resolution"]]
    if how.get("ratio") == "9:16":
        width, height = height, width
    return {"width": width, "height": height, "rate": 30, "seconds": duration, "sound": True, "ending": "mp4"}


def _painted(body: dict[str, Any]) -> dict[str, Any]:
    if not str(body["model"]).startswith("qwen-image") or not body["input"].get("prompt"):
        raise No(_no(400, "InvalidParameter", "model or prompt"))
    if len(body["input"]["prompt"]) > 800 or set(body["input"]) - {"prompt", "negative_prompt"}:
        raise No(_no(400, "InvalidParameter", "input"))
    how = body["parameters"]
    if how.get("size") not in SIZES or how.get("n", 1) != 1 or set(how) - {
        "size", "n", "prompt_extend", "watermark", "seed",
    }:  # fmt: skip
        raise No(_no(400, "InvalidParameter", f"size is one of {sorted(SIZES)}"))
    width, height = how["size"].split("*")
    return {"width": int(width), "height": int(height), "ending": "png"}


def _taken(job: Job) -> Reply:
    return Reply(what={"request_id": str(uuid.uuid4()), "output": {"task_id": job.id, "task_status": "PENDING"}})


def _form(data: bytes, boundary: str) -> dict[str, bytes]:
    fields = dict[str, bytes]()
    for part in data.split(b"--" + boundary.strip('"').encode())[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        fields[name] = value[:-2]
    return fields


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(at + 8 * 3_600)) + ".000"


def _no(code: int, word: str, message: str) -> Reply:
    return Reply(code=code, what={"code": word, "message": message, "request_id": str(uuid.uuid4())})
