"""The step that makes a line of a person's recording: read, cut close, levelled, and its words found in it."""

from __future__ import annotations

from lampblack.base.context import Blob, Context
from lampblack.base.errors import JobError, UserError
from lampblack.base.findings import Finding
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.aligning.align import SURE, Aligned, aligned
from lampblack.engines.aligning.voice import as_voice
from lampblack.engines.requests import Spoken
from lampblack.media.audio import read_wav, wav_bytes
from lampblack.media.recorded import Recorded, read_recording

_SLOWEST, _MARGIN = 5.0, 30.0
"""A recording lasts at most so many times as long as the line is read in, and so many seconds of silence more."""
_CLIPPED = 0.003
"""Of the recording: waves that are cut off for so long are heard as a crackle."""
_DULL = 16_000
"""Samples a second: under it the hiss of s and f is gone."""


def record(
    context: Context, *, source: Blob, reading: Blob, said: Spoken, name: str, line: str
) -> dict[str, Blob | Spoken | tuple[Finding, ...]]:
    """The line as `voice` and `spoken`, and what is doubtful as `findings`. `name` is the file for people.

    A `UserError` where the file is no recording of a line: no sound, silent, nobody speaks, far too long."""
    longest = said.samples / SAMPLE_RATE * _SLOWEST + _MARGIN
    recorded = read_recording(context.path(source), name, longest)
    context.progress(0.2)
    try:
        voice = as_voice(recorded.sound)
    except JobError as error:
        raise UserError(f"{name}: {error.message}") from error
    # A reading that was not measured is an instrument's: nothing in it sounds like words.
    heard = read_wav(context.path(reading))[:, 0] if said.measured else None
    found = aligned(voice, said, heard)
    return {
        "voice": context.put(wav_bytes(voice, depth="pcm24")),
        "spoken": found.spoken,
        "findings": tuple(_findings(recorded, found, name, line)),
    }


def _findings(recorded: Recorded, found: Aligned, name: str, line: str) -> list[Finding]:
    told: list[Finding] = []
    if found.confidence < SURE:
        words = (
            f"{name} does not seem to say the words of {line} (confidence {found.confidence:.2f}): "
            "mouths and captions may be early or late; record it again, or name another file"
        )
        told.append(Finding(message=words))
    if recorded.clipped > _CLIPPED:
        share = 100.0 * recorded.clipped
        told.append(Finding(message=f"{name} is clipped ({share:.1f}% of it is cut off): record it more softly"))
    if recorded.rate < _DULL:
        told.append(Finding(message=f"{name} is at {recorded.rate} samples a second and sounds dull: 48000 is best"))
    if recorded.against:
        told.append(Finding(message=f"the two sides of {name} cancel each other: only the louder one is used"))
    elif recorded.channels > 1:
        mixed = f"{name} has {recorded.channels} channels: they are mixed to one"
        told.append(Finding(message=mixed, severity="note"))
    return told
