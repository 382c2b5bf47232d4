"""Doubles of the servers of `/v1/videos`, each written from its maker's documentation (pages and date in each).

They bill on acceptance, refuse fields they do not know where their makers' servers do, and make what they were told.
"""

from __future__ import annotations

import base64
import json
import re
import time
from typing import Any

from tests.doubles.openai.desk import Asked, Provider, Said, detail, wrong
from tests.doubles.openai.footage import film

_SIZE = re.compile(r"(\d+)x(\d+)")


class Videos(Provider):
    """Jobs in memory: `queued` at first, `in_progress` at the first look, done at the second."""

    looks = 2

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.jobs: dict[str, dict[str, Any]] = {}
        self.ends: list[str] = []
        """How jobs end, one a job, from the front; empty: they are completed."""
        self.content: list[Said] = []
        """What is said in place of content, one a download."""
        self.deleted: list[str] = []

    # ---- what a dialect says -------------------------------------------------------------------------------------

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        """The work: width, height, frames, fps, sound and whatever the test wants to see; or a no."""
        raise NotImplementedError

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        """A job as it is told."""
        raise NotImplementedError

    # ---- the protocol ----------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Said:
        parts = asked.path.removeprefix("/v1/").split("/")
        if parts[0] != "videos":
            return wrong(404, f"no route {asked.path}")
        if len(parts) == 1:
            return self.create(asked) if asked.method == "POST" else self.list(asked)
        job = self.jobs.get(parts[1])
        if job is None:
            return self.unknown()
        if len(parts) == 3 and parts[2] == "content":
            return self.bring(job, asked)
        if asked.method == "DELETE":
            return self.delete(job)
        return self.retrieve(job)

    def create(self, asked: Asked) -> Said:
        work = self.read(asked)
        if isinstance(work, Said):
            return work
        fate = self.fate()
        if fate != "lost" and (bad := self.bad_day(fate, work)):
            return bad
        job = self.made(work)
        self.billed.append(work)
        if fate == "lost":
            return Said(cut=True)
        return Said(code=self.accepted, body={**self.told(job), **self.beside(fate)})

    accepted = 200

    def beside(self, fate: str) -> dict[str, Any]:
        """What a bad day adds to an acceptance."""
        return {"id": fate.partition(":")[2]} if fate.startswith("named:") else {}

    def made(self, work: dict[str, Any]) -> dict[str, Any]:
        number = len(self.jobs) + 1
        job = {"id": self.name(number), "work": work, "status": "queued", "looks": 0, "at": int(time.time())}
        job["end"] = self.ends.pop(0) if self.ends else "completed"
        self.jobs[job["id"]] = job
        return job

    def name(self, number: int) -> str:
        return f"video_{number:04d}"

    def retrieve(self, job: dict[str, Any]) -> Said:
        self.step(job)
        return Said(body=self.told(job))

    def step(self, job: dict[str, Any]) -> None:
        job["looks"] += 1
        if job["status"] in ("queued", "in_progress", "pending"):
            job["status"] = job["end"] if job["looks"] >= self.looks else "in_progress"

    def list(self, asked: Asked) -> Said:
        rows = sorted(self.jobs.values(), key=lambda job: (job["at"], job["id"]), reverse=True)
        if after := asked.query.get("after"):
            ids = [job["id"] for job in rows]
            rows = rows[ids.index(after) + 1 :] if after in ids else []
        limit = min(100, int(asked.query.get("limit", 20)))
        page = [self.told(job) for job in rows[:limit]]
        return Said(body={"object": "list", "data": page, "has_more": len(rows) > limit})

    def bring(self, job: dict[str, Any], asked: Asked) -> Said:
        if self.content:
            return self.content.pop(0)
        if job["status"] != "completed":
            return detail(404, "Generation is still in progress")
        work = job["work"]
        data = film(work["width"], work["height"], work["frames"], work["fps"], work.get("sound", False))
        return Said(data=data, kind="video/mp4")

    def delete(self, job: dict[str, Any]) -> Said:
        self.deleted.append(job["id"])
        del self.jobs[job["id"]]
        return Said(body={"id": job["id"], "object": "video.deleted", "deleted": True})

    def unknown(self) -> Said:
        return detail(404, "Video not found")


