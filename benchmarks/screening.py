"""What screening finds of planted faults, whom it blames, what it costs: `python -m benchmarks screening`.

Clean takes are the theatre's, 640x360, two seconds (`tests.planted.clips`): every place, and hours, weathers, moves and
people by lot; filmed with other grain, compression and operator than the render they are judged by. Each fault is
planted in some of them, encoded again (x264, crf 18) and screened. The clips are made once (ten seconds each) and kept
in the system's folder for temporary files. Synthetic faults and clean takes from the model's own hand flatter every
detector: read the figures as upper bounds.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.planted import sounds
from tests.planted.clips import SIZE, Clip, clip, write
from tests.planted.faults import FAULTS, Fault

from benchmarks.measured import Measured
from lampblack.media.video import VideoReader
from lampblack.takes.screening.asked import Asked, Masks
from lampblack.takes.screening.looking import Seen, look
from lampblack.takes.screening.model import Screened, What
from lampblack.takes.screening.mouths import mouth_boxes
from lampblack.takes.screening.room import screen

KEPT = Path(os.environ.get("LAMPBLACK_CLIPS") or Path(tempfile.gettempdir()) / "lampblack-screening")
CLEAN, QUICK = 88, 8
PLANTED = 6
LATE = (0.125, 0.25, 0.375)
"""Seconds by which a mouth is late."""
LIMIT = 10.0
"""Milliseconds a frame for looking and all detectors."""
BLAMED = 2.0
"""Percent of clean takes that may be rejected by all detectors together."""


def figures(*, quick: bool) -> list[Measured]:
    """Cost, false alarms of each detector, and the share of each planted fault that is found."""
    clips = [clip(number, KEPT) for number in range(QUICK if quick else CLEAN)]
    found, models, spent = _clean(clips)
    alarms = {
        what: 100.0 * count / len(clips)
        for what, count in Counter(n.what for each in found for n in each.notes if n.verdict == "reject").items()
    }
    rows = [
        Measured(name="look and all detectors, 640x360", value=spent, unit="ms CPU", peer="limit", against=LIMIT),
        *_blamed(found),
    ]  # fmt: skip
    for fault in FAULTS:
        chosen = _spread([each for each in clips if _fits(fault, each)], 2 if quick else PLANTED)
        for strength in fault.strengths:
            answers = [screened(each, models[each.name], fault, strength) for each in chosen]
            rows.append(_row(fault.name, strength, fault.unit, fault.what, answers, alarms))
    speaking = _spread([each for each in clips if mouth_boxes(each.staging, SIZE)], 2 if quick else PLANTED)
    for sound in sounds.FAULTS:
        for strength in sound.strengths:
            answers = [heard(each, models[each.name], sound, strength) for each in speaking]
            rows.append(_row(sound.name, strength, sound.unit, sound.what, answers, alarms))
    for seconds in LATE:
        answers = [mouthed(each, seconds) for each in speaking]
        rows.append(_row("mouth late", seconds, "s", "mouth", answers, alarms))
    return rows


def _blamed(found: Sequence[Screened]) -> list[Measured]:
    """How many clean takes are rejected and doubted, and by which detectors."""
    rows: list[Measured] = []
    for verdict in ("reject", "doubt"):
        share = 100.0 * sum(each.verdict == verdict for each in found) / len(found)
        counted = Counter(note.what for each in found for note in each.notes if note.verdict == verdict)
        by = ", ".join(f"{what} {count}" for what, count in counted.most_common()) or "none"
        limit = {"peer": "limit", "against": BLAMED} if verdict == "reject" else {}
        rows.append(Measured(name=f"{len(found)} clean takes: {verdict} (notes: {by})", value=share, unit="%", **limit))
    return rows


def _row(
    name: str, strength: float, unit: str, what: What, answers: Sequence[Screened], alarms: dict[str, float]
) -> Measured:
    """The share rejected by the fault's own detector; in the name, what it noticed and what any detector rejected."""
    count = max(1, len(answers))
    own = 100.0 * sum(each.note(what).verdict == "reject" for each in answers) / count
    noticed = 100.0 * sum(each.note(what).verdict in ("reject", "doubt") for each in answers) / count
    thrown = 100.0 * sum(each.verdict == "reject" for each in answers) / count
    said = f"{name}, {strength:g} {unit}: rejected by {what}; noticed {noticed:.0f}, rejected by any {thrown:.0f}"
    return Measured(
        name=f"{said} ({len(answers)} takes)", value=own, unit="%", peer=f"clean: {what} rejects, %",
        against=alarms.get(what, 0.0),
    )  # fmt: skip


