"""What a screening says: notes with their place, time, number and threshold, and the verdict they come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from lampblack.base.time import FrameRange

What = Literal[
    "format", "black", "frozen", "duplicates", "flicker", "boiling", "warping", "melting", "cut", "motion", "camera",
    "missing", "stranger", "colour_drift", "identity_drift", "exposure", "mouth", "silence", "clipping", "lettering",
]  # fmt: skip
WHATS: tuple[What, ...] = get_args(What)
Verdict = Literal["reject", "doubt", "pass", "unknown"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A place in the picture, in shares of its width and height from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What one detector says of a take: the number it measured, and the thresholds it was held against.

    `frames` and `box` are where it is worst; no box: the whole picture. `unknown` is no pass: the number could not be
    had, and `why` says what was lacking.
    """

    what: What
    verdict: Verdict
    number: float = 0.0
    threshold: float = 0.0
    """From here on it is rejected."""
    unit: str = ""
    frames: FrameRange
    box: Box | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """From `doubt` on a person should look; from `reject` on the take is thrown out."""

    doubt: float
    reject: float
    unit: str

    def note(self, what: What, number: float, frames: FrameRange, *, box: Box | None = None, why: str = "") -> Note:
        """The note for a number of which more is worse; no box where nothing is wrong."""
        verdict: Verdict = "reject" if number >= self.reject else "doubt" if number >= self.doubt else "pass"
        return Note(
            what=what, verdict=verdict, number=round(number, 4), threshold=self.reject, unit=self.unit, frames=frames,
            box=None if verdict == "pass" else box, why="" if verdict == "pass" else why,
        )  # fmt: skip


def softened(note: Note, why: str) -> Note:
    """A rejecting note as a doubtful one: what it measured may have been asked for."""
    return replace(note, verdict="doubt", why=f"{note.why}; {why}") if note.verdict == "reject" else note


def unknown(what: What, frames: int, why: str) -> Note:
    """The note of a detector that lacks what it needs."""
    return Note(what=what, verdict="unknown", frames=FrameRange(start=0, stop=frames), why=why)


@dataclass(frozen=True, kw_only=True)
class Screened:
    """A whole take's screening: one note of each detector, in the order of `WHATS`."""

    frames: int
    notes: tuple[Note, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all notes; what is unknown decides nothing."""
        said = {note.verdict for note in self.notes}
        return "reject" if "reject" in said else "doubt" if "doubt" in said else "pass"

    @property
    def faults(self) -> tuple[Note, ...]:
        """What a person should see, the worst first: rejecting, then doubtful, each by how far over its threshold."""
        wrong = [note for note in self.notes if note.verdict in ("reject", "doubt")]
        return tuple(sorted(wrong, key=lambda n: (n.verdict != "reject", -n.number / max(n.threshold, 1e-9))))

    def note(self, what: What) -> Note:
        """What the detector of that name said; a `KeyError` where it was not asked."""
        return {note.what: note for note in self.notes}[what]
