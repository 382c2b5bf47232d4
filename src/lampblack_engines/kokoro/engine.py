# pyright: reportMissingImports=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# (Kokoro and torch are no dependencies: they are there where a person installed them.)
"""Kokoro as an engine: one line in, a neural voice out, its words found by alignment."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from kokoro import KModel, KPipeline
from numpy.typing import NDArray
from scipy.signal import resample_poly

from lampblack.base.context import Cancelled, Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.engines.aligning.reference import as_line
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Request, Speak
from lampblack.engines.speaking.aloud import aloud
from lampblack.engines.speaking.housed import weights_folder
from lampblack.engines.speaking.moods import feel_of
from lampblack_engines.kokoro.folder import chosen, lacking, letter_of, voices_in, weights_in

_UP = 2
"""Kokoro speaks at 24 kHz."""
_SLOWEST, _FASTEST = 0.5, 2.0


class Kokoro:
    """One model for all languages, loaded on the first line, and one pipeline for each language."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or weights_folder("kokoro")
        self._model: Any = None
        self._pipelines: dict[str, Any] = {}

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer `voice` and `spoken`; a `UserError` for what is no line, or in no language it has here."""
        if not isinstance(request, Speak):
            raise UserError(f"kokoro only speaks; it was asked for a {type(request).__name__}")
        letter = letter_of(request.language)
        voice = chosen(request.voice, letter, voices_in(self._folder))
        pace = request.voice.pace * feel_of(request.mood, request.how).pace
        speed = min(_FASTEST, max(_SLOWEST, pace))
        pipeline = self._pipeline(letter)
        torch.manual_seed(seed_of("kokoro", request.voice.name, request.text, take) % 2**31)
        parts: list[NDArray[np.float64]] = []
        for result in pipeline(aloud(request), voice=str(self._folder / "voices" / f"{voice}.pt"), speed=speed):
            if context.cancelled():
                raise Cancelled
            if result.audio is not None:
                parts.append(np.asarray(result.audio.detach().cpu().numpy(), np.float64).reshape(-1))
        if not parts:
            raise UserError(f"kokoro finds nothing to say in {request.text!r}")
        sound = cast(NDArray[np.float64], resample_poly(np.concatenate(parts), _UP, 1))
        return as_line(sound, request, context)

    def close(self) -> None:
        """Let go of the model."""
        self._model, self._pipelines = None, {}

    def _pipeline(self, letter: str) -> Any:
        if letter not in self._pipelines:
            self._pipelines[letter] = KPipeline(
                lang_code=letter, repo_id="hexgrad/Kokoro-82M", model=self._loaded(letter)
            )
        return self._pipelines[letter]

    def _loaded(self, letter: str) -> Any:
        """The model from its folder. Nothing may be fetched: not the weights, nor what English is taken apart with."""
        if letter in "ab" and find_spec("en_core_web_sm") is None:
            raise UserError("kokoro reads English with spaCy's en_core_web_sm: install that package beside it")
        weights, gone = weights_in(self._folder), lacking(self._folder)
        if weights is None or gone:
            raise UserError(f"kokoro needs {gone}")
        if self._model is None:
            device = "cuda" if torch.cuda.is_available() else "cpu"
            self._model = KModel(config=str(self._folder / "config.json"), model=str(weights)).to(device).eval()
        return self._model