def size_in(said: Any) -> tuple[int, int]:
    found = _SIZE.fullmatch(str(said))
    return (int(found[1]), int(found[2])) if found else (0, 0)


class Plain(Videos):
    """OpenAI's `/v1/videos`. Source: the `openai` package 3.54.0, types/video.py, video_create_params.py,
    video_list_params.py, video_download_content_params.py (2026-11-23). A form; four sizes, three lengths, 30 frames a
    second; the object tells the prompt."""

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        if asked.kind != "multipart/form-data":
            return wrong(400, "Content-Type must be multipart/form-data")
        if strange := set(asked.fields) - {"prompt", "model", "seconds", "size"}:
            return wrong(400, f"Unknown parameter: {sorted(strange)[0]!r}.", "unknown_parameter")
        if {file.name for file in asked.files} - {"input_reference"}:
            return wrong(400, "Unknown file")
        if asked.fields.get("seconds", "4") not in ("4", "8", "12"):
            return wrong(400, "Invalid value for 'seconds'", "invalid_value")
        size = asked.fields.get("size", "720x1280")
        if size not in ("720x1280", "1280x720", "1024x1792", "1792x1024"):
            return wrong(400, "Invalid value for 'size'", "invalid_value")
        width, height = size_in(size)
        seconds = int(asked.fields.get("seconds", "4"))
        return {
            "prompt": asked.fields["prompt"], "model": asked.fields.get("model", "sora-2"), "seconds": seconds,
            "width": width, "height": height, "frames": 30 * seconds, "fps": 30, "files": asked.files,
        }  # fmt: skip

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        work, failed = job["work"], job["status"] in ("failed", "moderated")
        code = "moderation_blocked" if job["end"] == "moderated" else "server_error"
        return {
            "id": job["id"], "object": "video", "created_at": job["at"], "model": work["model"],
            "status": "failed" if failed else job["status"], "progress": min(100, 50 * job["looks"]),
            "prompt": work["prompt"], "seconds": str(work["seconds"]), "size": f"{work['width']}x{work['height']}",
            "completed_at": None, "expires_at": None, "remixed_from_video_id": None,
            "error": {"code": code, "message": "it did not go well"} if failed else None,
        }  # fmt: skip

    def unknown(self) -> Said:
        return wrong(404, "No video with that id was found", "not_found")


