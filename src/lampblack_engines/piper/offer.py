"""Piper as it stands in the registry: as many languages as there are voices in its folder."""

from __future__ import annotations

from lampblack.base.digest import seed_of
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.speaking.housed import variable, weights_folder
from lampblack_engines.piper.voices import cast_in, voices_in

VERSION = 1


def offered() -> tuple[Offer, ...]:
    """The engine; its version changes with the voices that are there."""
    folder = weights_folder("piper")
    voices, who = voices_in(folder), cast_in(folder)
    there = sorted(f"{each.name} {each.model.stat().st_size}" for each in voices)
    heard = seed_of("piper", *there, *(f"{a}={b}" for a, b in sorted(who.items()))) % 1_000_000 if voices else 0
    return (
        Offer(
            name="piper",
            version=VERSION * 1_000_000 + heard,
            makes="lampblack_engines.piper.engine:Piper",
            capabilities=(
                Capabilities(
                    kind="speak",
                    languages=tuple(sorted({each.language.partition("-")[0] for each in voices})),
                    names={"timbre": (*who, *(each.name for each in voices))} if voices else {},
                    output_licence="as each voice's own page says",
                ),
            ),
            licence="GPL-3.0-or-later (Piper); Apache-2.0 (this part)",
            summary="small neural voices on any processor, from a folder; words are found by alignment",
            needs="piper=piper",
            lacks="" if voices else f"voices (name.onnx, name.onnx.json) in {variable('piper')}",
        ),
    )
