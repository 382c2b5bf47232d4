"""Piper as an engine: one line in, spoken by Piper's own program, its words found afterwards."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from lampblack.base.context import Cancelled, Context
from lampblack.base.errors import JobError, UserError
from lampblack.engines.aligning.reference import as_line
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Request, Speak
from lampblack.engines.speaking.aloud import aloud
from lampblack.engines.speaking.housed import weights_folder
from lampblack.engines.speaking.moods import feel_of
from lampblack.media.recorded import read_recording
from lampblack_engines.piper.voices import PiperVoice, cast_in, chosen, voices_in

_LONGEST = 600.0
_PAUSE = 0.3
"""Seconds after each sentence: Piper itself leaves none."""
_STILL = "0.0"
"""Piper's noise, as a share: it cannot be seeded, and the same line must be the same sound."""
_LOOK = 0.05


class Piper:
    """Speaks with the voices of one folder. Another take is the same reading."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or weights_folder("piper")

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer `voice` and `spoken`; a `UserError` where no voice in the folder fits."""
        if not isinstance(request, Speak):
            raise UserError(f"piper only speaks; it was asked for a {type(request).__name__}")
        voice = chosen(request.voice, request.language, voices_in(self._folder), cast_in(self._folder))
        pace = request.voice.pace * feel_of(request.mood, request.how).pace
        text, made = context.scratch / "line.txt", context.scratch / "line.wav"
        text.write_text(" ".join(aloud(request).split()), encoding="utf-8")
        self._speak(voice, text, made, pace, context)
        return as_line(read_recording(made, f"what {voice.name} said", _LONGEST).sound, request, context)

    def close(self) -> None:
        """Its program ends with every line."""

    def _speak(self, voice: PiperVoice, text: Path, made: Path, pace: float, context: Context) -> None:
        command = [sys.executable, "-m", "piper", "--model", str(voice.model), "--input-file", str(text)]
        command += ["--output-file", str(made), "--length-scale", f"{1.0 / max(0.25, pace):.4f}"]
        command += ["--noise-scale", _STILL, "--noise-w-scale", _STILL, "--sentence-silence", str(_PAUSE)]
        command += ["--speaker", str(voice.speaker)] if voice.speaker is not None else []
        told = context.scratch / "told.txt"
        with told.open("wb") as log:
            # Its own folder: voices that need more than their file look for it there, and download nothing.
            program = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self._folder)
            try:
                while program.poll() is None:
                    if context.cancelled():
                        raise Cancelled
                    time.sleep(_LOOK)
            finally:
                program.kill()
                program.wait()
        if program.returncode or not made.is_file():
            said = told.read_text("utf-8", "replace").strip().splitlines()
            raise JobError(f"piper could not speak with {voice.name}: {said[-1] if said else 'it said nothing'}")
