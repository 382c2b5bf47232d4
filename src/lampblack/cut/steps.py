"""The edit as a step: pure, from plans and kept takes to a cut."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.base.context import Blob, Context
from lampblack.base.time import Rate
from lampblack.cut.assembling import Heart, assembled
from lampblack.cut.formats import otio_json
from lampblack.cut.model import Cut
from lampblack.engines.requests import Size
from lampblack.project.cutting import Laps
from lampblack.shots.model import ScenePlan
from lampblack.takes.model import Take


def assemble(
    context: Context,
    *,
    plans: tuple[ScenePlan, ...],
    kept: tuple[Take, ...],
    hearts: tuple[Heart, ...],
    title: str,
    rate: Rate,
    size: Size,
    fade_in: int = 18,
    fade_out: int = 36,
    opening: int = 0,
    closing: int = 0,
    laps: Laps = "usual",
) -> Cut:
    """The cut of the scenes in `plans`' order; `kept` has one take for each shot, `hearts` one for each scene.

    `opening` and `closing` are frames of title cards before the first clip and after the last; `laps`: how
    far a narrator may be heard before their scene."""
    return assembled(
        title,
        plans,
        {take.shot: take for take in kept},
        {heart.scene: heart for heart in hearts},
        rate=rate,
        size=size,
        fade_in=fade_in,
        fade_out=fade_out,
        opening=opening,
        closing=closing,
        laps=laps,
    )


def timeline(context: Context, *, cut: Cut, takes: str, mix: str) -> Mapping[str, Blob]:
    """The cut as an `.otio` file for other cutting rooms; media lie below `takes` and at `mix`, beside the timeline."""
    media = {clip.shot: f"{takes}/{clip.shot.replace('/', '-')}.mp4" for clip in cut.clips}
    return {"timeline": context.put(otio_json(cut, media, mix).encode())}
