"""eSpeak NG as it stands in the registry."""

from __future__ import annotations

from lampblack.engines.capabilities import Capabilities, Offer

LANGUAGES = {"zh": "cmn", "cmn": "cmn", "yue": "yue", "en": "en-us", "en-GB": "en-gb", "ja": "ja"}
"""Languages as a film names them, and what eSpeak calls each of them."""

OFFER = Offer(
    name="espeak",
    version=2,
    makes="lampblack_engines.espeak.engine:Espeak",
    capabilities=(
        Capabilities(
            kind="speak",
            languages=tuple(LANGUAGES),
            controls=frozenset({"pinyin"}),
            output_licence="the text's own: eSpeak NG claims nothing in what it says",
        ),
    ),
    licence="GPL-3.0-or-later (eSpeak NG); Apache-2.0 (this part)",
    summary="a formant voice, warmed: Mandarin, Cantonese, English, Japanese; phoneme times are measured",
    needs="espeakng_loader=espeak",
)