class VllmOmni(Videos):
    """vLLM-Omni. Source: its docs/serving/videos_api.md and the published schema of its answers (2026-11-23). A form
    only; a failed job's GET has the fault's HTTP status with the job as its body; content of an unfinished job is 404,
    of a failed one 422; DELETE stops it."""

    known = frozenset(
        "prompt model seconds size user control_type image_reference video_reference audio_reference width height "
        "num_frames fps num_inference_steps guidance_scale guidance_scale_2 boundary_ratio flow_shift true_cfg_scale "
        "seed generate_sound sound_duration negative_prompt enable_frame_interpolation frame_interpolation_exp "
        "frame_interpolation_scale frame_interpolation_model_path lora extra_params".split()
    )

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        if asked.kind != "multipart/form-data":
            return detail(422, "Field required: prompt")
        if strange := set(asked.fields) - self.known:
            return detail(400, f"unknown field {sorted(strange)[0]}")
        fields = asked.fields
        try:
            numbers = {name: int(fields[name]) for name in ("width", "height", "num_frames", "fps", "seed")}
            guidance = float(fields.get("guidance_scale", 5.0))
        except (KeyError, ValueError) as error:
            return detail(422, f"not a number: {error}")
        if numbers["num_frames"] % 4 != 1 or numbers["width"] % 16 or numbers["height"] % 16:
            return detail(400, "num_frames must be 4k+1 and sides multiples of 16")
        inputs = [file for file in asked.files if file.name == "input_reference"]
        if inputs and ("image_reference" in fields or "video_reference" in fields):
            return detail(400, "input_reference and image_reference exclude each other")
        controls = [file for file in asked.files if file.name == "control_reference"]
        if len(controls) > 1 or bool(controls) != (
            fields.get("control_type") in ("edge", "blur", "depth", "seg", "wsm")
        ):
            return detail(400, "control_reference and control_type belong together")
        if {file.name for file in asked.files} - {"input_reference", "control_reference"}:
            return detail(400, "unknown file")
        image = json.loads(fields["image_reference"]) if "image_reference" in fields else {}
        audio = json.loads(fields["audio_reference"]) if "audio_reference" in fields else {}
        return {
            "prompt": fields["prompt"], "width": numbers["width"], "height": numbers["height"],
            "frames": numbers["num_frames"], "fps": numbers["fps"], "seed": numbers["seed"],
            "sound": fields.get("generate_sound") == "true", "without": fields.get("negative_prompt", ""),
            "guidance": guidance, "files": asked.files, "image": image, "audio": audio,
            "model": fields.get("model", "Wan"), "control": fields.get("control_type", ""), "controls": controls,
            "extra": json.loads(fields.get("extra_params", "{}")),
        }  # fmt: skip

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        work, failed = job["work"], job["status"] == "failed"
        return {
            "model": work["model"], "prompt": work["prompt"], "id": job["id"], "object": "video",
            "status": job["status"], "size": f"{work['width']}x{work['height']}", "progress": 0, "seconds": "4",
            "quality": "default", "completed_at": None, "created_at": job["at"], "media_type": "video/mp4",
            "error": {"code": 500, "message": "CUDA out of memory"} if failed else None,
        }  # fmt: skip

    def name(self, number: int) -> str:
        return f"video_gen_{number:032x}"

    def retrieve(self, job: dict[str, Any]) -> Said:
        self.step(job)
        return Said(code=500 if job["status"] == "failed" else 200, body=self.told(job))

    def bring(self, job: dict[str, Any], asked: Asked) -> Said:
        if job["status"] == "failed":
            return detail(422, "Video generation failed")
        return super().bring(job, asked)


class Sglang(Videos):
    """SGLang Diffusion. Source: its docs/diffusion/api/openai_api.md and published schema (2026-11-23). A form or a
    document; the object tells no prompt; a failed job is told with HTTP 200; DELETE forgets the record."""

    known = frozenset(
        "prompt input_reference reference_url model seconds size fps num_frames seed generator_device "
        "num_inference_steps guidance_scale guidance_scale_2 true_cfg_scale negative_prompt enable_teacache "
        "output_quality output_compression output_path diffusers_kwargs".split()
    )

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        if strange := set(asked.fields) - self.known:
            return detail(422, f"unknown field {sorted(strange)[0]}")
        fields = asked.fields
        width, height = size_in(fields.get("size"))
        if not fields.get("prompt") or not width:
            return detail(422, "prompt and size are needed")
        return {
            "prompt": fields["prompt"], "width": width, "height": height, "frames": int(fields["num_frames"]),
            "fps": int(fields["fps"]), "seed": int(fields["seed"]), "without": fields.get("negative_prompt", ""),
            "guidance": float(fields.get("guidance_scale", 5.0)), "files": asked.files,
        }  # fmt: skip

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        work, failed = job["work"], job["status"] == "failed"
        return {
            "id": job["id"], "object": "video", "model": "Wan", "status": job["status"], "progress": 0,
            "created_at": job["at"], "size": f"{work['width']}x{work['height']}", "seconds": "4",
            "quality": "standard", "url": None, "file_path": f"/outputs/{job['id']}.mp4",
            "error": {"message": "it broke"} if failed else None,
        }  # fmt: skip


