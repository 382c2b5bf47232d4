"""A film of thirty minutes, three hundred shots and as many lines, that nobody shot: what the sound is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from lampblack.base.time import FrameRange, Rate
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan, SoundCue
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size
from lampblack.graph.job import Ref
from lampblack.media.audio import Sound
from lampblack.sound.plan import Heard, SoundPlan, sound_plan

RATE = Rate(numerator=24)
SCENES, SHOTS, FRAMES = 30, 10, 144
VOICES = 16
FOLEY = Offer(name="effects", version=1, makes="x:Y", capabilities=(Capabilities(kind="foley"),))
SCORE = Offer(name="score", version=1, makes="x:Y", capabilities=(Capabilities(kind="compose"),))


@dataclass(frozen=True, kw_only=True)
class Said:
    """Every line's recording, and where the cut has it."""

    cut: Cut
    voices: Mapping[str, str]
    """Recording by line: the id of the job that gave it."""
    plan: SoundPlan = field(repr=False)


def voice(number: int) -> Sound:
    """A line that is like no other: a click on its first sample, then 2 to 3.5 s of syllables of coloured noise."""
    rng = np.random.default_rng(100 + number)
    samples = 96_000 + 4_801 * number
    t = np.arange(samples) / 48_000
    syllables = np.clip(np.sin(2 * np.pi * (3.1 + 0.05 * number) * t + number), 0.0, 1.0)
    sound = 0.06 * rng.standard_normal(samples) * syllables
    sound[0] = 0.9
    return sound.astype(np.float32).reshape(-1, 1)


def half_hour(longer: Mapping[int, int] | None = None) -> Said:
    """The film; `longer` says by how many frames the line and the shot of that number are longer than written."""
    clips: list[Clip] = []
    lines: list[LineCue] = []
    sounds: list[SoundCue] = []
    spans: list[SceneSpan] = []
    voices: dict[str, str] = {}
    at = 72
    for scene in range(SCENES):
        begins = at
        for shot in range(SHOTS):
            number = scene * SHOTS + shot
            more = (longer or {}).get(number, 0)
            name, frames = f"s{scene}/{shot:02d}-wide", FRAMES + more
            start = RATE.samples_at(at) + 9_600 + 37 * (number % 11)
            which = number % VOICES
            line = f"s{scene}/li-{number:06x}"
            voices[line] = f"read/voice-{which}" + ("-longer" if more else "")
            lines.append(LineCue(line=line, start=start, samples=len(voice(which)) + RATE.samples_at(more)))
            sounds += [
                SoundCue(what="footstep", start=start + 24_000 * step, ground="stone", pan=0.3, shot=name)
                for step in range(3)
            ]
            clips.append(_clip(name, f"s{scene}", at, frames))
            at += frames
        spans.append(
            SceneSpan(
                scene=f"s{scene}",
                range_in_cut=FrameRange(start=begins, stop=at),
                ambience=("wind",) if scene % 2 else ("rain",),
                inside=bool(scene % 3 == 0),
            )
        )
    cut = Cut(
        title="half an hour", rate=RATE, size=Size(width=320, height=180), frames=at, clips=tuple(clips),
        lines=tuple(lines), sounds=tuple(sounds), scenes=tuple(spans),
    )  # fmt: skip
    heard = {line: Heard(voice=Ref(job=job, output="voice")) for line, job in voices.items()}
    return Said(cut=cut, voices=voices, plan=sound_plan(cut, heard, FOLEY, SCORE))


def _clip(shot: str, scene: str, at: int, frames: int) -> Clip:
    return Clip(
        shot=shot, scene=scene, take="fake-1", video="blake3:0", take_frames=frames,
        range_in_take=FrameRange(start=0, stop=frames), range_in_cut=FrameRange(start=at, stop=at + frames),
    )  # fmt: skip
