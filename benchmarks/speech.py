"""What a second of speech costs, for each voice that is installed: `python -m benchmarks speech`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measured import Measured, process_ms
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines import registry
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.requests import Speak, Spoken, Voice

VOICES = ("espeak", "instrument")
LINES = {
    "zh": "它走得太快，谷子还没有熟，天就黑了。",
    "en": "It runs too fast. Dark falls before the millet is ripe.",
}


def figures(*, quick: bool) -> list[Measured]:
    """Processor seconds for one second of sound, beside the second itself."""
    return [
        _spoken(name, language, text, 3 if quick else 7)
        for name in VOICES
        if not registry.missing(registry.offer(name))
        for language, text in LINES.items()
    ]


def _spoken(name: str, language: str, text: str, runs: int) -> Measured:
    engine = registry.load(name)
    request = Speak(text=text, language=language, voice=Voice(name="woman-3"))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder=Path(folder))
        answer = engine.run(request, 1, bench)
        spent = process_ms(lambda: engine.run(request, 1, bench), runs)
    engine.close()
    spoken = answer["spoken"]
    assert isinstance(spoken, Spoken)
    return Measured(
        name=f"{name} speaks ({language})",
        value=spent / 1000 / (spoken.samples / SAMPLE_RATE),
        unit="s CPU / s of speech",
        peer="real time",
        against=1.0,
    )