def _clean(clips: Sequence[Clip]) -> tuple[list[Screened], dict[str, Seen], float]:
    """The clean takes screened, their models as seen, and ms of this thread a frame (looking at the model, which is
    once a shot, is not counted)."""
    found: list[Screened] = []
    models: dict[str, Seen] = {}
    spent = frames = 0.0
    for each in clips:
        boxes = mouth_boxes(each.staging, SIZE)
        model = models[each.name] = look(each.model, boxes)
        asked = asked_of(each, model)
        began = time.thread_time()
        found.append(screen(look(each.take, boxes), asked))
        spent += time.thread_time() - began
        frames += each.staging.frames
    return found, models, 1000.0 * spent / frames


def asked_of(each: Clip, model: Seen, voice: NDArray[np.float32] | None = None) -> Asked:
    """What is asked of a clip's take; its own sound is its voice."""
    speaker = next((person for person in each.staging.people if person.mouth), None)
    if voice is None and speaker is not None:
        voice = sounds.voice_of(speaker.mouth, each.staging)
    return Asked(
        staging=each.staging, size=SIZE, frames=each.staging.frames, rate=each.staging.rate, model=model,
        masks=Masks(numbers=each.masks, people=each.people), before=model, before_model=model, voice=voice,
        speaker=speaker.id if speaker else "", sound=voice,
    )  # fmt: skip


def screened(each: Clip, model: Seen, fault: Fault, strength: float) -> Screened:
    """The clip's take with the fault planted, encoded and screened."""
    with VideoReader(each.take) as reader:
        frames = np.stack(list(reader.rgb(0, reader.contents.frames)))
    people = np.isin(each.masks, list(each.people.values()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoilt.mp4"
        write(path, fault.plant(frames, strength, people))
        return screen(look(path, mouth_boxes(each.staging, SIZE)), asked_of(each, model))


def heard(each: Clip, model: Seen, fault: sounds.Fault, strength: float) -> Screened:
    """The clip's take with a spoilt voice."""
    speaker = next(person for person in each.staging.people if person.mouth)
    voice = fault.plant(sounds.voice_of(speaker.mouth, each.staging), strength)
    return screen(look(each.take, mouth_boxes(each.staging, SIZE)), asked_of(each, model, voice))


def mouthed(each: Clip, seconds: float) -> Screened:
    """The clip's take whose mouth alone comes late."""
    boxes = mouth_boxes(each.staging, SIZE)
    seen, by = look(each.take, boxes), each.staging.rate.frames_in(seconds)
    crops = {id: np.concatenate([crop[:1].repeat(by, axis=0), crop[:-by]]) for id, crop in seen.crops.items()}
    return screen(replace(seen, crops=crops), asked_of(each, look(each.model, boxes)))


def _spread(clips: Sequence[Clip], count: int) -> Sequence[Clip]:
    """So many of them, from all over."""
    return clips[:: max(1, len(clips) // count)][:count]


def _fits(fault: Fault, each: Clip) -> bool:
    """Whether a fault can be seen in a clip at all; in a storm much is only doubted."""
    if each.staging.place.weather == "storm":
        return False
    if fault.needs == "person":
        return bool(each.people) and float(np.isin(each.masks, list(each.people.values())).mean()) > 0.01
    return fault.needs != "move" or len(each.staging.camera.keys) > 1