class FastVideo(Videos):
    """FastVideo. Source: its published schema, fastvideo/entrypoints/openai/protocol.py (2026-11-23). A document;
    pictures and voices as objects with an address; the object tells the prompt."""

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        fields = asked.fields
        width, height = size_in(fields.get("size"))
        typed = {"num_frames": int, "fps": int, "seed": int, "prompt": str, "generate_sound": bool}
        for name, kind in typed.items():
            if name in fields and type(fields[name]) is not kind:
                return detail(422, f"{name} is no {kind.__name__}")
        for name, key in (("image_reference", "image_url"), ("audio_reference", "audio_url")):
            if name in fields and set(fields[name]) != {key}:
                return detail(422, f"{name} holds {key}")
        return {
            "prompt": fields["prompt"], "width": width, "height": height, "frames": fields["num_frames"],
            "fps": fields["fps"], "seed": fields["seed"], "sound": fields.get("generate_sound", False),
            "without": fields.get("negative_prompt", ""), "guidance": fields.get("guidance_scale", 5.0),
            "image": fields.get("image_reference", {}), "audio": fields.get("audio_reference", {}), "files": [],
        }  # fmt: skip

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        work, failed = job["work"], job["status"] == "failed"
        return {
            "id": job["id"], "object": "video", "model": "LTX", "prompt": work["prompt"], "status": job["status"],
            "progress": 0, "created_at": job["at"], "size": f"{work['width']}x{work['height']}", "seconds": "4",
            "error": {"code": 500, "message": "it broke"} if failed else None,
        }  # fmt: skip


