"""Kokoro as it stands in the registry."""

from __future__ import annotations

from lampblack.base.digest import seed_of
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.speaking.housed import weights_folder
from lampblack_engines.kokoro.folder import LETTERS, lacking, voices_in, weights_in

VERSION = 1


def offered() -> tuple[Offer, ...]:
    """The engine; its version changes with the weights and voices that are there."""
    folder = weights_folder("kokoro")
    weights, voices = weights_in(folder), voices_in(folder)
    there = (weights.name, weights.stat().st_size, *voices) if weights else ()
    return (
        Offer(
            name="kokoro",
            version=VERSION * 1_000_000 + (seed_of("kokoro", *there) % 1_000_000 if there else 0),
            makes="lampblack_engines.kokoro.engine:Kokoro",
            capabilities=(
                Capabilities(
                    kind="speak",
                    languages=tuple(LETTERS),
                    names={"timbre": voices} if voices else {},
                    output_licence="Apache-2.0 (weights)",
                    cores=2,
                ),
            ),
            licence="Apache-2.0",
            summary="an open speech model, good on a bare processor: English, Mandarin, Japanese; from a folder",
            needs="kokoro=kokoro",
            lacks=lacking(folder),
        ),
    )
