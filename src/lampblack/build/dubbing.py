"""A film spoken in another language, as jobs: lines translated where they are not, spoken, fitted to the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.dubbing import spoken_in, translated, turned, untranslated
from lampblack.breakdown.model import Breakdown, Line, Scene
from lampblack.cut.dubbing import redubbed, rooms
from lampblack.cut.model import Cut
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Spoken
from lampblack.graph.job import Ask, Job
from lampblack.graph.known import Known
from lampblack.read.steps import guide_samples
from lampblack.read.translating import translate_job, words_of

Picture = Literal["kept", "retimed"]

FASTEST = 1.3
"""How much faster than of itself a voice may speak to be ready in time; faster it is heard as hurried."""
_STEPS = 20
"""Paces are dealt in twentieths, so that a line is not spoken again for a sample's difference."""


@dataclass(frozen=True, kw_only=True)
class Dub:
    """What a dub is asked to be. `kept`: the picture stays, the words are fitted to it; `retimed`: shots are timed to
    the words, and mouths move on them."""

    language: str
    picture: Picture = "kept"


SayLine = Callable[[Line, Scene, str, float], tuple[Job, ...]]
"""A line (as said in the dub), its scene, the id its recording shall have, and how much faster it shall be said."""


@dataclass(kw_only=True)
class Said:
    """The lines of a dub as far as they are known: the jobs, and for each line the one whose recording is used."""

    jobs: list[Job] = field(default_factory=lambda: [])
    recordings: dict[str, str] = field(default_factory=lambda: {})
    lengths: dict[str, int] = field(default_factory=lambda: {})


def translations(
    breakdown: Breakdown, dub: Dub, writer: Offer | None, known: Known
) -> tuple[list[Job], Breakdown | None]:
    """The jobs that translate what the script does not say in that language, and the breakdown with all its words once
    they are known. A `UserError` where nobody writes and words are missing."""
    jobs: list[Job] = []
    words: dict[str, str] = {}
    whole = True
    missing = {scene.slug: lines for scene in breakdown.scenes if (lines := untranslated(scene, dub.language))}
    if missing and writer is None:
        raise _wordless(missing, dub.language)
    for scene in breakdown.scenes:
        if scene.slug not in missing or writer is None:
            continue
        job = translate_job(scene, missing[scene.slug], dub.language, writer)
        jobs.append(job)
        text = known.value(job.id, str, "text")
        whole &= text is not None
        words |= words_of(job, missing[scene.slug], text) if text is not None else {}
    if not whole:
        return jobs, None
    found = translated(breakdown, dub.language, words)
    if left := {scene.slug: lines for scene in found.scenes if (lines := untranslated(scene, dub.language))}:
        raise _wordless(left, dub.language)
    return jobs, spoken_in(found, dub.language) if dub.picture == "retimed" else found


def _wordless(missing: Mapping[str, tuple[Line, ...]], language: str) -> UserError:
    lines = [line.id for each in missing.values() for line in each]
    some = ", ".join(lines[:4]) + (f" and {len(lines) - 4} more" if len(lines) > 4 else "")
    return UserError(
        f"{len(lines)} lines have no words in {language!r}: {some}",
        possible=(
            f"write them under the lines in the script, as [[{language}: ...]]",
            "[engines] write, to translate them",
        ),
    )


def said_in(breakdown: Breakdown, cut: Cut, dub: Dub, known: Known, speak: SayLine) -> Said:
    """Every line of the cut in the dub's language, spoken as fast as its place asks for; `lengths` are there once all
    are spoken."""
    room = rooms(cut)
    said = Said()
    for scene in breakdown.scenes:
        for beat in scene.beats:
            if beat.line is not None and beat.line.id in room:
                _say(turned(beat.line, dub.language), scene, room[beat.line.id], dub, known, speak, said)
    return said


def _say(line: Line, scene: Scene, room: int, dub: Dub, known: Known, speak: SayLine, said: Said) -> None:
    """A line at the pace its guide reading asks for; again, faster, where it still comes out too long."""
    id = f"read/{line.id}.{dub.language}"
    least, most = guide_samples(line.text, line.language)
    first = _pace((least + most) / 2 / room)
    said.jobs += speak(line, scene, id, first)
    spoken = known.value(id, Spoken, "spoken")
    again = isinstance(said.jobs[-1].work, Ask) and first < FASTEST  # a person's recording is as it is
    if spoken is not None and spoken.samples > room and again:
        id = f"{id}.faster"
        said.jobs += speak(line, scene, id, _pace(first * spoken.samples / room))
        spoken = known.value(id, Spoken, "spoken")
    said.recordings[line.id] = id
    if spoken is not None:
        said.lengths[line.id] = spoken.samples


def _pace(wanted: float) -> float:
    return min(FASTEST, max(1.0, -(-wanted * _STEPS // 1) / _STEPS))


def fitted(cut: Cut, said: Said, *, guessed: bool) -> Cut:
    """The cut with the dub's lines in it; a `UserError` names those that are too long for their place. Lengths that are
    only guessed refuse nothing."""
    made, late = redubbed(cut, said.lengths)
    if late and not guessed:
        told = ", ".join(f"{each.line} by {each.samples / SAMPLE_RATE:.1f} s" for each in late)
        raise UserError(
            f"said as fast as may be, these lines are too long for the picture: {told}",
            possible=("fewer words", '[dub] picture = "retimed", which times the shots to the words'),
        )
    return made


def dubbed(lines: tuple[Line, ...], dub: Dub) -> tuple[Line, ...]:
    """The lines as they are said in the dub."""
    return tuple(turned(line, dub.language) for line in lines)
