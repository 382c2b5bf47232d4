"""Doubles of the servers of `/v1/images`, written from their makers' documentation."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.doubles.openai.desk import Asked, Provider, Said, detail, wrong
from tests.doubles.openai.footage import picture
from tests.doubles.openai.videos import models, size_in


class Images(Provider):
    """What all share: a document for a new picture, a form for one that is made of others."""

    known: frozenset[str]

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.items: list[Any] = []
        """What `data[0]` is, one an answer; empty: the picture in base64."""

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/v1/files/made.png":
            return Said(data=picture(160, 96), kind="image/png")
        door = {"/v1/images/generations": "application/json", "/v1/images/edits": "multipart/form-data"}
        if asked.method != "POST" or asked.path not in door:
            return wrong(404, "no such route")
        if asked.kind != door[asked.path]:
            return wrong(400, f"wrong content type {asked.kind}")
        if strange := set(asked.fields) - self.known:
            return wrong(400, f"Unknown parameter: {sorted(strange)[0]!r}.", "unknown_parameter")
        no = self.read(asked)
        if no is not None:
            return no
        width, height = size_in(asked.fields["size"])
        work = {"prompt": asked.fields["prompt"], "width": width, "height": height, "fields": asked.fields,
                "files": asked.files}  # fmt: skip
        if bad := self.bad_day(self.fate(), work):
            return bad
        self.billed.append(work)
        made = {"b64_json": base64.b64encode(picture(width, height)).decode()}
        return Said(body={"created": 1, "data": [self.items.pop(0) if self.items else made]})

    def read(self, asked: Asked) -> Said | None:
        """A no of this dialect."""
        return None


class Plain(Images):
    """OpenAI's. Source: the `openai` package 3.54.0, types/image_generate_params.py and image_edit_params.py
    (2026-11-23): GPT image models always answer with base64 and refuse `response_format`; three sizes; `image[]` for
    several."""

    known = frozenset(
        "prompt model n size background moderation output_compression output_format quality user response_format "
        "input_fidelity stream partial_images".split()
    )

    def read(self, asked: Asked) -> Said | None:
        if "response_format" in asked.fields:
            return wrong(400, "Unknown parameter: 'response_format'.", "unknown_parameter")
        if asked.fields.get("size") not in ("1024x1024", "1536x1024", "1024x1536", "auto"):
            return wrong(400, "Invalid size", "invalid_value")
        names = [file.name for file in asked.files]
        if asked.path.endswith("edits") and names not in (["image"], ["image[]"] * len(names)):
            return wrong(400, "Missing required parameter: 'image'.")
        return None


class VllmOmni(Images):
    """vLLM-Omni. Source: its docs/serving/image_generation_api.md and image_edit_api.md (2026-11-23)."""

    known = frozenset(
        "prompt model n size response_format user negative_prompt num_inference_steps guidance_scale true_cfg_scale "
        "seed output_format output_compression background stream url reference_image mask_image".split()
    )

    def read(self, asked: Asked) -> Said | None:
        if asked.fields.get("response_format", "b64_json") not in ("b64_json", "file"):
            return detail(400, "Only response_format 'b64_json' is supported")
        if asked.path.endswith("edits") and not [file for file in asked.files if file.name == "image"]:
            return detail(422, "Field 'image' or 'url' is required")
        return None


class Sglang(VllmOmni):
    """SGLang Diffusion. Source: its docs/diffusion/api/openai_api.md (2026-11-23): no `url` for a new picture."""

    def read(self, asked: Asked) -> Said | None:
        if asked.path.endswith("generations") and asked.fields.get("response_format") != "b64_json":
            return detail(400, "response_format=url is not supported")
        return None


class Lampblack(Images):
    """Another Lampblack, by the agreement of client and server: the request in `lampblack`, bytes in `blobs`."""

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/v1/models":
            return Said(body=models("brush", {"paint": {"kind": "paint", "controls": ["words", "staging"]}}))
        return super().answer(asked)

    known = frozenset({"lampblack", "take", "model", "prompt", "size", "blobs", "n", "response_format"})

    def read(self, asked: Asked) -> Said | None:
        request = asked.fields["lampblack"]
        if request.get("kind") != "paint" or request.get("schema") != 1:
            return wrong(400, "no picture")
        named = json.dumps(request).count("blake3:")
        return None if named == len(asked.fields["blobs"]) else wrong(400, "bytes are missing")
