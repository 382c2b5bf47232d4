"""How a take is made: who films it, and who paints its first frame, fits its mouths, enlarges and sounds it.

A way is an engine as it is, or a recipe a person wrote (`project.recipes`). Each part is a job of its own, so that what
was bought is kept when another part changes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.guides import Reference, Steer, Still, bare
from lampblack.engines.requests import Film, Foley, Paint, Request, Scale, Size, Sync
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.graph.known import Known
from lampblack.project.asking import asked, effort
from lampblack.project.recipes import OWN, Recipe
from lampblack.shots.model import Shot
from lampblack.staging.control import Signal
from lampblack.staging.stage import Staging
from lampblack.takes.controls import control_job, steering
from lampblack.takes.model import Words
from lampblack.takes.plan import PIXELS, SECONDS, Detail

FIT = Step(name="lampblack.takes.steps:fit", version=1)
SAID = Step(name="lampblack.takes.steps:said", version=1)
PARTS = ("boards", "filmed", "synced", "scaled", "sounded")
"""What the ids of a take's parts begin with, where `takes/` stands in the take's own."""
_SOUND = "sound"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to make takes, by the name that its takes have."""

    name: str
    recipe: Recipe
    offers: Mapping[str, Offer]
    """Every engine of the recipe, by the key that names it; `film` is always there."""

    @property
    def offer(self) -> Offer:
        """Who films."""
        return self.offers["film"]

    @property
    def limits(self) -> Capabilities:
        """What whoever films can do."""
        found = self.offer.can("film")
        if found is None:
            able = tuple(each.kind for each in self.offer.capabilities)
            raise UserError(f"engine {self.offer.name} makes no moving pictures", possible=able)
        return found

    @property
    def plain(self) -> bool:
        """Whether what the engine gives is the take, and nothing is done to it."""
        recipe = self.recipe
        return not (recipe.size or recipe.rate or recipe.sync or recipe.scale or recipe.sound)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What every take of a film has in common, and what is shown and told of this one."""

    size: Size
    look: str
    detail: Detail
    words: Words = field(default_factory=Words)
    still: Words = field(default_factory=Words)
    """The words for one picture: its first frame."""
    references: tuple[Reference, ...] = ()
    shown: tuple[Reference, ...] = ()
    """What the painter of its first frame is shown."""


def made_for(id: str, takes: Collection[str]) -> bool:
    """Whether a job is one of these takes, or a part of one."""
    first, _, name = id.partition("/")
    return id in takes or (first in PARTS and f"takes/{name}" in takes)


def way_of(offer: Offer) -> Way:
    """An engine as it is."""
    return Way(name=offer.name, recipe=Recipe(film=offer.name), offers={"film": offer})


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
        self.frames = _frames(staging, self.rate)
        self.name = f"{self.shot.id}/{self.way.name}-{self.number}"
        self.made: list[Job] = []

    def jobs(self) -> tuple[Job, ...]:
        film = self._film()
        if film is None:
            return tuple(reversed(self.made))
        request, video = film, Ref(job=self._id("filmed"), output="video")
        take = f"takes/{self.name}"
        if self.way.plain:
            return (self._ask(take, request, self.way.offer, self._seconds(), priority=1), *reversed(self.made))
        self.made.append(self._ask(self._id("filmed"), request, self.way.offer, self._seconds(), priority=1))
        for kind in ("sync", "scale"):
            if kind in self.way.offers:
                there = self._after(kind, video)
                if there is None:
                    return tuple(reversed(self.made))
                video = there
        sound = self._sound(video)
        if sound is None and self.way.recipe.sound:
            return tuple(reversed(self.made))
        return (self._fit(take, video, sound), *reversed(self.made))

    # ---- what it is asked ---------------------------------------------------------------------------------------

    def _film(self) -> Film | None:
        """The request, or None while what it shows is not made."""
        recipe, limits, shot = self.way.recipe, self.way.limits, self.shot
        steered, first, voice = self._steered(), self._first(), self._voice()
        if steered is None or first is None or voice is None:
            return None
        reads = "words" in limits.controls
        return Film(
            staging=self._staging(limits, reads),
            size=self.size,
            words=self.wanted.words.words if reads else "",
            without=self.wanted.words.without if "without" in limits.controls else "",
            look="" if reads and not limits.looks else self.wanted.look,
            detail=self._detail(),
            references=self.wanted.references if recipe.references else (),
            stills=first,
            steered=steered,
            voice=voice if shot.lines and recipe.talk else Digest(""),
            sound=recipe.sound == OWN,
            guidance=recipe.guidance,
            seed=recipe.seed,
        )

    def _staging(self, limits: Capabilities, reads: bool) -> Staging:
        staging = self.shot.staging
        if "staging" not in limits.controls:
            return bare(self.rate, self.frames)
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

    def _steered(self) -> tuple[Steer, ...] | None:
        """The theatre's signals, each made once for all takes; None while they are not made."""
        named = self.way.recipe.steer
        signals: tuple[Signal, ...] = steering(self.way.offer) if named is None else named
        if not signals:
            return ()
        control = control_job(self.shot, signals, self.size, self._detail())
        self.made.append(control)
        rolls = [self.known.blob(control.id, signal) for signal in signals]
        there = tuple(
            Steer(signal=signal, roll=roll.digest)
            for signal, roll in zip(signals, rolls, strict=True)
            if roll is not None
        )
        return there if len(there) == len(signals) else None

    def _first(self) -> tuple[Still, ...] | None:
        """The painted frame it begins with; None while it is not painted."""
        painter = self.way.offers.get("first")
        if painter is None:
            return ()
        job = board_job(self.shot, painter, self.size, self.wanted, id=self._id("boards"), take=self.number)
        self.made.append(job)
        picture = self.known.blob(job.id, "picture")
        return (Still(picture=picture.digest),) if picture else None

    def _voice(self) -> Digest | None:
        """All that is said in the shot as one recording; None while lines are not read."""
        if not self.shot.lines or not (self.way.recipe.talk or self.way.recipe.sync):
            return Digest("")
        job = said_job(self.shot)
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
            track = self.known.blob(said_job(self.shot).id, "voice")
            if track is None:
                return None
            request = Sync(video=there.digest, voice=track.digest)
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

    def _id(self, part: str) -> str:
        return f"{part}/{self.name}"

    def _seconds(self) -> float:
        return SECONDS[self.wanted.detail] * self.frames * _area(self.size)

    def _ask(self, id: str, request: Request, offer: Offer, seconds: float, priority: int = 0) -> Job:
        length = float(self.rate.seconds(self.frames))
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


