"""A family of models: what its pipelines take, at what rate and in what steps they count frames, their licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lampblack.engines.requests import Kind, Size

Way = Literal["words", "ends", "vace", "again", "conditions", "conditioned", "control", "edit", "references"]
"""How a request's pictures reach the pipeline.

`words`: not at all. `ends`: `image` and `last_image`. `vace`: `video`, `mask`, `reference_images`. `again`: `video` or
`image` with `strength`. `conditions`: pictures on frames (LTX-2). `conditioned`: `conditioning_frames` (AnimateDiff).
`control`: `control_image`. `edit`: `image`, a picture or several, that the words change. `references`: likewise, but it
may have none.
"""


@dataclass(frozen=True, kw_only=True)
class Family:
    """What is known of a class of diffusers before it is loaded."""

    way: Way = "words"
    kind: Kind = "film"
    controls: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    """It makes nothing without one of these."""
    native: float = 0.0
    """Frames a second it was taught at; 0: it is told the rate, or follows frame for frame."""
    step: int = 4
    """It makes a multiple of this and one more frame."""
    most_frames: int = 0
    longest: float = 0.0
    """Seconds it makes at most, where it is told the rate."""
    block: int = 16
    largest: Size | None = None
    makes_sound: bool = False
    guided: Literal["guidance_scale", "true_cfg_scale", "guider", ""] = "guidance_scale"
    """Where how closely words are followed is said."""
    most_references: int = 0
    most_signals: int = 0
    word_languages: tuple[str, ...] = ("en",)
    licence: str = ""
    fixed: Mapping[str, Any] = field(default_factory=lambda: {})
    """Arguments its call always gets."""
    float32: tuple[str, ...] = ()
    """Parts that are kept in 32 bits where the rest is halved: their makers say so."""
