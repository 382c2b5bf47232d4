"""The screening itself: every detector asked, in order."""

from __future__ import annotations

from collections.abc import Callable

from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.black import black
from lampblack.takes.screening.colours import colour_drift, exposure, identity_drift
from lampblack.takes.screening.company import missing, stranger
from lampblack.takes.screening.cuts import cut
from lampblack.takes.screening.flicker import boiling, flicker
from lampblack.takes.screening.flowing import melting, motion, warping
from lampblack.takes.screening.form import form
from lampblack.takes.screening.frozen import duplicates, frozen
from lampblack.takes.screening.lettering import lettering
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Note, Screened, What, softened
from lampblack.takes.screening.mouths import mouth
from lampblack.takes.screening.operating import camera
from lampblack.takes.screening.sounding import clipping, silence

Detector = Callable[[Seen, Asked], Note]

DETECTORS: tuple[Detector, ...] = (
    form, black, frozen, duplicates, flicker, boiling, warping, melting, cut, motion, camera, missing, stranger,
    colour_drift, identity_drift, exposure, mouth, silence, clipping, lettering,
)  # fmt: skip

BY_LIGHTNING: tuple[What, ...] = (
    "flicker", "boiling", "warping", "melting", "cut", "motion", "camera", "missing", "stranger", "colour_drift",
    "identity_drift", "exposure",
)  # fmt: skip
"""What lightning looks like, which strikes when it likes: in a storm these are no more than doubts."""


def screen(seen: Seen, asked: Asked) -> Screened:
    """A take, looked at, against what was asked of it: one note of each detector, in the order of `model.WHATS`."""
    notes = [detector(seen, asked) for detector in DETECTORS]
    if asked.staging.place.weather == "storm":
        notes = [softened(note, "or it is lightning") if note.what in BY_LIGHTNING else note for note in notes]
    return Screened(frames=seen.frames, notes=tuple(notes))
