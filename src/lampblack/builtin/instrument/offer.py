"""The instrument voice as it stands in the registry."""

from __future__ import annotations

from lampblack.engines.capabilities import Capabilities, Offer

TIMBRES = ("erhu", "zhonghu", "gehu", "banhu", "xiao", "dizi", "guan", "xun", "pipa", "ruan", "guqin", "liuqin")
"""Every instrument of `players.PLAYERS`."""

OFFER = Offer(
    name="instrument",
    version=2,
    makes="lampblack.builtin.instrument.engine:Instrument",
    capabilities=(
        Capabilities(kind="speak", controls=frozenset({"pinyin"}), names={"timbre": TIMBRES}, output_licence="CC0-1.0"),
    ),
    summary="erhu, xiao, pipa or guqin in the place of a voice, each syllable a note on its tone; every language",
)