class Dynamo(Provider):
    """NVIDIA Dynamo. Source: its published schema, lib/llm/src/protocols/openai/videos.rs and videos/nvext.rs
    (2026-11-23). A document, answered with the film; integers where it says integers."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.data: list[dict[str, Any]] = []
        """What `data[0]` holds, one an answer; empty: the film."""

    def answer(self, asked: Asked) -> Said:
        fields, extra = asked.fields, asked.fields.get("nvext", {})
        if asked.path == "/v1/files/film.mp4":
            return Said(data=film(160, 96, 5, 24), kind="video/mp4")
        if asked.path != "/v1/videos" or asked.method != "POST":
            return wrong(404, "not found")
        if not isinstance(fields.get("prompt"), str) or not isinstance(fields.get("model"), str):
            return wrong(400, "prompt and model are needed")
        if type(fields.get("seconds", 1)) is not int or any(
            type(extra.get(name, 1)) is not int for name in ("fps", "num_frames", "seed")
        ):
            return wrong(400, "invalid type: expected i32")
        if fields.get("response_format") not in (None, "url", "b64_json"):
            return wrong(400, "unknown variant, expected `url` or `b64_json`")
        width, height = size_in(fields["size"])
        work = {"prompt": fields["prompt"], "width": width, "height": height, "frames": extra["num_frames"],
                "fps": extra["fps"], "seed": extra["seed"], "without": extra.get("negative_prompt", ""),
                "guidance": extra.get("guidance_scale", 5.0), "image": fields.get("input_reference", "")}  # fmt: skip
        if bad := self.bad_day(self.fate(), work):
            return bad
        self.billed.append(work)
        made = base64.b64encode(film(width, height, work["frames"], work["fps"])).decode()
        item = self.data.pop(0) if self.data else {"b64_json": made}
        job = {"id": "videos_1", "object": "video", "model": fields["model"], "status": "completed", "progress": 100,
               "created": int(time.time()), "data": [{"output_format": "mp4", **item}]}  # fmt: skip
        return Said(body=job)


class OpenRouter(Videos):
    """OpenRouter. Source: openrouter.ai/docs, Video Generation API, and its published SDK models (2026-11-23). A
    document answered with 202, `pending` and a relative `polling_url`; no list; `usage.cost` when done; `error` is a
    text; content needs the key."""

    accepted = 202
    cost = 0.1

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        fields = asked.fields
        known = {"model", "prompt", "duration", "resolution", "aspect_ratio", "size", "generate_audio", "seed",
                 "frame_images", "input_references", "input_audio", "provider", "callback_url"}  # fmt: skip
        if set(fields) - known or not isinstance(fields.get("model"), str):
            return wrong(400, "Invalid request")
        if type(fields.get("duration", 1)) is not int or type(fields.get("generate_audio", True)) is not bool:
            return wrong(400, "duration is an integer, generate_audio a boolean")
        for image in (*fields.get("frame_images", []), *fields.get("input_references", [])):
            if image.get("type") != "image_url" or not image["image_url"]["url"].startswith(
                ("https://", "data:image/")
            ):
                return wrong(400, "an image is an image_url")
        if any(each.get("frame_type") not in ("first_frame", "last_frame") for each in fields.get("frame_images", [])):
            return wrong(400, "frame_type is first_frame or last_frame")
        width, height = size_in(fields["size"])
        return {
            "prompt": fields["prompt"], "width": width, "height": height, "frames": 24 * fields["duration"], "fps": 24,
            "sound": fields.get("generate_audio", True), "seed": fields.get("seed"), "seconds": fields["duration"],
            "frame_images": fields.get("frame_images", []), "references": fields.get("input_references", []),
            "files": [],
        }  # fmt: skip

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        status = "pending" if job["status"] == "queued" else job["status"]
        place = job.get("place", f"/v1/videos/{job['id']}")
        told: dict[str, Any] = {"id": job["id"], "polling_url": place, "status": status}
        if status == "failed":
            told["error"] = "the upstream provider failed"
        if status == "completed":
            told |= {"usage": {"cost": self.cost * job["work"]["seconds"], "is_byok": False}}
            told |= {"unsigned_urls": [f"{self.url}/videos/{job['id']}/content?index=0"]}
        return told

    def list(self, asked: Asked) -> Said:
        return wrong(405, "Method Not Allowed")


def models(name: str, capabilities: dict[str, Any]) -> dict[str, Any]:
    """The one engine another Lampblack serves here."""
    row = {"id": name, "object": "model", "version": 7, "capabilities": capabilities}
    return {"object": "list", "data": [row]}


class Lampblack(Videos):
    """Another Lampblack, by the agreement between its client and its server (docs of `lampblack serve`): the whole
    request in the field `lampblack`, blobs as files named by digest, `Idempotency-Key`; the same key and body is the
    same job, another body 409; found by `?ticket=`; sound and video by `variant`; `/v1/models` says what it can do."""

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/v1/models":
            film = {"kind": "film", "controls": ["staging", "words"], "rates": ["24"], "makes_sound": False}
            return Said(body=models("theatre", {"film": film}))
        return super().answer(asked)

    def create(self, asked: Asked) -> Said:
        ticket = asked.headers.get("idempotency-key", "")
        same = (json.dumps(asked.fields, sort_keys=True), tuple((file.name, file.data) for file in asked.files))
        for job in self.jobs.values():
            if ticket and job["ticket"] == ticket:
                return Said(body=self.told(job)) if job["same"] == same else wrong(409, "another body under this key")
        said = super().create(asked)
        if self.jobs:
            job = list(self.jobs.values())[-1]
            if "ticket" not in job:
                job["ticket"], job["same"] = ticket, same
        return said if said.code != 200 or said.body is None else Said(body={**said.body, "lampblack_ticket": ticket})

    def read(self, asked: Asked) -> dict[str, Any] | Said:
        request = json.loads(asked.fields["lampblack"])
        if request.get("schema") != 1 or request.get("kind") != "film":
            return wrong(400, "no film")
        text, sent = json.dumps(request), {file.name for file in asked.files}
        if set(re.findall(r"blake3:[0-9a-f]{64}", text)) != sent:
            return wrong(400, "bytes are missing, or not named")
        rate = request["staging"]["rate"]
        assert rate["denominator"] == 1, "the double's footage has whole rates only"
        return {
            "prompt": request["words"], "width": request["size"]["width"], "height": request["size"]["height"],
            "frames": request["staging"]["frames"], "fps": rate["numerator"], "request": request, "files": asked.files,
            "sound": request.get("sound", False), "take": int(asked.fields["take"]),
        }  # fmt: skip

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        work = job["work"]
        return {
            "id": job["id"], "object": "video", "status": job["status"], "progress": 0, "created_at": job["at"],
            "prompt": work["prompt"], "size": f"{work['width']}x{work['height']}", "seconds": "1", "model": "theatre",
            "lampblack_ticket": job.get("ticket", ""), "error": None,
        }  # fmt: skip

    def list(self, asked: Asked) -> Said:
        said = super().list(asked)
        ticket = asked.query.get("ticket")
        if ticket is not None:
            said.body["data"] = [row for row in said.body["data"] if row["lampblack_ticket"] == ticket]
        return said
