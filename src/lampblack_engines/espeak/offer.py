"""eSpeak NG as it stands in the registry."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from lampblack.engines.capabilities import Capabilities, Offer

_VARIANTS = "espeak-ng-data/voices/!v"

LANGUAGES = {"zh": "cmn", "cmn": "cmn", "yue": "yue", "en": "en-us", "en-GB": "en-gb", "ja": "ja"}
"""Languages as a film names them, and what eSpeak calls each of them."""


def offer() -> Offer:
    """The engine; its timbres are those that came with the library, if it is there."""
    there = _timbres()
    return Offer(
        name="espeak",
        version=2,
        makes="lampblack_engines.espeak.engine:Espeak",
        capabilities=(
            Capabilities(
                kind="speak",
                languages=tuple(LANGUAGES),
                controls=frozenset({"pinyin"}),
                names={"timbre": there} if there else {},
                output_licence="the text's own: eSpeak NG claims nothing in what it says",
            ),
        ),
        licence="GPL-3.0-or-later (eSpeak NG); Apache-2.0 (this part)",
        summary="a formant voice, warmed: Mandarin, Cantonese, English, Japanese; phoneme times are measured",
        needs="espeakng_loader=espeak",
    )


def _timbres() -> tuple[str, ...]:
    """The names of the library's variants, without loading it."""
    found = find_spec("espeakng_loader")
    folders = tuple(found.submodule_search_locations or ()) if found else ()
    return tuple(sorted(path.name for each in folders for path in Path(each, _VARIANTS).glob("*")))


def __getattr__(name: str) -> Offer:
    """`OFFER`, made when it is asked for: its timbres are files, which are not looked for at import."""
    if name != "OFFER":
        raise AttributeError(name)
    return offer()