def board_job(shot: Shot, painter: Offer, size: Size, wanted: Wanted, *, id: str, take: int = 1) -> Job:
    """The job that paints a shot's first frame (its storyboard frame)."""
    limits = painter.can("paint")
    if limits is None:
        able = tuple(each.kind for each in painter.capabilities)
        raise UserError(f"engine {painter.name} paints no pictures", possible=able)
    controls = limits.controls
    stage = shot.staging if "staging" in controls else None
    if stage is not None and "words" not in controls:
        stage = replace(stage, place=replace(stage.place, words=""))
    request = Paint(
        words=wanted.still.words if "words" in controls else "",
        without=wanted.still.without if "without" in controls else "",
        size=size,
        staging=stage,
        references=wanted.shown,
        look="" if "words" in controls and not limits.looks else wanted.look,
    )
    return Job(
        id=id, stage="takes", subject=shot.id, scene=shot.scene, work=asked(request, painter, take),
        effort=effort(request, painter, 2.0, priority=1),
    )  # fmt: skip


def said_job(shot: Shot) -> Job:
    """The job that lays a shot's lines into one recording, as long as its take."""
    staging = shot.staging
    return Job(
        id=f"said/{shot.id}", stage="takes", subject=shot.id, scene=shot.scene, work=SAID,
        inputs={
            "voices": tuple(Ref(job=f"read/{line.line}", output="voice") for line in shot.lines),
            "starts": Value(value=tuple(line.start for line in shot.lines)),
        },
        settings={"samples": staging.rate.samples_at(staging.frames)},
        effort=Effort(seconds=0.05),
    )  # fmt: skip


def _frames(staging: Staging, rate: Rate) -> int:
    """How many frames at `rate` cover the take."""
    return math.ceil(staging.frames * rate.fraction / staging.rate.fraction)


def _area(size: Size) -> float:
    return size.width * size.height / PIXELS
