"""How a take is made: who films it, and who paints its first frame, fits its mouths, enlarges and sounds it.

Each part is a job of its own, so that what was bought is kept when another part changes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.guides import Footage, Steer, Still, bare
from lampblack.engines.prices import seconds_of
from lampblack.engines.requests import Film, Foley, Request, Scale, Size, Sync
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.graph.known import Known
from lampblack.project.asking import asked, effort
from lampblack.project.recipes import OWN
from lampblack.shots.model import Shot
from lampblack.staging.control import Signal
from lampblack.staging.stage import Staging
from lampblack.takes.boards import board_job, said_job
from lampblack.takes.controls import control_job, steering
from lampblack.takes.parts import Part, join_job, last_job, parts_of, slice_job
from lampblack.takes.plan import PIXELS, SECONDS, Detail
from lampblack.takes.ways import LAST, Wanted, Way, way_of

FIT = Step(name="lampblack.takes.steps:fit", version=1)
_SOUND = "sound"


def way_jobs(shot: Shot, way: Way, number: int, wanted: Wanted, known: Known) -> tuple[Job, ...]:
    """The jobs of one take; the first is the take itself, or what has to be made before it can be asked for."""
    return _Making(shot, way, number, wanted, known).jobs()


@dataclass
class _Making:
    """One take on its way. Every part gives its jobs, and whether what is after it can be planned yet."""

    shot: Shot
    way: Way
    number: int
    wanted: Wanted
    known: Known

    def __post_init__(self) -> None:
        recipe, staging = self.way.recipe, self.shot.staging
        self.size = recipe.size or self.wanted.size
        self.rate = recipe.rate or staging.rate
        self.frames = math.ceil(staging.frames * self.rate.fraction / staging.rate.fraction)
        self.name = f"{self.shot.id}/{self.way.name}-{self.number}"
        self.made: list[Job] = []

    def jobs(self) -> tuple[Job, ...]:
        way, take = self.way, f"takes/{self.name}"
        whole = Part(number=1, start=0, frames=self.frames)
        parts = parts_of(self.frames, self.rate, way.limits) if way.recipe.extend else (whole,)
        if way.plain and len(parts) == 1:
            film = self._film(whole)
            if film is not None:
                return (self._ask(take, film, way.offer, self._seconds(whole), priority=1), *reversed(self.made))
            return tuple(reversed(self.made))
        video = self._filmed(parts)
        for kind in ("sync", "scale"):
            video = self._after(kind, video) if video and kind in way.offers else video
        sound = self._sound(video) if video else None
        if video is None or (sound is None and way.recipe.sound):
            return tuple(reversed(self.made))
        return (self._fit(take, video, sound), *reversed(self.made))

    def _filmed(self, parts: tuple[Part, ...]) -> Ref | None:
        """Where the engine's own picture comes out; None while not all of it can be asked for."""
        ids: list[str] = []
        for part in parts:
            film = self._film(part, ids[-1] if ids else "", parts[len(ids) - 1] if ids else None)
            if film is None:
                return None
            ids.append(self._id("filmed", part if len(parts) > 1 else None))
            self.made.append(self._ask(ids[-1], film, self.way.offer, self._seconds(part), priority=1))
        if len(parts) > 1:
            sound = self.way.recipe.sound == OWN
            self.made.append(join_job(self.shot, ids, parts, id=self._id("filmed"), sound=sound))
        return Ref(job=self._id("filmed"), output="video")

    # ---- what it is asked ---------------------------------------------------------------------------------------

    def _film(self, part: Part, before: str = "", ended: Part | None = None) -> Film | None:
        """The request for a part that goes on from the job `before`; None while what it shows is not made."""
        recipe, limits = self.way.recipe, self.way.limits
        steered, voice = self._steered(part), self._voice(part)
        shown = self._after_part(before, ended, part) if ended else self._shown(part)
        if steered is None or shown is None or voice is None:
            return None
        reads = "words" in limits.controls
        return Film(
            staging=self._staging(limits, reads, part),
            size=self.size,
            words=self.wanted.words.words if reads else "",
            without=self.wanted.words.without if "without" in limits.controls else "",
            look="" if reads and not limits.looks else self.wanted.look,
            detail=self._detail(),
            references=self.wanted.references if recipe.references else (),
            stills=tuple(each for each in shown if isinstance(each, Still)),
            source=next((each for each in shown if isinstance(each, Footage)), None),
            steered=steered,
            voice=voice,
            sound=recipe.sound == OWN,
            guidance=recipe.guidance,
            seed=recipe.seed,
        )

    def _staging(self, limits: Capabilities, reads: bool, part: Part) -> Staging:
        staging = self.shot.staging
        if "staging" not in limits.controls:
            return bare(self.rate, part.frames)
        if self.rate != staging.rate:
            raise UserError(
                f"recipes.{self.way.name}.rate: engine {self.way.offer.name} reads the stage, which is set at the "
                f"film's own rate",
                possible=(str(staging.rate),),
            )
        return staging if reads else replace(staging, place=replace(staging.place, words=""))

    def _detail(self) -> Detail:
        """How finely the stage is drawn: as wanted, but one for all where a model follows it, so that its takes are the
        same, and paid once, at every quality."""
        return self.wanted.detail if "staging" in self.way.limits.controls else "final"

    def _steered(self, part: Part) -> tuple[Steer, ...] | None:
        """The theatre's signals, each made once for all takes and cut to the part; None while they are not made."""
        named = self.way.recipe.steer
        signals: tuple[Signal, ...] = steering(self.way.offer) if named is None else named
        if not signals:
            return ()
        control = control_job(self.shot, signals, self.size, self._detail())
        self.made.append(control)
        there: list[Steer] = []
        for signal in signals:
            roll = self.known.blob(control.id, signal)
            if roll is not None and (part.frames < self.frames or self.rate != self.shot.staging.rate):
                id = f"sliced/{self.shot.id}/{self.rate}-{self.size}-{part.start}-{part.frames}/{signal}"
                job = slice_job(self.shot, roll, self.rate, part, id=id)
                self.made.append(job)
                roll = self.known.blob(job.id, "roll")
            if roll is not None:
                there.append(Steer(signal=signal, roll=roll.digest))
        return tuple(there) if len(there) == len(signals) else None

    def _after_part(self, before: str, ended: Part, part: Part) -> tuple[Still | Footage, ...] | None:
        """What the part before it hands on: its footage, or its last frame; None while that is not there."""
        video = Ref(job=before, output="video")
        if "extend" in self.way.limits.controls:
            there = self.known.blob(video.job, video.output)
            return (Footage(video=there.digest, use="extend"), *self._accepted(part)) if there else None
        job = last_job(self.shot, video, ended, id=f"ends{before.removeprefix('filmed')}")
        self.made.append(job)
        picture = self.known.blob(job.id, "picture")
        later = (still for still in self._accepted(part) if still.at)
        return (Still(picture=picture.digest), *later) if picture else None

    def _shown(self, part: Part) -> tuple[Still | Footage, ...] | None:
        """What the take begins with, and the film that is restyled; None while one of them is not made."""
        first, footage = self._first(part), self._restyled()
        return None if first is None or footage is None else (*first, *footage)

    def _restyled(self) -> tuple[Footage, ...] | None:
        """Another engine's film of the same shot, at the size and rate that is asked; None while it is not made."""
        drawer, recipe = self.way.offers.get("restyle"), self.way.recipe
        if drawer is None:
            return ()
        plain = replace(self.wanted, size=self.size, detail="final", boards={})
        drawing = _Making(self.shot, way_of(drawer), self.number, plain, self.known)
        film = drawing._film(Part(number=1, start=0, frames=drawing.frames))
        self.made += drawing.made
        if film is None:
            return None
        drawn = self._ask(self._id("shown"), film, drawer, 5.0)
        self.made.append(drawn)
        source = Ref(job=drawn.id, output="video")
        if self.rate != self.shot.staging.rate:
            inputs = {"video": source, "rate": Value(value=self.rate), "size": Value(value=self.size)}
            fitted = self._job(f"{drawn.id}/fitted", FIT, inputs, {"frames": self.frames}, seconds=0.03 * self.frames)
            self.made.append(fitted)
            source = Ref(job=fitted.id, output="video")
        there = self.known.blob(source.job, source.output)
        return (Footage(video=there.digest, use="restyle", strength=recipe.strength),) if there else None

    def _first(self, part: Part) -> tuple[Still, ...] | None:
        """The painted frame it begins with; None while it is not painted."""
        painter = self.way.offers.get("first")
        accepted = self._accepted(part)
        if painter is None or any(still.at == 0 for still in accepted):
            return accepted
        job = board_job(self.shot, painter, self.size, self.wanted, id=self._id("boards"), take=self.number)
        self.made.append(job)
        picture = self.known.blob(job.id, "picture")
        return (Still(picture=picture.digest), *accepted) if picture else None

    def _accepted(self, part: Part) -> tuple[Still, ...]:
        """The storyboard frames that a person accepted and the engine takes, as they fall into a part of the take."""
        found: list[Still] = []
        for at, picture in sorted(self.wanted.boards.items(), key=lambda each: (each[0] == LAST, each[0])):
            moment = int(at / self.shot.staging.rate.fraction * self.rate.fraction)
            frame = (self.frames - 1 if at == LAST else moment) - part.start
            control = "first" if frame == 0 else "last" if frame == part.frames - 1 else "middle"
            if 0 <= frame < part.frames and control in self.way.limits.controls:
                found.append(Still(picture=picture, at=frame))
        return tuple(found)

    def _voice(self, part: Part) -> Digest | None:
        """All that is said in the part as one recording, empty where nothing is; None while lines are not read."""
        if not self.shot.lines or not self.way.recipe.talk:
            return Digest("")
        span = None
        if part.frames < self.frames:
            span = (self.rate.samples_at(part.start), self.rate.samples_at(part.start + part.frames))
        return self._track(said_job(self.shot, span))

    def _track(self, job: Job) -> Digest | None:
        if job not in self.made:
            self.made.append(job)
        track = self.known.blob(job.id, "voice")
        return track.digest if track else None

    # ---- what is done with it -----------------------------------------------------------------------------------

    def _after(self, kind: str, video: Ref) -> Ref | None:
        """The same picture after another engine saw to it; None while it cannot be asked."""
        there = self.known.blob(video.job, video.output)
        if kind == "sync" and not self.shot.lines:
            return video
        if there is None:
            return None
        if kind == "scale":
            request: Request = Scale(video=there.digest, size=self.wanted.size)
        else:
            track = self._track(said_job(self.shot))
            if track is None:
                return None
            request = Sync(video=there.digest, voice=track)
        job = self._ask(self._id({"sync": "synced", "scale": "scaled"}[kind]), request, self.way.offers[kind], 5.0)
        self.made.append(job)
        return Ref(job=job.id, output="video")

    def _sound(self, video: Ref) -> Ref | None:
        """Where the take's own sound comes out; None where it has none, or while it cannot be asked for."""
        if self.way.recipe.sound == OWN:
            return Ref(job=self._id("filmed"), output=_SOUND)
        listener = self.way.offers.get(_SOUND)
        there = self.known.blob(video.job, video.output) if listener else None
        if listener is None or there is None:
            return None
        samples = self.rate.samples_at(self.frames)
        request = Foley(what="take", samples=samples, ambience=True, video=there.digest, words=self.wanted.words.words)
        job = self._ask(self._id("sounded"), request, listener, 5.0)
        self.made.append(job)
        return Ref(job=job.id, output=_SOUND)

    def _fit(self, id: str, video: Ref, sound: Ref | None) -> Job:
        staging = self.shot.staging
        inputs: dict[str, Ref | Value] = {
            "video": video, "rate": Value(value=staging.rate), "size": Value(value=self.wanted.size)
        }  # fmt: skip
        if sound is not None:
            inputs["sound"] = sound
        return self._job(
            id, FIT, inputs, {"frames": staging.frames}, seconds=0.03 * staging.frames * _area(self.wanted.size)
        )

    # ---- jobs ---------------------------------------------------------------------------------------------------

    def _id(self, kind: str, part: Part | None = None) -> str:
        return f"{kind}/{self.name}/{part.number}" if part else f"{kind}/{self.name}"

    def _seconds(self, part: Part) -> float:
        return SECONDS[self.wanted.detail] * part.frames * _area(self.size)

    def _ask(self, id: str, request: Request, offer: Offer, seconds: float, priority: int = 0) -> Job:
        length = seconds_of(request) or float(self.rate.seconds(self.frames))
        return Job(
            id=id, stage="takes", subject=self.shot.id, scene=self.shot.scene,
            work=asked(request, offer, self.number, length), effort=effort(request, offer, seconds, priority=priority),
        )  # fmt: skip

    def _job(
        self, id: str, step: Step, inputs: Mapping[str, Ref | Value], settings: Mapping[str, object], seconds: float
    ) -> Job:
        return Job(
            id=id, stage="takes", subject=self.shot.id, scene=self.shot.scene, work=step, inputs=dict(inputs),
            settings=dict(settings), effort=Effort(seconds=seconds),
        )  # fmt: skip


def _area(size: Size) -> float:
    return size.width * size.height / PIXELS
