"""vLLM-Omni: a form with frames, rate, guidance, seed, sound; a failed job answers with the fault's HTTP status, DELETE
stops it.

Source: vLLM-Omni's docs/serving/videos_api.md, read 2026-11-23.
"""

from __future__ import annotations

from typing import Any

from lampblack.base.saved import encode
from lampblack_engines.openai.asked import Shoot, data_uri
from lampblack_engines.openai.dialects.dialect import FilmDialect, Wording
from lampblack_engines.openai.dialects.plain import first_picture
from lampblack_engines.servers.multipart import Part

_CONTROLS = {"depth": "depth", "edges": "edge", "ids": "seg"}
"""Our signals by the server's names for controls, which it takes for models that declare them (Cosmos 3)."""


def words(shoot: Shoot) -> Wording:
    """The take in vLLM-Omni's fields. A talking shot has its picture and its voice as addresses that hold them."""
    fields: dict[str, Any] = {
        "prompt": shoot.request.words, "width": shoot.width, "height": shoot.height, "num_frames": shoot.frames,
        "fps": shoot.fps, **shoot.guided(),
    }  # fmt: skip
    if shoot.model:
        fields["model"] = shoot.model
    if shoot.request.sound:
        fields["generate_sound"] = "true"
    steer = next(iter(shoot.request.steered), None)
    control: tuple[Part, ...] = ()
    if steer is not None:
        kind = _CONTROLS[steer.signal]
        fields["control_type"] = kind
        fields["extra_params"] = {kind: {"control_weight": steer.strength}}
        data = shoot.signal(steer.roll)
        control = (Part(name="control_reference", data=data, filename=f"{kind}.mp4", kind="video/mp4"),)
    if not shoot.request.voice:
        return Wording(fields=fields, files=(*first_picture(shoot), *control))
    fields["audio_reference"] = encode({"audio_url": data_uri(shoot.blob(shoot.request.voice))}).decode()
    if still := shoot.still(first=True):
        fields["image_reference"] = encode({"image_url": data_uri(shoot.blob(still.picture))}).decode()
    return Wording(fields=fields, files=control)


DIALECT = FilmDialect(
    words=words,
    form=True,
    controls=frozenset(
        {"words", "without", "first", "voice", "guidance", "seed", *(f"signal:{each}" for each in _CONTROLS)}
    ),
    most_signals=1,
    usual=frozenset({"words", "without", "guidance", "seed"}),
    sound=True,
    finds="list",
    failed_by_code=True,
    deletes="abort",
)
