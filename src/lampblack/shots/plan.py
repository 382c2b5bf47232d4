"""A scene in, the job that composes its shots out. Only what changes a picture is handed in, and so is in the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.breakdown.model import Bible, Character, PlaceEntry, Scene
from lampblack.engines.requests import Size
from lampblack.graph.job import Effort, Input, Job, Ref, Step, Value
from lampblack.project.cutting import Laps
from lampblack.shots.airless import in_suit, is_airless
from lampblack.shots.model import Choices, Motions, ShotChoice, files_of
from lampblack.staging.motion import Up

CAPTURE = Step(name="lampblack.shots.capturing:capture", version=2)
COMPOSE = Step(name="lampblack.shots.steps:compose", version=11)


def compose_job(
    scene: Scene,
    bible: Bible,
    spoken: Sequence[Input],
    choices: Choices,
    *,
    rate: Rate,
    size: Size,
    handles: int = 0,
    join_frames: int = 24,
    laps: Laps = "usual",
    remarks: Sequence[Input] = (),
) -> Job:
    """The job that makes a scene's `ScenePlan`. `spoken` has, for each line of the scene in order, the recording's
    `Spoken`; of `bible` and `choices` only what this scene needs is taken; `remarks` are findings to be told with it.
    """
    aspect = Fraction(size.width, size.height)
    motions = motions_of(scene.slug, choices)
    # A scene in which nobody follows a captured motion is told nothing of any: its key stays as it was.
    captured: dict[str, Input | tuple[Input, ...]] = {}
    if motions:
        jobs = [capture_id(*each) for each in files_of(motions)]
        captured = {
            "motions": Value(value=motions),
            "captures": tuple(Ref(job=job, output="motion") for job in jobs),
        }
        remarks = (*(Ref(job=job, output="findings") for job in jobs), *remarks)
    if remarks:
        captured["remarks"] = tuple(remarks)
    return Job(
        id=f"shots/{scene.slug}",
        stage="shots",
        subject=scene.slug,
        scene=scene.slug,
        work=COMPOSE,
        inputs={
            "scene": Value(value=_seen(scene)),
            "bible": Value(value=needed(scene, bible)),
            "spoken": tuple(spoken),
            "choices": Value(value=choices_of(scene.slug, choices)),
            "rate": Value(value=rate),
            **captured,
        },
        settings={
            "aspect": f"{aspect.numerator}:{aspect.denominator}",
            "handles": handles,
            "join_frames": join_frames,
            # a film that says nothing of it is told nothing of it: its key stays as it was
            **({"laps": laps} if laps != "usual" else {}),
        },
        effort=Effort(seconds=0.2, here=True),
    )


def capture_jobs(choices: Choices, files: Mapping[str, Digest], rate: Rate) -> list[Job]:
    """The jobs that read motion capture files: one for each file, whoever follows it. `files` are their bytes."""
    return [
        Job(
            id=capture_id(name, up),
            stage="shots",
            subject=name,
            work=CAPTURE,
            inputs={"source": Blob(digest=files[name]), "rate": Value(value=rate)},
            settings={"file": name, "up": up},
            effort=Effort(seconds=0.3, here=True),
        )
        for name, up in files_of(choices.motions)
    ]


def capture_id(file: str, up: Up) -> str:
    """The job that reads a motion capture file."""
    return f"motion/{file}" if up == "auto" else f"motion/{file}/{up}-up"


def motions_of(slug: str, choices: Choices) -> Motions:
    """Who follows what in one scene's shots."""
    return {id: people for id, people in sorted(choices.motions.items()) if id.rpartition("/")[0] == slug}


def needed(scene: Scene, bible: Bible) -> Bible:
    """The entries a scene's pictures are made of: figures and the place, without voices, themes and notes."""
    cast = (bible.character(id) for id in scene.cast)
    place = bible.place(scene.place)
    suited = place is not None and is_airless(place.words, scene)
    return Bible(
        cast=tuple(
            Character(id=each.id, name=each.name, figure=in_suit(each) if suited else each.figure)
            for each in cast
            if each is not None
        ),
        places=() if place is None else (_shown(place),),
    )


def choices_of(slug: str, choices: Choices) -> Mapping[str, ShotChoice]:
    """What was decided about one scene's shots; notes change no picture and stay out."""
    return {
        id: replace(choice, note="") for id, choice in sorted(choices.shots.items()) if id.rpartition("/")[0] == slug
    }


def check_choices(choices: Choices, slugs: Sequence[str], *, file: str = "choices.toml") -> None:
    """A `UserError` for a decision about a scene that the script does not have. Shots are checked by their scene."""
    without = (id for id in choices.without if id != "film" and id not in slugs)
    for id in (*choices.shots, *choices.pins, *choices.motions, *choices.words, *without):
        if id.rpartition("/")[0] not in slugs:
            raise UserError(f"{file} names {id!r}, but there is no such scene", possible=tuple(slugs))
    for slug in choices.score:
        if slug not in slugs:
            raise UserError(f"{file}: score.{slug}: there is no such scene", possible=tuple(slugs))


def _shown(place: PlaceEntry) -> PlaceEntry:
    return replace(place, ambience=(), drafted=False)


def _seen(scene: Scene) -> Scene:
    """The scene without what no frame and no shot's words depend on."""
    beats = tuple(
        beat if beat.line is None else replace(beat, line=replace(beat.line, captions={})) for beat in scene.beats
    )
    return replace(scene, heading="", synopsis="", props=(), beats=beats)
