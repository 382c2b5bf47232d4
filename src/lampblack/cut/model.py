"""The cut: which frames of which take are seen when, and which line is heard when. Exact, in frames and samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.time import FrameRange, Rate
from lampblack.breakdown.model import Join
from lampblack.engines.requests import Size
from lampblack.staging.place import Season, TimeOfDay, Weather


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One shot as it stands in the cut. `range_in_cut` abuts the next clip's; a transition of `join_frames` frames is
    centred on the boundary and takes its extra frames from both takes' handles."""

    shot: str
    scene: str
    take: str
    video: Digest
    take_frames: int
    range_in_take: FrameRange
    range_in_cut: FrameRange
    join_out: Join = "cut"
    join_frames: int = 0
    sound: Digest | msgspec.UnsetType = msgspec.UNSET
    """The take's own sound, heard in place of the shot's spot effects."""


@dataclass(frozen=True, kw_only=True)
class LineCue:
    """A line's place in the cut: from sample `start` (48 kHz, from the film's first frame)."""

    line: str
    start: int
    samples: int


@dataclass(frozen=True, kw_only=True)
class SoundCue:
    """An effect's place in the cut; what it is and where it is heard from as in `SoundInShot`."""

    what: str
    start: int
    ground: str = ""
    strength: float = 1.0
    pan: float = 0.0
    shot: str = ""
    distance: float = 0.0
    occlusion: float = 0.0
    weight: float = 1.0
    pace: Literal["walk", "run"] = "walk"
    shoe: Literal["", "soft", "hard", "bare"] = ""


@dataclass(frozen=True, kw_only=True)
class SceneSpan:
    """A scene's stretch of the cut, for score and ambience."""

    scene: str
    range_in_cut: FrameRange
    mood: str = "calm"
    ambience: tuple[str, ...] = ()
    strength: float = 0.6
    inside: bool = False
    kit: str = ""
    """What builds its place; with hour, season and weather, `sound.places` makes its room and its beds of it."""
    time: TimeOfDay = "noon"
    season: Season = "summer"
    weather: Weather = "clear"
    drafted: bool = False
    """Whether `ambience` was drafted from the place's words, and may be replaced by what fits better."""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """The whole edit. `opening` frames of title card stand before the first clip and `closing` after the last; clips'
    `range_in_cut` already counts them."""

    title: str
    rate: Rate
    size: Size
    frames: int
    clips: tuple[Clip, ...]
    lines: tuple[LineCue, ...] = ()
    sounds: tuple[SoundCue, ...] = ()
    scenes: tuple[SceneSpan, ...] = ()
    fade_in: int = 0
    """Frames over which the film comes out of black."""
    fade_out: int = 0

    def scene_at(self, sample: int) -> SceneSpan | None:
        """The scene that is on at a sample."""
        frame = self.rate.frame_at(max(0, sample))
        return next((span for span in self.scenes if frame in span.range_in_cut), None)

    def scene_of(self, cue: LineCue) -> SceneSpan | None:
        """The scene a line is spoken in, though it may be heard before it."""
        scene = cue.line.rpartition("/")[0]
        return next((span for span in self.scenes if span.scene == scene), None) or self.scene_at(cue.start)
