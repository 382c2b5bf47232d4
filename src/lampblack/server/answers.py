"""The objects OpenAI's clients read: a video job, lists of them, models, pictures."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from lampblack.base.saved import plain
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.media.picture import jpeg_bytes, scaled
from lampblack.media.video import VideoReader
from lampblack.server.book import Row
from lampblack.server.limits import DAY

_THUMBNAIL = 512


def video_of(row: Row, progress: int, days: float) -> dict[str, Any]:
    """A job of `/v1/videos`, with our own fields behind OpenAI's."""
    over = row.state in ("completed", "failed")
    return {
        "id": row.id,
        "object": "video",
        "model": row.engine,
        "status": row.state,
        "progress": progress,
        "created_at": int(row.made),
        "completed_at": int(row.ended) if over else None,
        "expires_at": int(row.ended + days * DAY) if row.state == "completed" else None,
        "seconds": row.seconds,
        "size": row.picture,
        "prompt": row.prompt or None,
        "remixed_from_video_id": None,
        "error": {"code": row.fault or "failed", "message": row.words} if row.state == "failed" else None,
        "lampblack_ticket": row.ticket or None,
        "lampblack_understood": row.notes or None,
    }


def page_of(videos: list[dict[str, Any]], more: bool) -> dict[str, Any]:
    """A page of a list."""
    return {
        "object": "list",
        "data": videos,
        "first_id": videos[0]["id"] if videos else None,
        "last_id": videos[-1]["id"] if videos else None,
        "has_more": more,
    }


def models_of(served: Mapping[str, Offer], since: int) -> dict[str, Any]:
    """Every engine, with what it can do."""
    return {"object": "list", "data": [model_of(offer, since) for offer in served.values()]}


def model_of(offer: Offer, since: int) -> dict[str, Any]:
    """One engine: OpenAI's fields, then ours. `capabilities` are `engines.capabilities.Capabilities` by kind."""
    return {
        "id": offer.name,
        "object": "model",
        "created": since,
        "owned_by": "lampblack",
        "version": offer.version,
        "licence": offer.licence,
        "summary": offer.summary,
        "capabilities": {each.kind: _told(each) for each in offer.capabilities},
    }


def _told(can: Capabilities) -> dict[str, Any]:
    return {**plain(can), "controls": sorted(can.controls)}


def pictures_of(files: Iterable[Path], form: str, size: str, since: int) -> dict[str, Any]:
    """Pictures in base64: as the engine made them (PNG), or as JPEG or WebP."""
    data = [{"b64_json": base64.b64encode(_picture(file, form)).decode()} for file in files]
    return {"created": since, "data": data, "size": size, "output_format": form}


def _picture(file: Path, form: str) -> bytes:
    if form == "png":
        return file.read_bytes()
    held = io.BytesIO()
    with Image.open(file) as image:
        image.convert("RGB").save(held, format=form.upper(), quality=92)
    return held.getvalue()


def thumbnail(video: Path) -> bytes:
    """A JPEG of the frame in the middle of a film, at most 512 pixels wide."""
    with VideoReader(video) as reader:
        middle = reader.contents.frames // 2
        frame = next(iter(reader.rgb(middle, middle + 1)))
    return jpeg_bytes(scaled(frame, min(_THUMBNAIL, frame.shape[1])))
